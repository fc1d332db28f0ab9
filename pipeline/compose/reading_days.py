"""The day as of which a row's words are read: the same letters are other bodies in other years.

It is the day of the last amending act known to have touched the row, else the stage's first day or the act's,
whichever is later, but no later than the edition's: nobody prints the name of a body that is not there yet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.stations.plan import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class RowDays:
    """The act's day, the edition's, and the day of the last act that touched a measure, by its key."""

    act: dt.date
    edition: dt.date
    touched: Mapping[str, dt.date]

    def of(self, entry: Entry) -> dt.date:
        """The day as of which the entry's bodies are read."""
        known = self.touched.get(entry.key) or (entry.parent_key and self.touched.get(entry.parent_key))
        if known:
            return known
        day = self.act
        if entry.stage and entry.stage.first_year:
            day = max(day, dt.date(entry.stage.first_year, 1, 1))
        return min(day, max(self.edition, self.act))
