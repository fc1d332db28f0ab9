"""Footnotes and their marks: set apart with the furniture, so that they do not stand in a cell's words.

A footnote is a block of small lines at the foot of a page whose first line opens with the mark that stands,
raised, somewhere in the document. A raised digit without such a note stays in the text: `м²` is a unit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

import regex as re

from pipeline.extract.lines import make_line
from pipeline.page import Cell, Glyph, Layout, Line, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class FootnoteSettings:
    """Thresholds for footnotes.

    Attributes:
        foot_share: footnotes stand below this share of the page's height.
        note_size: a footnote's letters are at most this share of the page's usual size.
        mark_size: a raised mark is at most this share of its line's size.
        mark_rise_em: how far a mark stands above its line's baseline at least, in the line's ems.
    """

    foot_share: float = 0.5
    note_size: float = 0.95
    mark_size: float = 0.85
    mark_rise_em: float = 0.12


_DEFAULT = FootnoteSettings()
_UNIT_LETTERS = 2  # км, см, мм
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
# what `str.isdigit` calls a digit, or more
_SIGN = re.compile(r"[\p{N}*]")
# `1 Құны …`, `1) …`, `1. …`, `* …`
_OPENING = re.compile(r"(?P<mark>\d{1,2}|\*{1,3})[.)]?(?=\D)")


def set_footnotes_apart(layouts: Sequence[Layout], settings: FootnoteSettings = _DEFAULT) -> list[Layout]:
    """The same pages with footnotes and their marks among the furniture."""
    raised = {mark for layout in layouts for line in _all_lines(layout) for mark in _marks(line, settings)}
    if not raised:
        return list(layouts)
    notes = [_notes(layout, raised, settings) for layout in layouts]
    known = {mark for _, marks in notes for mark in marks}
    return [
        _without(layout, lines, known, settings) if known else layout
        for layout, (lines, _) in zip(layouts, notes, strict=True)
    ]


def is_raised(glyph: Glyph, line: Line, settings: FootnoteSettings = _DEFAULT) -> bool:
    """Is the glyph a small one above the line's baseline?"""
    return (
        glyph.size <= settings.mark_size * line.size
        and line.baseline - glyph.baseline >= settings.mark_rise_em * line.size
    )


def _all_lines(layout: Layout) -> list[Line]:
    return [*layout.lines, *(line for table in layout.tables for cell in table.cells for line in cell.lines)]


def _mark_glyphs(line: Line, settings: FootnoteSettings) -> list[tuple[str, list[Glyph]]]:
    """The marks in a line with their glyphs: raised ones, and digits glued to the end of a word."""
    marks: list[tuple[str, list[Glyph]]] = []
    if not _SIGN.search("".join([glyph.text for glyph in line.glyphs])):
        return marks
    previous: Glyph | None = None
    for index, glyph in enumerate(line.glyphs):
        is_sign = glyph.text.isdigit() or glyph.text == "*"
        mark = glyph.text.translate(_SUPERSCRIPTS)
        if is_sign and _is_power(mark, line.glyphs[:index]):
            is_sign = False
        if is_sign and (
            mark != glyph.text
            or is_raised(glyph, line, settings)
            or _is_glued(previous, glyph, line.glyphs[index + 1 :])
        ):
            marks.append((mark, [glyph]))
        elif is_sign and marks and previous is marks[-1][1][-1]:
            marks[-1] = (marks[-1][0] + mark, [*marks[-1][1], glyph])
        previous = glyph
    return marks


def _is_power(mark: str, before: Sequence[Glyph]) -> bool:
    """Is the sign the power of a unit of length, as in `м²` and `мг/км³`?"""
    letters = [glyph.text for glyph in takewhile(lambda g: g.text.isalpha(), reversed(before))]
    return mark in {"2", "3"} and bool(letters) and letters[0] in "мm" and len(letters) <= _UNIT_LETTERS


