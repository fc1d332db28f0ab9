"""Reads the bodies that answer for a measure: `ӨДМ, облыстардың әкімдері, ОСК (келісім бойынша)`.

A cell lists bodies by letters, full names, groups and places, some with a remark that they take part by
consent or that they gather the answers of the others; older plans name persons. Nothing is dropped: each
printed word is in a mention, in a remark's column, declared filler, or in a finding.

A minister or another head stands for the body; a deputy does not. An akimat is read as its akim: the akim
heads it, and plans use the two words for one executor.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from pipeline.normalise.bodies.body_items import CONTENT, PARTING, BodyUnit, Kind, items, wording_of
from pipeline.normalise.bodies.find_bodies import BodySpot
from pipeline.normalise.bodies.legends import Labels, legend_of
from pipeline.normalise.bodies.name_tokens import INSTRUMENTAL, tokenize
from pipeline.normalise.bodies.responsibilities import (
    Responsibility,
    nameless,
    person,
    read_spot,
    tidy,
    unit_of_ministry,
    unregistered,
)
from pipeline.normalise.text.account import Claim, Fate, claimed, moved, settled
from pipeline.normalise.text.wording import WordPiece, unusual
from pipeline.registry.cell_words import agency_grammar
from pipeline.registry.finding_kinds import Remark
from pipeline.registry.loading import by_language

__all__ = ["Bodies", "Responsibility", "parse_bodies"]

# the longest cells have some fifteen hundred characters
_LONGEST_TEXT = 4000
_QUOTES = "«»“”„‟\"'‘’‹›"
_NOT_UNDERSTOOD = "executors_not_understood"
# where words next to a body go, by the kind of their unit; those of a value only where it is a body's
_FILLERS: dict[Kind, str] = {"filler": "agency_grammar.fillers", "conjunction": "agency_grammar.conjunctions"}
_VALUES: dict[Kind, str] = {"consent": "is_by_consent", "coordinator": "is_coordinator", "number": "position"}
_NO_WORDS_OF_A_NAME = (*_VALUES, "note", "filler")

Item = Sequence[BodyUnit]


class Bodies(list[Responsibility]):
    """The bodies of a cell in printed order; `account` says what became of each of the cell's words."""

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
@by_language(maxsize=1024)
def _bodies(text: str, as_of: date, labels: Labels) -> tuple[tuple[Responsibility, ...], tuple[Claim, ...]]:
    cell = _CellReader(text, as_of, labels)
    if len(text) > _LONGEST_TEXT:
        cell.claims.append(claimed(0, len(text), "mention_text"))
    else:
        cell.read(is_bracket=False)
    account, rest = settled(text, cell.claims, into=_NOT_UNDERSTOOD)
    found = cell.found
    if not found and (rest or any(map(str.isalpha, text))):
        # nothing but words that stand next to bodies: `келісім бойынша`
        return (nameless(tidy(text)),), account
    if rest:
        message = f"Nothing was made of these words among the executors: {'; '.join(map(tidy, rest))}"
        found[-1] = _with(found[-1], Remark(code=_NOT_UNDERSTOOD, message=message))
    if found and not any(one.findings for one in found):
        found[-1] = _with(found[-1], *unusual("executors", cell.wording, text))
    return tuple(found), account


