"""Help: in both languages, on every command, and without loading what it does not need."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.cli.conftest import Run

_COMMANDS = (
    "analyse",
    "corpus",
    "corpus agreement",
    "corpus check",
    "corpus datasheet",
    "doctor",
    "evaluate",
    "rules",
    "rules list",
    "rules show",
    "rules test",
    "rules lint",
    "train",
)
_HEAVY = ("jinja2", "pydantic", "spacy", "underthesea", "sklearn", "numpy", "ruamel", "lxml", "pdfplumber", "rich")


def test_help_is_vietnamese_unless_asked_otherwise(run: Run) -> None:
    vietnamese, english = run("--help").stdout, run("--lang", "en", "--help").stdout
    assert "Cách dùng: kiemdiem" in vietnamese
    assert "Tùy chọn:" in vietnamese
    assert "Usage: kiemdiem" in english
    assert "Read one review" in english


def test_the_language_counts_wherever_it_stands(run: Run) -> None:
    assert "Usage:" in run("--help", "--lang", "en").stdout
    assert "Usage:" in run("analyse", "--help", "--lang=en").stdout


def test_the_environment_can_choose_the_language(run: Run) -> None:
    assert "Usage:" in run("--help", env={"KIEMDIEM_LANG": "en"}).stdout
    assert "Cách dùng:" in run("--help", env={"KIEMDIEM_LANG": "xx"}).stdout


@pytest.mark.parametrize("command", _COMMANDS)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_command_has_help_in_both_languages(run: Run, command: str, language: str) -> None:
    result = run(*command.split(), "--lang", language, "--help")
    assert result.exit_code == 0
    assert ("Usage:" if language == "en" else "Cách dùng:") in result.stdout
    other = {"vi": ("Options", "Commands", "Show this"), "en": ("Tùy chọn", "Lệnh", "Hiện trang")}[language]
    assert not [word for word in other if word in result.stdout]


def test_no_command_is_in_the_help_that_is_not_there(run: Run) -> None:
    out = run("--help").stdout
    for name in ("analyse", "corpus", "doctor", "evaluate", "rules", "train"):
        assert f"  {name} " in out
    assert "batch" not in out
    assert "--scores" not in run("analyse", "--help").stdout


def test_without_a_command_the_help_is_shown_as_a_wrong_use(run: Run) -> None:
    result = run()
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Cách dùng: kiemdiem" in result.stderr


def test_help_loads_no_library_and_no_command() -> None:
    code = (
        "import json, sys\n"
        "from importlib.metadata import entry_points\n"
        "main = next(iter(entry_points(group='console_scripts', name='kiemdiem'))).load()\n"
        "try:\n    main(['--help'])\n"
        "except SystemExit:\n    pass\n"
        "json.dump(sorted(sys.modules), sys.stderr)\n"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    loaded = set(json.loads(result.stderr))
    assert not {name for name in loaded if name.split(".")[0] in _HEAVY}
    assert not {name for name in loaded if name.startswith(("assistant.cli.analyse", "assistant.rulebook"))}


def test_version(run: Run) -> None:
    result = run("--version")
    assert result.exit_code == 0
    assert result.stdout.startswith("kiemdiem ")


def test_the_shell_completes_commands_and_options(run: Run) -> None:
    def completions(words: str) -> str:
        result = run(
            env={
                "_KIEMDIEM_COMPLETE": "bash_complete",
                "COMP_WORDS": words,
                "COMP_CWORD": str(len(words.split(" ")) - 1),
            }
        )
        return result.stdout

    assert "analyse" in completions("kiemdiem an")
    assert "--prior" in completions("kiemdiem analyse --pri")
