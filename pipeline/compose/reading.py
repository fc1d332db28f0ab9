"""From a PDF file to its act and plan in printed words, with the account of its glyphs.

Nothing may be lost on the way: every visible glyph of every page is counted where it comes in, and again
where it ended: in a cell, a heading, a paragraph, a note, or furniture. A difference is told with its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.assemble.act import read_act
from pipeline.assemble.cuts import join_cuts
from pipeline.assemble.outline import read_outline
from pipeline.assemble.parts import RowPart, Stream, TablePart, TextPart
from pipeline.assemble.plan import build_plan
from pipeline.assemble.rows import read_stream
from pipeline.extract.layout import lay_out
from pipeline.extract.parts import text_lines, with_text_lines
from pipeline.findings import Remark
from pipeline.glyph_runs import count_ink
from pipeline.page import BBox, Layout, Line, Overrun, Page
from pipeline.plan import ActText, PlacedRemark, Plan
from pipeline.printed import JoinLines, Place, Printed
from pipeline.repair.spacing import space_lines
from pipeline.repair.wraps import Vocabulary, WrapJoiner

_CYRILLIC = range(0x0400, 0x0530)
# Even a file with a page in another language has more; where fonts' Unicode maps are spoilt there are few.
_LEAST_CYRILLIC = 0.5
# Of all rows of a plan. Of 62 editions the worst has one row without a number beside 43 measures; a row that
# only goes on with the measure above has no number either, so that these may be as many as the measures.
_MOST_UNPLACED, _MOST_UNNUMBERED = 0.25, 0.5


class NoPlan(ValueError):  # noqa: N818 (the name says what the file lacks)
    """The file holds no table that is a plan of measures; the text says what was found and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GlyphAccount:
    """Where a file's visible characters ended: `total = placed + furniture`, or something was lost."""

    total: int
    placed: int
    furniture: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a file says, in printed words."""

    act: ActText
    plan: Plan
    account: GlyphAccount
    remarks: tuple[PlacedRemark, ...]
    layouts: tuple[Layout, ...]

    def unturned(self, page_number: int, box: BBox) -> BBox:
        """The box of a page as it lies in the file, in points from its top left."""
        return self.layouts[page_number - 1].page.unturned(box)

    def words_at(self, place: Place | None) -> str | None:
        """The words whose lines lie at a place; None where that is a whole page or there are none."""
        if place is None:
            return None
        layout, box = self.layouts[place.page_number - 1], place.bbox
        if box.width >= layout.page.width and box.height >= layout.page.height:
            return None
        lines = [line.text for line in text_lines(layout) if _holds(box, line.bbox)]
        return " ".join(" ".join(lines).split()) or None


def read_words(pages: Iterable[Page]) -> Reading:
    """The act and the plan on these pages.

    Raises:
        NoPlan: no table on them has the heads of a plan of measures, or too few of its rows are measures.
    """
    layouts = tuple([_spaced(layout) for layout in lay_out(pages, space_lines)])
    join = _remembering(WrapJoiner(Vocabulary.of(line for layout in layouts for line in text_lines(layout))))
    stream = read_stream(layouts, join)
    if stream.columns is None or not any(isinstance(part, RowPart) for part in stream.parts):
        raise NoPlan(_what_was_found(layouts))
    joined = join_cuts(stream, join)
    act = read_act(_lines_before_plan(stream), join)
    outline = read_outline(joined, join, act.trailing)
    plan = build_plan(outline, joined, stream.columns, join)
    _require_placed(plan)
    account, lost = _account(layouts, plan)
    return Reading(
        act=act, plan=plan, account=account, remarks=(*_table_remarks(stream), *lost), layouts=layouts
    )


def _require_placed(plan: Plan) -> None:
    """Makes sure that the rows of the plan were read as measures, all but a few.

    Raises:
        NoPlan: there are none, or too many rows belong to no measure; the text says how many.
    """
    remarks = [each for each in plan.remarks if each.remark.code in ("row_unplaced", "row_without_number")]
    unplaced = [each for each in remarks if each.remark.code == "row_unplaced"]
    n_rows = len(plan.entries) + len(remarks)
    is_read = len(unplaced) <= _MOST_UNPLACED * n_rows and len(remarks) <= _MOST_UNNUMBERED * n_rows
    if plan.entries and is_read:
        return
    pages = sorted({each.place.page_number for each in remarks if each.place})
    where = f" ({_pages(pages)})" if pages else ""
    heads = ", ".join(f"“{head}”" for head in plan.heads)
    if plan.entries:
        share = f"{len(remarks)} of {n_rows} rows ({len(remarks) / n_rows:.0%})"
        found = f"{share} belong to no measure or have no number of their own{where}"
    else:
        found = f"none of its {n_rows} rows could be read as a measure{where}"
    first = next((each.remark.message for each in (*unplaced, *remarks)), "")
    raise NoPlan(
        f"It has a plan's table with the heads {heads}, but {found}: "
        f"its lines or numbers were not understood. {first}".rstrip()
    )


def _pages(pages: Sequence[int]) -> str:
    return f"page {pages[0]}" if len(pages) == 1 else f"pages {pages[0]} to {pages[-1]}"


def _holds(box: BBox, inner: BBox) -> bool:
    across, down = (inner.x0 + inner.x1) / 2, (inner.top + inner.bottom) / 2
    return box.x0 <= across <= box.x1 and box.top <= down <= box.bottom


def _remembering(join: JoinLines) -> JoinLines:
    """The same, for lines that several steps of the road ask about: heads, cuts, headings and cells."""
    known: dict[tuple[int, ...], tuple[Printed, Sequence[Line]]] = {}

    def joined(lines: Sequence[Line]) -> Printed:
        key = tuple(map(id, lines))
        found = known.get(key)
        if found is None:
            # the lines are kept with the text, so that no other line gets the `id` of one of them
            found = known[key] = join(lines), tuple(lines)
        return found[0]

    return joined


def _spaced(layout: Layout) -> Layout:
    """The layout with those lines spaced that came unfinished."""
    unfinished = [line for line in text_lines(layout) if not line.text]
    if not unfinished:
        return layout
    finished = {id(line): spaced for line, spaced in zip(unfinished, space_lines(unfinished), strict=True)}
    return with_text_lines(layout, lambda line: finished.get(id(line), line))


def _lines_before_plan(stream: Stream) -> list[Line]:
    lines: list[Line] = []
    for part in stream.parts:
        if isinstance(part, RowPart):
            break
        if isinstance(part, TextPart):
            lines.extend(part.lines)
    return lines


def _table_remarks(stream: Stream) -> list[PlacedRemark]:
    return [
        PlacedRemark(
            remark=Remark(code="other_table", message="A table with other heads than a plan's was left out."),
            place=Place(page_number=part.page_number, bbox=part.table.bbox),
        )
        for part in stream.parts
        if isinstance(part, TablePart)
    ]


def _account(layouts: Sequence[Layout], plan: Plan) -> tuple[GlyphAccount, list[PlacedRemark]]:
    total = placed = furniture = 0
    remarks: list[PlacedRemark] = []
    lost_lines = {id(line) for line in plan.unplaced}
    for layout in layouts:
        visible, aside = layout.counts.upright, layout.counts.aside
        on_lines = sum([count_ink(line.glyphs) for line in text_lines(layout) if id(line) not in lost_lines])
        outside = sum([count_ink(line.glyphs) for line in layout.furniture])
        total += visible + aside
        placed += on_lines
        furniture += outside + aside
        overrun = layout.page.overrun
        if overrun is not None and overrun.bbox is not None:
            remarks.append(_overrun_remark(layout.page.page_number, overrun, overrun.bbox))
        lost = visible - on_lines - outside
        if lost:
            box = BBox(0, 0, layout.page.width, layout.page.height)
            for line in plan.unplaced:
                box = line.bbox if line.page_number == layout.page.page_number else box
            remarks.append(
                PlacedRemark(
                    remark=Remark(
                        code="glyphs_unplaced",
                        message=f"{lost} visible characters of this page stand nowhere.",
                    ),
                    place=Place(page_number=layout.page.page_number, bbox=box),
                )
            )
    return GlyphAccount(total=total, placed=placed, furniture=furniture), remarks


def _overrun_remark(page_number: int, overrun: Overrun, box: BBox) -> PlacedRemark:
    if overrun.n_glyphs:
        what = f"{overrun.n_glyphs} characters stand there; they were read from the file."
    else:
        what = "no text stands there in the file: columns may be missing."
    message = f"The table runs over the right edge of what the page shows (x = {overrun.edge:.0f}): {what}"
    return PlacedRemark(
        remark=Remark(code="beyond_edge", message=message),
        place=Place(page_number=page_number, bbox=box),
    )


def _what_was_found(layouts: Sequence[Layout]) -> str:
    tables = [table for layout in layouts for table in layout.tables]
    letters = [
        letter
        for layout in layouts
        for line in text_lines(layout)
        for letter in line.text
        if letter.isalpha()
    ]
    n_cyrillic = sum([ord(letter) in _CYRILLIC for letter in letters])
    if n_cyrillic < _LEAST_CYRILLIC * len(letters):
        return (
            "It holds no plan of measures in Kazakh: "
            f"{n_cyrillic} of its {len(letters)} letters are Cyrillic. "
            "If its pages look right, a program that made this copy spoilt the fonts' Unicode maps: "
            "take the file from where it was first published."
        )
    if not tables:
        return "It holds no plan of measures: there is no table in it."
    pages = sorted({table.page_number for table in tables})
    where = _pages(pages)
    has = "its table has" if len(tables) == 1 else f"its {len(tables)} tables have"
    return (
        f"It holds no plan of measures: {has} other heads ({where}) than measure, form of completion, "
        "responsible bodies, deadline."
    )
