"""Rows and cells over the pages' cuts.

A row may break at any line. Its cells then stand wholly or partly on either page, and its number on any of
them, since cells are centred. Some engines leave the boxes open at the cut, some close them and open them
anew, and a merged cell goes through a cut even where two rows meet there. Two facts decide whether a row goes
on: whether the engine leaves boxes open (one open box at any cut shows its manner), and where the numbers
stand.

Afterwards: each row of the plan is one `JoinedRow`, and cells that are one cell have one `CellGroup`.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from pipeline.assemble.page_breaks.continuation import Continued, is_subitem
from pipeline.assemble.page_breaks.joined_rows import CellGroup, JoinedRow, JoinedStream
from pipeline.assemble.rows.headings import is_heading, note_pattern, removal_pattern
from pipeline.assemble.rows.part_types import RowPart, Stream, TextPart
from pipeline.stations.item_numbers import split_leading_number
from pipeline.stations.page import Cell, Line
from pipeline.stations.plan import COLUMN_ROLES, PlacedRemark
from pipeline.stations.printed import JoinLines

_SHARED_ROLES = COLUMN_ROLES[1:]


def join_cuts(stream: Stream, join: JoinLines) -> JoinedStream:
    """Joins what the pages' cuts part."""
    rows = [part for part in stream.parts if isinstance(part, RowPart)]
    cutter = _Cutter(rows, join)
    for before, part_below in zip((None, *rows), rows, strict=False):
        cutter.mend(part_below, before)
    parts: list[JoinedRow | TextPart] = []
    last: JoinedRow | None = None
    for part in stream.parts:
        if isinstance(part, TextPart):
            parts.append(part)
        if not isinstance(part, RowPart):
            continue
        if last is not None and cutter.goes_on(last, part):
            cutter.link(last.parts[-1], part, is_same_row=True)
            last.parts.append(part)
            continue
        if last is not None and cutter.is_cut(last.parts[-1], part) and not (last.is_wide or part.is_wide):
            cutter.link(last.parts[-1], part, is_same_row=False)
        last = JoinedRow([part], part.is_wide)
        parts.append(last)
    for above, below in itertools.pairwise(rows):
        cutter.link_undrawn(above, below)
    for row in parts:
        if isinstance(row, JoinedRow):
            groups = {id(g): g for p in row.parts for some in p.cells for g in [cutter.group(some.cell, p)]}
            for group in groups.values():
                group.n_rows += 1
    return JoinedStream(tuple(parts), cutter.groups, cutter.remarks)


