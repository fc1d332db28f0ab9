"""A table that runs over the right edge of its page: what the paper cuts off still stands in the file.

Flying Saucer, which sets Adilet's pages, neither shrinks a table that is too wide nor goes on with it
elsewhere: the clip around the page's content cuts its last columns, in the midst of words. What the clip
hides above and below is another page's part and is painted there; what it hides at the side is painted
nowhere else, and is read here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from pipeline.extract.pdf.clipping import clipped
from pipeline.extract.pdf.space import FARTHEST_PT
from pipeline.extract.pdf.strings import PaintedText
from pipeline.stations.glyph_columns import GlyphColumns
from pipeline.stations.page import BBox, Overrun, Shape

# A clip this wide, as a share of the page, is the page's own and not that of a box on it.
_PAGE_SHARE = 0.6
# A rule that reaches this far over the edge runs over it; a frame's own thickness does not.
_REACH_PT = 3.0
_THICKEST_PT = 4.0
# As many rules one below the other are a table's, also where none of its text stands beyond the edge.
_TABLE_RULES = 3
# A word goes on over the edge where the gap at it is at most this, in ems.
_WORD_GAP_EM = 0.3


class CutShapes(NamedTuple):
    """Shapes of one path that the page's clip cuts at the right.

    Attributes:
        start, stop: the numbers among the page's shapes of what is left of them.
        whole: they themselves, cut at the other sides only.
        edge: where the clip ends.
    """

    start: int
    stop: int
    whole: Sequence[Shape]
    edge: float


def is_pages_own(clip: BBox, page: BBox) -> bool:
    """Is the clip around all of the page's content, and not around a box on it?"""
    return clip.x1 - clip.x0 >= _PAGE_SHARE * (page.x1 - page.x0)


def cut_at_right(
    shapes: Sequence[Shape], shown: Sequence[Shape], clip: BBox, page: BBox, start: int
) -> CutShapes | None:
    """What the clip cuts off at the right, if it is the page's own.

    Args:
        shapes: as painted.
        shown: what is left of them.
        clip: the clip path's box.
        page: the page's box.
        start: how many shapes the page had before.
    """
    reach = max([shape.x1 for shape in shapes], default=clip.x1)
    if reach <= clip.x1 + _REACH_PT or not is_pages_own(clip, page):
        return None
    whole = clipped(shapes, clip._replace(x1=FARTHEST_PT))
    return CutShapes(start, start + len(shown), whole, clip.x1) if whole else None


def run_over(
    page: BBox,
    text: PaintedText,
    columns: GlyphColumns,
    shapes: list[Shape],
    cuts: Sequence[CutShapes],
    *,
    is_cropped: bool = False,
) -> tuple[GlyphColumns, list[Shape], Overrun | None]:
    """The page's glyphs and shapes with what stands beyond its right edge, if a table or a word runs over it.

    Args:
        page: the page's box.
        text: what was painted.
        columns: the same, placed; those that the page's clip cuts off are not visible.
        shapes: what the clip lets through.
        cuts: what it cuts off at the right.
        is_cropped: the page's box is less than the paper.

    Returns:
        The glyphs, those beyond the edge visible too; the shapes, whole; and what runs over, None for
        nothing: then the glyphs and shapes are as given. Rules alone run over where the engine left out the
        text of columns that stand wholly beyond the edge.
    """
    if not cuts and columns.is_visible.all():
        return columns, shapes, None
    styles = text.noted.styles
    own = {style for style in styles if is_pages_own(BBox(style.x0, style.top, style.x1, style.bottom), page)}
    if not own:
        return columns, shapes, None
    edge = max([cut.edge for cut in cuts] or [style.x1 for style in own])
    # a crop box hides on purpose what stands outside it
    limit = page.x1 if is_cropped else FARTHEST_PT
    wide = text.columns([style._replace(x1=limit) if style in own else style for style in styles])
    beyond = wide.where(wide.is_visible & ~columns.is_visible & ~wide.is_space)
    rules = _crossing(() if is_cropped else shapes, cuts, edge)
    is_tied = bool(rules) or _has_walls(cuts) or _is_word_cut(columns, beyond)
    if not is_tied:
        return columns, shapes, None
    tops = {rule.top for rule in rules}
    is_told = len(beyond) > 0 or len(tops) >= _TABLE_RULES
    box = _around(beyond, rules, edge) if is_told else None
    return wide, _whole(shapes, cuts), Overrun(edge, len(beyond), box)


def _crossing(shapes: Sequence[Shape], cuts: Sequence[CutShapes], edge: float) -> list[Shape]:
    """The rules that reach over the edge, as long as they were painted."""
    crossing = [(shape, cut.edge) for cut in cuts for shape in cut.whole]
    # shapes are cut by clip paths, not by the page
    crossing += [(shape, edge) for shape in shapes]
    return [
        shape
        for shape, at in crossing
        if shape.x0 < at - _REACH_PT
        and shape.x1 > at + _REACH_PT
        and shape.bottom - shape.top <= _THICKEST_PT
    ]


def _has_walls(cuts: Sequence[CutShapes]) -> bool:
    """Do walls of boxes stand beyond the edge?"""
    return any(
        shape.x0 > cut.edge
        and shape.x1 - shape.x0 <= _THICKEST_PT
        and shape.bottom - shape.top > 2 * _THICKEST_PT
        for cut in cuts
        for shape in cut.whole
    )


def _is_word_cut(seen: GlyphColumns, beyond: GlyphColumns) -> bool:
    """Does a word go on over the edge?"""
    ends: dict[float, float] = {}
    for baseline, end, is_seen in zip(
        seen.baseline.tolist(), seen.x1.tolist(), (seen.is_visible & ~seen.is_space).tolist(), strict=True
    ):
        if is_seen:
            ends[baseline] = max(end, ends.get(baseline, end))
    return any(
        abs(start - ends.get(baseline, -FARTHEST_PT)) <= _WORD_GAP_EM * size
        for baseline, start, size in zip(
            beyond.baseline.tolist(), beyond.x0.tolist(), beyond.size.tolist(), strict=True
        )
    )


def _whole(shapes: Sequence[Shape], cuts: Sequence[CutShapes]) -> list[Shape]:
    whole: list[Shape] = []
    done = 0
    for cut in cuts:
        whole += shapes[done : cut.start]
        whole += cut.whole
        done = cut.stop
    return [*whole, *shapes[done:]]


def _around(beyond: GlyphColumns, rules: Sequence[Shape], edge: float) -> BBox:
    """The box around the characters beyond the edge; where there are none, around what the rules enclose."""
    if not len(beyond):
        tops, ends = [rule.top for rule in rules], [rule.x1 for rule in rules]
        return BBox(edge, min(tops), max(ends), max(tops))
    return BBox(
        float(np.min(beyond.x0)),
        float(np.min(beyond.top)),
        float(np.max(beyond.x1)),
        float(np.max(beyond.bottom)),
    )
