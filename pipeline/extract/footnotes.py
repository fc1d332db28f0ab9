"""Footnotes and their marks: set apart with the furniture, so that they do not stand in a cell's words.

A footnote is a block of small lines at the foot of a page whose first line opens with the mark that stands,
raised, somewhere in the document. A raised digit without such a note stays in the text: `м²` is a unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

import regex as re

from pipeline.extract.lines import make_line
from pipeline.extract.parts import text_lines, with_text_lines
from pipeline.glyph_runs import edges_of, smallest_of, texts_of
from pipeline.page import Glyph, Layout, Line


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
# a sign that may be a mark whatever its size; what `str.isdigit` calls a digit, or more
_GLUED = re.compile(r"\p{L}[\p{N}*]|[⁰¹²³⁴⁵⁶⁷⁸⁹]")
_SIGN = re.compile(r"[\p{N}*]")
# `1 Құны …`, `1) …`, `1. …`, `* …`
_OPENING = re.compile(r"(?P<mark>\d{1,2}|\*{1,3})[.)]?(?=\D)")


def marks_on(layout: Layout, settings: FootnoteSettings = _DEFAULT) -> frozenset[str]:
    """The marks on a page: raised ones, and those glued to the end of a word."""
    return frozenset([mark for line in text_lines(layout) for mark, _ in _marks(line, settings)])


def set_footnotes_apart(
    layouts: Sequence[Layout], marks: Sequence[frozenset[str]], settings: FootnoteSettings = _DEFAULT
) -> list[Layout]:
    """The same pages with footnotes and their marks among the furniture.

    Args:
        layouts: the pages.
        marks: what `marks_on` finds on each.
        settings: thresholds.
    """
    raised = frozenset[str]().union(*marks)
    if not raised:
        return list(layouts)
    notes = [_notes(layout, raised, own, settings) for layout, own in zip(layouts, marks, strict=True)]
    known = frozenset([mark for _, opening in notes for mark in opening])
    return [
        _without(layout, lines, known, settings) if lines or not known.isdisjoint(own) else layout
        for layout, own, (lines, _) in zip(layouts, marks, notes, strict=True)
    ]


def is_raised(glyph: Glyph, line: Line, settings: FootnoteSettings = _DEFAULT) -> bool:
    """Is the glyph a small one above the line's baseline?"""
    return (
        glyph.size <= settings.mark_size * line.size
        and line.baseline - glyph.baseline >= settings.mark_rise_em * line.size
    )


def _marks(line: Line, settings: FootnoteSettings) -> list[tuple[str, list[int]]]:
    """The marks in a line with their glyphs' numbers: raised ones, and digits glued to the end of a word."""
    marks: list[tuple[str, list[int]]] = []
    letters = "".join(texts_of(line.glyphs))
    if not _SIGN.search(letters):
        return marks
    if not _GLUED.search(letters) and not _has_small(line, settings):
        return marks
    glyphs = tuple(line.glyphs)
    for at, glyph in enumerate(glyphs):
        if not (glyph.text.isdigit() or glyph.text == "*"):
            continue
        mark = glyph.text.translate(_SUPERSCRIPTS)
        if _is_power(mark, glyphs[:at]):
            continue
        if (
            mark != glyph.text
            or is_raised(glyph, line, settings)
            or _is_glued(glyphs[at - 1] if at else None, glyph, glyphs[at + 1 :])
        ):
            marks.append((mark, [at]))
        elif marks and marks[-1][1][-1] == at - 1:
            marks[-1] = (marks[-1][0] + mark, [*marks[-1][1], at])
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


def _notes(
    layout: Layout, raised: frozenset[str], own: frozenset[str], settings: FootnoteSettings
) -> tuple[list[Line], set[str]]:
    """The lines of the footnotes of a page, and the marks that open them.

    Args:
        layout: the page.
        raised: the marks on all pages.
        own: those on this page.
        settings: thresholds.
    """
    sizes = sorted([line.size for line in text_lines(layout)])
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    # not the tables' boxes: those that a cut leaves open reach down to the paper's edge
    in_tables = (line for table in layout.tables for cell in table.cells for line in cell.lines)
    floor = max((line.bbox.bottom for line in in_tables), default=0.0)
    lines: list[Line] = []
    marks: set[str] = set()
    for line in layout.lines:
        is_small = line.size <= settings.note_size * usual
        # a raised mark opens a note wherever the last table ends
        is_low = line.bbox.top >= floor - 2 and (
            not layout.tables
            or line.bbox.top >= settings.foot_share * layout.page.height
            or _opens_raised(line, settings)
        )
        mark = _opening_mark(line, settings) if is_low else ""
        # a note in full size must stand on the page of its mark, below all tables
        if mark in (raised if is_small else own):
            marks.add(mark)
            lines.append(line)
        elif lines and is_low and line.size <= lines[-1].size:
            lines.append(line)
    return lines, marks


def _opens_raised(line: Line, settings: FootnoteSettings) -> bool:
    first = next((text for text in texts_of(line.glyphs) if not text.isspace()), "")
    if first.translate(_SUPERSCRIPTS) != first:
        return True
    if not _has_small(line, settings):
        return False
    return is_raised(next(glyph for glyph in line.glyphs if not glyph.text.isspace()), line, settings)


def _has_small(line: Line, settings: FootnoteSettings) -> bool:
    """May one of its glyphs be a raised one?"""
    return smallest_of(line.glyphs) <= settings.mark_size * line.size


def _opening_mark(line: Line, settings: FootnoteSettings) -> str:
    """The mark that a footnote's first line opens with: raised signs, or a number; "" if there is none."""
    texts, x0, x1 = edges_of(line.glyphs)
    ink = [at for at, text in enumerate(texts) if not text.isspace()]
    if not ink or not _SIGN.match(texts[ink[0]]):
        return ""
    if _has_small(line, settings):
        glyphs = [glyph for glyph in line.glyphs if not glyph.text.isspace()]
        raised = list(takewhile(lambda glyph: is_raised(glyph, line, settings), glyphs))
        if raised:
            return "".join(glyph.text for glyph in raised).translate(_SUPERSCRIPTS)
    # the number may stand apart from the note by a gap alone: `1  14 пен 17 жас …`
    gaps = ((x0[right] - x1[left]) for left, right in pairwise(ink))
    first = 1 + sum(1 for _ in takewhile(lambda gap: gap < 0.12 * line.size, gaps))
    for words in (ink[:first], ink):
        opening = _OPENING.match("".join([texts[at] for at in words]).translate(_SUPERSCRIPTS) + " ")
        if opening:
            return opening["mark"]
    return ""


def _without(
    layout: Layout, notes: Sequence[Line], known: frozenset[str], settings: FootnoteSettings
) -> Layout:
    furniture: list[Line] = list(notes)
    set_apart = set(map(id, notes))

    def cleaned(line: Line) -> Line | None:
        if id(line) in set_apart:
            return None
        places = {at for mark, some in _marks(line, settings) if mark in known for at in some}
        if not places:
            return line
        glyphs = tuple(line.glyphs)
        rest = [glyph for at, glyph in enumerate(glyphs) if at not in places]
        furniture.append(make_line([glyphs[at] for at in sorted(places)], line.page_number))
        return make_line(rest, line.page_number) if any(not g.text.isspace() for g in rest) else None

    layout = with_text_lines(layout, cleaned)
    return replace(layout, furniture=(*layout.furniture, *furniture))