class _Cutter:
    """Decides at each cut; keeps which cell parts are one cell."""

    def __init__(self, rows: Sequence[RowPart], join: JoinLines) -> None:
        self._join = join
        self.groups: dict[int, CellGroup] = {}
        cuts = [(a, b) for a, b in itertools.pairwise(rows) if self.is_cut(a, b) and not a.is_wide]
        self._leaves_open = any(a.is_open for a, _ in cuts)
        self._numberless = not any(part.of("number") for part in rows)
        self._continued = Continued(rows, join)
        self._next = {id(a): b for a, b in itertools.pairwise(rows)}

    @property
    def remarks(self) -> tuple[PlacedRemark, ...]:
        """The verdicts that a person should look at."""
        return tuple(self._continued.remarks)

    def is_cut(self, above: RowPart, below: RowPart) -> bool:
        """Does a page's cut lie between these two, with no other row between?"""
        return above.is_last and below.is_first and below.page_number == above.page_number + 1

    def group(self, cell: Cell, part: RowPart) -> CellGroup:
        """The group of a cell part, made at its first mention."""
        found = self.groups.get(id(cell))
        if found is None:
            found = self.groups[id(cell)] = CellGroup([cell], [part.page_number])
        return found

    def goes_on(self, row: JoinedRow, below: RowPart) -> bool:
        """Does the row go on in the part below the cut?"""
        above = row.parts[-1]
        if not self.is_cut(above, below) or above.is_wide != below.is_wide:
            return False
        if above.is_wide:
            return self._heading_goes_on(above, below)
        is_open = above.is_open
        is_numbered = any(self._number(part) for part in row.parts)
        if self._leaves_open and not is_open:
            if not is_numbered:
                return any(some.cell.lines for some in above.cells)
            # only a part that ends on its page without ever having had a number can belong above
            return not self._number(below) and not below.is_open
        if is_numbered and self._number(below):
            return False
        if not is_open and is_numbered and not self._number(below):
            return not self._belongs_below(below)
        return True

    def _heading_goes_on(self, above: RowPart, below: RowPart) -> bool:
        """Is the wide row below the page break the rest of the one above, whether boxes are closed or not?

        A heading begins with its number or a capital. One with a capital goes on where the line above is
        full: the next word had no room on it.
        """
        upper, lower = _wide_lines(above), _wide_lines(below)
        text = self._join(lower).text
        if not upper or not lower or split_leading_number(text)[0] or is_heading(text):
            return False
        if note_pattern().match(text) or removal_pattern().match(text):
            return False
        if text[:1].islower():
            return True
        word = text.split(" ")[0]
        room = max(some.cell.bbox.width for some in above.cells) - upper[-1].bbox.width
        return room < lower[0].bbox.width * len(word) / len(lower[0].text)

    def link(self, above: RowPart, below: RowPart, *, is_same_row: bool) -> None:
        """Makes one cell of the parts that are one, column by column."""
        for role in dict.fromkeys(column.role for some in below.cells for column in some.columns):
            if role is None:
                self._link_others(above, below, is_same_row=is_same_row)
                continue
            upper, lower = above.of(role), below.of(role)
            if not upper or not lower:
                continue
            may_be_one = is_same_row or role in _SHARED_ROLES
            if may_be_one and (is_same_row or self._is_one(role, upper[-1], lower[0], above, below)):
                self._merge(upper[-1], above, lower[0], below)

    def mend(self, part: RowPart, before: RowPart | None) -> None:
        """Joins an empty box to the one above it where the rule between them is inside a row.

        Some engines draw the box of a merged cell that a cut parts only as high as its text. What is left of
        it in a sub-item's row shows by its open end, where the row itself is closed.
        """
        for role in _SHARED_ROLES:
            cells = part.of(role)
            if (
                before
                and cells
                and (self._is_rest(cells[0], part, before) or self._is_parted(cells[0], part, before))
            ):
                for upper in before.of(role)[-1:]:
                    self._merge(upper, before, cells[0], part)
            for upper, lower in itertools.pairwise(cells):
                if not lower.lines:
                    self._merge(upper, part, lower, part)

    def _is_rest(self, cell: Cell, part: RowPart, before: RowPart) -> bool:
        """Is an empty box in a sub-item's row what the engine left of the cell above?"""
        return (
            not cell.lines
            and cell.is_open_bottom
            and not part.is_open
            and before.page_number == part.page_number
            and not before.is_wide
            # an engine that leaves cells with text open draws them to the cut
            and not any(o.cell.is_open_bottom and o.cell.lines for o in (*before.cells, *part.cells))
            and any(cell.row1 <= own.row1 for own in part.of("measure")[-1:])
            and is_subitem(part, self._join)
        )

    def _is_parted(self, cell: Cell, part: RowPart, before: RowPart) -> bool:
        """Does an empty box over several rows begin where a stray rule goes through the row above?"""
        return (
            not cell.lines
            and part.is_exceeded_by(cell)
            and before.page_number == part.page_number
            and not (before.is_wide or self._number(part))
            and self._text(part, "measure")[:1].islower()
        )

    def link_undrawn(self, above: RowPart, below: RowPart) -> None:
        """Joins what is left of a merged cell without a box to the cell above, if no text came for it."""
        if above.is_wide or below.is_wide or below.page_number > above.page_number + 1:
            return
        # what stands between a page's last words and its cut is the upper edge of the row that follows
        is_edge = below.is_last and below.is_open and not (below.lines("number") or below.lines("measure"))
        for some in below.cells:
            upper = [other.cell for other in above.cells if some.names & other.names][-1:]
            if is_edge and not any(cell.is_open_bottom for cell in upper):
                continue
            goes_up = some.cell.is_open_top and any(cell.is_undrawn for cell in upper)
            if upper and (some.cell.is_undrawn or goes_up) and not self.group(some.cell, below).lines:
                self._merge(upper[0], above, some.cell, below)

    def _link_others(self, above: RowPart, below: RowPart, *, is_same_row: bool) -> None:
        for some in below.cells:
            if any(column.role for column in some.columns):
                continue
            heads = {column.head for column in some.columns}
            upper = [o.cell for o in above.cells if heads & {column.head for column in o.columns}]
            if upper and (is_same_row or self._is_one(None, upper[-1], some.cell, above, below)):
                self._merge(upper[-1], above, some.cell, below)

    def _merge(self, upper: Cell, above: RowPart, lower: Cell, below: RowPart) -> None:
        """Makes one group of two parts' groups, `upper`'s first."""
        group, other = self.group(upper, above), self.group(lower, below)
        if group is other:
            return
        group.cells.extend(other.cells)
        group.pages.extend(other.pages)
        for cell in other.cells:
            self.groups[id(cell)] = group

    def _is_one(self, role: str | None, upper: Cell, lower: Cell, above: RowPart, below: RowPart) -> bool:
        lines = self.group(upper, above).lines
        return self._continued.is_one(role, upper, lower, above, below, lines)

    def _belongs_below(self, part: RowPart) -> bool:
        """Is a part without number, alone on its page, the beginning of the row whose number is below it?"""
        after = self._next.get(id(part))
        if after is None or not self.is_cut(part, after) or after.is_wide or not self._number(after):
            return False
        begins = self._text(part, "measure")[:1]
        goes_on = self._text(after, "measure")[:1]
        return begins.isupper() and (not goes_on or goes_on.islower())

    def _number(self, part: RowPart) -> str:
        text = self._text(part, "number")
        if not any(letter.isalnum() for letter in text):
            text = ""
        if text or not self._numberless:
            return text
        return split_leading_number(self._text(part, "measure"))[0]

    def _text(self, part: RowPart, role: str) -> str:
        return self._join(part.lines(role)).text


def _wide_lines(part: RowPart) -> list[Line]:
    return [line for some in part.cells for line in some.cell.lines]
