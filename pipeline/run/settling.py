"""Which file each edition of the dataset is from, when files come and go between runs.

The dataset holds the editions of the files named now and, unless told to prune, those of earlier runs:
nothing is dropped in silence. An edition that several files hold is taken from the one that `rivals` chooses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace

from pipeline.records import Dataset
from pipeline.records.act_tables import DocumentRecord
from pipeline.records.evidence_tables import FindingRecord
from pipeline.run.read_file import Failure
from pipeline.run.readings import NamedFile, Outcomes
from pipeline.run.rivals import Rival, choose, differences, listed, rival_of
from pipeline.run.run_findings import (
    NOT_READ,
    OF_CORRECTIONS,
    OTHER_WORDS,
    RUN_CODES,
    SAME_WORDS,
    UNMATCHED,
    UNREADABLE,
    run_finding,
    unused_corrections,
    with_statuses,
)
from pipeline.run.sidecars import Provenance
from pipeline.run.stored_dataset import KnownFile, Stored


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A file that holds an edition.

    Attributes:
        what: the records that this run read of it; the edition as it stands in the dataset; or what is
            remembered of a file that was only the second with its edition.
        name: the file's name, of several with the same bytes the first.
        sha256: what the file is known by.
        is_named: whether the run was given the file.
        is_gone: whether a file of that name was given, but it holds something else now or cannot be read.
        provenance: what the file's sidecar says; None where the file was not given, and what is stored holds.
    """

    what: Dataset | DocumentRecord | KnownFile
    name: str
    sha256: str
    is_named: bool = True
    is_gone: bool = False
    provenance: Provenance | None = None

    @property
    def edition_id(self) -> str:
        """The edition."""
        return (self.what.documents[0] if isinstance(self.what, Dataset) else self.what).edition_id or ""

    @property
    def document(self) -> DocumentRecord:
        """The edition under the file's present name, with what its sidecar says now."""
        document = self.what.documents[0] if isinstance(self.what, Dataset) else self.what
        if isinstance(document, KnownFile):
            raise TypeError(f"{self.name} was not read")
        told = {} if self.provenance is None else asdict(self.provenance)
        return replace(document, source_file=self.name, **told)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """What the dataset will be.

    Attributes:
        winners: the file that each edition is taken from, by edition.
        seconds: the files that hold one of these editions too, by content, as are the next three.
        claims: what the files named hold; or `failures`: why they hold nothing.
        known: what the next run need not read.
        kept: editions whose files were not named, or could not be read now.
        dropped: editions that --prune drops.
        is_change: whether the dataset, or what is known, differs from what is stored.
    """

    winners: Mapping[str, Claim]
    seconds: Mapping[str, KnownFile]
    findings: Sequence[FindingRecord]
    claims: Mapping[str, Claim]
    failures: Mapping[str, Failure]
    known: Mapping[str, KnownFile]
    kept: tuple[str, ...]
    dropped: tuple[str, ...]
    is_change: bool


def settle(
    files: Sequence[NamedFile], outcomes: Outcomes, stored: Stored, *, force: bool, prune: bool
) -> Settlement | set[str]:
    """Settles which editions the dataset holds, and from which files; or says what must be read before."""
    named: dict[str, dict[str, NamedFile]] = {}  # files of the same bytes by their names
    for file in files:
        if file.sha256:
            named.setdefault(file.sha256, {})[file.name] = file
    held = {sha256: outcomes.get(sha256) or (None if force else _known(sha256, stored)) for sha256 in named}
    unknown = {sha256 for sha256, what in held.items() if what is None}
    if unknown:
        return unknown
    failures = {sha256: what for sha256, what in held.items() if isinstance(what, Failure)}
    claims = {
        sha256: Claim(what=what, name=min(named[sha256]), sha256=sha256,
                      provenance=named[sha256][min(named[sha256])].provenance)
        for sha256, what in held.items()
        if what is not None and not isinstance(what, Failure)
    }  # fmt: skip
    by_edition: dict[str, list[Claim]] = {}
    for claim in [*claims.values(), *_unnamed(claims, files, stored, prune=prune)]:
        by_edition.setdefault(claim.edition_id, []).append(claim)
    winners: dict[str, Claim] = {}
    seconds: dict[str, KnownFile] = {}
    for edition_id, several in by_edition.items():
        chosen = _chosen(several, stored)
        if chosen is None:
            unknown |= {claim.sha256 for claim in several if isinstance(claim.what, KnownFile)}
        else:
            winners[edition_id] = chosen[0]
            seconds |= chosen[1]
    if unknown:
        return unknown
    documents = [claim.document for claim in winners.values()]
    findings = [
        run_finding(
            each.code,
            each.message,
            name=each.name,
            edition_id=each.edition_id,
            printed_text=each.printed_text,
        )
        for each in seconds.values()
    ]
    findings += _copies(named, claims)
    findings += _failed(files, failures, winners)
    findings += unused_corrections(stored.corrections, documents)
    if not prune:
        findings += _still_holding(stored, winners, {file.name for file in files})
    known = _known_then(named, winners, seconds, failures, findings, stored)
    return Settlement(
        winners=winners,
        seconds=seconds,
        findings=findings,
        claims=claims,
        failures=failures,
        known=known,
        kept=tuple(sorted(key for key, each in winners.items() if not each.is_named or each.is_gone)),
        dropped=tuple(sorted(stored.by_edition.keys() - winners.keys())),
        is_change=known != stored.known
        or any(isinstance(claim.what, Dataset) for claim in winners.values())
        or _is_change(documents, findings, stored),
    )


