"""What a person should look at on a page, whatever the plan on it says: text that a reader may have lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.findings import Remark
from pipeline.page import BBox, Difference, Layout
from pipeline.plan import PlacedRemark
from pipeline.printed import Place

_MOST_NAMED = 60


def page_remarks(layouts: Sequence[Layout]) -> Iterator[PlacedRemark]:
    """What is odd about the pages.

    Args:
        layouts: all pages of the file.
    """
    for layout in layouts:
        page = layout.page
        if page.difference is not None:
            message = _what_differs(page.difference)
            yield _remark("characters_differ", message, page.page_number, page.difference.bbox)


def count_unread(layouts: Sequence[Layout]) -> int:
    """How many characters of the file only an independent reading has."""
    return sum([len(layout.page.difference.unread) for layout in layouts if layout.page.difference])


def _what_differs(difference: Difference) -> str:
    told = []
    if difference.unread:
        told.append(f"{len(difference.unread)} characters were not read: {_named(difference.unread)}")
    if difference.unconfirmed:
        told.append(
            f"{len(difference.unconfirmed)} characters were read that it does not see there: "
            f"{_named(difference.unconfirmed)}"
        )
    fonts = f" Fonts: {', '.join(difference.fonts)}." if difference.fonts else ""
    return f"An independent reading of this page (PDFium) differs: {'; '.join(told)}.{fonts}"


def _named(characters: str) -> str:
    """The first of some characters; those that paint nothing by their numbers."""
    first = [sign if sign.isprintable() else f"U+{ord(sign):04X}" for sign in characters[:_MOST_NAMED]]
    return f"«{''.join(first)}{'…' if len(characters) > _MOST_NAMED else ''}»"


def _remark(code: str, message: str, page_number: int, box: BBox) -> PlacedRemark:
    place = Place(page_number=page_number, bbox=box)
    return PlacedRemark(remark=Remark(code=code, message=message), place=place)
