"""An edition as HTML, for the engines that read it: WeasyPrint, the browsers, wkhtmltopdf, Flying Saucer."""
# ruff: noqa: E501  # markup reads better whole

from __future__ import annotations

import re
from html import escape

from tests.factory.description import Edition, OtherTable
from tests.factory.grid import GridCell, GridRow, Heading, Table, plan_blocks
from tests.factory.styles import Style

_VOWELS = "аәеёиоөуұүыіэюяАӘЕЁИОӨУҰҮЫІЭЮЯ"
_SYLLABLE = re.compile(rf"([{_VOWELS}])([^\W\d_{_VOWELS}][{_VOWELS}])")
_LOOKALIKES = str.maketrans({"і": "i", "ә": "ə", "ө": "ӛ"})
"""Old Adilet texts' wrong letters: Latin i, Latin schwa, a Cyrillic letter that is not Kazakh."""
_SPELLED_FIELDS = {"measure", "completion_form", "executors"}


def page_html(edition: Edition, style: Style) -> str:
    """The whole document."""
    parts = [_preamble(edition, style)]
    parts += [_other(table) for table in edition.tables_before if style.has_other_tables]
    for block in plan_blocks(edition, style):
        parts.append(_table(edition, block, style) if isinstance(block, Table) else _heading(block, style))
    parts += [_other(table) for table in edition.tables_after if style.has_other_tables]
    if style.has_footnotes and style.engine != "weasyprint":
        parts += [
            f'<p class="foot"><sup>{n}</sup> {escape(t)}</p>' for n, (_, t) in enumerate(edition.footnotes, 1)
        ]
    body = "\n".join(part for part in parts if part)
    title = escape(edition.title) + " (synthetic)" * edition.is_synthetic
    overlay = _overlay(style)
    return (
        f'<!DOCTYPE html><html lang="{edition.language}"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{css(style)}</style></head><body>{overlay}{body}</body></html>"
    )


def xhtml(html: str) -> str:
    """The same document as Flying Saucer wants it: XML, without what HTML alone knows."""
    html = html.replace("<!DOCTYPE html><html", '<html xmlns="http://www.w3.org/1999/xhtml"')
    html = html.replace('<meta charset="utf-8">', "").replace("&nbsp;", "&#160;")
    return re.sub(r"<((?:br|col)\b[^>]*)>", r"<\1/>", html)


def _overlay(style: Style) -> str:
    parts = []
    if style.watermark:
        parts.append(f'<div class="watermark">{style.watermark}</div>')
    if style.stamp:
        parts.append(f'<div class="stamp">{style.stamp}<br>№ 77</div>')
    if style.has_hidden_text:
        parts.append('<p class="ghost">көрінбейтін мәтін бұл жерде тұр</p>')
    if style.line_numbers:
        leading = (style.text_size or style.size + 1) * style.line_height
        parts += [f'<span class="ln" style="top:{n * leading:.1f}pt">{n}</span>' for n in range(5, 45, 5)]
    return "".join(parts)


def text_html(text: str, style: Style, *, edition: Edition | None = None, is_spelled: bool = True) -> str:
    """A text with what the style does to its characters; the words stay the same."""
    if style.has_soft_hyphens and is_spelled:
        text = re.sub(r"\w{6,}", lambda m: _SYLLABLE.sub("\\1\u00ad\\2", m[0]), text)
    if style.has_lookalikes:
        text = re.sub(r"\b[а-яәіңғүұқөһ]{4,}\b", lambda m: m[0].translate(_LOOKALIKES), text)
    html = escape(text, quote=False).replace("\n", "<br>")
    if edition is not None and style.has_footnotes:
        for n, (words, note) in enumerate(edition.footnotes, 1):
            mark = (
                f'<span class="fn">{escape(note)}</span>'
                if style.engine == "weasyprint"
                else f"<sup>{n}</sup>"
            )
            html = html.replace(words, words + mark, 1)
    if style.links:
        html = re.sub(r"№ ?\d+|(?<= )Заңына?(?= )", r'<a href="https://example.org/\g<0>">\g<0></a>', html)
    if style.spaces == "nbsp":
        html = re.sub(r"(?<=№) | (?=жыл)|(?<=\d) (?=\d)", "&nbsp;", html)
    elif style.spaces == "thin":
        html = re.sub(r"(?<=№) |(?<=\d) (?=\d)|(?<=\d) (?=жылғы)", "&#8201;", html)
    return html


