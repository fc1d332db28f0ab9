"""Which edition was in force on a day, and for how long.

A dataset need not hold every edition: between an act of 2013 and its edition of 2014 others may be missing.
The edition of a later day is never given for an earlier one.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby

from pipeline.records import AmendmentRecord, Dataset, DocumentRecord
from pipeline.records.codes import LANGUAGE
from pipeline.records.editions_in import act_of


class NoEditionError(LookupError):
    """No edition of the dataset was in force on that day; the message says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lifetime:
    """How long an edition is the one in force, both days inclusive.

    It is from its date on, or from the day that the text gives for its last act to take effect, to the last
    day before the next edition of the same act does; None for the last. `latest_acts` are the acts of the
    edition's date that its notes name, as `№ 1401, 2014-12-30`.
    """

    document: DocumentRecord
    in_force_from: dt.date
    in_force_to: dt.date | None
    previous_edition_id: str | None
    latest_acts: tuple[str, ...]


def lifetimes(dataset: Dataset) -> list[Lifetime]:
    """The editions of a dataset, act by act, older ones first."""
    days = {document.edition_id: document.edition_date for document in dataset.documents}
    last_notes: dict[str | None, list[AmendmentRecord]] = defaultdict(list)
    for note in dataset.amendments:
        if note.amending_date == days.get(note.edition_id):
            last_notes[note.edition_id].append(note)
    result = []
    ordered = sorted(dataset.documents, key=lambda row: (*act_of(row), row.edition_date))
    for _, of_act in groupby(ordered, key=act_of):
        editions = list(of_act)
        starts = [_start(document, last_notes[document.edition_id]) for document in editions]
        for index, document in enumerate(editions):
            # an edition holds until the next one takes effect, which may be later than the day that names it
            is_last = index == len(editions) - 1
            acts = (f"№ {a.amending_number}, {a.amending_date}" for a in last_notes[document.edition_id])
            lifetime = Lifetime(
                document=document,
                in_force_from=starts[index],
                in_force_to=None if is_last else starts[index + 1] - dt.timedelta(days=1),
                previous_edition_id=editions[index - 1].edition_id if index else None,
                latest_acts=tuple(dict.fromkeys(acts)),
            )
            result.append(lifetime)
    return result


def one_of_each_act(dataset: Dataset) -> list[str]:
    """The latest edition of each act, in the first of its languages that day: so nothing counts twice."""
    latest: dict[str, DocumentRecord] = {}
    for document in sorted(dataset.documents, key=lambda row: LANGUAGE.codes.index(row.language)):
        best = latest.get(document.document_id)
        if best is None or document.edition_date > best.edition_date:
            latest[document.document_id] = document
    return [document.edition_id for document in latest.values()]


def _start(document: DocumentRecord, notes: list[AmendmentRecord]) -> dt.date:
    days = [note.effective_date for note in notes if note.effective_date is not None]
    is_known = len(days) == len(notes) and days
    return max(document.edition_date, min(days)) if is_known else document.edition_date


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
    if found:
        return found
    if not known:
        raise NoEditionError("The dataset holds no edition.")
    first = min(known, key=lambda each: each.in_force_from)
    issued = min(each.document.date for each in known)
    if day < issued:
        number = first.document.number
        raise NoEditionError(f"On {day} there was no such act yet: № {number} was issued on {issued}.")
    raise NoEditionError(
        f"The edition that was in force on {day} is not in the dataset: its earliest is "
        f"{first.document.edition_id}, in force from {first.in_force_from}."
    )
