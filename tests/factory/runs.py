"""A line's glyphs as runs: in what order they are painted, and with which spaces and ligatures."""

from __future__ import annotations

import random
import re

from tests.factory.canvas import Font

_LATE = re.compile(r"№ \d+")


def painting_order(text: str, count: int, *, has_late_links: bool) -> list[tuple[int, int]]:
    """The line's runs in painting order: with late links the link comes after what stands around it."""
    if not has_late_links:
        return [(0, count)]
    first, last, at = [], [], 0
    for found in _LATE.finditer(text[:count]):
        first.append((at, found.start()))
        last.append(found.span())
        at = found.end()
    return [*[run for run in (*first, (at, count)) if run[0] < run[1]], *last]


def with_quirks(
    glyphs: list[tuple[str, float]],
    font: Font,
    size: float,
    *,
    quirks: tuple[str, ...],
    chance: random.Random,
) -> list[tuple[str, float]]:
    """The run's glyphs with the style's spaces and ligatures, each standing where it stood."""
    result: list[tuple[str, float]] = []
    for character, after in glyphs:
        advance = font.advance(character, size)
        if character == " " and "no-spaces" in quirks and result:
            result[-1] = (result[-1][0], result[-1][1] + advance + after)
        elif character == " " and "odd-spaces" in quirks:
            other = chance.choice(" \u00a0\u2009")
            result.append((other, after + advance - font.advance(other, size)))
        elif (
            "ligatures" in quirks and character in "il" and result and result[-1] == ("f", 0.0) and not after
        ):
            other = {"i": "\ufb01", "l": "\ufb02"}[character]
            room = advance + font.advance("f", size) - font.advance(other, size)
            result[-1] = (other, room)
        else:
            result.append((character, after))
    return result
