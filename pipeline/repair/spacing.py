"""A line's words from the gaps between its glyphs.

Layout engines justify a line by widening its spaces, its letters or both, so that one short word may fill a
column: `Қ а з а қ с т а н`. Those are gaps, not space glyphs, and no threshold in points or ems tells them
from spaces: `б е к і т у ;` has letter gaps of 1.3 em. What tells them is the line itself: its letter gaps
are all alike, and a gap between words is wider than they are by about the width of a space. Other engines
paint no spaces at all, or paint them in any width, so that a space glyph is a hint and the gap decides.

Afterwards: every line has its words in `text`, parted by single spaces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import compress, pairwise

from pipeline.page import Change, Glyph, Line
from pipeline.repair.advances import first_advance, own_width
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
_HIDDEN = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")


def space_line(line: Line, settings: SpacingSettings = _DEFAULT) -> Line:
    """The same line with its words as text."""
    size = line.size or 1.0
    texts, widths, is_painted, is_of_one_size, advances = _ink(line.glyphs, size)
    letters = "".join(texts)
    if _HIDDEN.search(letters):
        spaced = space_line(replace(line, glyphs=_seen(line.glyphs)), settings)
        glyphs = line.glyphs
        return replace(
            spaced, glyphs=glyphs, first_advance=first_advance(glyphs), own_width=own_width(glyphs)
        )
    if not texts:
        return line
    sizes = [size] * len(widths)
    if not is_of_one_size:
        ink = [glyph for glyph in line.glyphs if not glyph.text.isspace()]
        texts = [_raised(glyph, line, settings) for glyph in ink]
        letters = "".join(texts)
        sizes = [min(left.size, right.size) or size for left, right in pairwise(ink)]
    gaps = Gaps(texts, widths, is_painted, sizes)
    parts, widest = part_words(gaps, settings.gaps)
    words = _set(texts, parts) if True in parts else letters
    changes: tuple[Change, ...] = ()
    if widest > settings.spread_em:
        printed = _set_as_seen(gaps, parts, settings)
        changes = (Change(rule="letter_spacing", before=printed, after=words),)
    elif parts != is_painted and True in is_painted:
        # where the engine paints no spaces at all, gaps are how it writes them: nothing was repaired
        painted = [part and has_space for part, has_space in zip(parts, is_painted, strict=True)]
        if painted != parts:
            changes = (Change(rule="word_gap", before=_set(texts, painted), after=words),)
    return Line(
        page_number=line.page_number,
        bbox=line.bbox,
        baseline=line.baseline,
        size=line.size,
        glyphs=line.glyphs,
        text=words,
        changes=changes,
        first_advance=first_advance(line.glyphs),
        own_width=advances,
    )


def _set(texts: Sequence[str], is_space_before: Sequence[bool]) -> str:
    """The characters, each but the first with a space before it or not."""
    set_texts = list(texts)
    for at in compress(range(1, len(texts)), is_space_before):
        set_texts[at] = f" {texts[at]}"
    return "".join(set_texts)


def _set_as_seen(gaps: Gaps, parts: Sequence[bool], settings: SpacingSettings) -> str:
    """A space for a gap as wide as one, and one more where words part: `Қ А У Л Ы  Е Т Е Д І`."""
    spread = settings.spread_em
    rest = zip(gaps.widths, gaps.sizes, parts, gaps.is_painted, gaps.texts[1:], strict=True)
    return gaps.texts[0] + "".join(
        [
            " " * ((width > spread * size) + (part and has_space)) + text
            for width, size, part, has_space, text in rest
        ]
    )


def _raised(glyph: Glyph, line: Line, settings: SpacingSettings) -> str:
    """A small digit above the baseline as the character that a typist has for it: `м²`."""
    if not glyph.text.isdigit() or glyph.size > settings.raised_size * line.size:
        return glyph.text
    is_up = line.baseline - glyph.baseline >= settings.raised_em * line.size
    return glyph.text.translate(_RAISED_DIGITS) if is_up else glyph.text


def _ink(glyphs: Sequence[Glyph], size: float) -> tuple[list[str], list[float], list[bool], bool, float]:
    """The glyphs that are no spaces, in one pass, since a page has a thousand.

    Returns:
        Their characters; the gap before each but the first, in points; whether a space glyph stands in it;
        whether all of them are of this size; and all advances up to the last of them, in points.
    """
    texts: list[str] = []
    widths: list[float] = []
    is_painted: list[bool] = []
    is_of_one_size, is_after_space, end, advances, to_last = True, False, 0.0, 0.0, 0.0
    for text, x0, _, x1, _, _, glyph_size, _, _, _, _ in glyphs:
        advances += x1 - x0
        if text.isspace():
            is_after_space = True
            continue
        texts.append(text)
        widths.append(x0 - end)
        is_painted.append(is_after_space)
        is_after_space, end, to_last = False, x1, advances
        if glyph_size != size:
            is_of_one_size = False
    return texts, widths[1:], is_painted[1:], is_of_one_size, to_last


def _seen(glyphs: Sequence[Glyph]) -> tuple[Glyph, ...]:
    """The glyphs without the characters that no reader sees."""
    cleared = [glyph._replace(text=_HIDDEN.sub("", glyph.text)) for glyph in glyphs]
    return tuple(glyph for glyph in cleared if glyph.text)
