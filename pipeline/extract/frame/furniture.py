"""Page numbers, running heads, line numbers, watermarks: painted on the page, but not the act's words.

They are found before cells are filled, by place and by repetition, never by their words. A page number counts
on over pages in one place, or stands alone in the margin and is its page's own. A running head says the same,
or the same with a number that counts the pages, in one place of several pages, and no other text of any page
stands as far out. A watermark is large, light and the same on several pages. Text that stands once is text.
What is set apart is counted by kind, so that the account of glyphs still comes out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

import numpy as np
import regex as re

from pipeline.extract.frame.line_numbers import line_numbers
from pipeline.extract.frame.outer_lines import OuterLine, Repeats, line_text, outer_lines
from pipeline.extract.lines.baselines import PlacedLine, lines_by_place
from pipeline.extract.ruled.page_grids import PageGrids
from pipeline.stations.evidence import VETO, Clue, Decision, Verdict
from pipeline.stations.glyph_columns import Bools, GlyphColumns, columns_of
from pipeline.stations.page import ClearPage, Furniture, FurnitureKind

# `3`, `- 3 -`, `3 / 12`, `3-бет`, `бет 3`, `Page 3 of 12`, read without its spaces
_PAGE_NUMBER = re.compile(r"\P{L}?\W*\p{L}{0,9}\W*\d{1,4}(?:\W*\p{L}{0,9}\W*\d{1,4})?\W*\p{L}{0,4}\W*")
# the same without words: `3`, `- 3 -`, `3 / 12`
_BARE_NUMBER = re.compile(r"[-–—]?(?P<page>\d{1,4})(?:[-–—]|/(?P<pages>\d{1,4}))?")
_DIGITS = re.compile(r"\d+")
_ALONE_EM: Final = 2.0
"""A page number that no other page confirms stands so far from all text."""
_ALONE_IN_BOX_EM, _COUNTED_IN_BOX_EM = 1.6, 1.25
"""The same in a box, whose lines stand closer; the second where it says the number of pages, too."""
_WATERMARK_SIZE: Final = 2.2
"""Upright text so many times as large as the page's usual size may be a watermark"""
_WATERMARK_LUMA: Final = 150
"""where its colour is at least so light, 0 to 255."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One of the outermost lines of a page, with what all pages say of its place."""

    own: OuterLine
    is_same: bool
    is_counting: bool
    nearest_text: float


def counts_the_pages(case: Candidate) -> bool:
    """Pages count on in this place: the number is more by one on each page."""
    return case.is_counting


def says_its_pages_number(case: Candidate) -> bool:
    """The number is the page's own, counted from the file's first page."""
    return str(case.own.page_number) in _DIGITS.findall(case.own.text)


def is_of_other_words(case: Candidate) -> bool:
    """The line is more than a number with a word before or after it: not the form of a page's number."""
    return _PAGE_NUMBER.fullmatch(case.own.text) is None


def no_page_confirms_its_words(case: Candidate) -> bool:
    """A number with a word, on this page alone: `3-бет`, but also `3 тармақ`."""
    return not case.is_counting and not case.own.is_in_box and not _BARE_NUMBER.fullmatch(case.own.text)


def no_page_confirms_it_next_to_text(case: Candidate) -> bool:
    """A number on this page alone that stands close to text."""
    return not case.is_counting and not case.own.is_in_box and case.own.room_em <= _ALONE_EM


def stands_far_in(case: Candidate) -> bool:
    """The line stands further in than margins mostly reach."""
    return case.own.is_far


def stands_in_the_first_column(case: Candidate) -> bool:
    """The line stands in an open box of the column where items have their numbers."""
    return case.own.is_in_first_column


def is_an_items_number(case: Candidate) -> bool:
    """The number in an open box ends with a full stop or a bracket, as an item's number does."""
    return case.own.is_in_box and case.own.text[-1] in ".)"


def is_a_cells_line(case: Candidate) -> bool:
    """The line in an open box follows the next one as a cell's lines follow one another."""
    found = _BARE_NUMBER.fullmatch(case.own.text)
    is_count = found is not None and found["pages"] and int(found["page"]) <= int(found["pages"])
    return case.own.is_in_box and case.own.room_em < (_COUNTED_IN_BOX_EM if is_count else _ALONE_IN_BOX_EM)


def is_the_same_on_pages(case: Candidate) -> bool:
    """Enough pages say the same in this place, or the same with a number that counts the pages."""
    return case.is_same or case.is_counting


def text_stands_as_far_out(case: Candidate) -> bool:
    """On some page of this size text that is not repeated stands as near to the edge."""
    return case.own.inner > case.nearest_text + 1


# How often a clue speaks over the 1,280 outermost lines of the 134 fixtures; 107 of these are page numbers.
PAGE_NUMBER: Final[Decision[Candidate]] = Decision(
    "page_number",
    (
        Clue(counts_the_pages, 3, "106 lines"),
        Clue(says_its_pages_number, 1, "156 lines: also items' numbers, hence the least weight"),
        Clue(is_of_other_words, VETO, "1,164 lines: they can be running heads only"),
        Clue(
            no_page_confirms_its_words,
            -1,
            "748 lines; outweighs the page's own number: text that stands once",
        ),
        Clue(no_page_confirms_it_next_to_text, -1, "663 lines; outweighs the page's own number"),
        Clue(
            stands_far_in, -3, "212 lines; outweighs counting alone, not counting with the page's own number"
        ),
        Clue(stands_in_the_first_column, -1, "56 lines; outweighs the page's own number: an item's"),
        Clue(is_an_items_number, VETO, "14 lines: `2.` at the foot of page 2"),
        Clue(is_a_cells_line, VETO, "419 lines: a cell's text goes on"),
    ),
)
RUNNING_HEAD: Final[Decision[Candidate]] = Decision(
    "running_head",
    (
        Clue(is_the_same_on_pages, 1, "152 lines"),
        Clue(text_stands_as_far_out, -1, "1,151 lines; two annexes that begin with the same stamp"),
        Clue(stands_far_in, -1, "212 lines: heads of tables, which are repeated on each page"),
        Clue(is_a_cells_line, VETO, "419 lines: a merged cell's text that is printed anew on each page"),
    ),
)


