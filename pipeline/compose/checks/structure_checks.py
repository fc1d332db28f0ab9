"""Checks of the structure by what it means: rows beside the plan, measures without text or beginning.

Geometry does not report its own doubt: a table read wrong still gives rows and cells. What they say tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import pairwise

from pipeline.stations.page import BBox, Layout, Line
from pipeline.stations.plan import Entry, PlacedRemark, Plan
from pipeline.stations.printed import Place

# white between two cells of a row is wider than that between two words, also of a justified line
_CELL_GAP_EM = 0.8
# so many lines in a row of so many cells each are a table
_CELLS = 3
_LINES = 2
# so many items that begin with a capital, to one that does not, show how the plan is written
_CAPITALS = 4
_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_OF_COSTS = re.compile(r" / (?:19|20)\d\d")


def structure_remarks(plan: Plan, layouts: Sequence[Layout]) -> Iterator[PlacedRemark]:
    """What a person should look at.

    Args:
        plan: the plan as read.
        layouts: the pages that it was read from.
    """
    yield from _rows_beside(plan, layouts)
    yield from _years_apart(plan)
    yield from _unnumbered_sections(plan)
    items = [entry for entry in plan.entries if entry.subitem_number is None and not entry.is_removed]
    begins = [_text(entry)[:1] for entry in items]
    is_capital = sum(letter.isupper() for letter in begins) >= _CAPITALS * sum(map(str.islower, begins))
    for entry, letter in zip(items, begins, strict=True):
        if not letter:
            yield _remark("measure_missing", "The row has a number and no measure.", entry)
        elif letter.islower() and is_capital:
            message = f"The measure begins with a small letter: «{_text(entry)[:40]}»."
            yield _remark("measure_begins_small", message, entry)


def _text(entry: Entry) -> str:
    return entry.measure.printed.text if entry.measure else ""


def _remark(code: str, message: str, entry: Entry) -> PlacedRemark:
    cell = entry.measure if entry.measure and entry.measure.boxes else entry.number
    place = cell.boxes[0] if cell and cell.boxes else None
    return PlacedRemark.of(code, message, place, measure_key=entry.key)


def _rows_beside(plan: Plan, layouts: Sequence[Layout]) -> Iterator[PlacedRemark]:
    """Lines like a table's rows outside tables, on the plan's pages and those after them."""
    pages = [page for entry in plan.entries for page in entry.pages]
    if not pages:
        return
    for layout in layouts[min(pages) - 1 :]:
        top = min((table.bbox.top for table in layout.tables), default=0.0)
        rows = [line for line in layout.lines if line.bbox.top >= top and _n_cells(line) >= _CELLS]
        if len(rows) >= _LINES:
            message = f"{len(rows)} lines outside the plan look like rows of a table: «{rows[0].text[:60]}»."
            box = reduce(BBox.union, (line.bbox for line in rows))
            place = Place(page_number=layout.page.page_number, bbox=box)
            yield PlacedRemark.of("rows_beside_plan", message, place)


def _years_apart(plan: Plan) -> Iterator[PlacedRemark]:
    """Columns headed by a year alone beside costs by years: their common head was not seen over them."""
    apart = [head for head in plan.heads if _YEAR.fullmatch(head)]
    if apart and any(_YEAR_OF_COSTS.search(head) for head in plan.heads):
        message = (
            f"The columns {', '.join(apart)} stand beside the costs by years and were read apart from them."
        )
        yield PlacedRemark.of("year_column_apart", message)


def _unnumbered_sections(plan: Plan) -> Iterator[PlacedRemark]:
    """Sections without a number among numbered ones: keys may lack what is printed."""
    numbered = [section for section in plan.sections if section.number]
    for section in plan.sections if numbered else ():
        if not section.number:
            places = section.heading.places
            message = f"This heading has no number, though others have: «{section.title[:60]}»."
            yield PlacedRemark.of("section_without_number", message, next(iter(places), None))


def _n_cells(line: Line) -> int:
    ink = sorted((glyph.x0, glyph.x1) for glyph in line.glyphs if not glyph.text.isspace())
    return 1 + sum(right[0] - left[1] > _CELL_GAP_EM * line.size for left, right in pairwise(ink))
