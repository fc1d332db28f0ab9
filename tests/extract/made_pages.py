"""Pages made glyph by glyph: words, and the rules of a table of four columns."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from pipeline.assemble.rows.headings import plan_words
from pipeline.extract import layout
from pipeline.stations.page import Glyph, Layout, Page, Shape

SIZE = 10.0


def lay_out(pages: Iterable[Page]) -> tuple[Layout, ...]:
    """The pages laid out with the registry's words."""
    return layout.lay_out(pages, plan_words())


def words(text: str, x: float, baseline: float, *, size: float = SIZE, color: int = 0) -> list[Glyph]:
    """The text with its space glyphs, half an em a letter."""
    step, top, bottom = size / 2, baseline - 0.9 * size, baseline + 0.2 * size
    return [
        Glyph(letter, x + i * step, top, x + (i + 1) * step, bottom, baseline, size, "F", color=color)
        for i, letter in enumerate(text)
    ]


def page(number: int, *parts: list[Glyph], shapes: tuple[Shape, ...] = (), height: float = 500) -> Page:
    glyphs = tuple(glyph for part in parts for glyph in part)
    return Page(page_number=number, width=600, height=height, glyphs=glyphs, shapes=shapes)


def text_of(lines) -> str:
    return " ".join("".join(glyph.text for glyph in line.glyphs) for line in lines)


COLUMNS = (40.0, 70.0, 200.0, 300.0, 400.0)


def across(height: float, *gaps: int) -> list[Shape]:
    """A horizontal rule over all columns but these, drawn column by column."""
    spans = [(i, x0, x1) for i, (x0, x1) in enumerate(pairwise(COLUMNS)) if i not in gaps]
    return [Shape("stroke", x0, height, x1, height, 0.5) for _, x0, x1 in spans]


def walls(top: float, bottom: float) -> list[Shape]:
    return [Shape("stroke", x, top, x, bottom, 0.5) for x in COLUMNS]


def row(texts: tuple[str, ...], baseline: float) -> list[Glyph]:
    return [g for x, text in zip(COLUMNS, texts, strict=False) for g in words(text, x + 3, baseline)]


FIRST, SECOND = ("1.", "Жоба әзірлеу", "бұйрық", "ақпан"), ("2.", "Ұсыныс енгізу", "ұсыныс", "наурыз")


def texts_of(layout: Layout) -> list[list[str]]:
    """The cells' texts by the row in which they begin."""
    result: list[list[str]] = []
    for table in layout.tables:
        rows: list[list[str]] = [[] for _ in table.row_edges[1:]]
        for cell in table.cells:
            rows[cell.row0].append(text_of(cell.lines))
        result += rows
    return result
