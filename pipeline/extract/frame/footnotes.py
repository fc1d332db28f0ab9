"""Footnotes and the marks that lead to them: set apart, so that a mark does not stand in a cell's words.

A mark is raised and smaller than its line (`¹` and `*` are so by their own shape), or it is none: whatever
its size or its baseline denies stays in the text. A mark must have a footnote, else it is text too: `м²` is a
unit. A footnote stands below the tables of its page, after its mark, and opens with it. Where it opens with
a plain number instead, more must speak for it than for a list: it is small and at the foot of its mark's
page, or the numbers of the list are those of the marks, all of them and no others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import count, takewhile
from statistics import median_high
from typing import Final, NamedTuple

import regex as re

from pipeline.extract.lines.baselines import make_line
from pipeline.extract.ruled.cells import PageLines
from pipeline.stations.glyph_columns import MARK_SIZE, edges_of, ink_of, is_raised, smallest_of, texts_of
from pipeline.stations.page import Footnote, FootnoteMark, Glyph, Line

_FOOT_SHARE: Final = 0.5
"""Small footnotes that open with a plain number stand below this share of the page's height."""
_NOTE_SIZE: Final = 0.95
"""Their letters are at most this share of the page's usual size."""
_LEADING_EM: Final = 1.75
"""The lines of a footnote are at most so far apart, baseline to baseline."""
_GAP_EM: Final = 0.12
"""A wider gap parts a footnote's number from its words."""
_UNIT_LETTERS: Final = 2  # км, см, мм
_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_PLAIN = str.maketrans(_SUPERSCRIPTS, "0123456789")
_BY_SHAPE = frozenset(f"{_SUPERSCRIPTS}*")
"""Signs that are raised and small whatever their size says."""
_SIGN = re.compile(r"[\p{N}*]")
# `1 Құны …`, `1) …`, `1. …`
_LONE = re.compile(r"(?P<number>\d{1,2})\)?")
_NUMBERED = re.compile(r"(?P<number>\d{1,2})(?P<after>[.)]?)(?=\D)")


class _TextLine(NamedTuple):
    """A line of a page's text, whether it stands in a table, and the line above in its box."""

    line: Line
    is_in_table: bool
    above: Line | None


class _Mark(NamedTuple):
    """Raised signs of a line, by their glyphs' numbers in it, and the bracket that may be theirs."""

    mark: str
    glyphs: tuple[int, ...]
    bracket: int | None


class _Opening(NamedTuple):
    """What a line opens with: a raised mark, or a plain number; `is_sure` that it opens a footnote."""

    mark: str
    glyphs: tuple[int, ...]
    is_raised: bool
    is_sure: bool = False


_Marks = Mapping[int, Sequence[_Mark]]
"""The marks in a page's text by the lines' places in `PageLines.every`."""
_Openings = Mapping[int, _Opening]
"""What a page's lines open with, by their places in `PageLines.outside`."""


def set_footnotes_apart(pages: Sequence[PageLines]) -> list[PageLines]:
    """The same pages with footnotes and their marks apart from the text."""
    marks = [{at: found for at, each in enumerate(_lines(page)) if (found := _marks(each))} for page in pages]
    first: dict[str, tuple[int, float]] = {}
    for index, (page, some) in enumerate(zip(pages, marks, strict=True)):
        lines = page.every
        for at in sorted(some, key=lambda at: lines[at].baseline):
            for mark in some[at]:
                first.setdefault(mark.mark, (index, lines[at].baseline))
    if not first:
        return list(pages)
    last_table = max((index for index, page in enumerate(pages) if page.in_boxes), default=0)
    openings = [
        _notes(
            dict(_openings(index, page, first, _names(some))),
            _names(some),
            first,
            is_last=index >= last_table,
        )
        for index, (page, some) in enumerate(zip(pages, marks, strict=True))
    ]
    every = [(page.outside[at], own[at]) for page, own in zip(pages, openings, strict=True) for at in own]
    known = {opening.mark for _, opening in every}
    # `1) …` below the table: then the bracket after a mark is the mark's
    bracketed = {opening.mark for line, opening in every if texts_of(line.glyphs)[opening.glyphs[-1]] == ")"}
    return [
        _parted(page, some, own, known, bracketed) if own or _names(some) & known else page
        for page, some, own in zip(pages, marks, openings, strict=True)
    ]


