"""Cuts a cell of executors into its items: bodies, persons, unread words, and the remarks printed with them.

Items are parted by commas, semicolons, slashes, new lines and conjunctions in every mixture, but all of
these also stand inside names, quotes and brackets, where they part nothing: a name is whole only with the
noun that closes it, `Байланыс, ақпараттандыру және ақпарат комитеті`. Older plans name the person who
answers, `Құрмашев Қ.Қ.`: one thing, whose initials are no words and no list marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import accumulate
from typing import Literal, NamedTuple, cast

from pipeline.normalise.bodies.described_names import is_adjective
from pipeline.normalise.bodies.find_bodies import BodySpot, Legend, spots
from pipeline.normalise.bodies.name_tokens import (
    GENITIVE,
    NOMINATIVE,
    OTHER,
    WORD,
    NameToken,
    Tokens,
    body_noun,
    is_letters,
    level_noun,
)
from pipeline.normalise.bodies.name_tree import NameTree, longest_match
from pipeline.normalise.text.letters import DASHES
from pipeline.normalise.text.wording import WordPiece
from pipeline.registry.agencies import agencies_by_id
from pipeline.registry.cell_words import agency_grammar, body_words
from pipeline.registry.loading import by_language
from pipeline.stations.item_numbers import roman_value

Kind = Literal[
    "body", "word", "head", "filler", "name", "consent", "coordinator", "note", "number",
    "mark", "joint", "break", "conjunction",
]  # fmt: skip
CONTENT: frozenset[Kind] = frozenset({"body", "word", "head", "name"})
PARTING: frozenset[Kind] = frozenset({"joint", "break", "conjunction"})
_REMARKS: frozenset[Kind] = frozenset({"consent", "coordinator"})
_OPENING, _CLOSING, _STRAIGHT = ("«", "“", "„"), ("»", "”"), '"'
# what the words of a name come to
_NOUN, _PLACES = "noun", "places"
# kinds of bodies whose names are lists of subjects
_OF_SUBJECTS = ("ministry", "agency", "committee")
_SEPARATORS: dict[str, Kind] = {",": "joint", "/": "joint", ";": "break", "\n": "break"}
# Each token is one letter of a line: I an initial, N a name, P a name with a patronymic's ending, w a word in
# small letters, a one like `атындағы`. Initials have a full stop each; after a surname the last one may lack
# it behind another.
_PERSON = re.compile(
    r"""
      (?: I\. ){2,3} [NP]               # Қ.Қ. Құрмашев
    | I\. [NP] (?! w )                  # Қ. Құрмашев; `А. Қаржы басқармасы` has a list mark
    | [NP] (?: I\. ){1,2} I (?! \. )    # Құрмашев Қ.Қ
    | [NP] (?: I\. ){1,3}               # Құрмашев Қ.Қ.
    | [NP]{1,2} P                       # Құрмашев Қайрат Қалиұлы
    """,
    re.VERBOSE,
)


class BodyUnit(NamedTuple):
    """A piece of a cell: a body, a word, a remark on a body, or what parts them.

    `first` and `last` are places of tokens; a unit that names bodies has a spot, a mark itself is in `mark`.
    """

    kind: Kind
    start: int
    end: int
    first: int
    last: int
    spot: BodySpot | None = None
    mark: str = ""


def wording_of(units: Iterable[BodyUnit]) -> Iterator[WordPiece]:
    """The kinds of units as they are compared with those of reviewed cells."""
    for unit in units:
        case = f":{unit.spot.case}" if unit.spot and unit.spot.case != NOMINATIVE else ""
        kind = "-" if unit.mark in DASHES else unit.mark or unit.kind + case
        yield WordPiece(kind, unit.start, unit.end)


def items(text: str, tokens: Tokens, as_of: date, legend: Legend | None = None) -> list[list[BodyUnit]]:
    """The items of a cell in printed order, each a list of units; what parts it stays at an item's end."""
    units = list(_units(text, tokens, as_of, legend))
    quoted = _inside_quotes(units)
    parting = (_parting_after_head if agency_grammar().is_head_first else _parting)(units, tokens)
    parts: list[list[BodyUnit]] = [[]]
    for place, unit in enumerate(units):
        begins = unit.kind in CONTENT and _is_complete(parts[-1]) and not _heads_body(unit, parts[-1])
        if unit.kind == "number" or begins:
            # a list mark begins an item, and what follows a remark too, where nothing else parts them
            parts.append([])
        if quoted[place] or unit.kind not in PARTING:
            parts[-1].append(unit)
        elif unit.kind != "break" and not parting[place]:
            parts[-1].append(unit._replace(kind="word" if unit.kind == "conjunction" else "mark"))
        else:
            parts[-1].append(unit)
            parts.append([])
    return [part for part in parts if part]


