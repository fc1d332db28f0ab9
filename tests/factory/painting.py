"""Our own painter: an edition as a PDF with the quirks that no layout engine can be asked for.

A style's `quirks` name them: see `QUIRKS`.
"""

from __future__ import annotations

import random
import re
from dataclasses import replace

from tests.factory.canvas import Sheet, load_font, pdf_bytes
from tests.factory.description import Edition
from tests.factory.flow import Galley, PlacedCell, PlacedLine, TableStyle, flow_table, flow_text
from tests.factory.grid import Heading, Table, plan_blocks
from tests.factory.lines import spaced
from tests.factory.styles import Style

QUIRKS = {
    "ghosts": "boxes of split and moved rows are painted whole, beyond the page, under a clip (Flying Saucer)",
    "punctuation": "lines break beside punctuation too",
    "late-links": "numbers of acts are painted after the rest of their line",
    "shuffled": "lines of a page are painted in any order",
    "no-spaces": "no space glyphs: words stand apart by gaps only",
    "odd-spaces": "no-break and thin spaces among the plain ones",
    "fake-bold": "each line is painted twice, a hair apart",
    "invisible": "text in render mode 3, in no opacity, clipped away and in white lies about",
    "rotate": "/Rotate 90",
    "crop": "a crop box with an offset origin and marks outside it",
    "squeezed": "text set at 80 % width (Tz)",
    "tight": "letter-spacing of -0.25 pt (Tc)",
    "watermark": "a grey word at an angle under the text",
    "stamp": "a framed word over the margin",
    "ligatures": "fi and fl are single glyphs",
    "line-numbers": "each fifth line of the act's text has its number in the margin",
    "moves-rows": "rows are moved to the next page whole where they fit",
}
_MM = 72 / 25.4
_PAGES = {"A4": (595.28, 841.89), "Letter": (612.0, 792.0)}
_CROP = (100.0, 80.0)
_LATE = re.compile(r"№ \d+")


def paint_edition(edition: Edition, style: Style) -> bytes:
    """The edition as a PDF."""
    return _Painter(edition, style).pdf()


