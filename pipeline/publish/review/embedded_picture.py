"""A page's picture, as the review embeds it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePicture:
    """One page as an encoded picture.

    Attributes:
        page_number: from 1.
        width_pt: the page's width in points; boxes of the dataset are in the same points.
        height_pt: its height in points.
        media_type: the encoding, such as `image/webp`.
        content: the encoded picture.
    """

    page_number: int
    width_pt: float
    height_pt: float
    media_type: str
    content: bytes
