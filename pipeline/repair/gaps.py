"""Which gaps between a line's glyphs part words.

The letter gap of a line is what most of its gaps are; a gap between words is wider by a space. Kerning blurs
both, so that the cut is laid where no gap is. One line may hold two runs of different letter gap (`Р е с п у
б л и к а с ы Заңының`, a word spaced out for emphasis): letters that would all stand alone are a run of their
own, and its words are parted by what is wide inside it. The same reading closes words that were typed with a
space after each letter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple


@dataclass(frozen=True, slots=True, kw_only=True)
class GapSettings:
    """Thresholds in ems of the smaller glyph beside the gap, unless said otherwise.

    Attributes:
        bare_em: how much wider than the letter gap a gap without a space glyph is, to part words, where no
            gap blurs the cut. A space is 0.2 em and more in text fonts, pair kerning at most 0.1.
        nearest_em: from where to
        farthest_em: where the cut may be laid.
        painted_em: the same for a gap with a space glyph.
        letter_gap_rank: the letter gap is this quantile of the gaps without a space glyph: low, since in a
            line without space glyphs the wide gaps are the words'.
        fewest_bare: gaps inside a run of letters that stand alone, without space glyphs, to make it a run.
        fewest_painted: the same with space glyphs: words of one letter are rare, three in a row are none.
        letter_share: how many of a run's glyphs are letters.
    """

    bare_em: float = 0.14
    nearest_em: float = 0.05
    farthest_em: float = 0.2
    painted_em: float = 0.05
    letter_gap_rank: float = 0.4
    fewest_bare: int = 2
    fewest_painted: int = 3
    letter_share: float = 0.6


class Gaps(NamedTuple):
    """The gaps of one line, from left to right (a named tuple, as a page has a hundred lines).

    Attributes:
        texts: the glyphs' characters: one more than gaps.
        widths: in points.
        is_painted: whether a space glyph stands in the gap.
        sizes: the smaller of the sizes of the two glyphs beside each gap, in points.
    """

    texts: Sequence[str]
    widths: Sequence[float]
    is_painted: Sequence[bool]
    sizes: Sequence[float]


def part_words(gaps: Gaps, settings: GapSettings) -> tuple[list[bool], float]:
    """For each gap whether it parts words; and the widest gap between letters of one word, in ems."""
    _, widths, is_painted, sizes = gaps
    parts = [False] * len(widths)
    if not widths:
        return parts, 0.0
    bare = widths
    if True in is_painted:
        bare = [width for width, has_space in zip(widths, is_painted, strict=True) if not has_space]
    size = max(sizes)
    base = _letter_gap(bare, size, settings)
    # nine gaps of ten are those between letters: only the others are looked at again
    least = min(settings.nearest_em, settings.painted_em, settings.bare_em)
    wide = [
        (at, over)
        for at, (width, size_beside) in enumerate(zip(widths, sizes, strict=True))
        if (over := (width - base) / size_beside) > least
    ]
    if not wide:
        return parts, base / size
    cut = _cut([over for at, over in wide if not is_painted[at]], settings)
    for at, over in wide:
        parts[at] = over > (settings.painted_em if is_painted[at] else cut)
    widest = base / size
    if b"\1\1" in bytes(parts):
        for start, end in _lone_runs(parts):
            if _is_spaced_out(gaps, start, end, settings):
                widest = max(widest, _part_run(gaps, parts, start, end, settings))
    return parts, widest


def _letter_gap(bare: Sequence[float], size: float, settings: GapSettings) -> float:
    """The gap between the letters of most of this line's words, in points, from the gaps without a space.

    `size` is the largest beside these gaps, in points.
    """
    if not bare:
        return 0.0
    base = _low(bare, settings)
    if base > settings.bare_em * size:
        # a spaced line: is there a run in it that is not?
        floor = base - settings.bare_em * size
        narrow = [
            width
            for before, width, after in zip([base, *bare], bare, [*bare[1:], base], strict=False)
            if width < floor and (before < floor or after < floor)
        ]
        if narrow:
            return _low(narrow, settings)
    return base


def _low(widths: Sequence[float], settings: GapSettings) -> float:
    return sorted(widths)[int(settings.letter_gap_rank * (len(widths) - 1))]


def _cut(excess: Sequence[float], settings: GapSettings) -> float:
    """The middle of the widest stretch, between the nearest and the farthest cut, in which no gap ends.

    `excess` is how much wider than the letter gap the gaps without a space glyph are, in ems.
    """
    near, far = settings.nearest_em, settings.farthest_em
    between = [over for over in excess if near < over < far]
    if not between:
        return settings.bare_em
    edges = [near, *sorted(between), far]
    width, low = max((high - low, low) for low, high in pairwise(edges))
    return low + width / 2


def _lone_runs(parts: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """The gaps between glyphs that each stand alone: the first and the one after the last."""
    at, count = 0, len(parts)
    while at < count:
        if not parts[at]:
            at += 1
            continue
        start = at
        while at < count and parts[at]:
            at += 1
        # a gap to a neighbour that is a word already is between words whatever its width
        inner = (start + (start > 0), at - (at < count))
        if inner[1] > inner[0]:
            yield inner


def _is_spaced_out(gaps: Gaps, start: int, end: int, settings: GapSettings) -> bool:
    """Is it a run of letters, and not `№ 5 –` or `1 2 3 4`?"""
    texts = gaps.texts[start : end + 1]
    painted = sum(gaps.is_painted[start:end])
    fewest = settings.fewest_painted if painted > (end - start) / 2 else settings.fewest_bare
    letters = sum(text.isalpha() for text in texts)
    return end - start >= fewest and letters >= settings.letter_share * len(texts) and letters > fewest


def _part_run(gaps: Gaps, parts: list[bool], start: int, end: int, settings: GapSettings) -> float:
    """Parts the words of a spaced-out run anew; its letter gap in ems."""
    widths, painted = gaps.widths[start:end], gaps.is_painted[start:end]
    bare = [width for width, has_space in zip(widths, painted, strict=True) if not has_space]
    is_typed = len(bare) <= len(widths) / 2
    base = _low(widths if is_typed else bare, settings)
    for at in range(start, end):
        over = (gaps.widths[at] - base) / gaps.sizes[at]
        has_space = gaps.is_painted[at] and not is_typed
        parts[at] = over > (settings.painted_em if has_space else settings.bare_em)
    return base / max(gaps.sizes[start:end])
