"""Hypothesis over layouts: random small plans painted in random ways, and what must be read back.

No engine runs: the painter takes a few milliseconds a document. `layouts()` draws; `Layout` holds the PDF,
the table's rows as laid out, and the same expectation that the fixtures have.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from hypothesis import strategies as st

from tests.factory.canvas import load_font
from tests.factory.description import UP, Edition, Section
from tests.factory.drawn_plans import MERGEABLE, plans
from tests.factory.expected import expected
from tests.factory.grid import body_rows
from tests.factory.painting import paint_edition
from tests.factory.styles import Style


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """One drawn document."""

    pdf: bytes
    edition: Edition
    style: Style
    rows: tuple[tuple[str, ...], ...]
    """The plan's rows as text by column in printed order: merged cells repeated, headings left out."""
    expected: dict[str, Any]

    def __repr__(self) -> str:
        return f"Layout(style={self.style!r}, rows={self.rows!r})"


@st.composite
def painter_styles(draw: st.DrawFn, *, is_ruled: bool = True) -> Style:
    """A random way to paint: page, widths, fonts, sizes, cuts, justification, border styles, quirks."""
    rules = (
        ("solid", "fill", "both", "double", "pieces", "corners", "noframe", "adilet")
        if is_ruled
        else ("none",)
    )
    rule = draw(st.sampled_from(rules))
    quirks = set(draw(st.lists(st.sampled_from((
        "breaks", "punctuation", "late-links", "shuffled", "no-spaces", "odd-spaces", "fake-bold",
        "invisible", "rotate",
        "crop",
        "watermark", "moves-rows", "squeezed", "tight",
    )), max_size=3)))  # fmt: skip
    if {"squeezed", "tight"} <= quirks:
        quirks.discard("tight")
    if {"rotate", "crop"} <= quirks:
        quirks.discard("crop")
    align = draw(st.sampled_from(("left", "word", "adilet", "letter")))
    if (
        "no-spaces" in quirks and align != "left"
    ):  # a gap between letters and one between words may then be alike
        align = "word" if align == "word" else "left"
    if rule == "adilet":
        quirks |= {"ghosts"}
    is_landscape = draw(st.booleans()) or "rotate" in quirks
    page = draw(st.sampled_from(("A4", "Letter")))
    size = draw(st.sampled_from((8.0, 9.0, 7.0, 10.0, 6.5, 11.0)))
    tall_mm = (279 if page == "Letter" else 297) if not is_landscape else 210
    spare_mm = tall_mm - draw(st.sampled_from((90, 75, 110, 140, 180)))  # short pages: cuts are the point
    top = draw(st.integers(12, max(12, spare_mm - 12)))
    bottom = max(12, spare_mm - top)
    weights = [("number", draw(st.floats(5.5, 9))), ("measure", draw(st.floats(17, 45)))]
    weights += [(name, draw(st.floats(15, 24))) for name in MERGEABLE]
    return Style(
        name="drawn",
        engine="painter",
        page=page,
        is_landscape=is_landscape,
        margins_mm=(top, 15, bottom, 18),
        font=draw(st.sampled_from(("Liberation Serif", "Liberation Sans"))),
        size=size,
        line_height=draw(st.floats(1.12, 1.4)),
        widths=tuple(weights),
        align=align,
        valign=draw(st.sampled_from(("top", "middle", "bottom"))),
        rules=rule,
        rule_width=draw(st.sampled_from((0.25, 0.49, 0.75, 1.0))),
        rule_color=draw(st.sampled_from(("#000000", "#808080", "#d0d0d0"))),
        padding=draw(st.floats(2.0, 5.0)) if is_ruled else draw(st.floats(5.0, 8.0)),
        cut="open" if rule == "adilet" else draw(st.sampled_from(("open", "closed"))),
        head_repeat=draw(st.sampled_from(("none", "page"))) if rule != "adilet" else "none",
        page_number=draw(st.sampled_from(("", "{n}", "- {n} -", "{n} / {m}"))),
        shade_head=draw(st.sampled_from(("", "#eee"))),
        quirks=tuple(sorted(quirks)),
    )


def _with_room(edition: Edition, style: Style) -> Style:
    """The style with its text small enough that the longest words fit their columns."""
    inner = {"A4": (595.28, 841.89), "Letter": (612.0, 792.0)}[style.page][
        style.is_landscape
    ] - 33 * 72 / 25.4
    font = load_font("FactorySans" if "Sans" in style.font else "FactorySerif")
    weights = dict(style.widths)
    total, size = sum(weights[column.field] for column in edition.plan.columns), style.size
    for column in edition.plan.columns:
        texts = [column.head] + [
            row.text(column.field) if column.field != "number" else "9. 1)"
            for stage in edition.plan.stages for section in stage.sections for row in section.rows
        ]  # fmt: skip
        longest = max(
            font.width(word, 1.0) for text in texts if text != UP for word in text.replace("-", "- ").split()
        )
        room = weights[column.field] / total * inner - 2 * style.padding - 0.5
        if column.field == "number":
            longest = font.width("9. 1)", 1.0)
        size = min(size, room / longest)
    return replace(style, size=max(round(size - 0.05, 1), 4.0))


def lay_out(edition: Edition, style: Style) -> Layout:
    """Paint a plan, and say what must be read back."""
    style = _with_room(edition, style)
    rows: list[tuple[str, ...]] = []
    for stage in edition.plan.stages:
        for section in stage.sections:
            rows += _text_rows(edition, section)
    return Layout(
        pdf=paint_edition(edition, style),
        edition=edition,
        style=style,
        rows=tuple(rows),
        expected=expected(edition, style),
    )


def _text_rows(edition: Edition, section: Section) -> list[tuple[str, ...]]:
    """Each printed row's texts by column: a merged cell's in every row, a removal's note in every column."""
    fields = [column.field for column in edition.plan.columns]
    last: dict[str, str] = {}
    rows = []
    for row in body_rows(edition.plan, section):
        for cell in row.cells:
            at = fields.index(cell.field)
            last |= dict.fromkeys(fields[at : at + cell.columns], " ".join(cell.texts))
        rows.append(tuple(last[field] for field in fields))
    return rows


def layouts(*, is_ruled: bool = True, max_rows: int = 7) -> st.SearchStrategy[Layout]:
    """Random small documents."""
    return st.builds(lay_out, plans(max_rows=max_rows), painter_styles(is_ruled=is_ruled))
