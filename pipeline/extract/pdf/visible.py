"""Sets apart what a reader of the page does not see, sees twice, or sees at an angle.

Engines paint text that is clipped away or invisible (search layers over scans), paint a bold letter twice a
hair apart, set letters and their marks as two glyphs, and stamp pages with slanted watermarks. A landscape
table may also stand on an upright page with all its text turned.

Afterwards: every glyph of `ClearPage.glyphs` is visible, upright and there once.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import regex as re

from pipeline.stations.glyph_columns import GlyphColumns, columns_of
from pipeline.stations.page import BBox, ClearPage, Difference, Glyph, Page, Shape

_MARK = re.compile(r"\p{M}")
# Two glyphs of one text are one, painted twice, where their boxes are at most so far apart, in ems: real
# neighbours of the same letter stand at least an advance apart.
_DOUBLE_STRIKE_EM = 0.12
# glyphs are sought in squares; one of a larger reach than this is no letter
_SQUARE_PT = 64.0
_BAND_PT = 1_000_000.0
_ROUNDING_PT = 0.000_001


def clear_page(page: Page) -> ClearPage:
    """The page with its text upright and each visible glyph once."""
    columns = columns_of(page.glyphs)
    columns = columns.where(columns.is_visible)
    angles = [angle for _, angle, _ in columns.faces]
    turn = _turn([angles[number] for number in columns.face.tolist()]) if any(angles) else 0
    width, height = (page.height, page.width) if turn in {90, 270} else (page.width, page.height)
    shapes: tuple[Shape, ...] = page.shapes
    aside: tuple[Glyph, ...] = ()
    if any(angles):
        seen: Sequence[Glyph] = columns
        if turn:
            seen = [_turned_glyph(glyph, turn, page) for glyph in seen]
            shapes = tuple(_turned_shape(shape, turn, page) for shape in shapes)
        aside = tuple([glyph for glyph in seen if glyph.angle and not glyph.text.isspace()])
        columns = columns_of([glyph for glyph in seen if not glyph.angle])
    if "" in columns.texts or _MARK.search("".join(columns.texts)):
        columns = columns_of(_composed(columns))
    if _may_be_struck_twice(columns):
        columns = columns_of(_without_double_strikes(columns))
    return ClearPage(
        page_number=page.page_number,
        width=width,
        height=height,
        turn=turn,
        glyphs=columns,
        aside=aside,
        shapes=shapes,
        overrun=None if turn else page.overrun,
        difference=_turned_difference(page, turn),
    )


def _turn(angles: Sequence[int]) -> int:
    """How far the page must be turned clockwise for most of its text to stand upright: 0, 90, 180 or 270."""
    if not angles:
        return 0
    angle, count = Counter(angles).most_common(1)[0]
    return (360 - angle) % 360 if angle in {90, 180, 270} and count > len(angles) / 2 else 0


def _turned_box(x0: float, top: float, x1: float, bottom: float, turn: int, page: Page) -> tuple[float, ...]:
    if turn == 90:
        return page.height - bottom, x0, page.height - top, x1
    if turn == 180:
        return page.width - x1, page.height - bottom, page.width - x0, page.height - top
    return top, page.width - x1, bottom, page.width - x0


def _turned_difference(page: Page, turn: int) -> Difference | None:
    if page.difference is None or not turn:
        return page.difference
    return replace(page.difference, bbox=BBox(*_turned_box(*page.difference.bbox, turn, page)))


def _turned_glyph(glyph: Glyph, turn: int, page: Page) -> Glyph:
    x0, top, x1, bottom = _turned_box(glyph.x0, glyph.top, glyph.x1, glyph.bottom, turn, page)
    # the reader gives no baseline for turned text: a fifth of the em under it is Times' descent
    baseline = bottom - 0.2 * glyph.size
    angle = (glyph.angle + turn) % 360
    return glyph._replace(x0=x0, top=top, x1=x1, bottom=bottom, baseline=baseline, angle=angle)


def _turned_shape(shape: Shape, turn: int, page: Page) -> Shape:
    x0, top, x1, bottom = _turned_box(shape.x0, shape.top, shape.x1, shape.bottom, turn, page)
    return shape._replace(x0=x0, top=top, x1=x1, bottom=bottom)


def _composed(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Joins a combining mark with the letter painted before it, and control characters with nothing."""
    result: list[Glyph] = []
    for glyph in glyphs:
        first = glyph.text[:1]
        if first and result and unicodedata.combining(first):
            letter = result[-1]
            result[-1] = letter._replace(text=unicodedata.normalize("NFC", letter.text + glyph.text))
        elif first:
            result.append(glyph)
    return result


def _without_double_strikes(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Keeps the first of several paintings of one glyph in one place (fake bold, shadows)."""
    result: list[Glyph] = []
    by_square: dict[tuple[str, float, float], list[tuple[float, float]]] = {}
    for glyph in glyphs:
        text, x, y = glyph.text, glyph.x0, glyph.baseline
        reach = _DOUBLE_STRIKE_EM * glyph.size
        steps = (-reach, 0.0, reach)
        squares = {(text, (x + dx) // _SQUARE_PT, (y + dy) // _SQUARE_PT) for dx in steps for dy in steps}
        others = [place for square in squares for place in by_square.get(square, ())]
        if text != " " and any(abs(left - x) <= reach and abs(low - y) <= reach for left, low in others):
            continue
        by_square.setdefault((text, x // _SQUARE_PT, y // _SQUARE_PT), []).append((x, y))
        result.append(glyph)
    return result


def _may_be_struck_twice(columns: GlyphColumns) -> bool:
    """Do any two glyphs, of whatever text, stand so near to one another?"""
    if not len(columns):
        return False
    reach = _DOUBLE_STRIKE_EM * float(columns.size.max())
    is_seen = [text != " " for text in columns.texts]
    x, bands = columns.x0[is_seen], columns.baseline[is_seen] / (2 * reach or 1.0)
    # baselines so near to one another are in one band or, with the bands moved by half, in the other; the
    # bands are set end to end on one axis
    for move in (0.0, 0.5):
        places = np.sort(np.floor(bands + move) * _BAND_PT + x)
        if (places[1:] - places[:-1]).min(initial=_BAND_PT) <= reach + _ROUNDING_PT:
            return True
    return False
