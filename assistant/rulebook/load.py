"""Reading rules and packs: the shipped ones, then the user's own folder over them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from assistant.datafile import read_yaml
from assistant.errors import DataError, UsageError
from assistant.messages import Catalogue
from assistant.resources import rules as shipped
from assistant.rulebook.condition import ConditionError
from assistant.rulebook.kinds import compile_rule
from assistant.rulebook.pack import Pack
from assistant.rulebook.patterns import PatternError
from assistant.rulebook.schema import PACK_FILE, RULE_FILE, RuleFile
from assistant.rulebook.select import Rule, Rulebook

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,60}[a-z0-9])?")
_PLACE = re.compile(r"\{([^{}]*)\}")
_MAXIMUM_FILES = 1000
_MAXIMUM_BYTES = 1 << 20
_CODES = {
    "missing": "rulebook.missing-field",
    "extra_forbidden": "rulebook.unknown-field",
    "too_short": "rulebook.too-few",
    "union_tag_invalid": "rulebook.unknown-kind",
    "union_tag_not_found": "rulebook.missing-field",
}

T = TypeVar("T")


def load(folder: str | Path | None = None, pack: str | None = None) -> Rulebook:
    """Return the shipped rulebook, with the user's own folder over it and a fixed pack where one is named.

    The folder holds rule files (in it or in `review`) and packs (in `packs`). A file with `extends: NAME` changes only
    the fields it gives; `list+` adds to a list and `list-` takes from it. Raises DataError and UsageError.
    """
    rule_sources = _sources(shipped().joinpath("review"))
    pack_sources = _sources(shipped().joinpath("packs"))
    own_rules: dict[str, Traversable] = {}
    own_packs: dict[str, Traversable] = {}
    if folder is not None:
        root = Path(folder)
        if not root.is_dir():
            raise UsageError("rulebook.no-folder", folder=str(folder))
        own_rules = _sources(root) | _sources(root / "review")
        own_packs = _sources(root / "packs")
    rules = tuple(_rules(rule_sources, own_rules))
    packs = tuple(_packs(pack_sources, own_packs))
    _check_refinements(rules, rule_sources | own_rules)
    rulebook = Rulebook(rules, packs, {"vi": Catalogue("vi"), "en": Catalogue("en")}, pack)
    _check_changes(rulebook, pack_sources | own_packs)
    if pack is not None:
        rulebook.pack(pack)
    return rulebook


def lint(folder: str | Path) -> tuple[DataError, ...]:
    """Return the mistakes in a user's folder or single rule file: one for each file that has any."""
    root = Path(folder)
    if not root.exists():
        raise UsageError("rulebook.no-folder", folder=str(folder))
    base = _sources(shipped().joinpath("review"))
    own: dict[str, Traversable] = {root.stem: root} if root.is_file() else _sources(root) | _sources(root / "review")
    mistakes: list[DataError] = []
    good: list[Rule] = []
    for name in sorted(base | own):
        try:
            good.extend(
                _rules({name: base[name]} if name in base else {}, {name: own[name]} if name in own else {}, base)
            )
        except DataError as error:
            mistakes.append(error)
    if not mistakes:
        try:
            _check_refinements(tuple(good), base | own)
        except DataError as error:
            mistakes.append(error)
    return tuple(mistakes)


def _sources(folder: Traversable) -> dict[str, Traversable]:
    """Return the YAML files of a folder by name; none where there is no such folder."""
    if not folder.is_dir():
        return {}
    files = sorted(
        (file for file in folder.iterdir() if file.name.endswith((".yml", ".yaml"))), key=lambda file: file.name
    )
    if len(files) > _MAXIMUM_FILES:
        raise UsageError("rulebook.too-many-files", count=len(files), most=_MAXIMUM_FILES)
    for file in files:
        if not _NAME.fullmatch(file.name.rpartition(".")[0]):
            raise DataError("rulebook.bad-name", path=str(file), line=1, column=1, excerpt="", reason=file.name)
    return {file.name.rpartition(".")[0]: file for file in files}


def _rules(
    base: Mapping[str, Traversable], own: Mapping[str, Traversable], known: Mapping[str, Traversable] | None = None
) -> Iterator[Rule]:
    for name in sorted({**base, **own}):
        file = own.get(name) or base[name]
        data = _resolved(name, base if known is None else known, own)
        rule = _validated(RULE_FILE, data, file)
        try:
            check = compile_rule(rule)
        except ConditionError as error:
            raise _mistake("rulebook.bad-condition", file, ("condition",), str(error)) from error
        except PatternError as error:
            raise _mistake("rulebook.bad-pattern", file, _place_of(error.pattern, rule), str(error)) from error
        for field, sentence in (("message", rule.message), ("question", rule.question)):
            for language in ("vi", "en"):
                for place in _PLACE.findall(getattr(sentence, language)):
                    if place not in check.places:
                        raise _mistake("rulebook.unknown-place", file, (field, language), "{" + place + "}")
        yield Rule(name, rule, check, local=name in own)


