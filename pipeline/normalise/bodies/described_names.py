"""Says what the words of a body's name themselves say: its kind, level, place and subject.

Plans name committees, departments, local offices and companies by the hundred, and no registry has them all:
`Талдықорған қалалық білім бөлімі` is a local office of a city, its subject is `білім`. A noun in the plural
stands for several bodies, `облыстық қаржы, білім басқармалары`, each with its own subject. In Russian the
noun begins the name (`Управление образования Карасайского района`): adjectives of level stand before it, its
subject behind it, then the place with its word.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.normalise.bodies.name_tokens import (
    COMMA,
    STOP,
    WORD,
    NameToken,
    Noun,
    Tokens,
    body_noun,
    contracted_level,
    is_letters,
    level_noun,
)
from pipeline.normalise.bodies.name_tree import without_country_tokens
from pipeline.normalise.text.phrases import Phrases
from pipeline.registry.cell_words import agency_grammar, body_words
from pipeline.registry.language_words import stem
from pipeline.registry.loading import by_language

Span = tuple[int, int]
"""From and to in code points."""

_OF_PLACES = ("akim", "maslikhat")
_WITH_SUBJECT = ("office", "department", "committee", "ministry", "agency")
_CLASSES = ("company", "institution", "organization")
# what a level of places is the level of, by the kind alone
_NATIONAL = ("ministry", "agency")
# what has parts: its name ends the words for the subject of one
_ABOVE = ("ministry", "agency", "akim")
# a level's noun behind a name or before one, `Карасайского района`, `г. Алматы`: C a capitalised word
_PLACE_BEHIND = re.compile(r"(?P<before>C+)n|n\.?(?P<after>C+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """What a body's words say of it: codes of `body_kind` and `body_level`; None where they say nothing.

    `place` has no word for its level. `is_list_end` says that this word is a plural: `облыстарының` is said
    of more than one place.
    """

    kind: str | None = None
    level: str | None = None
    place: Span | None = None
    subject: Span | None = None
    is_list_end: bool = False


def describe_name(tokens: Tokens, *, parent_tokens: int = 0) -> list[Described]:
    """What the words of one name say: one description, or several where a plural noun stands for a list.

    Args:
        tokens: the words of the name in order, with its commas and quotes; no remarks.
        parent_tokens: how many of them name a known body that this one belongs to, at the start of the name
            or at its end, as the language has it.
    """
    is_head_first = agency_grammar().is_head_first
    own = tokens[: len(tokens) - parent_tokens] if is_head_first else tokens[parent_tokens:]
    words = [token for token in (own if is_head_first else tokens) if token.kind == WORD]
    if not words:
        return [Described()]
    letters = body_words().letters.get(words[0 if is_head_first else -1].base)
    if letters is not None:
        said = _place_behind(own[1:])[0] if is_head_first else _piece(own[:-1], value=letters)
        kind = _settled_kind(letters, said.level, has_parent=parent_tokens > 0)
        return [Described(kind=kind, level=said.level, place=said.place)]
    if is_head_first:
        return _described_after_head(own, words, has_parent=parent_tokens > 0)
    return _described_before_head(tokens, words, parent_tokens)


def is_adjective(token: NameToken) -> bool:
    """Whether a word has the ending of an adjective."""
    return token.kind == WORD and token.fold.endswith(body_words().attributives)


def _settled_kind(kind: str, level: str | None, *, has_parent: bool) -> str:
    """An office is a part of the body it is printed after, unless a place says that it is a local one."""
    if kind != "office":
        return kind
    if level == "republic" and not has_parent:
        return "institution"
    return "local_office" if level not in (None, "republic") or not has_parent else "department"


def _form(tokens: Tokens) -> str | None:
    """The kind that a legal form says."""
    return next(filter(None, (body_words().legal_forms.get(token.base) for token in tokens)), None)


def _body(noun: Noun, said: Described, *, has_parent: bool, has_subject: bool) -> Described:
    """What a noun and one part of its name say; `has_subject` says whether any part has one."""
    kind = noun.value
    if kind == "people":
        kind = "group" if noun.is_plural else "post"
    is_class = noun.is_plural and (kind in _CLASSES or (kind in _WITH_SUBJECT and not has_subject))
    return Described(
        kind="group" if is_class else _settled_kind(kind, said.level, has_parent=has_parent),
        level=said.level or ("republic" if kind in _NATIONAL and not is_class else None),
        place=said.place,
        subject=said.subject if kind in _WITH_SUBJECT else None,
    )


def _span(tokens: Tokens, first: Collection[str] = (), last: Collection[str] = ()) -> Span | None:
    """The words from their first to their last, without words that say nothing at either end."""
    inside = [token for token in tokens if token.kind == WORD]
    while inside and inside[0].fold in first:
        del inside[0]
    while inside and inside[-1].fold in last:
        del inside[-1]
    return (inside[0].start, inside[-1].end) if inside else None


# where the noun closes the name


def _described_before_head(tokens: Tokens, words: Tokens, parent_tokens: int) -> list[Described]:
    # the letters of a legal form alone name something else
    form = _form(words) if len(words) > 1 else None
    head, noun = _closing_noun(tokens)
    # of a company's posts and daughters: `«Самұрық-Қазына» АҚ еншілес компаниялары`
    is_beside_form = (
        noun is not None and (noun.is_plural or noun.value == "post") and tokens[head] is words[-1]
    )
    above, own = tokens[:parent_tokens], tokens[parent_tokens:]
    if noun is None or (form is not None and not is_beside_form):
        said = _piece(own, value=form or "")
        # `ұлттық` inside a company's name is a part of the name
        level = None if form is not None and said.level == "republic" else said.level
        return [Described(kind=form, level=level, place=said.place if form is None else None)]
    end = max(head - parent_tokens, 0)
    pieces = [
        _piece(own[first:last], value=noun.value, stem=noun.stem, closes=last == end)
        for first, last in _parts(own[:end], noun)
    ]
    if pieces[0].level is None:
        # `облыс әкімінің аппараты`: the level of the body that it belongs to
        level = _piece(above, value="akim").level if any(map(_is_of_places, above)) else None
        pieces[0] = replace(pieces[0], level=level or contracted_level(tokens[head]))
    has_subject = any(piece.subject for piece in pieces)
    if noun.value in _OF_PLACES:
        found = _backwards(pieces)
    elif noun.value in _WITH_SUBJECT and has_subject:
        found = _levels_by_subjects(pieces)
    else:
        found = [_joined(pieces)]
    return [_body(noun, piece, has_parent=parent_tokens > 0, has_subject=has_subject) for piece in found]


def _closing_noun(tokens: Tokens) -> tuple[int, Noun | None]:
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


def _parts(tokens: Tokens, noun: Noun) -> list[tuple[int, int]]:
    """The parts of the words before a noun, from and to: one, or those of a list that a plural closes."""
    words = [(place, token.fold) for place, token in enumerate(tokens) if token.kind == WORD]
    # a declared subject may hold a conjunction
    joined = {
        place
        for match in _joint_subjects().find([fold for _, fold in words])
        for place in range(words[match.start][0], words[match.end - 1][0])
    }
    joints = [
        place
        for place, token in enumerate(tokens if noun.is_plural else ())
        if (token.kind == COMMA or token.is_conjunction) and place not in joined
    ]
    parts = [(first + 1, last) for first, last in pairwise((-1, *joints, len(tokens)))]
    return [(first, last) for first, last in parts if first < last] or [(0, len(tokens))]


@by_language()
def _joint_subjects() -> Phrases[bool]:
    return Phrases((phrase.replace(",", ""), True) for phrase in body_words().joint_subjects)


def _piece(tokens: Tokens, *, value: str, stem: str = "", closes: bool = False) -> Described:
    """The level, the place and the subject that words name; `closes` says that the noun follows them."""
    said = Described()
    before = after = 0
    words = body_words()
    for at, token in enumerate(tokens if value not in _NATIONAL else ()):
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
        if said.level is None:
            before = names
        said = Described(
            level=noun.value if noun is not None else words.level_adjectives[token.fold],
            place=(tokens[names].start, tokens[at - 1].end) if names < at else None,
            is_list_end=noun is not None and noun.is_plural and noun.is_possessed,
        )
        after = at + 1
    if said.level is None and value in _OF_PLACES:
        return Described(place=_span(tokens))
    subject = _subject(tokens[after:])
    if subject is None and value not in _OF_PLACES:
        subject = _subject(tokens[:before])
    return replace(said, subject=subject)


def _place_noun(tokens: Tokens, at: int, value: str, *, closes: bool) -> Noun | None:
    """A noun for a place; `ауыл` and `қала` alone may be a subject: `ауыл шаруашылығы`, `қала құрылысы`."""
    noun = level_noun(tokens[at])
    if noun is None or noun.is_possessed or noun.is_plural or noun.value in ("oblast", "district"):
        return noun
    is_last = at + 1 == len(tokens)
    before_body = closes if is_last else body_noun(tokens[at + 1]) is not None
    return noun if before_body or value in _OF_PLACES else None


def _names_before(tokens: Tokens, at: int) -> int:
    """Where the capitalised words right before a place's noun or adjective begin."""
    while at > 0:
        token = tokens[at - 1]
        if not token.is_capitalised or token.is_level or level_noun(token) or body_noun(token):
            break
        at -= 1
    return at


