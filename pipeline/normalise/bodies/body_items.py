"""Cuts a cell of executors into its items: bodies, unread words, and the remarks printed beside them.

Items are parted by commas, semicolons, slashes, new lines and conjunctions in every mixture, but all of
these also stand inside names, quotes and brackets, where they part nothing: a name is whole only with the
noun that closes it, `Байланыс, ақпараттандыру және ақпарат комитеті`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from pipeline.normalise.bodies.body_tokens import (
    CLOSE,
    COLON,
    COMMA,
    GENITIVE,
    NEWLINE,
    OPEN,
    OTHER,
    SEMICOLON,
    SLASH,
    STOP,
    WORD,
    Token,
)
from pipeline.normalise.bodies.find_bodies import Legend, Spot, spots
from pipeline.normalise.bodies.name_tree import NameTree, longest_match
from pipeline.normalise.bodies.nouns import body_noun, closes_name, level_noun, may_be_subject
from pipeline.normalise.bodies.persons import person_at
from pipeline.normalise.text.numerals import roman_value
from pipeline.registry.agencies import agencies_by_id, agency_grammar
from pipeline.registry.body_words import body_words

BODY, WORDS, HEAD, FILLER, NAME = "body", "word", "head", "filler", "name"
CONSENT, COORDINATOR, NOTE, NUMBER = "consent", "coordinator", "note", "number"
MARK, JOINT, BREAK, CONJUNCTION = "mark", "joint", "break", "conjunction"
CONTENT = frozenset({BODY, WORDS, HEAD, NAME})
_OPENING, _CLOSING, _STRAIGHT = ("«", "“", "„"), ("»", "”"), '"'
# what the words of a name come to
_NOUN, _PLACES = "noun", "places"
# kinds of bodies whose names are lists of subjects
_OF_SUBJECTS = ("ministry", "agency", "committee")
_SEPARATORS = {COMMA: JOINT, SLASH: JOINT, SEMICOLON: BREAK, NEWLINE: BREAK}


class Unit(NamedTuple):
    """A piece of a cell: a body, a word, a remark beside a body, or what parts them.

    Attributes:
        kind: one of the constants above.
        start: its first character, in code points.
        end: the place after its last character.
        first: place of its first token.
        last: place of its last token.
        spot: the body or bodies, of a unit that names some.
        mark: the mark itself, of a quote or a colon.
    """

    kind: str
    start: int
    end: int
    first: int
    last: int
    spot: Spot | None = None
    mark: str = ""


def items(text: str, tokens: list[Token], as_of: date, legend: Legend | None = None) -> list[list[Unit]]:
    """The items of a cell in printed order, each a list of units; a BREAK stays at the end of its item."""
    units = list(_units(text, tokens, as_of, legend))
    quoted = _inside_quotes(units)
    parting = _parting(units, tokens)
    parts: list[list[Unit]] = [[]]
    for place, unit in enumerate(units):
        if parts[-1] and (unit.kind == NUMBER or (unit.kind in CONTENT and _is_complete(parts[-1]))):
            # a list mark begins an item, and what follows a remark too, where nothing else parts them
            parts.append([unit])
        elif quoted[place] or unit.kind not in (JOINT, BREAK, CONJUNCTION):
            parts[-1].append(unit)
        elif unit.kind != BREAK and not parting[place]:
            parts[-1].append(unit._replace(kind=WORDS if unit.kind == CONJUNCTION else MARK))
        else:
            # what parts bodies is kept with the item before it: the account of the cell needs it
            parts[-1].append(unit)
            parts.append([])
    return [part for part in parts if part]


def _is_complete(item: list[Unit]) -> bool:
    """Whether an item has a body and ends in a remark on it: `«Қазақтелеком» АҚ (келісім бойынша)`."""
    last = next((unit.kind for unit in reversed(item) if unit.kind != MARK), "")
    return last in (CONSENT, COORDINATOR) and any(unit.kind in CONTENT for unit in item)


def parts_bodies(unit: Unit) -> bool:
    """Whether a unit at the end of an item parts it from the next one."""
    return unit.kind in (JOINT, BREAK, CONJUNCTION)


def _units(text: str, tokens: list[Token], as_of: date, legend: Legend | None) -> Iterator[Unit]:
    spot_at = {spot.first: spot for spot in spots(text, tokens, as_of, legend)}
    closing = _closing_brackets(tokens)
    place = items_before = 0
    while place < len(tokens):
        token = tokens[place]
        spot = spot_at.get(place)
        person = person_at(tokens, place) if token.kind == WORD and token.base[:1].isupper() else None
        if person is not None and (spot is None or spot.last < person):
            yield Unit(NAME, token.start, tokens[person].end, place, person)
            place = person + 1
        elif spot is not None:
            yield Unit(BODY, spot.start, spot.end, spot.first, spot.last, spot)
            place = spot.last + 1
        elif place in closing:
            yield from _bracket(tokens, spot_at, place, closing[place])
            place = closing[place] + 1
        elif token.kind != WORD:
            kind = _SEPARATORS.get(token.kind, MARK)
            mark = ":" if token.kind == COLON else token.base
            yield Unit(kind, token.start, token.end, place, place, None, mark)
            place += 1
        else:
            match = longest_match(_beside_tree(), tokens, place)
            last = match.last if match else place
            kind = match.values[0] if match else WORDS
            if match is None and token.fold in agency_grammar().conjunctions:
                kind = CONJUNCTION
            elif match is None and _is_list_mark(tokens, place, items_before + 1):
                kind = NUMBER
                items_before += 1
            elif match is None and _is_list_letter(tokens, place):
                kind = FILLER
            yield Unit(kind, token.start, tokens[last].end, place, last)
            place = last + 1


def _is_list_mark(tokens: list[Token], place: int, expected: int) -> bool:
    """Whether a number counts the items of the cell: `1) ҰЭМ; 2) ІІМ`, `I. ҰЭМ; II. ІІМ`."""
    is_marked = place + 1 < len(tokens) and tokens[place + 1].kind in (CLOSE, STOP)
    base = tokens[place].base
    return is_marked and (base == str(expected) or roman_value(base) == expected)


def _is_list_letter(tokens: list[Token], place: int) -> bool:
    """Whether a letter marks an item of a list: `а) ҰЭМ; ә) ІІМ`."""
    token = tokens[place]
    is_letter = len(token.base) == 1 and token.base.islower()
    is_first = place == 0 or tokens[place - 1].kind in (*_SEPARATORS, STOP)
    return is_letter and is_first and place + 1 < len(tokens) and tokens[place + 1].kind == CLOSE


def _bracket(tokens: list[Token], spot_at: dict[int, Spot], first: int, last: int) -> Iterator[Unit]:
    """A bracket outside a name: consent, a coordinator, the same body in other words, or a note."""
    start, end = tokens[first].start, tokens[last].end
    found: list[Unit] = []
    place = first + 1
    while place < last:
        match = longest_match(_beside_tree(), tokens, place)
        token = tokens[place]
        if match is not None and match.last < last:
            found.append(Unit(match.values[0], token.start, tokens[match.last].end, place, match.last))
            place = match.last
        elif token.kind == WORD and token.fold in agency_grammar().conjunctions:
            found.append(Unit(FILLER, token.start, token.end, place, place))
        elif token.kind in (WORD, OTHER):
            spot = spot_at.get(place) or spot_at.get(place - 1)
            # only the body alone is the same body in other words
            whole = spot if spot and spot.first <= first + 1 and spot.last >= last - 1 else None
            yield Unit(NOTE, start, end, first, last, whole)
            return
        place += 1
    yield from (unit._replace(kind=FILLER) if unit.kind == HEAD else unit for unit in found)


def _parting(units: list[Unit], tokens: list[Token]) -> list[bool]:
    """Of each comma and conjunction, whether it parts bodies; inside an unread name it parts nothing."""
    ahead = _comes_to(units, tokens)
    parting = [True] * len(units)
    before = BREAK
    # whether the words since the last parting are a name that no noun has closed yet, and begin with a level
    is_open, levels_only, is_genitive = False, False, False
    for place, unit in enumerate(units):
        following = _following(units, place) if unit.kind in (CONJUNCTION, JOINT) else None
        is_tail = is_open and following is not None and _may_be_tail(following)
        if unit.kind == CONJUNCTION:
            after = following.kind if following else BODY
            parting[place] = not is_tail and (before not in (WORDS, CONJUNCTION) or after in (BODY, BREAK))
        elif unit.kind == JOINT and following is not None:
            is_word = following.kind == WORDS
            goes_on = is_word and _goes_on(tokens[following.first], ahead[place], levels_only)
            # a place in the genitive waits for its noun: `облыстарының, Ақтау қаласының әкімдіктері`
            waits = is_word and is_genitive and ahead[place] != ""
            parting[place] = not is_tail and not (is_open and (goes_on or waits))
        if unit.kind == WORDS:
            first = tokens[unit.first]
            levels_only = (levels_only or not is_open) and _names_level(first)
            is_open = not closes_name(first)
            level = level_noun(first)
            is_genitive = level is not None and level.case == GENITIVE
            before = WORDS if is_open or may_be_subject(first) else BODY
        elif unit.kind in (JOINT, BREAK, CONJUNCTION):
            if parting[place]:
                before, is_open, levels_only = unit.kind, False, False
        elif unit.kind in (CONSENT, COORDINATOR, BODY, NAME, HEAD):
            # what has a remark is whole
            before, is_open = BODY, False
    return parting


def _may_be_tail(unit: Unit) -> bool:
    """Whether a registered name may be the end of a longer one: it begins in small letters.

    `Білім, мәдениет және денсаулық сақтау министрлігі` was one ministry of 1997, not that of healthcare.
    """
    if unit.spot is None or unit.kind != BODY or not unit.spot.text[:1].islower():
        return False
    ids = {
        agency_id
        for reading in unit.spot.readings
        for agency_id in (reading.agency_id, *(reading.remark.candidates if reading.remark else ()))
        if agency_id
    }
    return any(agencies_by_id()[each].agency_type in _OF_SUBJECTS for each in ids)


def _following(units: list[Unit], place: int) -> Unit | None:
    return next((each for each in units[place + 1 : place + 3] if each.kind != MARK), None)


def _goes_on(token: Token, ahead: str, after_levels: bool) -> bool:
    """Whether a word after a comma goes on with the name before it.

    Args:
        token: the word.
        ahead: what the words from there come to.
        after_levels: whether all words since the last parting are levels: `аудандық, қалалық …`.
    """
    if ahead == _PLACES or (ahead and after_levels):
        return True
    return ahead == _NOUN and token.base[:1].islower() and not _names_level(token)


def _names_level(token: Token) -> bool:
    return token.fold in body_words().level_adjectives or level_noun(token) is not None


def _comes_to(units: list[Unit], tokens: list[Token]) -> list[str]:
    """Of each unit, what the words after it come to first: a name's noun, or that of a list of places."""
    ahead = [""] * len(units)
    comes = ""
    for place in range(len(units) - 1, -1, -1):
        unit = units[place]
        ahead[place] = comes
        if unit.kind == WORDS:
            noun, level = body_noun(tokens[unit.first]), level_noun(tokens[unit.first])
            if noun is not None and noun.case != GENITIVE:
                comes = _NOUN
            elif level is not None and level.is_plural and level.is_possessed and comes:
                comes = _PLACES
        elif _may_be_tail(unit):
            comes = _NOUN
        elif unit.kind in (BODY, NAME, BREAK, CONSENT, COORDINATOR, NOTE):
            comes = ""
    return ahead


