"""Running heads, page numbers, line numbers, watermarks: painted on the page, but not the act's words.

They are told by place and by repetition, never by their words: the outermost lines of a page that say the
same on several pages, but for their numbers; a lone number in the margin; a column of numbers that counts the
lines. What is set apart is counted, so that the account of glyphs still comes out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import regex as re

from pipeline.extract.line_numbers import without_line_numbers
from pipeline.extract.places import Places
from pipeline.glyph_runs import ink_of
from pipeline.page import ClearPage, Layout, Line

# `3`, `- 3 -`, `3 / 12`, `3-бет`, `бет 3`, `Page 3 of 12`, read without its spaces
_PAGE_NUMBER = re.compile(r"\P{L}?\W*\p{L}{0,9}\W*\d{1,4}(?:\W*\p{L}{0,9}\W*\d{1,4})?\W*\p{L}{0,4}\W*")
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
        watermark_size: upright text this much larger than the page's usual size, in a light colour, is a
            watermark.
        watermark_luma: a colour at least this light, 0 to 255.
    """

    margin_share: float = 0.14
    far_share: float = 0.35
    same_place_pt: float = 4.0
    min_share: float = 0.4
    outermost: int = 4
    watermark_size: float = 2.2
    watermark_luma: int = 150


_DEFAULT = FurnitureSettings()


def find_furniture(layouts: Sequence[Layout], settings: FurnitureSettings = _DEFAULT) -> tuple[Layout, ...]:
    """The same pages with furniture taken out of their lines."""
    layouts = without_line_numbers([_without_watermark(layout, settings) for layout in layouts])
    outermost = [_outermost(layout, settings) for layout in layouts]
    marks: dict[tuple[str, bool], Places] = defaultdict(Places)
    for index, lines in enumerate(outermost):
        for _, is_top, distance, signature in lines:
            marks[signature, is_top].add(index, distance)
    result = []
    for layout, lines in zip(layouts, outermost, strict=True):
        furniture = []
        is_covered = {True: True, False: True}
        for line, is_top, distance, signature in lines:
            is_same = _is_repeated(marks[signature, is_top], distance, len(layouts), settings)
            if distance <= settings.margin_share * layout.page.height:
                is_mark = is_same or _is_page_number(line, layout)
            else:
                is_mark = is_same and says_page_number(line_text(line), layout.page)
            # a line further in is a running head only where every line outside it is one
            is_covered[is_top] = is_covered[is_top] and is_mark
            if is_covered[is_top]:
                furniture.append(line)
        result.append(_set_apart(layout, furniture))
    return tuple(result)


def _set_apart(layout: Layout, furniture: Sequence[Line]) -> Layout:
    """The layout with these of its lines among its furniture."""
    if not furniture:
        return layout
    set_apart = set(map(id, furniture))
    kept = tuple([line for line in layout.lines if id(line) not in set_apart])
    return replace(layout, lines=kept, furniture=(*layout.furniture, *furniture))


def line_text(line: Line) -> str:
    """The line's glyphs without spaces."""
    return "".join(ink_of(line.glyphs))


def signature_of(text: str) -> str:
    """What a running head says, but for its numbers."""
    return _DIGITS.sub("#", text)


def _outermost(layout: Layout, settings: FurnitureSettings) -> list[tuple[Line, bool, float, str]]:
    """The outermost lines outside tables: (line, at the top?, its distance from that edge, signature)."""
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
    lines = [(line, True, line.bbox.top) for line in above[: settings.outermost]] + [
        (line, False, height - line.bbox.bottom) for line in reversed(below[-settings.outermost :])
    ]
    return [(line, is_top, distance, signature_of(line_text(line))) for line, is_top, distance in lines]


def _is_repeated(places: Places, distance: float, n_pages: int, settings: FurnitureSettings) -> bool:
    n_same = places.n_pages(distance, settings.same_place_pt)
    return n_same > 1 and n_same >= settings.min_share * n_pages


def says_page_number(text: str, page: ClearPage) -> bool:
    """Does the text say this page's number, and little else?"""
    return bool(_PAGE_NUMBER.fullmatch(text)) and str(page.page_number) in _DIGITS.findall(text)


def _is_page_number(line: Line, layout: Layout) -> bool:
    """A number in the margin that is this page's, or alone there, well away from the text."""
    text = line_text(line)
    if not _PAGE_NUMBER.fullmatch(text):
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
    return _set_apart(layout, marks)


def _luma(color: int) -> float:
    """How light a colour is, 0 to 255 (ITU-R BT.601)."""
    return 0.299 * (color >> 16) + 0.587 * (color >> 8 & 255) + 0.114 * (color & 255)