def _is_known_place(tokens: Tokens) -> bool:
    name = " ".join(token.base for token in tokens)
    tables = (agency_grammar().regions, agency_grammar().cities)
    return any(name in names for table in tables for names in table.values())


def _subject(tokens: Tokens) -> Span | None:
    """The words without those that say nothing: after the last body's noun in the genitive, or before it."""
    genitive = [at for at, token in enumerate(tokens) if (noun := body_noun(token)) and noun.is_genitive]
    last = genitive[-1] if genitive else -1
    words = body_words()
    skipped = words.before_names | words.place_postpositions | words.of_significance
    for part in (tokens[last + 1 :], tokens[: max(last, 0)]):
        inside = [token for token in part if token.kind == WORD]
        while inside and (inside[0].fold in skipped or _names_another(inside[0])):
            del inside[0]
        subject = _span(inside, last=words.place_postpositions)
        if subject is not None:
            return subject
    return None


def _is_of_places(token: NameToken) -> bool:
    noun = body_noun(token)
    return noun is not None and noun.value in _OF_PLACES


def _names_another(token: NameToken) -> bool:
    """Whether a word before a subject names the country, an akim, or a body by its letters."""
    if is_letters(token.base) or _is_of_places(token):
        return True
    forms = agency_grammar().country.forms
    return any(key in form.lower().split() for key, _ in token.readings for form in forms)


