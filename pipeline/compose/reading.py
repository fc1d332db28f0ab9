"""From a PDF file to its act and plan in printed words, with the account of its glyphs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.assemble.act import read_act
from pipeline.assemble.beside import head_texts, read_beside
from pipeline.assemble.cuts import join_cuts
from pipeline.assemble.outline import read_outline
from pipeline.assemble.parts import RowPart, Stream, TablePart, TextPart, text_blocks
from pipeline.assemble.plan import build_plan
from pipeline.assemble.rows import read_stream
from pipeline.compose.account import (
    GlyphAccount,
    Joins,
    numbers_in,
    printed_in_act,
    printed_in_plan,
    settle_account,
)
from pipeline.compose.controls import space_without_controls
from pipeline.compose.footnotes import Footnotes, read_footnotes
from pipeline.compose.page_checks import count_unread, page_remarks
from pipeline.compose.structure_checks import structure_remarks
from pipeline.extract.layout import lay_out
from pipeline.extract.parts import text_lines, with_text_lines
from pipeline.findings import Remark
from pipeline.page import BBox, Layout, Line, Page
from pipeline.plan import ActText, BesideText, PlacedRemark, Plan
from pipeline.printed import Place
from pipeline.repair.wraps import Vocabulary, WrapJoiner

_CYRILLIC = range(0x0400, 0x0530)
# Even a file with a page in another language has more; where fonts' Unicode maps are spoilt there are few.
_LEAST_CYRILLIC = 0.5


class NoPlan(ValueError):  # noqa: N818 (the name says what the file lacks)
    """The file holds no table that is a plan of measures; the text says what was found and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a file says, in printed words."""

    act: ActText
    plan: Plan
    plan_heads: tuple[str, ...]
    beside: tuple[BesideText, ...]
    footnotes: Footnotes
    account: GlyphAccount
    remarks: tuple[PlacedRemark, ...]
    layouts: tuple[Layout, ...]

    def unturned(self, page_number: int, box: BBox) -> BBox:
        """The box of a page as it lies in the file, in points from its top left."""
        return self.layouts[page_number - 1].page.unturned(box)


def read_words(pages: Iterable[Page]) -> Reading:
    """The act and the plan on these pages.

    Raises:
        NoPlan: no table on them has the heads of a plan of measures.
    """
    layouts = tuple([_spaced(layout) for layout in lay_out(pages, space_without_controls)])
    join = Joins(WrapJoiner(Vocabulary.of(line for layout in layouts for line in text_lines(layout))))
    stream = read_stream(layouts, join)
    if stream.columns is None or not any(isinstance(part, RowPart) for part in stream.parts):
        raise NoPlan(_what_was_found(layouts) + _what_was_unread(layouts))
    joined = join_cuts(stream, join)
    act = read_act(_lines_before_plan(stream), join)
    outline = read_outline(joined, join, act.trailing)
    plan = build_plan(outline, joined, stream.columns, join)
    annexes = [
        BesideText(part="annex", printed=join(block.lines), source=block.lines)
        for block in text_blocks(act.between)
    ]
    beside = read_beside(stream, [*annexes, *outline.beside], join)
    footnotes = read_footnotes(layouts, plan, join)
    published = [
        *printed_in_act(act),
        *printed_in_plan(plan),
        *(join(cell.lines) for cell in stream.heads),
        *(note.printed for note in footnotes.notes),
    ]
    lines = [*join.lines_of(published), *(line for text in beside for line in text.source)]
    account, lost = settle_account(layouts, lines, numbers_in(plan))
    return Reading(
        act=act,
        plan=plan,
        plan_heads=head_texts(stream, join),
        beside=beside,
        footnotes=footnotes,
        account=account,
        remarks=(
            *_table_remarks(stream),
            *joined.remarks,
            *structure_remarks(plan, layouts),
            *page_remarks(plan, layouts),
            *footnotes.remarks,
            *lost,
        ),
        layouts=layouts,
    )


def _spaced(layout: Layout) -> Layout:
    """The layout with those lines spaced that came unfinished."""
    unfinished = [line for line in text_lines(layout) if not line.text]
    if not unfinished:
        return layout
    spaced = space_without_controls(unfinished)
    finished = {id(line): now for line, now in zip(unfinished, spaced, strict=True)}
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
            remark=Remark(
                code="other_table",
                message="A table with other heads than a plan's: its rows are among the paragraphs.",
            ),
            place=Place(page_number=part.page_number, bbox=part.table.bbox),
        )
        for part in stream.parts
        if isinstance(part, TablePart)
    ]


def _what_was_unread(layouts: Sequence[Layout]) -> str:
    unread = count_unread(layouts)
    return f" {unread} characters that PDFium sees in it were not read." if unread else ""


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
    where = f"page {pages[0]}" if len(pages) == 1 else f"pages {pages[0]} to {pages[-1]}"
    has = "its table has" if len(tables) == 1 else f"its {len(tables)} tables have"
    return (
        f"It holds no plan of measures: {has} other heads ({where}) than measure, form of completion, "
        "responsible bodies, deadline."
    )