def _heads_body(unit: BodyUnit, item: list[BodyUnit]) -> bool:
    """Whether a word is the head of a body before its remark: `… органдардың (келісім бойынша) басшылары`."""
    spot = next((each.spot for each in reversed(item) if each.spot), None)
    return unit.kind == "head" and spot is not None and spot.case == GENITIVE


def _is_complete(item: list[BodyUnit]) -> bool:
    """Whether an item has a body and ends in a remark on it: `«Қазақтелеком» АҚ (келісім бойынша)`."""
    last = next((unit.kind for unit in reversed(item) if unit.kind != "mark"), "")
    return last in _REMARKS and any(unit.kind in CONTENT for unit in item)


def _units(text: str, tokens: Tokens, as_of: date, legend: Legend | None) -> Iterator[BodyUnit]:
    spot_at = {spot.first: spot for spot in spots(text, list(tokens), as_of, legend)}
    closing, persons = _closing_brackets(tokens), _persons(tokens)
    place = marks = 0
    while place < len(tokens):
        token, spot = tokens[place], spot_at.get(place)
        last = persons.get(place, place)
        if place in persons and (spot is None or spot.last < last):
            found = _unit("name", tokens, place, last)
        elif spot is not None:
            found = BodyUnit("body", spot.start, spot.end, place, spot.last, spot)
        elif place in closing:
            yield from _bracket(tokens, spot_at, place, closing[place])
            place = closing[place] + 1
            continue
        elif token.kind != WORD:
            mark = ":" if token.kind == ":" else token.base
            found = _unit(_SEPARATORS.get(token.kind, "mark"), tokens, place, place)._replace(mark=mark)
        else:
            found = _word(tokens, place, marks + 1)
            marks += found.kind == "number"
        yield found
        place = found.last + 1


def _unit(kind: Kind, tokens: Tokens, first: int, last: int) -> BodyUnit:
    return BodyUnit(kind, tokens[first].start, tokens[last].end, first, last)


def _persons(tokens: Tokens) -> dict[int, int]:
    """The place of the last token of each person's name, by the place of its first one."""
    line = "".join(map(_letter, tokens))
    matches = (_PERSON.match(line, place) for place in range(len(line)))
    # something may be named after the person, such as a school
    return {
        match.start(): match.end() - 1 for match in matches if match and not line.startswith("a", match.end())
    }


def _letter(token: NameToken) -> str:
    if token.kind != WORD:
        return "." if token.kind == "." else "-"
    if token.fold in body_words().person.named_after:
        return "a"
    if not token.is_capitalised:
        return "w" if token.base[:1].islower() else "-"
    if len(token.base) == 1:
        return "I"
    # a capital, then small letters; or capitals alone, and not few of them: `ҚҰРМАШЕВ`
    is_shouted = token.base.isalpha() and token.base.isupper() and len(token.base) > 4
    if is_letters(token.base) and not is_shouted:
        return "-"
    endings = body_words().person.patronymics
    return "P" if token.fold.endswith(endings) and token.fold not in endings else "N"


def _remark(tokens: Tokens, place: int) -> BodyUnit | None:
    match = longest_match(_remark_tree(), tokens, place)
    return _unit(cast(Kind, match.values[0]), tokens, place, match.last) if match else None


