"""The act's own line as a pattern: its body, day, number and kind, and the statements that may follow.

`Алматы облыстық Мәслихатының 2003 жылғы 30 мамырдағы N 34-193 шешімі. Алматы облысының Әділет басқармасында
2003 жылғы 16 маусымда N 1164 тіркелді`; `… қаулысы. Күші жойылды - Қазақстан Республикасы Үкіметінің 2016
жылғы 29 желтоқсандағы № 905 қаулысымен`; in the 1990s with the kind first: `Қазақстан Республикасы
Үкіметінің Қаулысы 1998 жылғы 18 наурыз N 225`.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.registry.word_orders import word_order

# no body, day, number and kind are longer, and no line with all its statements
_LONGEST_CORE, _LONGEST_LINE = 500, 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class ActLineParts:
    """What an act's line says after the words that identify the act; `end` is where these end.

    `statements` are (kind, words): `repeal`, `lapse`, `registration`, or `session` for words in brackets.
    """

    end: int
    statements: tuple[tuple[str, str], ...]
    is_whole: bool


def find_core(text: str) -> int | None:
    """Where the words that identify an act end, if they stand in this text from its beginning on."""
    match = word_order("act_line").match(text[:_LONGEST_CORE])
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
    while match := word_order("act_statement").match(text, at, _LONGEST_LINE):
        kind = match.lastgroup or ""
        statements.append((kind, match[kind].strip()))
        at = match.end()
    is_whole = not text[at:].strip(" .,;\n")
    return ActLineParts(end=end, statements=tuple(statements), is_whole=is_whole)
