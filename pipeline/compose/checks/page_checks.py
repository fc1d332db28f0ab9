"""What a person should look at on the pages: text that may be lost, or that no reader can know.

Pages lose text in silence: a page whose content is missing reads as empty, a file may end within a row, and
fonts do not say of each glyph which letter it is.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from pipeline.compose.checks.glyph_account import whole_page
from pipeline.repair.characters import controls_in, escaped
from pipeline.stations.glyph_columns import texts_of
from pipeline.stations.page import Difference, Layout, Line, text_lines
from pipeline.stations.plan import COLUMN_ROLES, PlacedRemark, Plan
from pipeline.stations.printed import Place

_MOST_NAMED = 60
# private use, not assigned, half of a pair; U+FFFD stands for a glyph without any value
_UNKNOWN = frozenset({"Co", "Cn", "Cs"})
_NO_UNICODE = "\N{REPLACEMENT CHARACTER}"


def page_remarks(plan: Plan, layouts: Sequence[Layout]) -> Iterator[PlacedRemark]:
    """What is odd about the pages.

    Args:
        plan: the plan as read.
        layouts: all pages of the file.
    """
    for layout in layouts:
        page = layout.page
        if page.difference is not None:
            message = what_differs(page.difference)
            place = Place(page_number=page.page_number, bbox=page.difference.bbox)
            yield PlacedRemark.of("characters_differ", message, place, measure_key=_key(plan, place))
        yield from _odd_characters(plan, layout)
    yield from _pages_without_text(layouts)
    yield from _open_end(plan, layouts)


def count_unread(layouts: Sequence[Layout]) -> int:
    """How many characters of the file only an independent reading has."""
    return sum(len(layout.page.difference.unread) for layout in layouts if layout.page.difference)


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
        unknown = [sign for sign in text if sign == _NO_UNICODE or unicodedata.category(sign) in _UNKNOWN]
        if unknown:
            message = f"The font does not say which letters these are: {_numbers(unknown)} in «{line.text}»."
            yield _line_remark("letter_unknown", message, line, plan)
        if controls:
            message = f"Characters that paint nothing were removed: {_numbers(controls)} from «{line.text}»."
            yield _line_remark("control_removed", message, line, plan)


def _numbers(characters: Sequence[str]) -> str:
    return ", ".join([f"U+{ord(sign):04X}" for sign in characters])


def _line_remark(code: str, message: str, line: Line, plan: Plan) -> PlacedRemark:
    place = Place(page_number=line.page_number, bbox=line.bbox)
    return PlacedRemark.of(code, message, place, measure_key=_key(plan, place))


def _key(plan: Plan, place: Place) -> str | None:
    """The key of the measure that has a cell around a place."""
    across = (place.bbox.x0 + place.bbox.x1) / 2
    down = (place.bbox.top + place.bbox.bottom) / 2
    for entry in plan.entries:
        for cell in (entry.number, *(getattr(entry, role) for role in COLUMN_ROLES)):
            for page_number, box in [(each.page_number, each.bbox) for each in cell.boxes] if cell else ():
                is_around = box.x0 <= across <= box.x1 and box.top <= down <= box.bottom
                if page_number == place.page_number and is_around:
                    return entry.key
    return None


def _pages_without_text(layouts: Sequence[Layout]) -> Iterator[PlacedRemark]:
    with_text = [layout.page.page_number for layout in layouts if not _is_empty(layout)]
    for layout in layouts:
        number = layout.page.page_number
        if not _is_empty(layout):
            continue
        what = "rules and no text" if layout.counts.shapes else "nothing"
        if with_text and with_text[0] < number < with_text[-1]:
            message = f"The page shows {what}, between pages with text: its content may be lost."
            yield PlacedRemark.of("page_lost", message, _whole(layout))
        else:
            message = f"The page shows {what}, before or after all text."
            yield PlacedRemark.of("page_empty", message, _whole(layout))


def _is_empty(layout: Layout) -> bool:
    return layout.counts.upright + layout.counts.aside == 0


def _open_end(plan: Plan, layouts: Sequence[Layout]) -> Iterator[PlacedRemark]:
    """The plan's last row, where no rule closes it and nothing follows it: the rest may be lost."""
    pages = [page for entry in plan.entries for page in entry.pages]
    if not pages:
        return
    layout, after = layouts[max(pages) - 1], layouts[max(pages) :]
    if not layout.tables or not all(map(_is_empty, after)):
        return
    table = layout.tables[-1]
    is_open = any(cell.is_open_bottom for cell in table.cells if cell.row1 == len(table.row_edges) - 1)
    if is_open and not any(line.bbox.top >= table.bbox.bottom for line in layout.lines):
        message = "No rule closes the plan's last row, and nothing follows."
        yield PlacedRemark.of("plan_ends_open", message, _whole(layout))


def _whole(layout: Layout) -> Place:
    return Place(page_number=layout.page.page_number, bbox=whole_page(layout))
