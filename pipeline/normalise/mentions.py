"""What measures, paragraphs and titles name: the table `mentions`, through the Kazakh spaCy pipeline.

spaCy takes longer to import than all else together: it is imported with the first text and not before.
"""

from __future__ import annotations

import datetime as dt

from pipeline.normalise.mention_rules import Mention

# spaCy's own limit is a million characters; no text of a plan comes near this
_LONGEST = 100_000

__all__ = ["Mention", "find_mentions"]


def find_mentions(text: str, *, as_of: dt.date) -> list[Mention]:
    """The bodies, days, acts, places and amounts that a text names, in order.

    Args:
        text: a text as published; offsets are code points into it.
        as_of: the day as of which bodies' names are read.

    Returns:
        Mentions that do not overlap, but for bodies named together (`облыстардың, Астана және Алматы
        қалаларының әкімдері`), which share their place.
    """
    if not text or len(text) > _LONGEST:
        return []
    from pipeline.normalise.mention_pipeline import run_pipeline  # noqa: PLC0415 - see above

    return run_pipeline(text, as_of)
