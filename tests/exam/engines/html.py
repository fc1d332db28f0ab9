"""Browsers and printers of HTML."""

from __future__ import annotations

import os
from html import escape

from tests.exam.description import Drawn, load_plan
from tests.exam.engines.painted import font_file
from tests.exam.engines.programs import run, stamp_lines
from tests.exam.table import MARGIN, Box, boxes_of, page_size
from tests.factory.engines import FLYING_SAUCER, JARS
from tests.factory.html import xhtml


def page(drawn: Drawn) -> str:
    """The edition as an HTML page with the borders as styles of its cells."""
    act = load_plan(drawn.plan)["act"]
    width, height = page_size(drawn)
    rows = boxes_of(drawn)
    heads = [row for row in rows if row[0].is_head]
    body = rows[len(heads) :]
    columns = "".join(f'<col style="width:{100 * share:.2f}%">' for share in drawn.widths)
    head_tag = "thead" if drawn.repeats_head else "tbody"
    stamp = "<br>".join(map(escape, stamp_lines(act["line"])))
    return f"""<!DOCTYPE html><html lang="kk"><head><meta charset="utf-8"><style>
@page {{ size: {width}pt {height}pt; margin: {MARGIN}pt }}
body {{ font: {drawn.size}pt "{drawn.font}"; margin: 0 }}
h1, h2 {{ font-size: 120%; text-align: center }}
p.stamp {{ text-align: right }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; text-align: {drawn.align} }}
td {{ padding: {drawn.padding}pt; vertical-align: {drawn.valign}; word-wrap: break-word }}
</style></head><body>
<h1>{escape(act["title"])}</h1><p>{escape(act["line"])}</p>
<p class="stamp">{stamp}</p><h2>{escape(act["plan_title"])}</h2>
<table><colgroup>{columns}</colgroup><{head_tag}>{"".join(map(_row, heads))}</{head_tag}>
<tbody>{"".join(_row(row) if row else "" for row in body)}</tbody></table></body></html>"""


def _row(row: list[Box]) -> str:
    return f"<tr>{''.join(map(_cell, row))}</tr>"


def _cell(box: Box) -> str:
    sides = (("top", box.top), ("bottom", box.bottom), ("left", box.left), ("right", box.right))
    style = "".join(f"border-{side}:0.6pt %s #000;" for side, is_drawn in sides if is_drawn)
    style += "background:#ddd;" if box.fill else ""
    style += "font-weight:bold;text-align:center;" if box.is_heading or box.is_head else ""
    spans = f' rowspan="{box.n_rows}"' if box.n_rows > 1 else ""
    spans += f' colspan="{box.n_columns}"' if box.n_columns > 1 else ""
    return f'<td{spans} style="{style}">{escape(box.text)}</td>'


def _source(drawn: Drawn) -> str:
    return page(drawn).replace("0.6pt %s", f"0.6pt {'dotted' if drawn.border.dotted else 'solid'}")


def chromium(drawn: Drawn) -> bytes:
    """Printed by Chromium."""
    flags = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", "--disable-quic"]
    flags += ["--no-first-run", "--disable-background-networking", "--disable-component-update"]
    command = ["chromium", *flags, "--user-data-dir=profile", "--print-to-pdf=out.pdf", "in.html"]
    return run(_source(drawn), "in.html", command, "out.pdf")


def weasyprint(drawn: Drawn) -> bytes:
    """Printed by WeasyPrint."""
    return run(_source(drawn), "in.html", ["weasyprint", "in.html", "out.pdf"], "out.pdf")


def flyingsaucer(drawn: Drawn) -> bytes:
    """Set by Flying Saucer on iText, which breaks no word and repeats a head only where it is asked to."""
    paginate = "-fs-table-paginate: paginate;" if drawn.repeats_head else ""
    source = xhtml(_source(drawn)).replace("table-layout: fixed;", f"table-layout: fixed; {paginate}")
    fonts = [font_file(drawn.font), font_file(drawn.font, "Bold")]
    classes = os.pathsep.join(map(str, JARS))
    command = ["java", "-cp", classes, str(FLYING_SAUCER), "in.html", "out.pdf", *fonts]
    return run(source, "in.html", command, "out.pdf")


def wkhtmltopdf(drawn: Drawn) -> bytes:
    """Printed by wkhtmltopdf, whose page is set on its command line."""
    width, height = page_size(drawn)
    size = [f"--page-width={width}pt", f"--page-height={height}pt"]
    margins = [f"--margin-{side}={MARGIN}pt" for side in ("top", "bottom", "left", "right")]
    options = [option for pair in (*size, *margins) for option in pair.split("=")]
    command = ["wkhtmltopdf", "-q", "--disable-smart-shrinking", *options, "in.html", "out.pdf"]
    return run(_source(drawn), "in.html", command, "out.pdf")
