"""Words of a text about bodies, with their places.

Bodies are printed with endings (`ҰЭМ-ге`, `Қаржыминіне`), with Latin letters that look Cyrillic, with any
kind of quotes. A token keeps its exact place in the text and the word as it is compared.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

import regex

from pipeline.normalise.text.letters import name_in_cyrillic
from pipeline.registry.cell_words import agency_grammar, body_words
from pipeline.registry.language_words import stem
from pipeline.registry.loading import by_language
from pipeline.stations.printed import INVISIBLE

WORD, OTHER = "word", "other"
COMMA, SEMICOLON, NEWLINE, OPEN, CLOSE, QUOTE, DASH, SLASH, COLON, STOP = ',;\n()"-/:.'
_KINDS = {
    mark: kind
    for kind, marks in (
        (COMMA, ",،‚"), (SEMICOLON, ";"), (NEWLINE, "\n\r"), (OPEN, "(["), (CLOSE, ")]"), (SLASH, "/"),
        (QUOTE, "«»“”„‟\"'‘’‹›"), (DASH, "-–—‑‐−"), (COLON, ":"), (STOP, "."),
    )
    for mark in marks
}  # fmt: skip

NOMINATIVE, GENITIVE, DATIVE, ACCUSATIVE, INSTRUMENTAL = (
    "nominative", "genitive", "dative", "accusative", "instrumental",
)  # fmt: skip
MIN_STEM = 2
LETTERS_MARK = "="
_ENDING_LENGTHS = (3, 2, 1)
# a word with its endings is no longer: keeps the search for endings short
_LONGEST_WORD = 40

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


class Ending(NamedTuple):
    """What the endings of a word say: its number, possessive and case."""

    is_plural: bool
    is_possessed: bool
    case: str


class NameToken(NamedTuple):
    """A word or a mark, `[start, end)` of the text (a named tuple, as a long text has thousands).

    Attributes:
        kind: WORD, a mark that stands for all of its kind, or OTHER.
        base: of a word, its letters without an abbreviation's ending, look-alikes replaced.
        fold: the same in lower case.
        readings: of a word, what it may be without its case ending, each as (key, case); keys are stems in
            lower case, those of abbreviations are as printed after a `=`.
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


def tokenize(text: str) -> list[NameToken]:
    """The words and marks of a text, in order; blanks are left out, newlines are not."""
    return [
        NameToken(match.start(), match.end(), WORD, *_read_word(match[0]))
        if match["word"]
        else NameToken(match.start(), match.end(), *_read_mark(match["mark"]))
        for match in _TOKEN.finditer(text)
    ]


def name_words(name: str) -> list[str]:
    """The words and commas of a registered name, which is clean."""
    return _TOKEN_OF_NAME.findall(name)


def is_letters(base: str) -> bool:
    """Whether a word is an abbreviation by its capitals: `ҰЭМ`, `МәдМ`, not `ҚазАгро`."""
    return len(base) > 1 and base[-1].isupper() and sum(map(str.isupper, base)) > 1


def _read_mark(mark: str) -> tuple[str, str, str, tuple[tuple[str, str], ...]]:
    return _KINDS.get(mark, OTHER), mark, mark, ((mark, NOMINATIVE),)


# the words of plans recur
@by_language(maxsize=20_000)
def _read_word(printed: str) -> tuple[str, str, tuple[tuple[str, str], ...]]:
    """A word's letters, the same in lower case, and its readings."""
    word = unicodedata.normalize("NFC", _INVISIBLE.sub("", printed.replace(" ", ""))).translate(_HYPHENS)
    word = name_in_cyrillic(word)
    base, _, suffix = word.rpartition("-")
    ending = read_ending(suffix.lower()) if len(base) >= MIN_STEM and suffix else None
    if ending is None:
        return word, word.lower(), tuple(_readings(word))
    keys = [LETTERS_MARK + base, base.lower()] if is_letters(base) else [base.lower()]
    return base, base.lower(), tuple((key, ending.case) for key in keys)


def _readings(word: str) -> Iterator[tuple[str, str]]:
    folded = word.lower()
    if is_letters(word):
        yield LETTERS_MARK + word, NOMINATIVE
    if agency_grammar().is_head_first:
        yield stem(word), _case_of(folded)
        return
    yield folded, NOMINATIVE
    for length in _ENDING_LENGTHS:
        case = agency_grammar().cases.get(folded[-length:])
        if case is not None and len(folded) - length >= MIN_STEM:
            yield folded[:-length], case
            # an abbreviation without the hyphen: ҰЭМге
            if word[-length:].islower() and is_letters(word[:-length]):
                yield LETTERS_MARK + word[:-length], case


def _case_of(folded: str) -> str:
    """The case that a word's ending alone tells; the nominative where it tells none."""
    cases = agency_grammar().cases
    endings = (folded[-length:] for length in _ENDING_LENGTHS if len(folded) - length >= MIN_STEM)
    return next((cases[ending] for ending in endings if ending in cases), NOMINATIVE)


def read_ending(letters: str, *, attributive: bool = False) -> Ending | None:
    """What letters behind a stem say, if they are endings and nothing more.

    Args:
        letters: in lower case.
        attributive: whether an adjective may be made of the word: `облыстардағы`.
    """
    match = _endings(attributive).fullmatch(letters)
    if match is None:
        return None
    case = agency_grammar().cases.get(match["case"] or "", NOMINATIVE)
    return Ending(bool(match["plural"]), bool(match["possessive"]), case)


@by_language()
def _endings(attributive: bool) -> regex.Pattern[str]:
    grammar = agency_grammar()
    plural, possessive = "|".join(grammar.plurals), "|".join(grammar.possessives)
    case = "|".join(sorted(grammar.cases, key=len, reverse=True))
    last = "|".join(body_words().attributives) if attributive else ""
    return regex.compile(
        rf"-?(?P<plural>{plural})?(?P<possessive>{possessive})??(?P<case>{case})?(?:{last})?"
    )
