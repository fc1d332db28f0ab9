"""Rows and cells joined over page breaks.

A row may break at any line. Its cells then stand wholly or partly on either page, and its number on any of
them, since cells are centred. Some engines leave the boxes open at the page break, some close them and open
them anew, and a merged cell goes through a page break even where two rows meet there. `clues` says what
decides.

Afterwards: each row of the plan is one `PlanRow`, and cells that are one cell are one `PlanCell`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from functools import cached_property
from itertools import count, pairwise

from pipeline.assemble.page_breaks.clues import (
    ONE_CELL,
    ONE_HEADING,
    ONE_ROW,
    CellBreak,
    HeadingBreak,
    RowBreak,
)
from pipeline.assemble.rows.headings import begins_note, is_heading
from pipeline.assemble.rows.row_parts import (
    BreakVerdict,
    CellKey,
    ColumnCell,
    PlanCell,
    PlanRow,
    PlanStream,
    RowCell,
    RowPart,
    Stream,
    TextPart,
)
from pipeline.stations.evidence import Verdict, rule
from pipeline.stations.item_numbers import (
    brackets_are_items,
    is_subitem_number,
    parse_number,
    split_leading_number,
)
from pipeline.stations.page import BBox, Line
from pipeline.stations.plan import COLUMN_ROLES, PlacedRemark
from pipeline.stations.printed import JoinLines, Place

_SHARED_ROLES = COLUMN_ROLES[1:]
_ENOUGH_ROWS = 2
"""So many rows tell whether a column is never empty."""


def join_rows(stream: Stream, join: JoinLines) -> PlanStream:
    """Joins what page breaks divide."""
    joiner = _Joiner([part for part in stream.parts if isinstance(part, RowPart)], join, stream.blank_pages)
    joiner.join_remnants_on_a_page()
    parts: list[TextPart | list[int]] = []
    rows: list[list[int]] = []
    number = count()
    for part in stream.parts:
        if isinstance(part, TextPart):
            parts.append(part)
        elif isinstance(part, RowPart):
            at = next(number)
            if rows and joiner.goes_on(rows[-1], at):
                rows[-1].append(at)
            else:
                rows.append([at])
                parts.append(rows[-1])
    joiner.join_undrawn()
    joined = iter(joiner.plan_rows(rows))
    return PlanStream(
        parts=tuple(part if isinstance(part, TextPart) else next(joined) for part in parts),
        verdicts=tuple(joiner.verdicts),
    )


def doubts(verdicts: Sequence[BreakVerdict]) -> list[PlacedRemark]:
    """A remark for each narrow verdict at a page break, with the clues that spoke."""
    found = []
    for each in verdicts:
        if each.verdict.is_doubtful:
            what = f"The {each.column.replace('_', ' ')} of this row" if each.column else "What stands here"
            taken = "was read as" if each.verdict.is_for else "was not read as"
            message = f"{what} {taken} one with what stands above the page break: {each.verdict.reasons}."
            found.append(PlacedRemark.of("doubtful_join", message, each.place))
    return found


class _Joiner:
    """Decides at each page break; keeps which parts are one cell. Rows are known by their index."""

    def __init__(self, rows: Sequence[RowPart], join: JoinLines, blank: Set[int]) -> None:
        self._rows, self._blank = rows, blank
        self._join = join
        self.verdicts: list[BreakVerdict] = []
        self._root: dict[CellKey, CellKey] = {}
        self._members: dict[CellKey, list[tuple[int, ColumnCell]]] = {}
        for row in rows:
            for some in row.cells:
                self._root.setdefault(some.key, some.key)
                self._members.setdefault(some.key, [(row.page_number, some)])

    @cached_property
    def _has_number_column(self) -> bool:
        return any(row.of("number") for row in self._rows)

    @cached_property
    def _never_empty(self) -> set[str | None]:
        """The columns in which cells are merged over rows, and none away from page breaks is empty.

        Where the plan merges no cells, an empty cell is empty: what is not printed is not filled.
        """
        narrow = [row for row in self._rows if not row.is_wide]
        inner = [row for row in narrow if not (row.is_first or row.is_last)]
        merging = [some for row in narrow for some in row.cells if row.is_taller(some.cell)]
        roles = {column.role for some in merging for column in some.columns}
        return {role for role in COLUMN_ROLES if role in roles and _is_never_empty(inner, role)}

    def _is_break(self, above: int, below: int) -> bool:
        """Whether a page break lies between these two rows, and no other row."""
        upper, lower = self._rows[above], self._rows[below]
        return upper.is_last and lower.is_first and self._follows(upper.page_number, lower.page_number)

    def _follows(self, page: int, other: int) -> bool:
        """Whether a page follows another, with none between but such as show nothing."""
        return other > page and all(number in self._blank for number in range(page + 1, other))

    def _text(self, row: RowPart, role: str) -> str:
        return self._join(row.lines(role)).text

    def _number(self, row: RowPart) -> str:
        text = self._text(row, "number")
        if any(map(str.isalnum, text)):
            return text
        return "" if self._has_number_column else split_leading_number(self._text(row, "measure"))[0]

    @cached_property
    def _brackets_are_items(self) -> bool:
        return brackets_are_items(parse_number(self._number(row)) for row in self._rows if not row.is_wide)

    def _number_in_cell(self, row: RowPart) -> str:
        """The number in the row's own cell; an item's without its bracket."""
        text = self._text(row, "number")
        return text.rstrip(")") if self._brackets_are_items else text

    def _lines(self, key: CellKey) -> tuple[Line, ...]:
        """The lines of a cell over the parts that are known to be one."""
        return tuple(line for _, part in self._members[self._root[key]] for line in part.cell.lines)

    def _merge(self, upper: ColumnCell, lower: ColumnCell) -> None:
        """Makes one cell of two, `upper`'s parts first."""
        root, other = self._root[upper.key], self._root[lower.key]
        if root != other:
            self._members[root].extend(self._members.pop(other))
            for _, part in self._members[root]:
                self._root[part.key] = root

    def _decided(self, row: RowPart, box: BBox, column: str | None, verdict: Verdict) -> bool:
        at = Place(page_number=row.page_number, bbox=box)
        self.verdicts.append(BreakVerdict(column=column, place=at, verdict=verdict))
        return verdict.is_for

    def goes_on(self, row: Sequence[int], below: int) -> bool:
        """Whether the row goes on in the part below; joins what is one cell of both."""
        above, part = self._rows[row[-1]], self._rows[below]
        if not self._is_break(row[-1], below):
            return False
        is_same = False
        if above.is_wide and part.is_wide:
            is_same = self._heading_goes_on(above, part)
        elif not above.is_wide and not part.is_wide:
            is_same = self._row_goes_on([self._rows[at] for at in row], below)
        for role, upper, lower in _pairs(above, part):
            may_be_one = (role is None or role in _SHARED_ROLES) and not (above.is_wide or part.is_wide)
            if is_same or (may_be_one and self._is_one_cell(role, upper, lower, above, part)):
                self._merge(upper, lower)
        return is_same

    def _row_goes_on(self, row: Sequence[RowPart], below: int) -> bool:
        part = self._rows[below]
        measure_after = None
        if below + 1 < len(self._rows) and self._is_break(below, below + 1):
            after = self._rows[below + 1]
            if not after.is_wide and self._number(after):
                measure_after = self._text(after, "measure")
        case = RowBreak(
            above=row[-1],
            has_number_above=any(self._number(each) for each in row),
            number_below=self._number(part),
            measure_below=self._text(part, "measure"),
            measure_after=measure_after,
        )
        return self._decided(part, part.bbox, None, ONE_ROW.verdict(case))

    def _heading_goes_on(self, above: RowPart, below: RowPart) -> bool:
        upper, lower = above.all_lines, below.all_lines
        text = self._join(lower).text
        if not upper or not text:
            return False
        room = max(some.cell.bbox.width for some in above.cells) - upper[-1].bbox.width
        n_letters = len(text.split(" ")[0])
        case = HeadingBreak(
            text_below=text,
            is_heading_below=bool(split_leading_number(text)[0]) or is_heading(text) or begins_note(text),
            has_no_room=room < lower[0].bbox.width * n_letters / len(lower[0].text),
        )
        return self._decided(below, below.bbox, None, ONE_HEADING.verdict(case))

    def _is_one_cell(
        self, role: str | None, upper: ColumnCell, lower: ColumnCell, above: RowPart, below: RowPart
    ) -> bool:
        lines = self._lines(upper.key)
        case = CellBreak(
            role=role,
            upper=upper.cell,
            lower=lower.cell,
            above=above,
            below=below,
            has_text_above=bool(lines),
            text=self._join(lines).text,
            text_below=self._join(lower.cell.lines).text,
            number=self._number_in_cell(below),
            is_lead_in=self._text(below, "measure").endswith(":"),
            is_never_empty=role in self._never_empty,
        )
        return self._decided(below, lower.cell.bbox, role, ONE_CELL.verdict(case))

    def join_remnants_on_a_page(self) -> None:
        """Joins an empty box to the one above it where the rule between them is inside a cell."""
        for before, row in zip((None, *self._rows), self._rows, strict=False):
            for role in _SHARED_ROLES:
                cells = row.of(role)
                for upper, lower in pairwise(cells):
                    if not lower.cell.lines:
                        self._merge(upper, lower)
                if before is None or not cells or cells[0].cell.lines or before.is_wide:
                    continue
                is_remnant = open_remnant(row, cells[0], number=self._number_in_cell(row)) or parted_box(
                    row, cells[0], number=self._number(row), measure=self._text(row, "measure")
                )
                if is_remnant and before.page_number == row.page_number:
                    for upper in before.of(role)[-1:]:
                        self._merge(upper, cells[0])

    def join_undrawn(self) -> None:
        """Joins the parts of a merged cell where one has no box, unless both hold text."""
        for above, below in pairwise(self._rows):
            is_near = below.page_number == above.page_number or self._follows(
                above.page_number, below.page_number
            )
            for some in below.cells if is_near and not (above.is_wide or below.is_wide) else ():
                upper = [other for other in above.cells if some.names & other.names][-1:]
                # what a merged cell shows may stand above the part without a box, or below it
                has_one_text = upper and not (self._lines(some.key) and self._lines(upper[0].key))
                if has_one_text and undrawn_remnant(upper[0], some, below):
                    self._merge(upper[0], some)

    def plan_rows(self, rows: Sequence[Sequence[int]]) -> list[PlanRow]:
        """The joined rows with their cells."""
        parts = [tuple(self._rows[at] for at in row) for row in rows]
        n_rows = Counter(
            root for row in parts for root in {self._root[some.key] for part in row for some in part.cells}
        )
        cells = {root: self._plan_cell(root, n) for root, n in n_rows.items()}
        return [
            PlanRow(
                parts=row,
                cells=tuple(
                    RowCell(columns=some.columns, cell=cells[self._root[some.key]])
                    for part in row
                    for some in part.cells
                ),
                is_wide=row[0].is_wide,
            )
            for row in parts
        ]

    def _plan_cell(self, root: CellKey, n_rows: int) -> PlanCell:
        lines = self._lines(root)
        boxes = tuple(Place(page_number=page, bbox=some.cell.bbox) for page, some in self._members[root])
        return PlanCell(key=root, printed=self._join(lines), lines=lines, boxes=boxes, n_rows=n_rows)