def _known(sha256: str, stored: Stored) -> DocumentRecord | KnownFile | Failure | None:
    """What an earlier run found in a content; None where it must be read."""
    found = stored.found.get(sha256)
    if isinstance(found, KnownFile) and found.what == "unreadable":
        return Failure(message=found.message, is_verdict=True)
    return found


def _unnamed(
    claims: Mapping[str, Claim], files: Sequence[NamedFile], stored: Stored, *, prune: bool
) -> Iterator[Claim]:
    """Claims on the editions of the dataset whose content is not there now: their records are.

    With `prune` only those stay whose file is named but cannot be read now.
    """
    named = {file.name for file in files}
    unreadable = named - {file.name for file in files if file.sha256 in claims}
    for each in stored.documents:
        key = stored.keys[each.edition_id]
        if key not in claims and (not prune or each.source_file in unreadable):
            is_gone = each.source_file in named
            yield Claim(what=each, name=each.source_file, sha256=key, is_named=False, is_gone=is_gone)


def _chosen(claims: Sequence[Claim], stored: Stored) -> tuple[Claim, dict[str, KnownFile]] | None:
    """The file that an edition is taken from, and the others; None if some must be read before."""
    remembered = {each.sha256: each.what for each in claims if isinstance(each.what, KnownFile)}
    if len(claims) == 1 and not remembered:
        return claims[0], {}
    own = stored.keys.get(claims[0].edition_id)
    standing = next((each for each in claims if each.sha256 == own), None)
    others = [each for each in claims if each is not standing]
    is_stored = standing is not None and isinstance(standing.what, DocumentRecord)
    if standing and is_stored and all(_is_settled(each, standing, stored) for each in others):
        return standing, {
            key: replace(each, is_against_gone=standing.is_gone) for key, each in remembered.items()
        }
    if remembered:
        return None
    rivals = [
        rival_of(
            each.what if isinstance(each.what, Dataset) else stored.editions[each.edition_id],
            name=each.name,
            sha256=each.sha256,
            is_standing=each is standing,
            is_gone=each.is_gone,
        )
        for each in claims
    ]
    best, reasons = choose(rivals)
    winner = next(each for each in claims if each.sha256 == best.sha256)
    return winner, {
        each.sha256: _second(rival, best, reasons[each.sha256], each, winner)
        for rival, each in zip(rivals, claims, strict=True)
        if rival is not best and not rival.is_gone
    }


def _is_settled(claim: Claim, standing: Claim, stored: Stored) -> bool:
    """Whether a file was compared with the one that stands, and both are as they were."""
    memory, before = claim.what, stored.by_edition[standing.edition_id]
    return (
        isinstance(memory, KnownFile)
        and (standing.name, claim.name, standing.sha256) == (before.source_file, memory.name, memory.against)
        and memory.is_against_gone >= standing.is_gone
    )


