"""Says what the words of a body's name themselves say: its kind, level, place and subject.

Plans name committees, departments, local offices and companies by the hundred, and no registry has them all:
`Талдықорған қалалық білім бөлімі` is a local office of a city, its subject is `білім`. A noun in the plural
stands for several bodies, `облыстық қаржы, білім басқармалары`, each with its own subject.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.normalise.bodies.name_tokens import COMMA, WORD, NameToken, is_letters
from pipeline.normalise.bodies.nouns import (
    AGENCY,
    AKIM,
    COMMITTEE,
    COMPANY,
    DEPARTMENT,
    GROUP,
    INSTITUTION,
    LOCAL_OFFICE,
    MASLIKHAT,
    MINISTRY,
    OFFICE,
    ORGANIZATION,
    PEOPLE,
    POST,
    Noun,
    body_noun,
    contracted_level,
    level_noun,
)
from pipeline.normalise.text.phrases import Phrases
from pipeline.registry.cell_words import agency_grammar, body_words
from pipeline.registry.loading import by_language

_OF_PLACES = (AKIM, MASLIKHAT)
_WITH_SUBJECT = (OFFICE, DEPARTMENT, COMMITTEE, MINISTRY, AGENCY)
_CLASSES = (COMPANY, INSTITUTION, ORGANIZATION)
# what a level of places is the level of, by the kind alone
_NATIONAL = (MINISTRY, AGENCY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What a body's words say of it: codes of `body_kind` and `body_level`; None where they say nothing.

    The place that they name, without the word for its level, and what the body is about are given as from
    and to in code points.
    """

    kind: str | None = None
    level: str | None = None
    place: tuple[int, int] | None = None
    subject: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamePart:
    """One part of a name, before its noun.

    `closes_places` says that its word for the level is a plural: `облыстарының` is said of more than one.
    """

    level: str | None = None
    place: tuple[int, int] | None = None
    subject: tuple[int, int] | None = None
    closes_places: bool = False


def describe(tokens: Sequence[NameToken], *, parent_tokens: int = 0) -> list[Described]:
    """What the words of one name say: one description, or several where a plural noun closes a list.

    Args:
        tokens: the words of the name in order, with its commas and quotes; no remarks.
        parent_tokens: how many of them, at the start, name a known body that this one belongs to.
    """
    words = [token for token in tokens if token.kind == WORD]
    letters = body_words().letters.get(words[-1].base) if words else None
    if letters is not None:
        piece = _piece(tokens[parent_tokens:-1], value=letters)
        kind = settled_kind(letters, level=piece.level, has_parent=bool(parent_tokens))
        return [Described(kind=kind, level=piece.level, place=piece.place)]
    # the letters of a legal form alone name something else
    forms = [body_words().legal_forms.get(token.base) for token in words] if len(words) > 1 else []
    form = next(filter(None, forms), None)
    head, noun = _head(tokens)
    # of a company's posts and daughters: `«Самұрық-Қазына» АҚ еншілес компаниялары`
    is_beside_form = noun is not None and (noun.is_plural or noun.value == POST) and tokens[head] is words[-1]
    if noun is None or (form is not None and not is_beside_form):
        piece = _piece(tokens[parent_tokens:], value=form or "")
        # `ұлттық` inside a company's name is a part of the name
        level = None if form is not None and piece.level == "republic" else piece.level
        return [Described(kind=form, level=level, place=piece.place if form is None else None)]
    pieces = [
        _piece(
            tokens[max(first, parent_tokens) : last], value=noun.value, stem=noun.stem, closes=last == head
        )
        for first, last in _parts(tokens, head, noun)
        if last > parent_tokens
    ] or [NamePart()]
    if pieces[0].level is None:
        # `облыс әкімінің аппараты`: the level of the body that it belongs to
        above = tokens[:parent_tokens] if any(map(_is_of_places, tokens[:parent_tokens])) else ()
        level = _piece(above, value=AKIM).level or contracted_level(tokens[head])
        pieces[0] = replace(pieces[0], level=level)
    return _bodies(pieces, noun, has_parent=bool(parent_tokens))


def _bodies(pieces: list[NamePart], noun: Noun, *, has_parent: bool) -> list[Described]:
    has_subject = any(piece.subject for piece in pieces)
    if noun.value in _OF_PLACES:
        found = _backwards(pieces)
    elif noun.value in _WITH_SUBJECT and noun.is_plural and has_subject:
        found = _levels_by_subjects(pieces)
    else:
        found = [_joined(pieces)]
    return [body_of(noun, piece, has_parent=has_parent, has_subject=has_subject) for piece in found]


