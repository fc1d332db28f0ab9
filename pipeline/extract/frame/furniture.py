"""Page numbers, running heads, line numbers, watermarks: painted on the page, but not the act's words.

They are told by place and by repetition, never by their words. A page number counts on over pages in one
place, or stands alone in the margin and is its page's own. A running head says the same, or the same with a
number that counts the pages, in one place of several pages, and no other text of any page stands as far out.
A watermark is large, light and the same on several pages. Line numbers: `line_numbers.py`. Text that stands
once is text. What is set apart is counted by kind, so that the account of glyphs still comes out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex as re

from pipeline.extract.frame.line_numbers import without_line_numbers
from pipeline.extract.frame.repeats import Places
from pipeline.extract.ruled.rules import PageRules
from pipeline.stations.glyph_runs import ink_of
from pipeline.stations.layout_lines import text_lines
from pipeline.stations.page import ClearPage, Furniture, FurnitureKind, Layout, Line

# `3`, `- 3 -`, `3 / 12`, `3-бет`, `бет 3`, `Page 3 of 12`, read without its spaces
_PAGE_NUMBER = re.compile(r"\P{L}?\W*\p{L}{0,9}\W*\d{1,4}(?:\W*\p{L}{0,9}\W*\d{1,4})?\W*\p{L}{0,4}\W*")
# the same without words: `3`, `- 3 -`, `3 / 12`
_BARE_NUMBER = re.compile(r"[-–—]?(?P<page>\d{1,4})(?:[-–—]|/(?P<pages>\d{1,4}))?")
_DIGITS = re.compile(r"\d+")
_MOST_DIGITS = 9


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
        alone_em: a page number that no other page confirms stands at least so far from all text, in ems.
        watermark_size: upright text this much larger than the page's usual size, in a light colour, is a
            watermark where several pages have it.
        watermark_luma: a colour at least this light, 0 to 255.
    """

    margin_share: float = 0.14
    far_share: float = 0.35
    same_place_pt: float = 4.0
    min_share: float = 0.4
    outermost: int = 4
    alone_em: float = 2.0
    watermark_size: float = 2.2
    watermark_luma: int = 150


_DEFAULT = FurnitureSettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class _EdgeLine:
    """One of the outermost lines of a page.

    Attributes:
        line: the line.
        text: its text without spaces.
        is_top: whether it was counted from the page's top edge.
        distance: of its outer side from that edge in points.
        inner: of its inner side.
    """

    line: Line
    text: str
    is_top: bool
    distance: float
    inner: float


def find_furniture(
    layouts: Sequence[Layout], rules: Sequence[PageRules], settings: FurnitureSettings = _DEFAULT
) -> tuple[Layout, ...]:
    """The same pages with furniture taken out of their lines.

    Args:
        layouts: the pages.
        rules: all rules of each.
        settings: thresholds.
    """
    layouts = without_line_numbers(_without_watermarks(layouts, settings), rules)
    edges = [_outermost(layout, settings) for layout in layouts]
    repeats = _Repeats(edges, settings)
    nearest = _nearest_text(layouts, edges, repeats)
    result = []
    for index, (layout, edge) in enumerate(zip(layouts, edges, strict=True)):
        furniture: list[Furniture] = []
        is_covered = {True: True, False: True}
        for each in edge:
            kind = _kind(index, each, layout, repeats, settings)
            if kind == "running_head" and each.inner > nearest[_size(layout), each.is_top] + 1:
                kind = None
            # a line further in is furniture only where every line outside it is
            is_covered[each.is_top] = is_covered[each.is_top] and kind is not None
            if kind is not None and is_covered[each.is_top]:
                furniture.append(Furniture(kind, each.line))
        result.append(_set_apart(layout, furniture))
    return tuple(result)


def line_text(line: Line) -> str:
    """The line's glyphs without spaces."""
    return "".join(ink_of(line.glyphs))


def signature_of(text: str) -> str:
    """What a running head says, but for its numbers."""
    return _DIGITS.sub("#", text)


def says_page_number(text: str, page: ClearPage) -> bool:
    """Does the text say this page's number, and little else?"""
    return bool(_PAGE_NUMBER.fullmatch(text)) and str(page.page_number) in _DIGITS.findall(text)


def margin_kind(line: Line, page: ClearPage) -> FurnitureKind:
    """What a line is that was told apart in the margin: a page number, or a running head."""
    return "page_number" if says_page_number(line_text(line), page) else "running_head"


class _Repeats:
    """What the outermost lines of all pages say, and on how many pages they say it in one place."""

    def __init__(self, edges: Sequence[Sequence[_EdgeLine]], settings: FurnitureSettings) -> None:
        self._settings = settings
        self._n_pages = len(edges)
        self._places: dict[tuple[bool, str], Places] = defaultdict(Places)
        for index, edge in enumerate(edges):
            for each in edge:
                for text in (each.text, *_counting(each.text, index)):
                    self._places[each.is_top, text].add(index, each.distance)

    def is_same(self, each: _EdgeLine) -> bool:
        """Do enough pages say the same in this place?"""
        return self._is_repeated(each, each.text)

    def is_counting(self, index: int, each: _EdgeLine) -> bool:
        """Do enough pages say the same in this place, with one number that counts the pages?"""
        return any(self._is_repeated(each, text) for text in _counting(each.text, index))

    def _is_repeated(self, each: _EdgeLine, text: str) -> bool:
        n_same = self._places[each.is_top, text].n_pages(each.distance, self._settings.same_place_pt)
        return n_same > 1 and n_same >= self._settings.min_share * self._n_pages


