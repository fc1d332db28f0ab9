"""An edition as a flat OpenDocument text, so that LibreOffice makes real word-processor tables of it."""
# ruff: noqa: E501  # markup reads better whole

from __future__ import annotations

from dataclasses import replace
from html import escape

from tests.factory.description import Edition, OtherTable
from tests.factory.grid import GridCell, GridRow, Heading, Table, plan_blocks
from tests.factory.odf_styles import PAGE_MM, master_page, named_styles, page_layout, text_styles
from tests.factory.styles import Style

_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("style", "style"), ("text", "text"), ("table", "table"),
        ("fo", "xsl-fo-compatible"), ("svg", "svg-compatible"),
    )
)  # fmt: skip
_VALIGN = {"top": "top", "middle": "middle", "bottom": "bottom"}


def flat_odt(edition: Edition, style: Style) -> str:
    """The whole document as one XML file (.fodt)."""
    while True:
        try:
            return _Writer(edition=edition, style=style).document()
        except _NoRoomError:
            style = replace(style, size=style.size - 0.5)


class _NoRoomError(Exception):
    """The longest words of the columns do not fit side by side at this size."""


class _Writer:
    """Collects the automatic styles while the body is written."""

    def __init__(self, *, edition: Edition, style: Style) -> None:
        self.edition = edition
        self.style = style
        self.automatic: list[str] = []
        self.tables = 0
        self.notes_used = 0

    def document(self) -> str:
        body = "".join(self._body())
        return (
            f'<?xml version="1.0" encoding="UTF-8"?><office:document {_NAMESPACES} office:version="1.2" '
            f'office:mimetype="application/vnd.oasis.opendocument.text">{named_styles(self.style, self.edition.language)}'
            f"<office:automatic-styles>{page_layout(self.style)}{text_styles(self.style)}{''.join(self.automatic)}"
            f"</office:automatic-styles>{master_page(self.style)}"
            f"<office:body><office:text>{body}</office:text></office:body></office:document>"
        )

    def _text(self, words: str, *, with_notes: bool = False) -> str:
        if self.style.spaces == "nbsp":
            words = words.replace("№ ", "№\u00a0")
        xml = escape(words, quote=False).replace("\n", "<text:line-break/>")
        if with_notes and self.style.has_footnotes:
            for word, note in self.edition.footnotes:
                if word in xml:
                    self.notes_used += 1
                    mark = (
                        f'<text:note text:id="n{self.notes_used}" text:note-class="footnote"><text:note-citation>'
                        f"{self.notes_used}</text:note-citation><text:note-body><text:p>{escape(note)}</text:p>"
                        f"</text:note-body></text:note>"
                    )
                    xml = xml.replace(word, word + mark, 1)
        return xml

    def _p(self, name: str, words: str) -> str:
        return f'<text:p text:style-name="{name}">{self._text(words)}</text:p>'

    def _body(self) -> list[str]:
        edition = self.edition
        parts = [self._p("Ph", edition.title), self._p("Pl", edition.act_line), self._p("Pt", edition.basis)]
        for paragraph in edition.paragraphs:
            parts.append(self._p("Pt", f"{paragraph.number}. {paragraph.text}"))
            if paragraph.note:
                parts.append(self._p("Pt", paragraph.note))
        parts.append(self._signature())
        parts += [self._p("Pa", line) for line in edition.approval]
        parts.append(self._p("Ph", edition.plan.title))
        if edition.plan.note:
            parts.append(self._p("Pt", edition.plan.note))
        others = self.style.has_other_tables
        parts += [self._other(table) for table in edition.tables_before if others]
        for block in plan_blocks(edition, self.style):
            if isinstance(block, Heading):
                parts.append(self._p("Pl" if block.kind == "note" else "Ph", block.text))
            else:
                parts.append('<text:p text:style-name="Pbreak"/>' if block.starts_page else "")
                parts.append(self._table(block))
        parts += [self._other(table) for table in edition.tables_after if others]
        return parts

    def _signature(self) -> str:
        place, office = self.edition.signature_lines
        line = f"{escape(office)}<text:tab/><text:tab/><text:tab/>{escape(self.edition.signatory_name)}"
        return f'{self._p("Pl", place)}<text:p text:style-name="Pl">{line}</text:p>'

    def _columns(self, shares: tuple[float, ...], width_mm: float) -> str:
        name = f"T{self.tables}"
        self.automatic.append(
            f'<style:style style:name="{name}" style:family="table"><style:table-properties '
            f'style:width="{width_mm:.1f}mm" table:align="left" table:border-model="collapsing"/></style:style>'
        )
        keep = "false" if self.style.cut == "avoid" else "true"
        self.automatic.append(
            f'<style:style style:name="{name}R" style:family="table-row"><style:table-row-properties '
            f'fo:keep-together="{"always" if keep == "false" else "auto"}"/></style:style>'
        )
        columns = ""
        for n, share in enumerate(shares):
            self.automatic.append(
                f'<style:style style:name="{name}C{n}" style:family="table-column"><style:table-column-properties '
                f'style:column-width="{share * width_mm:.2f}mm"/></style:style>'
            )
            columns += f'<table:table-column table:style-name="{name}C{n}"/>'
        return columns

    def _cell_style(self, key: str, shade: str, edges: str) -> str:
        style = self.style
        name = f"c{key}{edges}"
        if any(f'"{name}"' in known for known in self.automatic):
            return name
        line = f"{style.rule_width}pt {'double' if style.rules == 'double' else 'solid'} {_hex(style.rule_color)}"
        borders = ""
        for side in ("top", "right", "bottom", "left"):
            is_drawn = style.rules not in {"none", "head_only"} and side not in edges.split("_")
            if style.rules == "horizontal" and side != "bottom":
                is_drawn = False
            borders += f'fo:border-{side}="{line if is_drawn else "none"}" '
        paint = f'fo:background-color="{_hex(shade)}"' if shade else ""
        self.automatic.append(
            f'<style:style style:name="{name}" style:family="table-cell"><style:table-cell-properties {borders}{paint} '
            f'style:vertical-align="{_VALIGN[style.valign]}" fo:padding="{style.padding / 2}pt" '
            f'fo:padding-left="{style.padding}pt" fo:padding-right="{style.padding}pt"/></style:style>'
        )
        return name

    def _table(self, table: Table) -> str:
        self.tables += 1
        page = PAGE_MM[self.style.page][1 if self.style.is_landscape else 0]
        width_mm = page - self.style.margins_mm[1] - self.style.margins_mm[3]
        columns = self._columns(_room_for_words(table, width_mm, self.style), width_mm)
        head_count = sum(row.kind in {"head", "numbers"} for row in table.rows[:2])
        covered: dict[tuple[int, int], bool] = {}
        rows = [self._row(table, at, row, covered) for at, row in enumerate(table.rows)]
        if self.style.head_repeat == "page" and head_count:
            head = "".join(rows[:head_count])
            body = f"<table:table-header-rows>{head}</table:table-header-rows>{''.join(rows[head_count:])}"
        else:
            body = "".join(rows)
        name = f"T{self.tables}"
        return f'<table:table table:name="{name}" table:style-name="{name}">{columns}{body}</table:table>'

    def _row(self, table: Table, at: int, row: GridRow, covered: dict[tuple[int, int], bool]) -> str:
        count, cells, column = len(table.columns), "", 0
        pending = list(row.cells)
        while column < count:
            if covered.get((at, column)):
                cells += "<table:covered-table-cell/>"
                column += 1
                continue
            cell = pending.pop(0)
            cells += self._cell(table, at, column, row, cell)
            for below in range(1, cell.rows):
                covered.update({(at + below, column + n): True for n in range(cell.columns)})
            column += cell.columns
        return f'<table:table-row table:style-name="T{self.tables}R">{cells}</table:table-row>'

    def _cell(self, table: Table, at: int, column: int, row: GridRow, cell: GridCell) -> str:
        style = self.style
        edges = []
        if style.rules == "noframe":
            edges += ["top"] * (at == 0) + ["bottom"] * (at + cell.rows == len(table.rows))
            edges += ["left"] * (column == 0) + ["right"] * (column + cell.columns == len(table.columns))
        shade = style.shade_head if row.kind in {"head", "numbers"} else ""
        shade = style.shade_rows if row.kind in {"stage", "section"} else shade
        name = self._cell_style({"head": "h", "numbers": "h", "stage": "s", "section": "s"}.get(row.kind, "b"), shade,
                                "_" + "_".join(edges))  # fmt: skip
        paragraph = {"head": "Pb", "numbers": "Pm", "stage": "Pb", "section": "Pm", "note": "Pn"}.get(
            row.kind, "Pc"
        )
        if row.kind == "body" and cell.field == "number":
            paragraph = "Pn"
        texts = "".join(
            f'<text:p text:style-name="{paragraph}">{self._text(text, with_notes=row.kind == "body")}</text:p>'
            for text in cell.texts
        )
        spans = f' table:number-columns-spanned="{cell.columns}"' * (cell.columns > 1)
        spans += f' table:number-rows-spanned="{cell.rows}"' * (cell.rows > 1)
        hidden = "<table:covered-table-cell/>" * (cell.columns - 1)
        return f'<table:table-cell table:style-name="{name}" office:value-type="string"{spans}>{texts}</table:table-cell>{hidden}'

    def _other(self, table: OtherTable) -> str:
        self.tables += 1
        count = len(table.rows[0])
        columns = self._columns((1 / count,) * count, 120)
        name = self._cell_style("o", "", "_")
        rows = "".join(
            "<table:table-row>"
            + "".join(
                f'<table:table-cell table:style-name="{name}">{self._p("Pn", c)}</table:table-cell>'
                for c in row
            )
            + "</table:table-row>"
            for row in table.rows
        )
        head = self._p("Pt", table.title)
        return f'{head}<table:table table:name="T{self.tables}" table:style-name="T{self.tables}">{columns}{rows}</table:table>'


