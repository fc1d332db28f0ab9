"""Which lines of a page part their words at their space glyphs and nowhere else: most lines of most pages.

Where the gaps between a line's letters are all alike and hardly any, and those with a space glyph all wider,
whatever `gaps.part_words` takes for the letter gap, it parts the same words. All lines of a page are looked
at together; a line in doubt is none of these.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from pipeline.repair.advances import on_grid
from pipeline.repair.gaps import GapSettings
from pipeline.stations.glyph_columns import GlyphColumns

_DOUBT_EM = 1e-6
"""Nearer to a threshold than this a sum of floats may fall on either side of it."""


class Measured(NamedTuple):
    """Of each line whether it is plain, the advance of its first ink, and all advances up to its last ink."""

    is_plain: list[bool]
    first_advance: list[float]
    own_width: list[float]


def measure_lines(
    columns: GlyphColumns, runs: Sequence[tuple[int, int]], settings: GapSettings, spread_em: float
) -> Measured:
    """Looks at the lines of a page, none of which are spaces alone.

    Args:
        columns: the glyphs of the page.
        runs: the numbers of each line's first glyph and of the one after its last.
        settings: where words part.
        spread_em: wider letter gaps, in ems, are told of.
    """
    starts, stops = np.array(runs, dtype=np.int64).T
    lengths = stops - starts
    firsts = np.cumsum(lengths) - lengths
    # the lines' glyphs, one line after the other, and which of them are ink
    every = np.arange(lengths.sum()) + np.repeat(starts - firsts, lengths)
    advances = columns.x1[every] - columns.x0[every]
    ink = np.flatnonzero(~columns.is_space[every])
    glyph, line = every[ink], np.repeat(np.arange(len(runs)), lengths)[ink]
    begins = np.flatnonzero(np.diff(line, prepend=-1))
    ends = np.append(begins[1:], len(line)) - 1
    up_to = np.concatenate(([0.0], np.cumsum(advances)))
    own_width = up_to[ink[ends] + 1] - up_to[firsts]
    size = np.maximum.reduceat(columns.size[glyph], begins)
    is_one_size = np.minimum.reduceat(columns.size[glyph], begins) == size
    # the gap before each glyph; a line's first has none
    gap, is_painted = np.zeros(len(glyph)), np.zeros(len(glyph), dtype=np.bool_)
    gap[1:] = columns.x0[glyph[1:]] - columns.x1[glyph[:-1]]
    is_painted[1:] = np.diff(glyph) > 1
    is_painted[begins] = False
    is_gap = np.ones(len(glyph), dtype=np.bool_)
    is_gap[begins] = False
    bare = is_gap & ~is_painted
    widest = np.maximum.reduceat(np.where(bare, gap, -np.inf), begins)
    narrowest = np.minimum.reduceat(np.where(bare, gap, np.inf), begins)
    # without such gaps the letter gap is none
    widest[widest == -np.inf] = narrowest[narrowest == np.inf] = 0.0
    least_painted = np.minimum.reduceat(np.where(is_painted, gap, np.inf), begins)
    is_lone = np.zeros(len(glyph), dtype=np.bool_)
    is_lone[1:] = is_painted[1:] & is_painted[:-1]
    near = min(settings.nearest_em, settings.painted_em, settings.bare_em) - _DOUBT_EM
    far = min(spread_em, settings.bare_em) - _DOUBT_EM
    is_plain = (
        is_one_size
        & (size > 0)
        & (widest - narrowest <= near * size)
        & (widest <= far * size)
        & (least_painted - widest > (settings.painted_em + _DOUBT_EM) * size)
        & ~np.logical_or.reduceat(is_lone, begins)
    )
    return Measured(is_plain.tolist(), advances[ink[begins]].tolist(), list(map(on_grid, own_width.tolist())))
