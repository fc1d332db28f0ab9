"""The table `agencies`: the registry of bodies as it is published.

It stands apart from all that reads words, since a run with nothing new needs it too and must end at once.
"""

from __future__ import annotations

from functools import cache

from pipeline.records import AgencyRecord, Dataset
from pipeline.registry.agencies import agencies
from pipeline.registry.loading import registry_tag, use_registry
from pipeline.registry.overlay import RegistryError


def require_sound_registry() -> None:
    """Makes sure that the bodies of a user's registry can be published.

    Raises:
        RegistryError: a row of it is no sound row of `agencies`.
    """
    if registry_tag() is None:
        return
    from pipeline.publish.validation import dataset_problems  # noqa: PLC0415 - the registry's own is sound

    problems = dataset_problems(Dataset(agencies=registry_rows()))
    if problems:
        use_registry()
        more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
        raise RegistryError(f"agencies.csv: {problems[0]}{more}.")


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
