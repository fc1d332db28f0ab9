"""What a library finds painted on a page, and the page that a reader of the paper sees of it.

Flying Saucer, which sets Adilet's pages, paints each page's part of the whole document under a clip: rows of
the pages before and after stand in the margins, hidden. And it neither shrinks a table that is too wide nor
continues it elsewhere: the clip cuts its last columns, within words. What the clip hides above and below is
painted on another page; what it hides at the right is painted nowhere else, and is read here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import regex as re

from pipeline.extract.pdf.limits import NO_UNICODE, Limits, TooMuch
from pipeline.extract.pdf.shapes import clipped
from pipeline.extract.pdf.space import FARTHEST_PT, Paper
from pipeline.stations.glyph_columns import Bools, Face, Floats, GlyphColumns, Ints
from pipeline.stations.page import BBox, Link, Overrun, Page, Shape

# Text render modes: 3 paints nothing, 7 only adds to the clip path.
INVISIBLE_MODES = frozenset({3, 7})
# ABCDEF+TimesNewRoman -> TimesNewRoman
SUBSET_TAG = re.compile(r"^[A-Z]{6}\+")
# A clip this wide, as a share of the page, is the page's own and not that of a box on it.
_PAGE_SHARE = 0.6
# A rule that reaches this far over the edge runs over it; a frame's own thickness does not.
_REACH_PT = 3.0
_THICKEST_PT = 4.0
# As many rules one below the other are a table's, also where none of its text stands beyond the edge.
_TABLE_RULES = 3
# A word continues over the edge where the gap at it is at most this, in ems.
_WORD_GAP_EM = 0.3
_PER_PT = 100.0


class PaintedPath(NamedTuple):
    """The shapes of one path, and the box of the clip that it was painted under."""

    shapes: Sequence[Shape]
    clip: BBox


@dataclass(frozen=True, slots=True, kw_only=True)
class PaintedGlyphs:
    """The glyphs of a page before it is decided which of them are seen; a row or an entry for each.

    Lengths are in points; `face` and `clip` are each glyph's numbers in `faces` and `clips`, the boxes of
    clips; `is_shown` says whether it is painted at all.
    """

    texts: Sequence[str]
    boxes: Floats
    baseline: Floats
    size: Floats
    faces: Sequence[Face]
    face: Ints
    is_shown: Bools
    clips: Sequence[BBox]
    clip: Ints

    def columns(self, clips: Sequence[BBox]) -> GlyphColumns:
        """The glyphs, those visible whose middle stands within their clip; none that stand nowhere."""
        x0, top, x1, bottom = np.floor(self.boxes * _PER_PT + 0.5).T / _PER_PT
        limits = np.array(clips, dtype=np.float64).reshape(-1, 4)[self.clip]
        x, y = (x0 + x1) / 2, (top + bottom) / 2
        size = np.floor(self.size * _PER_PT + 0.5) / _PER_PT
        is_inside = (limits[:, 0] <= x) & (x <= limits[:, 2]) & (limits[:, 1] <= y) & (y <= limits[:, 3])
        columns = GlyphColumns(
            texts=self.texts,
            x0=x0,
            top=top,
            x1=x1,
            bottom=bottom,
            baseline=np.floor(self.baseline * _PER_PT + 0.5) / _PER_PT,
            size=size,
            faces=self.faces,
            face=self.face,
            is_visible=self.is_shown & is_inside & (size > 0),
        )
        lengths = np.column_stack((self.boxes, self.baseline, self.size))
        # a comparison with what is no number is false
        return columns.where(np.asarray((np.abs(lengths) <= FARTHEST_PT).all(axis=1)))


@dataclass(frozen=True, slots=True, kw_only=True)
class PaintedPage:
    """All that is painted on a page, seen or not; its number counts from 1."""

    page_number: int
    paper: Paper
    glyphs: PaintedGlyphs
    paths: Sequence[PaintedPath]
    images: Sequence[BBox]
    links: Sequence[Link]

    def seen(self, limits: Limits) -> Page:
        """The page as it is seen, with what runs over its right edge.

        Raises:
            TooMuch: more is painted on it than a page may hold.
        """
        shapes = [shape for path in self.paths for shape in self._shown(path)]
        columns = self.glyphs.columns(self.glyphs.clips)
        for what, count, limit in (
            ("painted objects", len(self.paths) + len(self.images) + len(columns), "max_objects_per_page"),
            ("characters", len(columns), "max_glyphs_per_page"),
            ("lines and rectangles", len(shapes), "max_shapes_per_page"),
        ):
            check(count, what, limit, limits)
        columns, shapes, overrun = self._with_overrun(columns, shapes)
        return Page(
            page_number=self.page_number,
            width=self.paper.width,
            height=self.paper.height,
            glyphs=columns,
            shapes=tuple(shapes),
            overrun=overrun,
            links=tuple(self.links),
            image_boxes=tuple(self.images),
        )

    def _with_overrun(
        self, columns: GlyphColumns, shapes: list[Shape]
    ) -> tuple[GlyphColumns, list[Shape], Overrun | None]:
        """The glyphs and shapes with what stands beyond the right edge, if a table or a word runs over it.

        Rules alone run over where the engine left out the text of columns that stand beyond the edge.
        """
        cut = {at: whole for at, path in enumerate(self.paths) if (whole := self._whole(path))}
        own = [clip for clip in self.glyphs.clips if self._is_own(clip)]
        if not own or (not cut and columns.is_visible.all()):
            return columns, shapes, None
        edge = max([self.paths[at].clip.x1 for at in cut] or [clip.x1 for clip in own])
        # a crop box hides on purpose what stands outside it
        limit = self.paper.width if self.paper.is_cropped else FARTHEST_PT
        wide = self.glyphs.columns(
            [clip._replace(x1=limit) if self._is_own(clip) else clip for clip in self.glyphs.clips]
        )
        beyond = wide.where(wide.is_visible & ~columns.is_visible & ~wide.is_space)
        pieces = [(shape, self.paths[at].clip.x1) for at, whole in cut.items() for shape in whole]
        has_walls = any(_is_wall(shape) and shape.x0 > end for shape, end in pieces)
        # shapes are cut by clip paths, not by the page
        pieces += [] if self.paper.is_cropped else [(shape, edge) for shape in shapes]
        rules = [shape for shape, end in pieces if _crosses(shape, end)]
        if not (rules or has_walls or _is_word_cut(columns, beyond)):
            return columns, shapes, None
        is_told = len(beyond) > 0 or len({rule.top for rule in rules}) >= _TABLE_RULES
        every = [shape for at, path in enumerate(self.paths) for shape in cut.get(at) or self._shown(path)]
        return wide, every, Overrun(edge, len(beyond), _around(beyond, rules, edge) if is_told else None)

    def _shown(self, path: PaintedPath) -> Sequence[Shape]:
        """What of a path its clip lets through; the page's edge is no clip (`Shape`)."""
        return path.shapes if path.clip == self.paper.box else clipped(path.shapes, path.clip)

    def _is_own(self, clip: BBox) -> bool:
        """Whether a clip is around all of the page's content, and not around a box on it."""
        return clip.width >= _PAGE_SHARE * self.paper.width

    def _whole(self, path: PaintedPath) -> list[Shape]:
        """The shapes of a path that the page's own clip cuts off at the right; none of another path."""
        if path.clip == self.paper.box or not self._is_own(path.clip):
            return []
        reach = max([shape.x1 for shape in path.shapes], default=0.0)
        is_over = reach > path.clip.x1 + _REACH_PT
        return clipped(path.shapes, path.clip._replace(x1=FARTHEST_PT)) if is_over else []