def _pairs(above: RowPart, below: RowPart) -> list[tuple[str | None, ColumnCell, ColumnCell]]:
    """The cells of two rows that meet, column by column, with the column's role."""
    roles = dict.fromkeys(column.role for some in below.cells for column in some.columns if column.role)
    pairs: list[tuple[str | None, list[ColumnCell], list[ColumnCell]]] = [
        (role, above.of(role)[-1:], below.of(role)[:1]) for role in roles
    ]
    for some in below.cells:
        if not any(column.role for column in some.columns):
            heads = {column.head for column in some.columns}
            same = [each for each in above.cells if heads & {column.head for column in each.columns}]
            pairs.append((None, same[-1:], [some]))
    return [
        (role, upper, lower)
        for role, uppers, lowers in pairs
        for upper, lower in zip(uppers, lowers, strict=False)
    ]


def _is_never_empty(rows: Sequence[RowPart], role: str) -> bool:
    columns = [cells for cells in (row.of(role) for row in rows) if cells]
    return len(columns) >= _ENOUGH_ROWS and all(
        any(some.cell.lines or some.cell.is_placeholder for some in cells) for cells in columns
    )


def _no(*_: object, **__: object) -> bool:
    return False


@rule(without=_no)
def open_remnant(row: RowPart, box: ColumnCell, *, number: str) -> bool:
    """Whether an empty box in a sub-item's row is open below, where the row is closed.

    Some engines draw the box of a merged cell that a page break divides only as high as its text.
    """
    # an engine that leaves cells with text open draws them to the page break
    is_manner = any(some.cell.is_open_bottom and some.cell.lines for some in row.cells)
    is_open = box.cell.is_open_bottom and not row.is_open
    return is_open and not is_manner and is_subitem_number(number)


@rule(without=_no)
def parted_box(row: RowPart, box: ColumnCell, *, number: str, measure: str) -> bool:
    """Whether an empty box over several rows begins where a stray rule goes through the row above."""
    return row.is_taller(box.cell) and not number and measure[:1].islower()


@rule(without=_no)
def undrawn_remnant(upper: ColumnCell, some: ColumnCell, below: RowPart) -> bool:
    """Whether two cells, of which one has no box, are one merged cell."""
    # what stands between a page's last words and its end is the upper edge of the row that follows
    is_edge = below.is_last and below.is_open and not (below.lines("number") or below.lines("measure"))
    if is_edge and not upper.cell.is_open_bottom:
        return False
    return some.cell.is_placeholder or (some.cell.is_open_top and upper.cell.is_placeholder)
