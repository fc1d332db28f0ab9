"""Typst."""

from __future__ import annotations

from tests.exam.description import Drawn, load_plan
from tests.exam.engines.programs import stamp_lines
from tests.exam.table import MARGIN, Box, boxes_of, page_size


def typst(drawn: Drawn) -> bytes:
    """The edition by Typst."""
    import typst as compiler

    result: bytes = compiler.compile(source(drawn).encode())
    return result


def source(drawn: Drawn) -> str:
    """The edition as a Typst document."""
    act = load_plan(drawn.plan)["act"]
    width, height = page_size(drawn)
    rows = boxes_of(drawn)
    n_heads = sum(row[0].is_head for row in rows if row)
    heads = ",\n".join(_cell(box, drawn) for row in rows[:n_heads] for box in row)
    body = ",\n".join(_cell(box, drawn) for row in rows[n_heads:] for box in row)
    columns = ", ".join(f"{share:.4f}fr" for share in drawn.widths)
    repeat = "true" if drawn.repeats_head else "false"
    align = {"left": "left", "justify": "left", "center": "center"}[drawn.align]
    valign = {"top": "top", "middle": "horizon", "bottom": "bottom"}[drawn.valign]
    stamp = " \\ ".join(_text(line) for line in stamp_lines(act["line"]))
    justify = "true" if drawn.align == "justify" else "false"
    return f"""#set page(width: {width}pt, height: {height}pt, margin: {MARGIN}pt)
#set text(font: "{drawn.font}", size: {drawn.size}pt, lang: "kk", hyphenate: false)
#set par(justify: {justify})
#align(center)[{_text(act["title"])}]
{_text(act["line"])}
#align(right)[{stamp}]
#align(center)[{_text(act["plan_title"])}]
#table(columns: ({columns}), inset: {drawn.padding}pt, align: {align} + {valign}, stroke: none,
table.header(repeat: {repeat}, {heads}),
{body})
"""


def _cell(box: Box, drawn: Drawn) -> str:
    line = '(thickness: 0.5pt, dash: "dotted")' if drawn.border.dotted else "0.5pt"
    sides = ", ".join(f"{side}: {line}" for side in ("top", "bottom", "left", "right") if getattr(box, side))
    parts = [f"stroke: ({sides})" if sides else "stroke: none"]
    parts += [f"colspan: {box.n_columns}"] if box.n_columns > 1 else []
    parts += [f"rowspan: {box.n_rows}"] if box.n_rows > 1 else []
    parts += ["fill: luma(220)"] if box.fill else []
    parts += ["align: center"] if box.is_heading else []
    return f"table.cell({', '.join(parts)})[{_text(box.text)}]"


def _text(text: str) -> str:
    return "".join("\\" + letter if letter in '\\[]#*_`$<>@~"/=+-' else letter for letter in text)
