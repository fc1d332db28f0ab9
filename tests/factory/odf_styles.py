"""The styles of a flat OpenDocument text: fonts, page, running head, paragraphs."""

from __future__ import annotations

from html import escape

from tests.factory.styles import Style

PAGE_MM = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}


def named_styles(style: Style, language: str) -> str:
    """The fonts, the default paragraph, and the numbering of lines."""
    numbering = (
        '<text:linenumbering-configuration text:number-lines="true" text:increment="5" '
        'text:number-position="left" text:offset="4mm" style:num-format="1"/>'
    ) * style.line_numbers
    return (
        f'<office:font-face-decls><style:font-face style:name="F" svg:font-family="\'{style.font}\'"/>'
        f'</office:font-face-decls><office:styles><style:default-style style:family="paragraph">'
        f'<style:text-properties style:font-name="F" fo:font-size="{(style.text_size or style.size + 1)}pt" '
        f'fo:language="{language}" fo:country="KZ"/></style:default-style>'
        f'<style:style style:name="Standard" style:family="paragraph"/>{numbering}</office:styles>'
    )


def page_layout(style: Style) -> str:
    """The page's size and margins."""
    width, height = PAGE_MM[style.page]
    if style.is_landscape:
        width, height = height, width
    top, right, bottom, left = style.margins_mm
    return (
        f'<style:page-layout style:name="pm"><style:page-layout-properties fo:page-width="{width}mm" '
        f'fo:page-height="{height}mm" fo:margin-top="{top}mm" fo:margin-right="{right}mm" '
        f'fo:margin-bottom="{bottom}mm" fo:margin-left="{left}mm" style:print-orientation='
        f'"{"landscape" if style.is_landscape else "portrait"}"/></style:page-layout>'
    )


def master_page(style: Style) -> str:
    """The running head and the page number."""
    number = (
        escape(style.page_number)
        .replace("{n}", '<text:page-number text:select-page="current">1</text:page-number>')
        .replace("{m}", "<text:page-count>1</text:page-count>")
    )
    foot = f'<style:footer><text:p text:style-name="Pfurn">{number}</text:p></style:footer>' if number else ""
    words = escape(style.running_head)
    head = f'<style:header><text:p text:style-name="Pfurn">{words}</text:p></style:header>' if words else ""
    return (
        f'<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm">'
        f"{head}{foot}</style:master-page></office:master-styles>"
    )


def text_styles(style: Style) -> str:
    """A paragraph style for each kind of text."""
    spacing = f'fo:letter-spacing="{style.letter_spacing}pt"' if style.letter_spacing else ""
    align = {"left": "start"}.get(style.align, style.align)
    last = ' fo:text-align-last="justify"' if style.align_last == "justify" else ""
    small = f'fo:font-size="{style.size}pt"'
    off = 'text:number-lines="false"'

    def paragraph(name: str, props: str, text: str = "") -> str:
        return (
            f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties {props}/>'
            f"<style:text-properties {text}/></style:style>"
        )

    bold = 'fo:font-weight="bold"'
    return "".join((
        paragraph("Ph", f'fo:text-align="center" fo:margin-top="3mm" {off}', bold),
        paragraph("Pt", f'fo:text-align="{align}" fo:text-indent="12mm"'),
        paragraph("Pl", 'fo:text-align="start"'),
        paragraph("Pa", f'fo:text-align="end" {off}'),
        paragraph("Pfurn", f'fo:text-align="center" {off}', 'fo:font-size="9pt"'),
        paragraph("Pc", f'fo:text-align="{align}"{last} {off}', f"{small} {spacing}"),
        paragraph("Pn", f'fo:text-align="start" {off}', small),
        paragraph("Pm", f'fo:text-align="center" {off}', small),
        paragraph("Pb", f'fo:text-align="center" {off}', f"{small} {bold}"),
        paragraph("Pbreak", f'fo:break-before="page" {off}', 'fo:font-size="2pt"'),
    ))  # fmt: skip