_EM_A_LETTER = {"Liberation Serif": 0.57, "Liberation Sans": 0.6, "Noto Serif": 0.64}
_EM_A_LETTER_ELSE = 0.68


def _room_for_words(table: Table, width_mm: float, style: Style) -> tuple[float, ...]:
    """The columns' shares, widened where a long word would be broken: a word processor breaks it anywhere."""
    em_mm = style.size * 25.4 / 72
    letter_mm = _EM_A_LETTER.get(style.font, _EM_A_LETTER_ELSE) * em_mm + style.letter_spacing * 25.4 / 72
    needed = []
    for column in table.columns:
        words = [
            word
            for row in table.rows
            for cell in row.cells
            if cell.field == column.field and cell.columns == 1
            for word in " ".join(cell.texts).replace("-", " ").split(" ")
        ]
        longest = max(map(len, words), default=1)
        needed.append((longest * letter_mm + 2.5 * style.padding * 25.4 / 72) / width_mm)
    spare = [max(0.0, share - need) for share, need in zip(table.shares, needed, strict=True)]
    rest = 1 - sum(needed)
    if rest <= 0:
        raise _NoRoomError
    total = sum(spare) or 1.0
    return tuple(need + rest * part / total for need, part in zip(needed, spare, strict=True))


def _hex(color: str) -> str:
    digits = color.lstrip("#")
    return "#" + (digits if len(digits) == 6 else "".join(d * 2 for d in digits))