def _counting(text: str, index: int) -> Iterator[str]:
    """The text with one of its numbers as what it is more than the page's index, for each of them."""
    for number in _DIGITS.finditer(text):
        if number.end() - number.start() <= _MOST_DIGITS:
            yield f"{text[: number.start()]}{{{int(number[0]) - index}}}{text[number.end() :]}"


def _kind(
    index: int, each: _EdgeLine, layout: Layout, repeats: _Repeats, settings: FurnitureSettings
) -> FurnitureKind | None:
    """What kind of furniture one of the outermost lines is; None for text."""
    is_counting = repeats.is_counting(index, each)
    if each.distance > settings.margin_share * layout.page.height:
        return "page_number" if is_counting and says_page_number(each.text, layout.page) else None
    if (is_counting and _PAGE_NUMBER.fullmatch(each.text)) or _is_own_number(each, layout, settings):
        return "page_number"
    return "running_head" if is_counting or repeats.is_same(each) else None


def _is_own_number(each: _EdgeLine, layout: Layout, settings: FurnitureSettings) -> bool:
    """The page's number without any word, well away from all text."""
    found = _BARE_NUMBER.fullmatch(each.text)
    if found is None or int(found["page"]) != layout.page.page_number:
        return False
    others = (line for line in text_lines(layout) if line is not each.line)
    room = min((abs(other.baseline - each.line.baseline) for other in others), default=999.0)
    return room > settings.alone_em * each.line.size


def _outermost(layout: Layout, settings: FurnitureSettings) -> list[_EdgeLine]:
    """The outermost lines outside tables, from both edges inwards."""
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
    return [
        *(_edge_line(line, height, is_top=True) for line in above[: settings.outermost]),
        *(_edge_line(line, height, is_top=False) for line in reversed(below[-settings.outermost :])),
    ]


def _edge_line(line: Line, height: float, *, is_top: bool) -> _EdgeLine:
    box = line.bbox
    outer, inner = (box.top, box.bottom) if is_top else (height - box.bottom, height - box.top)
    return _EdgeLine(line=line, text=line_text(line), is_top=is_top, distance=outer, inner=inner)


def _size(layout: Layout) -> tuple[float, float]:
    return layout.page.width, layout.page.height


def _nearest_text(
    layouts: Sequence[Layout], edges: Sequence[Sequence[_EdgeLine]], repeats: _Repeats
) -> dict[tuple[tuple[float, float], bool], float]:
    """How near to an edge other text comes than what is repeated there, in points, by size of page."""
    nearest: dict[tuple[tuple[float, float], bool], float] = {}
    for index, (layout, edge) in enumerate(zip(layouts, edges, strict=True)):
        at_edge = {
            id(each.line)
            for each in edge
            if repeats.is_same(each) or repeats.is_counting(index, each) or _BARE_NUMBER.fullmatch(each.text)
        }
        boxes = [line.bbox for line in text_lines(layout) if id(line) not in at_edge]
        height = layout.page.height
        from_top, from_bottom = [box.top for box in boxes], [height - box.bottom for box in boxes]
        for is_top, distances in ((True, from_top), (False, from_bottom)):
            key = _size(layout), is_top
            nearest[key] = min([nearest.get(key, height), *distances])
    return nearest


def _set_apart(layout: Layout, furniture: Sequence[Furniture]) -> Layout:
    """The layout with these of its lines among its furniture."""
    if not furniture:
        return layout
    set_apart = {id(each.line) for each in furniture}
    kept = tuple([line for line in layout.lines if id(line) not in set_apart])
    return replace(layout, lines=kept, furniture=(*layout.furniture, *furniture))


def _without_watermarks(layouts: Sequence[Layout], settings: FurnitureSettings) -> list[Layout]:
    """The pages without the large, light text that several of them have."""
    found = [_large_and_light(layout, settings) for layout in layouts]
    n_pages = Counter(text for lines in found for text in {line_text(line) for line in lines})
    return [
        _set_apart(layout, [Furniture("watermark", line) for line in lines if n_pages[line_text(line)] > 1])
        for layout, lines in zip(layouts, found, strict=True)
    ]


def _large_and_light(layout: Layout, settings: FurnitureSettings) -> list[Line]:
    sizes = sorted(line.size for line in layout.lines) or [0.0]
    usual = sizes[len(sizes) // 2]
    return [
        line
        for line in layout.lines
        if line.size > settings.watermark_size * usual
        and _luma(line.glyphs[0].color) >= settings.watermark_luma
    ]


def _luma(color: int) -> float:
    """How light a colour is, 0 to 255 (ITU-R BT.601)."""
    return 0.299 * (color >> 16) + 0.587 * (color >> 8 & 255) + 0.114 * (color & 255)
