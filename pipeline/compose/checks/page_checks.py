"""What a person should look at on the pages: text that may be lost, unknown letters, rows read wrong.

Pages lose text in silence: a page whose content is missing reads as empty, a file may end within a row, and
fonts do not say of each glyph which letter it is. Nor does geometry report its own doubt: a table read wrong
still gives rows and cells. What they say tells.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise, zip_longest

from pipeline.compose.checks.glyph_account import whole_page
from pipeline.repair.characters import controls_in, escaped
from pipeline.stations.glyph_columns import texts_of
from pipeline.stations.page import Difference, Layout, Line, around, text_lines
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
_MOST_NAMED = 60
# private use, not assigned, half of a pair; U+FFFD stands for a glyph without any value
_UNKNOWN = frozenset({"Co", "Cn", "Cs"})
_NO_UNICODE = "\N{REPLACEMENT CHARACTER}"


def page_remarks(plan: Plan, layouts: Sequence[Layout]) -> Iterator[PlacedRemark]:
    """What is odd about all pages of a file and the plan that was read from them."""
    for check in _CHECKS:
        yield from check(plan, layouts)


def _rows_beside(plan: Plan, layouts: Sequence[Layout]) -> Iterator[PlacedRemark]:
    """Lines like a table's rows outside tables, on the plan's pages and those after them."""
    first = min((page for entry in plan.entries for page in entry.pages), default=len(layouts) + 1)
    for layout in layouts[first - 1 :]:
        top = min((table.bbox.top for table in layout.tables), default=0.0)
        rows = [line for line in layout.lines if line.bbox.top >= top and _n_cells(line) >= _CELLS]
        if len(rows) >= _LINES:
            message = f"{len(rows)} lines outside the plan look like rows of a table: «{rows[0].text[:60]}»."
            place = Place(page_number=layout.page.page_number, bbox=around(line.bbox for line in rows))
            yield PlacedRemark.of("rows_beside_plan", message, place)


def _n_cells(line: Line) -> int:
    ink = sorted((glyph.x0, glyph.x1) for glyph in line.glyphs if not glyph.text.isspace())
    return 1 + sum(right[0] - left[1] > _CELL_GAP_EM * line.size for left, right in pairwise(ink))


def _years_apart(plan: Plan, _layouts: Sequence[Layout]) -> Iterator[PlacedRemark]:
    """Columns headed by a year alone next to costs by years: their common head was not seen over them."""
    apart = [head for head in plan.heads if _YEAR.fullmatch(head)]
    if apart and any(_YEAR_OF_COSTS.search(head) for head in plan.heads):
        message = (
            f"The columns {', '.join(apart)} stand next to the costs by years and were read apart from them."
        )
        yield PlacedRemark.of("year_column_apart", message)


def _unnumbered_sections(plan: Plan, _layouts: Sequence[Layout]) -> Iterator[PlacedRemark]:
    """Sections without a number among numbered ones: keys may lack what is printed."""
    are_numbered = any(section.number for section in plan.sections)
    for section in plan.sections:
        if are_numbered and not section.number:
            message = f"This heading has no number, though others have: «{section.title[:60]}»."
            place = next(iter(section.heading.places), None)
            yield PlacedRemark.of("section_without_number", message, place)


def _empty_sections(plan: Plan, _layouts: Sequence[Layout]) -> Iterator[PlacedRemark]:
    """Headings with nothing below them, and no note that removes them: rows may have been lost."""
    filled = {entry.section for entry in plan.entries}
    removed = {note.owner_key for note in plan.notes if note.owner_type == "section"}
    for section, below in zip_longest(plan.sections, plan.sections[1:]):
        has_parts = below is not None and below.level != section.level
        if not has_parts and section not in filled and section.number not in removed:
            message = f"No measure stands below this heading: «{section.heading.text[:60]}»."
            place = next(iter(section.heading.places), None)
            yield PlacedRemark.of("section_without_measures", message, place)


def _odd_measures(plan: Plan, _layouts: Sequence[Layout]) -> Iterator[PlacedRemark]:
    """Items without a measure, and those that begin small where others do not."""
    items = [entry for entry in plan.entries if entry.subitem_number is None and not entry.is_removed]
    texts = [entry.measure.printed.text if entry.measure else "" for entry in items]
    n_small = sum(text[:1].islower() for text in texts)
    is_capital = sum(text[:1].isupper() for text in texts) >= _CAPITALS * n_small
    for entry, text in zip(items, texts, strict=True):
        if not text:
            yield _row_remark("measure_missing", "The row has a number and no measure.", entry)
        elif text[0].islower() and is_capital:
            message = f"The measure begins with a small letter: «{text[:40]}»."
            yield _row_remark("measure_begins_small", message, entry)


def _row_remark(code: str, message: str, entry: Entry) -> PlacedRemark:
    cell = entry.measure if entry.measure and entry.measure.boxes else entry.number
    place = next(iter(cell.boxes), None) if cell else None
    return PlacedRemark.of(code, message, place, measure_key=entry.key)


def _differences_and_odd_characters(plan: Plan, layouts: Sequence[Layout]) -> Iterator[PlacedRemark]:
    for layout in layouts:
        difference = layout.page.difference
        if difference is not None:
            place = Place(page_number=layout.page.page_number, bbox=difference.bbox)
            yield _character_remark("characters_differ", what_differs(difference), place, plan)
        yield from _odd_characters(plan, layout)


def what_differs(difference: Difference) -> str:
    """How two readings of a page differ, as sentences."""
    told = []
    if difference.unread:
        told.append(f"{len(difference.unread)} characters were not read: {_named(difference.unread)}")
    if difference.unconfirmed:
        told.append(
            f"{len(difference.unconfirmed)} characters were read that it does not see there: "
            f"{_named(difference.unconfirmed)}"
        )
    names = [unicodedata.normalize("NFC", escaped(name)) for name in difference.fonts]
    fonts = f" Fonts: {', '.join(names)}." if names else ""
    return f"Another library reads this page otherwise: {'; '.join(told)}.{fonts}"


def _named(characters: str) -> str:
    """The first of some characters; a letter and the mark after it as one."""
    composed = unicodedata.normalize("NFC", characters)
    return f"«{escaped(composed[:_MOST_NAMED])}{'…' if len(composed) > _MOST_NAMED else ''}»"


def _odd_characters(plan: Plan, layout: Layout) -> Iterator[PlacedRemark]:
    """Of each line the characters that are no known letters, and those that paint nothing."""
    for line in (*text_lines(layout), *(each.line for each in layout.furniture)):
        text = "".join(texts_of(line.glyphs))
        controls = controls_in(text)
        if text.isprintable() and _NO_UNICODE not in text and not controls:
            continue
        place = Place(page_number=line.page_number, bbox=line.bbox)
        unknown = [sign for sign in text if sign == _NO_UNICODE or unicodedata.category(sign) in _UNKNOWN]
        if unknown:
            message = f"The font does not say which letters these are: {_numbers(unknown)} in «{line.text}»."
            yield _character_remark("letter_unknown", message, place, plan)
        if controls:
            message = f"Characters that paint nothing were removed: {_numbers(controls)} from «{line.text}»."
            yield _character_remark("control_removed", message, place, plan)


def _numbers(characters: Sequence[str]) -> str:
    return ", ".join([f"U+{ord(sign):04X}" for sign in characters])


def _character_remark(code: str, message: str, place: Place, plan: Plan) -> PlacedRemark:
    """A remark on a place, with the key of the measure that has a cell around it."""
    keys = (
        entry.key
        for entry in plan.entries
        for box in entry.boxes
        if box.page_number == place.page_number and box.bbox.holds_middle_of(place.bbox)
    )
    return PlacedRemark.of(code, message, place, measure_key=next(keys, None))


def _pages_without_text(_plan: Plan, layouts: Sequence[Layout]) -> Iterator[PlacedRemark]:
    with_text = [layout.page.page_number for layout in layouts if not _is_empty(layout)]
    for layout in filter(_is_empty, layouts):
        what = "rules and no text" if layout.counts.shapes else "nothing"
        if with_text and with_text[0] < layout.page.page_number < with_text[-1]:
            message = f"The page shows {what}, between pages with text: its content may be lost."
            yield PlacedRemark.of("page_lost", message, whole_page(layout))
        else:
            message = f"The page shows {what}, before or after all text."
            yield PlacedRemark.of("page_empty", message, whole_page(layout))


def _is_empty(layout: Layout) -> bool:
    return layout.counts.upright + layout.counts.aside == 0


def _open_end(plan: Plan, layouts: Sequence[Layout]) -> Iterator[PlacedRemark]:
    """The plan's last row, where no rule closes it and nothing follows it: the rest may be lost."""
    last = max((page for entry in plan.entries for page in entry.pages), default=0)
    layout, after = layouts[last - 1], layouts[last:]
    if not last or not layout.tables or not all(map(_is_empty, after)):
        return
    table = layout.tables[-1]
    is_open = any(cell.is_open_bottom for cell in table.cells if cell.row1 == len(table.row_edges) - 1)
    if is_open and not any(line.bbox.top >= table.bbox.bottom for line in layout.lines):
        message = "No rule closes the plan's last row, and nothing follows."
        yield PlacedRemark.of("plan_ends_open", message, whole_page(layout))


_CHECKS: Sequence[Callable[[Plan, Sequence[Layout]], Iterator[PlacedRemark]]] = (
    _rows_beside, _years_apart, _unnumbered_sections, _empty_sections, _odd_measures,
    _differences_and_odd_characters, _pages_without_text, _open_end,
)  # fmt: skip
