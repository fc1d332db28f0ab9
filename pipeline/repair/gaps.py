"""Which gaps between a line's glyphs part words.

The letter gap of a line is what most of its gaps are; a gap between words is wider by a space. Kerning blurs
both, so that the threshold is laid where no gap is. One line may hold two runs of different letter gap
(`Р е с п у б л и к а с ы Заңының`, a word spaced out for emphasis): letters that would all stand alone are a
run of their own, and its words are parted by what is wide inside it. The same reading closes words that were
typed with a space after each letter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple

# Thresholds in ems of the smaller glyph next to the gap: how much wider than the letter gap a gap is that
# parts words. A space is 0.2 em and more in text fonts, pair kerning at most 0.1.
_BARE_EM: Final = 0.14
"""A gap without a space glyph, where no gap blurs the threshold."""
_NEAREST_EM, _FARTHEST_EM = 0.05, 0.2
"""Between which the threshold may be laid where gaps blur it."""
_PAINTED_EM: Final = 0.05
"""A gap with a space glyph."""
_LETTER_GAP_RANK: Final = 0.4
"""The letter gap is this quantile of the bare gaps: low, since in a line without space glyphs the wide gaps
are the words'."""
_FEWEST_BARE, _FEWEST_PAINTED = 2, 3
"""Gaps in a run of letters that stand alone; with space glyphs words of one letter are rare, three none."""
_LETTER_SHARE: Final = 0.6
"""How many of a spaced-out run's glyphs are letters."""


class Gaps(NamedTuple):
    """The gaps of one line, from left to right.

    Attributes:
        texts: the glyphs' characters: one more than gaps.
        widths: in points.
        is_painted: whether a space glyph stands in the gap.
        sizes: the smaller of the sizes of the two glyphs next to each gap, in points.
    """

    texts: Sequence[str]
    widths: Sequence[float]
    is_painted: Sequence[bool]
    sizes: Sequence[float]


def part_words(gaps: Gaps) -> tuple[list[bool], float]:
    """For each gap whether it parts words; and the widest gap between letters of one word, in ems."""
    parts = [False] * len(gaps.widths)
    if not parts:
        return parts, 0.0
    size = max(gaps.sizes)
    base = _letter_gap(_bare(gaps.widths, gaps.is_painted), size)
    over = [(width - base) / own for width, own in zip(gaps.widths, gaps.sizes, strict=True)]
    least = {False: _threshold(_bare(over, gaps.is_painted)), True: _PAINTED_EM}
    parts = [each > least[is_painted] for each, is_painted in zip(over, gaps.is_painted, strict=True)]
    widest = base / size
    for start, end in _lone_runs(parts):
        if _is_spaced_out(gaps, start, end):
            widest = max(widest, _part_run(gaps, parts, start, end))
    return parts, widest


def _bare(values: Sequence[float], is_painted: Sequence[bool]) -> list[float]:
    """What belongs to the gaps without a space glyph."""
    return [value for value, has_space in zip(values, is_painted, strict=True) if not has_space]


def _letter_gap(bare: Sequence[float], size: float) -> float:
    """The gap between the letters of most of this line's words, in points, from the gaps without a space.

    `size` is the largest next to these gaps, in points.
    """
    if not bare:
        return 0.0
    base = _low(bare)
    if base <= _BARE_EM * size:
        return base
    # a spaced line: is there a run in it that is not?
    floor = base - _BARE_EM * size
    narrow = [
        width
        for before, width, after in zip([base, *bare], bare, [*bare[1:], base], strict=False)
        if width < floor and (before < floor or after < floor)
    ]
    return _low(narrow) if narrow else base


def _low(widths: Sequence[float]) -> float:
    return sorted(widths)[int(_LETTER_GAP_RANK * (len(widths) - 1))]


def _threshold(over: Sequence[float]) -> float:
    """The middle of the widest stretch, between the nearest and the farthest place, in which no gap ends.

    `over` is how much wider than the letter gap the gaps without a space glyph are, in ems.
    """
    between = [each for each in over if _NEAREST_EM < each < _FARTHEST_EM]
    if not between:
        return _BARE_EM
    edges = [_NEAREST_EM, *sorted(between), _FARTHEST_EM]
    width, low = max((high - low, low) for low, high in pairwise(edges))
    return low + width / 2


def _lone_runs(parts: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """The gaps between glyphs that each stand alone: the first and the one after the last."""
    at, count = 0, len(parts)
    while at < count:
        start = at
        while at < count and parts[at]:
            at += 1
        # a gap to a neighbour that is a word already is between words whatever its width
        inner = (start + (start > 0), at - (at < count))
        if inner[1] > inner[0]:
            yield inner
        at += 1


def _is_spaced_out(gaps: Gaps, start: int, end: int) -> bool:
    """A run of letters, and not `№ 5 –` or `1 2 3 4`."""
    texts = gaps.texts[start : end + 1]
    painted = sum(gaps.is_painted[start:end])
    fewest = _FEWEST_PAINTED if painted > (end - start) / 2 else _FEWEST_BARE
    letters = sum(text.isalpha() for text in texts)
    return end - start >= fewest and letters >= _LETTER_SHARE * len(texts) and letters > fewest


def _part_run(gaps: Gaps, parts: list[bool], start: int, end: int) -> float:
    """Parts the words of a spaced-out run anew; its letter gap in ems."""
    widths = gaps.widths[start:end]
    bare = _bare(widths, gaps.is_painted[start:end])
    is_typed = len(bare) <= len(widths) / 2
    base = _low(widths if is_typed else bare)
    for at in range(start, end):
        over = (gaps.widths[at] - base) / gaps.sizes[at]
        has_space = gaps.is_painted[at] and not is_typed
        parts[at] = over > (_PAINTED_EM if has_space else _BARE_EM)
    return base / max(gaps.sizes[start:end])
