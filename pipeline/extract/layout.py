"""A page in parts: its tables, the lines outside them, and what is set apart as furniture."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.extract.drafts import Drafts, DraftSettings
from pipeline.extract.frame.footnotes import set_footnotes_apart
from pipeline.extract.frame.furniture import find_furniture
from pipeline.extract.pdf.visible import clear_page
from pipeline.extract.ruled.cells import FinishLines
from pipeline.extract.unruled.unruled_plans import find_unruled
from pipeline.stations.page import Layout, Page


def lay_out(
    pages: Iterable[Page], finish: FinishLines | None = None, settings: DraftSettings | None = None
) -> tuple[Layout, ...]:
    """Every page in parts.

    Args:
        pages: all pages of a document, since furniture is told by what several share; each is let go of
            before the next one is taken.
        finish: what becomes of a page's lines in tables, or beside them, once they are known, while their
            glyphs are at hand; lines that later pages change come unfinished.
        settings: how much is kept.
    """
    drafts = Drafts(finish, settings or DraftSettings())
    for page in pages:
        drafts.add(clear_page(page))
    settled = drafts.settled()
    rules = [draft.rules for draft in settled]
    layouts = find_furniture([draft.layout for draft in settled], rules)
    return find_unruled(set_footnotes_apart(layouts, [draft.marks for draft in settled]), rules)