def _closing_brackets(tokens: list[Token]) -> dict[int, int]:
    """The place of the closing bracket for each outer opening one that has one."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for place, token in enumerate(tokens):
        if token.kind == OPEN:
            opened.append(place)
        elif token.kind == CLOSE and opened:
            pairs[opened.pop()] = place
    return pairs


def _inside_quotes(units: list[Unit]) -> list[bool]:
    """Of each unit, whether it stands between a pair of quotes.

    Kazakh names nest quotes and close the outer one alone, `«Даму» қоры» АҚ`: a closing quote left over
    reaches back to the last pair, unless a known body stands between.
    """
    inside = [0] * (len(units) + 1)
    opened: list[int] = []
    last_pair: int | None = None
    straight: int | None = None
    for place, unit in enumerate(units):
        if unit.kind in (BODY, CONSENT, COORDINATOR, BREAK):
            last_pair = None
        elif unit.mark in _OPENING:
            opened.append(place)
        elif unit.mark in _CLOSING and (opened or last_pair is not None):
            last_pair = opened.pop() if opened else last_pair
            inside[last_pair or 0] += 1
            inside[place] -= 1
        elif unit.mark == _STRAIGHT:
            if straight is None:
                straight = place
            else:
                inside[straight] += 1
                inside[place] -= 1
                straight = None
    return [depth > 0 for depth in accumulate(inside[:-1])]


@cache
def _beside_tree() -> NameTree:
    grammar = agency_grammar()
    tree = NameTree()
    for kind, phrases in (
        (CONSENT, grammar.consent),
        (COORDINATOR, grammar.coordinator),
        (HEAD, grammar.heads),
        (FILLER, grammar.fillers),
    ):
        for phrase in phrases:
            tree.add(phrase, kind)
    return tree
