"""A line's words from the gaps between its glyphs.

Layout engines justify a line by widening its spaces, its letters or both, so that one short word may fill a
column: `Қ а з а қ с т а н`. Those are gaps, not space glyphs, and no threshold in points or ems tells them
from spaces: `б е к і т у ;` has letter gaps of 1.3 em. What tells them is the line itself: its letter gaps are
all alike, and a gap between words is wider than they are by about the width of a space. Other engines paint no
spaces at all, or paint them in any width, so that a space glyph is a hint and the gap decides.

Afterwards: every line has its words in `text`, parted by single spaces.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.page import Change, Glyph, Line


@dataclass(frozen=True, slots=True, kw_only=True)
class SpacingSettings:
    """Thresholds in ems: how much wider than the line's letter gap a gap must be.

    Attributes:
        bare_em: to part words where no space glyph was painted. A space is 0.2 em and more in text fonts,
            pair kerning at most 0.1.
        painted_em: to part words where one was painted.
        spread_em: letter gaps from this on look like spaces: closing them is a repair.
        letter_gap_rank: the letter gap is this quantile of the gaps without a space glyph: low, since in a
            line without space glyphs the wide gaps are the words'.
    """

    bare_em: float = 0.14
    painted_em: float = 0.05
    spread_em: float = 0.14
    letter_gap_rank: float = 0.4


_DEFAULT = SpacingSettings()
_RAISED_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_ZERO_WIDTH = frozenset("\u200b\u200c\u200d\u2060\ufeff")


def space_line(line: Line, settings: SpacingSettings = _DEFAULT) -> Line:
    """The same line with its words as text."""
    ink, is_painted = _ink(line.glyphs)
    if not ink:
        return line
    size = line.size or 1.0
    gaps = [(right.x0 - left.x1) / size for left, right in zip(ink, ink[1:], strict=False)]
    letter_gap = _letter_gap(gaps, is_painted, settings)
    is_spread = letter_gap > settings.spread_em
    text, printed, bare = [ink[0].text], [ink[0].text], 0
    for glyph, gap, has_space in zip(ink[1:], gaps, is_painted, strict=True):
        if gap - letter_gap > (settings.painted_em if has_space else settings.bare_em):
            bare += not has_space
            text.append(" ")
            printed.append(" " if has_space else "")
        if is_spread:
            printed.append(" ")
        text.append(_raised(glyph, line) if glyph.size < line.size else glyph.text)
        printed.append(glyph.text)
    words = "".join(text)
    changes: tuple[Change, ...] = ()
    if is_spread:
        changes = (Change(rule="letter_spacing", before="".join(printed), after=words),)
    elif bare and any(is_painted):
        # where the engine paints no spaces at all, gaps are how it writes them: nothing was repaired
        changes = (Change(rule="word_gap", before="".join(printed), after=words),)
    return replace(line, text=words, changes=changes)


def _raised(glyph: Glyph, line: Line) -> str:
    """A small digit above the baseline as the character that a typist has for it: `м²`."""
    is_up = glyph.size <= 0.85 * line.size and line.baseline - glyph.baseline >= 0.12 * line.size
    return glyph.text.translate(_RAISED_DIGITS) if is_up and glyph.text.isdigit() else glyph.text


def _ink(glyphs: Sequence[Glyph]) -> tuple[list[Glyph], list[bool]]:
    """The glyphs that are no spaces, and for each but the first whether a space glyph stands before it."""
    ink: list[Glyph] = []
    is_painted: list[bool] = []
    pending = False
    for glyph in glyphs:
        text = glyph.text
        if text.isspace():
            pending = True
        elif text not in _ZERO_WIDTH:
            if ink:
                is_painted.append(pending)
            ink.append(glyph)
            pending = False
    return ink, is_painted


def _letter_gap(gaps: list[float], is_painted: list[bool], settings: SpacingSettings) -> float:
    """The gap between the letters of this line's words, in ems."""
    bare = sorted(gap for gap, has_space in zip(gaps, is_painted, strict=True) if not has_space)
    if not bare:
        return 0.0
    return bare[int(settings.letter_gap_rank * (len(bare) - 1))]
