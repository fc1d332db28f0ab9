"""XeLaTeX with longtable."""

from __future__ import annotations

from tests.exam.description import Drawn, load_plan
from tests.exam.engines.programs import run, stamp_lines
from tests.exam.table import MARGIN, Box, boxes_of, page_size

_ESCAPES = str.maketrans({"&": r"\&", "%": r"\%", "_": r"\_", "#": r"\#", "№": "№"})
_ALIGN = {"left": r"\RaggedRight", "justify": "", "center": r"\Centering"}


def xelatex(drawn: Drawn) -> bytes:
    """The edition by XeLaTeX."""
    command = ["xelatex", "-interaction=nonstopmode", "-halt-on-error", "in.tex"]
    # the second run has the widths that the first one measured
    return run(
        source(drawn), "in.tex", ["sh", "-c", " ".join(command) + " && " + " ".join(command)], "in.pdf"
    )


def source(drawn: Drawn) -> str:
    """The edition as a LaTeX document."""
    act = load_plan(drawn.plan)["act"]
    width, height = page_size(drawn)
    n = len(drawn.widths)
    kind = {"top": "p", "middle": "m", "bottom": "b"}[drawn.valign]
    widths = [share * (width - 2 * MARGIN) - 2 * drawn.padding for share in drawn.widths]
    bars = ["|" if drawn.border.frame else "", *["|" if drawn.border.columns else ""] * (n - 1)]
    columns = "".join(
        f"{bar}>{{{_ALIGN[drawn.align]}\\arraybackslash}}{kind}{{{own:.2f}pt}}"
        for bar, own in zip(bars, widths, strict=True)
    )
    columns += "|" if drawn.border.frame else ""
    rows = boxes_of(drawn)
    n_heads = sum(row[0].is_head for row in rows if row)
    head = "".join(_row(row, drawn, widths, n) for row in rows[:n_heads])
    below = _rules(rows[n_heads], n)
    body = "".join(_row(row, drawn, widths, n) for row in rows[n_heads:])
    end = r"\hline" if drawn.border.frame or drawn.border.head else ""
    head = f"{head}{below}\\endhead\n" if drawn.repeats_head else f"{head}\n"
    stamp = r"\\".join(_text(line) for line in stamp_lines(act["line"]))
    leading = 1.2 * drawn.size
    return rf"""\documentclass{{article}}
\usepackage[paperwidth={width}pt,paperheight={height}pt,margin={MARGIN}pt]{{geometry}}
\usepackage{{fontspec,longtable,array,colortbl,ragged2e,multirow}}
\setmainfont{{{drawn.font}}}
\setlength\tabcolsep{{{drawn.padding}pt}}\setlength\parindent{{0pt}}\setlength\LTleft{{0pt}}
\sloppy\hyphenpenalty=10000\pagestyle{{empty}}
\begin{{document}}\fontsize{{{drawn.size}}}{{{leading:.1f}}}\selectfont
\begin{{center}}{_text(act["title"])}\end{{center}}
{_text(act["line"])}

\begin{{flushright}}{stamp}\end{{flushright}}
\begin{{center}}{_text(act["plan_title"])}\end{{center}}
\begin{{longtable}}{{{columns}}}
{head}{body}{end}
\end{{longtable}}
\end{{document}}
"""


def _row(row: list[Box], drawn: Drawn, widths: list[float], n: int) -> str:
    """The line above a row, and its cells."""
    fill = r"\rowcolor[gray]{0.87}" if row and row[0].fill else ""
    cells, column = [], 0
    for box in row:
        while column < box.column:
            cells.append("")
            column += 1
        text = _text(box.text)
        if box.n_columns > 1:
            left = "|" if drawn.border.frame and box.column == 0 else ""
            at_end = box.column + box.n_columns == n
            right = "|" if (drawn.border.frame if at_end else drawn.border.columns) else ""
            wide = sum(widths[box.column : box.column + box.n_columns]) + 2 * drawn.padding * (
                box.n_columns - 1
            )
            own = f"{left}>{{\\Centering\\arraybackslash}}p{{{wide:.2f}pt}}{right}"
            text = f"\\multicolumn{{{box.n_columns}}}{{{own}}}{{{text}}}"
        cells.append(text)
        column += box.n_columns
    cells += [""] * (n - column)
    return f"{_rules(row, n)}{fill}{' & '.join(cells)} \\\\\n"


def _rules(row: list[Box], n: int) -> str:
    """The lines above a row: whole, or under the head of a part of the columns."""
    if not row or not row[0].top:
        return ""
    if len(row) == 1 or sum(box.n_columns for box in row) == n:
        return r"\hline "
    first, last = row[0].column + 1, row[-1].column + row[-1].n_columns
    return f"\\cline{{{first}-{last}}} "


def _text(text: str) -> str:
    return text.translate(_ESCAPES)
