"""Words of a text about bodies, with their places, and the kind or level that a single word says.

Bodies are printed with endings (`ҰЭМ-ге`, `Қаржыминіне`), with Latin letters that look Cyrillic, with any
kind of quotes. A token keeps its exact place in the text and the word as it is compared. Nouns stand in any
number, possessive and case (`басқармалары`, `басқармасының`); their stems are data.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import regex

from pipeline.normalise.text.letters import name_in_cyrillic
from pipeline.registry.cell_words import agency_grammar, body_words
from pipeline.registry.language_words import stem
from pipeline.registry.loading import by_language
from pipeline.stations.printed import INVISIBLE

WORD, OTHER = "word", "other"
COMMA, SEMICOLON, NEWLINE, OPEN, CLOSE, QUOTE, DASH, SLASH, COLON, STOP = ',;\n()"-/:.'
_MARKS = (",،‚", ";", "\n\r", "([", ")]", "\"«»“”„‟'‘’‹›", "-–—‑‐−", "/", ":", ".")
_KINDS = {mark: marks[0] for marks in _MARKS for mark in marks}

NOMINATIVE, GENITIVE, DATIVE, ACCUSATIVE, INSTRUMENTAL = (
    "nominative", "genitive", "dative", "accusative", "instrumental",
)  # fmt: skip
MIN_STEM = 2
LETTERS_MARK = "="
_ENDING_LENGTHS = (3, 2, 1)
# a word with its endings is no longer: keeps the search for endings short
_LONGEST_WORD = 40
# the last part of a contraction has more letters than this: shorter ones begin and end words by chance
_SHORTEST_PART = 4

# letters with marks that stand apart, and with soft hyphens and zero-width characters between them
_LETTER = rf"[\w\u0300-\u036f{INVISIBLE}--_]"
# the letters of an abbreviation that stand apart: `Ұ Э М`
_CAPITAL = r"[\p{Lu}&&\p{Cyrillic}](?!\w)"
# ҰЭМ-ге, өзін-өзі, Премьер-Министр: one word; a hyphen stays inside only between letters
_TOKEN = regex.compile(
    rf"""
    (?P<word> (?: (?<!\w) {_CAPITAL} (?: \x20 {_CAPITAL} ){{2,4}} (?! \x20 {_CAPITAL} ) | {_LETTER}++ )
      (?: [-‐‑] {_LETTER}++ )*+ )
    | (?P<mark> \n | [^\s] ) (?P=mark)*+  # a run of one mark counts once
    """,
    regex.VERBOSE | regex.V1,
)
_TOKEN_OF_NAME = regex.compile(r"\w++ (?: -\w++ )*+ | ,", regex.VERBOSE)
_INVISIBLE = regex.compile(f"[{INVISIBLE}]")
_HYPHENS = str.maketrans("‐‑", "--")


class NameToken(NamedTuple):
    """A word or a mark, `[start, end)` of the text (a named tuple, as a long text has thousands).

    `kind` is WORD, OTHER, or a mark that stands for all of its kind. Of a word, `base` is its letters without
    an abbreviation's ending, look-alikes replaced, and `fold` the same in lower case; `readings` say what it
    may be without its case ending, each as (key, case): keys are stems in lower case, those of abbreviations
    are as printed after a `=`.
    """

    start: int
    end: int
    kind: str
    base: str
    fold: str
    readings: tuple[tuple[str, str], ...]

    @property
    def is_conjunction(self) -> bool:
        """Whether it joins two bodies: `және`, `мен`."""
        return self.fold in agency_grammar().conjunctions

    @property
    def is_level(self) -> bool:
        """Whether it is an adjective of a level of places: `облыстық`."""
        return stem(self.fold) in body_words().level_adjectives

    @property
    def is_capitalised(self) -> bool:
        """Whether it begins with a capital."""
        return self.base[:1].isupper()


Tokens = Sequence[NameToken]


class Noun(NamedTuple):
    """A noun of a known stem: its kind or level, what its endings say, and the stem."""

    value: str
    is_plural: bool
    is_possessed: bool
    case: str
    stem: str

    @property
    def is_genitive(self) -> bool:
        """Whether another noun must follow."""
        return self.case == GENITIVE


def tokenize(text: str) -> list[NameToken]:
    """The words and marks of a text, in order; blanks are left out, newlines are not."""
    tokens = []
    for match in _TOKEN.finditer(text):
        mark = match["mark"]
        if mark is None:
            tokens.append(NameToken(match.start(), match.end(), WORD, *_read_word(match[0])))
        else:
            kind, readings = _KINDS.get(mark, OTHER), ((mark, NOMINATIVE),)
            tokens.append(NameToken(match.start(), match.end(), kind, mark, mark, readings))
    return tokens


def name_words(name: str) -> list[str]:
    """The words and commas of a registered name, which is clean."""
    return _TOKEN_OF_NAME.findall(name)


def is_letters(base: str) -> bool:
    """Whether a word is an abbreviation by its capitals: `ҰЭМ`, `МәдМ`, not `ҚазАгро`."""
    return len(base) > 1 and base[-1].isupper() and sum(map(str.isupper, base)) > 1


# the words of plans recur
@by_language(maxsize=20_000)
def _read_word(printed: str) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """A word's letters, the same in lower case, and its readings."""
    word = unicodedata.normalize("NFC", _INVISIBLE.sub("", printed.replace(" ", ""))).translate(_HYPHENS)
    word = name_in_cyrillic(word)
    base, _, suffix = word.rpartition("-")
    ending = (
        _endings(attributive=False).fullmatch(suffix.lower()) if len(base) >= MIN_STEM and suffix else None
    )
    if ending is None:
        return word, word.lower(), tuple(_readings(word))
    keys = [LETTERS_MARK + base, base.lower()] if is_letters(base) else [base.lower()]
    return base, base.lower(), tuple((key, _case(ending["case"])) for key in keys)


