"""The findings of a run itself: on whole files, of editions or of corrections, whatever was read in them."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.corrections import CorrectionFolder
from pipeline.records.act_tables import DocumentRecord
from pipeline.records.evidence_tables import FindingRecord
from pipeline.registry.finding_kinds import severity_of

SAME_WORDS, OTHER_WORDS = "same_edition_twice", "same_edition_differs"
UNREADABLE, NOT_READ = "source_unreadable", "source_not_read"
UNUSABLE, UNUSED = "corrections_unusable", "corrections_unused"
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


def unused_corrections(folder: CorrectionFolder, documents: Iterable[DocumentRecord]) -> list[FindingRecord]:
    """A finding for each file of corrections that is for no edition of the dataset.

    Args:
        folder: the folder of corrections.
        documents: the dataset's editions.
    """
    used: set[str] = set()
    for each in documents:
        used |= {each.edition_id, folder.as_read(each.edition_id, each.corrections_sha256)}
    findings = [
        run_finding(UNUSABLE, f"{name} was not used: {why}.", name=name, edition_id=None)
        for name, why in folder.unusable
    ]
    for edition_id, corrections in folder.editions.items():
        for name in corrections.file_names if edition_id not in used else ():
            message = f"{name} was not used: it is for {edition_id}, which is not in the dataset."
            findings.append(run_finding(UNUSED, message, name=name, edition_id=None))
    return findings
