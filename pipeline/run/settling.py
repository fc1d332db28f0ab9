"""Which file each edition of the dataset is from, when files come and go between runs.

The dataset holds the editions of the files named now and, unless told to prune, those of earlier runs:
nothing is dropped in silence. An edition that several files hold is taken from the one that `rivals` chooses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.records import Dataset
from pipeline.records.act_tables import DocumentRecord
from pipeline.records.evidence_tables import FindingRecord
from pipeline.run.read_file import Failure
from pipeline.run.readings import NamedFile, Outcomes
from pipeline.run.rivals import Choice, Rival, choose, rival_of
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
from pipeline.run.same_edition import differences, listed
from pipeline.run.sidecars import Provenance
from pipeline.run.stored_dataset import KnownFile, Stored, provenance_of

StoredEditions = Callable[[], Mapping[str, Dataset]]
"""Gives the editions that the dataset holds, by id; they are read only when they are asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A file that holds an edition.

    Attributes:
        edition_id: the edition.
        name: the file's name, of several with the same bytes the first.
        sha256: of its content.
        origin: its records were `read` by this run, are `stored`, or it is only `remembered` as the second.
        is_named: whether the run was given the file.
        is_gone: whether a file of that name was given, but it holds something else now or cannot be read.
        provenance: what the file's sidecar says; None where the file was not given, and what is stored holds.
    """

    edition_id: str
    name: str
    sha256: str
    origin: Literal["read", "stored", "remembered"]
    is_named: bool = True
    is_gone: bool = False
    provenance: Provenance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """What the dataset will be.

    Attributes:
        winners: the file that each edition is taken from, by edition.
        seconds: the files that hold one of these editions too, by their content.
        findings: the run's own findings.
        claims: what each named content holds.
        failures: why a named content holds nothing.
        known: what the next run need not read, by content.
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
    files: Sequence[NamedFile],
    outcomes: Outcomes,
    stored: Stored,
    editions: StoredEditions,
    *,
    force: bool,
    prune: bool,
) -> Settlement | set[str]:
    """Settles which editions the dataset holds, and from which files; or says what must be read before."""
    names = _names_by_content(files)
    held = {
        sha256: outcome if (outcome := outcomes.get(sha256)) is not None or force else _known(sha256, stored)
        for sha256 in names
    }
    unknown = {sha256 for sha256, what in held.items() if what is None}
    if unknown:
        return unknown
    failures = {sha256: what for sha256, what in held.items() if isinstance(what, Failure)}
    provenances = {(file.sha256, file.name): file.provenance for file in files}
    claims = {
        sha256: _claim(what, several[0], sha256, provenances[sha256, several[0]])
        for sha256, several in names.items()
        if not isinstance(what := held[sha256], Failure) and what is not None
    }
    by_edition: dict[str, list[Claim]] = {}
    for claim in [*claims.values(), *_unnamed(claims, files, stored, prune=prune)]:
        by_edition.setdefault(claim.edition_id, []).append(claim)
    winners: dict[str, Claim] = {}
    seconds: dict[str, KnownFile] = {}
    for edition_id, several in by_edition.items():
        chosen = _chosen(several, stored, outcomes, editions)
        if chosen is None:
            unknown |= {claim.sha256 for claim in several if claim.origin == "remembered"}
        else:
            winners[edition_id] = chosen[0]
            seconds |= chosen[1]
    if unknown:
        return unknown
    documents = _documents(winners.values(), outcomes, stored)
    findings = [*map(_finding_on, seconds.values()), *_copies(names, claims)]
    findings += _failed(files, failures, winners)
    findings += unused_corrections(stored.corrections, documents)
    if not prune:
        findings += _still_holding(stored, winners, {file.name for file in files})
    read_so = {sha256: replace(second, language=stored.language) for sha256, second in seconds.items()}
    known = _still_known(stored, names, findings) | read_so
    for sha256, failure in failures.items():
        if failure.is_verdict:
            known[sha256] = KnownFile(
                sha256=sha256,
                name=names[sha256][0],
                what="unreadable",
                language=stored.language,
                code=UNREADABLE,
                message=failure.message,
            )
    known |= _editions_known(winners, stored, documents)
    return Settlement(
        winners=winners,
        seconds=seconds,
        findings=findings,
        claims=claims,
        failures=failures,
        known=known,
        kept=tuple(sorted(key for key, each in winners.items() if not each.is_named or each.is_gone)),
        dropped=tuple(sorted(stored.by_edition.keys() - winners.keys())),
        is_change=known != stored.known or _is_change(winners, findings, documents, stored),
    )


