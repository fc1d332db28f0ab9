"""A line's words from the gaps between its glyphs.

Layout engines justify a line by widening its spaces, its letters or both, so that one short word may fill a
column: `Қ а з а қ с т а н`. Those are gaps, not space glyphs, and no threshold in points or ems tells them
from spaces: `б е к і т у ;` has letter gaps of 1.3 em. What tells them is the line itself: its letter gaps
are all alike, and a gap between words is wider than they are by about the width of a space. Other engines
paint no spaces at all, or paint them in any width, so that a space glyph is a hint and the gap decides.

Afterwards: every line has its words in `text`, parted by single spaces.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.page import Change, Glyph, Line
from pipeline.repair.gaps import Gaps, GapSettings, part_words


@dataclass(frozen=True, slots=True, kw_only=True)
class SpacingSettings:
    """Thresholds in ems.

    Attributes:
        gaps: where words part.
        spread_em: letter gaps from this on look like spaces: closing them is a repair.
        raised_size: a digit of at most this share of the line's size may be raised.
        raised_em: how far above the line's baseline a raised digit stands at least.
    """

    gaps: GapSettings = field(default_factory=GapSettings)
    spread_em: float = 0.14
    raised_size: float = 0.85
    raised_em: float = 0.12


_DEFAULT = SpacingSettings()
_RAISED_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# a soft hyphen is no character of a word; where it shows, the engine paints a hyphen for it
_HIDDEN = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
_DROPPED = dict.fromkeys(map(ord, _HIDDEN))


def space_line(line: Line, settings: SpacingSettings = _DEFAULT) -> Line:
    """The same line with its words as text."""
    ink, is_painted = _ink(line.glyphs)
    if not ink:
        return line
    size = line.size or 1.0
    texts = [glyph.text for glyph in ink]
    widths = [right.x0 - left.x1 for left, right in pairwise(ink)]
    sizes = [size] * len(widths)
    if {glyph.size for glyph in ink} != {size}:
        texts = [_raised(glyph, line, settings) for glyph in ink]
        sizes = [min(left.size, right.size) or size for left, right in pairwise(ink)]
    gaps = Gaps(texts=texts, widths=widths, is_painted=is_painted, sizes=sizes)
    parts, widest = part_words(gaps, settings.gaps)
    words = _set(texts, [" " if part else "" for part in parts])
    changes: tuple[Change, ...] = ()
    if widest > settings.spread_em:
        printed = _set(texts, _spaces_as_seen(gaps, parts, settings))
        changes = (Change(rule="letter_spacing", before=printed, after=words),)
    elif parts != is_painted and True in is_painted:
        # where the engine paints no spaces at all, gaps are how it writes them: nothing was repaired
        painted = [part and has_space for part, has_space in zip(parts, is_painted, strict=True)]
        if painted != parts:
            printed = _set(texts, [" " if space else "" for space in painted])
            changes = (Change(rule="word_gap", before=printed, after=words),)
    return Line(
        page_number=line.page_number,
        bbox=line.bbox,
        baseline=line.baseline,
        size=line.size,
        glyphs=line.glyphs,
        text=words,
        changes=changes,
    )


def _set(texts: Sequence[str], between: Sequence[str]) -> str:
    """The characters with what stands between them."""
    return texts[0] + "".join([space + text for space, text in zip(between, texts[1:], strict=True)])


def _spaces_as_seen(gaps: Gaps, parts: Sequence[bool], settings: SpacingSettings) -> list[str]:
    """A space for a gap as wide as one, and one more where words part: `Қ А У Л Ы  Е Т Е Д І`."""
    spread = settings.spread_em
    return [
        " " * ((width > spread * size) + (part and has_space))
        for width, size, part, has_space in zip(gaps.widths, gaps.sizes, parts, gaps.is_painted, strict=True)
    ]


def _raised(glyph: Glyph, line: Line, settings: SpacingSettings) -> str:
    """A small digit above the baseline as the character that a typist has for it: `м²`."""
    if not glyph.text.isdigit() or glyph.size > settings.raised_size * line.size:
        return glyph.text
    is_up = line.baseline - glyph.baseline >= settings.raised_em * line.size
    return glyph.text.translate(_RAISED_DIGITS) if is_up else glyph.text


def _ink(glyphs: Sequence[Glyph]) -> tuple[list[Glyph], list[bool]]:
    """The glyphs that are no spaces, and for each but the first whether a space glyph stands before it."""
    if not _HIDDEN.isdisjoint("".join([glyph.text for glyph in glyphs])):
        cleared = [glyph._replace(text=glyph.text.translate(_DROPPED)) for glyph in glyphs]
        glyphs = [glyph for glyph in cleared if glyph.text]
    is_space = [glyph.text.isspace() for glyph in glyphs]
    if True not in is_space:
        return list(glyphs), [False] * (len(glyphs) - 1)
    ink = [glyph for glyph, space in zip(glyphs, is_space, strict=True) if not space]
    before = [False, *is_space]
    is_painted = [after for after, space in zip(before, is_space, strict=False) if not space]
    return ink, is_painted[1:]
