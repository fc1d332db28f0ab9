"""Paragraphs and tables laid into pages: where each line and each cell's box stands.

Everything is placed on one endless galley that is then cut into pages. A row is one box over the cut, as
Flying Saucer has it: a centred cell's lines stand wholly or partly on either side, and a line that the cut
would split moves over it with the lines below.
"""
# coordinates and their kin come in a fixed order

from __future__ import annotations

from dataclasses import dataclass, field

from tests.factory.canvas import Font
from tests.factory.grid import GridCell, GridRow, Table
from tests.factory.lines import Justify, Line, break_lines

_EPSILON = 0.01
_BREAK_EVERY = 3


@dataclass(slots=True)
class Segment:
    """A stretch of the galley that is on one page; `offset` is the room above it kept for a repeated head."""

    start: float
    end: float
    page: int
    offset: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedLine:
    """A line of text on the galley: `top` is its line box's upper edge."""

    line: Line
    x: float
    top: float
    width: float
    size: float
    leading: float
    justify: Justify
    is_spread: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedCell:
    """A cell's box on the galley and what kind of row it belongs to."""

    x0: float
    x1: float
    top: float
    bottom: float
    kind: str
    is_left: bool
    is_right: bool
    is_first: bool
    is_last: bool


@dataclass(slots=True)
class Galley:
    """The endless column and its cuts. Lengths in points; `height` is a page's content height."""

    height: float
    segments: list[Segment] = field(default_factory=list)
    reserve: float = 0
    lines: list[PlacedLine] = field(default_factory=list)
    cells: list[PlacedCell] = field(default_factory=list)
    ghosts: list[tuple[int, PlacedCell]] = field(default_factory=list)
    """(page, box) of rows that moved to the next page whole: their empty boxes are painted before it."""

    def __post_init__(self) -> None:
        self.segments.append(Segment(0, self.height, 0, 0))

    def at(self, y: float) -> Segment:
        """The segment that holds `y`, which may lie beyond the last page made so far."""
        while self.segments[-1].end <= y + _EPSILON:
            last = self.segments[-1]
            self.segments.append(
                Segment(last.end, last.end + self.height - self.reserve, last.page + 1, self.reserve)
            )
        for segment in reversed(self.segments):
            if segment.start <= y + _EPSILON:
                return segment
        return self.segments[0]

    def fit(self, y: float, height: float, room: float = 0) -> float:
        """`y`, or the start of the next page where something `height` tall would be cut."""
        segment = self.at(y)
        if y + height > segment.end - room + _EPSILON:
            return self.at(segment.end).start + room
        return y

    def turn(self, y: float) -> float:
        """End the page at `y`."""
        segment = self.at(y)
        segment.end = y
        return y


@dataclass(frozen=True, slots=True, kw_only=True)
class TableStyle:
    """What table layout needs to know; points."""

    font: Font
    size: float
    leading: float
    padding: float
    x0: float
    width: float
    valign: str
    justify: Justify
    at_punctuation: bool = False
    spread: float = 0
    squeeze: float = 1
    """Horizontal scale of the text (Tz)."""
    moves_rows: bool = False
    cut_room: float = 0
    """Room that lines keep from a cut: a closed box's padding."""
    keeps_ghosts: bool = False
    has_breaks: bool = False
    """Forced breaks after the first word of some cells."""


@dataclass(slots=True)
class _Open:
    """A merged cell whose last row is still to come."""

    cell: GridCell
    top: float
    rows_left: int
    x0: float
    x1: float
    column: int
    kind: str
    is_first: bool


def flow_table(galley: Galley, y: float, table: Table, style: TableStyle) -> float:
    """The table's rows from `y` on; the galley's y below it."""
    edges = [style.x0]
    for share in table.shares:
        edges.append(edges[-1] + share * style.width)
    spans: list[_Open] = []
    for at, row in enumerate(table.rows):
        y = _row(galley, y, row, at, len(table.rows), edges, spans, style)
    return y


