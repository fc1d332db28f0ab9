"""What is on a page: the frozen types that the stages hand to one another.

All lengths are points, all origins the top left corner of the page as a reader sees it (after the crop
box and the page's rotation). Page numbers count from 1.

`Glyph`, `Shape` and `Line` are named tuples and not dataclasses: a decree has thousands of them, and a frozen
dataclass costs four times as much to make.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from math import inf
from typing import Literal, NamedTuple

from pipeline.stations.evidence import Verdict


class BBox(NamedTuple):
    """A box in points from the page's top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        """Width in points."""
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        """Height in points."""
        return self.bottom - self.top

    def holds_middle_of(self, other: BBox, reach: float = 0.0) -> bool:
        """Whether the middle of another box lies in it, or at most `reach` points out of it."""
        x, y = (other.x0 + other.x1) / 2, (other.top + other.bottom) / 2
        is_across = self.x0 - reach <= x <= self.x1 + reach
        return is_across and self.top - reach <= y <= self.bottom + reach

    def union(self, other: BBox) -> BBox:
        """The smallest box that holds both."""
        return BBox(
            min(self.x0, other.x0),
            min(self.top, other.top),
            max(self.x1, other.x1),
            max(self.bottom, other.bottom),
        )


def around(boxes: Iterable[BBox]) -> BBox:
    """The smallest box that holds these."""
    x0s, tops, x1s, bottoms = zip(*boxes, strict=True)
    return BBox(min(x0s), min(tops), max(x1s), max(bottoms))


class Glyph(NamedTuple):
    """One painted character with the room that the font gives it.

    `x0` is the pen's position, `x1` the pen's position plus the glyph's own advance at its size: letter- and
    word-spacing are not in it, so that the gap between two glyphs is what the layout engine added. `top` and
    `bottom` come from the font's ascent and descent. For turned text (`angle` other than 0) the box is the
    glyph's box on the page.

    `text` is what the font's ToUnicode map gives, one or more characters (a ligature has several), or
    U+FFFD where the font gives none. `angle` is the reading direction, degrees clockwise from left-to-right,
    0 to 359. `is_visible` is False for text that no reader sees: text render mode "invisible", no opacity,
    or a box outside the clip path or the page; what runs over a page's right edge counts as seen (`Overrun`).
    `color` is the fill as 0xRRGGBB.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    baseline: float
    size: float
    font: str
    angle: int = 0
    is_visible: bool = True
    color: int = 0


class Shape(NamedTuple):
    """One straight line or filled rectangle, painted on the page.

    A stroked path gives a shape for each of its straight, axis-parallel segments (`kind` "stroke": the box
    is the segment's, flat in one direction; `thickness` is the pen's). A filled rectangle gives one shape
    (`kind` "fill": the box is its own, `thickness` its shorter side). Boxes are as drawn, clipped by paths
    but not by the page: engines paint the rest of a split row's box beyond its edge, which the grid needs.
    """

    kind: Literal["stroke", "fill"]
    x0: float
    top: float
    x1: float
    bottom: float
    thickness: float
    color: int = 0


class Link(NamedTuple):
    """A hyperlink's box and target, from the page's annotations."""

    bbox: BBox
    uri: str


class Overrun(NamedTuple):
    """What runs over the right edge of a page: no reader of the paper sees it, and it stands nowhere else.

    `edge` is where the paper, or the clip around the page's content, ends; `n_glyphs` counts the characters
    beyond it, spaces aside, which count as visible; `bbox` is around them or, without any, around a table's
    rules. It is None where only some rules run over.
    """

    edge: float
    n_glyphs: int
    bbox: BBox | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """Characters of a page on which an independent reading does not agree.

    `unread` are those that only the other reading has, `unconfirmed` those that it has not, or elsewhere;
    `fonts` are the names of their fonts, as far as known, and `bbox` is around all of them.
    """

    unread: str
    unconfirmed: str
    fonts: tuple[str, ...]
    bbox: BBox


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What the reader found on one page, in the order in which it was painted."""

    page_number: int
    width: float
    height: float
    glyphs: Sequence[Glyph]
    shapes: tuple[Shape, ...]
    links: tuple[Link, ...] = ()
    image_boxes: tuple[BBox, ...] = ()
    overrun: Overrun | None = None
    difference: Difference | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClearPage:
    """A page's glyphs after what a reader does not see, or sees twice, is set apart.

    `glyphs` are upright, visible, each once, spaces among them; `aside` are the visible glyphs set at an
    angle to the page's text (watermarks, stamps, text along the margin). `turn` is the angle in degrees by
    which the page was turned clockwise so that its text stands upright; boxes are those of the turned page.
    """

    page_number: int
    width: float
    height: float
    turn: int
    glyphs: Sequence[Glyph]
    aside: tuple[Glyph, ...]
    shapes: tuple[Shape, ...]
    overrun: Overrun | None = None
    difference: Difference | None = None

    @property
    def reach(self) -> float:
        """How far to the right the page's content may go, in points."""
        return self.width if self.overrun is None else inf

    def unturned(self, box: BBox) -> BBox:
        """The box on the page as it lies in the file."""
        x0, top, x1, bottom = box
        if self.turn == 90:
            return BBox(top, self.width - x1, bottom, self.width - x0)
        if self.turn == 180:
            return BBox(self.width - x1, self.height - bottom, self.width - x0, self.height - top)
        if self.turn == 270:
            return BBox(self.height - bottom, x0, self.height - top, x1)
        return box


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A change that the pipeline made to the printed characters, for the published table `repairs`.

    `rule` is one of `letter_spacing`, `word_gap`, `hyphenation`, `broken_word`, `punctuation_space`,
    `look_alike`, `legacy_letter`, `raised_digit`, `control_character`, and `correction` for a reviewed one.
    """

    rule: str
    before: str
    after: str


class Line(NamedTuple):
    """Glyphs that stand on one baseline inside one box, from left to right, spaces among them.

    `text` is empty until the repair stage reads the words from the gaps; `changes` says what it closed.
    `number` tells it from every other line of its document; a line that is none of a finished layout has -1.
    """

    page_number: int
    bbox: BBox
    baseline: float
    size: float
    glyphs: Sequence[Glyph]
    text: str = ""
    changes: tuple[Change, ...] = ()
    number: int = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One box of a table on one page, or the part of it that stands on that page.

    `row0` and `row1` (exclusive) are the elementary rows of its table that it covers. `is_open_top` and
    `is_open_bottom` say that no rule closes it there: the page's edge cuts it. `number` tells it from every
    other cell of its document.
    """

    bbox: BBox
    row0: int
    row1: int
    is_open_top: bool
    is_open_bottom: bool
    lines: tuple[Line, ...]
    number: int = -1

    @property
    def is_placeholder(self) -> bool:
        """Whether it is no box, but the place of one that the page does not show."""
        return self.row0 == self.row1


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table's part on one page: its elementary rows' edges and its cells, by row and then by column.

    `is_ruled` is False where no rules show the rows and the columns: what has no box there is empty. Of
    `doubtful_rows`, by number, nothing printed decides where they begin or end, or which cells they share;
    each has the clues that spoke. `gutters` are the gaps of a head without rules, and what was decided.
    """

    page_number: int
    bbox: BBox
    row_edges: tuple[float, ...]
    cells: tuple[Cell, ...]
    is_ruled: bool = True
    doubtful_rows: tuple[tuple[int, str], ...] = ()
    gutters: tuple[tuple[BBox, Verdict], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What was on a page: visible characters (upright ones but spaces, those at an angle), and shapes."""

    upright: int
    aside: int
    shapes: int


