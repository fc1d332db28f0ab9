"""Pages read as they come, without all glyphs of a long file in memory.

How far down text reaches, and what stands in the margins, all pages tell together. Each page is read by what
the pages up to it tell, and its glyphs are packed; when the last page is known, those are read once more of
which it all tells otherwise.

Afterwards: layouts as if each page had been read with all the others at hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.extract.frame.footnotes import MarkPlace, marks_on
from pipeline.extract.frame.furniture import margin_kind
from pipeline.extract.frame.margins import EdgeLine, Margins, edge_lines, may_be_apart
from pipeline.extract.packed import PackedColumns, Packer
from pipeline.extract.ruled.boxes import Grid
from pipeline.extract.ruled.cells import FinishLines, fill_grids
from pipeline.extract.ruled.grid import find_grids
from pipeline.extract.ruled.missing_floors import with_floors
from pipeline.extract.ruled.missing_walls import Edges, table_edges, with_lost_sides, with_lost_walls
from pipeline.extract.ruled.rules import PackedRules, Rule, find_rules, without_ghosts
from pipeline.stations.glyph_columns import GlyphColumns, columns_of
from pipeline.stations.glyph_runs import GlyphRun
from pipeline.stations.layout_lines import with_text_lines
from pipeline.stations.page import BBox, ClearPage, Counts, Furniture, Layout, Line


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSettings:
    """How much is kept.

    Attributes:
        unpacked_pages: the glyphs of so many pages stay as they are, since packing takes time; most files
            have no more.
    """

    unpacked_pages: int = 32


@dataclass(slots=True, kw_only=True)
class Draft:
    """A page as read by what the pages up to it tell.

    Attributes:
        layout: its parts; `page` without upright glyphs and shapes.
        marks: the marks of footnotes in it.
        rules: all its rules, also those that no reader sees.
        n_seen: so many of its horizontal rules, from the top, were taken for seen.
        before: the sides and walls of the last table on the pages before.
        edge: those of its lines that may be none of its tables'.
        apart: its glyphs, by number, that were taken for none of its tables'.
        glyphs: all its glyphs, where other pages may tell otherwise.
    """

    layout: Layout
    marks: Sequence[MarkPlace]
    rules: PackedRules
    n_seen: int
    before: Edges | None
    edge: Sequence[EdgeLine]
    apart: frozenset[int]
    glyphs: GlyphColumns | PackedColumns | None


class Drafts:
    """The pages of one document, one after the other."""

    def __init__(self, finish: FinishLines | None, settings: DraftSettings) -> None:
        self._finish = finish
        self._settings = settings
        self._drafts: list[Draft] = []
        self._margins = Margins()
        self._packer = Packer()
        self._lengths: dict[float, float] = {}
        self._floor = 0.0
        self._edges: Edges | None = None

    def add(self, page: ClearPage) -> None:
        """Reads one more page."""
        columns = columns_of(page.glyphs)
        self._floor = max(self._floor, float(columns.bottom.max(initial=0.0)))
        painted, drawn = find_rules(page.shapes)
        horizontal = with_floors(painted, columns) if drawn else painted
        before, own = self._edges, table_edges(horizontal, drawn)
        vertical = with_lost_walls(horizontal, drawn, columns, own if drawn else before)
        vertical = with_lost_sides(horizontal, vertical, columns, before)
        self._edges = own or before
        seen = self._seen(horizontal, page)
        grids = find_grids(seen, vertical, width=page.reach, height=page.height, known=before)
        edge = edge_lines(page, columns, grids)
        self._margins.add(edge)
        apart = self._margins.apart(edge)
        counts = Counts(
            upright=len(columns) - int(columns.is_space.sum()),
            aside=len(page.aside),
            shapes=len(page.shapes),
        )
        layout, marks = self._read(page, columns, counts, grids, apart)
        has_ghosts = any(rule.at <= page.height for rule in horizontal[len(seen) :])
        self._drafts.append(
            Draft(
                layout=layout,
                marks=marks,
                rules=PackedRules(horizontal, vertical),
                n_seen=len(seen),
                before=before,
                edge=edge,
                apart=apart,
                glyphs=self._held(columns) if has_ghosts or may_be_apart(edge) else None,
            )
        )

    def settled(self) -> Sequence[Draft]:
        """The pages, each as read by what all of them tell."""
        doubtful = [draft for draft in self._drafts if draft.glyphs is not None]
        regrid = {id(draft) for draft in doubtful if self._n_seen(draft) != draft.n_seen}
        if regrid:
            self._margins = Margins()
            for draft in self._drafts:
                if id(draft) in regrid and draft.glyphs is not None:
                    draft.edge = edge_lines(draft.layout.page, draft.glyphs.columns, self._grids(draft))
                self._margins.add(draft.edge)
        for draft in doubtful:
            apart = self._margins.apart(draft.edge)
            if draft.glyphs is not None and (apart != draft.apart or id(draft) in regrid):
                layout, grids = draft.layout, self._grids(draft)
                draft.layout, draft.marks = self._read(
                    layout.page, draft.glyphs.columns, layout.counts, grids, apart
                )
            draft.glyphs = None
        return self._drafts

    def _seen(self, horizontal: Sequence[Rule], page: ClearPage) -> list[Rule]:
        """Those rules, from the top, that a reader sees on the page, by how far down text reaches so far."""
        return [r for r in without_ghosts(horizontal, self._floor, page.height) if r.at <= page.height]

    def _n_seen(self, draft: Draft) -> int:
        return len(self._seen(draft.rules.horizontal, draft.layout.page))

    def _grids(self, draft: Draft) -> list[Grid]:
        page = draft.layout.page
        seen = self._seen(draft.rules.horizontal, page)
        vertical = draft.rules.vertical
        return find_grids(seen, vertical, width=page.reach, height=page.height, known=draft.before)

    def _held(self, columns: GlyphColumns) -> GlyphColumns | PackedColumns:
        return self._packer.pack(columns) if self._is_long else columns

    @property
    def _is_long(self) -> bool:
        return len(self._drafts) >= self._settings.unpacked_pages

    def _read(
        self,
        page: ClearPage,
        columns: GlyphColumns,
        counts: Counts,
        grids: Sequence[Grid],
        apart: frozenset[int],
    ) -> tuple[Layout, Sequence[MarkPlace]]:
        """The page with its glyphs in the grids' boxes, but for those that are the page's own."""
        tables, beside, furniture = fill_grids(grids, page, columns, apart, finish=self._finish)
        layout = Layout(
            page=replace(page, glyphs=(), shapes=()),
            counts=counts,
            tables=tuple(tables),
            lines=tuple(beside),
            furniture=tuple([Furniture(margin_kind(line, page), line) for line in furniture]),
        )
        marks = marks_on(layout)
        return self._packed(layout) if self._is_long else layout, marks

    def _packed(self, layout: Layout) -> Layout:
        """The layout with the glyphs of all its lines packed."""
        pages: dict[int, PackedColumns] = {}

        def slimmer(line: Line) -> Line:
            run = line.glyphs
            if not isinstance(run, GlyphRun) or not isinstance(run.source, GlyphColumns):
                return line
            source = run.source
            if id(source) not in pages:
                pages[id(source)] = self._packer.pack(source)
            return self._slimmer(line, self._packer.run(pages[id(source)], run))

        layout = with_text_lines(layout, slimmer)
        return replace(
            layout, furniture=tuple([Furniture(kind, slimmer(line)) for kind, line in layout.furniture])
        )

    def _slimmer(self, line: Line, glyphs: GlyphRun) -> Line:
        """The line with its packed glyphs; lengths that many lines share are there once."""
        known = self._lengths
        x0, top, x1, bottom = [known.setdefault(length, length) for length in line.bbox]
        baseline = known.setdefault(line.baseline, line.baseline)
        return line._replace(glyphs=glyphs, bbox=BBox(x0, top, x1, bottom), baseline=baseline)
