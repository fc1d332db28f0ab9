"""The texts beside the plan: around and between its tables, below it, in other tables and annexes.

They are text of the act and are published whole. An annex begins below the plan with its own stamp
(`2-қосымша`, `бекітілген`); a row of a table that is not the plan's is one text, with its cells.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.assemble.act_marks import approval_pattern
from pipeline.assemble.parts import RowPart, Stream, TablePart, TextPart
from pipeline.page import Line
from pipeline.plan import BesideText
from pipeline.printed import JoinLines, Place, Printed

_Spot = tuple[int, float]
"""A page and a height on it."""


def read_beside(stream: Stream, texts: Sequence[BesideText], join: JoinLines) -> tuple[BesideText, ...]:
    """The texts beside the plan in reading order.

    Args:
        stream: the document's parts.
        texts: those that the walk through the plan met, each above or below the plan's last row.
        join: joins lines to text.
    """
    annex = _first_annex(stream)
    found: list[tuple[_Spot, BesideText]] = []
    for text in texts:
        spot = _spot(text.source[0])
        is_annex = annex is not None and spot >= annex and text.part == "after_plan"
        found.append((spot, replace(text, part="annex") if is_annex else text))
    for part in stream.parts:
        if isinstance(part, TablePart):
            found.extend((_spot(text.source[0]), text) for text in _rows(part, join))
    return tuple(text for _, text in sorted(found, key=lambda each: each[0]))


def head_texts(stream: Stream, join: JoinLines) -> tuple[str, ...]:
    """What the cells of the plan's heads say, each once, in reading order."""
    texts = (join(cell.lines).text for cell in stream.heads)
    return tuple(dict.fromkeys(text for text in texts if text))


def _spot(line: Line) -> _Spot:
    return line.page_number, line.bbox.top


def _first_annex(stream: Stream) -> _Spot | None:
    """Where the first stamp below the plan's last row begins."""
    last = max((index for index, part in enumerate(stream.parts) if isinstance(part, RowPart)), default=-1)
    for part in stream.parts[last + 1 :]:
        if isinstance(part, TextPart) and any(approval_pattern().search(line.text) for line in part.lines):
            return _spot(part.lines[0])
    return None


def _rows(part: TablePart, join: JoinLines) -> Iterator[BesideText]:
    """The rows of a table that hold text; a cell over several rows stands in its first one."""
    for row in range(len(part.table.row_edges) - 1):
        every = [cell for cell in part.table.cells if cell.row0 == row]
        cells = [cell for cell in every if cell.lines]
        if not cells:
            continue
        printed = [join(cell.lines) for cell in cells]
        box = cells[0].bbox
        for cell in cells[1:]:
            box = box.union(cell.bbox)
        yield BesideText(
            part="annex",
            printed=Printed(
                text=" ".join(each.text for each in printed),
                lines=tuple(line for each in printed for line in each.lines),
                changes=tuple(change for each in printed for change in each.changes),
                places=(Place(page_number=part.page_number, bbox=box),),
            ),
            source=tuple(line for cell in cells for line in cell.lines),
            cells=tuple(join(cell.lines).text for cell in every),
        )
