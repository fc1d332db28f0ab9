"""Footnotes and the marks that lead to them: set apart, so that a mark does not stand in a cell's words.

A mark is raised and smaller than its line (`¹` and `*` are so by their own shape), or it is none: whatever
its size or its baseline denies stays in the text. A mark must have a footnote, else it is text too: `м²` is a
unit. A footnote stands below the tables of its page, after its mark, and opens with it. Where it opens with
a plain number instead, more must speak for it than for a list: it is small and at the foot of its mark's
page, or the numbers of the list are those of the marks, all of them and no others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

import regex as re

from pipeline.extract.lines.baselines import make_line
from pipeline.stations.glyph_runs import edges_of, ink_of, is_raised, smallest_of, texts_of
from pipeline.stations.layout_lines import text_lines, with_text_lines
from pipeline.stations.page import Footnote, FootnoteMark, Glyph, Layout, Line


@dataclass(frozen=True, slots=True, kw_only=True)
class FootnoteSettings:
    """Thresholds for footnotes.

    Attributes:
        foot_share: small footnotes that open with a plain number stand below this share of the page's height.
        note_size: their letters are at most this share of the page's usual size.
        mark_size: a raised mark is at most this share of its line's size.
        mark_rise_em: how far a mark stands above its line's baseline at least, in the line's ems.
        leading_em: the lines of a footnote are at most so far apart, baseline to baseline, in ems.
        gap_em: a wider gap parts a footnote's number from its words.
    """

    foot_share: float = 0.5
    note_size: float = 0.95
    mark_size: float = 0.85
    mark_rise_em: float = 0.12
    leading_em: float = 1.75
    gap_em: float = 0.12


_DEFAULT = FootnoteSettings()
_UNIT_LETTERS = 2  # км, см, мм
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_PLAIN = str.maketrans(_SUPERSCRIPTS, "0123456789")
_BY_SHAPE = frozenset(f"{_SUPERSCRIPTS}*")
"""Signs that are raised and small whatever their size says."""
_SIGN = re.compile(r"[\p{N}*]")
# `1 Құны …`, `1) …`, `1. …`
_LONE = re.compile(r"(?P<number>\d{1,2})\)?")
_NUMBERED = re.compile(r"(?P<number>\d{1,2})(?P<after>[.)]?)(?=\D)")


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkPlace:
    """A mark on a page: without its bracket and in plain digits, and its baseline in points."""

    mark: str
    baseline: float


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """Some glyphs of a line that are raised signs, by their numbers, and the bracket that may be theirs."""

    mark: str
    glyphs: tuple[int, ...]
    bracket: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Opening:
    """What a line opens with: a raised mark, or a plain number (`is_raised` False)."""

    mark: str
    glyphs: tuple[int, ...]
    is_raised: bool


def marks_on(layout: Layout, settings: FootnoteSettings = _DEFAULT) -> tuple[MarkPlace, ...]:
    """The raised signs in the text of a page, from top to bottom, but for those that open a line."""
    above = _lines_above(layout)
    found = [
        MarkPlace(mark=each.mark, baseline=line.baseline)
        for line, is_in_table in _lines(layout)
        for each in _marks(line, settings, may_open=is_in_table, above=above.get(id(line)))
    ]
    return tuple(sorted(found, key=lambda place: place.baseline))


def set_footnotes_apart(
    layouts: Sequence[Layout],
    marks: Sequence[Sequence[MarkPlace]],
    settings: FootnoteSettings = _DEFAULT,
) -> list[Layout]:
    """The same pages with footnotes and their marks apart from the text.

    Args:
        layouts: the pages.
        marks: what `marks_on` finds on each.
        settings: thresholds.
    """
    first: dict[str, tuple[int, float]] = {}
    for index, places in enumerate(marks):
        for place in places:
            first.setdefault(place.mark, (index, place.baseline))
    if not first:
        return list(layouts)
    openings = [
        list(_openings(index, layout, first, {place.mark for place in own}, settings))
        for index, (layout, own) in enumerate(zip(layouts, marks, strict=True))
    ]
    last_table = max((index for index, layout in enumerate(layouts) if layout.tables), default=0)
    notes: list[dict[int, tuple[Line, _Opening]]] = []
    for index, (some, own) in enumerate(zip(openings, marks, strict=True)):
        listed = [opening.mark for _, opening, is_sure in some if not is_sure]
        known_here = {place.mark for place in own} | (set(first) if index >= last_table else set())
        # a list that counts on where no mark leads to it is a list
        are_notes = len(listed) == len(set(listed)) and known_here.issuperset(listed)
        notes.append({id(line): (line, opening) for line, opening, is_sure in some if is_sure or are_notes})
    result = []
    every = [note for page in notes for note in page.values()]
    known = {opening.mark for _, opening in every}
    # `1) …` below the table: then the bracket after a mark is the mark's
    bracketed = {opening.mark for line, opening in every if texts_of(line.glyphs)[opening.glyphs[-1]] == ")"}
    for layout, page_notes, own in zip(layouts, notes, marks, strict=True):
        if page_notes or any(place.mark in known for place in own):
            own_notes = {key: opening for key, (_, opening) in page_notes.items()}
            layout = _parted(layout, own_notes, known, bracketed, settings)  # noqa: PLW2901
        result.append(layout)
    return result


def _lines(layout: Layout) -> Iterator[tuple[Line, bool]]:
    """The lines of a page's text, and whether each stands in a table."""
    n_outside = len(layout.lines)
    for number, line in enumerate(text_lines(layout)):
        yield line, number >= n_outside


