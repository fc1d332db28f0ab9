"""What was decided in reading a page or a measure's rows, and the clues that spoke, in lines of text."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.assemble.rows.headings import plan_words
from pipeline.assemble.rows.row_parts import BreakVerdict
from pipeline.compose.printed_document import PrintedEdition, read_act_and_plan
from pipeline.extract.layout import lay_out
from pipeline.extract.pdf.reader import read_content
from pipeline.registry.loading import reading_in
from pipeline.repair.texts import read_texts
from pipeline.stations.evidence import Verdict
from pipeline.stations.page import BBox, Layout, Table
from pipeline.stations.plan import COLUMN_ROLES, Entry
from pipeline.stations.printed import Place


def verdict_text(verdict: Verdict, *, yes: str, no: str) -> str:
    """What was decided, whether hardly, and the clues that spoke: `goes on; open box (+2)`."""
    taken = (yes if verdict.is_for else no) + (", doubtful" * verdict.is_doubtful)
    return f"{taken}; {verdict.reasons or 'nothing speaks for it'}"


def break_text(each: BreakVerdict) -> str:
    """What was decided at a page break: `one cell, deadline: goes on; open box (+2)`."""
    what = each.verdict.decision.replace("_", " ")
    column = f", {each.column.replace('_', ' ')}" if each.column else ""
    return f"{what}{column}: {verdict_text(each.verdict, yes='goes on', no='ends')}"


def gutter_lines(table: Table) -> Iterator[tuple[str, BBox]]:
    """For each gap of a head without rules what was decided, and its box."""
    for box, verdict in table.gutters:
        what = verdict_text(verdict, yes="two columns", no="one column")
        yield f"x {box.x0:.1f}-{box.x1:.1f}: {what}", box


def measure_decisions(content: bytes, *, name: str, key: str, language: str) -> str:
    """What was decided of the rows of a measure: at page breaks, of its merged cells, of its edges.

    Args:
        content: the PDF that it was read from.
        name: its name, for messages.
        key: the measure's.
        language: the one that it was read in.

    Raises:
        NotReadable: the file cannot be read.
        NoPlan: it has no plan.
    """
    pages = list(read_content(content, name=name))
    with reading_in(language):
        reading = read_act_and_plan(read_texts(lay_out(pages, plan_words())))
    entry = next((each for each in reading.plan.entries if each.key == key), None)
    if entry is None:
        return f"No row was read as {key}: its number comes from a correction."
    doubts = [each.remark for each in reading.remarks if each.measure_key == key]
    groups = {
        "Decided at page breaks": _breaks(entry, reading),
        "Merged cells": _merged(entry, reading.plan.entries),
        "Doubtful edges": [remark.message for remark in doubts if remark.code == "doubtful_row"],
        "Columns that no rules part": _gutters(entry, reading.layouts),
    }
    return "\n".join(
        line
        for head, found in groups.items()
        for line in (f"{head}: {len(found) or 'none'}", *(f"  {each}" for each in found))
    )


def _places(entry: Entry) -> list[Place]:
    cells = [getattr(entry, role) for role in ("number", *COLUMN_ROLES)]
    return [place for cell in cells if cell is not None for place in cell.boxes]


def _breaks(entry: Entry, reading: PrintedEdition) -> list[str]:
    """What was decided at page breaks of its cells, and at the one below it where it is its page's last."""
    places = _places(entry)
    last = entry.pages[-1]
    is_last = [each for each in reading.plan.entries if last in each.pages][-1] is entry
    found = []
    for each in reading.verdicts:
        page = each.place.page_number
        if any(_meet(each.place, place) for place in places):
            found.append(f"above, page {page}: {break_text(each)}")
        elif is_last and page == last + 1:
            found.append(f"below, page {page}: {break_text(each)}")
    return found


def _meet(one: Place, other: Place) -> bool:
    upper, lower = one.bbox, other.bbox
    is_level = upper.top < lower.bottom and lower.top < upper.bottom
    return one.page_number == other.page_number and is_level and upper.x0 < lower.x1 and lower.x0 < upper.x1


def _merged(entry: Entry, entries: tuple[Entry, ...]) -> list[str]:
    """Its cells that are other measures' too, with the keys of these."""
    found = []
    for role in COLUMN_ROLES:
        cell = getattr(entry, role)
        if cell is not None and cell.is_shared:
            owners = [each for each in entries if getattr(each, role) == cell and each.key != entry.key]
            keys = ", ".join(each.key for each in owners) or "no other measure"
            pages = ", ".join(str(place.page_number) for place in cell.boxes)
            found.append(f"{role.replace('_', ' ')}, page {pages}: one cell with {keys}")
    return found


def _gutters(entry: Entry, layouts: tuple[Layout, ...]) -> list[str]:
    """What was decided of the head that the measure stands under, where no rules part its columns."""
    above = [layout for layout in layouts if layout.page.page_number <= entry.pages[0]]
    tables = [table for layout in above for table in layout.tables if table.gutters]
    return [text for text, _ in gutter_lines(tables[-1])] if tables else []
