"""The dataset of a settlement: the records of each edition from the file that it is taken from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from typing import Any

from pipeline.corrections import CorrectionFolder
from pipeline.editions import reconcile
from pipeline.records import TABLES, AgencyRecord, Dataset, in_order
from pipeline.run.acceptances import with_statuses
from pipeline.run.agencies_table import registry_rows
from pipeline.run.claims import Claim, Outcomes
from pipeline.run.run_findings import own_findings
from pipeline.run.settling import Settlement, StoredEditions


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


def assemble(
    settlement: Settlement, outcomes: Outcomes, editions: StoredEditions, corrections: CorrectionFolder
) -> Dataset:
    """The dataset that was settled.

    Args:
        settlement: what needs no more reading.
        outcomes: what this run read.
        editions: the editions of the dataset as it was.
        corrections: the folder of corrections.
    """
    winners = [settlement.winners[edition_id] for edition_id in sorted(settlement.winners)]
    are_stored = any(claim.origin == "stored" for claim in winners)
    stored = editions() if are_stored else {}
    parts = [_records(claim, outcomes, stored) for claim in winners]
    # the order in which files were named must not show
    findings = sorted(settlement.findings, key=lambda each: (each.source_file, each.code, each.message))
    # editions of earlier runs may name bodies that a registry had then
    others = next((edition.agencies for edition in stored.values()), ())
    merged = reconcile(merge([*parts, Dataset(findings=tuple(findings))], others=others))
    return in_order(replace(merged, findings=with_statuses(merged.findings, merged.documents, corrections)))


def _records(claim: Claim, outcomes: Outcomes, stored: Mapping[str, Dataset]) -> Dataset:
    """An edition's records as they were read from a file, under the file's present name."""
    part = outcomes[claim.sha256] if claim.origin == "read" else stored[claim.edition_id]
    if not isinstance(part, Dataset):
        raise TypeError(f"{claim.name} gave no records")
    told: dict[str, Any] = asdict(claim.provenance) if claim.provenance is not None else {}
    return replace(
        part,
        documents=tuple(replace(row, source_file=claim.name, **told) for row in part.documents),
        findings=tuple(replace(row, source_file=claim.name) for row in own_findings(part.findings)),
    )