def _joined(pieces: Sequence[Described]) -> Described:
    level = next((piece.level for piece in pieces if piece.level), None)
    place = next((piece.place for piece in pieces if piece.place), None)
    subjects = [piece.subject for piece in pieces if piece.subject]
    return Described(
        level=level, place=place, subject=(subjects[0][0], subjects[-1][1]) if subjects else None
    )


def _backwards(pieces: Sequence[Described]) -> list[Described]:
    """Places of a list: one without a word for its level is of the level named after it.

    What stands after a place without a word of its own is a place too: `Алматы облысының Талғар, …`.
    """
    found: list[Described] = []
    level: str | None = None
    for piece in reversed(pieces):
        level = (None if piece.subject else piece.level) or level
        found.append(Described(level=level, place=piece.subject or piece.place))
    return found[::-1]


def _levels_by_subjects(pieces: list[Described]) -> list[Described]:
    """Each subject at each level named for it: `аудандық, қалалық білім бөлімдері` are two."""
    closing = next((number for number, piece in enumerate(pieces) if piece.is_list_end), 0)
    for number, piece in enumerate(pieces[:closing]):
        if piece.level is None:
            # `Ақмола, Қостанай облыстарының …`: what seemed a subject is a place
            pieces[number] = Described(level=pieces[closing].level, place=piece.subject)
    found: list[Described] = []
    levels: list[Described] = []
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


# where the noun begins the name


def _described_after_head(own: Tokens, words: Tokens, *, has_parent: bool) -> list[Described]:
    head, noun = _leading_noun(own)
    form = _form(own[:head]) if len(words) > 1 else None
    if form is not None or noun is None:
        return [Described(kind=form)]
    adjectives = [body_words().level_adjectives[stem(token.fold)] for token in own[:head] if token.is_level]
    level = adjectives[-1] if adjectives else None
    behind = own[head + 1 :]
    if noun.value in _OF_PLACES:
        return _of_places(behind, noun.value, level)
    said, subject_end = _place_behind(behind)
    said = replace(said, level=level or said.level, subject=_subject_behind(behind[:subject_end]))
    return [_body(noun, said, has_parent=has_parent, has_subject=said.subject is not None)]


def _leading_noun(tokens: Tokens) -> tuple[int, Noun | None]:
    """The noun that begins the name, and its place: only adjectives and joints stand before it."""
    for place, token in enumerate(tokens):
        noun = body_noun(token)
        if noun is not None:
            return place, noun
        if token.kind == WORD and not is_adjective(token) and not token.is_conjunction:
            break
    return len(tokens), None


def _of_places(tokens: Tokens, kind: str, level: str | None) -> list[Described]:
    """Akims or maslikhats: one for each place that is named, all of the level that is said."""
    levels = [noun.value for token in tokens if (noun := level_noun(token))]
    parts: list[list[NameToken]] = [[]]
    for token in tokens:
        if token.kind == COMMA or token.is_conjunction:
            parts.append([])
        elif token.is_capitalised:
            parts[-1].append(token)
    said = Described(kind=kind, level=levels[0] if levels else level)
    return [replace(said, place=(part[0].start, part[-1].end)) for part in parts if part] or [said]


def _place_behind(tokens: Tokens) -> tuple[Described, int]:
    """The level and the name of the first place behind the noun, and where the words before it end."""
    nouns = [level_noun(token) for token in tokens]
    line = "".join(
        "n" if noun else "C" if token.is_capitalised else "." if token.kind == STOP else "w"
        for token, noun in zip(tokens, nouns, strict=True)
    )
    found = _PLACE_BEHIND.search(line)
    if found is None:
        return Described(), len(tokens)
    noun = nouns[line.index("n", found.start())]
    first, last = found.span("before" if found["before"] else "after")
    place = tokens[first].start, tokens[last - 1].end
    return Described(level=noun.value if noun else None, place=place), found.start()


def _subject_behind(tokens: Tokens) -> Span | None:
    """The words up to the next body's noun, without the prepositions around them."""
    inside = without_country_tokens(tokens)
    nouns = [(at, body_noun(token)) for at, token in enumerate(inside)]
    end = next((at for at, noun in nouns if noun and noun.value in _ABOVE), len(inside))
    skipped = body_words().place_postpositions
    return _span(inside[:end], skipped, skipped)
