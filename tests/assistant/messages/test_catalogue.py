"""The two catalogues say the same things, and say them whatever happens."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.errors import UnreadableError, UsageError
from assistant.messages import LANGUAGES, Catalogue
from assistant.messages.catalogue import places
from assistant.resources import messages

_ROOT = Path(__file__).parents[3]
_ERRORS = {"UnreadableError", "LimitError", "SecrecyError", "DataError", "ModelError", "UsageError", "DocumentError"}


def _sentences(language: str) -> dict[str, str]:
    sentences: dict[str, str] = json.loads(messages().joinpath(f"{language}.json").read_text(encoding="utf-8"))
    return sentences


def test_every_language_has_the_same_codes() -> None:
    assert LANGUAGES == ("vi", "en")
    assert set(_sentences("vi")) == set(_sentences("en"))


def test_every_code_has_the_same_places_in_every_language() -> None:
    english = _sentences("en")
    different = [code for code, sentence in _sentences("vi").items() if places(sentence) != places(english[code])]
    assert different == []


def test_no_sentence_is_empty() -> None:
    assert [code for language in LANGUAGES for code, said in _sentences(language).items() if not said.strip()] == []


def test_the_files_are_sorted_by_code() -> None:
    for language in LANGUAGES:
        codes = list(_sentences(language))
        assert codes == sorted(codes)


def test_places_are_filled() -> None:
    assert Catalogue("en").text("report.page", page=3) == "page 3"


def test_a_value_is_never_read_as_a_place() -> None:
    assert Catalogue("en").text("cli.input.missing", path="{reason}") == "No such file: {reason}"


def test_an_unknown_code_and_an_empty_place_are_mistakes_of_the_program() -> None:
    with pytest.raises(KeyError):
        Catalogue("vi").text("no.such.code")
    with pytest.raises(KeyError):
        Catalogue("vi").text("report.page")


def test_an_error_is_told_in_the_language_of_the_catalogue() -> None:
    error = UnreadableError("cli.input.missing", path="a.docx")
    assert Catalogue("vi").error(error) == "Không tìm thấy tệp: a.docx"
    assert Catalogue("en").error(error) == "No such file: a.docx"


def test_an_error_without_a_sentence_is_still_told() -> None:
    assert "no.such.code" in Catalogue("vi").error(UnreadableError("no.such.code"))


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UsageError) as refused:
        Catalogue("fr")
    assert refused.value.code == "messages.language"


def test_every_code_that_the_program_raises_has_a_sentence() -> None:
    said = Catalogue("vi")
    assert sorted(place for place, code in _raised() if code not in said) == []


def _raised() -> Iterator[tuple[str, str]]:
    """Yield the place and the literal code of every error the library and the commands make."""
    for folder in ("assistant", "cli"):
        for file in sorted((_ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if not isinstance(node, ast.Call) or not node.args:
                    continue
                name = node.func.id if isinstance(node.func, ast.Name) else ""
                code = node.args[0]
                if name in _ERRORS and isinstance(code, ast.Constant) and isinstance(code.value, str):
                    yield f"{file.relative_to(_ROOT)}:{node.lineno} {code.value}", code.value