def body_of(noun: Noun, part: NamePart, *, has_parent: bool, has_subject: bool) -> Described:
    """What a noun and one part of its name say; `has_subject` says whether any part has one."""
    kind = noun.value
    if kind == PEOPLE:
        kind = GROUP if noun.is_plural else POST
    is_class = noun.is_plural and (kind in _CLASSES or (kind in _WITH_SUBJECT and not has_subject))
    return Described(
        kind=GROUP if is_class else settled_kind(kind, level=part.level, has_parent=has_parent),
        level=part.level or ("republic" if kind in _NATIONAL and not is_class else None),
        place=part.place,
        subject=part.subject if kind in _WITH_SUBJECT else None,
    )


def settled_kind(kind: str, *, level: str | None, has_parent: bool) -> str:
    """An office is a part of the body it is printed after, unless a place says that it is a local one."""
    if kind != OFFICE:
        return kind
    if level == "republic" and not has_parent:
        return INSTITUTION
    return LOCAL_OFFICE if level not in (None, "republic") or not has_parent else DEPARTMENT


def _head(tokens: Sequence[NameToken]) -> tuple[int, Noun | None]:
    """The noun that closes the name, and its place: the last word, or the last before a name of its own."""
    is_last = True
    for place in range(len(tokens) - 1, -1, -1):
        token = tokens[place]
        if token.kind != WORD:
            continue
        noun = body_noun(token)
        if noun is not None and (is_last or not noun.is_genitive):
            return place, noun
        if not (token.is_capitalised or token.base.isdigit()):
            break
        is_last = False
    return len(tokens), None


def _parts(tokens: Sequence[NameToken], head: int, noun: Noun) -> list[tuple[int, int]]:
    """The parts of the words before the head, from and to: one, or those of a list that a plural closes."""
    if not noun.is_plural:
        return [(0, head)]
    joined = _inside_joint_subjects(tokens[:head])
    joints = [
        place
        for place, token in enumerate(tokens[:head])
        if (token.kind == COMMA or token.is_conjunction) and place not in joined
    ]
    parts = [(first + 1, last) for first, last in pairwise((-1, *joints, head))]
    return [(first, last) for first, last in parts if first < last] or [(0, head)]


def _inside_joint_subjects(tokens: Sequence[NameToken]) -> set[int]:
    """The places of all tokens inside a declared subject that holds a conjunction."""
    words = [(place, token.fold) for place, token in enumerate(tokens) if token.kind == WORD]
    found: set[int] = set()
    for match in _joint_subjects().find([fold for _, fold in words]):
        found.update(range(words[match.start][0], words[match.end - 1][0] + 1))
    return found


@by_language()
def _joint_subjects() -> Phrases[bool]:
    return Phrases((phrase.replace(",", ""), True) for phrase in body_words().joint_subjects)


def _piece(tokens: Sequence[NameToken], *, value: str, stem: str = "", closes: bool = False) -> NamePart:
    """The level, the place and the subject that words name; `closes` says that the noun follows them."""
    level: str | None = None
    place: tuple[int, int] | None = None
    closes_places = False
    before = after = 0
    words = body_words()
    for at in range(len(tokens)) if value not in _NATIONAL else ():
        token = tokens[at]
        noun = _place_noun(tokens, at, value, closes=closes)
        following = tokens[at + 1].fold if at + 1 < len(tokens) else ""
        if noun is None and (not token.is_level or following in words.of_significance):
            continue
        names = _names_before(tokens, at)
        if noun is None and not following and stem in words.need_subject:
            # the words that begin the name are its subject: `Статистика облыстық басқармасы`
            names = at if names == 0 and not _is_known_place(tokens[:at]) else names
        elif noun is not None and not noun.is_possessed:
            names = at
        if level is None:
            before = names
        level = noun.value if noun is not None else words.level_adjectives[token.fold]
        closes_places = noun is not None and noun.is_plural and noun.is_possessed
        place = (tokens[names].start, tokens[at - 1].end) if names < at else None
        after = at + 1
    if level is None and value in _OF_PLACES:
        return NamePart(place=_span(tokens))
    subject = _subject(tokens[after:])
    if subject is None and level is not None and value not in _OF_PLACES:
        subject = _subject(tokens[:before])
    return NamePart(level=level, place=place, subject=subject, closes_places=closes_places)


