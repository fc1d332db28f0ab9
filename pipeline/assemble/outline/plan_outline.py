"""The plan's outline: stages, sections, items and sub-items with their keys.

Sections are numbered on through the stages, items anew in each section. An item and its first sub-item may
share one number cell and one text (`5. 1)` `Мыналарды: …`); a removed item is its number next to one merged
cell; numbers may stand at the head of the text instead of in a column of their own; a number's cell may span
the rows of its sub-items.

Afterwards: each measure is one `Draft` with a key, in order, and what could not be placed is a remark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.assemble.outline.outline_cursor import Outline, Position
from pipeline.assemble.outline.printed_legend import begins_legend, split_legend
from pipeline.assemble.rows.headings import (
    is_heading,
    is_level_heading,
    note_pattern,
    parse_heading,
    removal_pattern,
)
from pipeline.assemble.rows.row_parts import (
    CellKey,
    PlanCell,
    PlanRow,
    PlanStream,
    TextPart,
    each_once,
    lines_of,
    text_blocks,
)
from pipeline.registry.word_orders import word_order
from pipeline.stations.evidence import VETO, Clue, Decision
from pipeline.stations.item_numbers import (
    ItemNumber,
    brackets_are_items,
    parse_number,
    roman_digits,
    split_leading_number,
)
from pipeline.stations.page import Line
from pipeline.stations.plan import COLUMN_ROLES, BesideText, TextPlace
from pipeline.stations.printed import JoinLines


def read_outline(stream: PlanStream, join: JoinLines, leading: Sequence[Line] = ()) -> Outline:
    """The outline of the rows and the text among and after them.

    `leading` are lines above the first table that are no part of the act.
    """
    walk = _Walk(stream, join)
    for block in text_blocks(leading):
        walk.text(block, is_after=False)
    parts = list(stream.parts)
    at_rows = [at for at, part in enumerate(parts) if isinstance(part, PlanRow)]
    for at in range(at_rows[0] if at_rows else len(parts), len(parts)):
        part = parts[at]
        if isinstance(part, TextPart):
            walk.text(part, is_after=at > at_rows[-1])
        else:
            following = (other for other in parts[at + 1 :] if isinstance(other, PlanRow))
            walk.row(part, next(following, None))
    return walk.outline


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberedText:
    """A row's number and text, whether nothing else is printed in it, and the number of the next row."""

    number: ItemNumber
    text: str
    is_bare: bool
    number_below: ItemNumber | None


def has_other_cells(case: NumberedText) -> bool:
    """Something is printed next to it, or it is empty itself: a measure's row."""
    return not case.text or not case.is_bare


def number_is_a_sub_items(case: NumberedText) -> bool:
    """A number in brackets."""
    return case.number.bracket is not None


def says_that_it_is_removed(case: NumberedText) -> bool:
    """An item that was removed keeps its number."""
    return removal_pattern().search(case.text) is not None


def names_its_level(case: NumberedText) -> bool:
    """A priority, a direction, a goal or a task."""
    return is_level_heading(case.text)


def number_is_roman(case: NumberedText) -> bool:
    """Items have none of these."""
    return roman_digits(".".join(case.number.parts)) is not None


def items_begin_below(case: NumberedText) -> bool:
    """The next row is the first of its section: `1`, `2.1`."""
    below = case.number_below
    return below is not None and not below.bracket and below.parts[-1:] == ("1",)


def leads_in(case: NumberedText) -> bool:
    """A lead-in ends with a colon."""
    return case.text.endswith(":")


SECTION_ROW: Decision[NumberedText] = Decision(
    "section_row",
    (
        Clue(has_other_cells, VETO, "a measure's row"),
        Clue(number_is_a_sub_items, VETO, "no section has such a number"),
        Clue(says_that_it_is_removed, VETO, "the decree's editions"),
        Clue(names_its_level, 3, "genuine plans with levels; outweighs a colon"),
        Clue(number_is_roman, 3, "plan `roman` of the exam; outweighs a colon"),
        Clue(items_begin_below, 1, "sections in two cells: genuine plans and fixtures"),
        Clue(leads_in, -2, "outweighs items that begin below: they are its own"),
    ),
)
"""Whether a row with a number is a section's heading."""


