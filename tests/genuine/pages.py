"""Acts in the shapes that genuine ones have, as pages: the words are made up, the layout is Adilet's.

A document is markup in a small form: paragraphs, a stamp, a table of rows whose cells may span rows and
columns. Two engines set it: Flying Saucer on iText 2.1.7, which sets Adilet's own pages, and a browser.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from tests.factory.engines import JARS
from tests.places import TESTS

_FACTORY = TESTS / "factory"
_FONTS = _FACTORY / "fonts"
TIMEOUT_S = 120
_INDENT = "&#160;" * 6
"""Adilet's pages indent a paragraph by spaces, which justified lines widen; nothing parts paragraphs."""

OLD_LETTERS = str.maketrans("іІ", "iI")
"""Acts up to about 2005 are typed with a Latin letter for the Kazakh one."""

ADILET = """
@page{size:8.5in 11in;margin:36pt}
body{font-family:"FactorySerif";font-size:14pt;line-height:1.3;margin:0}
h1{font-size:14pt;font-weight:normal;margin:0 0 9.4pt 0;text-align:left} p{margin:0;text-align:justify}
p.stamp{margin:14pt 0 14pt 250pt;text-align:center} h2{font-size:15pt;text-align:center}
p.after{font-size:11pt} td.sign{width:50%;font-style:italic} table.sign{width:100%}
table.plan{width:100%;border-collapse:collapse;font-size:10pt;margin:0 0 10pt 0}
table.plan td{border:0.5pt solid #cfcfcf;padding:2pt 3pt;text-align:justify;vertical-align:middle}
"""
BROWSER = ADILET.replace("#cfcfcf", "#000").replace("text-align:justify;vertical", "text-align:left;vertical")
BROWSER = BROWSER.replace("8.5in 11in", "A4 landscape").replace("middle", "top")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell over several columns or rows; a plain text stands for a cell of one."""

    text: str
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An act with its plan, part by part as printed; `after` are paragraphs after the table.

    A row of plain cells is typed as one text, with ` | ` between them.
    """

    title: str
    act_line: str
    preamble: str = "Қазақстан Республикасының Заңына сәйкес ҚАУЛЫ ЕТЕДІ:"
    paragraphs: Sequence[str] = ("1. Қоса беріліп отырған жоспар бекітілсін.",)
    signature: tuple[str, str] = ("Төраға", "А. Мысалов")
    stamp: Sequence[str] = ()
    plan_title: str = "Іс-шаралар жоспары"
    before: Sequence[str] = ()
    rows: Sequence[str | Sequence[str | Cell]] = ()
    widths: Sequence[int] = ()
    after: Sequence[str] = ()
    is_old: bool = False

    @property
    def table(self) -> list[Sequence[str | Cell]]:
        """The rows by cells."""
        return [row.split(" | ") if isinstance(row, str) else row for row in self.rows]


def markup(act: Act, css: str) -> str:
    """The act as XHTML."""
    parts = [f"<h1>{_text(act.title)}</h1>", f"<p>{_text(act.act_line)}</p>"]
    parts += [f"<p>{_INDENT}{_text(text)}</p>" for text in (act.preamble, *act.paragraphs)]
    office, name = act.signature
    cells = "".join(f'<td class="sign">{_text(text)}</td>' for text in (office, name))
    parts.append(f'<table class="sign"><tr>{cells}</tr></table>')
    if act.stamp:
        parts.append(f'<p class="stamp">{"<br/>".join(map(_text, act.stamp))}</p>')
    parts.append(f"<h2>{_text(act.plan_title)}</h2>")
    parts += [f"<p>{_INDENT}{_text(text)}</p>" for text in act.before]
    parts.append(_table(act))
    parts += [f'<p class="after">{_text(text)}</p>' for text in act.after]
    body = "\n".join(parts)
    if act.is_old:
        body = body.translate(OLD_LETTERS)
    return (
        '<html xmlns="http://www.w3.org/1999/xhtml" lang="kk"><head><title>synthetic</title>'
        f"<style>{css}</style></head><body>{body}</body></html>"
    )


def _table(act: Act) -> str:
    columns = "".join(f'<col style="width:{width}%"/>' for width in act.widths)
    rows = "".join("<tr>" + "".join(map(_cell, row)) + "</tr>" for row in act.table)
    return f'<table class="plan"><colgroup>{columns}</colgroup><tbody>{rows}</tbody></table>'


def _cell(cell: str | Cell) -> str:
    some = cell if isinstance(cell, Cell) else Cell(text=cell)
    return f'<td colspan="{some.columns}" rowspan="{some.rows}">{_text(some.text)}</td>'


def _text(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br/>")


def adilet(act: Act) -> bytes:
    """The act as Adilet's engine sets it."""
    return set_by_adilets_engine(markup(act, ADILET))


def set_by_adilets_engine(page: str) -> bytes:
    """The page, in XHTML, as a PDF by Flying Saucer on iText 2.1.7."""
    fonts = sorted(map(str, _FONTS.glob("*.ttf")))
    with tempfile.TemporaryDirectory() as name:
        source, target = Path(name, "act.html"), Path(name, "act.pdf")
        source.write_text(page, encoding="utf-8")
        classes = os.pathsep.join(map(str, JARS))
        program = str(_FACTORY / "FlyingSaucer.java")
        command = ["java", "-cp", classes, program, str(source), str(target), *fonts]
        return _run(command, target)


def browser(act: Act) -> bytes:
    """The act as Chromium prints it, landscape, as an office's own file."""
    with tempfile.TemporaryDirectory() as name:
        source, target = Path(name, "act.html"), Path(name, "act.pdf")
        faces = "".join(_face(path) for path in sorted(_FONTS.glob("*.ttf")))
        source.write_text(markup(act, faces + BROWSER), encoding="utf-8")
        options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={name}/profile"]
        options += ["--no-pdf-header-footer", "--disable-pdf-tagging", f"--print-to-pdf={target}"]
        return _run(["chromium", *options, source.as_uri()], target)


def _face(path: Path) -> str:
    return f'@font-face{{font-family:"{path.stem}";src:url("{path.as_uri()}")}}'


def _run(command: Sequence[str], target: Path) -> bytes:
    done = subprocess.run(command, capture_output=True, timeout=TIMEOUT_S, check=False)
    if not target.exists():
        raise RuntimeError(f"{command[0]} made nothing: {done.stderr[-2000:]!r}")
    return target.read_bytes()


ENGINES = {"adilet": adilet, "office": browser}
