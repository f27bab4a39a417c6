"""The words that name people, offices and bodies, as patterns on folded text."""

from __future__ import annotations

import re

from assistant.extraction.words import alternatives, data_file, folded
from assistant.language.lexicon import Lexicon
from assistant.text import fold_key


class PartyWords:
    """The words of `rules/names` and of the lexicon's vague agents, as patterns."""

    def __init__(self, lexicon: Lexicon) -> None:
        titles = data_file(lexicon, "titles")
        names = data_file(lexicon, "surnames")
        self.titles = alternatives(titles["titles"])
        self.offices = self._offices(titles)
        self.bodies = alternatives(titles["bodies"])
        self.body_names = alternatives(titles["body-names"])
        self.name_joins = re.compile("|".join(re.escape(fold_key(word)) for word in titles["name-joins"]))
        self.name_owner = fold_key(str(titles["name-owner"])) + " "
        self.numbered_names = folded(titles["numbered-names"])
        self.name_leads = re.compile(rf"(?:{self.offices.pattern}|{alternatives(titles['name-leads']).pattern})[ :]*$")
        self.main_body = fold_key(str(titles["main-body"]))
        self.role_parts = re.compile(r"[,;/]| - |" + alternatives(titles["role-joins"]).pattern)
        self.comrade = re.compile(alternatives(titles["comrade"]).pattern + r"[ .:]*$")
        self.duty = re.compile(
            alternatives(titles["titles"]).pattern + rf" (?P<duty>{alternatives(titles['open-role-words']).pattern})"
        )
        self.not_name_starts = alternatives(titles["not-name-starts"])
        self.role_stops = alternatives(titles["role-stops"])
        self.body_words = folded(titles["bodies"])
        self.common_offices = folded(titles["common-offices"])
        self.charging = re.compile(alternatives(data_file(lexicon, "references")["assign"]).pattern + r"\s$")
        self.author_labels = tuple(
            sorted((fold_key(word) for word in titles["author-labels"]), key=lambda label: (-len(label), label))
        )
        self.post_labels = tuple(fold_key(word) for word in titles["post-labels"])
        self.deputy = fold_key(str(titles["deputy"]))
        self.collective_lead = alternatives(titles["collective-lead"])
        self.role_link = alternatives(titles["role-links"])
        self.role_words = alternatives(titles["role-words"])
        self.open_role_words = alternatives(titles["open-role-words"])
        self.places = folded(titles["place-words"])
        self.not_persons = folded(titles["not-persons"])
        self.not_bodies = alternatives(titles["not-bodies"])
        self.place_bodies = folded(titles["place-bodies"])
        self.surnames = folded(names["surnames"])
        self.middles = folded(names["middle"])
        self.expansions = self._expansions(lexicon)
        self._vague(lexicon, titles)

    def _offices(self, titles: dict[str, list[str]]) -> re.Pattern[str]:
        """Read the offices: those listed, and those made of a shape and a unit ("head of the ...")."""
        shaped = [shape.format(unit) for shape in titles["office-shapes"] for unit in titles["office-units"]]
        return alternatives([*titles["offices"], *shaped])

    def _expansions(self, lexicon: Lexicon) -> dict[str, str]:
        found = lexicon.data["abbreviations-of-bodies"]
        assert isinstance(found, dict)
        return {fold_key(short): fold_key(full) for short, full in found["expansions"].items()}

    def _vague(self, lexicon: Lexicon, titles: dict[str, list[str]]) -> None:
        """Read the sets of people nobody can be picked out of: phrases, and quantifiers before a kind of people."""
        heads = alternatives(titles["vague-heads"]).pattern
        bare = folded(titles["vague-quantifiers"])
        phrases = [*lexicon.phrases["vague-agent"], *lexicon.phrases["vague-owner"]]
        self.vague = alternatives(phrase for phrase in phrases if phrase not in bare)
        quantifiers = alternatives(titles["vague-quantifiers"]).pattern
        joins = "|".join(re.escape(fold_key(join)) for join in titles["name-joins"])
        self.vague_phrase = re.compile(rf"{quantifiers} {heads}(?:(?:,| {joins})? {heads})*")
        every, kinds, rest = (alternatives(titles[name]).pattern for name in ("every", "every-heads", "every-rest"))
        self.every = re.compile(rf"{every} {kinds}(?: {rest}|,? {kinds})*(?! [0-9])")
        self.vague_existential = fold_key(str(titles["vague-existential"])) + " "
