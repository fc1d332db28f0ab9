"""The act's own line as a pattern: its body, day, number and kind, and the statements that may follow.

`Алматы облыстық Мәслихатының 2003 жылғы 30 мамырдағы N 34-193 шешімі. Алматы облысының Әділет басқармасында
2003 жылғы 16 маусымда N 1164 тіркелді`; `… қаулысы. Күші жойылды - Қазақстан Республикасы Үкіметінің 2016
жылғы 29 желтоқсандағы № 905 қаулысымен`; in the 1990s with the kind first: `Қазақстан Республикасы
Үкіметінің Қаулысы 1998 жылғы 18 наурыз N 225`.
"""

from __future__ import annotations

from dataclasses import dataclass

import regex as re

from pipeline.registry.loading import by_language
from pipeline.registry.outline_words import outline_words

NUMBER_SIGN = r"(?:№|\bN[o°º]?\.?(?=\s*[\p{L}\d]))"
# no body, day, number and kind are longer, and no line with all its statements
_LONGEST_CORE, _LONGEST_LINE = 500, 2000
_BREAK = r"[\s.,;]*"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActLineParts:
    """What an act's line says after the words that identify the act; `end` is where these end.

    `statements` are (kind, words): `repeal`, `lapse`, `registration`, or `session` for words in brackets.
    """

    end: int
    statements: tuple[tuple[str, str], ...]
    is_whole: bool


@by_language()
def _core_pattern() -> re.Pattern[str]:
    kinds = "|".join(outline_words().act_line)
    number = rf"{NUMBER_SIGN}\s*[^\s\d]{{0,8}}[\s-]?\d[\w/-]*"
    session = r"(?:\s*\([^()]*\))?"
    # the kind after the number, words of the body between them or not; or the kind before the day
    return re.compile(
        rf"""(?: .*?\d{{4}}.*? {number} {session} (?:\s[^.()«"]*?)? \b(?:{kinds})\b {session}
             | .*?\b(?:{kinds})\b [^.]{{0,3}}\s .*?\d{{4}}.*? {number} {session} )""",
        re.VERBOSE | re.IGNORECASE | re.DOTALL,
    )


@by_language()
def _statement_pattern() -> re.Pattern[str]:
    words = outline_words()

    def any_of(some: tuple[str, ...]) -> str:
        return "|".join(word.replace(" ", r"\s+") for word in some)

    stems = "|".join(kind[: max(4, len(kind) - 2)] for kind in words.act_line)
    closing = rf"(?:\b(?:{stems})\w*[мбп]ен\b|\b(?:{any_of(words.letter)})\w*)"
    brackets = r"(?:\s*\([^()]*\))*"
    # no full stop but after a number or a short form: `2003 ж.`
    within = r"(?: [^.();] | (?<=\d|\b\p{L}{1,3})\. )*?"
    registered = rf"""{within} \b(?:{any_of(words.registry)})\w* {within} \b(?:{any_of(words.registered)})\b
        (?:[\s.,]*(?:\w+\s+)?{NUMBER_SIGN}\s*[\w/-]+)?"""
    return re.compile(
        rf"""{_BREAK} (?:
          (?P<repeal> (?:\w+\s+){{0,3}}? (?:{any_of(words.repeal)})\w* {brackets}
            (?:\s*[-–—:] .*? {closing})? {brackets} )
        | (?P<lapse> (?:[\w-]+\s+){{0,8}}? (?:{any_of(words.lapse)})\w*
            (?: [^.()] | \([^()]*\) | (?<=\d)\.(?=\d) )* )
        | (?P<registration> {registered} {brackets} )
        | (?P<session> \([^()]*\) )
        ) (?=[\s.,;]|$)""",
        re.VERBOSE | re.IGNORECASE | re.DOTALL,
    )


def find_core(text: str) -> int | None:
    """Where the words that identify an act end, if they stand in this text from its beginning on."""
    match = _core_pattern().match(text[:_LONGEST_CORE])
    return match.end() if match else None


def parts_of(text: str) -> ActLineParts | None:
    """The parts of an act's line, or None where nothing in it identifies an act.

    `is_whole` says that all that follows is understood as statements.
    """
    end = find_core(text)
    if end is None:
        return None
    statements: list[tuple[str, str]] = []
    at = end
    while match := _statement_pattern().match(text, at, _LONGEST_LINE):
        kind = match.lastgroup or ""
        statements.append((kind, match[kind].strip()))
        at = match.end()
    is_whole = not text[at:].strip(" .,;\n")
    return ActLineParts(end=end, statements=tuple(statements), is_whole=is_whole)