def _is_glued(before: Glyph | None, glyph: Glyph, after: Sequence[Glyph]) -> bool:
    """Does the sign end a word: a letter stands before it without a gap, and none after it?"""
    if before is None or not before.text.isalpha() or glyph.x0 - before.x1 > 0.1 * glyph.size:
        return False
    return not after or not (after[0].text.isalnum() or after[0].text in "-–")


def _marks(line: Line, settings: FootnoteSettings) -> list[str]:
    return [mark for mark, _ in _mark_glyphs(line, settings)]


def _notes(layout: Layout, raised: set[str], settings: FootnoteSettings) -> tuple[list[Line], set[str]]:
    """The lines of the footnotes of a page, and the marks that open them."""
    sizes = sorted(line.size for line in _all_lines(layout))
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    # not the tables' boxes: those that a cut leaves open reach down to the paper's edge
    in_tables = (line for table in layout.tables for cell in table.cells for line in cell.lines)
    floor = max((line.bbox.bottom for line in in_tables), default=0.0)
    lines: list[Line] = []
    marks: set[str] = set()
    own = {mark for line in _all_lines(layout) for mark in _marks(line, settings)}
    for line in layout.lines:
        is_small = line.size <= settings.note_size * usual
        # a raised mark opens a note wherever the last table ends
        is_low = line.bbox.top >= floor - 2 and (
            not layout.tables
            or line.bbox.top >= settings.foot_share * layout.page.height
            or _opens_raised(line, settings)
        )
        mark = _opening_mark(line, settings)
        # a note in full size must stand on the page of its mark, below all tables
        if is_low and mark in (raised if is_small else own):
            marks.add(mark)
            lines.append(line)
        elif lines and is_low and line.size <= lines[-1].size:
            lines.append(line)
    return lines, marks


def _opens_raised(line: Line, settings: FootnoteSettings) -> bool:
    first = next((glyph for glyph in line.glyphs if not glyph.text.isspace()), None)
    return first is not None and (
        first.text.translate(_SUPERSCRIPTS) != first.text or is_raised(first, line, settings)
    )


def _opening_mark(line: Line, settings: FootnoteSettings) -> str:
    """The mark that a footnote's first line opens with: raised signs, or a number; "" if there is none."""
    ink = [glyph for glyph in line.glyphs if not glyph.text.isspace()]
    raised = list(takewhile(lambda glyph: is_raised(glyph, line, settings), ink))
    if raised:
        return "".join(glyph.text for glyph in raised).translate(_SUPERSCRIPTS)
    # the number may stand apart from the note by a gap alone: `1  14 пен 17 жас …`
    first = 1 + sum(
        1 for _ in takewhile(lambda pair: pair[1].x0 - pair[0].x1 < 0.12 * line.size, pairwise(ink))
    )
    for words in (ink[:first], ink):
        opening = _OPENING.match("".join(glyph.text for glyph in words).translate(_SUPERSCRIPTS) + " ")
        if opening:
            return opening["mark"]
    return ""


def _without(layout: Layout, notes: list[Line], known: set[str], settings: FootnoteSettings) -> Layout:
    furniture: list[Line] = list(notes)

    def cleaned(line: Line) -> Line | None:
        marks = [g for mark, glyphs in _mark_glyphs(line, settings) if mark in known for g in glyphs]
        if not marks:
            return line
        rest = [g for g in line.glyphs if not any(g is mark for mark in marks)]
        furniture.append(make_line(marks, line.page_number))
        return make_line(rest, line.page_number) if any(not g.text.isspace() for g in rest) else None

    kept = [line for line in layout.lines if not any(line is note for note in notes)]
    lines = tuple(new for line in kept for new in [cleaned(line)] if new)
    tables = tuple(_table(table, cleaned) for table in layout.tables)
    return replace(layout, lines=lines, tables=tables, furniture=(*layout.furniture, *furniture))


def _table(table: Table, cleaned: Callable[[Line], Line | None]) -> Table:
    def cell_without(cell: Cell) -> Cell:
        lines = tuple(new for line in cell.lines for new in [cleaned(line)] if new)
        return replace(cell, lines=lines)

    return replace(table, cells=tuple(cell_without(cell) for cell in table.cells))
