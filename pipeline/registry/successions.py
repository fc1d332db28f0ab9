"""Who holds a body's tasks on a day: ministries are merged, split and renamed, time and again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

# the first day on which a body is no more, None while it lives; and who took over
End = tuple[dt.date | None, Sequence[str]]


def holder_on(agency_id: str, day: dt.date, end_of: Callable[[str], End]) -> str | None:
    """The body that holds a body's tasks on a day: itself while it lives, else its one successor's.

    None where its tasks went to several bodies, or nobody is known to hold them.

    Args:
        agency_id: the body.
        day: the day.
        end_of: how a body ended.
    """
    seen: set[str] = set()
    while agency_id not in seen:
        seen.add(agency_id)
        end, successors = end_of(agency_id)
        if end is None or day < end:
            return agency_id
        if len(successors) != 1:
            return None
        (agency_id,) = successors
    return None