class _Painter:
    """Lays the edition on a galley, then paints page by page."""

    def __init__(self, edition: Edition, style: Style) -> None:
        self.edition = edition
        self.style = style
        width, height = _PAGES[style.page]
        self.width, self.height = (height, width) if style.is_landscape else (width, height)
        top, right, bottom, left = (mm * _MM for mm in style.margins_mm)
        self.top, self.x0 = top, left
        self.content = (self.width - left - right, self.height - top - bottom)
        self.font = load_font("FactorySans" if "Sans" in style.font else "FactorySerif")
        self.random = random.Random(edition.name + style.name)  # noqa: S311
        self.galley = Galley(self.content[1])
        self.table = TableStyle(
            font=self.font, size=style.size, leading=style.size * max(style.line_height, 1.1), padding=style.padding,
            x0=left, width=self.content[0], valign=style.valign,
            justify="word" if style.align == "justify" else style.align, at_punctuation=self.has("punctuation"),
            spread=-0.25 if self.has("tight") else style.letter_spacing, squeeze=0.8 if self.has("squeezed") else 1,
            moves_rows=self.has("moves-rows") or style.cut == "avoid", keeps_ghosts=self.has("ghosts"),
            cut_room=style.padding if style.cut == "closed" else 0,
        )  # fmt: skip
        self.heads: list[tuple[int, Galley]] = []

    def has(self, quirk: str) -> bool:
        """Whether the style asks for the quirk."""
        return quirk in self.style.quirks

    def pdf(self) -> bytes:
        """Lay out, paint, and write the file."""
        self._flow()
        pages = 1 + max(
            [self.galley.at(line.top).page for line in self.galley.lines]
            + [self.galley.at(cell.bottom - 0.1).page for cell in self.galley.cells]
        )
        sheets = [self._sheet(page, pages) for page in range(pages)]
        w, h = self.width, self.height
        media = (0.0, 0.0, w, h)
        crop = None
        if self.has("rotate"):
            media = (0.0, 0.0, h, w)
        if self.has("crop"):
            dx, dy = _CROP
            crop = (dx, dy, dx + w, dy + h)
            media = (0.0, 0.0, w + 2 * dx, h + 2 * dy)
        title = self.edition.title + " (synthetic)" * self.edition.is_synthetic
        rotate = 90 if self.has("rotate") else 0
        return pdf_bytes(sheets, media=media, fonts=(self.font,), crop=crop, rotate=rotate, title=title)

    def _flow(self) -> None:
        edition, size = self.edition, self.style.text_size or self.style.size + 1
        y, left, width = 0.0, self.x0, self.content[0]
        plain = "adilet" if self.table.justify == "adilet" else "left"

        def text(
            words: str, *, x0: float = left, wide: float = width, center: bool = False, indent: float = 0
        ) -> None:
            nonlocal y
            justify = "center" if center else plain
            y = flow_text(
                self.galley,
                y,
                words,
                self.table,
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
        place, _, office = edition.signatory_position.rpartition(" ")
        text(place, indent=34)
        y = self.galley.fit(y, self.table.leading * 2)
        before = y
        text(office, indent=34)
        y = before
        text(edition.signatory_name, x0=left + width * 0.65, wide=width * 0.35)
        y += size
        for line in edition.approval:
            text(line, x0=left + width * 0.55, wide=width * 0.45)
        y += size
        text(edition.plan.title, center=True)
        if edition.plan.note:
            text(edition.plan.note, indent=34)
        y += size
        for block in plan_blocks(edition, self.style):
            if isinstance(block, Heading):
                text(block.text, center=block.kind != "note")
                continue
            if block.starts_page:
                y = self.galley.turn(y)
            y = self._flow_plan_table(y, block) + size

    def _flow_plan_table(self, y: float, table: Table) -> float:
        if self.style.head_repeat == "page":
            count = sum(row.kind in {"head", "numbers"} for row in table.rows[:2])
            head = Galley(self.height * 4)
            room = flow_table(head, 0, replace(table, rows=table.rows[:count]), self.table)
            if self.galley.at(y).end - y < room * 2:
                y = self.galley.turn(y)
                self.galley.at(y + 1)
            known = self.galley.at(y).page
            self.galley.reserve = room
            y = flow_table(self.galley, y, table, self.table)
            self.galley.reserve = 0
            pages = range(known + 1, self.galley.at(y - 0.1).page + 1)
            self.heads += [(page, head) for page in pages]
            return y
        return flow_table(self.galley, y, table, self.table)

    # -- painting -----------------------------------------------------------------------------------------

    def _sheet(self, page: int, pages: int) -> Sheet:
        sheet = Sheet()
        if self.has("rotate"):
            sheet.add(f"0 1 -1 0 {self.height:.2f} 0 cm")
        if self.has("crop"):
            sheet.add(f"1 0 0 1 {_CROP[0]} {_CROP[1]} cm")
            self._words(sheet, "баспа белгісі", -80, self.height + 30, 8)
        if self.has("watermark"):
            sheet.add("q 0.88 g 0.707 0.707 -0.707 0.707 180 250 cm")
            self._words(sheet, "КӨШІРМЕ", 0, 0, 70)
            sheet.add("Q")
        if self.has("ghosts"):
            sheet.add(f"q {self.x0 - 6:.2f} {self.height - self.top - self.content[1]:.2f} {self.content[0] + 12:.2f} "
                      f"{self.content[1]:.2f} re W n")  # fmt: skip
        self._rules(sheet, page)
        runs: list[Sheet] = []
        segments = [s for s in self.galley.segments if s.page == page]
        for segment in segments:
            for line in self.galley.lines:
                if segment.start - 0.01 <= line.top < segment.end - 0.01:
                    runs.append(self._line(line, self._y(line.top, segment.start, segment.offset)))
        for head_page, head in self.heads:
            if head_page == page:
                runs += [self._line(line, self._y(line.top, 0, 0)) for line in head.lines]
        if self.has("shuffled"):
            self.random.shuffle(runs)
        for run in runs:
            sheet.add(*run.operators)
        if self.has("ghosts"):
            sheet.add("Q")
        self._furniture(sheet, page, pages)
        return sheet

    def _y(self, y: float, start: float, offset: float) -> float:
        """The galley's y on its page, from the bottom as PDF counts."""
        return self.height - self.top - offset - (y - start)

    def _words(self, sheet: Sheet, words: str, x: float, y: float, size: float, state: str = "") -> None:
        sheet.text(self.font, size, x, y, [(c, 0.0) for c in words], state=state)

    def _furniture(self, sheet: Sheet, page: int, pages: int) -> None:
        style = self.style
        if style.page_number:
            words = style.page_number.replace("{n}", str(page + 1)).replace("{m}", str(pages))
            self._words(sheet, words, (self.width - self.font.width(words, 9)) / 2, 24, 9)
        if style.running_head:
            self._words(sheet, style.running_head, self.x0, self.height - 24, 8)
        if self.has("stamp"):
            sheet.add(
                "q 0.2 0.3 0.8 rg 0.2 0.3 0.8 RG 1 w 0.99 0.1 -0.1 0.99 0 0 cm",
                f"{self.width - 165:.0f} 20 112 26 re S",
            )
            self._words(sheet, "ТҮПНҰСҚАҒА САЙ", self.width - 160, 30, 11)
            sheet.add("Q")
        if self.has("line-numbers"):
            for n in range(5, 60, 5):
                y = self.height - self.top - n * self.table.leading
                if y > 60:
                    self._words(sheet, str(n), self.x0 - 22, y, 6)
        if self.has("invisible"):
            self._words(sheet, "көрінбейтін қабат мәтіні", self.x0 + 60, self.height / 2, 10, "3 Tr")
            sheet.add("q /Clear gs")
            self._words(sheet, "мөлдір мәтін", self.x0 + 90, self.height / 3, 10, "0 Tr")
            sheet.add("Q q 0 0 5 5 re W n")
            self._words(sheet, "кесілген мәтін", self.x0 + 120, self.height / 4, 10, "0 Tr")
            sheet.add("Q")

    def _line(self, placed: PlacedLine, y: float) -> Sheet:
        """One line, in as many runs as the quirks need."""
        sheet, style = Sheet(), self.style
        squeeze = self.table.squeeze if placed.is_spread else 1.0
        spread = self.table.spread if placed.is_spread else 0.0
        dx, glyphs = spaced(
            placed.line, self.font, placed.size, placed.width / squeeze, placed.justify, spread=spread
        )
        if not glyphs:
            return sheet
        state = ""
        if spread and self.has("tight"):
            glyphs = [(c, after - spread) for c, after in glyphs]
            state += f"{spread:g} Tc "
        elif self.has("tight"):
            state += "0 Tc "
        if self.has("squeezed"):
            state += f"{squeeze * 100:g} Tz "
        if self.has("invisible"):
            state += "0 Tr "
        baseline = (
            y
            - placed.leading / 2
            - placed.size * (self.font.ascent + self.font.descent) / self.font.units / 2
        )
        x = placed.x + dx * squeeze
        xs, at = [], x
        for character, after in glyphs:
            xs.append(at)
            at += (
                self.font.advance(character, placed.size) + after + (spread if self.has("tight") else 0)
            ) * squeeze
        runs = self._runs(placed.line.text, len(glyphs))
        for start, end in runs:
            run = self._characters(glyphs[start:end], placed.size)
            if run:
                sheet.text(self.font, placed.size, xs[start], baseline, run, state=state)
                if self.has("fake-bold"):
                    sheet.text(self.font, placed.size, xs[start] + 0.22, baseline, run, state=state)
        del style
        return sheet

    def _runs(self, text: str, count: int) -> list[tuple[int, int]]:
        """The line's runs in painting order: with late links the link comes after what stands around it."""
        if not self.has("late-links"):
            return [(0, count)]
        first, last, at = [], [], 0
        for found in _LATE.finditer(text[:count]):
            first.append((at, found.start()))
            last.append(found.span())
            at = found.end()
        return [*[run for run in (*first, (at, count)) if run[0] < run[1]], *last]

    def _characters(self, glyphs: list[tuple[str, float]], size: float) -> list[tuple[str, float]]:
        """The run's glyphs with the style's spaces and ligatures, each standing where it stood."""
        result: list[tuple[str, float]] = []
        for character, after in glyphs:
            advance = self.font.advance(character, size)
            if character == " " and self.has("no-spaces") and result:
                result[-1] = (result[-1][0], result[-1][1] + advance + after)
            elif character == " " and self.has("odd-spaces"):
                other = self.random.choice(" \u00a0\u2009")
                result.append((other, after + advance - self.font.advance(other, size)))
            elif (
                self.has("ligatures")
                and character in "il"
                and result
                and result[-1] == ("f", 0.0)
                and not after
            ):
                other = {"i": "\ufb01", "l": "\ufb02"}[character]
                room = advance + self.font.advance("f", size) - self.font.advance(other, size)
                result[-1] = (other, room)
            else:
                result.append((character, after))
        return result

    def _rules(self, sheet: Sheet, page: int) -> None:
        if self.style.rules == "none":
            return
        for segment in (s for s in self.galley.segments if s.page == page):
            shift = segment.start - segment.offset
            for cell in self.galley.cells:
                if cell.bottom > segment.start + 0.01 and cell.top < segment.end - 0.01:
                    self._box(sheet, cell, shift, (segment.start, segment.end))
        for ghost_page, cell in self.galley.ghosts:
            if ghost_page == page:
                segment = next(s for s in self.galley.segments if s.page == page)
                self._box(sheet, cell, segment.start - segment.offset, (segment.start, 1e9))
        for head_page, head in self.heads:
            if head_page == page:
                for cell in head.cells:
                    self._box(sheet, cell, 0, (0, 1e9))

    def _box(self, sheet: Sheet, cell: PlacedCell, shift: float, page: tuple[float, float]) -> None:
        """The cell's edges on one page; `shift` takes the galley's y to the page's, `page` is its stretch."""
        style = self.style
        is_closed = style.cut == "closed"
        top, bottom = cell.top, cell.bottom
        has_top = top >= page[0] - 0.01 or is_closed
        has_bottom = bottom <= page[1] + 0.01 or is_closed
        if self.has("ghosts"):
            has_top = has_bottom = True
        else:
            top, bottom = max(top, page[0]), min(bottom, page[1])
        y0, y1 = self._y(top, shift, 0), self._y(bottom, shift, 0)
        if (style.shade_rows and cell.kind in {"stage", "section"}) or (
            style.shade_head and cell.kind in {"head", "numbers"}
        ):
            sheet.fill(cell.x0, y1, cell.x1 - cell.x0, y0 - y1, 0.92)
        rules, frame = style.rules, style.rules != "noframe"
        if rules == "adilet":  # the right and the bottom edge of each cell only, and the table's own frame
            self._edge(sheet, cell.x1, y0, cell.x1, y1)
            self._edge(sheet, cell.x0, y1, cell.x1, y1)
            if cell.is_left:
                self._edge(sheet, cell.x0, y0, cell.x0, y1)
            if cell.is_first:
                self._edge(sheet, cell.x0, y0, cell.x1, y0)
            return
        if rules != "vertical" and has_top and (frame or not cell.is_first):
            self._edge(sheet, cell.x0, y0, cell.x1, y0)
        if rules != "vertical" and has_bottom and (frame or not cell.is_last):
            self._edge(sheet, cell.x0, y1, cell.x1, y1)
        if rules != "horizontal" and (frame or not cell.is_left):
            self._edge(sheet, cell.x0, y0, cell.x0, y1)
        if rules != "horizontal" and (frame or not cell.is_right):
            self._edge(sheet, cell.x1, y0, cell.x1, y1)

    def _edge(self, sheet: Sheet, x0: float, y0: float, x1: float, y1: float) -> None:
        rules, pen = self.style.rules, self.style.rule_width
        digits = self.style.rule_color.lstrip("#")
        grey = int(digits[:2] if len(digits) == 6 else digits[0] * 2, 16) / 255
        is_flat = y0 == y1
        low_x, high_x, low_y, high_y = min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1)
        if rules == "corners":
            gap = 1.2
            low_x, high_x = (low_x + gap, high_x - gap) if is_flat else (low_x, high_x)
            low_y, high_y = (low_y, high_y) if is_flat else (low_y + gap, high_y - gap)
        if rules in {"fill", "adilet", "both"}:
            sheet.fill(
                low_x, low_y, (high_x - low_x) if is_flat else pen, pen if is_flat else (high_y - low_y), grey
            )
        if rules in {"solid", "both", "corners", "noframe", "horizontal", "vertical"}:
            sheet.line(low_x, low_y, high_x, high_y, pen, grey)
        if rules == "double":
            dx, dy = (0, 1.0) if is_flat else (1.0, 0)
            sheet.line(low_x - dx, low_y - dy, high_x - dx, high_y - dy, pen, grey)
            sheet.line(low_x + dx, low_y + dy, high_x + dx, high_y + dy, pen, grey)
        if rules == "pieces":
            length, at = (high_x - low_x) if is_flat else (high_y - low_y), 0.0
            while at < length:
                to = min(at + 17, length)
                if is_flat:
                    sheet.line(low_x + at, low_y, low_x + to, low_y, pen, grey)
                else:
                    sheet.line(low_x, low_y + at, low_x, low_y + to, pen, grey)
                at = to + (0.8 if to < length else 1)
