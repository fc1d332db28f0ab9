"""The first half of a note of amendment: what was done to what, in one clause or several.

Quoted words may say anything, "struck out" too, and one act may reword one paragraph and strike out another
(`1-тармақ жаңа редакцияда, 2-тармақ алып тасталды - …`): quotes are blanked, each action closes a clause. A
target whose own words of action are not known gets no action, and never that of the next one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from pipeline.normalise.notes.act_units import Unit, find_units
from pipeline.normalise.notes.actions import Action, find_actions
from pipeline.normalise.notes.targets import Target, resolve_targets
from pipeline.normalise.text.account import Claim, Fate, unaccounted
from pipeline.normalise.text.enclosed import Enclosed
from pipeline.normalise.text.tokens import Token
from pipeline.registry.act_words import act_words
from pipeline.registry.kazakh import kazakh_words

_INSERTING = "supplemented"
_RENUMBERING = "renumbering"
_SECTION_LEVEL = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that was done to one part of an act.

    Attributes:
        target: what it was done to; its type is null where the words do not tell it.
        action: the published code, null where the words of action were not understood or it is to come.
        akn_type: the Akoma Ntoso textual modification, null where the words tell only of changes.
        names_target: whether any words stand where a target is named.
        is_pending: whether the words say that it is still to come.
        words: what the note says of it, for a finding.
    """

    target: Target
    action: str | None
    akn_type: str | None
    names_target: bool
    is_pending: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What a head says, and where its words went (offsets into the head)."""

    changes: tuple[Change, ...]
    claims: tuple[Claim, ...]


@cache
def _title_between() -> re.Pattern[str]:
    """What stands between a quoted name and the word that it names: `«…» деген бөлім`."""
    return re.compile(rf"\s*(?:(?:{'|'.join(act_words().head_fillers)})\s+)*", re.IGNORECASE)


def read_head(head: str, quotes: Sequence[Enclosed], *, in_plan: bool, inherited: Sequence[Target]) -> Head:
    """What a note's head says.

    Args:
        head: the words up to the end of the last action, quotes already blanked.
        quotes: where the quotes stood.
        in_plan: whether the note stands in the plan, where `13-тармақ` is a row.
        inherited: what the clause before spoke of, for one that names nothing.
    """
    changes: list[Change] = []
    claims: list[Claim] = []
    targets = list(inherited)
    names_target = bool(inherited)
    start = 0
    for action in find_actions(head):
        clause = _Clause.of(head, start, action, quotes)
        start = action.end
        claims += clause.claims
        # `Жоспардың 5-тармағы алып тасталды, 6-тармағы …`: a row of the same plan, in a section of it or not
        goes_on = clause.begins_with_possessive and any(each.target_type == "measure" for each in targets)
        sectioned = goes_on and any(each.has_section or each.needs_section for each in targets)
        before, targets = clause.targets(targets, in_plan=in_plan or goes_on)
        if sectioned:
            targets = [_unread_row(target) for target in targets]
        names_target = names_target or clause.has_words
        changes += [
            Change(target=target, action=None, akn_type=None, names_target=True, words=words)
            for target, words in before
        ]
        changes += [_change(target, clause, names_target=names_target) for target in targets]
    if not changes:
        # no words of action are known: what is spoken of is known all the same
        units = find_units(head)
        claims += _unit_claims(units)
        changes = [
            Change(target=target, action=None, akn_type=None, names_target=True, words=_said(head))
            for target in resolve_targets(units, inserts=False, trailing_words=False, in_plan=in_plan)
        ]
    return Head(changes=tuple(changes), claims=tuple(claims))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clause:
    """The words up to and with one action.

    Attributes:
        text: the words before the action.
        action: the action.
        units: the words for parts of an act.
        unknown: the words that are neither, nor declared filler.
        claims: where its words went, in offsets of the head.
    """

    text: str
    action: Action
    units: tuple[Unit, ...]
    unknown: tuple[Token, ...]
    claims: tuple[Claim, ...]

    @classmethod
    def of(cls, head: str, start: int, action: Action, quotes: Sequence[Enclosed]) -> _Clause:
        text = head[start : action.start]
        named = [quote.end - start for quote in quotes if start < quote.end <= action.start]
        units = tuple(_named(unit, text, named) for unit in _targeted(find_units(text), text))
        claims = _unit_claims(find_units(text))
        claims += [
            Claim(start=word.start(), end=word.end(), fate=Fate.FILLER, into="head_fillers")
            for word in re.finditer(r"[\w-]+", text)
            if word[0].lower() in (*act_words().head_fillers, *act_words().approved_words)
        ]
        unknown = tuple(unaccounted(text, claims))
        moved = [replace(claim, start=claim.start + start, end=claim.end + start) for claim in claims]
        if action.phrase is None:
            moved = [
                Claim(start=word.start(), end=word.end(), fate=Fate.REPORTED, into="amendment_to_come")
                for word in re.compile(r"\S+").finditer(head, start, action.end)
            ]
        else:
            moved.append(_claim(action.start, action.end, "action"))
        return cls(text=text, action=action, units=units, unknown=unknown, claims=tuple(moved))

    @property
    def begins_with_possessive(self) -> bool:
        """Whether its first word for a part says that it is of something named before: `6-тармағы`."""
        endings = "|".join(kazakh_words().possessive_endings)
        words = self.text[self.units[0].start : self.units[0].end] if self.units else ""
        return re.search(rf"(?:{endings})(?:н\w{{0,4}})?$", words) is not None

    @property
    def has_words(self) -> bool:
        return re.search(r"\w{2,}", self.text) is not None

    def targets(
        self, inherited: list[Target], *, in_plan: bool
    ) -> tuple[list[tuple[Target, str]], list[Target]]:
        """Targets with words of action that are not known, and the words; and the targets of the action."""
        phrase = self.action.phrase
        inserts = phrase is not None and phrase.action == _INSERTING
        units = list(self.units)
        if phrase is not None and phrase.akn == _RENUMBERING:
            units = units[: max(1, len(units) // 2)]  # the other half are the new numbers
        cut = self._last_unknown_verb(units)
        before = [unit for unit in units if unit.end <= cut]
        after = [unit for unit in units if unit.end > cut]
        unread = [
            (target, _said(self.text[:cut]))
            for target in resolve_targets(before, inserts=False, trailing_words=False, in_plan=in_plan)
        ]
        if not inserts and len(after) > 1 and any(_is_instrument(unit) for unit in after):
            # `14-жол 14-1-жолмен ауыстырылды`: what became of which is not known
            return unread, [Target(target_type=None, is_unread=True)]
        if after:
            trailing = re.search(r"\w", self.text[after[-1].end :]) is not None
            return unread, resolve_targets(after, inserts=inserts, trailing_words=trailing, in_plan=in_plan)
        if unread or not inherited or len(re.findall(r"\w{2,}", self.text)) > 1:
            return unread, [Target(target_type=None)]
        return unread, inherited

    @property
    def is_doubtful(self) -> bool:
        """Whether words that are not known stand with the action's own targets."""
        cut = self._last_unknown_verb(self.units)
        return any(token.start > cut for token in self.unknown)

    def _last_unknown_verb(self, units: Sequence[Unit]) -> int:
        """The end of the last words after a target and before a comma that are not known; 0 for none."""
        cut = 0
        for comma in re.finditer(r"[,;.](?=\s)", self.text):
            known = max(
                (unit.end for unit in units if cut <= unit.start and unit.end <= comma.start()), default=-1
            )
            if known >= 0 and any(known <= token.start < comma.start() for token in self.unknown):
                cut = comma.end()
        return cut


