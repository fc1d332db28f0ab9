"""Which file each edition of the dataset is from, when files come and go between runs.

The dataset holds the editions of the files named now and, unless told to prune, those of earlier runs:
nothing is dropped in silence. An edition that several files hold is taken from the one whose reading has
the fewest errors, of these from the first by name; so the dataset does not hang on the order of runs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.records.evidence import FindingRecord
from pipeline.runs.claims import Claim, Outcomes, claim_of, claims_unnamed
from pipeline.runs.reading import Failure, NamedFile
from pipeline.runs.remembered import (
    NOT_READ,
    RUN_CODES,
    SAME_WORDS,
    UNREADABLE,
    run_finding,
)
from pipeline.runs.stored import Stored, provenance_of


@dataclass(slots=True)
class Settlement:
    """What the dataset will be.

    Attributes:
        needed: contents that must be read before anything can be settled.
        winners: the file that each edition is taken from, by edition.
        pairs: files to be compared with the winner of their edition.
        findings: the run's own findings, those of the pairs not yet among them.
        claims: what each named content holds.
        failures: why a named content holds nothing.
        kept: editions whose files were not named, or could not be read now.
        dropped: editions that --prune lets go.
        is_change: whether the dataset differs from the stored one.
    """

    needed: set[str] = field(default_factory=set)
    winners: dict[str, Claim] = field(default_factory=dict)
    pairs: list[tuple[Claim, Claim]] = field(default_factory=list)
    findings: list[FindingRecord] = field(default_factory=list)
    claims: dict[str, Claim] = field(default_factory=dict)
    failures: dict[str, Failure] = field(default_factory=dict)
    kept: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    is_change: bool = False


def settle(
    files: Sequence[NamedFile], outcomes: Outcomes, stored: Stored, *, force: bool, prune: bool
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
    _choose(result, [*result.claims.values(), *unnamed], stored, names)
    if result.needed:
        return result
    result.kept = tuple(sorted(key for key, claim in result.winners.items() if not claim.is_named))
    result.dropped = tuple(
        sorted(each.edition_id for each in stored.documents if each.edition_id not in result.winners)
    )
    _find(result, files, names, stored, prune=prune)
    result.is_change = _is_change(result, stored)
    return result


def _names_by_content(files: Sequence[NamedFile]) -> dict[str, list[str]]:
    names: dict[str, set[str]] = {}
    for file in files:
        if file.sha256 is not None:
            names.setdefault(file.sha256, set()).add(file.name)
    return {sha256: sorted(several) for sha256, several in names.items()}


def _choose(
    result: Settlement, claims: Sequence[Claim], stored: Stored, names: Mapping[str, Sequence[str]]
) -> None:
    by_edition: dict[str, list[Claim]] = {}
    for claim in claims:
        by_edition.setdefault(claim.edition_id, []).append(claim)
    known = {each.edition_id: (each.source_sha256, each.source_file) for each in stored.documents}
    for edition_id, several in by_edition.items():
        there = [claim for claim in several if not claim.is_gone]
        with_records = [claim for claim in there if claim.origin != "remembered"]
        if not there:
            with_records = several
        winner = min(with_records, key=lambda claim: (claim.errors, claim.name, claim.sha256), default=None)
        if winner is not None:
            result.winners[edition_id] = winner
        is_as_before = (
            winner is not None
            and winner.origin == "stored"
            and known.get(edition_id) == (winner.sha256, winner.name)
        )
        for claim in several:
            if claim is winner or claim.is_gone:
                continue
            if claim.origin == "remembered":
                memory = stored.memories[claim.sha256]
                if is_as_before and memory.finding.source_file == names[claim.sha256][0]:
                    result.findings.append(memory.finding)
                else:  # it was compared with another file
                    result.needed.add(claim.sha256)
            elif winner is not None:
                result.pairs.append((claim, winner))


def _find(
    result: Settlement,
    files: Sequence[NamedFile],
    names: Mapping[str, Sequence[str]],
    stored: Stored,
    *,
    prune: bool,
) -> None:
    """Adds the findings on copies, on failures, and those of earlier runs that still hold."""
    for sha256, claim in result.claims.items():
        for copy in names[sha256][1:]:
            message = f"{copy} and {claim.name} hold the same bytes."
            result.findings.append(
                run_finding(SAME_WORDS, message, name=copy, edition_id=claim.edition_id, sha256=None)
            )
    kept = {claim.name: claim.edition_id for claim in result.winners.values() if not claim.is_named}
    for file, failure in _failures(result, files):
        finding = run_finding(
            UNREADABLE if failure.is_verdict else NOT_READ,
            failure.message,
            name=file.name,
            edition_id=kept.get(file.name),
            sha256=file.sha256 if failure.is_verdict else None,
        )
        if finding not in result.findings:
            result.findings.append(finding)
    named = {file.name for file in files}
    for finding in stored.findings:
        if finding.code in RUN_CODES and finding.source_file not in named and not prune:
            claim_now = result.winners.get(finding.edition_id or "")
            if finding.edition_id is None or (claim_now is not None and claim_now.origin == "stored"):
                result.findings.append(finding)


def _failures(result: Settlement, files: Sequence[NamedFile]) -> Iterator[tuple[NamedFile, Failure]]:
    for file in files:
        failure = file.failure or result.failures.get(file.sha256 or "")
        if failure is not None:
            yield file, failure


def _is_change(result: Settlement, stored: Stored) -> bool:
    now = {(claim.edition_id, claim.sha256, claim.name) for claim in result.winners.values()}
    told = {claim.edition_id: claim.provenance for claim in result.winners.values() if claim.provenance}
    before = {(each.edition_id, each.source_sha256, each.source_file) for each in stored.documents}
    is_read = any(claim.origin == "read" for claim in result.winners.values())
    own = Counter(finding for finding in stored.findings if finding.code in RUN_CODES)
    return (
        is_read
        or bool(result.pairs)
        or now != before
        or any(told.get(each.edition_id) not in (None, provenance_of(each)) for each in stored.documents)
        or Counter(result.findings) != own
        or not stored.is_of_this_registry
    )