def _preamble(edition: Edition, style: Style) -> str:
    def text(words: str) -> str:
        return text_html(words, style)

    parts = [f'<h1>{text(edition.title)}</h1><p class="act">{text(edition.act_line)}</p>']
    parts.append(f'<p class="t">{text(edition.basis)}</p>')
    for paragraph in edition.paragraphs:
        parts.append(f'<p class="t">{paragraph.number}. {text(paragraph.text)}</p>')
        if paragraph.note:
            parts.append(f'<p class="t note">{text(paragraph.note)}</p>')
    place, office = edition.signature_lines
    parts.append(
        f'<table class="sign"><tr><td><i>{place}<br>{office}</i></td><td><i>{edition.signatory_name}</i></td></tr></table>'
    )
    parts.append(f'<p class="approval">{"<br>".join(edition.approval)}</p>')
    parts.append(f"<h2>{text(edition.plan.title)}</h2>")
    if edition.plan.note:
        parts.append(f'<p class="t note">{text(edition.plan.note)}</p>')
    return "\n".join(parts)


def _heading(block: Heading, style: Style) -> str:
    return f'<p class="between {block.kind}">{text_html(block.text, style)}</p>'


def _other(table: OtherTable) -> str:
    rows = "".join("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) + "</tr>" for row in table.rows)
    return f'<p class="t">{escape(table.title)}</p><table class="other">{rows}</table>'


def _table(edition: Edition, table: Table, style: Style) -> str:
    cols = "".join(f'<col style="width:{share * 100:.2f}%">' for share in table.shares)
    heads = [row for n, row in enumerate(table.rows) if row.kind in {"head", "numbers"} and n < 2]
    rest = table.rows[len(heads) :]
    cls = "plan newpage" if table.starts_page else "plan"
    groups: list[str] = []
    if style.head_repeat == "page" and heads:
        groups.append("<thead>" + "".join(_row(edition, row, style) for row in heads) + "</thead>")
    else:
        rest = table.rows
    groups.append("<tbody>" + "".join(_row(edition, row, style) for row in rest) + "</tbody>")
    return f'<table class="{cls}"><colgroup>{cols}</colgroup>{"".join(groups)}</table>'


def _row(edition: Edition, row: GridRow, style: Style) -> str:
    tag = "th" if row.kind == "head" and style.bold_head else "td"
    cells = "".join(_cell(edition, cell, row, tag, style) for cell in row.cells)
    return f'<tr class="{row.kind}">{cells}</tr>'


def _cell(edition: Edition, cell: GridCell, row: GridRow, tag: str, style: Style) -> str:
    spans = (f' colspan="{cell.columns}"' if cell.columns > 1 else "") + (
        f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    )
    is_spelled = row.kind == "body" and cell.field in _SPELLED_FIELDS
    note = edition if row.kind == "body" else None
    texts = [text_html(text, style, edition=note, is_spelled=is_spelled) for text in cell.texts]
    if len(texts) > 1:
        inner = f"{texts[0]}" + "".join(f'<div class="innote">{text}</div>' for text in texts[1:])
    else:
        inner = texts[0]
    return f'<{tag} class="c-{cell.field or "full"}"{spans}>{inner}</{tag}>'


_RULES = {
    "solid": "table.plan{{border-collapse:collapse}} .plan td,.plan th{{border:{w}pt solid {c}}}",
    "double": "table.plan{{border-collapse:collapse}} .plan td,.plan th{{border:{w}pt double {c}}}",
    "ridge": "table.plan{{border-collapse:collapse}} .plan td,.plan th{{border:{w}pt ridge {c}}}",
    "dotted": "table.plan{{border-collapse:collapse}} .plan td,.plan th{{border:{w}pt dotted {c}}}",
    "dashed": "table.plan{{border-collapse:collapse}} .plan td,.plan th{{border:{w}pt dashed {c}}}",
    "separate": "table.plan{{border-collapse:separate;border-spacing:1.5pt}} .plan td,.plan th{{border:{w}pt solid {c}}}",
    "noframe": "table.plan{{border-collapse:collapse;border-style:hidden}} .plan td,.plan th{{border:{w}pt solid {c}}}",
    "horizontal": "table.plan{{border-collapse:collapse}} .plan td,.plan th{{border-bottom:{w}pt solid {c}}}",
    "head_only": "table.plan{{border-collapse:collapse}} .plan th{{border-bottom:{w}pt solid {c}}}",
    "none": "table.plan{{border-collapse:collapse}}",
}


def css(style: Style) -> str:
    """The style sheet."""
    top, right, bottom, left = style.margins_mm
    text_size = style.text_size or style.size + 1
    number = style.page_number.replace("{n}", '" counter(page) "').replace("{m}", '" counter(pages) "')
    boxes = f'@bottom-center{{content:"{number}";font:9pt "{style.font}"}}' if number else ""
    if style.running_head:
        boxes += f'@top-right{{content:"{style.running_head}";font:9pt "{style.font}"}}'
    if style.has_footnotes:
        boxes += "@footnote{border-top:0.5pt solid black}"
    avoid = {"avoid": "tr{break-inside:avoid;page-break-inside:avoid}"}.get(style.cut, "")
    closed = (
        "td,th,tr,table{-webkit-box-decoration-break:clone;box-decoration-break:clone}"
        "table.plan{border-collapse:separate;border-spacing:0}"
    ) * (style.cut == "closed")
    stroke = "-webkit-text-stroke:0.3pt;" if style.fake_bold else ""
    return f"""
@page{{size:{style.page}{" landscape" if style.is_landscape else ""};margin:{top}mm {right}mm {bottom}mm {left}mm;{boxes}}}
html{{font-family:"{style.font}";line-height:{style.line_height}}} body{{margin:0 0 0 {9 * style.line_numbers}mm;font-size:{text_size}pt}}
h1,h2{{font-size:{text_size + 1}pt;text-align:center}} .act{{text-align:left}}
p.t{{text-indent:12mm;text-align:{"justify" if style.align == "justify" else "left"};margin:1mm 0}}
.approval{{text-align:right;margin:6mm 0 6mm 90mm}} .between{{font-weight:bold;text-align:center;margin:3mm 0}}
.between.note,.innote{{font-weight:normal}} .note,.innote{{{"color:#c00" if style.colored_notes else ""}}}
table.sign{{width:100%}} table.sign td{{width:50%;vertical-align:bottom}} a{{color:#006;text-decoration:none}}
table.plan{{width:100%;font-size:{style.size}pt;margin:2mm 0}} .newpage{{page-break-before:always}}
.plan td,.plan th{{padding:{style.padding / 2}pt {style.padding}pt;vertical-align:{style.valign};
text-align:{style.align};text-align-last:{style.align_last};letter-spacing:{style.letter_spacing}pt;
word-spacing:{style.word_spacing}pt;{stroke}}}
.plan th,.plan tr.numbers td{{text-align:center;text-align-last:auto;background:{style.shade_head or "none"}}}
.plan .c-number{{text-align:left;text-align-last:auto;letter-spacing:0;word-spacing:0}}
.plan .stage td,.plan .section td{{text-align:{style.heading_align};text-align-last:auto;letter-spacing:0;
background:{style.shade_rows or "none"}}}
.plan .stage td,.plan .section td,.plan .note td{{word-spacing:0}} .plan .stage td{{font-weight:bold}}
table.other{{border-collapse:collapse;width:70%;font-size:{style.size}pt;margin:3mm 0}}
table.other td{{border:0.5pt solid #000;padding:2pt}}
tr.head,tr.numbers{{break-inside:avoid;page-break-inside:avoid}}
{_RULES[style.rules].format(w=style.rule_width, c=style.rule_color)} {avoid} {closed}
sup{{font-size:60%;line-height:0}} .fn{{float:footnote;font-size:8pt}} .foot{{font-size:8pt}}
.watermark{{position:fixed;top:45%;left:15%;font-size:80pt;color:#e8e8e8;transform:rotate(-45deg);z-index:-1}}
.stamp{{position:absolute;right:0;top:0;border:1.5pt solid #36c;color:#36c;font-size:9pt;padding:3pt;transform:rotate(-8deg)}}
.ln{{position:absolute;left:0;font-size:6pt;color:#777}}
.ghost{{position:absolute;top:40mm;left:20mm;opacity:0;font-size:9pt}}
{style.extra_css}"""
