"""From what was settled to the lines that a user reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path

from pipeline.records import Dataset
from pipeline.records.evidence_tables import FindingRecord
from pipeline.run.claims import Outcomes
from pipeline.run.read_file import NamedFile
from pipeline.run.report import FileReport, RunReport
from pipeline.run.run_findings import OF_CORRECTIONS, UNUSABLE, UNUSED
from pipeline.run.settling import Settlement
from pipeline.run.stored_dataset import Stored, provenance_of

_UNAPPLIED = {UNUSABLE, "correction_invalid", "correction_conflict", "correction_unmatched"}


def report_of(
    *,
    places: Sequence[Path | str],
    files: Sequence[NamedFile],
    settlement: Settlement,
    outcomes: Outcomes,
    stored: Stored,
    findings: Sequence[FindingRecord],
    out_dir: Path | str,
) -> RunReport:
    """The report of a run.

    Args:
        places: the files' paths or URLs, in the order of their naming.
        files: what is known of each of them.
        settlement: what became of them.
        outcomes: what was read in this run.
        stored: the dataset as it was before.
        findings: the findings of the dataset as it is now.
        out_dir: where the dataset is.
    """
    # where nothing was written, the dataset's findings do not say what is wrong with the corrections now
    told = [each for each in findings if each.code not in OF_CORRECTIONS] + settlement.findings
    severities: dict[tuple[str, str | None], Counter[str]] = {}
    for finding in findings:
        if finding.status != "open":
            continue
        key = (finding.source_file, finding.edition_id)
        severities.setdefault(key, Counter())[finding.severity] += 1
    reports = tuple(
        _file_report(
            place,
            file,
            settlement=settlement,
            outcomes=outcomes,
            stored=stored,
            severities=severities,
        )
        for place, file in zip(places, files, strict=True)
    )
    return RunReport(
        files=reports,
        out_dir=out_dir,
        kept=settlement.kept,
        outdated=tuple(edition_id for edition_id in settlement.kept if edition_id in stored.outdated),
        dropped=settlement.dropped,
        unapplied=_messages(_UNAPPLIED, told),
        unused=_messages({UNUSED}, told),
        errors=_open(findings, "error"),
        warnings=_open(findings, "warning"),
        accepted=sum(finding.status == "accepted" for finding in findings),
    )


def _open(findings: Sequence[FindingRecord], severity: str) -> int:
    return sum(each.severity == severity and each.status == "open" for each in findings)


def _messages(codes: AbstractSet[str], findings: Sequence[FindingRecord]) -> tuple[str, ...]:
    """The messages of open findings of these codes, each once."""
    return tuple(
        dict.fromkeys(each.message for each in findings if each.code in codes and each.status == "open")
    )


def _file_report(
    place: Path | str,
    file: NamedFile,
    *,
    settlement: Settlement,
    outcomes: Outcomes,
    stored: Stored,
    severities: dict[tuple[str, str | None], Counter[str]],
) -> FileReport:
    sha256 = file.sha256 or ""
    failure = file.failure or settlement.failures.get(sha256)
    is_skipped = bool(sha256) and sha256 not in outcomes
    if failure is not None:
        return FileReport(
            path=place,
            edition_id=None,
            errors=1,
            failure=failure.message,
            traceback=failure.traceback,
            skipped=is_skipped,
        )
    claim = settlement.claims[sha256]
    winner = settlement.winners[claim.edition_id]
    is_winner = winner.sha256 == sha256 and winner.name == file.name
    before = next((each for each in stored.documents if each.edition_id == claim.edition_id), None)
    is_told_anew = is_winner and before is not None and provenance_of(before) != claim.provenance
    part = outcomes.get(sha256)
    counts = severities.get((file.name, claim.edition_id), Counter())
    measures = amendments = 0
    if isinstance(part, Dataset):
        measures, amendments = len(part.measures), len(part.amendments)
    elif is_winner:
        measures = stored.measures[claim.edition_id]
        amendments = stored.amendments[claim.edition_id]
    return FileReport(
        path=place,
        edition_id=claim.edition_id,
        measures=measures,
        amendments=amendments,
        errors=counts["error"],
        warnings=counts["warning"],
        infos=counts["info"],
        skipped=is_skipped and not is_told_anew,
        second_to=None if is_winner else f"the earlier {winner.name}" if winner.is_gone else winner.name,
        second_why=settlement.seconds[sha256].message if sha256 in settlement.seconds else "",
    )