class _CellReader:
    """A cell, or a bracket of it, while it is read: the bodies, claims and kinds of its words so far."""

    def __init__(self, text: str, as_of: date, labels: Labels) -> None:
        self.text, self.as_of, self.labels = text, as_of, labels
        self.tokens = tokenize(text) if len(text) <= _LONGEST_TEXT else []
        self.found: list[Responsibility] = []
        self.claims: list[Claim] = []
        self.wording: list[WordPiece] = []

    def read(self, *, is_bracket: bool) -> None:
        """Reads the items in order."""
        all_by_consent, is_parted = False, True
        for item in items(self.text, self.tokens, self.as_of, legend_of(self.labels, self.as_of)):
            # `келісім бойынша:`, said of all bodies that follow
            heads_list = item[0].kind == "consent" and len(item) > 1 and item[1].mark == ":"
            all_by_consent = all_by_consent or heads_list
            self.wording += wording_of(item)
            before = len(self.found)
            has_content = any(unit.kind in CONTENT for unit in item)
            if has_content:
                self.found += self._read_item(item)
            else:
                self._read_remarks(item, is_bracket=is_bracket)
            if has_content and before and not is_parted and item[0].kind != "number":
                self.found[before] = _unparted(self.found[before])
            is_parted = item[-1].kind in PARTING
            for unit in item:
                if unit.kind in _FILLERS:
                    self._claim([unit], _FILLERS[unit.kind], Fate.FILLER)
                elif unit.kind in _VALUES and (self.found or all_by_consent):
                    self._claim([unit], _VALUES[unit.kind])
            if all_by_consent or self._is_consent_of_all(item):
                first = before if all_by_consent else 0
                self.found[first:] = [replace(one, is_by_consent=True) for one in self.found[first:]]
            all_by_consent = all_by_consent and item[-1].kind != "break"

    def _is_consent_of_all(self, item: Item) -> bool:
        """Whether a remark says that all bodies so far take part by consent: `(все по согласованию)`."""
        return any(
            unit.kind == "consent" and self.tokens[before.first].fold in agency_grammar().of_all
            for before, unit in pairwise(item)
        )

    def _claim(self, units: Iterable[BodyUnit], into: str, fate: Fate = Fate.VALUE) -> None:
        self.claims += [claimed(unit.start, unit.end, into, fate) for unit in units]

    def _words(self, first: BodyUnit, last: BodyUnit) -> str:
        return tidy(self.text[first.start : last.end])

    def _read_remarks(self, item: Item, *, is_bracket: bool) -> None:
        """An item without a body: a bracket with one (`ҰЭМ, (ІІМ)`), or remarks on the body before it."""
        notes = [unit for unit in item if unit.kind == "note"]
        for note in notes:
            if is_bracket:
                self.found.append(nameless(self._words(note, note)))
                self._claim([note], "mention_text")
            else:
                inner = _CellReader(self.text[note.start + 1 : note.end - 1], self.as_of, self.labels)
                inner.read(is_bracket=True)
                self.found += inner.found
                self.claims += moved(inner.claims, note.start + 1)
        if self.found and not notes:
            # a comma parts a remark from its body, `ОСК, (келісім бойынша)`: it is one on its whole mention
            mention = self.found[-1].mention_text
            place = len(self.found)
            while place and self.found[place - 1].mention_text == mention:
                place -= 1
                self.found[place] = self._with_remarks(self.found[place], item)

    def _read_item(self, item: Item) -> list[Responsibility]:
        """The bodies of one item; words before a person are a body's, unless they are the person's post."""
        found: list[Responsibility] = []
        start = 0
        for place, unit in enumerate(item):
            if unit.kind != "name":
                continue
            words = [each for each in item[start:place] if each.kind in CONTENT]
            read = self._read_names(item[start:place]) if words else []
            first = unit
            if read and words[-1].kind != "body" and read[-1].body_kind in ("post", None):
                first = words[0]
                del read[-1]
            found += [*read, person(self._words(first, unit))]
            self._claim([unit], "mention_text")
            start = place + 1
        rest = item[start:]
        if any(unit.kind in CONTENT for unit in rest):
            found += self._read_names(rest)
        elif found:
            found[-1] = self._with_remarks(found[-1], rest)
        return found

    def _read_names(self, item: Item) -> list[Responsibility]:
        """The bodies of one item without persons: none of its words may be left unread."""
        content = [unit for unit in item if unit.kind in CONTENT]
        bodies = [(place, unit.spot) for place, unit in enumerate(item) if unit.spot and unit.kind == "body"]
        if content[0].kind != "body" or any(unit.kind == "word" for unit in content):
            return self._unregistered(item, content)
        self._claim(content, "mention_text")
        pair = [spot for _, spot in bodies]
        if len(pair) == 2 and all(len(spot.readings) == 1 for spot in pair):
            text = self.text[pair[0].start : pair[1].end]
            above, below = pair[::-1] if agency_grammar().is_head_first else pair
            unit = unit_of_ministry(above, below._replace(text=text))
            if unit is not None:
                return [self._with_remarks(one, item) for one in unit]
        found: list[Responsibility] = []
        # remarks before the first body are its own; later ones belong to the body that they follow
        starts = [0, *(place for place, _ in bodies[1:]), len(item)]
        before: BodySpot | None = None
        for (first, last), spot in zip(pairwise(starts), pair, strict=True):
            own = item[first:last]
            mention = spot._replace(text=self.text[spot.start : _head_end(own, spot)])
            for one in read_spot(mention):
                is_parted = before is None or INSTRUMENTAL in (before.case, spot.case)
                read = self._with_remarks(one, own, spot)
                found.append(read if is_parted else _unparted(read))
            before = spot
        return found

    def _unregistered(self, item: Item, content: Item) -> list[Responsibility]:
        """The bodies of a name that the registry has not; remarks inside the name are none of its words."""
        first, last = item.index(content[0]), item.index(content[-1])
        # quotes around the first and last word belong to the name
        while first and item[first - 1].mark and item[first - 1].mark in _QUOTES:
            first -= 1
        while last + 1 < len(item) and item[last + 1].mark and item[last + 1].mark in _QUOTES:
            last += 1
        inside = item[first : last + 1]
        named = [unit for unit in inside if unit.kind not in _NO_WORDS_OF_A_NAME]
        words = [token for unit in named for token in self.tokens[unit.first : unit.last + 1]]
        parent = content[-1 if agency_grammar().is_head_first else 0].spot if len(content) > 1 else None
        spots = [unit.spot for unit in content if unit.spot]
        around = [*item[:first], *(unit for unit in inside if unit.kind != "note"), *item[last + 1 :]]
        found = unregistered(self.text, self._mention(inside), words, spots, parent, self.as_of)
        return [self._with_remarks(one, around) for one in found]

    def _mention(self, units: Item) -> str:
        """The words of a name without the remarks inside it; all of them are accounted for."""
        remarks = [unit for unit in units if unit.kind in ("consent", "coordinator")]
        starts = [units[0].start, *(unit.end for unit in remarks)]
        ends = [*(unit.start for unit in remarks), units[-1].end]
        spans = list(zip(starts, ends, strict=True))
        self.claims += [claimed(*span, "mention_text") for span in spans]
        *before, last = [self.text[slice(*span)] for span in spans]
        return tidy(" ".join([*(words.rstrip("([") for words in before), last]))

    def _with_remarks(self, one: Responsibility, own: Item, spot: BodySpot | None = None) -> Responsibility:
        """A body with what is printed next to it; a note may name the same body in other words."""
        for unit in own:
            if unit.kind != "note":
                continue
            if spot and unit.spot and set(unit.spot.readings) <= set(spot.readings):
                self._claim([unit], "agency_id")
                continue
            words = self._words(unit, unit)
            message = f"The words in brackets next to {one.mention_text} were not understood: {words}"
            one = _with(one, Remark(code="agency_note_not_understood", message=message))
            self._claim([unit], "agency_note_not_understood", Fate.REPORTED)
        kinds = {unit.kind for unit in own}
        return replace(
            one,
            is_by_consent=one.is_by_consent or "consent" in kinds,
            is_coordinator=one.is_coordinator or "coordinator" in kinds,
        )


def _head_end(own: Item, spot: BodySpot) -> int:
    """Where a body's name ends with the words for its head, but for those behind a remark."""
    end = spot.end
    for unit in own:
        if unit.kind in ("consent", "coordinator"):
            break
        end = unit.end if unit.kind == "head" else end
    return end


def _with(one: Responsibility, *remarks: Remark) -> Responsibility:
    return replace(one, findings=(*one.findings, *remarks))


def _unparted(one: Responsibility) -> Responsibility:
    message = f"Nothing parts {one.mention_text} from the body before it"
    return _with(one, Remark(code="agency_separator_missing", message=message))