def _names(marks: _Marks) -> set[str]:
    """The marks that stand on a page."""
    return {mark.mark for some in marks.values() for mark in some}


def _notes(openings: _Openings, own: set[str], first: Iterable[str], *, is_last: bool) -> _Openings:
    """What opens the footnotes of a page that has these marks; on the last pages any mark may have one.

    A list that counts on where no mark leads to it is a list.
    """
    listed = [opening.mark for opening in openings.values() if not opening.is_sure]
    are_notes = len(listed) == len(set(listed)) and (own | set(first if is_last else ())).issuperset(listed)
    return {at: opening for at, opening in openings.items() if opening.is_sure or are_notes}


def _lines(page: PageLines) -> Iterator[_TextLine]:
    """The lines of a page's text, in the order of `PageLines.every`."""
    for line in page.outside:
        yield _TextLine(line, is_in_table=False, above=None)
    for lines in page.in_boxes:
        for above, line in zip((None, *lines), lines, strict=False):
            yield _TextLine(line, is_in_table=True, above=above)


def _may_have_marks(line: Line) -> bool:
    letters = "".join(texts_of(line.glyphs))
    if not _SIGN.search(letters):
        return False
    return not _BY_SHAPE.isdisjoint(letters) or smallest_of(line.glyphs) < line.size


def _is_sign(glyph: Glyph, line: Line) -> bool:
    return glyph.text in _BY_SHAPE or (glyph.text.isdecimal() and is_raised(glyph, line))


def _marks(each: _TextLine) -> list[_Mark]:
    """The raised signs in a line; outside tables none of those before its first word, which open it.

    A mark may wrap, to be a small line of its own below another one of its cell.
    """
    line, is_in_table, above = each
    if above is not None and line.size <= MARK_SIZE * above.size:
        lone = _LONE.fullmatch("".join(texts_of(line.glyphs)).strip())
        if lone:
            return [_Mark(lone["number"], tuple(range(len(line.glyphs))), None)]
    if not _may_have_marks(line):
        return []
    glyphs = tuple(line.glyphs)
    marks: list[_Mark] = []
    at = 0
    while at < len(glyphs):
        run = _run(glyphs, at, line)
        before = "".join(glyph.text for glyph in glyphs[:at])
        if not run or not (before.strip() or is_in_table) or not _is_mark(glyphs, run, before):
            at += max(1, len(run))
            continue
        mark = "".join(glyphs[index].text for index in run).translate(_PLAIN)
        at = run[-1] + 1
        bracket = at if at < len(glyphs) and glyphs[at].text == ")" else None
        if bracket is not None and is_raised(glyphs[at], line):
            run, bracket = (*run, at), None
        elif before.count("(") > before.count(")"):
            bracket = None
        marks.append(_Mark(mark, run, bracket))
    return marks


def _run(glyphs: Sequence[Glyph], start: int, line: Line) -> tuple[int, ...]:
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
    index: int, page: PageLines, first: Mapping[str, tuple[int, float]], own: set[str]
) -> Iterator[tuple[int, _Opening]]:
    """The lines outside tables, by number, that may open a footnote, of the page of this index.

    `first` says where each mark stands first: the index of its page, and its baseline; `own` are this page's.
    """
    lines = page.every
    usual = median_high([line.size for line in lines]) if lines else 0.0
    # not the tables' boxes: those that a page break leaves open reach down to the paper's edge
    floor = max((line.bbox.bottom for line in lines[len(page.outside) :]), default=0.0)
    for at, line in enumerate(page.outside):
        opening = _opening(line) if line.bbox.top >= floor - 2 else None
        if opening is None:
            continue
        is_known = opening.mark in first and first[opening.mark] < (index, line.baseline)
        is_at_foot = line.bbox.top >= _FOOT_SHARE * page.page.height
        is_small = line.size <= _NOTE_SIZE * usual
        if is_known and (opening.is_raised or (opening.mark in own and is_small and is_at_foot)):
            yield at, opening._replace(is_sure=True)
        elif not opening.is_raised and index >= min(at for at, _ in first.values()):
            yield at, opening