def _row(
    galley: Galley,
    y: float,
    row: GridRow,
    at: int,
    count: int,
    edges: list[float],
    spans: list[_Open],
    style: TableStyle,
) -> float:
    column, own = 0, []
    pending = list(row.cells)
    taken = {span.column + n for span in spans for n in range(span.cell.columns)}
    while column < len(edges) - 1:
        if column in taken:
            column += 1
            continue
        cell = pending.pop(0)
        own.append(
            _Open(cell, y, cell.rows, edges[column], edges[column + cell.columns], column, row.kind, at == 0)
        )
        column += cell.columns
    height = max(
        (_height(o, style) for o in own if o.cell.rows == 1), default=style.leading + 2 * style.padding
    )
    for span in spans:
        if span.rows_left == 1:
            height = max(height, span.top + _height(span, style) - y)
    segment = galley.at(y)
    fits_page = height <= galley.height - galley.reserve
    if style.moves_rows and y + height > segment.end and fits_page and not spans:
        if style.keeps_ghosts:
            galley.ghosts += [(segment.page, _box(o, y, y + height, edges, at, count)) for o in own]
        y = galley.at(segment.end).start
        for cell in own:
            cell.top = y
    closing = [o for o in (*spans, *own) if o.rows_left == 1]
    placed = [_place(galley, o, y + height, style) for o in closing]
    bottom = max([y + height, *(end for _, end in placed)])
    for o, (lines, _) in zip(closing, placed, strict=True):
        galley.lines += lines
        galley.cells.append(_box(o, o.top, bottom, edges, at, count))
    for span in (*spans, *own):
        span.rows_left -= 1
    spans[:] = [span for span in (*spans, *own) if span.rows_left > 0]
    return bottom


def _box(o: _Open, top: float, bottom: float, edges: list[float], at: int, count: int) -> PlacedCell:
    return PlacedCell(
        x0=o.x0, x1=o.x1, top=top, bottom=bottom, kind=o.kind, is_left=o.column == 0,
        is_right=o.column + o.cell.columns == len(edges) - 1, is_first=o.is_first, is_last=at == count - 1,
    )  # fmt: skip


def _cell_lines(o: _Open, style: TableStyle) -> list[Line]:
    # only the body's words are painted squeezed
    width = (o.x1 - o.x0 - 2 * style.padding) / (style.squeeze if o.kind == "body" else 1)
    spread = style.spread if o.kind == "body" else 0
    lines: list[Line] = []
    for text in o.cell.texts:
        if style.has_breaks and o.cell.columns == 1 and o.kind == "body" and len(text) % _BREAK_EVERY == 0:
            text = text.replace(" ", "\n", 1)  # noqa: PLW2901
        lines += break_lines(
            text, style.font, style.size, width, at_punctuation=style.at_punctuation, spread=spread
        )
    return lines if any(line.text for line in lines) else []


def _height(o: _Open, style: TableStyle) -> float:
    return len(_cell_lines(o, style)) * style.leading + 2 * style.padding


def _place(galley: Galley, o: _Open, bottom: float, style: TableStyle) -> tuple[list[PlacedLine], float]:
    lines = _cell_lines(o, style)
    slack = bottom - o.top - 2 * style.padding - len(lines) * style.leading
    part = {"top": 0.0, "middle": 0.5, "bottom": 1.0}[style.valign if o.kind == "body" else "middle"]
    y = o.top + style.padding + max(slack, 0) * part
    justify = style.justify if o.kind == "body" and o.cell.field != "number" else "left"
    if o.kind != "body":
        justify = "center"
    placed = []
    for line in lines:
        y = galley.fit(y, style.leading, style.cut_room)
        placed.append(
            PlacedLine(line=line, x=o.x0 + style.padding, top=y, width=o.x1 - o.x0 - 2 * style.padding,
                       size=style.size, leading=style.leading, justify=justify, is_spread=o.kind == "body")
        )  # fmt: skip
        y += style.leading
    return placed, y + style.padding
