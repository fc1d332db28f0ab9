"""Running heads, page numbers, line numbers, watermarks: painted on the page, but not the act's words.

They are told by place and by repetition, never by their words: the outermost lines of a page that say the
same on several pages, but for their numbers; a lone number in the margin; a column of numbers that counts the
lines. What is set apart is counted, so that the account of glyphs still comes out.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex as re

from pipeline.extract.lines import make_line
from pipeline.page import Layout, Line

# `3`, `- 3 -`, `3 / 12`, `3-бет`, `бет 3`, `Page 3 of 12`, read without its spaces
PAGE_NUMBER = re.compile(r"\P{L}?\W*\p{L}{0,9}\W*\d{1,4}(?:\W*\p{L}{0,9}\W*\d{1,4})?\W*\p{L}{0,4}\W*")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class FurnitureSettings:
    """Thresholds for furniture.

    Attributes:
        margin_share: running heads and page numbers stand within this share of the page's height from its
            top or bottom edge.
        same_place_pt: heads of two pages stand in the same place if at most this far apart.
        far_share: so far in a wide margin's page number may stand, where it counts the pages in one place.
        min_share: a running head is on at least this share of the pages (one side of the leaf is half).
        outermost: so many lines from the page's edge are looked at.
        min_line_numbers: fewer numbers at the left edge of one page are no count of its lines.
        line_number_gap_em: line numbers stand at least this far from the text, in ems.
        watermark_size: upright text this much larger than the page's usual size, in a light colour, is a
            watermark.
        watermark_luma: a colour at least this light, 0 to 255.
    """

    margin_share: float = 0.14
    far_share: float = 0.35
    same_place_pt: float = 4.0
    min_share: float = 0.4
    outermost: int = 4
    min_line_numbers: int = 4
    line_number_gap_em: float = 0.7
    watermark_size: float = 2.2
    watermark_luma: int = 150


_DEFAULT = FurnitureSettings()


def find_furniture(layouts: Sequence[Layout], settings: FurnitureSettings = _DEFAULT) -> tuple[Layout, ...]:
    """The same pages with furniture taken out of their lines."""
    layouts = _without_line_numbers([_without_watermark(layout, settings) for layout in layouts], settings)
    marks: dict[tuple[str, bool], list[tuple[int, float]]] = defaultdict(list)
    for index, layout in enumerate(layouts):
        for line, is_top, distance in _outermost(layout, settings):
            marks[_signature(line), is_top].append((index, distance))
    result = []
    for index, layout in enumerate(layouts):
        furniture = []
        is_covered = {True: True, False: True}
        for line, is_top, distance in _outermost(layout, settings):
            is_same = _is_repeated(marks[_signature(line), is_top], index, distance, len(layouts), settings)
            if distance <= settings.margin_share * layout.page.height:
                is_mark = is_same or _is_page_number(line, layout)
            else:
                is_mark = is_same and _counts(line_text(line), layout)
            # a line further in is a running head only where every line outside it is one
            is_covered[is_top] = is_covered[is_top] and is_mark
            if is_covered[is_top]:
                furniture.append(line)
        kept = tuple(line for line in layout.lines if not any(line is some for some in furniture))
        result.append(replace(layout, lines=kept, furniture=(*layout.furniture, *furniture)))
    return tuple(result)


def line_text(line: Line) -> str:
    """The line's glyphs without spaces."""
    return "".join(glyph.text for glyph in line.glyphs if not glyph.text.isspace())


def _signature(line: Line) -> str:
    return _DIGITS.sub("#", line_text(line))


def _outermost(layout: Layout, settings: FurnitureSettings) -> list[tuple[Line, bool, float]]:
    """The page's outermost lines outside tables: (line, at the top?, its distance from that edge)."""
    height = layout.page.height
    first = min((table.bbox.top for table in layout.tables), default=height)
    last = max((table.bbox.bottom for table in layout.tables), default=0.0)
    above = [
        line
        for line in layout.lines
        if line.bbox.bottom <= first + 2 and line.bbox.top <= settings.far_share * height
    ]
    below = [
        line
        for line in layout.lines
        if line.bbox.top >= last - 2 and line.bbox.bottom >= (1 - settings.far_share) * height
    ]
    # a row cut by the page's edge is open below: the page number stands in its box
    return [(line, True, line.bbox.top) for line in above[: settings.outermost]] + [
        (line, False, height - line.bbox.bottom) for line in reversed(below[-settings.outermost :])
    ]


def _is_repeated(
    places: list[tuple[int, float]], index: int, distance: float, n_pages: int, settings: FurnitureSettings
) -> bool:
    same = {
        page for page, other in places if abs(other - distance) <= settings.same_place_pt and page != index
    }
    return bool(same) and len(same) + 1 >= settings.min_share * n_pages


def _counts(text: str, layout: Layout) -> bool:
    """Does the text say this page's number, and little else?"""
    return bool(PAGE_NUMBER.fullmatch(text)) and str(layout.page.page_number) in _DIGITS.findall(text)


