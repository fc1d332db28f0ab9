"""Which file each edition of the dataset is from, when files come and go between runs.

The dataset holds the editions of the files named now and, unless told to prune, those of earlier runs:
nothing is dropped in silence. An edition that several files hold is taken from the one that `rivals` chooses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.records import Dataset
from pipeline.records.act_tables import DocumentRecord
from pipeline.records.evidence_tables import FindingRecord
from pipeline.run.acceptances import UNMATCHED, with_statuses
from pipeline.run.claims import Claim, Outcomes, claim_of, claims_unnamed
from pipeline.run.read_file import Failure, NamedFile
from pipeline.run.rivals import Rival, choose, rival_of
from pipeline.run.run_findings import (
    NOT_READ,
    OF_CORRECTIONS,
    OTHER_WORDS,
    RUN_CODES,
    SAME_WORDS,
    UNREADABLE,
    run_finding,
    unused_corrections,
)
from pipeline.run.same_edition import differences, listed
from pipeline.run.state import KnownFile
from pipeline.run.stored_dataset import Stored, provenance_of

StoredEditions = Callable[[], Mapping[str, Dataset]]
"""Gives the editions that the dataset holds, by id; they are read only when they are asked for."""


@dataclass(slots=True)
class Settlement:
    """What the dataset will be.

    Attributes:
        needed: contents that must be read before anything can be settled.
        winners: the file that each edition is taken from, by edition.
        seconds: findings on the files that hold an edition too, by their content.
        findings: the run's own findings.
        claims: what each named content holds.
        failures: why a named content holds nothing.
        known: what the next run need not read, by content.
        kept: editions whose files were not named, or could not be read now.
        dropped: editions that --prune drops.
        is_change: whether the dataset, or what is known, differs from what is stored.
    """

    needed: set[str] = field(default_factory=set)
    winners: dict[str, Claim] = field(default_factory=dict)
    seconds: dict[str, FindingRecord] = field(default_factory=dict)
    findings: list[FindingRecord] = field(default_factory=list)
    claims: dict[str, Claim] = field(default_factory=dict)
    failures: dict[str, Failure] = field(default_factory=dict)
    known: dict[str, KnownFile] = field(default_factory=dict)
    kept: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    is_change: bool = False


def settle(
    files: Sequence[NamedFile],
    outcomes: Outcomes,
    stored: Stored,
    editions: StoredEditions,
    *,
    force: bool,
    prune: bool,
) -> Settlement:
    """Settles which editions the dataset holds, and from which files.

    Where contents must be read first it says only which.
    """
    result = Settlement()
    names = _names_by_content(files)
    provenances = {(file.sha256, file.name): file.provenance for file in files}
    for sha256, several in names.items():
        claim = claim_of(sha256, several[0], outcomes, stored, force=force)
        if claim is None:
            result.needed.add(sha256)
        elif isinstance(claim, Failure):
            result.failures[sha256] = claim
        else:
            result.claims[sha256] = replace(claim, provenance=provenances[sha256, claim.name])
    if result.needed:
        return result
    unnamed = claims_unnamed(result.claims, files, stored, prune=prune)
    by_edition: dict[str, list[Claim]] = {}
    for claim in [*result.claims.values(), *unnamed]:
        by_edition.setdefault(claim.edition_id, []).append(claim)
    for edition_id, several_claims in by_edition.items():
        _choose(result, edition_id, several_claims, stored, outcomes, editions)
    if result.needed:
        return result
    result.kept = tuple(
        sorted(key for key, claim in result.winners.items() if not claim.is_named or claim.is_gone)
    )
    result.dropped = tuple(
        sorted(each.edition_id for each in stored.documents if each.edition_id not in result.winners)
    )
    documents = _documents(result, outcomes, stored)
    _find(result, files, names, stored, documents, prune=prune)
    _remember(result, names, stored, documents)
    result.is_change = _is_change(result, stored, documents)
    return result


def _names_by_content(files: Sequence[NamedFile]) -> dict[str, list[str]]:
    names: dict[str, set[str]] = {}
    for file in files:
        if file.sha256 is not None:
            names.setdefault(file.sha256, set()).add(file.name)
    return {sha256: sorted(several) for sha256, several in names.items()}


def _choose(
    result: Settlement,
    edition_id: str,
    claims: Sequence[Claim],
    stored: Stored,
    outcomes: Outcomes,
    editions: StoredEditions,
) -> None:
    """Chooses the file that an edition is taken from, or says which must be read before."""
    if len(claims) == 1 and claims[0].origin != "remembered":
        result.winners[edition_id] = claims[0]
        return
    before = {each.edition_id: (each.source_sha256, each.source_file) for each in stored.documents}
    standing = next((claim for claim in claims if claim.sha256 == before.get(edition_id, ("",))[0]), None)
    others = [claim for claim in claims if claim is not standing]
    if standing is not None and all(_is_settled(claim, standing, before, stored) for claim in others):
        result.winners[edition_id] = standing
        for claim in others:
            result.seconds[claim.sha256] = _second_again(stored.memories[claim.sha256])
        return
    unread = {claim.sha256 for claim in claims if claim.origin == "remembered"}
    if unread:
        result.needed |= unread
        return
    by_content = {claim.sha256: claim for claim in claims}
    rivals = [
        rival_of(
            _records(claim, outcomes, editions),
            name=claim.name,
            sha256=claim.sha256,
            is_standing=claim is standing,
            is_gone=claim.is_gone,
        )
        for claim in claims
    ]
    choice = choose(rivals)
    result.winners[edition_id] = by_content[choice.winner.sha256]
    for rival in rivals:
        if rival is not choice.winner and not rival.is_gone:
            result.seconds[rival.sha256] = _second(
                rival, choice.winner, choice.reasons[rival.sha256], edition_id
            )


def _is_settled(claim: Claim, standing: Claim, before: Mapping[str, tuple[str, str]], stored: Stored) -> bool:
    """Whether a file was held against the one that stands, and both are as they were."""
    memory = stored.memories.get(claim.sha256)
    return (
        claim.origin == "remembered"
        and standing.origin == "stored"
        and before[standing.edition_id] == (standing.sha256, standing.name)
        and memory is not None
        and (memory.name, memory.against) == (claim.name, standing.sha256)
        and memory.is_against_gone >= standing.is_gone
    )


def _records(claim: Claim, outcomes: Outcomes, editions: StoredEditions) -> Dataset:
    outcome = outcomes.get(claim.sha256)
    return outcome if isinstance(outcome, Dataset) else editions()[claim.edition_id]


def _second(loser: Rival, winner: Rival, reason: str, edition_id: str) -> FindingRecord:
    """What holding a file against the one that was chosen gave."""
    places = differences(loser.words, winner.words)
    told = listed(places, (loser.label, winner.label))
    how = f"their words differ in {_counted(len(places))}: {told}" if places else "their words are the same"
    message = (
        f"{loser.label} and {winner.label} hold the same edition, read from {winner.label}; {how}. "
        f"Chosen because {reason}."
    )
    if winner.is_gone:
        message = f"{message} That file is not there any more: --prune takes {loser.label} all the same."
    return run_finding(
        OTHER_WORDS if places else SAME_WORDS,
        message,
        name=loser.name,
        edition_id=edition_id,
        printed_text=told or None,
    )


def _counted(places: int) -> str:
    return "1 place" if places == 1 else f"{places} places"


def _second_again(memory: KnownFile) -> FindingRecord:
    return run_finding(
        memory.code,
        memory.message,
        name=memory.name,
        edition_id=memory.edition_id,
        printed_text=memory.printed_text,
    )


def _documents(result: Settlement, outcomes: Outcomes, stored: Stored) -> list[DocumentRecord]:
    """The editions that the dataset will hold."""
    known = {each.edition_id: each for each in stored.documents}
    documents = []
    for claim in result.winners.values():
        outcome = outcomes.get(claim.sha256) if claim.origin == "read" else None
        documents.append(outcome.documents[0] if isinstance(outcome, Dataset) else known[claim.edition_id])
    return documents


def _find(
    result: Settlement,
    files: Sequence[NamedFile],
    names: Mapping[str, Sequence[str]],
    stored: Stored,
    documents: Sequence[DocumentRecord],
    *,
    prune: bool,
) -> None:
    """Adds the findings on seconds, copies, failures, corrections, and those of earlier runs that hold."""
    result.findings += result.seconds.values()
    for sha256, claim in result.claims.items():
        for copy in names[sha256][1:]:
            message = f"{copy} and {claim.name} hold the same bytes."
            result.findings.append(run_finding(SAME_WORDS, message, name=copy, edition_id=claim.edition_id))
    kept = {claim.name: claim.edition_id for claim in result.winners.values() if not claim.is_named}
    for file, failure in _failures(result, files):
        finding = run_finding(
            UNREADABLE if failure.is_verdict else NOT_READ,
            failure.message,
            name=file.name,
            edition_id=kept.get(file.name),
        )
        if finding not in result.findings:
            result.findings.append(finding)
    result.findings += unused_corrections(stored.corrections, documents)
    named = {file.name for file in files}
    for finding in stored.findings:
        if finding.code in RUN_CODES - OF_CORRECTIONS and finding.source_file not in named and not prune:
            claim_now = result.winners.get(finding.edition_id or "")
            if finding.edition_id is None or (claim_now is not None and claim_now.origin == "stored"):
                result.findings.append(_as_found(finding))


def _as_found(finding: FindingRecord) -> FindingRecord:
    return replace(finding, status="open")


def _failures(result: Settlement, files: Sequence[NamedFile]) -> Iterator[tuple[NamedFile, Failure]]:
    for file in files:
        failure = file.failure or result.failures.get(file.sha256 or "")
        if failure is not None:
            yield file, failure


def _remember(
    result: Settlement,
    names: Mapping[str, Sequence[str]],
    stored: Stored,
    documents: Sequence[DocumentRecord],
) -> None:
    """Notes what the next run need not read."""
    digests = {each.edition_id: each.corrections_sha256 for each in documents}
    found = {(finding.source_file, finding.code, finding.message) for finding in result.findings}
    for sha256, memory in stored.known.items():
        # of files that were not named: what holds still, by the findings that were kept
        if sha256 not in names and (memory.name, memory.code, memory.message) in found:
            result.known[sha256] = memory
    for sha256, failure in result.failures.items():
        if failure.is_verdict:
            result.known[sha256] = KnownFile(
                sha256=sha256,
                name=names[sha256][0],
                what="unreadable",
                code=UNREADABLE,
                message=failure.message,
            )
    for sha256, finding in result.seconds.items():
        winner = result.winners[finding.edition_id or ""]
        result.known[sha256] = KnownFile(
            sha256=sha256,
            name=finding.source_file,
            what="second",
            edition_id=finding.edition_id,
            corrections_sha256=digests[finding.edition_id or ""],
            code=finding.code,
            message=finding.message,
            printed_text=finding.printed_text,
            against=winner.sha256,
            is_against_gone=winner.is_gone,
        )
    for document in documents:
        claim = result.winners[document.edition_id]
        if claim.origin == "read" or document.edition_id not in stored.outdated:
            result.known[claim.sha256] = KnownFile(
                sha256=claim.sha256,
                name=claim.name,
                what="edition",
                edition_id=document.edition_id,
                corrections_sha256=document.corrections_sha256,
            )


def _is_change(result: Settlement, stored: Stored, documents: Sequence[DocumentRecord]) -> bool:
    now = {(claim.edition_id, claim.sha256, claim.name) for claim in result.winners.values()}
    told = {claim.edition_id: claim.provenance for claim in result.winners.values() if claim.provenance}
    before = {(each.edition_id, each.source_sha256, each.source_file) for each in stored.documents}
    is_read = any(claim.origin == "read" for claim in result.winners.values())
    if any(told.get(each.edition_id) not in (None, provenance_of(each)) for each in stored.documents):
        return True
    if is_read or now != before or result.known != stored.known or not stored.is_of_this_registry:
        return True
    others = [finding for finding in stored.findings if finding.code not in RUN_CODES | {UNMATCHED}]
    findings = with_statuses([*result.findings, *others], documents, stored.corrections)
    return Counter(findings) != Counter(stored.findings)