def _word(tokens: Tokens, place: int, next_mark: int) -> BodyUnit:
    """A word outside of names: a remark, a conjunction, a list's mark, or a word that nobody knows."""
    remark = _remark(tokens, place)
    if remark is not None:
        return remark
    token = tokens[place]
    following = tokens[place + 1].kind if place + 1 < len(tokens) else ""
    is_first = place == 0 or tokens[place - 1].kind in (*_SEPARATORS, ".")
    is_next = token.base == str(next_mark) or roman_value(token.base) == next_mark
    kind: Kind = "word"
    if token.is_conjunction:
        kind = "conjunction"
    elif following in (")", ".") and is_next:
        kind = "number"  # `1) ҰЭМ; 2) ІІМ`, `I. ҰЭМ; II. ІІМ`
    elif following == ")" and is_first and len(token.base) == 1 and token.base.islower():
        kind = "filler"  # `а) ҰЭМ; ә) ІІМ`
    return _unit(kind, tokens, place, place)


def _bracket(tokens: Tokens, spot_at: dict[int, BodySpot], first: int, last: int) -> list[BodyUnit]:
    """A bracket outside a name: consent, a coordinator, the same body in other words, or a note."""
    found: list[BodyUnit] = []
    place = first + 1
    while place < last:
        remark, token = _remark(tokens, place), tokens[place]
        # `(төрағасы)` may be the head of the body or the chair of a commission
        if remark is not None and remark.last < last and remark.kind != "head":
            found.append(remark)
            place = remark.last
        elif token.is_conjunction:
            found.append(_unit("filler", tokens, place, place))
        elif token.kind in (WORD, OTHER):
            spot = spot_at.get(place) or spot_at.get(place - 1)
            # only the body alone is the same body in other words
            whole = spot if spot and spot.first <= first + 1 and spot.last >= last - 1 else None
            return [_unit("note", tokens, first, last)._replace(spot=whole)]
        place += 1
    return found


def _parting(units: Sequence[BodyUnit], tokens: Tokens) -> list[bool]:
    """Of each comma and conjunction, whether it parts bodies; inside an unread name it parts nothing."""
    ahead = _comes_to(units, tokens)
    parting = [True] * len(units)
    before: Kind = "break"
    # whether the words since the last parting are a name that no noun has closed yet, and begin with a level
    is_open, levels_only, is_genitive = False, False, False
    for place, unit in enumerate(units):
        if unit.kind == "word":
            token = tokens[unit.first]
            noun, level = body_noun(token), level_noun(token)
            levels_only = (levels_only or not is_open) and _names_level(token)
            is_open = (noun is None or noun.is_genitive) and not is_letters(token.base)
            is_genitive = level is not None and level.is_genitive
            # `тіркеу қызметі және … департаменті`: a noun that is as often a part of a subject
            is_weak = noun is not None and noun.stem in body_words().weak_nouns
            before = "word" if is_open or is_weak else "body"
            continue
        following = _following(units, place)
        is_tail = is_open and following is not None and _may_be_tail(following)
        if unit.kind == "conjunction":
            after = following.kind if following else "body"
            parting[place] = not is_tail and (
                before not in ("word", "conjunction") or after in ("body", "break")
            )
        elif unit.kind == "joint" and is_open and following is not None:
            is_word = following.kind == "word"
            goes_on = is_word and _goes_on(tokens[following.first], ahead[place], levels_only)
            # a place in the genitive waits for its noun: `облыстарының, Ақтау қаласының әкімдіктері`
            waits = is_word and is_genitive and ahead[place] != ""
            parting[place] = not (is_tail or goes_on or waits)
        if unit.kind in PARTING and parting[place]:
            before, is_open, levels_only = unit.kind, False, False
        elif unit.kind in (*_REMARKS, "body", "name", "head"):
            # what has a remark is whole
            before, is_open = "body", False
    return parting


def _parting_after_head(units: Sequence[BodyUnit], tokens: Tokens) -> list[bool]:
    """The same where names begin with their noun: small letters that begin no name go on with one."""
    parting = [True] * len(units)
    before: Kind = "break"
    for place, unit in enumerate(units):
        following = _following(units, place)
        if unit.kind in ("conjunction", "joint") and following is not None and following.kind == "word":
            parting[place] = before not in ("word", "body") or _begins_name(tokens[following.first :])
        before = before if unit.kind == "mark" else unit.kind
    return parting