class _Walk:
    """Goes through the rows in order and keeps where in the plan it is."""

    def __init__(self, stream: PlanStream, join: JoinLines) -> None:
        self._join = join
        self._numbered: set[CellKey] = set()
        self._is_legend_open = False
        self._is_after_total = False
        rows = [part for part in stream.parts if isinstance(part, PlanRow) and not part.is_wide]
        self._has_number_column = any(parse_number(self._text(row, "number")) for row in rows)
        numbers = [self._row_number(row) for row in rows]
        self._at = Position(brackets_are_items=brackets_are_items(numbers))
        self.outline = self._at.outline

    def _text(self, row: PlanRow, role: str) -> str:
        return self._join(lines_of(row.of(role))).text

    def _row_number(self, row: PlanRow) -> ItemNumber | None:
        """The number in the row's number cell, or at the head of its measure, where no column has numbers."""
        if self._has_number_column:
            return parse_number(self._text(row, "number"))
        return parse_number(split_leading_number(self._text(row, "measure"))[0])

    def text(self, part: TextPart, *, is_after: bool) -> None:
        """Text between tables: a heading, a note, or something next to the plan."""
        # a legend may go on from above
        own = self._legend(part.lines, is_begun=True) if self._is_legend_open else part.lines
        for lines in _by_heading(own):
            if begins_legend(lines, self._join):
                rest = self._legend(lines, is_begun=False)
                if rest:
                    self.text(replace(part, lines=tuple(rest)), is_after=is_after)
                continue
            self._is_legend_open = False
            printed = self._join(lines)
            if note_pattern().match(printed.text):
                self._at.note(printed)
            elif not is_after and is_heading(printed.text):
                self._at.heading(parse_heading(lines, self._join))
            else:
                self._beside(lines, is_after=is_after)
                if not is_after:
                    self._at.remark("text_beside_plan", f"Text next to the plan: {printed.text}", part)

    def _beside(self, lines: Sequence[Line], *, is_after: bool) -> None:
        part: TextPlace = "after_plan" if is_after else "before_plan"
        self.outline.beside.append(BesideText(part=part, printed=self._join(lines), source=tuple(lines)))

    def _legend(self, lines: Sequence[Line], *, is_begun: bool) -> Sequence[Line]:
        """Takes the entries of a legend; gives the lines after it."""
        entries, rest = split_legend(lines, self._join, is_begun=is_begun)
        self.outline.legend.extend(entries)
        taken = lines[: len(lines) - len(rest)]
        if taken:
            self._beside(taken, is_after=bool(self.outline.drafts))
        self._is_legend_open = not rest
        return rest

    def row(self, row: PlanRow, following: PlanRow | None) -> None:
        """One row of the plan."""
        self._is_after_total = self._total(row)
        if self._is_after_total:
            return
        if row.is_wide:
            self._wide(row)
            return
        cells = [cell for cell in row.of("number") if cell.key not in self._numbered]
        self._numbered.update(cell.key for cell in cells if cell.lines)
        printed = self._join(lines_of(cells)).text
        number = _number(printed)
        text = self._text(row, "measure")
        if printed and number is None:
            message = f"The number {printed!r} was not understood."
            self._at.remark("number_not_understood", message, row.parts[0])
        if number is None:
            self._without_number_cell(row, text, following)
            return
        below = parse_number(self._text(following, "number")) if following else None
        case = NumberedText(number=number, text=text, is_bare=_is_bare(row), number_below=below)
        if SECTION_ROW.verdict(case).is_for:
            lines = lines_of(row.of("measure"))
            self._at.heading(parse_heading(lines, self._join, ".".join(number.parts)))
        else:
            self._at.measure(row, self._with_first_subitem(number, text, following), in_text=False)

    def _without_number_cell(self, row: PlanRow, text: str, following: PlanRow | None) -> None:
        """A row whose number stands at the head of its text, or that has none.

        Where the plan has a column of numbers, only a sub-item's may stand in the text.
        """
        leading, rest = split_leading_number(text)
        number = parse_number(leading) if rest else None
        if number and (not self._has_number_column or (number.bracket and self._at.is_in_item)):
            self._at.measure(row, self._with_first_subitem(number, rest, following), in_text=True)
        else:
            self._unnumbered(row, text)

    def _total(self, row: PlanRow) -> bool:
        """Takes a row of totals: it has no number, and next to its words stand nothing but costs.

        So is a heading that prints the sum of what follows; and after a row of totals each row of its parts,
        whose words may be a source of funds alone.
        """
        worded = [cell for cell in row.worded if cell.printed.text.strip("-–— ")]
        if not worded:
            return False
        label, *others = sorted(worded, key=lambda cell: cell.boxes[0].bbox.x0)
        text = label.printed.text
        paying = {cell.key for role in ("cost", "funding") for cell in row.of(role)}
        amounts = [cell.key in paying or any(map(str.isdigit, cell.printed.text)) for cell in others]
        if label.key in paying or not all(amounts) or _number(text):
            return False
        is_total = bool(word_order("totals").match(text))
        own = (some.columns for some in row.cells if some.cell.key == label.key)
        is_heading_row = bool(others) and not is_total and len({c.name for some in own for c in some}) > 1
        if is_heading_row and (row.is_wide or is_heading(text)):
            self._at.heading(parse_heading(label.lines, self._join))
        elif not is_total and not (self._is_after_total and others):
            return False
        self._at.total(row, label.lines)
        return True

    def _with_first_subitem(self, number: ItemNumber, text: str, following: PlanRow | None) -> ItemNumber:
        """The number with its first sub-item's, where that stands after the lead-in: `5.` `Мыналарды: 1) …`.

        Only where the next row is sub-item 2: else the bracketed numbers are paragraphs of one cell.
        """
        first = parse_number(split_leading_number(text.partition(":")[2].strip())[0])
        if number.bracket or following is None or first != _subitem("1"):
            return number
        return replace(number, bracket="1") if self._row_number(following) == _subitem("2") else number

    def _wide(self, row: PlanRow) -> None:
        """A row that one cell fills: a heading, a note, a removed item."""
        n_first = len(row.parts[0].cells)
        cells = each_once(some.cell for some in row.cells[:n_first])
        wide, *others = sorted(cells, key=lambda cell: -cell.boxes[0].bbox.width)
        right = [cell for cell in others if cell.boxes[0].bbox.x0 > wide.boxes[0].bbox.x0 and cell.lines]
        left = lines_of(cell for cell in others if cell not in right)
        text, beside = wide.printed.text, self._join(left).text
        number = _number(beside)
        if not text and not beside:
            return
        if begins_legend(wide.lines, self._join) and not beside:
            self._legend(wide.lines, is_begun=False)
            return
        if not number and word_order("totals").match(text) and any(map(str.isdigit, text)):
            # `Жиыны: 22 150,5 мың теңге` over the whole width
            self._at.total(row, wide.lines)
            return
        if number:
            self._wide_with_number(row, wide, number)
        else:
            self._wide_alone(row, wide, left)
        if right and not self._at.is_in_item:
            self._at.total(row, wide.lines)

    def _wide_with_number(self, row: PlanRow, wide: PlanCell, number: ItemNumber) -> None:
        text = wide.printed.text
        if removal_pattern().search(text) or note_pattern().match(text):
            self._at.measure(row, number, in_text=False).is_removed = True
        elif text.endswith(":") and not is_level_heading(text):
            self._at.measure(row, number, in_text=False)
        else:
            self._at.heading(parse_heading(wide.lines, self._join, ".".join(number.parts)))

    def _wide_alone(self, row: PlanRow, wide: PlanCell, left: Sequence[Line]) -> None:
        leading, rest = split_leading_number(wide.printed.text)
        removed = parse_number(leading) if rest and removal_pattern().match(rest) else None
        if removed:
            self._at.measure(row, removed, in_text=True).is_removed = True
        else:
            self._at.heading(parse_heading([*left, *wide.lines], self._join))

    def _unnumbered(self, row: PlanRow, text: str) -> None:
        """A row without number: a heading that was not merged, a note, or more of the measure above."""
        lines = {line.number: line for part in row.parts for line in part.all_lines}
        if text and _is_bare(row) and (is_heading(text) or note_pattern().match(text)):
            self._at.heading(parse_heading(lines_of(row.of("measure")), self._join))
        elif lines and self._at.is_in_item:
            above = self.outline.drafts[-1]
            above.rows.append(row)
            message = "A row without number was read as more of the measure above it."
            self._at.remark("row_without_number", message, row.parts[0], above.key)
        elif lines:
            self.outline.unplaced.extend(lines.values())
            message = f"This row belongs to no measure: {self._join(list(lines.values())).text}"
            self._at.remark("row_unplaced", message, row.parts[0])


def _number(printed: str) -> ItemNumber | None:
    """The number that a cell prints, in Arabic or Roman digits."""
    roman = roman_digits(printed)
    return ItemNumber(parts=(roman,), bracket=None) if roman else parse_number(printed)


def _subitem(bracket: str) -> ItemNumber:
    return ItemNumber(parts=(), bracket=bracket)


def _is_bare(row: PlanRow) -> bool:
    """Whether nothing is printed in the row but its number and its measure."""
    others = [cell for role in COLUMN_ROLES[1:] for cell in row.of(role)]
    return not any(cell.lines or cell.n_rows > 1 for cell in others)


def _by_heading(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines in groups, each beginning with a heading's or a note's first line."""
    groups: list[list[Line]] = []
    for line in lines:
        if not groups or is_heading(line.text) or note_pattern().match(line.text):
            groups.append([])
        groups[-1].append(line)
    return groups