def _lines_above(layout: Layout) -> dict[int, Line]:
    """The line above in its cell, by the `id` of each line that has one."""
    return {
        id(line): above
        for table in layout.tables
        for cell in table.cells
        for above, line in pairwise(cell.lines)
    }


def _may_have_marks(line: Line, settings: FootnoteSettings) -> bool:
    letters = "".join(texts_of(line.glyphs))
    if not _SIGN.search(letters):
        return False
    return not _BY_SHAPE.isdisjoint(letters) or smallest_of(line.glyphs) <= settings.mark_size * line.size


def _is_sign(glyph: Glyph, line: Line) -> bool:
    if glyph.text in _BY_SHAPE:
        return True
    return glyph.text.isdecimal() and is_raised(glyph, line)


def _marks(line: Line, settings: FootnoteSettings, *, may_open: bool, above: Line | None) -> list[_Mark]:
    """The raised signs in a line; `may_open`: also those before its first word.

    `above` is the line above in its cell: a mark may wrap, to be a small line of its own.
    """
    if above is not None and line.size <= settings.mark_size * above.size:
        lone = _LONE.fullmatch("".join(texts_of(line.glyphs)).strip())
        if lone:
            return [_Mark(mark=lone["number"], glyphs=tuple(range(len(line.glyphs))), bracket=None)]
    if not _may_have_marks(line, settings):
        return []
    glyphs = tuple(line.glyphs)
    marks: list[_Mark] = []
    at = 0
    while at < len(glyphs):
        run = _run(glyphs, at, line, settings)
        before = "".join(glyph.text for glyph in glyphs[:at])
        if not run or (not before.strip() and not may_open) or not _is_mark(glyphs, run, before):
            at += max(1, len(run))
            continue
        mark = "".join(glyphs[index].text for index in run).translate(_PLAIN)
        at = run[-1] + 1
        bracket = at if at < len(glyphs) and glyphs[at].text == ")" else None
        if bracket is not None and is_raised(glyphs[at], line):
            run, bracket = (*run, at), None
        elif before.count("(") > before.count(")"):
            bracket = None
        marks.append(_Mark(mark=mark, glyphs=run, bracket=bracket))
    return marks


def _run(glyphs: Sequence[Glyph], start: int, line: Line, settings: FootnoteSettings) -> tuple[int, ...]:
    """The numbers of the signs from `start` on: all digits, or all asterisks."""
    is_star = glyphs[start].text == "*"
    own = takewhile(
        lambda at: _is_sign(glyphs[at], line) and (glyphs[at].text == "*") is is_star,
        range(start, len(glyphs)),
    )
    return tuple(own)


def _is_mark(glyphs: Sequence[Glyph], run: Sequence[int], before: str) -> bool:
    """Neither the power of a unit of length (`мг/км³`) nor a sign between two terms (`5*3`, `10²кВт`)."""
    letters = "".join(takewhile(str.isalpha, reversed(before)))
    text = "".join(glyphs[at].text for at in run).translate(_PLAIN)
    if text in {"2", "3"} and 0 < len(letters) <= _UNIT_LETTERS and letters[0] in "мm":
        return False
    after = glyphs[run[-1] + 1].text if run[-1] + 1 < len(glyphs) else ""
    return not after.isalnum()


def _openings(
    index: int,
    layout: Layout,
    first: dict[str, tuple[int, float]],
    own: set[str],
    settings: FootnoteSettings,
) -> Iterator[tuple[Line, _Opening, bool]]:
    """The lines of a page that may open a footnote, and whether each does for sure.

    Args:
        index: the page's, from 0.
        layout: the page.
        first: where each mark stands first: the index of its page, and its baseline.
        own: the marks on this page.
        settings: thresholds.
    """
    sizes = sorted([line.size for line in text_lines(layout)])
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    # not the tables' boxes: those that a cut leaves open reach down to the paper's edge
    in_tables = (line for table in layout.tables for cell in table.cells for line in cell.lines)
    floor = max((line.bbox.bottom for line in in_tables), default=0.0)
    for line in layout.lines:
        opening = _opening(line, settings) if line.bbox.top >= floor - 2 else None
        if opening is None:
            continue
        is_known = opening.mark in first and first[opening.mark] < (index, line.baseline)
        is_at_foot = line.bbox.top >= settings.foot_share * layout.page.height
        is_small = line.size <= settings.note_size * usual
        if is_known and (opening.is_raised or (opening.mark in own and is_small and is_at_foot)):
            yield line, opening, True
        elif not opening.is_raised and index >= min(page for page, _ in first.values()):
            yield line, opening, False


