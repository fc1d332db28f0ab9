"""Our own painter: an edition as a PDF with the quirks that no layout engine can be asked for.

A style's `quirks` name them: see `QUIRKS`.
"""
# coordinates and their kin come in a fixed order

from __future__ import annotations

import random

from tests.factory.canvas import Sheet, load_font, pdf_bytes
from tests.factory.description import Edition
from tests.factory.edges import paint_box
from tests.factory.flow import Galley, PlacedCell, PlacedLine, TableStyle
from tests.factory.laying import Heads, lay_edition
from tests.factory.lines import spaced
from tests.factory.runs import painting_order, with_quirks
from tests.factory.styles import Style

QUIRKS = {
    "ghosts": "boxes of split and moved rows are painted whole, beyond the page, under a clip",
    "breaks": "forced breaks after the first word of some cells",
    "punctuation": "lines break next to punctuation too",
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
            font=self.font, size=style.size, leading=style.size * max(style.line_height, 1.1),
            padding=style.padding,
            x0=left, width=self.content[0], valign=style.valign,
            justify="word" if style.align == "justify" else style.align,
            at_punctuation=self.has("punctuation"),
            spread=-0.25 if self.has("tight") else style.letter_spacing,
            squeeze=0.8 if self.has("squeezed") else 1,
            moves_rows=self.has("moves-rows") or style.cut == "avoid", keeps_ghosts=self.has("ghosts"),
            has_breaks=self.has("breaks"),
            cut_room=style.padding if style.cut == "closed" else 0,
        )  # fmt: skip
        self.heads: Heads = []

    def has(self, quirk: str) -> bool:
        """Whether the style asks for the quirk."""
        return quirk in self.style.quirks

    def pdf(self) -> bytes:
        """Lay out, paint, and write the file."""
        self.heads = lay_edition(self.edition, self.style, self.table, self.galley)
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
            sheet.add(f"q {self.x0 - 6:.2f} {self.height - self.top - self.content[1]:.2f} "
                      f"{self.content[0] + 12:.2f} "
                      f"{self.content[1]:.2f} re W n")  # fmt: skip
        self._rules(sheet, page)
        runs: list[Sheet] = []
        segments = [s for s in self.galley.segments if s.page == page]
        for segment in segments:
            runs += [
                self._line(line, self._y(line.top, segment.start, segment.offset))
                for line in self.galley.lines
                if segment.start - 0.01 <= line.top < segment.end - 0.01
            ]
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
        sheet.words(self.font, size, x, y, words, state=state)

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
        sheet = Sheet()
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
        runs = painting_order(placed.line.text, len(glyphs), has_late_links=self.has("late-links"))
        for start, end in runs:
            run = with_quirks(
                glyphs[start:end], self.font, placed.size, quirks=self.style.quirks, chance=self.random
            )
            if run:
                sheet.text(self.font, placed.size, xs[start], baseline, run, state=state)
                if self.has("fake-bold"):
                    sheet.text(self.font, placed.size, xs[start] + 0.22, baseline, run, state=state)
        return sheet

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
        is_closed = self.style.cut == "closed"
        top, bottom = cell.top, cell.bottom
        has_top = top >= page[0] - 0.01 or is_closed
        has_bottom = bottom <= page[1] + 0.01 or is_closed
        if self.has("ghosts"):
            has_top = has_bottom = True
        else:
            top, bottom = max(top, page[0]), min(bottom, page[1])
        ys = self._y(top, shift, 0), self._y(bottom, shift, 0)
        paint_box(sheet, cell, self.style, ys, has_top=has_top, has_bottom=has_bottom)
