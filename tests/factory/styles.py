"""How an edition looks: one frozen record a style. A new trouble is one more style."""
# ruff: noqa: E501  # one style, one record

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Engine = Literal[
    "weasyprint", "chromium", "wkhtmltopdf", "libreoffice", "firefox", "typst", "flyingsaucer", "painter"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """One way to lay an edition out. Lengths are points unless the name says otherwise."""

    name: str
    engine: Engine
    page: Literal["A4", "Letter"] = "A4"
    is_landscape: bool = False
    margins_mm: tuple[float, float, float, float] = (18, 15, 18, 20)
    """Top, right, bottom, left."""
    font: str = "Liberation Serif"
    size: float = 10
    text_size: float | None = None
    """Of the act's own text; as the table's where None."""
    line_height: float = 1.2
    widths: tuple[tuple[str, float], ...] = ()
    """Weight of a column's width by its field; defaults stand in `DEFAULT_WIDTHS`."""
    align: Literal["left", "justify", "center", "word", "letter", "adilet"] = "left"
    """`word`, `letter` and `adilet` (80 % to the spaces, 20 % between the letters) are the painter's."""
    align_last: Literal["auto", "justify"] = "auto"
    valign: Literal["top", "middle", "bottom"] = "top"
    rules: Literal[
        "solid",
        "double",
        "separate",
        "dotted",
        "dashed",
        "noframe",
        "horizontal",
        "none",
        "ridge",
        "head_only",
        "fill",
        "both",
        "pieces",
        "corners",
        "adilet",
        "vertical",
    ] = "solid"
    """The second line's are the painter's."""
    rule_width: float = 0.5
    rule_color: str = "#000"
    head_repeat: Literal["page", "none", "stage"] = "none"
    has_number_row: bool | None = None
    tables: str = "one"
    """`one`, `stage`, `section`, or `chunk:N`: a new table on a new page after N rows, with other widths."""
    headings: Literal["row", "paragraph"] = "row"
    heading_align: Literal["left", "center"] = "center"
    note_place: Literal["cell", "row"] = "cell"
    """A section's note in the cell of its title, or in a row of its own."""
    cut: Literal["open", "closed", "avoid"] = "open"
    shade_head: str = ""
    shade_rows: str = ""
    running_head: str = ""
    page_number: str = ""
    """`{n}` and `{m}` stand for the page's number and the number of pages."""
    line_numbers: bool = False
    letter_spacing: float = 0
    word_spacing: float = 0
    padding: float = 3
    bold_head: bool = True
    fake_bold: bool = False
    links: bool = False
    colored_notes: bool = False
    spaces: Literal["plain", "nbsp", "thin"] = "plain"
    has_soft_hyphens: bool = False
    has_lookalikes: bool = False
    """Latin i and schwa and U+04DB among the Cyrillic letters of longer words; read back they are mended."""
    has_footnotes: bool = False
    watermark: str = ""
    stamp: str = ""
    has_hidden_text: bool = False
    has_other_tables: bool = True
    extra_css: str = ""
    quirks: tuple[str, ...] = ()
    """The painter's: see `painting.QUIRKS`."""
    is_doubtful: str = ""
    """Why a reader may honestly differ; empty where the expectation is plain."""

    @property
    def is_ruled(self) -> bool:
        """Whether rules separate both rows and columns."""
        return self.rules not in {"none", "horizontal", "head_only", "vertical"}


DEFAULT_WIDTHS = {
    "number": 6.0, "measure": 28.0, "completion_form": 17.0, "executors": 20.0, "deadline": 15.0, "cost": 15.0,
    "extra": 14.0, "funding": 12.0,
}  # fmt: skip

_WIDE = (("number", 5.0), ("measure", 40.0), ("executors", 24.0))
_NARROW = (("number", 8.0), ("measure", 22.0), ("cost", 18.0))
_TIGHT = (
    ("number", 5.0),
    ("measure", 18.0),
    ("completion_form", 14.0),
    ("executors", 16.0),
    ("deadline", 13.0),
)

STYLES: tuple[Style, ...] = (
    # Ruled grids
    Style(name="plain", engine="weasyprint"),
    Style(name="adilet", engine="weasyprint", page="Letter", align="justify", valign="middle", text_size=14,
          margins_mm=(12.7, 12.7, 12.7, 12.7), rule_color="#cfcfcf", widths=_NARROW, links=True),
    Style(name="closed-cuts", engine="weasyprint", cut="closed", size=11, valign="middle", page_number="{n}",
          widths=_TIGHT, margins_mm=(60, 15, 60, 15)),
    Style(name="cut-thrice", engine="weasyprint", is_landscape=True, size=13, widths=_TIGHT, valign="middle",
          margins_mm=(62, 20, 62, 20), page_number="- {n} -"),
    Style(name="double", engine="weasyprint", rules="double", rule_width=2.25, size=9, head_repeat="page"),
    Style(name="gaps", engine="weasyprint", rules="separate", size=9, rule_width=0.75),
    Style(name="dotted", engine="weasyprint", rules="dotted", rule_width=1, align="justify", size=9.5),
    Style(name="noframe", engine="weasyprint", rules="noframe", is_landscape=True, align="justify",
          running_head="Іс-шаралар жоспары", page_number="{n} / {m}"),
    Style(name="shaded", engine="weasyprint", shade_head="#d9e2f3", shade_rows="#f2f2f2", rule_color="#bbb", size=9,
          font="DejaVu Sans"),
    Style(name="stage-tables", engine="weasyprint", tables="stage", headings="paragraph", size=10, is_landscape=True),
    Style(name="section-tables", engine="weasyprint", tables="section", headings="paragraph", size=10),
    Style(name="page-tables", engine="weasyprint", tables="chunk:4", size=10, is_landscape=True, page_number="бет {n}"),
    Style(name="letterspaced", engine="weasyprint", letter_spacing=1.2, size=9, is_landscape=True),
    Style(name="footnotes", engine="weasyprint", has_footnotes=True, page_number="{n}", size=10),
    Style(name="soft-hyphens", engine="weasyprint", has_soft_hyphens=True, align="justify", widths=_TIGHT,
          is_doubtful="a soft hyphen is painted as a hyphen: only a word list tells it from іс-шара's own"),
    Style(name="justified-wide", engine="weasyprint", align="justify", is_landscape=True, size=9.5, valign="middle",
          font="Noto Serif", widths=_WIDE, page_number="{n}"),
    Style(name="lookalikes", engine="weasyprint", has_lookalikes=True, font="DejaVu Serif", size=8.5),
    Style(name="merged-over-pages", engine="weasyprint", is_landscape=True, valign="middle", size=12, cut="closed",
          margins_mm=(70, 20, 70, 20), head_repeat="page"),
    Style(name="merged-over-pages", engine="chromium", is_landscape=True, valign="bottom", size=12,
          margins_mm=(70, 20, 70, 20)),
    Style(name="footnotes", engine="chromium", has_footnotes=True, size=10, colored_notes=True),
    Style(name="broken-words", engine="weasyprint", widths=_NARROW, size=11, page_number="{n}",
          extra_css="table.plan{table-layout:fixed;overflow-wrap:break-word}",
          is_doubtful="words too long for their column are broken anywhere without a hyphen"),
    Style(name="stamped", engine="weasyprint", watermark="КӨШІРМЕ", stamp="ТҮПНҰСҚАҒА САЙ", size=10),
    # A browser's
    Style(name="plain", engine="chromium", size=10),
    Style(name="justified", engine="chromium", align="justify", valign="middle", widths=_NARROW, size=11,
          font="Noto Serif", page_number="{n}"),
    Style(name="landscape", engine="chromium", is_landscape=True, head_repeat="page", font="Liberation Sans", size=9,
          page_number="{n} / {m}", running_head="Қазақстан Республикасы"),
    Style(name="closed-cuts", engine="chromium", cut="closed", size=12, widths=_TIGHT, valign="middle",
          margins_mm=(55, 15, 55, 15), head_repeat="page"),
    Style(name="grey-letter", engine="chromium", page="Letter", rule_color="#dcdcdc", size=8, font="DejaVu Sans",
          align="justify"),
    Style(name="thin-spaces", engine="chromium", spaces="thin", size=9, word_spacing=1.5, is_landscape=True),
    Style(name="last-justified", engine="chromium", align="justify", align_last="justify", size=10, valign="bottom"),
    Style(name="stage-heads", engine="chromium", head_repeat="stage", size=10, shade_head="#eee"),
    Style(name="condensed", engine="chromium", letter_spacing=-0.35, size=11, widths=_TIGHT),
    Style(name="dashed", engine="chromium", rules="dashed", rule_width=1, rule_color="#888", size=9),
    Style(name="no-rules", engine="chromium", rules="none", size=9, is_landscape=True, padding=7, cut="avoid"),
    Style(name="no-rules-cut", engine="chromium", rules="none", size=10, is_landscape=True, padding=8, head_repeat="page"),
    Style(name="horizontal", engine="chromium", rules="horizontal", size=9, is_landscape=True, padding=6, cut="avoid"),
    Style(name="line-numbers", engine="chromium", line_numbers=True, size=10, margins_mm=(20, 15, 20, 28)),
    Style(name="hidden", engine="chromium", has_hidden_text=True, size=9),
    # wkhtmltopdf
    Style(name="plain", engine="wkhtmltopdf", size=10),
    Style(name="justified", engine="wkhtmltopdf", align="justify", valign="middle", size=10, page_number="{n}",
          font="DejaVu Serif", widths=_NARROW),
    Style(name="landscape", engine="wkhtmltopdf", is_landscape=True, head_repeat="page", size=10, page_number="{n} / {m}"),
    Style(name="gaps", engine="wkhtmltopdf", rules="separate", rule_width=1, size=9, spaces="nbsp"),
    Style(name="no-rules", engine="wkhtmltopdf", rules="none", is_landscape=True, size=9, padding=7),
    # Word-like
    Style(name="plain", engine="libreoffice", size=8.5, page_number="{n}", margins_mm=(18, 10, 18, 15)),
    Style(name="justified", engine="libreoffice", align="justify", size=10, valign="middle", head_repeat="page",
          is_landscape=True, page_number="- {n} -"),
    Style(name="cut", engine="libreoffice", size=11, widths=_TIGHT, margins_mm=(62, 15, 62, 15), align="justify",
          is_landscape=True),
    Style(name="stage-tables", engine="libreoffice", tables="stage", headings="paragraph", size=10, is_landscape=True,
          font="Noto Sans", running_head="Іс-шаралар жоспары", page_number="{n} / {m}", head_repeat="page"),
    Style(name="double", engine="libreoffice", rules="double", rule_width=2.5, size=8, margins_mm=(18, 10, 18, 10)),
    Style(name="no-rules", engine="libreoffice", rules="none", size=9, is_landscape=True, padding=6, cut="avoid"),
    Style(name="noframe", engine="libreoffice", rules="noframe", size=10, rule_color="#a0a0a0", letter_spacing=0.4,
          spaces="nbsp", is_landscape=True),
    Style(name="shaded-footnotes", engine="libreoffice", shade_head="#dddddd", shade_rows="#f4f4f4", size=8,
          margins_mm=(15, 10, 15, 15), has_footnotes=True, line_numbers=True, page_number="бет {n}"),
    # A browser that loses walls above a page break, and a typesetter with a table model of its own
    Style(name="plain", engine="firefox", size=10),
    Style(name="landscape", engine="firefox", is_landscape=True, head_repeat="page", size=9, page_number="{n}"),
    Style(name="justified", engine="typst", align="justify", valign="middle", size=9, page_number="{n} / {m}",
          margins_mm=(40, 10, 40, 20)),
    Style(name="repeated", engine="typst", head_repeat="page", size=9, is_landscape=True),
    Style(name="no-rules", engine="typst", rules="none", size=9, is_landscape=True, padding=6),
    # The engine of Adilet's own files; it neither shrinks nor splits a table that is too wide
    Style(name="adilet", engine="flyingsaucer", page="Letter", align="justify", valign="middle", text_size=14,
          margins_mm=(12.7, 12.7, 12.7, 12.7), rule_color="#cfcfcf", widths=_NARROW, links=True,
          font="FactorySerif"),
    Style(name="too-wide", engine="flyingsaucer", page="Letter", align="justify", valign="middle", size=13,
          margins_mm=(12.7, 12.7, 12.7, 12.7), rule_color="#cfcfcf", font="FactorySerif"),
    Style(name="repeated", engine="flyingsaucer", is_landscape=True, head_repeat="page", size=10, font="FactorySans",
          page_number="{n} / {m}", margins_mm=(50, 20, 50, 20), extra_css=".plan{-fs-table-paginate:paginate}"),
    Style(name="cut", engine="flyingsaucer", is_landscape=True, size=9.5, valign="middle", font="FactorySerif",
          margins_mm=(62, 20, 62, 20), page_number="- {n} -"),
    Style(name="no-rules", engine="flyingsaucer", rules="none", is_landscape=True, size=9, padding=7,
          font="FactorySerif"),
    # Our own painter
    Style(name="adilet", engine="painter", page="Letter", align="adilet", valign="middle", text_size=14, rules="adilet",
          rule_width=0.49, rule_color="#808080", margins_mm=(12.7, 14.8, 12.7, 14.8), line_height=1.3, widths=_TIGHT,
          quirks=("ghosts", "breaks", "punctuation", "late-links")),
    Style(name="adilet-moved", engine="painter", page="Letter", align="adilet", valign="middle", rules="adilet", size=9,
          rule_width=0.49, rule_color="#808080", margins_mm=(12.7, 14.8, 12.7, 14.8), widths=_NARROW,
          quirks=("ghosts", "punctuation", "late-links", "moves-rows")),
    Style(name="fill", engine="painter", rules="fill", align="word", page_number="{n}", size=9),
    Style(name="both", engine="painter", rules="both", rule_color="#d8d8d8", size=9, quirks=("no-spaces", "shuffled")),
    Style(name="pieces", engine="painter", rules="pieces", size=9, align="word", quirks=("odd-spaces",), head_repeat="page"),
    Style(name="corners", engine="painter", rules="corners", size=10, valign="bottom", is_landscape=True, cut="closed",
          font="Liberation Sans", quirks=("fake-bold",)),
    Style(name="letter", engine="painter", align="letter", quirks=("breaks",), is_landscape=True, size=10, page_number="- {n} -"),
    Style(name="rotated", engine="painter", is_landscape=True, size=10, quirks=("rotate", "stamp"), align="word",
          page_number="{n} / {m}"),
    Style(name="cropped", engine="painter", size=9, quirks=("crop", "watermark"), shade_head="#eee", shade_rows="#eee"),
    Style(name="squeezed", engine="painter", size=10, quirks=("squeezed", "invisible"), align="word"),
    Style(name="tight", engine="painter", size=10, quirks=("tight", "line-numbers"), margins_mm=(20, 15, 20, 25)),
    Style(name="double", engine="painter", size=9, rules="double", align="adilet", valign="middle", cut="closed",
          head_repeat="page", page_number="бет {n}"),
    Style(name="horizontal", engine="painter", size=9, rules="horizontal", is_landscape=True, padding=5, cut="avoid"),
    Style(name="vertical", engine="painter", size=9, rules="vertical", is_landscape=True, padding=5, cut="avoid",
          valign="top"),
    Style(name="no-rules", engine="painter", size=9, rules="none", is_landscape=True, padding=6, quirks=("no-spaces",)),
)  # fmt: skip