def _begins_name(tokens: Tokens) -> bool:
    """Whether a body's name begins here: with a capital, or with adjectives and the noun of a body."""
    for token in tokens:
        is_genitive = token.readings[-1][1] == GENITIVE
        if body_noun(token) is not None or (token.is_capitalised and not is_adjective(token)):
            return not is_genitive
        if not is_adjective(token) or (is_genitive and not token.is_capitalised):
            return False
    return False


def _may_be_tail(unit: BodyUnit) -> bool:
    """Whether a registered name may be the end of a longer one: it begins in small letters.

    `Білім, мәдениет және денсаулық сақтау министрлігі` was one ministry of 1997, not that of healthcare.
    """
    if unit.spot is None or unit.kind != "body" or not unit.spot.text[:1].islower():
        return False
    ids = [each for reading in unit.spot.readings for each in reading.candidates]
    return any(agencies_by_id()[each].agency_type in _OF_SUBJECTS for each in ids)


def _following(units: Sequence[BodyUnit], place: int) -> BodyUnit | None:
    return next((each for each in units[place + 1 : place + 3] if each.kind != "mark"), None)


def _goes_on(token: NameToken, ahead: str, after_levels: bool) -> bool:
    """Whether a word after a comma goes on with the name before it, by what the words from there come to.

    `after_levels` says that all words since the last parting are levels: `аудандық, қалалық …`.
    """
    if ahead == _PLACES or (ahead and after_levels):
        return True
    return ahead == _NOUN and token.base[:1].islower() and not _names_level(token)


def _names_level(token: NameToken) -> bool:
    return token.is_level or level_noun(token) is not None


def _comes_to(units: Sequence[BodyUnit], tokens: Tokens) -> list[str]:
    """Of each unit, what the words after it come to first: a name's noun, or that of a list of places."""
    ahead: list[str] = []
    comes = ""
    for unit in reversed(units):
        ahead.append(comes)
        if unit.kind == "word":
            noun, level = body_noun(tokens[unit.first]), level_noun(tokens[unit.first])
            if noun is not None and not noun.is_genitive:
                comes = _NOUN
            elif level is not None and level.is_plural and level.is_possessed and comes:
                comes = _PLACES
        elif _may_be_tail(unit):
            comes = _NOUN
        elif unit.kind in (*_REMARKS, "body", "name", "break", "note"):
            comes = ""
    return ahead[::-1]


def _closing_brackets(tokens: Tokens) -> dict[int, int]:
    """The place of the closing bracket for each opening one that has one."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for place, token in enumerate(tokens):
        if token.kind == "(":
            opened.append(place)
        elif token.kind == ")" and opened:
            pairs[opened.pop()] = place
    return pairs


def _inside_quotes(units: Sequence[BodyUnit]) -> list[bool]:
    """Of each unit, whether it stands between a pair of quotes.

    Kazakh names nest quotes and close the outer one alone, `«Даму» қоры» АҚ`: a closing quote left over
    reaches back to the last pair, unless a known body stands between.
    """
    inside = [0] * (len(units) + 1)
    opened: list[int] = []
    last_pair: int | None = None
    straight: int | None = None
    for place, unit in enumerate(units):
        begin: int | None = None
        if unit.kind in (*_REMARKS, "body", "break"):
            last_pair = None
        elif unit.mark in _OPENING:
            opened.append(place)
        elif unit.mark in _CLOSING:
            begin = last_pair = opened.pop() if opened else last_pair
        elif unit.mark == _STRAIGHT:
            begin, straight = straight, place if straight is None else None
        if begin is not None:
            inside[begin] += 1
            inside[place] -= 1
    return [depth > 0 for depth in accumulate(inside[:-1])]


@by_language()
def _remark_tree() -> NameTree:
    grammar = agency_grammar()
    return NameTree.of({
        "consent": grammar.consent, "coordinator": grammar.coordinator,
        "head": grammar.heads, "filler": grammar.fillers,
    })  # fmt: skip