def _packs(base: Mapping[str, Traversable], own: Mapping[str, Traversable]) -> Iterator[Pack]:
    for name in sorted({**base, **own}):
        file = own.get(name) or base[name]
        yield Pack(name, _validated(PACK_FILE, _resolved(name, base, own), file), local=name in own)


def _resolved(name: str, base: Mapping[str, Traversable], own: Mapping[str, Traversable]) -> Any:
    """Return the content of a file, laid over the shipped file it extends."""
    file = own.get(name) or base[name]
    data = _read(file)
    if not isinstance(data, dict) or "extends" not in data:
        return data
    target = data.pop("extends")
    under = base.get(target) if isinstance(target, str) else None
    if under is None or name not in own:
        raise _mistake("rulebook.unknown-base", file, ("extends",), str(target))
    return _laid_over(_read(under), data)


def _read(file: Traversable) -> Any:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DataError(
            "data.syntax", path=str(file), line=1, column=1, excerpt="", reason=type(error).__name__
        ) from error
    if len(text) > _MAXIMUM_BYTES:
        raise DataError("rulebook.too-large", path=str(file), line=1, column=1, excerpt="", reason=str(_MAXIMUM_BYTES))
    return read_yaml(file)


def _laid_over(under: Any, over: Any) -> Any:
    """Return `over` laid over `under`: mappings by key, `key+` and `key-` on lists, everything else replaced."""
    if not isinstance(under, dict) or not isinstance(over, dict):
        return over
    out = dict(under)
    for key, value in over.items():
        name = str(key)
        if name.endswith("+") and isinstance(value, list):
            out[name[:-1]] = [*out.get(name[:-1], []), *value]
        elif name.endswith("-") and isinstance(value, list):
            out[name[:-1]] = [one for one in out.get(name[:-1], []) if one not in value]
        else:
            out[key] = _laid_over(out.get(key), value)
    return out


def _validated(model: TypeAdapter[T], data: Any, file: Traversable) -> T:
    """Return the data as its model; the first mistake is told with its place in the file."""
    try:
        return model.validate_json(json.dumps(data, ensure_ascii=False, default=str))
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        place = tuple(first["loc"])
        code = _CODES.get(first["type"], "rulebook.wrong-value")
        name = ".".join(str(step) for step in place[1:] if place) or "kind"
        reason = name if code in ("rulebook.missing-field", "rulebook.unknown-field") else f"{name}: {first['msg']}"
        raise _mistake(code, file, place, reason) from error


def _mistake(code: str, file: Traversable, place: Iterable[str | int], reason: str) -> DataError:
    """Return the error for a place in a file, given as the keys that lead to it."""
    text = file.read_text(encoding="utf-8")
    line, column = 0, 0
    node = YAML(typ="safe", pure=True).compose(text)
    for step in place:
        found = _step(node, step)
        if found is not None:
            mark, node = found
            line, column = mark
    lines = text.splitlines()
    excerpt = lines[line] if line < len(lines) else ""
    return DataError(code, path=str(file), line=line + 1, column=column + 1, excerpt=excerpt, reason=reason)


def _place_of(pattern: str, rule: RuleFile) -> tuple[str | int, ...]:
    """Return the keys that lead to a pattern in its rule file."""
    for field in ("patterns", "exceptions", "ballots", "counts"):
        listed = getattr(rule, field, ())
        if pattern in listed:
            return field, listed.index(pattern)
    return ()


def _step(node: Node | None, step: str | int) -> tuple[tuple[int, int], Node] | None:
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if str(key.value).rstrip("+-") == str(step):
                return (key.start_mark.line, key.start_mark.column), value
    if isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        value = node.value[step]
        return (value.start_mark.line, value.start_mark.column), value
    return None


def _check_refinements(rules: tuple[Rule, ...], files: Mapping[str, Traversable]) -> None:
    """Raise DataError where a rule refines none, itself by a circle, or one of another category."""
    known = {rule.name: rule for rule in rules}
    for rule in rules:
        walked, at = {rule.name}, rule
        while at.file.refines is not None:
            target = known.get(at.file.refines)
            if target is None or target.name in walked or target.file.category != rule.file.category:
                raise _mistake("rulebook.bad-refinement", files[at.name], ("refines",), at.file.refines)
            walked.add(target.name)
            at = target


def _check_changes(rulebook: Rulebook, files: Mapping[str, Traversable]) -> None:
    """Raise DataError where a pack changes a rule or a threshold that does not exist."""
    known = {rule.name: rule for rule in rulebook.rules}
    for pack in rulebook.packs:
        for name, change in pack.file.changes.items():
            unknown = name not in known or set(change.thresholds) - set(known[name].file.thresholds)
            if unknown:
                raise _mistake("rulebook.unknown-change", files[pack.name], ("changes", name), name)
