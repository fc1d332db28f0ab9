"""Says what the words of a body's name say, in the language that is read now.

Where a name begins with its noun (`Управление образования Карасайского района`), adjectives of level stand
before the noun, its subject behind it, then the place with its word, last the body that it is a part of.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.normalise.bodies.kinds import Described, NamePart, body_of, describe, settled_kind
from pipeline.normalise.bodies.name_tokens import COMMA, STOP, WORD, NameToken
from pipeline.normalise.bodies.name_tree import without_country_tokens
from pipeline.normalise.bodies.nouns import (
    AGENCY,
    AKIM,
    MASLIKHAT,
    MINISTRY,
    Noun,
    body_noun,
    level_noun,
)
from pipeline.registry.cell_words import agency_grammar, body_words
from pipeline.registry.language_words import stem

_OF_PLACES = (AKIM, MASLIKHAT)
# what has parts: its name ends the words for the subject of one
_ABOVE = (MINISTRY, AGENCY, AKIM)


def describe_name(tokens: Sequence[NameToken], *, parent_tokens: int = 0) -> list[Described]:
    """What the words of one name say: one description, or several of a list of places.

    Args:
        tokens: the words of the name in order, with its commas and quotes; no remarks.
        parent_tokens: how many of them name a known body that this one belongs to, at the start of the name
            or at its end, as the language has it.
    """
    if not agency_grammar().is_head_first:
        return describe(tokens, parent_tokens=parent_tokens)
    own = tokens[: len(tokens) - parent_tokens]
    has_parent = parent_tokens > 0
    words = [token for token in own if token.kind == WORD]
    letters = body_words().letters.get(words[0].base) if words else None
    head, noun = _head(own)
    forms = [body_words().legal_forms.get(token.base) for token in own[:head]]
    form = next(filter(None, forms), None) if len(words) > 1 else None
    if letters is not None:
        level, place, _ = _place(own, 1)
        return [
            Described(
                kind=settled_kind(letters, level=level, has_parent=has_parent), level=level, place=place
            )
        ]
    if form is not None or noun is None:
        return [Described(kind=form)]
    adjectives = [body_words().level_adjectives[stem(token.fold)] for token in own[:head] if token.is_level]
    level = adjectives[-1] if adjectives else None
    if noun.value in _OF_PLACES:
        return _of_places(own[head + 1 :], noun.value, level)
    return [_of_subject(own, head, noun, level, has_parent=has_parent)]


def is_adjective(token: NameToken) -> bool:
    """Whether a word has the ending of an adjective."""
    return token.kind == WORD and token.fold.endswith(body_words().attributives)


def _head(tokens: Sequence[NameToken]) -> tuple[int, Noun | None]:
    """The noun that begins the name, and its place: only adjectives and joints stand before it."""
    for place, token in enumerate(tokens):
        noun = body_noun(token)
        if noun is not None:
            return place, noun
        if token.kind == WORD and not is_adjective(token) and not token.is_conjunction:
            break
    return len(tokens), None


def _of_subject(
    own: Sequence[NameToken], head: int, noun: Noun, level: str | None, *, has_parent: bool
) -> Described:
    """A body with a subject, at a place."""
    place_level, place, subject_end = _place(own, head + 1)
    subject = _subject(own[head + 1 : subject_end])
    part = NamePart(level=level or place_level, place=place, subject=subject)
    return body_of(noun, part, has_parent=has_parent, has_subject=subject is not None)


def _of_places(tokens: Sequence[NameToken], kind: str, level: str | None) -> list[Described]:
    """Akims or maslikhats: one for each place that is named, all of the level that is said."""
    levels = [noun.value for token in tokens if (noun := level_noun(token))]
    level = levels[0] if levels else level
    parts: list[list[NameToken]] = [[]]
    for token in tokens:
        if token.kind == COMMA or token.is_conjunction:
            parts.append([])
        elif token.is_capitalised:
            parts[-1].append(token)
    places = [(part[0].start, part[-1].end) for part in parts if part]
    if not places:
        return [Described(kind=kind, level=level)]
    return [Described(kind=kind, level=level, place=place) for place in places]


def _place(tokens: Sequence[NameToken], first: int) -> tuple[str | None, tuple[int, int] | None, int]:
    """The level and the name of the first place after the head, and where the words before it end."""
    for at in range(first, len(tokens)):
        noun = level_noun(tokens[at])
        if noun is None:
            continue
        before = at
        while before > first and tokens[before - 1].is_capitalised and tokens[before - 1].kind == WORD:
            before -= 1
        if before < at:
            return noun.value, (tokens[before].start, tokens[at - 1].end), before
        after = end = at + 1 + (at + 1 < len(tokens) and tokens[at + 1].kind == STOP)
        while end < len(tokens) and tokens[end].is_capitalised:
            end += 1
        if end > after:
            return noun.value, (tokens[after].start, tokens[end - 1].end), at
    return None, None, len(tokens)


def _subject(tokens: Sequence[NameToken]) -> tuple[int, int] | None:
    """The words up to the next body's noun, without the prepositions around them."""
    skipped = body_words().place_postpositions
    inside = [token for token in without_country_tokens(tokens) if token.kind == WORD]
    nouns = [(at, body_noun(token)) for at, token in enumerate(inside)]
    above = next((at for at, noun in nouns if noun and noun.value in _ABOVE), len(inside))
    del inside[above:]
    while inside and inside[0].fold in skipped:
        del inside[0]
    while inside and inside[-1].fold in skipped:
        del inside[-1]
    return (inside[0].start, inside[-1].end) if inside else None