def _readings(word: str) -> Iterator[tuple[str, str]]:
    folded = word.lower()
    if is_letters(word):
        yield LETTERS_MARK + word, NOMINATIVE
    stems = [len(folded) - length for length in _ENDING_LENGTHS if len(folded) - length >= MIN_STEM]
    declined = [(at, _case(folded[at:])) for at in stems if folded[at:] in agency_grammar().cases]
    if agency_grammar().is_head_first:
        yield stem(word), declined[0][1] if declined else NOMINATIVE
        return
    yield folded, NOMINATIVE
    for at, case in declined:
        yield folded[:at], case
        # an abbreviation without the hyphen: ҰЭМге
        if word[at:].islower() and is_letters(word[:at]):
            yield LETTERS_MARK + word[:at], case


def _case(ending: str | None) -> str:
    return agency_grammar().cases.get(ending or "", NOMINATIVE)


@by_language()
def _endings(*, attributive: bool) -> regex.Pattern[str]:
    """Letters behind a stem that are endings and nothing more.

    `attributive` allows those of an adjective made of a noun: `облыстардағы`.
    """
    grammar = agency_grammar()
    plural, possessive = "|".join(grammar.plurals), "|".join(grammar.possessives)
    case = "|".join(sorted(grammar.cases, key=len, reverse=True))
    last = "|".join(body_words().attributives) if attributive else ""
    return regex.compile(
        rf"-?(?P<plural>{plural})?(?P<possessive>{possessive})??(?P<case>{case})?(?:{last})?"
    )


def body_noun(token: NameToken) -> Noun | None:
    """The noun that a word is, if one that closes bodies' names; also the last part of a compound."""
    return _body_noun(token.fold)


def level_noun(token: NameToken) -> Noun | None:
    """The noun that a word is, if one for a place of some level."""
    return _noun(token.fold, "levels")


def contracted_level(token: NameToken) -> str | None:
    """The level that a contraction begins with: `облқаржыбасқармасы` is of an oblast."""
    level, noun = _contraction(token.fold)
    return level if noun else None


@by_language(maxsize=20_000)
def _body_noun(fold: str) -> Noun | None:
    return _noun(fold, "nouns") or _contraction(fold)[1] or _noun(fold.rpartition("-")[2], "nouns")


def _contraction(fold: str) -> tuple[str, Noun | None]:
    levels = body_words().contractions
    prefix = next((prefix for prefix in levels if fold.startswith(prefix)), None)
    if prefix is None or len(fold) > _LONGEST_WORD:
        return "", None
    parts = (_noun(fold[start:], "nouns") for start in range(len(prefix), len(fold) - _SHORTEST_PART))
    return levels[prefix], next(filter(None, parts), None)


@by_language(maxsize=20_000)
def _noun(fold: str, table: str) -> Noun | None:
    stems: Mapping[str, str] = getattr(body_words(), table)
    if agency_grammar().is_head_first:
        value = stems.get(stem(fold))
        is_plural = fold not in stems and fold.endswith(agency_grammar().plurals)
        return Noun(value, is_plural, False, NOMINATIVE, stem(fold)) if value else None
    for length in range(len(fold) if len(fold) <= _LONGEST_WORD else 0, 1, -1):
        value = stems.get(fold[:length])
        ending = _endings(attributive=True).fullmatch(fold[length:]) if value else None
        if value and ending:
            is_plural, is_possessed = bool(ending["plural"]), bool(ending["possessive"])
            return Noun(value, is_plural, is_possessed, _case(ending["case"]), fold[:length])
    return None
