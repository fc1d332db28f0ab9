"""What measures, paragraphs and titles name: the table `mentions`.

The rules are those of the Kazakh spaCy pipeline (`mention_pipeline.py`), in its order. They ask for no
tokens, and spaCy takes longer to import than all else together: so a run does without it.
"""

from __future__ import annotations

import datetime as dt

from pipeline.normalise.mentions.mention_rules import RULES, Mention, with_mentions

# no text of a plan comes near this
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
    found: tuple[Mention, ...] = ()
    for rule in RULES.values():
        found = with_mentions(found, rule, text, as_of)
    return sorted(found, key=lambda mention: (mention.start, mention.end))
