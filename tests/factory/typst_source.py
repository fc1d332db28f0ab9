"""An edition as Typst markup: its own table model, cells that break over pages, merged ones drawn closed."""

from __future__ import annotations

from tests.factory.description import Edition, OtherTable
from tests.factory.grid import Heading, Table, plan_blocks
from tests.factory.styles import Style

_VALIGN = {"top": "top", "middle": "horizon", "bottom": "bottom"}
_WIDE = {"head", "numbers", "stage", "section"}


def typst_source(edition: Edition, style: Style) -> str:
    """The whole document."""
    place, office = edition.signature_lines
    approval = " \\ ".join(map(_text, edition.approval))
    parts = [_page(style, edition.language), _centred(edition.title)]
    parts += [_text(edition.act_line), _paragraph(edition.basis)]
    for paragraph in edition.paragraphs:
        parts.append(_paragraph(f"{paragraph.number}. {paragraph.text}"))
        if paragraph.note:
            parts.append(_paragraph(paragraph.note))
    parts.append(
        f"#grid(columns: (1fr, 1fr), align: bottom, [{_text(place)} \\ {_text(office)}], "
        f"[{_text(edition.signatory_name)}])"
    )
    parts += [f"#align(right)[{approval}]", _centred(edition.plan.title)]
    if edition.plan.note:
        parts.append(_paragraph(edition.plan.note))
    parts += [_other(table) for table in edition.tables_before if style.has_other_tables]
    for block in plan_blocks(edition, style):
        parts.append(_table(block, style) if isinstance(block, Table) else _heading(block))
    parts += [_other(table) for table in edition.tables_after if style.has_other_tables]
    return "\n\n".join(parts)


def _text(words: str) -> str:
    """Words as string literals: nothing in them is markup."""
    lines = (line.replace("\\", "\\\\").replace('"', '\\"') for line in words.split("\n"))
    return " \\ ".join(f'#"{line}"' for line in lines)


def _centred(words: str) -> str:
    return f"#align(center)[#par(justify: false)[#strong[{_text(words)}]]]"


def _paragraph(words: str) -> str:
    return f"#par(first-line-indent: (amount: 1cm, all: true))[{_text(words)}]"


def _heading(block: Heading) -> str:
    return _text(block.text) if block.kind == "note" else _centred(block.text)


def _page(style: Style, language: str) -> str:
    top, right, bottom, left = style.margins_mm
    shown = style.page_number.replace("{n}", "#n.pos().at(0)").replace("{m}", "#counter(page).final().at(0)")
    numbering = f"numbering: (..n) => [{shown}], " if shown else ""
    return (
        f'#set page(paper: "{"a4" if style.page == "A4" else "us-letter"}", '
        f"flipped: {str(style.is_landscape).lower()}, {numbering}"
        f"margin: (top: {top}mm, right: {right}mm, bottom: {bottom}mm, left: {left}mm))\n"
        f'#set text(font: "{style.font}", size: {style.text_size or style.size + 1}pt, lang: "{language}", '
        "hyphenate: false)\n"
        f"#set par(justify: {str(style.align == 'justify').lower()})"
    )


def _other(table: OtherTable) -> str:
    cells = ", ".join(f"[{_text(cell)}]" for row in table.rows for cell in row)
    return f"{_text(table.title)}\n\n#table(columns: {len(table.rows[0])}, {cells})"


def _table(table: Table, style: Style) -> str:
    shares = ", ".join(f"{share * 100:.2f}fr" for share in table.shares)
    stroke = f'{style.rule_width}pt + rgb("{style.rule_color}")'
    strokes = {"none": "none", "horizontal": f"(x, y) => (bottom: {stroke})"}.get(style.rules, stroke)
    head: list[str] = []
    body: list[str] = []
    taken: set[tuple[int, int]] = set()
    for at, row in enumerate(table.rows):
        column = 0
        for cell in row.cells:
            while (at, column) in taken:
                column += 1
            places = {(at + y, column + x) for y in range(cell.rows) for x in range(cell.columns)}
            taken |= places
            inner = " #parbreak() ".join(map(_text, cell.texts))
            inner = f"#strong[{inner}]" if row.kind == "head" and style.bold_head else inner
            align = "align: center + horizon, " if row.kind in _WIDE else ""
            loose = "#set par(justify: false)\n" if row.kind in _WIDE else ""
            is_head = at < 2 and row.kind in {"head", "numbers"} and style.head_repeat == "page"
            (head if is_head else body).append(
                f"table.cell(x: {column}, y: {at}, colspan: {cell.columns}, rowspan: {cell.rows}, {align})"
                f"[#set text(size: {style.size}pt)\n{loose}{inner}]"
            )
    cells = [f"table.header({', '.join(head)})", *body] if head else body
    turn = "#pagebreak()\n" if table.starts_page else ""
    return (
        f"{turn}#table(columns: ({shares}), stroke: {strokes}, align: left + {_VALIGN[style.valign]}, "
        f"inset: (x: {style.padding}pt, y: {max(4, style.padding)}pt),\n" + ",\n".join(cells) + ")"
    )