def _opening(line: Line, settings: FootnoteSettings) -> _Opening | None:
    """The mark or the number that a line opens with; None where it opens with neither, or is nothing else."""
    texts, x0, x1 = edges_of(line.glyphs)
    ink = [at for at, text in enumerate(texts) if not text.isspace()]
    if not ink or not _SIGN.match(texts[ink[0]]):
        return None
    if _may_have_marks(line, settings):
        glyphs = tuple(line.glyphs)
        run = _run(glyphs, ink[0], line, settings)
        if run:
            mark = "".join(texts[at] for at in run).translate(_PLAIN)
            if run[-1] < ink[-1] and texts[run[-1] + 1] == ")":
                run = (*run, run[-1] + 1)
            return _Opening(mark=mark, glyphs=run, is_raised=True) if run[-1] < ink[-1] else None
    # the number may stand apart from the note by a gap alone: `1  14 пен 17 жас …`
    count = 1
    while count < len(ink) and x0[ink[count]] - x1[ink[count - 1]] < settings.gap_em * line.size:
        count += 1
    for some in (ink[:count], ink):
        opening = _NUMBERED.match("".join([texts[at] for at in some]) + " ")
        if opening and opening.end() < len(ink):
            return _Opening(mark=opening["number"], glyphs=tuple(ink[: len(opening[0])]), is_raised=False)
    return None


def _parted(
    layout: Layout,
    notes: dict[int, _Opening],
    known: set[str],
    bracketed: set[str],
    settings: FootnoteSettings,
) -> Layout:
    """The layout with its footnotes apart.

    Args:
        layout: the page.
        notes: what the first lines of footnotes open with, by the lines' `id`.
        known: the marks that have a footnote in the document.
        bracketed: those that it opens with a bracket after them.
        settings: thresholds.
    """
    footnotes: list[Footnote] = []
    held: set[int] = set()
    last: Line | None = None
    for line in layout.lines:
        opening = notes.get(id(line))
        if opening is not None:
            mark, rest = _taken(line, opening.glyphs)
            footnotes.append(Footnote(mark=mark, lines=(rest,) if rest else ()))
        elif last is not None and _goes_on(last, line, settings):
            footnotes[-1] = replace(footnotes[-1], lines=(*footnotes[-1].lines, line))
        else:
            last = None
            continue
        held.add(id(line))
        last = line
    marks: list[FootnoteMark] = []
    outside = set(map(id, layout.lines))
    above = _lines_above(layout)

    def cleaned(line: Line) -> Line | None:
        if id(line) in held:
            return None
        found = _marks(line, settings, may_open=id(line) not in outside, above=above.get(id(line)))
        some = [each for each in found if each.mark in known]
        if not some:
            return line
        own = [
            (*each.glyphs, each.bracket)
            if each.bracket is not None and each.mark in bracketed
            else each.glyphs
            for each in some
        ]
        marks.extend(_taken(line, glyphs)[0] for glyphs in own)
        return _taken(line, [at for glyphs in own for at in glyphs])[1]

    layout = with_text_lines(layout, cleaned)
    return replace(layout, marks=tuple(marks), footnotes=tuple(footnotes))


def _taken(line: Line, numbers: Sequence[int]) -> tuple[FootnoteMark, Line | None]:
    """A mark of these glyphs of a line, by number, and the line without them, if anything is left."""
    glyphs = tuple(line.glyphs)
    own = make_line([glyphs[at] for at in numbers], line.page_number)
    rest = [glyph for at, glyph in enumerate(glyphs) if at not in set(numbers)]
    text = "".join(ink_of(own.glyphs)).translate(_PLAIN)
    left = make_line(rest, line.page_number) if any(not g.text.isspace() for g in rest) else None
    return FootnoteMark(text, own), left


def _goes_on(last: Line, line: Line, settings: FootnoteSettings) -> bool:
    """Is the line one more of the footnote that `last` is a line of?"""
    if line.size > last.size or line.baseline - last.baseline > settings.leading_em * line.size:
        return False
    # after a full stop a new text may begin; a number or a sign begins one anyway
    ends = ink_of(last.glyphs)[-1:] in (["."], ["!"], [";"])
    begins = ink_of(line.glyphs)[0]
    return not (ends and not begins.islower())
