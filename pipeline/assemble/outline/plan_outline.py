"""The plan's outline: stages, sections, items and sub-items with their keys.

Sections are numbered on through the stages, items anew in each section. An item and its first sub-item may
share one number cell and one text (`5. 1)` `Мыналарды: …`); a struck-out item is its number beside one merged
cell; numbers may stand at the head of the text instead of in a column of their own; a number's cell may span
the rows of its sub-items.

Afterwards: each measure is one `Draft` with a key, in order, and what could not be placed is a remark.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.assemble.outline.outline_cursor import Outline, Position
from pipeline.assemble.outline.printed_legend import begins_legend, split_legend
from pipeline.assemble.page_breaks.joined_rows import CellGroup, JoinedRow, JoinedStream, row_groups
from pipeline.assemble.rows.headings import (
    is_heading,
    is_level_heading,
    note_pattern,
    parse_heading,
    removal_pattern,
    roman_number,
    totals_pattern,
)
from pipeline.assemble.rows.part_types import TextPart, text_blocks
from pipeline.stations.item_numbers import ItemNumber, parse_number, split_leading_number
from pipeline.stations.page import Line
from pipeline.stations.plan import COLUMN_ROLES, BesideText, TextPlace
from pipeline.stations.printed import JoinLines


def read_outline(stream: JoinedStream, join: JoinLines, leading: Sequence[Line] = ()) -> Outline:
    """The outline of the rows and the text among and after them.

    Args:
        stream: the joined rows.
        join: joins lines to text.
        leading: lines above the first table that are no part of the act.
    """
    walk = _Walk(stream, join)
    for block in text_blocks(leading):
        walk.text(block, is_after=False)
    parts = list(stream.parts)
    first = next((index for index, part in enumerate(parts) if isinstance(part, JoinedRow)), len(parts))
    last = max((index for index, part in enumerate(parts) if isinstance(part, JoinedRow)), default=-1)
    for index in range(first, len(parts)):
        part = parts[index]
        if isinstance(part, TextPart):
            walk.text(part, is_after=index > last)
        else:
            after = (parts[at] for at in range(index + 1, len(parts)))
            walk.row(part, next((other for other in after if isinstance(other, JoinedRow)), None))
    return walk.outline


class _Walk:
    """Goes through the rows in order and keeps where in the plan it is."""

    def __init__(self, stream: JoinedStream, join: JoinLines) -> None:
        self._join = join
        self._group_of = stream.group_of
        self._at = Position()
        self._numbered: set[int] = set()
        self._is_legend_open = False
        self._is_after_total = False
        rows = [part for part in stream.parts if isinstance(part, JoinedRow) and not part.is_wide]
        self._has_number_column = any(self._row_number(row, "number") for row in rows)
        role = "number" if self._has_number_column else "measure"
        # `1)` is an item where nothing in the plan is numbered `1` or `1.`
        self._at.brackets_are_items = not any(
            number.parts for row in rows for number in [self._row_number(row, role)] if number
        )

    @property
    def outline(self) -> Outline:
        """What the walk has found."""
        return self._at.outline

    def text(self, part: TextPart, *, is_after: bool) -> None:
        """Text between tables: a heading, a note, or something beside the plan."""
        for lines in _by_heading(self._after_legend(part.lines)):
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
                part_of_file: TextPlace = "after_plan" if is_after else "before_plan"
                self._at.outline.beside.append(
                    BesideText(part=part_of_file, printed=printed, source=tuple(lines))
                )
                if not is_after:
                    self._at.remark("text_beside_plan", f"Text beside the plan: {printed.text}", part)

    def _after_legend(self, lines: Sequence[Line]) -> Sequence[Line]:
        """The lines without those with which a legend goes on from above."""
        return self._legend(lines, is_begun=True) if self._is_legend_open else lines

    def _legend(self, lines: Sequence[Line], *, is_begun: bool) -> Sequence[Line]:
        """Takes the entries of a legend; gives the lines after it."""
        entries, rest = split_legend(lines, self._join, is_begun=is_begun)
        self._at.outline.legend.extend(entries)
        taken = tuple(lines[: len(lines) - len(rest)])
        if taken:
            part: TextPlace = "after_plan" if self._at.outline.drafts else "before_plan"
            self._at.outline.beside.append(BesideText(part=part, printed=self._join(taken), source=taken))
        self._is_legend_open = not rest
        return rest

    def row(self, row: JoinedRow, following: JoinedRow | None) -> None:
        """One row of the plan."""
        numbers = [g for g in self._groups(row, "number") if id(g) not in self._numbered]
        self._is_after_total = self._total(row)
        if self._is_after_total:
            return
        if row.is_wide:
            self._wide(row)
            return
        printed = self._text(numbers)
        number = self._number(printed)
        if printed and number is None:
            self._at.remark(
                "number_not_understood", f"The number {printed!r} was not understood.", row.parts[0]
            )
        self._numbered.update(id(group) for group in numbers if group.lines)
        text = self._text(self._groups(row, "measure"))
        is_bare = self._is_bare(row)
        if number is None:
            leading, rest = split_leading_number(text)
            number = parse_number(leading) if rest else None
            if number is None or not self._may_lead(number):
                self._unnumbered(row, text, is_bare=is_bare)
                return
            self._at.measure(row, self._with_first_subitem(number, rest, following), in_text=True)
        elif is_bare and text and self._is_section_in_two_cells(text, number, following):
            lines = [line for group in self._groups(row, "measure") for line in group.lines]
            self._at.heading(parse_heading(lines, self._join, ".".join(number.parts)))
        else:
            self._at.measure(row, self._with_first_subitem(number, text, following), in_text=False)

    def _number(self, printed: str) -> ItemNumber | None:
        """The number that a number cell prints, in Arabic or Roman digits."""
        roman = roman_number(printed) if printed else None
        return (
            ItemNumber(parts=(roman,), bracket=None) if roman else parse_number(printed) if printed else None
        )

    def _total(self, row: JoinedRow) -> bool:
        """Takes a row of totals: it has no number, and beside its words stand nothing but costs.

        So is a heading that prints the sum of what follows; and after a row of totals each row of its parts,
        whose words may be a source of funds alone.
        """
        worded = [group for group in self._all_groups(row) if not _is_dash(self._join(group.lines).text)]
        if not worded:
            return False
        label, *others = sorted(worded, key=lambda group: group.cells[0].bbox.x0)
        text = self._join(label.lines).text
        paying = {id(group) for role in ("cost", "funding") for group in self._groups(row, role)}
        is_apart = id(label) not in paying and all(
            id(group) in paying or any(map(str.isdigit, self._join(group.lines).text)) for group in others
        )
        if not is_apart or self._number(text):
            return False
        columns = {column.name for part in row.parts for some in part.cells for column in some.columns
                   if self._group_of[id(some.cell)] is label}  # fmt: skip
        is_heading_row = bool(others) and len(columns) > 1 and not totals_pattern().match(text)
        if is_heading_row and (row.is_wide or is_heading(text)):
            self._at.heading(parse_heading(label.lines, self._join))
        elif not totals_pattern().match(text) and not (self._is_after_total and others):
            return False
        self._at.total(row, label.lines)
        return True

    def _all_groups(self, row: JoinedRow) -> list[CellGroup]:
        """The row's cells over its parts that print something, each once."""
        groups = [self._group_of[id(some.cell)] for part in row.parts for some in part.cells]
        return [group for group in {id(group): group for group in groups}.values() if group.lines]

    def _with_first_subitem(self, number: ItemNumber, text: str, following: JoinedRow | None) -> ItemNumber:
        """The number with its first sub-item's, where that stands after the lead-in: `5.` `Мыналарды: 1) …`.

        Only where the next row is sub-item 2: else the bracketed numbers are paragraphs of one cell.
        """
        first = parse_number(split_leading_number(text.partition(":")[2].strip())[0])
        if number.bracket or following is None or first is None or first.bracket != "1" or first.parts:
            return number
        after = self._row_number(following, "number" if self._has_number_column else "measure")
        is_second = after is not None and not after.parts and after.bracket == "2"
        return ItemNumber(parts=number.parts, bracket="1") if is_second else number

    def _may_lead(self, number: ItemNumber) -> bool:
        """May a number at a text's head be the row's own, where its number cell is empty or not there?"""
        return not self._has_number_column or (bool(number.bracket) and self._at.is_in_item)

    def _is_bare(self, row: JoinedRow) -> bool:
        """Is nothing printed in the row but its number and its measure?"""
        others = [g for role in COLUMN_ROLES[1:] for g in self._groups(row, role)]
        return not any(group.lines or group.n_rows > 1 for group in others)

    def _is_section_in_two_cells(self, text: str, number: ItemNumber, following: JoinedRow | None) -> bool:
        if number.bracket or removal_pattern().search(text):
            return False
        if is_level_heading(text) or roman_number(".".join(number.parts)):
            return True
        if text.endswith(":") or following is None:
            return False
        after = parse_number(self._text(self._groups(following, "number")))
        return after is not None and not after.bracket and after.parts[-1:] == ("1",)

    def _wide(self, row: JoinedRow) -> None:
        """A row that one cell fills: a heading, a note, a struck-out item."""
        cells = sorted((some.cell for some in row.parts[0].cells), key=lambda cell: -cell.bbox.width)
        wide, beside = self._group_of[id(cells[0])], [self._group_of[id(cell)] for cell in cells[1:]]
        right = [group for group in beside if group.cells[0].bbox.x0 > wide.cells[0].bbox.x0 and group.lines]
        beside = [group for group in beside if group not in right]
        printed = self._join(wide.lines)
        number = self._number(self._text(beside))
        if not printed.text and not self._text(beside):
            return
        if begins_legend(wide.lines, self._join) and not self._text(beside):
            self._legend(wide.lines, is_begun=False)
            return
        if not number and totals_pattern().match(printed.text) and any(map(str.isdigit, printed.text)):
            # `Жиыны: 22 150,5 мың теңге` over the whole width
            self._at.total(row, wide.lines)
            return
        if number and (removal_pattern().search(printed.text) or note_pattern().match(printed.text)):
            draft = self._at.measure(row, number, in_text=False)
            draft.is_removed = True
        elif number and printed.text.endswith(":") and not is_level_heading(printed.text):
            self._at.measure(row, number, in_text=False)
        elif number:
            self._at.heading(parse_heading(wide.lines, self._join, ".".join(number.parts)))
        else:
            leading, rest = split_leading_number(printed.text)
            struck = parse_number(leading) if rest and removal_pattern().match(rest) else None
            if struck:
                self._at.measure(row, struck, in_text=True).is_removed = True
            else:
                self._at.heading(parse_heading([*self._lines(beside), *wide.lines], self._join))
        if right and not self._at.is_in_item:
            self._at.total(row, wide.lines)

    def _unnumbered(self, row: JoinedRow, text: str, *, is_bare: bool) -> None:
        """A row without number: a heading that was not merged, a note, or more of the measure above."""
        lines = self._lines(self._groups(row, "measure"))
        if is_bare and text and (is_heading(text) or note_pattern().match(text)):
            self._at.heading(parse_heading(lines, self._join))
        elif any(some.cell.lines for part in row.parts for some in part.cells):
            if self._at.outline.drafts and self._at.is_in_item:
                self._at.outline.drafts[-1].rows.append(row)
                message = "A row without number was read as more of the measure above it."
                self._at.remark("row_without_number", message, row.parts[0], self._at.outline.drafts[-1].key)
                return
            found = {id(line): line for part in row.parts for some in part.cells for line in some.cell.lines}
            self._at.outline.unplaced.extend(found.values())
            message = f"This row belongs to no measure: {self._join(list(found.values())).text}"
            self._at.remark("row_unplaced", message, row.parts[0])

    def _row_number(self, row: JoinedRow, role: str) -> ItemNumber | None:
        """The number in the row's number cell, or at the head of its measure."""
        text = self._text(self._groups(row, role))
        return parse_number(text if role == "number" else split_leading_number(text)[0])

    def _groups(self, row: JoinedRow, role: str) -> list[CellGroup]:
        return row_groups(row, role, self._group_of)

    def _lines(self, groups: Sequence[CellGroup]) -> list[Line]:
        return [line for group in groups for line in group.lines]

    def _text(self, groups: Sequence[CellGroup]) -> str:
        return self._join(self._lines(groups)).text


def _is_dash(text: str) -> bool:
    return not text.strip("-–— ")


def _by_heading(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines in groups, each beginning with a heading's or a note's first line."""
    groups: list[list[Line]] = []
    for line in lines:
        if not groups or is_heading(line.text) or note_pattern().match(line.text):
            groups.append([])
        groups[-1].append(line)
    return groups
