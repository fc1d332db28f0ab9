"""Who holds a body's tasks on a day, by the dataset's own registry of bodies."""

from __future__ import annotations

import datetime as dt

from pipeline.records import AgencyRecord
from pipeline.registry.agencies import End, day_after, holder_on


def successor(agencies: tuple[AgencyRecord, ...], agency_id: str, day: dt.date) -> str | None:
    """The body that holds a body's tasks on a day, None where several do or nobody is known to.

    Raises:
        KeyError: there is no such body.
    """
    by_id = {agency.agency_id: agency for agency in agencies}
    if agency_id not in by_id:
        raise KeyError(f"there is no body {agency_id} in the dataset")

    def end_of(each: str) -> End:
        agency = by_id[each]
        end = None if agency.valid_to is None else day_after(agency.valid_to)
        return end, agency.successor_ids

    return holder_on(agency_id, day, end_of)
