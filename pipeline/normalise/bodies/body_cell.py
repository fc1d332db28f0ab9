"""Reads the bodies that answer for a measure: `ӨДМ, облыстардың әкімдері, ОСК (келісім бойынша)`.

A cell lists bodies by letters, full names, groups and places, some with a remark that they take part by
consent or that they gather the answers of the others; older plans name persons. Nothing is dropped: each
printed word is in a mention, in a remark's column, declared filler, or in a finding.

A minister or another head stands for the body; a deputy does not. An akimat is read as its akim: the akim
heads it, and plans use the two words for one executor.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import lru_cache

from pipeline.normalise.bodies.body_items import (
    BODY,
    BREAK,
    CONJUNCTION,
    CONSENT,
    CONTENT,
    COORDINATOR,
    FILLER,
    HEAD,
    NAME,
    NOTE,
    NUMBER,
    WORDS,
    Unit,
    items,
    parts_bodies,
)
from pipeline.normalise.bodies.body_tokens import INSTRUMENTAL, Token, tokenize
from pipeline.normalise.bodies.find_bodies import FoundAgency, Spot, find_agencies
from pipeline.normalise.bodies.legend_bodies import Labels, legend_of
from pipeline.normalise.bodies.nouns import POST
from pipeline.normalise.bodies.responsibilities import (
    Responsibility,
    nameless,
    person,
    read_spot,
    tidy,
    unit_of_ministry,
    unregistered,
)
from pipeline.normalise.text.account import Claim, Fate, settled
from pipeline.registry.finding_kinds import Remark

__all__ = ["Bodies", "FoundAgency", "Responsibility", "find_agencies", "parse_bodies"]

# the longest cells have some fifteen hundred characters
_LONGEST_TEXT = 4000
_QUOTES = frozenset("«»“”„‟\"'‘’‹›")
# where the words beside a body go, by the kind of their unit
_VALUES = {CONSENT: "is_by_consent", COORDINATOR: "is_coordinator", NUMBER: "position"}
_FILLERS = {FILLER: "agency_grammar.fillers", CONJUNCTION: "agency_grammar.conjunctions"}


class Bodies(list[Responsibility]):
    """The bodies of a cell in printed order, with the account of the cell's words.

    Attributes:
        account: what became of each stretch of the cell: every word and number is covered.
    """

    __slots__ = ("account",)

    def __init__(self, bodies: Iterable[Responsibility], account: tuple[Claim, ...]) -> None:
        super().__init__(bodies)
        self.account = account


def parse_bodies(text: str, *, as_of: date, legend: Mapping[str, str] | None = None) -> Bodies:
    """The bodies of a cell of executors, in printed order.

    Args:
        text: the cell's words.
        as_of: the day as of which names are read; the same letters were other bodies in other years.
        legend: what the document itself says that its letters mean, label -> name in full; it is asked
            before the registry.

    Returns:
        A responsibility for each body; any string gives a list, unread words give items with remarks.
    """
    return Bodies(*_bodies(text, as_of, tuple(sorted(legend.items())) if legend else ()))


# a merged cell is read for each of its rows, and a plan names the same bodies in row after row
@lru_cache(maxsize=1024)
def _bodies(text: str, as_of: date, labels: Labels) -> tuple[tuple[Responsibility, ...], tuple[Claim, ...]]:
    if len(text) > _LONGEST_TEXT:
        whole = Claim(start=0, end=len(text), fate=Fate.VALUE, into="mention_text")
        return (nameless(tidy(text)),), settled(text, (whole,), into="executors_not_understood")[0]
    cell = _Cell(text, as_of, labels)
    cell.read(is_bracket=False)
    account, rest = settled(text, cell.claims, into="executors_not_understood")
    if rest and not cell.found:
        # nothing but words that stand beside bodies: `келісім бойынша`
        return (nameless(tidy(text)),), account
    if rest:
        message = f"Nothing was made of these words among the executors: {'; '.join(map(tidy, rest))}"
        remark = Remark(code="executors_not_understood", message=message)
        cell.found[-1] = replace(cell.found[-1], findings=(*cell.found[-1].findings, remark))
    if not cell.found and any(map(str.isalpha, text)):
        return (nameless(tidy(text)),), account
    return tuple(cell.found), account


class _Cell:
    """A cell, or a bracket of it, while it is read.

    Attributes:
        found: the bodies so far.
        claims: what became of the words so far.
    """

    def __init__(self, text: str, as_of: date, labels: Labels) -> None:
        self.text, self.as_of, self.labels = text, as_of, labels
        self.tokens: list[Token] = tokenize(text)
        self.found: list[Responsibility] = []
        self.claims: list[Claim] = []

    def read(self, *, is_bracket: bool) -> None:
        """Reads the items in order."""
        all_by_consent, is_parted = False, True
        for item in items(self.text, self.tokens, self.as_of, legend_of(self.labels, self.as_of)):
            content = [unit for unit in item if unit.kind in CONTENT]
            notes = [unit for unit in item if unit.kind == NOTE]
            all_by_consent = all_by_consent or _heads_the_list(item)
            before = len(self.found)
            if content:
                self.found += self._read_item(item)
                if not is_parted and item[0].kind != NUMBER and before:
                    self.found[before] = _unparted(self.found[before])
            elif notes and is_bracket:
                self.found += [nameless(tidy(self.text[note.start : note.end])) for note in notes]
                self._mentioned(notes)
            elif notes:
                # an item wholly in brackets: `ҰЭМ, (ІІМ)`
                for note in notes:
                    self._read_bracket(note)
            elif self.found:
                self._attach(item)
            is_parted = parts_bodies(item[-1])
            read_or_beside = bool(self.found) or all_by_consent
            for unit in item:
                if unit.kind in _FILLERS:
                    self._claim([unit], Fate.FILLER, _FILLERS[unit.kind])
                elif unit.kind in _VALUES and read_or_beside:
                    self._claim([unit], Fate.VALUE, _VALUES[unit.kind])
            if all_by_consent:
                self.found[before:] = [replace(one, is_by_consent=True) for one in self.found[before:]]
            if item[-1].kind == BREAK:
                all_by_consent = False

    def _claim(self, units: Iterable[Unit], fate: Fate, into: str) -> None:
        self.claims += [Claim(start=unit.start, end=unit.end, fate=fate, into=into) for unit in units]

    def _mentioned(self, units: Iterable[Unit]) -> None:
        self._claim(units, Fate.VALUE, "mention_text")

    def _read_bracket(self, note: Unit) -> None:
        found, claims = _read_bracket(self.text[note.start + 1 : note.end - 1], self.as_of, self.labels)
        self.found += found
        shift = note.start + 1
        self.claims += [replace(each, start=each.start + shift, end=each.end + shift) for each in claims]

    def _read_item(self, item: list[Unit]) -> list[Responsibility]:
        """The bodies of one item; words before a person are a body's, unless they are the person's post."""
        found: list[Responsibility] = []
        start = 0
        for place, unit in enumerate(item):
            if unit.kind != NAME:
                continue
            before = item[start:place]
            words = [each for each in before if each.kind in CONTENT]
            read = self._read_names(before) if words else []
            if read and words[-1].kind != BODY and read[-1].body_kind in (POST, None):
                post = next(each for each in before if each.kind in CONTENT)
                found += [*read[:-1], person(tidy(self.text[post.start : unit.end]))]
            else:
                found += [*read, person(tidy(self.text[unit.start : unit.end]))]
            self._mentioned([unit])
            start = place + 1
        rest = item[start:]
        if any(unit.kind in CONTENT for unit in rest):
            found += self._read_names(rest)
        elif found and start:
            found[-1] = self._with_remarks(found[-1], rest)
        return found

    def _read_names(self, item: list[Unit]) -> list[Responsibility]:
        """The bodies of one item without persons: none of its words may be left unread."""
        content = [unit for unit in item if unit.kind in CONTENT]
        bodies = [(place, unit.spot) for place, unit in enumerate(item) if unit.spot and unit.kind == BODY]
        if not bodies or content[0].kind == HEAD or any(unit.kind == WORDS for unit in content):
            return self._unregistered(item, content)
        self._mentioned(content)
        spots = [spot for _, spot in bodies]
        if len(spots) == 2 and all(len(spot.readings) == 1 for spot in spots):
            text = self.text[spots[0].start : spots[1].end]
            unit = unit_of_ministry(spots[0], spots[1]._replace(text=text))
            if unit is not None:
                return [self._with_remarks(one, item) for one in unit]
        found: list[Responsibility] = []
        for number, (place, spot) in enumerate(bodies):
            # remarks before the first body are its own; later ones belong to the body that they follow
            end = bodies[number + 1][0] if number + 1 < len(bodies) else len(item)
            own = item[place if number else 0 : end]
            heads = [unit for unit in own if unit.kind == HEAD]
            mention = spot._replace(text=self.text[spot.start : heads[-1].end]) if heads else spot
            read = [self._with_remarks(one, own, spot) for one in read_spot(mention)]
            if number and INSTRUMENTAL not in (bodies[number - 1][1].case, spot.case):
                read = [_unparted(one) for one in read]
            found += read
        return found

    def _unregistered(self, item: list[Unit], content: list[Unit]) -> list[Responsibility]:
        first, last = item.index(content[0]), len(item) - 1 - item[::-1].index(content[-1])
        # quotes around the first and last word belong to the name
        while first and item[first - 1].mark in _QUOTES:
            first -= 1
        while last + 1 < len(item) and item[last + 1].mark in _QUOTES:
            last += 1
        inside = item[first : last + 1]
        mention = self._words_without_remarks(inside)
        beside = (CONSENT, COORDINATOR, NOTE, FILLER, NUMBER)
        words = [
            token
            for unit in inside
            if unit.kind not in beside
            for token in self.tokens[unit.first : unit.last + 1]
        ]
        parent = content[0].spot if content[0].kind == BODY and len(content) > 1 else None
        parent_tokens = content[0].last - content[0].first + 1 if parent else 0
        candidates = tuple(
            reading.agency_id
            for unit in content
            if unit.spot
            for reading in unit.spot.readings
            if reading.agency_id
        )
        found = unregistered(self.text, mention, words, parent, parent_tokens, candidates, self.as_of)
        beside_name = [unit for unit in inside if unit.kind != NOTE]
        outside = [*item[:first], *beside_name, *item[last + 1 :]]
        return [self._with_remarks(one, outside) for one in found]

    def _with_remarks(self, one: Responsibility, own: list[Unit], spot: Spot | None = None) -> Responsibility:
        """A body with what is printed beside it."""
        findings = one.findings
        for unit in own:
            if unit.kind != NOTE:
                continue
            if spot and unit.spot and set(unit.spot.readings) <= set(spot.readings):
                self._claim([unit], Fate.VALUE, "agency_id")
                continue
            words = tidy(self.text[unit.start : unit.end])
            message = f"The words in brackets beside {one.mention_text} were not understood: {words}"
            findings += (Remark(code="agency_note_not_understood", message=message),)
            self._claim([unit], Fate.REPORTED, "agency_note_not_understood")
        return replace(
            one,
            is_by_consent=one.is_by_consent or _has(own, CONSENT),
            is_coordinator=one.is_coordinator or _has(own, COORDINATOR),
            findings=findings,
        )

    def _words_without_remarks(self, units: list[Unit]) -> str:
        """The words of a name as a mention; all of them are accounted for."""
        pieces: list[tuple[int, int]] = []
        start = units[0].start
        for unit in units:
            if unit.kind in (CONSENT, COORDINATOR):
                pieces.append((start, unit.start))
                start = unit.end
        pieces.append((start, units[-1].end))
        self.claims += [Claim(start=a, end=b, fate=Fate.VALUE, into="mention_text") for a, b in pieces]
        words = [self.text[first:last].rstrip("([") for first, last in pieces[:-1]]
        return tidy(" ".join([*words, self.text[slice(*pieces[-1])]]))

    def _attach(self, item: list[Unit]) -> None:
        """Gives a remark that a comma parts from its body (`ОСК, (келісім бойынша)`) to its mention."""
        mention = self.found[-1].mention_text
        place = len(self.found) - 1
        while place >= 0 and self.found[place].mention_text == mention:
            self.found[place] = self._with_remarks(self.found[place], item)
            place -= 1


@lru_cache(maxsize=256)
def _read_bracket(
    text: str, as_of: date, labels: Labels
) -> tuple[tuple[Responsibility, ...], tuple[Claim, ...]]:
    inner = _Cell(text, as_of, labels)
    inner.read(is_bracket=True)
    return tuple(inner.found), tuple(inner.claims)


def _unparted(one: Responsibility) -> Responsibility:
    message = f"Nothing parts {one.mention_text} from the body before it"
    remark = Remark(code="agency_separator_missing", message=message)
    return replace(one, findings=(*one.findings, remark))


def _heads_the_list(item: list[Unit]) -> bool:
    """Whether the item begins with `келісім бойынша:`, said of all bodies that follow."""
    kinds = [unit.kind for unit in item[:2]]
    return kinds[:1] == [CONSENT] and len(item) > 1 and item[1].mark == ":"


def _has(units: list[Unit], kind: str) -> bool:
    return kind in [unit.kind for unit in units]
