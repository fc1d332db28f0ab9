"""Which edition was in force on a day, and for how long.

A dataset need not hold every edition: between an act of 2013 and its edition of 2014 others may be missing.
The edition of a later day is never given for an earlier one.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from pipeline.records import AmendmentRecord, Dataset, DocumentRecord

_ONE_DAY = dt.timedelta(days=1)


class NoEditionError(LookupError):
    """No edition of the dataset was in force on that day, or none has that name; the message tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifetime:
    """How long an edition is the one in force.

    Attributes:
        document: the edition.
        in_force_from: its date; where the text gives the day on which its last act takes effect, that day.
        in_force_to: the last day before the next edition of the same act takes its place, None for the last.
        previous_edition_id: the edition before it in the dataset, None for the first.
        latest_acts: the acts of the edition's date that its notes name, as `№ 1401, 2014-12-30`.
    """

    document: DocumentRecord
    in_force_from: dt.date
    in_force_to: dt.date | None
    previous_edition_id: str | None
    latest_acts: tuple[str, ...]


def lifetimes(dataset: Dataset) -> list[Lifetime]:
    """The editions of a dataset, act by act, older ones first."""
    by_edition: dict[str, list[AmendmentRecord]] = {}
    for amendment in dataset.amendments:
        by_edition.setdefault(amendment.edition_id, []).append(amendment)
    ordered = sorted(dataset.documents, key=lambda row: (row.document_id, row.language, row.edition_date))
    result: list[Lifetime] = []
    for index, document in enumerate(ordered):
        notes = by_edition.get(document.edition_id, ())
        last = [note for note in notes if note.amending_date == document.edition_date]
        before = ordered[index - 1] if index and _same_act(ordered[index - 1], document) else None
        after = ordered[index + 1] if index + 1 < len(ordered) else None
        following = after if after and _same_act(after, document) else None
        result.append(
            Lifetime(
                document=document,
                in_force_from=_start(document, last),
                in_force_to=following.edition_date - _ONE_DAY if following else None,
                previous_edition_id=before.edition_id if before else None,
                latest_acts=tuple(dict.fromkeys(f"№ {a.amending_number}, {a.amending_date}" for a in last)),
            )
        )
    # an edition holds until the next one takes effect, which may be later than the day that names it
    return [
        _until(lifetime, result[index + 1].in_force_from) if lifetime.in_force_to else lifetime
        for index, lifetime in enumerate(result)
    ]


def in_force_on(dataset: Dataset, day: dt.date) -> list[str]:
    """The edition of each act that was in force on a day.

    Raises:
        NoEditionError: none was, or the one that was is not in the dataset.
    """
    known = lifetimes(dataset)
    found = [
        each.document.edition_id
        for each in known
        if each.in_force_from <= day and (each.in_force_to is None or day <= each.in_force_to)
    ]
    if not found:
        raise NoEditionError(_why_none(known, day))
    return found


def _start(document: DocumentRecord, last: list[AmendmentRecord]) -> dt.date:
    days = [a.effective_date for a in last if a.effective_date is not None]
    known = len(days) == len(last) and bool(days)
    return max(document.edition_date, min(days)) if known else document.edition_date


def _same_act(one: DocumentRecord, other: DocumentRecord) -> bool:
    return (one.document_id, one.language) == (other.document_id, other.language)


def _until(lifetime: Lifetime, next_start: dt.date) -> Lifetime:
    return Lifetime(
        document=lifetime.document,
        in_force_from=lifetime.in_force_from,
        in_force_to=next_start - _ONE_DAY,
        previous_edition_id=lifetime.previous_edition_id,
        latest_acts=lifetime.latest_acts,
    )


def _why_none(known: list[Lifetime], day: dt.date) -> str:
    if not known:
        return "The dataset holds no edition."
    first = min(known, key=lambda each: each.in_force_from)
    issued = min(each.document.date for each in known)
    if day < issued:
        number = first.document.number
        return f"On {day} there was no such act yet: № {number} was issued on {issued}."
    return (
        f"The edition that was in force on {day} is not in the dataset: its earliest is "
        f"{first.document.edition_id}, in force from {first.in_force_from}."
    )