def _names_by_content(files: Sequence[NamedFile]) -> dict[str, list[str]]:
    names: dict[str, set[str]] = {}
    for file in files:
        if file.sha256 is not None:
            names.setdefault(file.sha256, set()).add(file.name)
    return {sha256: sorted(several) for sha256, several in names.items()}


def _known(sha256: str, stored: Stored) -> DocumentRecord | KnownFile | Failure | None:
    """What an earlier run found in a content; None where it must be read."""
    memory = stored.memories.get(sha256)
    if memory is not None and memory.what == "unreadable":
        return Failure(message=memory.message, is_verdict=True)
    return stored.by_sha256.get(sha256) or memory


def _claim(
    what: Dataset | DocumentRecord | KnownFile, name: str, sha256: str, provenance: Provenance
) -> Claim:
    """The claim of a named content, by what it holds."""
    origin: Literal["read", "stored", "remembered"] = "remembered"
    if isinstance(what, Dataset):
        origin, what = "read", what.documents[0]
    elif isinstance(what, DocumentRecord):
        origin = "stored"
    return Claim(
        edition_id=what.edition_id or "", name=name, sha256=sha256, origin=origin, provenance=provenance
    )


def _unnamed(
    claims: Mapping[str, Claim], files: Sequence[NamedFile], stored: Stored, *, prune: bool
) -> Iterator[Claim]:
    """Claims on the editions of the dataset whose content is not there now: their records are.

    With `prune` only those stay whose file is named but cannot be read now.
    """
    named = {file.name for file in files}
    unreadable = named - {file.name for file in files if file.sha256 in claims}
    for each in stored.documents:
        if stored.keys[each.edition_id] not in claims and (not prune or each.source_file in unreadable):
            yield Claim(
                edition_id=each.edition_id,
                name=each.source_file,
                sha256=stored.keys[each.edition_id],
                origin="stored",
                is_named=False,
                is_gone=each.source_file in named,
            )


def _chosen(
    claims: Sequence[Claim], stored: Stored, outcomes: Outcomes, editions: StoredEditions
) -> tuple[Claim, dict[str, KnownFile]] | None:
    """The file that an edition is taken from, and the others; None if some must be read before."""
    if len(claims) == 1 and claims[0].origin != "remembered":
        return claims[0], {}
    before = stored.by_edition.get(claims[0].edition_id)
    own = stored.keys.get(claims[0].edition_id)
    standing = next((each for each in claims if each.sha256 == own), None)
    others = [each for each in claims if each is not standing]
    if standing is not None and all(_is_settled(each, standing, stored) for each in others):
        seconds = [stored.memories[each.sha256] for each in others]
        return standing, {each.sha256: replace(each, is_against_gone=standing.is_gone) for each in seconds}
    if any(each.origin == "remembered" for each in claims):
        return None
    rivals = [
        rival_of(
            outcome if isinstance(outcome := outcomes.get(each.sha256), Dataset)
            else editions()[each.edition_id],
            name=each.name,
            sha256=each.sha256,
            is_standing=each is standing,
            is_gone=each.is_gone,
        )
        for each in claims
    ]  # fmt: skip
    choice = choose(rivals)
    winner = next(each for each in claims if each.sha256 == choice.winner.sha256)
    corrections = before.corrections_sha256 if before and winner.origin == "stored" else None
    if isinstance(outcome := outcomes.get(winner.sha256), Dataset):
        corrections = outcome.documents[0].corrections_sha256
    return winner, {
        rival.sha256: _second(rival, choice, winner, corrections)
        for rival in rivals
        if rival is not choice.winner and not rival.is_gone
    }


def _is_settled(claim: Claim, standing: Claim, stored: Stored) -> bool:
    """Whether a file was compared with the one that stands, and both are as they were."""
    memory = stored.memories.get(claim.sha256)
    before = stored.by_edition[standing.edition_id]
    return (
        memory is not None
        and claim.origin == "remembered"
        and standing.origin == "stored"
        and (standing.name, claim.name, standing.sha256) == (before.source_file, memory.name, memory.against)
        and memory.is_against_gone >= standing.is_gone
    )


