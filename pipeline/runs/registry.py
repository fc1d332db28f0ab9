"""The table `agencies`: the registry of bodies as it is published.

It stands apart from all that reads words, since a run with nothing new needs it too and must end at once.
"""

from __future__ import annotations

from functools import cache

from pipeline.records.evidence import AgencyRecord
from pipeline.reference.agencies import agencies


@cache
def registry_rows() -> tuple[AgencyRecord, ...]:
    """One row a body of the registry."""
    return tuple(
        AgencyRecord(
            agency_id=agency.agency_id,
            name_kk=agency.name_kk,
            name_ru=agency.name_ru,
            name_en=agency.name_en,
            abbreviations=agency.abbreviations,
            agency_type=agency.agency_type,
            valid_from=agency.valid_from_edtf,
            valid_to=agency.valid_to_edtf,
            successor_ids=agency.successor_ids,
            name_certainty=agency.name_certainty,
        )
        for agency in agencies()
    )
