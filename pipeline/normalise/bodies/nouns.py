"""What single words of a body's name are: the noun that closes it, the level of a place.

Nouns stand in any number, possessive and case (`басқармалары`, `басқармасының`); their stems are data.
"""

from __future__ import annotations

from typing import NamedTuple

from pipeline.normalise.bodies.name_tokens import GENITIVE, NOMINATIVE, NameToken, is_letters, read_ending
from pipeline.registry.cell_words import agency_grammar, body_words
from pipeline.registry.language_words import stem
from pipeline.registry.loading import by_language

OFFICE, DEPARTMENT, COMMITTEE, MINISTRY, AGENCY = "office", "department", "committee", "ministry", "agency"
AKIM, MASLIKHAT, GROUP, POST, PERSON, PEOPLE = "akim", "maslikhat", "group", "post", "person", "people"
COMPANY, INSTITUTION, ORGANIZATION, LOCAL_OFFICE = "company", "institution", "organization", "local_office"
# no noun of the registry is longer, with its endings: keeps the search short on a word without end
_LONGEST = 40
# the last part of a contraction has more letters than this: shorter ones begin and end words by chance
_SHORTEST = 4


class Noun(NamedTuple):
    """A noun of a known stem: the stem, its kind or level, and what its endings say."""

    stem: str
    value: str
    is_plural: bool
    is_possessed: bool
    case: str

    @property
    def is_genitive(self) -> bool:
        """Whether another noun must follow."""
        return self.case == GENITIVE


def body_noun(token: NameToken) -> Noun | None:
    """The noun that a word is, if one that closes bodies' names; also the last part of a compound."""
    return _body_noun(token.fold)


def level_noun(token: NameToken) -> Noun | None:
    """The noun that a word is, if one for a place of some level."""
    return _noun(token.fold, "levels")


def contracted_level(token: NameToken) -> str | None:
    """The level that a contraction begins with: `облқаржыбасқармасы` is of an oblast."""
    prefix = _prefix(token.fold)
    return body_words().contractions[prefix] if prefix and _contracted(token.fold, prefix) else None


def closes_name(token: NameToken) -> bool:
    """Whether a word ends a body's name: a noun that no other one follows, a legal form, letters."""
    noun = body_noun(token)
    return (noun is not None and not noun.is_genitive) or is_letters(token.base)


def may_be_subject(token: NameToken) -> bool:
    """Whether a noun that closes names is as often a part of one: `тіркеу қызметі және … департаменті`."""
    noun = body_noun(token)
    return noun is not None and noun.stem in body_words().weak_nouns


@by_language(maxsize=20_000)
def _body_noun(fold: str) -> Noun | None:
    prefix = _prefix(fold)
    contracted = _contracted(fold, prefix) if prefix else None
    return _noun(fold, "nouns") or contracted or _noun(fold.rpartition("-")[2], "nouns")


def _prefix(fold: str) -> str | None:
    return next((prefix for prefix in body_words().contractions if fold.startswith(prefix)), None)


def _contracted(fold: str, prefix: str) -> Noun | None:
    last = len(fold) - _SHORTEST if len(fold) <= _LONGEST else 0
    parts = (_noun(fold[start:], "nouns") for start in range(len(prefix), last))
    return next(filter(None, parts), None)


@by_language(maxsize=20_000)
def _noun(fold: str, table: str) -> Noun | None:
    stems = body_words().nouns if table == "nouns" else body_words().levels
    if agency_grammar().is_head_first:
        value = stems.get(stem(fold))
        is_plural = fold not in stems and fold.endswith(agency_grammar().plurals)
        return Noun(stem(fold), value, is_plural, False, NOMINATIVE) if value else None
    for length in range(len(fold) if len(fold) <= _LONGEST else 0, 1, -1):
        value = stems.get(fold[:length])
        ending = read_ending(fold[length:], attributive=True) if value else None
        if value and ending:
            return Noun(fold[:length], value, *ending)
    return None
