"""The rule kinds by the word that stands in a rule file."""

from __future__ import annotations

from assistant.rulebook.arithmetic import ArithmeticCheck
from assistant.rulebook.contradiction import ContradictionCheck
from assistant.rulebook.copied import CopiedCheck
from assistant.rulebook.document import DocumentCheck
from assistant.rulebook.hit import Check
from assistant.rulebook.item import ItemCheck
from assistant.rulebook.lexical import LexicalCheck
from assistant.rulebook.required import RequiredCheck
from assistant.rulebook.schema import RuleFile


def compile_rule(rule: RuleFile) -> Check:
    """Return the check of a rule; raises ConditionError or PatternError."""
    match rule.kind:
        case "item":
            check: Check = ItemCheck(rule)
        case "document":
            check = DocumentCheck(rule)
        case "lexical":
            check = LexicalCheck(rule)
        case "arithmetic":
            check = ArithmeticCheck(rule)
        case "copied":
            check = CopiedCheck(rule)
        case "contradiction":
            check = ContradictionCheck(rule)
        case "required":
            check = RequiredCheck()
    return check