class PageFrame(NamedTuple):
    """The furniture of one page, and which of the page's glyphs are none of it."""

    furniture: list[Furniture]
    is_text: Bools


def find_frame(pages: Sequence[ClearPage], found: Sequence[PageGrids]) -> list[PageFrame]:
    """What stands around the text of each page, by the rules and the grids on it."""
    every = [columns_of(page.glyphs) for page in pages]
    frames = [PageFrame([], np.ones(len(columns), np.bool_)) for columns in every]
    _find_watermarks(pages, every, frames)
    is_text = [frame.is_text for frame in frames]
    for frame, numbers in zip(frames, line_numbers(pages, every, found, is_text), strict=True):
        for placed in numbers:
            _set_apart(frame, "line_number", placed)
    _find_heads_and_numbers(pages, every, found, frames)
    return frames


def _set_apart(frame: PageFrame, kind: FurnitureKind, placed: PlacedLine, reasons: str = "") -> None:
    frame.furniture.append(Furniture(kind, placed.line, reasons))
    frame.is_text[placed.numbers] = False


def _find_heads_and_numbers(
    pages: Sequence[ClearPage],
    every: Sequence[GlyphColumns],
    found: Sequence[PageGrids],
    frames: Sequence[PageFrame],
) -> None:
    outer = [
        outer_lines(page, columns, own.grids, frame.is_text)
        for page, columns, own, frame in zip(pages, every, found, frames, strict=True)
    ]
    repeats = Repeats(outer)
    nearest = _nearest_text(pages, every, frames, outer, repeats)
    for page, lines, frame in zip(pages, outer, frames, strict=True):
        is_covered = {True: True, False: True}
        for own in lines:
            case = Candidate(
                own=own,
                is_same=repeats.is_same(own),
                is_counting=repeats.is_counting(own),
                nearest_text=nearest[_size(page), own.is_top],
            )
            kind, verdict = _kind(case)
            # a line further in is furniture only where every line outside it is
            is_covered[own.is_top] = is_covered[own.is_top] and kind is not None
            if kind is not None and is_covered[own.is_top]:
                _set_apart(frame, kind, own.placed, verdict.reasons)


def _kind(case: Candidate) -> tuple[FurnitureKind | None, Verdict]:
    """What kind of furniture a line is, None for text; and why."""
    verdict = PAGE_NUMBER.verdict(case)
    if verdict.is_for:
        return "page_number", verdict
    verdict = RUNNING_HEAD.verdict(case)
    return ("running_head" if verdict.is_for else None), verdict


def _size(page: ClearPage) -> tuple[float, float]:
    return page.width, page.height


def _nearest_text(
    pages: Sequence[ClearPage],
    every: Sequence[GlyphColumns],
    frames: Sequence[PageFrame],
    outer: Sequence[Sequence[OuterLine]],
    repeats: Repeats,
) -> dict[tuple[tuple[float, float], bool], float]:
    """How near to an edge other text comes than what is repeated there, in points, by size of page."""
    nearest: dict[tuple[tuple[float, float], bool], float] = defaultdict(lambda: float("inf"))
    for page, columns, frame, lines in zip(pages, every, frames, outer, strict=True):
        other = frame.is_text & ~columns.is_space
        for each in lines:
            if repeats.is_same(each) or repeats.is_counting(each) or _BARE_NUMBER.fullmatch(each.text):
                other[each.placed.numbers] = False
        for is_top, distances in ((True, columns.top), (False, page.height - columns.bottom)):
            key = _size(page), is_top
            nearest[key] = min(nearest[key], float(distances[other].min(initial=page.height)))
    return nearest


def _find_watermarks(
    pages: Sequence[ClearPage], every: Sequence[GlyphColumns], frames: Sequence[PageFrame]
) -> None:
    """Sets the large, light text apart that several pages have."""
    large = [_large_and_light(page, columns) for page, columns in zip(pages, every, strict=True)]
    n_pages = Counter(text for lines in large for text in {line_text(placed.line) for placed in lines})
    for frame, lines in zip(frames, large, strict=True):
        for placed in lines:
            if n_pages[line_text(placed.line)] > 1:
                _set_apart(frame, "watermark", placed)


def _large_and_light(page: ClearPage, columns: GlyphColumns) -> list[PlacedLine]:
    if not len(columns):
        return []
    is_large = columns.size > _WATERMARK_SIZE * np.median(columns.size)
    is_light = np.array([_luma(color) >= _WATERMARK_LUMA for _, _, color in columns.faces], np.bool_)
    some = np.flatnonzero(is_large & is_light[columns.face])
    return lines_by_place(columns, np.zeros(len(columns), np.int64), page.page_number, some)


def _luma(color: int) -> float:
    """How light a colour is, 0 to 255 (ITU-R BT.601)."""
    return 0.299 * (color >> 16) + 0.587 * (color >> 8 & 255) + 0.114 * (color & 255)
