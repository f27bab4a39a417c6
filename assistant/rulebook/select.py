"""The rulebook: every rule and pack, and which of them hold for one document. Nothing in it changes after loading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.errors import UsageError
from assistant.messages import Catalogue
from assistant.report.model import Report, RulesUsed, Severity
from assistant.rulebook.hit import Check
from assistant.rulebook.pack import Pack, choose
from assistant.rulebook.schema import Language, RuleFile, Stage


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule under the name of its file, compiled; `local` where the user's folder made or changed it."""

    name: str
    file: RuleFile
    check: Check
    local: bool = False


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The rules and packs that were loaded; `fixed` names the pack to use whatever the document's date."""

    rules: tuple[Rule, ...]
    packs: tuple[Pack, ...]
    catalogues: Mapping[Language, Catalogue]
    fixed: str | None = None

    def rule(self, name: str) -> Rule:
        """Return the rule of a name; raises UsageError."""
        for rule in self.rules:
            if rule.name == name:
                return rule
        raise UsageError("rulebook.unknown-rule", rule=name)

    def pack(self, name: str) -> Pack:
        """Return the pack of a name; raises UsageError."""
        for pack in self.packs:
            if pack.name == name:
                return pack
        raise UsageError("rulebook.unknown-pack", pack=name, packs=", ".join(pack.name for pack in self.packs))

    def pack_for(self, report: Report) -> Pack:
        """Return the pack that holds for a document: the fixed one, else by track and date."""
        return self.pack(self.fixed) if self.fixed is not None else choose(report, self.packs)

    def code(self, rule: Rule) -> str:
        """Return the name a rule's findings go under: that of the rule it refines, however far."""
        while rule.file.refines is not None:
            rule = self.rule(rule.file.refines)
        return rule.name

    def depth(self, rule: Rule) -> int:
        """Return how many times narrower a rule is than its code."""
        depth = 0
        while rule.file.refines is not None:
            rule, depth = self.rule(rule.file.refines), depth + 1
        return depth

    def used(self, report: Report) -> RulesUsed:
        """Return what the report says of its rules: pack, version, and the names that are local."""
        pack = self.pack_for(report)
        local = [rule.name for rule in self.rules if rule.local] + [pack.name for pack in self.packs if pack.local]
        return RulesUsed(pack=pack.name, version=pack.file.version, local=tuple(local))


def severity(rule: Rule, pack: Pack) -> Severity:
    """Return the severity of a rule in a pack."""
    change = pack.file.changes.get(rule.name)
    return change.severity if change and change.severity else rule.file.severity


def stage(rule: Rule, pack: Pack) -> Stage:
    """Return whether a rule reports or is only counted in a pack."""
    change = pack.file.changes.get(rule.name)
    return change.stage if change and change.stage else rule.file.stage


def thresholds(rule: Rule, pack: Pack) -> dict[str, float]:
    """Return the thresholds of a rule in a pack."""
    change = pack.file.changes.get(rule.name)
    own = {name: threshold.value for name, threshold in rule.file.thresholds.items()}
    return own | (change.thresholds if change else {})
