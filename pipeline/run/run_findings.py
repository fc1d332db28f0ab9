"""The findings of a run itself, on whole files; and those that a person has accepted as printed.

An acceptance names a finding by what stays the same over runs: its code, its printed words, and as far as it
says so its measure, column and page. It changes no value; so it is applied to findings, not to readings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.corrections.corrections_folder import CorrectionFolder
from pipeline.corrections.entries import Acceptance, EditionCorrections
from pipeline.records.act_tables import DocumentRecord
from pipeline.records.evidence_tables import FindingRecord
from pipeline.registry.finding_kinds import severity_of

SAME_WORDS, OTHER_WORDS = "same_edition_twice", "same_edition_differs"
UNREADABLE, NOT_READ = "source_unreadable", "source_not_read"
UNUSABLE, UNUSED = "corrections_unusable", "corrections_unused"
UNMATCHED = "acceptance_unmatched"
OF_CORRECTIONS = frozenset({UNUSABLE, UNUSED})
RUN_CODES = frozenset({SAME_WORDS, OTHER_WORDS, UNREADABLE, NOT_READ}) | OF_CORRECTIONS


def run_finding(
    code: str, message: str, *, name: str, edition_id: str | None, printed_text: str | None = None
) -> FindingRecord:
    """A finding of the run on a whole file."""
    return FindingRecord(
        source_file=name,
        edition_id=edition_id,
        severity=severity_of(code),
        code=code,
        message=message,
        printed_text=printed_text,
    )


def own_findings(findings: Iterable[FindingRecord]) -> tuple[FindingRecord, ...]:
    """The findings that a reading made, without those of runs."""
    return tuple(finding for finding in findings if finding.code not in RUN_CODES)


def unused_corrections(folder: CorrectionFolder, documents: Sequence[DocumentRecord]) -> list[FindingRecord]:
    """A finding for each file of corrections that is for no edition of the dataset."""
    read_as = {folder.as_read(each.edition_id, each.corrections_sha256) for each in documents}
    used = read_as | {each.edition_id for each in documents}
    reasons = [(UNUSABLE, name, f"{why}.") for name, why in folder.unusable]
    reasons += [
        (UNUSED, name, f"it is for {edition_id}, which is not in the dataset.")
        for edition_id, corrections in folder.editions.items()
        if edition_id not in used
        for name in corrections.file_names
    ]
    return [
        run_finding(code, f"{name} was not used: {why}", name=name, edition_id=None)
        for code, name, why in reasons
    ]


def with_statuses(
    findings: Iterable[FindingRecord], documents: Iterable[DocumentRecord], folder: CorrectionFolder
) -> tuple[FindingRecord, ...]:
    """The findings with their statuses, and one for each acceptance that fits none. Twice is as once.

    Where there is no folder of corrections nothing is known of acceptances: then findings stay as they are.
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
        accepted = folder.editions.get(as_read, EditionCorrections()).accepted
        own = of_edition.pop(document.edition_id, [])
        result += [_with_status(finding, accepted) for finding in own]
        result += [
            _unmatched(acceptance, document)
            for acceptance in accepted
            if not any(_fits(acceptance, finding) for finding in own)
        ]
    return (*result, *(finding for several in of_edition.values() for finding in several))


def _fits(acceptance: Acceptance, finding: FindingRecord) -> bool:
    """Whether this is the finding that was accepted."""
    return (
        acceptance.code == finding.code
        and acceptance.printed == (finding.printed_text or "")
        and acceptance.key in (None, finding.measure_key)
        and acceptance.column in (None, finding.column)
        and acceptance.page in (None, finding.page)
    )


def _with_status(finding: FindingRecord, accepted: Sequence[Acceptance]) -> FindingRecord:
    if finding.status == "corrected":
        return finding
    status = "accepted" if any(_fits(acceptance, finding) for acceptance in accepted) else "open"
    return finding if finding.status == status else replace(finding, status=status)


def _unmatched(acceptance: Acceptance, document: DocumentRecord) -> FindingRecord:
    where = " ".join(filter(None, (acceptance.code, acceptance.key, acceptance.column)))
    message = (
        f"{acceptance.file_name} accepts {where} (by {acceptance.by}, {acceptance.date}), "
        f"but there is no such finding with the words “{acceptance.printed}”."
    )
    finding = run_finding(
        UNMATCHED,
        message,
        name=document.source_file,
        edition_id=document.edition_id,
        printed_text=acceptance.printed or None,
    )
    return replace(finding, page=acceptance.page, measure_key=acceptance.key, column=acceptance.column)
