"""What became of a measure, column by column: words, bodies, deadline, cost.

Only printed words make a difference. A reading may differ while the words are the same (`МАМ` is read as of
the day of the row's last amendment), and that is no change of the plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pipeline.editions.changes import (
    BodyChange,
    Change,
    ColumnChange,
    CostMove,
    DeadlineMove,
    Kind,
    body_order,
)
from pipeline.editions.word_differences import bare, is_same, word_changes
from pipeline.records import CostAmountRecord, MeasureRecord, ResponsibilityRecord

TEXTS = ("measure_text", "completion_form_text", "executors_text", "deadline_text", "cost_text")

Bodies = tuple[ResponsibilityRecord, ...]


def column_changes(
    pairs: Iterable[tuple[str, str | None, str | None]],
) -> tuple[ColumnChange, ...]:
    """Of (column, old words, new words) those that differ."""
    return tuple(
        ColumnChange(column=column, old=old, new=new, words=word_changes(old, new))
        for column, old, new in pairs
        if not is_same(old, new)
    )


def measure_change(
    old: MeasureRecord | None, new: MeasureRecord | None, bodies: tuple[Bodies, Bodies], *, is_moved: bool
) -> Change | None:
    """What became of a measure; None if nothing.

    Args:
        old: as it was, None if it was not there.
        new: as it is, None if it is not there.
        bodies: who answers for it, before and after.
        is_moved: whether it went from one stage to another by itself, not with its section.
    """
    kind = _kind(old, new, is_moved=is_moved)
    columns = column_changes(_texts(old, new))
    if kind == "changed" and not columns:
        return None
    names = {column.column for column in columns}
    types = (old.cost_type if old else None, new.cost_type if new else None)
    sources = (old.funding_sources if old else (), new.funding_sources if new else ())
    return Change(
        part="measure",
        kind=kind,
        old_key=old.measure_key if old else None,
        new_key=new.measure_key if new else None,
        old_section=old.section_number if old else None,
        new_section=new.section_number if new else None,
        old_stage=old.stage_number if old else None,
        new_stage=new.stage_number if new else None,
        columns=columns,
        bodies=_body_changes(*bodies) if "executors_text" in names else (),
        deadline=_deadline_move(old, new) if "deadline_text" in names else None,
        cost_types=types if "cost_text" in names and types[0] != types[1] else None,
        funding_sources=sources if "cost_text" in names and sources[0] != sources[1] else None,
        costs=_cost_moves(old, new) if "cost_text" in names else (),
    )


def _kind(old: MeasureRecord | None, new: MeasureRecord | None, *, is_moved: bool) -> Kind:
    if old is None or new is None:
        return "added" if old is None else "removed"
    if old.status != new.status:
        return "struck_out" if new.status == "removed" else "restored"
    if old.measure_key != new.measure_key:
        return "renumbered"
    return "moved" if is_moved else "changed"


def _texts(
    old: MeasureRecord | None, new: MeasureRecord | None
) -> Iterator[tuple[str, str | None, str | None]]:
    for name in TEXTS:
        yield name, getattr(old, name, None), getattr(new, name, None)
    if not (old and old.other_columns) and not (new and new.other_columns):
        return
    left = {column.head: column.text for column in old.other_columns} if old else {}
    right = {column.head: column.text for column in new.other_columns} if new else {}
    # a head may be laid out in other lines: the columns are told apart by their bare heads
    heads = {bare(head): head for head in sorted({*left, *right}, reverse=True)}
    texts = [{bare(head): text for head, text in side.items()} for side in (left, right)]
    for name, head in sorted(heads.items()):
        yield f"other_columns: {head}", texts[0].get(name), texts[1].get(name)


def _body_changes(old: Bodies, new: Bodies) -> tuple[BodyChange, ...]:
    left, right = list(old), list(new)
    changes = []
    # the same words first: a body is not replaced because its letters were read as of another day
    for same in (
        lambda a, b: bare(a.mention_text) == bare(b.mention_text) and a.agency_id == b.agency_id,
        lambda a, b: a.agency_id is not None and a.agency_id == b.agency_id,
        lambda a, b: bare(a.mention_text) == bare(b.mention_text),
    ):
        for one in list(left):
            other = next((each for each in right if same(one, each)), None)
            if other is None:
                continue
            left.remove(one)
            right.remove(other)
            if (one.is_by_consent, one.is_coordinator) != (other.is_by_consent, other.is_coordinator):
                # named by the alphabet, so that it is the same from both sides
                mention = min(one.mention_text, other.mention_text)
                agency = one.agency_id if one.agency_id == other.agency_id else None
                changes.append(BodyChange(kind="role_changed", agency_id=agency, mention_text=mention))
    changes += [BodyChange(kind="left", agency_id=a.agency_id, mention_text=a.mention_text) for a in left]
    changes += [BodyChange(kind="joined", agency_id=a.agency_id, mention_text=a.mention_text) for a in right]
    return tuple(sorted(changes, key=body_order))


def _deadline_move(old: MeasureRecord | None, new: MeasureRecord | None) -> DeadlineMove | None:
    ends = [each.deadline_end if each else None for each in (old, new)]
    rules = [each.deadline_rrule if each else None for each in (old, new)]
    if ends[0] == ends[1] and rules[0] == rules[1]:
        return None
    first, last = ends
    return DeadlineMove(
        old_end=first,
        new_end=last,
        days=(last - first).days if first and last else None,
        old_rrule=rules[0],
        new_rrule=rules[1],
    )


def _cost_moves(old: MeasureRecord | None, new: MeasureRecord | None) -> tuple[CostMove, ...]:
    left, right = _amounts(old), _amounts(new)
    places = sorted({*left, *right}, key=lambda place: (place[0] or 0, place[1] or "", place[2]))
    return tuple(
        CostMove(
            year=year,
            source=source,
            old=left[place].amount if place in left else None,
            new=right[place].amount if place in right else None,
        )
        for place in places
        for year, source, _ in [place]
        if place not in left or place not in right or left[place].amount != right[place].amount
    )


def _amounts(measure: MeasureRecord | None) -> dict[tuple[int | None, str | None, int], CostAmountRecord]:
    """Amounts by year, source and, where several have both alike, their order."""
    found: dict[tuple[int | None, str | None, int], CostAmountRecord] = {}
    for amount in measure.cost_amounts if measure else ():
        if amount.currency != "KZT":
            continue  # moves are told in tenge; the printed text tells the others
        number = sum(place[:2] == (amount.year, amount.source) for place in found)
        found[amount.year, amount.source, number] = amount
    return found
