"""A plan's table as cells with edges and fills, the same for all engines."""

from __future__ import annotations

from dataclasses import dataclass

from tests.exam.description import Drawn, Heading, load_plan, rows_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A cell: its place in the grid, its text, the lines around it and the grey behind it."""

    row: int
    column: int
    n_rows: int
    n_columns: int
    text: str
    top: bool
    bottom: bool
    left: bool
    right: bool
    fill: bool
    is_head: bool
    is_heading: bool


def boxes_of(drawn: Drawn) -> list[list[Box]]:
    """The cells of each row; a row lists those that begin in it."""
    plan, border = load_plan(drawn.plan), drawn.border
    n_columns = len(plan["roles"])
    grid = [*_head_cells(plan["heads"])]
    n_heads = len(grid)
    kinds = ["head"] * n_heads
    for row in rows_of(drawn.plan):
        if isinstance(row, Heading):
            grid.append([(0, 1, n_columns, row.text)])
            kinds.append("heading")
        else:
            grid.append([(at, 1, 1, text) for at, text in enumerate((row.number, *row.cells))])
            kinds.append("item")
    last = len(grid) - 1
    result = []
    for at, cells in enumerate(grid):
        boxes = []
        for column, n_rows, span, text in cells:
            end = at + n_rows - 1
            boxes.append(
                Box(
                    row=at,
                    column=column,
                    n_rows=n_rows,
                    n_columns=span,
                    text=text,
                    top=_line_above(at, kinds, drawn),
                    bottom=(border.frame or border.head)
                    if end == last
                    else _line_above(end + 1, kinds, drawn),
                    left=border.frame if column == 0 else border.columns,
                    right=border.frame if column + span == n_columns else border.columns,
                    fill=(kinds[at] == "head" and border.head_fill)
                    or (kinds[at] != "head" and border.zebra and (at - n_heads) % 2 == 1),
                    is_head=kinds[at] == "head",
                    is_heading=kinds[at] == "heading",
                )
            )
        result.append(boxes)
    return result


def _line_above(row: int, kinds: list[str], drawn: Drawn) -> bool:
    border = drawn.border
    if row == 0:
        return border.frame or border.head
    if kinds[row] == "head":
        # the years under their head
        return border.rows or border.columns
    if kinds[row - 1] == "head":
        return border.head
    if "heading" in (kinds[row], kinds[row - 1]) and border.sections:
        return True
    return border.rows


def _head_cells(heads: list[str | dict[str, object]]) -> list[list[tuple[int, int, int, str]]]:
    """The head's rows: `(column, rows, columns, text)`; years stand under their own head."""
    is_two = any(isinstance(head, dict) for head in heads)
    upper: list[tuple[int, int, int, str]] = []
    lower: list[tuple[int, int, int, str]] = []
    column = 0
    for head in heads:
        if isinstance(head, dict):
            years = head["years"]
            assert isinstance(years, list)
            upper.append((column, 1, len(years), str(head["head"])))
            lower += [(column + n, 1, 1, str(year)) for n, year in enumerate(years)]
            column += len(years)
        else:
            upper.append((column, 2 if is_two else 1, 1, head))
            column += 1
    return [upper, lower] if is_two else [upper]


PAGES = {("a4", False): (595.3, 841.9), ("letter", False): (612.0, 792.0)}


def page_size(drawn: Drawn) -> tuple[float, float]:
    """Width and height in points."""
    width, height = PAGES["letter" if drawn.letter else "a4", False]
    return (height, width) if drawn.landscape else (width, height)


MARGIN = 45.0
