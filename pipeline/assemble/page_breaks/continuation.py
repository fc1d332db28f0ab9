"""Is a cell above a page's cut the one below it, although two rows of the plan meet there?

A merged cell goes through a cut. Engines leave its parts open or close both, set its text in either part or
in both, and may leave no more of it than an empty box as high as one row. What tells: open ends, how many
rows the parts cover, sentences cut short, and columns in which no cell is ever empty.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from functools import cached_property

from pipeline.assemble.rows.part_types import RowPart
from pipeline.registry.finding_kinds import Remark
from pipeline.registry.kazakh import is_genitive
from pipeline.registry.outline_words import outline_words
from pipeline.stations.item_numbers import parse_number
from pipeline.stations.page import Cell, Line
from pipeline.stations.plan import COLUMN_ROLES, PlacedRemark
from pipeline.stations.printed import JoinLines, Place

_ENOUGH_ROWS = 2


class Continued:
    """Decides for the parts of cells at a cut."""

    def __init__(self, rows: Sequence[RowPart], join: JoinLines) -> None:
        """Takes the rows; what all of them tell is looked at where a cut asks for it.

        Args:
            rows: all rows of the plan, parted by the cuts.
            join: joins lines to text.
        """
        self._join = join
        self._rows = rows
        self.remarks: list[PlacedRemark] = []

    @cached_property
    def _reach(self) -> dict[int, tuple[float, float]]:
        """The highest and the lowest place of the plan's text on each page, in points."""
        found: dict[int, tuple[float, float]] = {}
        for line in (line for cell in self._cells() for line in cell.lines):
            top, bottom = found.get(line.page_number, (line.bbox.top, 0.0))
            found[line.page_number] = min(top, line.bbox.top), max(bottom, line.bbox.bottom)
        return found

    @cached_property
    def _pairs(self) -> set[tuple[str, str]]:
        """Words that follow one another in a cell."""
        found: set[tuple[str, str]] = set()
        for cell in self._cells():
            found.update(itertools.pairwise([word for line in cell.lines for word in line.text.split(" ")]))
        return found

    @cached_property
    def _never_empty(self) -> set[str]:
        """The columns in which cells are merged over rows, and none away from the cuts is empty.

        Where the plan merges no cells, an empty cell is empty: what is not printed is not filled.
        """
        uncut = [part for part in self._rows if not (part.is_first or part.is_last or part.is_wide)]
        merging = {
            column.role
            for part in self._rows
            if not part.is_wide
            for some in part.cells
            if part.is_exceeded_by(some.cell)
            for column in some.columns
        }
        return {role for role in COLUMN_ROLES if role in merging and _is_never_empty(uncut, role)}

    def _cells(self) -> Iterator[Cell]:
        return (some.cell for part in self._rows for some in part.cells)

    def is_one(
        self,
        role: str | None,
        upper: Cell,
        lower: Cell,
        above: RowPart,
        below: RowPart,
        lines: Sequence[Line],
    ) -> bool:
        """Is `upper`, in the last row of a page, one cell with `lower`, in the first row of the next?

        Args:
            role: the column's; None for one that the contract does not know.
            upper: the part above.
            lower: the part below.
            above: the row of `upper`.
            below: the row of `lower`.
            lines: all lines of the cell of which `upper` is the last part so far.
        """
        is_open = upper.is_open_bottom and not above.is_open
        is_tall = above.is_exceeded_by(upper)
        spans = is_tall or below.is_exceeded_by(lower)
        measure = below.of("measure")
        top = min((cell.row0 for cell in measure), default=lower.row0)
        if lower.row0 < top or (lower.is_open_top and measure and not measure[0].is_open_top):
            return True  # it goes up beside what the page still shows of the row above, or over the cut
        has_rest = any(some.cell.row0 < top for some in below.cells)
        is_closed = not upper.is_open_bottom and any(some.cell.is_open_bottom for some in above.cells)
        if not lower.lines:
            is_own = is_closed or (has_rest and not lower.is_open_bottom)
            # a column that the contract does not know, such as one for remarks, may be empty anywhere
            if is_open or spans or not lines or is_own:
                return is_open or spans
            if role is not None and is_subitem(below, self._join):
                return True
            return not self._is_lead_in(below) and self._is_filled_by_habit(role, lower, below)
        if not lines:
            begins_above = not _is_at_top(lower) or (
                _is_too_high(lower, upper) and self._is_of_all_subitems(lower, below)
            )
            if is_open or is_tall or not spans or is_closed:
                return is_open or is_tall
            return _is_lifted(lower) or (begins_above and self._is_filled_by_habit(role, lower, below))
        text, after = self._join(lines).text, self._join(lower.lines).text
        last_word, first_word = text.split(" ")[-1], after.split(" ")[0]
        owns = is_genitive(last_word)
        is_cut_short = owns or text[-1:] in ",(«-" or text.count("(") > text.count(")")
        is_known_pair = (last_word, first_word) in self._pairs
        tells = is_cut_short or is_known_pair
        # what somebody has must be named: a list may go on in a cell of its own, a genitive may not
        may_go_on = spans or is_open or owns or (tells and is_subitem(below, self._join))
        if is_closed or not may_go_on:
            return False
        if upper.lines and upper.lines[-1].bbox.bottom > upper.bbox.bottom + 1:
            return True
        if is_cut_short or last_word.lower() in outline_words().joining:
            return True
        flows, introduces = self._flows(lines[-1], upper, lower), self._is_lead_in(above)
        if (flows and (is_open or is_known_pair)) or (introduces and is_known_pair):
            return True
        if not (after[:1].islower() or after[:1] == "("):
            return False
        goes_on_beside = _goes_on_beside(upper, lower, above, below)
        if below.lines("number") and not is_subitem(below, self._join):
            # an item of its own: small letters begin many a cell
            return goes_on_beside and (is_tall or flows)
        return (is_tall and (flows or goes_on_beside)) or (flows and (goes_on_beside or introduces))

    def _is_filled_by_habit(self, role: str | None, cell: Cell, part: RowPart) -> bool:
        """Is the column one that is never empty? Nothing else says so here: the verdict is reported."""
        if role not in self._never_empty:
            return False
        message = f"The {role.replace('_', ' ')} of this row may be that of the row above the page break."
        place = Place(page_number=part.page_number, bbox=cell.bbox)
        self.remarks.append(PlacedRemark(remark=Remark(code="doubtful_join", message=message), place=place))
        return True

    def _flows(self, last: Line, upper: Cell, lower: Cell) -> bool:
        """Does text reach the end of its page's part, and go on at the top of the next page's?"""
        first = lower.lines[0]
        if last.page_number + 1 != first.page_number:
            return False
        floor = min(upper.bbox.bottom, self._reach[last.page_number][1])
        ceiling = max(lower.bbox.top, self._reach[first.page_number][0])
        return floor - last.bbox.bottom < 1.2 * last.size and first.bbox.top - ceiling < 1.5 * first.size

    def _is_of_all_subitems(self, cell: Cell, first: RowPart) -> bool:
        """Is it the cell of all sub-items from `first` on that stand on the page?"""
        rows = itertools.takewhile(
            lambda part: part.page_number == first.page_number and is_subitem(part, self._join),
            itertools.dropwhile(lambda part: part is not first, self._rows),
        )
        return all(any(some.cell is cell for some in part.cells) for part in rows)

    def _is_lead_in(self, part: RowPart) -> bool:
        """Does the row only introduce others, so that its other cells are empty?"""
        return self._join(part.lines("measure")).text.endswith(":")


