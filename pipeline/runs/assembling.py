"""The dataset of a settlement: the records of each edition from the file that it is taken from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, replace
from typing import Any

from pipeline.corrections import CORRECTIONS_READ
from pipeline.editions import reconcile
from pipeline.publish.documents import editions_of
from pipeline.records import TABLES, AgencyRecord, Dataset, in_order
from pipeline.records.evidence import FindingRecord
from pipeline.runs.claims import Claim, Outcomes
from pipeline.runs.comparing import differences, told
from pipeline.runs.registry import registry_rows
from pipeline.runs.remembered import OTHER_WORDS, SAME_WORDS, own_findings, run_finding
from pipeline.runs.settling import Settlement


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


def assemble(settlement: Settlement, outcomes: Outcomes, stored: Dataset) -> Dataset:
    """The dataset that was settled.

    Args:
        settlement: what needs no more reading.
        outcomes: what this run read.
        stored: the dataset as it was; empty if there was none.
    """
    by_edition = dict(editions_of(stored))
    winners = [settlement.winners[edition_id] for edition_id in sorted(settlement.winners)]
    parts = [_records(claim, outcomes, by_edition) for claim in winners]
    findings = [
        *settlement.findings,
        *(_compared(pair, outcomes, by_edition) for pair in settlement.pairs),
    ]
    # the order in which files were named must not show
    findings.sort(key=lambda finding: (finding.source_file, finding.code, finding.message))
    # editions of earlier runs may name bodies that a registry had then
    others = stored.agencies if any(claim.origin == "stored" for claim in winners) else ()
    return reconcile(merge([*parts, Dataset(findings=tuple(findings))], others=others))


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


def _compared(pair: tuple[Claim, Claim], outcomes: Outcomes, stored: Mapping[str, Dataset]) -> FindingRecord:
    """What comparing the texts of two files that hold the same edition gave."""
    loser, winner = pair
    parts = [_records(claim, outcomes, stored) for claim in pair]
    places = differences(*map(in_order, parts))
    # the next run knows the winner's corrections only: a reading with others is not to be believed then
    is_lasting = len({_read_with(part) for part in parts}) == 1
    how = f"their words differ: {told(places)}" if places else "their words are the same"
    message = f"{loser.name} and {winner.name} hold the same edition, read from {winner.name}; {how}."
    return run_finding(
        OTHER_WORDS if places else SAME_WORDS,
        message,
        name=loser.name,
        edition_id=loser.edition_id,
        sha256=loser.sha256 if is_lasting else None,
    )


def _read_with(part: Dataset) -> frozenset[str]:
    """What a reading says of the file of corrections that it was made with; nothing where there was none."""
    return frozenset(finding.message for finding in part.findings if finding.code == CORRECTIONS_READ)
