"""Where the glyphs of a page's upright strings stand: reckoned for all of them at once.

The pen's way through each string is summed up glyph after glyph, in the order in which one would walk it, so
that the result is the same to the last digit however the strings were cut.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, NamedTuple

import numpy as np

from pipeline.extract.pdf.space import DECIMALS, FARTHEST_PT
from pipeline.stations.glyph_columns import Bools, Face, Floats, GlyphColumns, Ints

_GRID = 10.0**DECIMALS
_WIDER = 8
"""Strings are summed up together with those of up to so many times as many glyphs."""
N_PLACES: Final = 7
"""Numbers that say where a string begins."""


class StyleNumbers(NamedTuple):
    """What the glyphs of one style share, in text space but for the clip.

    Attributes:
        size: the font's.
        low: how far the box reaches above the baseline at its lower edge, mostly less than 0.
        rise: of the baseline.
        advance: the width of an em.
        back: how far a thousandth moves the pen back.
        char_space, word_space: added after each character, and after each space.
        is_shown: 0 for text that is not painted at all, else 1.
        x0, top, x1, bottom: what is not painted over, on the page in points.
    """

    size: float
    low: float
    rise: float
    advance: float
    back: float
    char_space: float
    word_space: float
    is_shown: float
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(slots=True)
class Noted:
    """The upright strings of a page.

    Attributes:
        styles, faces: the styles that occur, and what each gives its glyphs.
        places: of each string `N_PLACES` numbers: that of its style; what a unit of text space is on the
            page, to the right and downward; where its line begins on the page; where the pen stood in the
            line, in text space.
        stops: the number of the glyph after each string's last.
        texts, widths: of each glyph its characters, and its advance as a share of the font's size.
        spaces: the numbers of glyphs that word spacing follows.
        moved_at, moves: numbers of glyphs before which the pen is moved back, and by what.
    """

    styles: list[StyleNumbers] = field(default_factory=list)
    faces: list[Face] = field(default_factory=list)
    places: list[float] = field(default_factory=list)
    stops: list[int] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)
    spaces: list[int] = field(default_factory=list)
    moved_at: list[int] = field(default_factory=list)
    moves: list[float] = field(default_factory=list)


def place_glyphs(noted: Noted) -> tuple[GlyphColumns, Bools]:
    """The glyphs of the strings whose places are numbers on a page, and which of all these are."""
    with np.errstate(all="ignore"):
        return _placed(noted)


def _placed(noted: Noted) -> tuple[GlyphColumns, Bools]:
    lengths = np.array(noted.stops, dtype=np.int64)
    lengths[1:] -= lengths[:-1].copy()
    places = np.array(noted.places, dtype=np.float64).reshape(-1, N_PLACES)
    if not lengths.all():
        places, lengths = places[lengths > 0], lengths[lengths > 0]
    number, across, down, start, line, x, y = places.T
    style = number.astype(np.int64)
    table = StyleNumbers(*np.array(noted.styles, dtype=np.float64)[style].T)
    low = table.low + y
    top, bottom = down * (low + table.size) + line, down * low + line
    height = _on_grid(-table.size * down)
    is_shown = (table.is_shown > 0) & (height > 0)
    is_shown &= (table.top * 2 <= top + bottom) & (top + bottom <= table.bottom * 2)
    is_sane = (top >= -FARTHEST_PT) & (top <= bottom) & (bottom <= FARTHEST_PT)
    boxes = np.stack((_on_grid(top), _on_grid(bottom), _on_grid(down * (y + table.rise) + line), height))
    # of each glyph
    own = np.arange(len(lengths)).repeat(lengths)
    left, right = _ways(noted, own, lengths, x, table)
    left, right = across[own] * left + start[own], across[own] * right + start[own]
    top, bottom, baseline, size = boxes[:, own]
    is_kept = is_sane[own] & (np.abs(left) <= FARTHEST_PT) & (np.abs(right) <= FARTHEST_PT)
    low, high = np.asarray(table.x0)[own] * 2, np.asarray(table.x1)[own] * 2
    is_visible = is_shown[own] & (low <= left + right) & (left + right <= high)
    columns = GlyphColumns(
        texts=noted.texts,
        x0=_on_grid(left),
        top=top,
        x1=_on_grid(right),
        bottom=bottom,
        baseline=baseline,
        size=size,
        faces=noted.faces,
        face=style[own],
        is_visible=is_visible,
    )
    return columns.where(is_kept), is_kept


def _ways(
    noted: Noted, own: Ints, lengths: Ints, begin: Floats, table: StyleNumbers
) -> tuple[Floats, Floats]:
    """Where the pen stands before and after each glyph, in text space.

    Args:
        noted: the strings.
        own: the number of each glyph's string.
        lengths: the glyphs of each string.
        begin: where the pen stands before it.
        table: of each string the numbers of its style.
    """
    advance, back, char_space, word_space = (
        np.asarray(column)[own] for column in (table.advance, table.back, table.char_space, table.word_space)
    )
    steps: list[Floats] = [np.array(noted.widths) * advance]
    if noted.moves:
        moves = np.zeros(len(own))
        moves[noted.moved_at] = noted.moves
        steps.insert(0, -(moves * back))
    if char_space.any():
        steps.append(char_space)
    if noted.spaces:
        after = np.zeros(len(own))
        after[noted.spaces] = word_space[noted.spaces]
        steps.append(after)
    sums = _summed(np.stack(steps, axis=1), lengths, begin)
    if noted.moves:
        return sums[:, 0], sums[:, 1]
    left = np.empty(len(own))
    left[1:] = sums[:-1, -1]
    left[lengths.cumsum() - lengths] = begin
    return left, sums[:, 0]


def _summed(steps: Floats, lengths: Ints, begin: Floats) -> Floats:
    """The sums of the steps up to each, within each string, from left to right as one would add them.

    Args:
        steps: of each glyph several, shape (glyphs, steps).
        lengths: the glyphs of each string.
        begin: what each string's sum begins with.
    """
    starts = lengths.cumsum() - lengths
    if lengths.max() <= _WIDER:
        return _summed_together(steps, starts, lengths, begin)[0]
    sums = np.empty_like(steps)
    shortest = 1
    while shortest <= lengths.max():
        some = np.flatnonzero((shortest <= lengths) & (lengths < shortest * _WIDER))
        if len(some):
            own, glyphs = _summed_together(steps, starts[some], lengths[some], begin[some])
            sums[glyphs] = own
        shortest *= _WIDER
    return sums


def _summed_together(steps: Floats, starts: Ints, lengths: Ints, begin: Floats) -> tuple[Floats, Ints]:
    """The same for strings of some lengths that are not too unlike, and the numbers of their glyphs."""
    along = np.arange(lengths.max())
    is_glyph = along < lengths[:, np.newaxis]
    glyphs = (starts[:, np.newaxis] + along)[is_glyph]
    padded = np.zeros((*is_glyph.shape, steps.shape[1]))
    padded[is_glyph] = steps[glyphs]
    padded[:, 0, 0] += begin
    flat = padded.reshape(len(lengths), -1)
    np.cumsum(flat, axis=1, out=flat)
    return padded[is_glyph], glyphs


def _on_grid(lengths: Floats) -> Floats:
    grid: Floats = np.floor(lengths * _GRID + 0.5) / _GRID
    return grid
