"""`kiemdiem analyse`: formats, streams, exit codes and one clear sentence for every mistake."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.errors import DataError, LimitError, ModelError, SecrecyError, UnreadableError
from assistant.report import Report
from tests.cli.conftest import FakeAnalyser, Run
from tests.samples import sample_report

_SECRET = "Nội dung mật của văn bản"


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    file = tmp_path / "biên bản.txt"
    file.write_text("BIÊN BẢN", encoding="utf-8")
    return file


def test_without_an_output_the_report_is_text_on_standard_output(
    run: Run, analyser: FakeAnalyser, minutes: Path
) -> None:
    result = run("analyse", minutes)
    assert result.exit_code == 0
    assert "CÂU HỎI NÊN NÊU TẠI CUỘC HỌP" in result.stdout
    assert "Số phần chưa đọc, chưa kiểm tra: 1" in result.stderr


@pytest.mark.parametrize(
    ("ending", "begins"),
    [
        ("html", "<!DOCTYPE html>"),
        ("HTM", "<!DOCTYPE html>"),
        ("json", "{"),
        ("md", "# "),
        ("csv", "\ufeff"),
        ("txt", "Phi"),
    ],
)
def test_the_ending_chooses_the_format(
    run: Run, analyser: FakeAnalyser, minutes: Path, tmp_path: Path, ending: str, begins: str
) -> None:
    out = tmp_path / f"phiếu.{ending}"
    result = run("analyse", minutes, "-o", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert out.read_text(encoding="utf-8").startswith(begins)
    assert f"Đã ghi: {out}" in result.stderr
    assert sorted(tmp_path.iterdir()) == sorted([minutes, out])


def test_a_named_format_wins_over_the_ending(run: Run, analyser: FakeAnalyser, minutes: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.dat"
    assert run("analyse", minutes, "-o", out, "--format", "json").exit_code == 0
    assert Report.from_json(out.read_text(encoding="utf-8")) == sample_report()


def test_the_report_speaks_the_language_asked_for(run: Run, analyser: FakeAnalyser, minutes: Path) -> None:
    result = run("analyse", minutes, "--lang", "en")
    assert "QUESTIONS TO ASK IN THE MEETING" in result.stdout
    assert analyser.loaded["language"] == "en"


def test_everything_is_handed_to_the_library(run: Run, analyser: FakeAnalyser, minutes: Path, tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("a.txt", "b.txt", "c.txt", "d.csv")]
    for file in files:
        file.write_text("x", encoding="utf-8")
    a, b, c, d = map(str, files)
    options = ("--prior", a, "--prior", b, "--prompts", c, "--roster", d, "--rules", tmp_path, "--pack", "124-2023")
    assert run("analyse", minutes, *options, "--allow-secret").exit_code == 0
    assert analyser.source == str(minutes)
    assert analyser.called == {"prior": [a, b], "prompts": [c], "roster": d, "scores": False}
    assert analyser.loaded == {"rules": str(tmp_path), "pack": "124-2023", "language": "vi", "allow_secret": True}


def test_secrecy_has_to_be_allowed_in_so_many_words(run: Run, analyser: FakeAnalyser, minutes: Path) -> None:
    run("analyse", minutes)
    assert analyser.loaded["allow_secret"] is False


def test_scores_only_when_asked_for(run: Run, analyser: FakeAnalyser, minutes: Path) -> None:
    run("analyse", minutes, "--scores")
    assert analyser.called["scores"] is True


def test_a_dash_is_standard_input_and_output(run: Run, analyser: FakeAnalyser) -> None:
    result = run("analyse", "-", "-o", "-", "--format", "json", input="BIÊN BẢN".encode())
    assert result.exit_code == 0
    assert analyser.source == "BIÊN BẢN".encode()
    assert json.loads(result.stdout)["schema_version"] == 1


def test_only_one_input_can_be_the_standard_one(run: Run, analyser: FakeAnalyser) -> None:
    result = run("analyse", "-", "--prior", "-", input=b"x")
    assert result.exit_code == 2
    assert result.stderr == "Chỉ một tệp được đọc từ đầu vào chuẩn (“-”).\n"


@pytest.mark.parametrize(("level", "code"), [("high", 1), ("medium", 1), ("low", 1)])
def test_findings_at_or_above_a_level_give_code_1_and_the_report(
    run: Run, analyser: FakeAnalyser, minutes: Path, level: str, code: int
) -> None:
    result = run("analyse", minutes, "--fail-on", level)
    assert result.exit_code == code
    assert result.stdout


def test_findings_below_the_level_give_code_0(run: Run, analyser: FakeAnalyser, minutes: Path) -> None:
    low = [one.model_dump() for one in sample_report().findings if one.severity == "low"]
    analyser.report = sample_report(findings=low, questions=[])
    assert run("analyse", minutes, "--fail-on", "medium").exit_code == 0
    assert run("analyse", minutes, "--fail-on", "low").exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["analyse"], "Thiếu tham số TỆP."),
        (["analyse", "a", "b"], "Có tham số thừa hoặc không hiểu được."),
        (["analyse", "a", "--bogus"], "Không có tùy chọn --bogus."),
        (["analyse", "a", "--prior"], "Tùy chọn --prior cần một giá trị."),
        (
            ["analyse", "a", "--fail-on", "x"],
            "Giá trị của --fail-on không hợp lệ: “x” không dùng được; chọn một trong: low",
        ),
        (["analyse", "a", "--lang", "fr"], "Giá trị của --lang không hợp lệ"),
        (["analyze"], "Không có lệnh đó; có: analyse, corpus, doctor, evaluate, rules, train."),
        (["analyse", "a", "--format", "docx"], "Chưa có định dạng “docx”; có: json, html, md, csv, text."),
        (["analyse", "a", "-o", "a.docx"], "Không biết ghi định dạng nào cho a.docx"),
    ],
)
def test_wrong_use_gives_code_2_and_one_sentence(run: Run, arguments: list[str], sentence: str) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(sentence)
    assert "Traceback" not in result.stderr


@pytest.mark.parametrize("option", [[], ["--prior"], ["--prompts"], ["--roster"]])
def test_a_missing_input_gives_code_3(run: Run, analyser: FakeAnalyser, minutes: Path, option: list[str]) -> None:
    arguments = ["analyse", minutes, *option, "không có.docx"] if option else ["analyse", "không có.docx"]
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == "Không tìm thấy tệp: không có.docx\n"


def test_a_folder_is_no_input(run: Run, analyser: FakeAnalyser, tmp_path: Path) -> None:
    result = run("analyse", tmp_path, "--lang", "en")
    assert (result.exit_code, result.stderr) == (3, f"This is a folder, not a file: {tmp_path}\n")


def test_the_output_never_overwrites_an_input(run: Run, analyser: FakeAnalyser, minutes: Path) -> None:
    result = run("analyse", minutes, "-o", minutes)
    assert result.exit_code == 2
    assert minutes.read_text(encoding="utf-8") == "BIÊN BẢN"


def test_an_output_that_cannot_be_written_is_wrong_use(
    run: Run, analyser: FakeAnalyser, minutes: Path, tmp_path: Path
) -> None:
    assert run("analyse", minutes, "-o", tmp_path / "nowhere" / "a.html").exit_code == 2
    folder = tmp_path / "a.html"
    folder.mkdir()
    assert run("analyse", minutes, "-o", folder).exit_code == 2


@pytest.mark.parametrize("kind", [UnreadableError, LimitError, SecrecyError, DataError, ModelError])
def test_what_cannot_be_read_gives_code_3_and_one_sentence(
    run: Run, analyser: FakeAnalyser, minutes: Path, kind: type[UnreadableError]
) -> None:
    analyser.error = kind("cli.input.missing", path="x")
    result = run("analyse", minutes)
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == "Không tìm thấy tệp: x\n"


def test_a_fault_gives_code_70_and_an_id_and_no_trace(run: Run, analyser: FakeAnalyser, minutes: Path) -> None:
    analyser.error = ValueError(_SECRET)
    result = run("analyse", minutes)
    assert (result.exit_code, result.stdout) == (70, "")
    assert re.search(r"\(mã [0-9a-f]{12}\)", result.stderr)
    assert "Traceback" not in result.stderr
    assert _SECRET not in result.stderr


def test_the_trace_of_a_fault_goes_into_a_file_without_document_text(
    run: Run, analyser: FakeAnalyser, minutes: Path, tmp_path: Path
) -> None:
    analyser.error = KeyError(_SECRET)
    analyser.error.__cause__ = ValueError(_SECRET)
    folder = tmp_path / "faults"
    result = run("analyse", minutes, env={"KIEMDIEM_FAULT_DIR": str(folder)})
    (file,) = folder.iterdir()
    told = file.read_text(encoding="utf-8")
    assert result.exit_code == 70
    assert str(file) in result.stderr
    assert "builtins.KeyError" in told
    assert "builtins.ValueError" in told
    assert "analyse.py" in told
    assert _SECRET not in told


@pytest.mark.parametrize("error", [RecursionError("deep"), MemoryError(), UnicodeError("x")])
def test_no_fault_of_the_program_looks_like_findings(
    run: Run, analyser: FakeAnalyser, minutes: Path, error: Exception
) -> None:
    analyser.error = error
    assert run("analyse", minutes, "--fail-on", "low").exit_code == 70


def test_an_interruption_is_told(run: Run, analyser: FakeAnalyser, minutes: Path) -> None:
    analyser.error = KeyboardInterrupt()
    result = run("analyse", minutes)
    assert result.exit_code == 130
    assert "Đã dừng theo yêu cầu." in result.stderr


def test_the_console_speaks_utf_8_whatever_the_locale(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0", "LC_ALL": "C"}
    result = subprocess.run(
        [sys.executable, "-m", "assistant.cli", "analyse", "missing.txt"],
        capture_output=True,
        cwd=tmp_path,
        env=environment,
        check=False,
    )
    assert result.returncode == 3
    assert result.stderr.decode("utf-8").strip() == "Không tìm thấy tệp: missing.txt"