def _opening(line: Line) -> _Opening | None:
    """The mark or the number that a line opens with; None where it opens with neither, or is nothing else."""
    texts, x0, x1 = edges_of(line.glyphs)
    ink = [at for at, text in enumerate(texts) if not text.isspace()]
    if not ink or not _SIGN.match(texts[ink[0]]):
        return None
    run = _run(tuple(line.glyphs), ink[0], line) if _may_have_marks(line) else ()
    if run:
        mark = "".join(texts[at] for at in run).translate(_PLAIN)
        if run[-1] < ink[-1] and texts[run[-1] + 1] == ")":
            run = (*run, run[-1] + 1)
        return _Opening(mark, run, is_raised=True) if run[-1] < ink[-1] else None
    # the number may stand apart from the note by a gap alone: `1  14 пен 17 жас …`
    near = 1
    while near < len(ink) and x0[ink[near]] - x1[ink[near - 1]] < _GAP_EM * line.size:
        near += 1
    for some in (ink[:near], ink):
        opening = _NUMBERED.match("".join([texts[at] for at in some]) + " ")
        if opening and opening.end() < len(ink):
            return _Opening(opening["number"], tuple(ink[: len(opening[0])]), is_raised=False)
    return None


def _parted(
    page: PageLines, own: _Marks, openings: _Openings, known: set[str], bracketed: set[str]
) -> PageLines:
    """The page with its footnotes, and those of its marks that are known to have some, apart."""
    footnotes, held = _footnotes(page.outside, openings)
    marks: list[FootnoteMark] = []
    numbers = count()

    def cleaned(line: Line) -> Line | None:
        at = next(numbers)
        signs = [
            (*each.glyphs, each.bracket)
            if each.bracket is not None and each.mark in bracketed
            else each.glyphs
            for each in own.get(at, ())
            if each.mark in known
        ]
        if at in held or not signs:
            return None if at in held else line
        marks.extend(_taken(line, glyphs)[0] for glyphs in signs)
        return _taken(line, [glyph for glyphs in signs for glyph in glyphs])[1]

    def all_cleaned(lines: Sequence[Line]) -> tuple[Line, ...]:
        return tuple([made for line in lines if (made := cleaned(line)) is not None])

    outside, in_boxes = all_cleaned(page.outside), tuple(map(all_cleaned, page.in_boxes))
    return replace(page, outside=outside, in_boxes=in_boxes, marks=tuple(marks), footnotes=footnotes)


def _footnotes(lines: Sequence[Line], openings: _Openings) -> tuple[tuple[Footnote, ...], set[int]]:
    """The footnotes among the lines outside tables, and the numbers of their lines."""
    footnotes: list[Footnote] = []
    held: set[int] = set()
    last: Line | None = None
    for at, line in enumerate(lines):
        opening = openings.get(at)
        if opening is not None:
            mark, rest = _taken(line, opening.glyphs)
            footnotes.append(Footnote(mark=mark, lines=(rest,) if rest else ()))
        elif last is not None and _goes_on(last, line):
            footnotes[-1] = replace(footnotes[-1], lines=(*footnotes[-1].lines, line))
        else:
            last = None
            continue
        held.add(at)
        last = line
    return tuple(footnotes), held


def _taken(line: Line, numbers: Sequence[int]) -> tuple[FootnoteMark, Line | None]:
    """A mark of these glyphs of a line, by number, and the line without them, if anything is left."""
    glyphs = tuple(line.glyphs)
    own = make_line([glyphs[at] for at in numbers], line.page_number)
    rest = [glyph for at, glyph in enumerate(glyphs) if at not in set(numbers)]
    text = "".join(ink_of(own.glyphs)).translate(_PLAIN)
    left = make_line(rest, line.page_number) if any(not g.text.isspace() for g in rest) else None
    return FootnoteMark(text, own), left


def _goes_on(last: Line, line: Line) -> bool:
    """The line is one more of the footnote that `last` is a line of."""
    if line.size > last.size or line.baseline - last.baseline > _LEADING_EM * line.size:
        return False
    # after a full stop a new text may begin; a number or a sign begins one anyway
    ends = ink_of(last.glyphs)[-1:] in (["."], ["!"], [";"])
    begins = ink_of(line.glyphs)[0]
    return not (ends and not begins.islower())