def check(count: int, what: str, limit: str, limits: Limits) -> None:
    """Raises `TooMuch` where the count is more than the limit of this name."""
    most = getattr(limits, limit)
    if count > most:
        raise TooMuch(f"more than {most} {what}", limit=limit)


@lru_cache(maxsize=4096)
def readable(text: str) -> str:
    """What a font's map says without control codes, or U+FFFD where nothing else is left.

    Qt's engines map the glyph of a space to a tab: what moves a typewriter's carriage is a space here.
    """
    if text and text >= " " and text.isprintable():
        return text
    # half of a surrogate pair is no character: it cannot even be written to a file
    kept = "".join(
        sign for sign in text if sign >= " " and sign != "\x7f" and not "\ud800" <= sign <= "\udfff"
    )
    return kept or (" " if text and text.isspace() else NO_UNICODE)


def _is_wall(shape: Shape) -> bool:
    return shape.x1 - shape.x0 <= _THICKEST_PT and shape.bottom - shape.top > 2 * _THICKEST_PT


def _crosses(shape: Shape, edge: float) -> bool:
    """Whether a rule reaches over an edge."""
    is_flat = shape.bottom - shape.top <= _THICKEST_PT
    return is_flat and shape.x0 < edge - _REACH_PT and shape.x1 > edge + _REACH_PT


def _is_word_cut(seen: GlyphColumns, beyond: GlyphColumns) -> bool:
    """Whether a word continues over the edge."""
    ink = seen.where(seen.is_visible & ~seen.is_space)
    ends: dict[float, float] = {}
    for baseline, end in zip(ink.baseline.tolist(), ink.x1.tolist(), strict=True):
        ends[baseline] = max(end, ends.get(baseline, end))
    return any(
        abs(start - ends.get(baseline, -FARTHEST_PT)) <= _WORD_GAP_EM * size
        for baseline, start, size in zip(
            beyond.baseline.tolist(), beyond.x0.tolist(), beyond.size.tolist(), strict=True
        )
    )


def _around(beyond: GlyphColumns, rules: Sequence[Shape], edge: float) -> BBox:
    """The box around the characters beyond the edge; where there are none, around what the rules enclose."""
    if not len(beyond):
        tops, ends = [rule.top for rule in rules], [rule.x1 for rule in rules]
        return BBox(edge, min(tops), max(ends), max(tops))
    return BBox(
        float(beyond.x0.min()), float(beyond.top.min()), float(beyond.x1.max()), float(beyond.bottom.max())
    )