def _place_noun(tokens: Sequence[NameToken], at: int, value: str, *, closes: bool) -> Noun | None:
    """A noun for a place; `ауыл` and `қала` alone may be a subject: `ауыл шаруашылығы`, `қала құрылысы`."""
    noun = level_noun(tokens[at])
    if noun is None or noun.is_possessed or noun.is_plural or noun.value in ("oblast", "district"):
        return noun
    is_last = at + 1 == len(tokens)
    before_body = closes if is_last else body_noun(tokens[at + 1]) is not None
    return noun if before_body or value in _OF_PLACES else None


def _names_before(tokens: Sequence[NameToken], at: int) -> int:
    """Where the capitalised words right before a place's noun or adjective begin."""
    while at > 0:
        token = tokens[at - 1]
        is_other = token.is_level or level_noun(token) or body_noun(token)
        if token.kind != WORD or not token.is_capitalised or is_other:
            break
        at -= 1
    return at


def _is_known_place(tokens: Sequence[NameToken]) -> bool:
    name = " ".join(token.base for token in tokens)
    tables = (agency_grammar().regions, agency_grammar().cities)
    return any(name in names for table in tables for names in table.values())


def _subject(tokens: Sequence[NameToken]) -> tuple[int, int] | None:
    """The words without those that say nothing: after the last body's noun in the genitive, or before it."""
    genitive = [at for at, token in enumerate(tokens) if (noun := body_noun(token)) and noun.is_genitive]
    if not genitive:
        return _stripped(tokens)
    return _stripped(tokens[genitive[-1] + 1 :]) or _stripped(tokens[: genitive[-1]])


def _stripped(tokens: Sequence[NameToken]) -> tuple[int, int] | None:
    words = body_words()
    skipped = words.before_names | words.place_postpositions | words.of_significance
    inside = [token for token in tokens if token.kind == WORD]
    while inside and (inside[0].fold in skipped or _names_another(inside[0])):
        del inside[0]
    while inside and inside[-1].fold in words.place_postpositions:
        del inside[-1]
    return _span(inside)


def _is_of_places(token: NameToken) -> bool:
    noun = body_noun(token)
    return noun is not None and noun.value in _OF_PLACES


def _names_another(token: NameToken) -> bool:
    """Whether a word before a subject names the country, an akim, or a body by its letters."""
    if is_letters(token.base) or _is_of_places(token):
        return True
    forms = agency_grammar().country.forms
    return any(key in form.lower().split() for key, _ in token.readings for form in forms)


def _span(tokens: Sequence[NameToken]) -> tuple[int, int] | None:
    inside = [token for token in tokens if token.kind == WORD]
    return (inside[0].start, inside[-1].end) if inside else None


def _joined(pieces: list[NamePart]) -> NamePart:
    level = next((piece.level for piece in pieces if piece.level), None)
    place = next((piece.place for piece in pieces if piece.place), None)
    subjects = [piece.subject for piece in pieces if piece.subject]
    return NamePart(level=level, place=place, subject=(subjects[0][0], subjects[-1][1]) if subjects else None)


def _backwards(pieces: list[NamePart]) -> list[NamePart]:
    """Places of a list: one without a word for its level is of the level named after it.

    What stands after a place without a word of its own is a place too: `Алматы облысының Талғар, …`.
    """
    found: list[NamePart] = []
    level: str | None = None
    for piece in reversed(pieces):
        level = (None if piece.subject else piece.level) or level
        found.append(NamePart(level=level, place=piece.subject or piece.place))
    return found[::-1]


def _levels_by_subjects(pieces: list[NamePart]) -> list[NamePart]:
    """Each subject at each level named for it: `аудандық, қалалық білім бөлімдері` are two."""
    closing = next((number for number, piece in enumerate(pieces) if piece.closes_places), 0)
    for number, piece in enumerate(pieces[:closing]):
        if piece.level is None:
            # `Ақмола, Қостанай облыстарының …`: what seemed a subject is a place
            level = pieces[closing].level
            pieces[number] = NamePart(level=level, place=piece.subject)
    found: list[NamePart] = []
    levels: list[NamePart] = []
    is_open = True
    for piece in pieces:
        if piece.level is not None:
            # a level after a subject begins anew
            levels = [*levels, piece] if is_open else [piece]
            is_open = piece.subject is None
        if piece.subject is not None:
            is_open = False
            found += [replace(level, subject=piece.subject) for level in levels] or [piece]
    return found