def is_subitem(part: RowPart, join: JoinLines) -> bool:
    """Is the row a sub-item: has it a number like `1)`?"""
    number = parse_number(join(part.lines("number")).text)
    return number is not None and number.bracket is not None and not number.parts


def _is_never_empty(rows: Sequence[RowPart], role: str) -> bool:
    columns = (part.of(role) for part in rows)
    filled = [any(cell.lines or cell.is_undrawn for cell in cells) for cells in columns if cells]
    return len(filled) >= _ENOUGH_ROWS and all(filled)


def _goes_on_beside(upper: Cell, lower: Cell, above: RowPart, below: RowPart) -> bool:
    """Does another cell over the very same rows go on over several rows, without text, below the cut?"""
    if not below.is_exceeded_by(lower):
        return False
    heads = {
        name
        for some in above.cells
        if some.cell is not upper and (some.cell.row0, some.cell.row1) == (upper.row0, upper.row1)
        for name in some.names
    }
    return any(
        heads & some.names
        and not some.cell.lines
        and (some.cell.row0, some.cell.row1) == (lower.row0, lower.row1)
        for some in below.cells
    )


def _is_at_top(cell: Cell) -> bool:
    """Does the text begin at its box's top: a text that begins there, where cells are filled from the top?"""
    first = cell.lines[0]
    return first.bbox.top - cell.bbox.top < 0.7 * first.size


def _is_too_high(lower: Cell, upper: Cell) -> bool:
    """Is the text below a cut too high for the box above it, where it would have begun otherwise?"""
    return lower.lines[-1].bbox.bottom - lower.lines[0].bbox.top > upper.bbox.bottom - upper.bbox.top


def _is_lifted(cell: Cell) -> bool:
    """Does the text stand above its box's middle, and not at its top?

    So stands the text of a centred cell whose box begins on the page before.
    """
    first, last = cell.lines[0], cell.lines[-1]
    above, under = first.bbox.top - cell.bbox.top, cell.bbox.bottom - last.bbox.bottom
    return first.size < above < under - 0.6 * first.size