def _is_instrument(unit: Unit) -> bool:
    return unit.case == "instrumental" and unit.word.kind != "part" and bool(unit.numbers)


def _unread_row(target: Target) -> Target:
    """A row without its section, which another clause names."""
    if target.target_type != "measure" or target.has_section:
        return target
    return replace(target, key=None, is_unread=True)


def _targeted(units: Sequence[Unit], text: str) -> list[Unit]:
    """The units without the act that approved the one after it: `осы қаулымен бекітілген Жоспар`."""
    approved = re.compile(rf"\s*(?:{'|'.join(act_words().approved_words)})\b", re.IGNORECASE)
    return [unit for unit in units if approved.match(text, unit.end) is None]


def _named(unit: Unit, text: str, quote_ends: Sequence[int]) -> Unit:
    if unit.numbers or unit.word.level > _SECTION_LEVEL or unit.word.level == 0:
        return unit
    for end in quote_ends:
        between = _title_between().match(text, end)
        if end <= unit.start and between is not None and between.end() >= unit.start:
            return replace(unit, is_named=True)
    return unit


def _unit_claims(units: Sequence[Unit]) -> list[Claim]:
    """A part of a paragraph (`үшінші абзац`, `3-баған`) has no key: its words are kept in the note's."""
    return [
        _claim(unit.start, unit.end, "note_text" if unit.word.kind == "part" else "target_key")
        for unit in units
    ]


def _said(text: str) -> str:
    """Words for a finding, with a sign where a quote was blanked."""
    return re.sub(r"\s{2,}", " … ", text).strip(" ,;-–—")


def _claim(start: int, end: int, into: str) -> Claim:
    return Claim(start=start, end=end, fate=Fate.VALUE, into=into)


def _change(target: Target, clause: _Clause, *, names_target: bool) -> Change:
    phrase = clause.action.phrase
    words = _said(clause.text)
    if phrase is None:
        return Change(
            target=target, action=None, akn_type=None, names_target=names_target, is_pending=True, words=words
        )
    action: str | None = phrase.action
    akn = phrase.akn
    if target.is_title:
        action, akn = "renamed", phrase.akn_of_title
    elif target.is_part and action != _INSERTING:
        action = "amended"  # words or a sentence went; the paragraph itself stands
    if clause.is_doubtful:
        action = akn = None
    return Change(target=target, action=action, akn_type=akn, names_target=names_target, words=words)
