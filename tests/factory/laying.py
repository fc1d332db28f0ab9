"""An edition laid on a galley: the act's text, the approval, the plan's tables with their repeated heads."""
# coordinates and their kin come in a fixed order

from __future__ import annotations

from dataclasses import replace

from tests.factory.description import Edition
from tests.factory.flow import Galley, PlacedLine, TableStyle, flow_table
from tests.factory.grid import Heading, Table, plan_blocks
from tests.factory.lines import Justify, break_lines
from tests.factory.styles import Style

Heads = list[tuple[int, Galley]]
"""(page, the head rows laid on a galley of their own) for each page that repeats a table's head."""


def flow_text(
    galley: Galley, y: float, text: str, style: TableStyle, *, x0: float, width: float, justify: Justify,
    size: float,
    indent: float = 0,
) -> float:  # fmt: skip
    """A paragraph from `y` on; the galley's y below it."""
    leading = style.leading * size / style.size
    room = " " * round(indent / style.font.width(" ", size)) if indent else ""
    first = len(galley.lines)
    for line in break_lines(text, style.font, size, width - indent, at_punctuation=style.at_punctuation):
        y = galley.fit(y, leading)
        inset = indent if len(galley.lines) == first and room else 0
        galley.lines.append(
            PlacedLine(line=line, x=x0 + inset, top=y, width=width - inset, size=size, leading=leading,
                       justify=justify, is_spread=False)
        )  # fmt: skip
        y += leading
    return y


def lay_edition(edition: Edition, style: Style, table: TableStyle, galley: Galley) -> Heads:
    """The whole edition on the galley; the repeated heads by page."""
    heads: Heads = []
    size = style.text_size or style.size + 1
    y, left, width = 0.0, table.x0, table.width
    plain = "adilet" if table.justify == "adilet" else "left"

    def text(
        words: str, *, x0: float = left, wide: float = width, center: bool = False, indent: float = 0
    ) -> None:
        nonlocal y
        justify = "center" if center else plain
        y = flow_text(
            galley,
            y,
            words,
            table,
            x0=x0,
            width=wide,
            justify=justify,
            size=size,
            indent=indent,
        )

    text(edition.title, center=True)
    y += size
    text(edition.act_line)
    text(edition.basis, indent=34)
    for paragraph in edition.paragraphs:
        text(f"{paragraph.number}. {paragraph.text}", indent=34)
        if paragraph.note:
            text(paragraph.note, indent=34)
    y += size
    place, office = edition.signature_lines
    text(f"{place}\n", indent=34)  # a forced line: letter-spaced over the page where breaks are justified
    y -= table.leading * size / table.size
    y = galley.fit(y, table.leading * 2)
    before = y
    text(office, indent=34)
    y = before
    text(edition.signatory_name, x0=left + width * 0.65, wide=width * 0.35)
    y += size
    text("\n".join(edition.approval), x0=left + width * 0.55, wide=width * 0.45)
    y += size
    text(edition.plan.title, center=True)
    if edition.plan.note:
        text(edition.plan.note, indent=34)
    y += size
    for block in plan_blocks(edition, style):
        if isinstance(block, Heading):
            text(block.text, center=block.kind != "note")
            continue
        if block.starts_page:
            y = galley.turn(y)
        y = _plan_table(y, block, style, table, galley, heads) + size
    return heads


def _plan_table(
    y: float, block: Table, style: Style, table: TableStyle, galley: Galley, heads: Heads
) -> float:
    if style.head_repeat == "page":
        count = sum(row.kind in {"head", "numbers"} for row in block.rows[:2])
        head = Galley(galley.height * 8)
        room = flow_table(head, 0, replace(block, rows=block.rows[:count]), table)
        if galley.at(y).end - y < room * 2:
            y = galley.turn(y)
            galley.at(y + 1)
        known = galley.at(y).page
        galley.reserve = room
        y = flow_table(galley, y, block, table)
        galley.reserve = 0
        pages = range(known + 1, galley.at(y - 0.1).page + 1)
        heads += [(page, head) for page in pages]
        return y
    return flow_table(galley, y, block, table)