FurnitureKind = Literal[
    "page_number", "running_head", "line_number", "watermark", "angled_text", "other_language"
]
"""What is painted on a page but is none of the act's words; `extract/frame/furniture.py` has the rules."""


class Furniture(NamedTuple):
    """One line of furniture, and the clues that spoke for it, where clues decided."""

    kind: FurnitureKind
    line: Line
    reasons: str = ""


class FootnoteMark(NamedTuple):
    """A raised sign that leads to a footnote: as printed (`1`, `1)`, `*`), and the line of its glyphs."""

    mark: str
    line: Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Footnote:
    """A footnote: the mark that opens it, as printed, and its lines without that mark."""

    mark: FootnoteMark
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One page in parts: tables, the lines outside them from top to bottom, and what is none of their words.

    `marks` were taken out of the lines of the page's text; `footnotes` begin on the page.
    """

    page: ClearPage  # without its upright glyphs and shapes: `counts` tells how many there were
    counts: Counts
    tables: tuple[Table, ...]
    lines: tuple[Line, ...]
    furniture: tuple[Furniture, ...]
    marks: tuple[FootnoteMark, ...] = ()
    footnotes: tuple[Footnote, ...] = ()


def text_lines(layout: Layout) -> list[Line]:
    """The lines outside tables, then those in them; no furniture."""
    return [*layout.lines, *(line for table in layout.tables for cell in table.cells for line in cell.lines)]


def all_lines(layout: Layout) -> Iterator[Line]:
    """The lines of the text, of footnotes and their marks, and of furniture."""
    yield from text_lines(layout)
    yield from (each.line for each in layout.furniture)
    yield from (mark.line for mark in layout.marks)
    for note in layout.footnotes:
        yield from (note.mark.line, *note.lines)


def with_lines(layout: Layout, new: Callable[[Line], Line]) -> Layout:
    """The layout with each of all its lines made anew, in the order of `all_lines`."""

    def of_cell(cell: Cell) -> Cell:
        return replace(cell, lines=tuple(map(new, cell.lines))) if cell.lines else cell

    lines = tuple(map(new, layout.lines))
    return replace(
        layout,
        lines=lines,
        tables=_with_cells(layout.tables, of_cell),
        furniture=tuple([each._replace(line=new(each.line)) for each in layout.furniture]),
        marks=tuple([each._replace(line=new(each.line)) for each in layout.marks]),
        footnotes=tuple(
            [
                replace(
                    note,
                    mark=note.mark._replace(line=new(note.mark.line)),
                    lines=tuple(map(new, note.lines)),
                )
                for note in layout.footnotes
            ]
        ),
    )


def numbered(layouts: Iterable[Layout]) -> tuple[Layout, ...]:
    """The pages of a document with each line and each cell numbered, both from 0."""
    lines, cells = count(), count()
    result = []
    for layout in layouts:
        own = with_lines(layout, lambda line: line._replace(number=next(lines)))
        tables = _with_cells(own.tables, lambda cell: replace(cell, number=next(cells)))
        result.append(replace(own, tables=tables))
    return tuple(result)


def _with_cells(tables: Iterable[Table], new: Callable[[Cell], Cell]) -> tuple[Table, ...]:
    return tuple([replace(table, cells=tuple(map(new, table.cells))) for table in tables])
