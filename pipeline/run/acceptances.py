"""Findings that a person has seen: which are accepted as printed, and which acceptances hold no more.

An acceptance names a finding by what stays the same over runs: its code, its printed words, and as far as it
says so its measure, column and page. It changes no value; so it is applied to findings, not to readings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.corrections import Acceptance, CorrectionFolder, EditionCorrections
from pipeline.records.act_tables import DocumentRecord
from pipeline.records.evidence_tables import FindingRecord
from pipeline.registry.finding_kinds import severity_of

UNMATCHED = "acceptance_unmatched"


def with_statuses(
    findings: Iterable[FindingRecord], documents: Iterable[DocumentRecord], folder: CorrectionFolder
) -> tuple[FindingRecord, ...]:
    """The findings with their statuses, and one for each acceptance that fits none. Twice is as once.

    Where there is no folder of corrections nothing is known of acceptances: then findings stay as they are.

    Args:
        findings: those of the dataset.
        documents: its editions.
        folder: the folder of corrections.
    """
    if not folder.is_there:
        return tuple(findings)
    result: list[FindingRecord] = []
    of_edition: dict[str | None, list[FindingRecord]] = {}
    for finding in findings:
        if finding.code != UNMATCHED:
            of_edition.setdefault(finding.edition_id, []).append(finding)
    for document in documents:
        as_read = folder.as_read(document.edition_id, document.corrections_sha256)
        corrections = folder.editions.get(as_read, EditionCorrections())
        own = of_edition.pop(document.edition_id, [])
        result += [_settled(finding, corrections.accepted) for finding in own]
        result += [
            _unmatched(acceptance, document)
            for acceptance in corrections.accepted
            if not any(fits(acceptance, finding) for finding in own)
        ]
    return (*result, *(finding for several in of_edition.values() for finding in several))


def fits(acceptance: Acceptance, finding: FindingRecord) -> bool:
    """Whether this is the finding that was accepted."""
    return (
        acceptance.code == finding.code
        and acceptance.printed == (finding.printed_text or "")
        and acceptance.key in (None, finding.measure_key)
        and acceptance.column in (None, finding.column)
        and acceptance.page in (None, finding.page)
    )


def _settled(finding: FindingRecord, accepted: Sequence[Acceptance]) -> FindingRecord:
    if finding.status == "corrected":
        return finding
    status = "accepted" if any(fits(acceptance, finding) for acceptance in accepted) else "open"
    return finding if finding.status == status else replace(finding, status=status)


def _unmatched(acceptance: Acceptance, document: DocumentRecord) -> FindingRecord:
    where = " ".join(filter(None, (acceptance.code, acceptance.key, acceptance.column)))
    message = (
        f"{acceptance.file_name} accepts {where} (by {acceptance.by}, {acceptance.date}), "
        f"but there is no such finding with the words “{acceptance.printed}”."
    )
    return FindingRecord(
        source_file=document.source_file,
        edition_id=document.edition_id,
        severity=severity_of(UNMATCHED),
        code=UNMATCHED,
        message=message,
        page=acceptance.page,
        measure_key=acceptance.key,
        column=acceptance.column,
        printed_text=acceptance.printed or None,
    )
