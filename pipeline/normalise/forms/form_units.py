"""Cuts a cell of completion forms into results, bodies and the words between them, in either order of words.

Results stand in any number and case: `жобасы`, `жобасына`, `ұсыныстар`, `бұйрықтары`. Where endings say what
words are to each other, the words of results are compared in plain form, without plural, possessive and case;
elsewhere by their stems.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from pipeline.normalise.bodies.find_bodies import BodySpot, spots
from pipeline.normalise.bodies.name_tokens import (
    CLOSE,
    COLON,
    COMMA,
    DASH,
    MIN_STEM,
    NEWLINE,
    NOMINATIVE,
    OPEN,
    SEMICOLON,
    SLASH,
    WORD,
    NameToken,
    is_letters,
    tokenize,
)
from pipeline.normalise.bodies.name_tree import NameTree, longest_match
from pipeline.normalise.text.enclosed import find_enclosed
from pipeline.normalise.text.letters import DASHES, folded
from pipeline.normalise.text.phrases import Phrases
from pipeline.normalise.text.wording import WordPiece
from pipeline.registry.act_words import act_words
from pipeline.registry.cell_words import agency_grammar, form_words
from pipeline.registry.language_words import stem
from pipeline.registry.loading import by_language


class Kind(StrEnum):
    """What a piece of a cell is."""

    RESULT = "result"
    BODY = "body"
    WORDS = "word"
    SEPARATOR = "comma"
    CONJUNCTION = "conjunction"
    DASH = "dash"
    ACTION = "action"
    PREPOSITION = "preposition"
    POSTPOSITION = "postposition"
    DESTINATION = "destination"


_SEPARATORS = frozenset({COMMA, SEMICOLON, NEWLINE, SLASH})
# a possessive softens the last letter of the word: бұйрық, бұйрығы; есеп, есебі
_HARD = {"ғ": "қ", "г": "к", "б": "п"}
_WORD_OR_MARK = re.compile(r"[^\W_]+(?:-[^\W_]+)*|[,;:/\n–—-]")


class FormUnit(NamedTuple):
    """A piece of a cell of completion forms, `[start, end)` of its text.

    Attributes:
        case: the case of its last word.
        value: of a result its code.
        spot: of a body, what was found.
        is_receiver: whether it is a meeting or a post that results go to.
    """

    kind: Kind
    text: str = ""
    start: int = 0
    end: int = 0
    case: str = NOMINATIVE
    value: str = ""
    spot: BodySpot | None = None
    in_brackets: bool = False
    is_receiver: bool = False


def form_units(text: str, as_of: date) -> Iterator[FormUnit]:
    """The pieces of a cell, in printed order."""
    read = _units_by_stem if agency_grammar().is_head_first else _units_by_ending
    for unit in read(text, as_of):
        yield unit._replace(text=text[unit.start : unit.end])


def wording_of(units: Iterable[FormUnit]) -> Iterator[WordPiece]:
    """The kinds of units as they are compared with those of reviewed forms; like words in a row are one."""
    last = ""
    for unit in units:
        case = "" if unit.case == NOMINATIVE else f":{unit.case}"
        kind = unit.kind + case + ("(" if unit.in_brackets else "")
        if unit.kind != Kind.WORDS or kind != last:
            yield WordPiece(kind, unit.start, unit.end)
        last = kind


def _units_by_stem(text: str, as_of: date) -> Iterator[FormUnit]:
    inside = [(span.start, span.end) for span in find_enclosed(text) if span.is_bracket]
    spot_at = {spot.start: spot for spot in spots(text, tokenize(text), as_of)}
    words = list(_WORD_OR_MARK.finditer(text))
    keys = [stem_of(word[0]) for word in words]
    place = 0
    while place < len(words):
        first = words[place]
        start, end = first.span()
        kind, value = Kind.WORDS, ""
        spot = spot_at.get(start)
        if spot is not None:
            kind, end = Kind.BODY, spot.end
        elif found := _phrases().at(keys, place):
            (kind, value), end = found.value, words[found.end - 1].end()
        elif not first[0][0].isalnum():
            kind = Kind.DASH if first[0] in DASHES or first[0] == ":" else Kind.SEPARATOR
        while place < len(words) and words[place].start() < end:
            end = max(end, words[place].end())
            place += 1
        in_brackets = any(opened <= start < closed for opened, closed in inside)
        case = spot.case if spot else NOMINATIVE
        yield FormUnit(kind, "", start, end, case, value, spot, in_brackets)


@by_language()
def _phrases() -> Phrases[tuple[Kind, str]]:
    words = form_words()
    lists = (
        *((Kind.RESULT, code, phrases) for code, phrases in words.results.items()),
        (Kind.ACTION, "", words.actions),
        (Kind.DESTINATION, "", words.destinations),
        (Kind.POSTPOSITION, "", words.postpositions),
        (Kind.PREPOSITION, "", words.receiver_prepositions),
        (Kind.CONJUNCTION, "", act_words().joining_words),
    )
    return Phrases(
        (list(map(stem_of, phrase.split())), (kind, code))
        for kind, code, phrases in lists
        for phrase in phrases
    )


def stem_of(word: str) -> str:
    """A printed word as it is compared where words are compared by their stems."""
    return stem(folded(word))


def _units_by_ending(text: str, as_of: date) -> Iterator[FormUnit]:
    """Separators in brackets part nothing here."""
    tokens = tokenize(text)
    plain = [token._replace(readings=_plain(token.readings)) for token in tokens]
    spot_at = {spot.first: spot for spot in spots(text, tokens, as_of)}
    place = depth = 0
    while place < len(tokens):
        token, spot = tokens[place], spot_at.get(place)
        unit, last = None, place
        if token.kind in (OPEN, CLOSE):
            depth = max(depth + (1 if token.kind == OPEN else -1), 0)
        elif spot is not None:
            case, last = _ending_apart(tokens, spot.last, spot.case)
            end = max(tokens[last].end, spot.end)
            unit = FormUnit(Kind.BODY, start=spot.start, end=end, case=case, spot=spot)
        elif token.kind == WORD:
            unit, last = _read_word(tokens, plain, place)
            unit = unit._replace(start=token.start, end=tokens[last].end)
        elif token.kind in (DASH, COLON) or (token.kind in _SEPARATORS and not depth):
            kind = Kind.SEPARATOR if token.kind in _SEPARATORS else Kind.DASH
            unit = FormUnit(kind, start=token.start, end=token.end)
        if unit is not None:
            yield unit._replace(in_brackets=depth > 0)
        place = last + 1


def _ending_apart(tokens: list[NameToken], place: int, case: str) -> tuple[str, int]:
    """The case and the last token of an abbreviation whose ending lost its hyphen: `ҰЭМ ге`."""
    cases = agency_grammar().cases
    is_bare = case == NOMINATIVE and is_letters(tokens[place].base)
    for ending in tokens[place + 1 : place + 2] if is_bare else ():
        if ending.fold in cases and not ending.is_conjunction:
            return cases[ending.fold], place + 1
    return case, place


def _read_word(tokens: list[NameToken], plain: list[NameToken], place: int) -> tuple[FormUnit, int]:
    token = tokens[place]
    results, kinds = _trees()
    exact = longest_match(kinds, tokens, place)
    result = longest_match(results, plain, place)
    if result is not None and (exact is None or exact.last < result.last):
        is_receiver = _is_receiver(tokens[result.last])
        unit = FormUnit(Kind.RESULT, case=result.case, value=result.values[0], is_receiver=is_receiver)
        return unit, result.last
    if exact is not None:
        return FormUnit(Kind(exact.values[0])), exact.last
    if token.is_conjunction:
        return FormUnit(Kind.CONJUNCTION), place
    case = next((case for _, case in token.readings if case != NOMINATIVE), NOMINATIVE)
    if token.fold in form_words().receivers:
        case = NOMINATIVE  # `алқа` is no dative of `ал`
    case, last = _ending_apart(tokens, place, case)
    return FormUnit(Kind.WORDS, case=case, is_receiver=_is_receiver(token)), last


def _is_receiver(token: NameToken) -> bool:
    return any(key in form_words().receivers for key, _ in _plain(token.readings))


@by_language(maxsize=20_000)
def _plain(readings: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """The readings of a word and, for each, the words that it is the plural or possessive of."""
    grammar = agency_grammar()
    found: dict[tuple[str, str], None] = {}
    for key, case in readings:
        for word in _without(key, grammar.possessives):
            for singular in _without(word, grammar.plurals):
                # some words keep their vowel before the plural: акті, актілер
                for bare in _without(singular, grammar.possessives):
                    found[bare, case] = None
    return tuple(found)


def _without(word: str, endings: tuple[str, ...]) -> Iterator[str]:
    """The word, and what it is without one of the endings."""
    yield word
    for ending in endings:
        bare = word.removesuffix(ending)
        if bare != word and len(bare) >= MIN_STEM:
            yield bare
            if bare[-1] in _HARD:
                yield bare[:-1] + _HARD[bare[-1]]


@by_language()
def _trees() -> tuple[NameTree, NameTree]:
    """The results by their codes, and other known words by their kinds."""
    words = form_words()
    kinds: dict[str, Iterable[str]] = {
        Kind.ACTION: words.actions,
        Kind.POSTPOSITION: words.postpositions,
        Kind.DESTINATION: words.destinations,
    }
    return NameTree.of(words.results), NameTree.of(kinds)
