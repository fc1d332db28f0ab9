"""Who holds a body's tasks on a day, by the dataset's own registry of bodies."""

from __future__ import annotations

import datetime as dt

from pipeline.records import AgencyRecord
from pipeline.reference.agencies import day_after

_MAX_STEPS = 20


def successor(agencies: tuple[AgencyRecord, ...], agency_id: str, day: dt.date) -> str | None:
    """The body that holds a body's tasks on a day, None where several do or nobody is known to.

    Raises:
        KeyError: there is no such body.
    """
    by_id = {agency.agency_id: agency for agency in agencies}
    if agency_id not in by_id:
        raise KeyError(f"there is no body {agency_id} in the dataset")
    for _ in range(_MAX_STEPS):
        agency = by_id[agency_id]
        if agency.valid_to is None or day < day_after(agency.valid_to):
            return agency_id
        if len(agency.successor_ids) != 1:
            return None
        agency_id = agency.successor_ids[0]
    return None
