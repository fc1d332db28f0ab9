"""On how many pages something stands in one place: what running heads and page numbers are told by."""

from __future__ import annotations


class Places:
    """How far from the page's edge something stands, page by page; asking takes no longer with more pages."""

    __slots__ = ("_pages",)

    def __init__(self) -> None:
        # readers round lengths to a grid, so that the distances are few, however many pages there are
        self._pages: dict[float, list[int]] = {}

    def add(self, page: int, distance: float) -> None:
        """It stands on this page, at this distance in points. Pages come in their order."""
        pages = self._pages.setdefault(distance, [])
        if not pages or pages[-1] != page:
            pages.append(page)

    def n_pages(self, distance: float, reach: float) -> int:
        """The pages on which it stands at this distance, or at most `reach` points off."""
        near = [pages for place, pages in self._pages.items() if abs(place - distance) <= reach]
        return len(near[0]) if len(near) == 1 else len(set().union(*near))
