"""Reading a corpus: pairs of STEM.txt and STEM.json below a folder, each subfolder the manner of another writer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from pydantic import ValidationError

from assistant.datafile import read_yaml
from assistant.errors import DataError
from assistant.learning.gold import GoldAnnotation
from assistant.text import fold_key

_DEEPEST = 6
AGREEMENT = "agreement"
"""The folder of twofold annotations beside the documents; what stands there is no document."""


@dataclass(frozen=True)
class GoldDocument:
    """A document with its gold annotation; `manner` names its writer."""

    stem: str
    manner: str
    text: str
    gold: GoldAnnotation


@dataclass(frozen=True)
class Entry:
    """The files of one stem as they stand on disk; None where one is missing."""

    stem: str
    manner: str
    text: bytes | None
    gold: bytes | None


def entries(folder: Traversable) -> tuple[Entry, ...]:
    """Return the files of every stem below a folder, sorted by manner and stem; raises DataError when there is none.

    The manner is the subfolder's name; of documents directly in `folder`, the part of the stem before the first hyphen.
    """
    found: dict[tuple[str, str], dict[str, Traversable]] = {}
    for file, parent in _files(folder, "", _DEEPEST):
        stem, dot, ending = file.name.rpartition(".")
        if dot and ending in {"txt", "json"} and not stem.startswith(("_", ".")):
            found.setdefault((parent or stem.partition("-")[0], stem), {})[ending] = file
    if not found:
        raise DataError("corpus.empty", path=folder.name, line=1, column=1, excerpt="", reason="")
    return tuple(
        Entry(
            stem,
            manner,
            files["txt"].read_bytes() if "txt" in files else None,
            files["json"].read_bytes() if "json" in files else None,
        )
        for (manner, stem), files in sorted(found.items())
    )


def _files(folder: Traversable, name: str, depth: int) -> Iterator[tuple[Traversable, str]]:
    try:
        inside = sorted(folder.iterdir(), key=lambda item: item.name)
    except OSError as error:
        raise DataError("corpus.empty", path=folder.name, line=1, column=1, excerpt="", reason="") from error
    for item in inside:
        if item.is_file():
            yield item, name
        elif depth and item.is_dir() and item.name != AGREEMENT:
            yield from _files(item, item.name, depth - 1)


def parse(entry: Entry) -> GoldDocument:
    """Return one document; raises DataError (corpus.unpaired, .encoding, .json, .schema) for files that are no pair."""

    def mistake(code: str, reason: str, line: int = 1, column: int = 1, excerpt: str = "") -> DataError:
        return DataError(code, path=entry.stem, line=line, column=column, excerpt=excerpt, reason=reason)

    if entry.text is None or entry.gold is None:
        raise mistake("corpus.unpaired", "txt" if entry.text is None else "json")
    try:
        text, gold = entry.text.decode("utf-8"), entry.gold.decode("utf-8")
    except UnicodeDecodeError as error:
        raise mistake("corpus.encoding", error.reason) from error
    try:
        json.loads(gold, object_pairs_hook=_once)
        annotation = GoldAnnotation.model_validate_json(gold)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise mistake("corpus.schema", f"{where}: {first['msg']}") from error
    except json.JSONDecodeError as error:
        lines = gold.splitlines()
        excerpt = lines[error.lineno - 1] if error.lineno <= len(lines) else ""
        raise mistake("corpus.json", error.msg, error.lineno, error.colno, excerpt) from error
    except _TwiceError as error:
        raise mistake("corpus.schema", f"{error}: given twice") from error
    return GoldDocument(entry.stem, entry.manner, text, annotation)


class _TwiceError(Exception):
    """A key given twice in one JSON object."""


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    row: dict[str, object] = {}
    for name, value in pairs:
        if name in row:
            raise _TwiceError(name)
        row[name] = value
    return row


def load(folder: Traversable) -> tuple[GoldDocument, ...]:
    """Return every document below a folder, sorted by manner and stem; raises DataError at the first broken one."""
    return tuple(parse(entry) for entry in entries(folder))


def digest(documents: Iterable[GoldDocument]) -> str:
    """Return one SHA-256 of the texts and annotations, whatever the order of the files and the layout of the JSON."""
    total = hashlib.sha256()
    for document in sorted(documents, key=lambda item: (item.manner, item.stem)):
        for part in (document.manner, document.stem, document.text, document.gold.model_dump_json()):
            data = part.encode()
            total.update(len(data).to_bytes(8, "big") + data)
    return total.hexdigest()


def groups(documents: Iterable[GoldDocument]) -> dict[str, str]:
    """Return the group of each stem: documents of one organisation, or linked as prior or prompts, share one."""
    known = tuple(documents)
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    def join(one: str, other: str) -> None:
        first, second = sorted((root(one), root(other)))
        parent[second] = first

    stems = {document.stem for document in known}
    by_body: dict[tuple[str, str], str] = {}
    for document in known:
        root(document.stem)
        for link in (document.gold.prior, document.gold.prompts):
            if link in stems:
                join(document.stem, link)
        if document.gold.organisation:
            body = (document.manner, " ".join(fold_key(document.gold.organisation).split()))
            join(by_body.setdefault(body, document.stem), document.stem)
    return {document.stem: root(document.stem) for document in known}


@dataclass(frozen=True)
class Split:
    """The manners that no training sees, and those whose texts are about encodings."""

    held_out: tuple[str, ...] = ()
    dirty: tuple[str, ...] = ()


def split(corpora: Traversable) -> Split:
    """Return the split written in `split.yml` of the corpora folder; raises DataError when it is no list of names."""
    file = corpora.joinpath("split.yml")
    if not file.is_file():
        return Split()
    told = read_yaml(file)
    return Split(_names(told, "held-out", file.name), _names(told, "dirty", file.name, default=[]))


def _names(told: object, key: str, path: str, default: list[str] | None = None) -> tuple[str, ...]:
    names = told.get(key, default) if isinstance(told, dict) else None
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise DataError("corpus.split", path=path, line=1, column=1, excerpt="", reason=key)
    return tuple(names)
