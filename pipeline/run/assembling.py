"""One dataset of several editions, with the registry of bodies as its table `agencies`.

The table needs nothing that reads words: a run with nothing new needs it too and must end at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from pipeline.records import TABLES, AgencyRecord, Dataset, columns_of, in_order
from pipeline.registry.agencies import agencies
from pipeline.registry.loading import registry_tag, use_registry
from pipeline.registry.overlay import RegistryError


def merge(parts: Iterable[Dataset], *, others: Iterable[AgencyRecord] = ()) -> Dataset:
    """One dataset of several editions, with the registry, and with those of other bodies that it has not."""
    parts = list(parts)
    tables: dict[str, Any] = {
        table.name: tuple(row for part in parts for row in getattr(part, table.name)) for table in TABLES
    }
    own = registry_rows()
    ids = {row.agency_id for row in own}
    bodies = (*own, *(row for row in others if row.agency_id not in ids))
    return in_order(Dataset(**{**tables, "agencies": bodies}))


@cache
def registry_rows() -> tuple[AgencyRecord, ...]:
    """One row a body of the registry."""
    edtf = {"valid_from": "valid_from_edtf", "valid_to": "valid_to_edtf"}
    names = [column.name for column in columns_of(AgencyRecord)]
    return tuple(
        AgencyRecord(**{name: getattr(agency, edtf.get(name, name)) for name in names})
        for agency in agencies()
    )


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