def _is_page_number(line: Line, layout: Layout) -> bool:
    """A number in the margin that is this page's, or alone there, well away from the text."""
    text = line_text(line)
    if not PAGE_NUMBER.fullmatch(text):
        return False
    if text.strip("-–—") == str(layout.page.page_number):
        return True
    others = [other for other in layout.lines if other is not line]
    room = min((abs(other.baseline - line.baseline) for other in others), default=999.0)
    return room > 2 * line.size and text.strip("-–—").isdecimal()


def _without_watermark(layout: Layout, settings: FurnitureSettings) -> Layout:
    sizes = sorted(line.size for line in layout.lines) or [0.0]
    usual = sizes[len(sizes) // 2]
    marks = [
        line
        for line in layout.lines
        if line.size > settings.watermark_size * usual
        and _luma(line.glyphs[0].color) >= settings.watermark_luma
    ]
    if not marks:
        return layout
    kept = tuple(line for line in layout.lines if not any(line is mark for mark in marks))
    return replace(layout, lines=kept, furniture=(*layout.furniture, *marks))


def _luma(color: int) -> float:
    """How light a colour is, 0 to 255 (ITU-R BT.601)."""
    return 0.299 * (color >> 16) + 0.587 * (color >> 8 & 255) + 0.114 * (color & 255)


def _without_line_numbers(layouts: Sequence[Layout], settings: FurnitureSettings) -> list[Layout]:
    """Takes away numbers that count the lines along the left edge.

    One page that shows a whole run of them tells where they stand; on that edge every lone number is one.
    """
    leads = [
        [(line, count) for line in layout.lines for count in [_leading_number(line, settings)] if count]
        for layout in layouts
    ]
    edges = [
        edge
        for layout, found in zip(layouts, leads, strict=True)
        for edge in _counting_edges(found, _left_edge(layout, found), settings)
    ]
    if not edges:
        return list(layouts)
    result = []
    for layout, found in zip(layouts, leads, strict=True):
        counts = {
            id(line): count
            for line, count in found
            if any(abs(line.glyphs[count - 1].x1 - edge) <= settings.same_place_pt for edge in edges)
        }
        result.append(_stripped(layout, counts))
    return result


def _left_edge(layout: Layout, found: list[tuple[Line, int]]) -> float:
    """Where the text and the tables of a page begin, but for lone numbers, in points."""
    counts = {id(line): count for line, count in found}
    starts = [table.bbox.x0 for table in layout.tables]
    for line in layout.lines:
        rest = line.glyphs[counts.get(id(line), 0) :]
        starts.extend(glyph.x0 for glyph in rest if not glyph.text.isspace())
    return min(starts, default=0.0)


def _counting_edges(
    found: list[tuple[Line, int]], left_edge: float, settings: FurnitureSettings
) -> list[float]:
    """The right edges, in points, of runs of numbers that go up by one step.

    Two numbers make a run where they stand in the margin, left of all else.
    """
    columns: list[list[tuple[Line, int]]] = []
    for line, count in sorted(found, key=lambda lead: lead[0].glyphs[lead[1] - 1].x1):
        edge = line.glyphs[count - 1].x1
        if columns and edge - columns[-1][-1][0].glyphs[columns[-1][-1][1] - 1].x1 <= 1:
            columns[-1].append((line, count))
        else:
            columns.append([(line, count)])
    edges = []
    for column in columns:
        ordered = sorted(column, key=lambda lead: lead[0].baseline)
        numbers = [int("".join(g.text for g in line.glyphs[:count]).strip()) for line, count in ordered]
        steps = {after - before for before, after in itertools.pairwise(numbers)}
        edge = column[-1][0].glyphs[column[-1][1] - 1].x1
        least = 2 if edge < left_edge - settings.same_place_pt else settings.min_line_numbers
        if len(column) >= least and len(steps) == 1 and min(steps) > 0:
            edges.append(edge)
    return edges


def _stripped(layout: Layout, counts: dict[int, int]) -> Layout:
    """The page without the leading numbers of these lines, by `id`."""
    if not counts:
        return layout
    kept, numbers = [], []
    for line in layout.lines:
        count = counts.get(id(line), 0)
        if count:
            numbers.append(make_line(line.glyphs[:count], line.page_number))
        rest = line.glyphs[count:]
        if any(not glyph.text.isspace() for glyph in rest):
            kept.append(make_line(rest, line.page_number) if count else line)
    return replace(layout, lines=tuple(kept), furniture=(*layout.furniture, *numbers))


def _leading_number(line: Line, settings: FurnitureSettings) -> int:
    """How many glyphs at the line's start are a number that stands apart from what follows, or 0."""
    count = 0
    reach = settings.line_number_gap_em * line.size
    for before, glyph in zip((None, *line.glyphs), line.glyphs, strict=False):
        if not glyph.text.isdecimal() or (before is not None and glyph.x0 - before.x1 >= reach):
            break
        count += 1
    rest = [glyph for glyph in line.glyphs[count:] if not glyph.text.isspace()]
    if not count or (
        rest and rest[0].x0 - line.glyphs[count - 1].x1 < settings.line_number_gap_em * line.size
    ):
        return 0
    return count
