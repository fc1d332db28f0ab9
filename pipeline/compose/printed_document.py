"""From a document's texts to its act and plan in printed words, with the account of its glyphs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from pipeline.assemble.act.act_text import read_act
from pipeline.assemble.act.surrounding_texts import head_texts, read_beside
from pipeline.assemble.outline.plan_entries import build_plan
from pipeline.assemble.outline.plan_outline import read_outline
from pipeline.assemble.outline.printed_legend import legend_tables
from pipeline.assemble.page_breaks.join_rows import doubts, join_rows
from pipeline.assemble.rows.plan_columns import column_doubts
from pipeline.assemble.rows.row_parts import BreakVerdict, RowPart, Stream, TablePart, TextPart, text_blocks
from pipeline.assemble.rows.table_rows import read_stream
from pipeline.compose.checks.glyph_account import (
    GlyphAccount,
    numbers_in,
    printed_in_act,
    printed_in_plan,
    settle_account,
)
from pipeline.compose.checks.page_checks import page_remarks
from pipeline.compose.checks.refusals import what_was_found
from pipeline.compose.footnote_marks import Footnotes, read_footnotes
from pipeline.repair.texts import Texts
from pipeline.stations.page import BBox, Layout, Line, text_lines
from pipeline.stations.plan import ActText, BesideText, PlacedRemark, Plan
from pipeline.stations.printed import Place

# Of all rows of a plan. Of 62 editions the worst has one row without a number next to 43 measures; a row that
# only goes on with the measure above has no number either, so that these may be as many as the measures.
_MOST_UNPLACED, _MOST_UNNUMBERED = 0.25, 0.5


class NoPlan(ValueError):  # noqa: N818 (the name says what the file lacks)
    """The file holds no table that is a plan of measures; the text says what was found and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedEdition:
    """What a file says, in printed words; `verdicts` are what was decided at its page breaks."""

    act: ActText
    plan: Plan
    plan_heads: tuple[str, ...]
    beside: tuple[BesideText, ...]
    footnotes: Footnotes
    account: GlyphAccount
    remarks: tuple[PlacedRemark, ...]
    layouts: tuple[Layout, ...]
    verdicts: tuple[BreakVerdict, ...]

    @property
    def plan_headings(self) -> tuple[str, ...]:
        """The headings of stages and sections in reading order."""
        headings = [stage.heading for stage in self.plan.stages]
        headings += [section.heading for section in self.plan.sections]
        headings.sort(key=lambda each: (each.places[0].page_number, each.places[0].bbox.top, each.text))
        return tuple(each.text for each in headings)

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
        lines = [line.text for line in text_lines(layout) if box.holds_middle_of(line.bbox)]
        return " ".join(" ".join(lines).split()) or None


def read_act_and_plan(texts: Texts) -> PrintedEdition:
    """The act and the plan in these texts, and what stands next to them.

    Raises:
        NoPlan: no table has the heads of a plan of measures, or too few of its rows are measures.
    """
    layouts, join = texts.layouts, texts.join
    stream = read_stream(layouts, join)
    if not stream.columns or not any(isinstance(part, RowPart) for part in stream.parts):
        n_unread = sum(len(each.page.difference.unread) for each in layouts if each.page.difference)
        unread = f" {n_unread} characters that another library sees in it were not read." if n_unread else ""
        raise NoPlan(what_was_found(layouts, join) + unread)
    rows = join_rows(stream, join)
    act = read_act(_lines_before_plan(stream), join)
    outline = read_outline(rows, join, act.trailing)
    legends = legend_tables(stream, join)
    outline.legend.extend(entry for entries in legends.values() for entry in entries)
    plan = build_plan(outline, stream.columns, join)
    _require_placed(plan)
    signed = [BesideText(part="act", printed=join(each), source=each) for each in act.signed_besides]
    annexes = [
        BesideText(part="annex", printed=join(block.lines), source=block.lines)
        for block in text_blocks(act.between)
    ]
    beside = read_beside(stream, [*signed, *annexes, *outline.beside], join)
    footnotes = read_footnotes(layouts, plan, join)
    published = [
        *printed_in_act(act),
        *printed_in_plan(plan),
        *(join(cell.lines) for cell in stream.heads),
        *(printed for _, printed in footnotes.notes),
    ]
    placed = {line.number for text in beside for line in text.source}.union(
        *(printed.line_numbers for printed in published)
    )
    account, lost = settle_account(layouts, placed, numbers_in(plan))
    remarks = (
        *_table_remarks(stream, legends),
        *column_doubts(layouts),
        *doubts(rows.verdicts),
        *page_remarks(plan, layouts),
        *footnotes.remarks,
        *lost,
    )
    return PrintedEdition(
        act=act,
        plan=plan,
        plan_heads=head_texts(stream, join),
        beside=beside,
        footnotes=footnotes,
        account=account,
        remarks=remarks,
        layouts=layouts,
        verdicts=rows.verdicts,
    )


def _require_placed(plan: Plan) -> None:
    """Makes sure that the rows of the plan were read as measures, all but a few.

    Raises:
        NoPlan: there are none, or too many rows belong to no measure; the text says how many.
    """
    unplaced = [each for each in plan.remarks if each.remark.code == "row_unplaced"]
    remarks = [*unplaced, *(each for each in plan.remarks if each.remark.code == "row_without_number")]
    n_rows = len(plan.entries) + len(remarks)
    is_read = len(unplaced) <= _MOST_UNPLACED * n_rows and len(remarks) <= _MOST_UNNUMBERED * n_rows
    if plan.entries and is_read:
        return
    pages = sorted({each.place.page_number for each in remarks if each.place})
    where = f" ({_pages(pages)})" if pages else ""
    heads = ", ".join(f"“{head}”" for head in plan.heads)
    found = f"none of its {n_rows} rows could be read as a measure"
    if plan.entries:
        share = f"{len(remarks)} of {n_rows} rows ({len(remarks) / n_rows:.0%})"
        found = f"{share} belong to no measure or have no number of their own"
    first = next((each.remark.message for each in remarks), "")
    raise NoPlan(
        f"It has a plan's table with the heads {heads}, but {found}{where}: "
        f"its lines or numbers were not understood. {first}".rstrip()
    )


def _pages(pages: Sequence[int]) -> str:
    return f"page {pages[0]}" if len(pages) == 1 else f"pages {pages[0]} to {pages[-1]}"


def _lines_before_plan(stream: Stream) -> list[Line]:
    lines: list[Line] = []
    for part in stream.parts:
        if isinstance(part, RowPart):
            break
        if isinstance(part, TextPart):
            lines.extend(part.lines)
    return lines


def _table_remarks(stream: Stream, understood: Collection[int]) -> list[PlacedRemark]:
    message = "A table with other heads than a plan's: its rows are among the paragraphs."
    return [
        PlacedRemark.of("other_table", message, Place(page_number=part.page_number, bbox=part.bbox))
        for at, part in enumerate(stream.parts)
        if isinstance(part, TablePart) and at not in understood
    ]
