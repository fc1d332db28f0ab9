"""What single words of a body's name are: the noun that closes it, the level of a place, a legal form.

Nouns stand in any number, possessive and case (`басқармалары`, `басқармасының`); their stems are data.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

import regex

from pipeline.normalise.bodies.body_tokens import GENITIVE, NOMINATIVE, Token, is_letters
from pipeline.registry.cell_words import agency_grammar, body_words

OFFICE, DEPARTMENT, COMMITTEE, MINISTRY, AGENCY = "office", "department", "committee", "ministry", "agency"
AKIM, MASLIKHAT, GROUP, POST, PERSON, PEOPLE = "akim", "maslikhat", "group", "post", "person", "people"
COMPANY, INSTITUTION, ORGANIZATION, LOCAL_OFFICE = "company", "institution", "organization", "local_office"
# no noun of the registry is longer, with its endings: keeps the search short on a word without end
_LONGEST = 40
# the last part of a contraction has more letters than this: shorter ones begin and end words by chance
_SHORTEST = 4


class Noun(NamedTuple):
    """A noun of a known stem.

    Attributes:
        stem: its stem as registered.
        value: its kind or level.
        is_plural, is_possessed: by its endings.
        case: `nominative` to `instrumental`.
    """

    stem: str
    value: str
    is_plural: bool
    is_possessed: bool
    case: str


def body_noun(token: Token) -> Noun | None:
    """The noun that a word is, if one that closes bodies' names; also the last part of a compound."""
    return (
        _noun(token.fold, "nouns") or _contracted(token.fold) or _noun(token.fold.rpartition("-")[2], "nouns")
    )


def contracted_level(token: Token) -> str | None:
    """The level that a contraction begins with: `облқаржыбасқармасы` is of an oblast."""
    prefix = _prefix(token.fold)
    return body_words().contractions[prefix] if prefix and _contracted(token.fold) else None


def level_noun(token: Token) -> Noun | None:
    """The noun that a word is, if one for a place of some level."""
    return _noun(token.fold, "levels")


def legal_form(token: Token) -> str | None:
    """The kind that a word's letters say as a legal form (`АҚ`), None where they say none."""
    return body_words().legal_forms.get(token.base)


def closes_name(token: Token) -> bool:
    """Whether a word ends a body's name: a noun that no other one follows, a legal form, letters."""
    noun = body_noun(token)
    return (noun is not None and noun.case != GENITIVE) or is_letters(token.base)


def may_be_subject(token: Token) -> bool:
    """Whether a noun that closes names is as often a part of one: `тіркеу қызметі және … департаменті`."""
    noun = body_noun(token)
    return noun is not None and noun.stem in body_words().weak_nouns


def _prefix(fold: str) -> str | None:
    return next((prefix for prefix in body_words().contractions if fold.startswith(prefix)), None)


@lru_cache(maxsize=20_000)
def _contracted(fold: str) -> Noun | None:
    prefix = _prefix(fold)
    if prefix is None or len(fold) > _LONGEST:
        return None
    parts = (_noun(fold[start:], "nouns") for start in range(len(prefix), len(fold) - _SHORTEST))
    return next((noun for noun in parts if noun), None)


@lru_cache(maxsize=20_000)
def _noun(fold: str, table: str) -> Noun | None:
    words = body_words()
    stems = words.nouns if table == "nouns" else words.levels
    if len(fold) > _LONGEST:
        return None
    for length in range(len(fold), 1, -1):
        value = stems.get(fold[:length])
        match = _endings().fullmatch(fold, length) if value else None
        if value and match:
            case = agency_grammar().cases.get(match["case"] or "", NOMINATIVE)
            return Noun(fold[:length], value, bool(match["plural"]), bool(match["possessive"]), case)
    return None


@cache
def _endings() -> regex.Pattern[str]:
    grammar = agency_grammar()
    plural, possessive = "|".join(grammar.plurals), "|".join(grammar.possessives)
    case = "|".join(sorted(grammar.cases, key=len, reverse=True))
    attributive = "|".join(body_words().attributives)
    return regex.compile(
        rf"-?(?P<plural>{plural})?(?P<possessive>{possessive})?(?P<case>{case})?(?:{attributive})?"
    )
