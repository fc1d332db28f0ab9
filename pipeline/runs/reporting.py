"""From what was settled to the lines that a user reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from pipeline.records import Dataset
from pipeline.records.evidence import FindingRecord
from pipeline.report import FileReport, RunReport
from pipeline.runs.claims import Outcomes
from pipeline.runs.reading import NamedFile
from pipeline.runs.settling import Settlement
from pipeline.runs.stored import Stored, provenance_of


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
    severities: dict[tuple[str, str | None], Counter[str]] = {}
    for finding in findings:
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
        second_to=None if is_winner else winner.name,
    )
