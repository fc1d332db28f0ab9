"""What a run tells of itself: a line a file, so that a thousand files can be judged without reading a log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.records import Dataset, FindingRecord
from pipeline.run.run_findings import OF_CORRECTIONS, UNUSABLE, UNUSED

if TYPE_CHECKING:
    from pipeline.run.readings import NamedFile, Outcomes
    from pipeline.run.settling import Settlement
    from pipeline.run.stored_dataset import Stored

OnProgress = Callable[[int, int, Path], None]
"""Called after each file: files done so far, files in all, the file just done."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReport:
    """What became of one file.

    Attributes:
        path: the file's path, or its URL.
        edition_id: the edition that it held, None where it gave none.
        measures: rows of `measures` read from it; `amendments` likewise.
        errors: open findings of severity error; `warnings` and `infos` likewise.
        failure: why the file gave no edition, in plain sentences; None where it gave one.
        traceback: where a fault of the program came from; empty if there was none.
        skipped: whether nothing is new in the file: neither its content nor its sidecar.
        second_to: the name of another file that holds the same edition and was preferred; None if none was.
        second_why: what comparing the two gave, and why the other was preferred; "" if none was.
    """

    path: Path | str
    edition_id: str | None
    measures: int = 0
    amendments: int = 0
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    failure: str | None = None
    traceback: str = ""
    skipped: bool = False
    second_to: str | None = None
    second_why: str = ""

    @property
    def name(self) -> str:
        """The file's name without its folder."""
        return str(self.path).rpartition("/")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """What became of a run.

    Attributes:
        files: a report a file, in the order of their naming.
        out_dir: the dataset's folder or URL.
        kept: editions of earlier runs that stay though their files were not named, or could not be read.
        outdated: those of them that were read with other corrections than there are now.
        dropped: editions that were dropped, on demand.
        registry_changes: what a user's own registry changed, a line each.
        is_as_before: whether the dataset was written anew and came out as it had been, byte for byte.
        ignored: names of what lies in the folders named and was not taken for a source.
        unapplied: what is wrong with each correction, or file of them, that was not applied.
        unused: the files of corrections for editions that are not in the dataset.
        errors: open findings of severity error in the dataset as it is now; `warnings` likewise.
        accepted: findings of the dataset that a person has accepted as printed.
    """

    files: tuple[FileReport, ...]
    out_dir: Path | str
    kept: tuple[str, ...] = ()
    outdated: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    registry_changes: tuple[str, ...] = ()
    is_as_before: bool = False
    ignored: tuple[str, ...] = ()
    unapplied: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    errors: int = 0
    warnings: int = 0
    accepted: int = 0

    @property
    def has_failed(self) -> bool:
        """Whether any file failed, or a correction was not applied."""
        return bool(self.unapplied) or any(file.failure is not None for file in self.files)

    @property
    def skipped(self) -> tuple[FileReport, ...]:
        """The files that were not read, since nothing is new in them."""
        return tuple(file for file in self.files if file.skipped)


def report_of(
    files: Iterable[NamedFile],
    settlement: Settlement,
    outcomes: Outcomes,
    stored: Stored,
    findings: Sequence[FindingRecord],
    out_dir: Path | str,
) -> RunReport:
    """The report of a run over files, in the order of their naming.

    `stored` is the dataset as it was before, `findings` are those of the dataset as it is now.
    """
    # where nothing was written, the dataset's findings do not say what is wrong with the corrections now
    told = [each for each in findings if each.code not in OF_CORRECTIONS] + list(settlement.findings)
    unapplied = {UNUSABLE, "correction_invalid", "correction_conflict", "correction_unmatched"}
    open_ones = [each for each in findings if each.status == "open"]
    by_file = Counter((each.source_file, each.edition_id, each.severity) for each in open_ones)
    by_severity = Counter(each.severity for each in open_ones)
    return RunReport(
        files=tuple(_file_report(file, settlement, outcomes, stored, by_file) for file in files),
        out_dir=out_dir,
        kept=settlement.kept,
        outdated=tuple(each for each in settlement.kept if not stored.holds(stored.by_edition[each])),
        dropped=settlement.dropped,
        unapplied=_messages(unapplied, told),
        unused=_messages({UNUSED}, told),
        errors=by_severity["error"],
        warnings=by_severity["warning"],
        accepted=sum(each.status == "accepted" for each in findings),
    )


def _messages(codes: AbstractSet[str], findings: Sequence[FindingRecord]) -> tuple[str, ...]:
    """The messages of open findings of these codes, each once."""
    found = (each.message for each in findings if each.code in codes and each.status == "open")
    return tuple(dict.fromkeys(found))


def _file_report(
    file: NamedFile,
    settlement: Settlement,
    outcomes: Outcomes,
    stored: Stored,
    severities: Counter[tuple[str, str | None, str]],
) -> FileReport:
    is_read = not file.sha256 or file.sha256 in outcomes
    failure = file.failure or settlement.failures.get(file.sha256)
    if failure is not None:
        return FileReport(
            path=file.source.place,
            edition_id=None,
            errors=1,
            failure=failure.message,
            traceback=failure.traceback,
            skipped=not is_read,
        )
    claim = settlement.claims[file.sha256]
    edition_id = claim.edition_id
    winner = settlement.winners[edition_id]
    is_winner = (winner.sha256, winner.name) == (file.sha256, file.name)
    measures = amendments = 0
    if isinstance(claim.what, Dataset):
        measures, amendments = len(claim.what.measures), len(claim.what.amendments)
    elif is_winner:
        measures, amendments = stored.measures[edition_id], stored.amendments[edition_id]
    # the sidecar of a file that was not read may say something new
    is_told_anew = is_winner and claim.document != replace(
        stored.by_edition.get(edition_id, claim.document), source_file=claim.name
    )
    second = settlement.seconds.get(file.sha256)
    return FileReport(
        path=file.source.place,
        edition_id=edition_id,
        measures=measures,
        amendments=amendments,
        errors=severities[file.name, edition_id, "error"],
        warnings=severities[file.name, edition_id, "warning"],
        infos=severities[file.name, edition_id, "info"],
        skipped=not is_read and not is_told_anew,
        second_to=None if is_winner else f"the earlier {winner.name}" if winner.is_gone else winner.name,
        second_why=second.message if second is not None else "",
    )