def _second(loser: Rival, choice: Choice, claim: Claim, corrections_sha256: str | None) -> KnownFile:
    """What comparing a file with the one that was chosen gave."""
    winner = choice.winner
    places = differences(loser.words, winner.words)
    told = listed(places, (loser.label, winner.label))
    n_places = "1 place" if len(places) == 1 else f"{len(places)} places"
    how = f"their words differ in {n_places}: {told}" if places else "their words are the same"
    message = (
        f"{loser.label} and {winner.label} hold the same edition, read from {winner.label}; {how}. "
        f"Chosen because {choice.reasons[loser.sha256]}."
    )
    if winner.is_gone:
        message = f"{message} That file is not there any more: --prune takes {loser.label} all the same."
    return KnownFile(
        sha256=loser.sha256,
        name=loser.name,
        what="second",
        edition_id=claim.edition_id,
        corrections_sha256=corrections_sha256,
        code=OTHER_WORDS if places else SAME_WORDS,
        message=message,
        printed_text=told or None,
        against=winner.sha256,
        is_against_gone=winner.is_gone,
    )


def _finding_on(second: KnownFile) -> FindingRecord:
    return run_finding(
        second.code,
        second.message,
        name=second.name,
        edition_id=second.edition_id,
        printed_text=second.printed_text,
    )


def _documents(winners: Iterable[Claim], outcomes: Outcomes, stored: Stored) -> list[DocumentRecord]:
    """The editions that the dataset will hold."""
    documents = []
    for claim in winners:
        outcome = outcomes.get(claim.sha256) if claim.origin == "read" else None
        if isinstance(outcome, Dataset):
            documents.append(outcome.documents[0])
        else:
            documents.append(stored.by_edition[claim.edition_id])
    return documents


def _copies(names: Mapping[str, Sequence[str]], claims: Mapping[str, Claim]) -> Iterator[FindingRecord]:
    for sha256, claim in claims.items():
        for copy in names[sha256][1:]:
            message = f"{copy} and {claim.name} hold the same bytes."
            yield run_finding(SAME_WORDS, message, name=copy, edition_id=claim.edition_id)


def _failed(
    files: Sequence[NamedFile], failures: Mapping[str, Failure], winners: Mapping[str, Claim]
) -> list[FindingRecord]:
    """A finding for each file that gave no edition; on the edition that is kept of it, if one is."""
    kept = {claim.name: claim.edition_id for claim in winners.values() if not claim.is_named}
    failed = [(file.name, file.failure or failures.get(file.sha256 or "")) for file in files]
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
            if finding.edition_id is None or (winner is not None and winner.origin == "stored"):
                yield replace(finding, status="open")


def _still_known(
    stored: Stored, names: Mapping[str, Sequence[str]], findings: Sequence[FindingRecord]
) -> dict[str, KnownFile]:
    """Of files that were not named: what holds still, by the findings that were kept."""
    found = {(finding.source_file, finding.code, finding.message) for finding in findings}
    return {
        sha256: memory
        for sha256, memory in stored.known.items()
        if sha256 not in names and (memory.name, memory.code, memory.message) in found
    }


def _editions_known(
    winners: Mapping[str, Claim], stored: Stored, documents: Sequence[DocumentRecord]
) -> dict[str, KnownFile]:
    return {
        claim.sha256: KnownFile(
            sha256=claim.sha256,
            name=claim.name,
            what="edition",
            edition_id=document.edition_id,
            corrections_sha256=document.corrections_sha256,
            language=stored.language if claim.is_named else stored.asked_language(claim.sha256),
        )
        for document in documents
        for claim in (winners[document.edition_id],)
        if claim.origin == "read" or document.edition_id not in stored.outdated
    }


def _is_change(
    winners: Mapping[str, Claim],
    findings: Sequence[FindingRecord],
    documents: Sequence[DocumentRecord],
    stored: Stored,
) -> bool:
    """Whether an edition, its file, what is said of it, or a finding differs from what is stored."""
    now = {(claim.edition_id, claim.sha256, claim.name) for claim in winners.values()}
    before = {(each.edition_id, stored.keys[each.edition_id], each.source_file) for each in stored.documents}
    is_read = any(claim.origin == "read" for claim in winners.values())
    if is_read or now != before or not stored.is_of_this_registry:
        return True
    told = {claim.edition_id: claim.provenance for claim in winners.values()}
    if any(told[each.edition_id] not in (None, provenance_of(each)) for each in stored.documents):
        return True
    others = [each for each in stored.findings if each.code not in RUN_CODES | {UNMATCHED}]
    return Counter(with_statuses([*findings, *others], documents, stored.corrections)) != Counter(
        stored.findings
    )