def _second(loser: Rival, winner: Rival, reason: str, claim: Claim, winning: Claim) -> KnownFile:
    """What comparing the file of a claim with the one that was chosen gave."""
    places = differences(loser, winner)
    told = listed(places)
    n_places = "1 place" if len(places) == 1 else f"{len(places)} places"
    how = f"their words differ in {n_places}: {told}" if places else "their words are the same"
    message = (
        f"{loser.label} and {winner.label} hold the same edition, read from {winner.label}; {how}. "
        f"Chosen because {reason}."
    )
    if winner.is_gone:
        message = f"{message} That file is not there any more: --prune takes {loser.label} all the same."
    return KnownFile(
        sha256=claim.sha256,
        name=claim.name,
        what="second",
        edition_id=claim.edition_id,
        corrections_sha256=winning.document.corrections_sha256,
        code=OTHER_WORDS if places else SAME_WORDS,
        message=message,
        printed_text=told or None,
        against=winner.sha256,
        is_against_gone=winner.is_gone,
    )


def _copies(
    named: Mapping[str, Mapping[str, NamedFile]], claims: Mapping[str, Claim]
) -> Iterator[FindingRecord]:
    for sha256, claim in claims.items():
        for copy in sorted(named[sha256])[1:]:
            message = f"{copy} and {claim.name} hold the same bytes."
            yield run_finding(SAME_WORDS, message, name=copy, edition_id=claim.edition_id)


def _failed(
    files: Sequence[NamedFile], failures: Mapping[str, Failure], winners: Mapping[str, Claim]
) -> list[FindingRecord]:
    """A finding for each file that gave no edition; on the edition that is kept of it, if one is."""
    kept = {claim.name: claim.edition_id for claim in winners.values() if not claim.is_named}
    failed = [(file.name, file.failure or failures.get(file.sha256)) for file in files]
    findings = [
        run_finding(
            UNREADABLE if failure.is_verdict else NOT_READ,
            failure.message,
            name=name,
            edition_id=kept.get(name),
        )
        for name, failure in failed
        if failure is not None
    ]
    return list(dict.fromkeys(findings))


def _still_holding(stored: Stored, winners: Mapping[str, Claim], named: set[str]) -> Iterator[FindingRecord]:
    """What earlier runs found on files that are not named now."""
    for finding in stored.findings:
        if finding.code in RUN_CODES - OF_CORRECTIONS and finding.source_file not in named:
            winner = winners.get(finding.edition_id or "")
            if finding.edition_id is None or (winner and isinstance(winner.what, DocumentRecord)):
                yield replace(finding, status="open")


def _known_then(
    named: Mapping[str, Mapping[str, NamedFile]],
    winners: Mapping[str, Claim],
    seconds: Mapping[str, KnownFile],
    failures: Mapping[str, Failure],
    findings: Sequence[FindingRecord],
    stored: Stored,
) -> dict[str, KnownFile]:
    """What the next run need not read. Of files not named holds what holds still, by the findings kept."""
    found = {(finding.source_file, finding.code, finding.message) for finding in findings}
    known = {
        sha256: each
        for sha256, each in stored.known.items()
        if sha256 not in named and (each.name, each.code, each.message) in found
    }
    known |= {sha256: replace(second, language=stored.language) for sha256, second in seconds.items()}
    known |= {
        sha256: KnownFile(
            sha256=sha256,
            name=min(named[sha256]),
            what="unreadable",
            language=stored.language,
            code=UNREADABLE,
            message=failure.message,
        )
        for sha256, failure in failures.items()
        if failure.is_verdict
    }
    for claim in winners.values():
        if isinstance(claim.what, Dataset) or stored.holds(claim.document):
            before = stored.known.get(claim.sha256)
            asked = stored.language if claim.is_named else None if before is None else before.language
            known[claim.sha256] = KnownFile(
                sha256=claim.sha256,
                name=claim.name,
                what="edition",
                edition_id=claim.edition_id,
                corrections_sha256=claim.document.corrections_sha256,
                language=asked,
            )
    return known


def _is_change(
    documents: Sequence[DocumentRecord], findings: Sequence[FindingRecord], stored: Stored
) -> bool:
    """Whether an edition, its file, what is said of it, or a finding differs from what is stored."""
    if set(documents) != set(stored.documents) or not stored.is_of_this_registry:
        return True
    others = [each for each in stored.findings if each.code not in RUN_CODES | {UNMATCHED}]
    now = with_statuses([*findings, *others], documents, stored.corrections)
    return Counter(now) != Counter(stored.findings)
