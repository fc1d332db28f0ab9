"""The account of glyphs: every visible character of a file stands in a published column, or is furniture.

Each printed line is counted where it comes in, and again where it ended: in a text that is published, in a
footnote or a mark, or in furniture, by its kind. What is left over is reported with its words and its place.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.extract.frame.outer_lines import line_text, signature_of
from pipeline.repair.characters import escaped
from pipeline.stations.glyph_columns import ink_of
from pipeline.stations.page import BBox, FurnitureKind, Layout, Line, Overrun, around, text_lines
from pipeline.stations.plan import ActText, BesideText, PlacedRemark, Plan
from pipeline.stations.printed import Place, Printed


@dataclass(frozen=True, slots=True, kw_only=True)
class GlyphAccount:
    """Where a file's visible characters ended: `total = placed + furniture`, or something was lost.

    `kinds` are the characters of each kind of furniture.
    """

    total: int
    placed: int
    furniture: int
    kinds: tuple[tuple[FurnitureKind, int], ...]

    def with_other_language(self, total: int) -> GlyphAccount:
        """The account of a file with so many characters, where the others are a text in another language."""
        n_other = total - self.total
        kinds: list[tuple[FurnitureKind, int]] = [*self.kinds, ("other_language", n_other)]
        furniture = self.furniture + n_other
        return GlyphAccount(total=total, placed=self.placed, furniture=furniture, kinds=tuple(sorted(kinds)))


def _printed_in_act(act: ActText) -> Iterator[Printed]:
    own = (act.title, act.act_line, act.preamble, act.signature, act.approval, act.plan_title)
    yield from (printed for printed in own if printed)
    yield from (paragraph.printed for paragraph in act.paragraphs)
    yield from (note.printed for note in act.notes)


def _printed_in_plan(plan: Plan) -> Iterator[Printed]:
    for entry in plan.entries:
        yield from (cell.printed for cell in entry.cells.values())
        yield from (other.cell.printed for other in entry.others)
    yield from (stage.heading for stage in plan.stages)
    yield from (section.heading for section in plan.sections)
    yield from (note.printed for note in plan.notes)
    for total in plan.totals:
        yield total.label
        yield from (cell.printed for cell in (total.cost, total.funding) if cell)


def settle_account(
    layouts: Sequence[Layout],
    act: ActText,
    plan: Plan,
    others: Iterable[Printed],
    beside: Iterable[BesideText],
) -> tuple[GlyphAccount, list[PlacedRemark]]:
    """The account, and a remark for what is lost, runs over an edge, or is furniture on one page alone.

    `others` are texts that are published and stand neither in the act, nor in the plan or `beside` it.
    """
    printed = (*_printed_in_act(act), *_printed_in_plan(plan), *others)
    published = {line.number for text in beside for line in text.source}
    published |= {number for each in printed for number in each.line_numbers}
    # the numbers of sections may stand in cells of their own
    numbers = {section.number for section in plan.sections}
    total = placed = 0
    kinds: Counter[FurnitureKind] = Counter()
    remarks: list[PlacedRemark] = []
    for layout in layouts:
        own = [mark.line for mark in (*layout.marks, *(note.mark for note in layout.footnotes))]
        own += [line for note in layout.footnotes for line in note.lines]
        lost: list[Line] = []
        for line in text_lines(layout):
            is_placed = line.number in published or line.text.strip(" .)") in numbers
            (own if is_placed else lost).append(line)
        n_own = sum(len(ink_of(line.glyphs)) for line in own)
        outside: Counter[FurnitureKind] = Counter()
        for each in layout.furniture:
            outside[each.kind] += len(ink_of(each.line.glyphs))
        n_lost = layout.counts.upright - n_own - outside.total()
        total += layout.counts.upright + layout.counts.aside
        placed += n_own
        kinds += outside + Counter({"angled_text": layout.counts.aside})
        remarks.extend(_overrun_remarks(layout.page.page_number, layout.page.overrun))
        if n_lost:
            remarks.append(_lost_remark(layout, lost, n_lost))
    remarks.extend(_lone_furniture(layouts))
    account = GlyphAccount(
        total=total, placed=placed, furniture=kinds.total(), kinds=tuple(sorted(kinds.items()))
    )
    return account, remarks


def _lost_remark(layout: Layout, lost: Sequence[Line], n_lost: int) -> PlacedRemark:
    place = _placed(layout, around(line.bbox for line in lost)) if lost else whole_page(layout)
    words = f": {' '.join(line.text for line in lost)}" if lost else ""
    message = f"{n_lost} visible characters of this page stand in no published column{words}"
    return PlacedRemark.of("glyphs_unplaced", message, place)


def whole_page(layout: Layout) -> Place:
    """All of a page."""
    return _placed(layout, BBox(0, 0, layout.page.width, layout.page.height))


def _placed(layout: Layout, box: BBox) -> Place:
    return Place(page_number=layout.page.page_number, bbox=box)


def _lone_furniture(layouts: Sequence[Layout]) -> Iterator[PlacedRemark]:
    """A remark for each line of furniture, and each text at an angle, that no other page has."""
    pages: dict[tuple[str, str], list[tuple[Layout, str, BBox]]] = defaultdict(list)
    for layout in layouts:
        for each in layout.furniture:
            if each.kind != "line_number":
                text = line_text(each.line)
                pages[each.kind, signature_of(text)].append((layout, text, each.line.bbox))
        angled = [glyph for glyph in layout.page.aside if not glyph.text.isspace()]
        if angled:
            box = around(BBox(*glyph[1:5]) for glyph in angled)
            text = " ".join(escaped("".join(glyph.text for glyph in layout.page.aside)).split())
            pages["angled_text", text].append((layout, text, box))
    for (what, _), places in pages.items():
        if len(places) == 1:
            ((layout, text, box),) = places
            message = f"Set apart as {what.replace('_', ' ')}, though on this page alone: {text}"
            yield PlacedRemark.of("furniture_once", message, _placed(layout, box))


def _overrun_remarks(page_number: int, overrun: Overrun | None) -> Iterator[PlacedRemark]:
    if overrun is None or overrun.bbox is None:
        return
    if overrun.n_glyphs:
        what = f"{overrun.n_glyphs} characters stand there; they were read from the file."
    else:
        what = "no text stands there in the file: columns may be missing."
    message = f"The table runs over the right edge of what the page shows (x = {overrun.edge:.0f}): {what}"
    yield PlacedRemark.of("beyond_edge", message, Place(page_number=page_number, bbox=overrun.bbox))
