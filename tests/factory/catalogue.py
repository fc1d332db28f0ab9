"""Which plans are laid out in which styles: all of them, and the choice that is committed."""

from __future__ import annotations

from functools import cache

from tests.factory.decree_plan import EDITION as DECREE
from tests.factory.described import FOLDERS, edition_of
from tests.factory.description import Edition
from tests.factory.russian.planted import planted_decree
from tests.factory.styles import STYLES, Style


@cache
def editions() -> tuple[Edition, ...]:
    """The decree and every plan of the folder `plans`, by name; all but the decree are made up."""
    made_up = [edition_of(path.stem) for path in FOLDERS["kk"].glob("*.yml")]
    return tuple(sorted([DECREE, *made_up], key=lambda edition: edition.name))


def russian() -> tuple[Edition, ...]:
    """The Russian plans, whose values are typed too; they are laid out in a choice of styles of their own."""
    return (edition_of("decree", "ru"), edition_of("trade", "ru"), planted_decree())


def everything() -> list[tuple[Edition, Style]]:
    """Every plan in every style."""
    return [(edition, style) for style in STYLES for edition in (*editions(), *russian())]


_CHOSEN = [
    "villages-weasyprint-adilet",
    "rescue-weasyprint-cut-thrice",
    "water-weasyprint-noframe",
    "youth-weasyprint-stage-tables",
    "archives-weasyprint-gaps",
    "water-weasyprint-section-tables",
    "villages-weasyprint-page-tables",
    "youth-weasyprint-lookalikes",
    "archives-weasyprint-soft-hyphens",
    "youth-weasyprint-stamped",
    "decree-weasyprint-justified-wide",
    "rescue-weasyprint-closed-cuts",
    "archives-weasyprint-closed-cuts",
    "rescue-chromium-plain",
    "villages-chromium-closed-cuts",
    "water-chromium-landscape",
    "youth-chromium-grey-letter",
    "archives-chromium-last-justified",
    "villages-chromium-stage-heads",
    "youth-chromium-no-rules",
    "water-chromium-horizontal",
    "archives-chromium-line-numbers",
    "decree-chromium-justified",
    "youth-wkhtmltopdf-justified",
    "water-wkhtmltopdf-gaps",
    "archives-wkhtmltopdf-no-rules",
    "rescue-libreoffice-plain",
    "villages-libreoffice-justified",
    "water-libreoffice-cut",
    "villages-libreoffice-stage-tables",
    "youth-libreoffice-no-rules",
    "archives-libreoffice-shaded-footnotes",
    "youth-libreoffice-double",
    "youth-firefox-plain",
    "youth-firefox-landscape",
    "youth-typst-justified",
    "rescue-typst-repeated",
    "water-typst-repeated",
    "youth-typst-no-rules",
    "archives-flyingsaucer-adilet",
    "villages-flyingsaucer-too-wide",
    "decree-flyingsaucer-repeated",
    "villages-flyingsaucer-repeated",
    "youth-flyingsaucer-repeated",
    "youth-flyingsaucer-cut",
    "water-flyingsaucer-no-rules",
    "villages-painter-adilet",
    "water-painter-adilet-moved",
    "rescue-painter-both",
    "youth-painter-pieces",
    "villages-painter-corners",
    "archives-painter-letter",
    "water-painter-rotated",
    "rescue-painter-cropped",
    "villages-painter-squeezed",
    "youth-painter-tight",
    "water-painter-double",
    "rescue-painter-no-rules",
    "water-weasyprint-merged-over-pages",
    "villages-weasyprint-merged-over-pages",
    "water-weasyprint-gaps",
    "rescue-chromium-grey-letter",
]


_RUSSIAN = [
    "decree-ru-painter-adilet",
    "decree-ru-weasyprint-justified-wide",
    "decree-ru-libreoffice-justified",
    "trade-ru-flyingsaucer-cut",
    "trade-ru-typst-repeated",
    "trade-ru-chromium-plain",
    "decree-planted-ru-typst-justified",
]


def name_of(edition: Edition, style: Style) -> str:
    """The fixture's name: plan, engine, style."""
    return f"{edition.name}-{style.engine}-{style.name}"


def chosen() -> list[tuple[Edition, Style]]:
    """The committed choice, in the order above."""
    return _named(_CHOSEN)


def chosen_russian() -> list[tuple[Edition, Style]]:
    """The committed choice of Russian ones (`tests/fixtures/russian`)."""
    return _named(_RUSSIAN)


def _named(names: list[str]) -> list[tuple[Edition, Style]]:
    every = {name_of(edition, style): (edition, style) for edition, style in everything()}
    return [every[name] for name in names]
