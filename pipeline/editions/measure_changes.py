"""What became of a measure, column by column: words, bodies, deadline, cost.

Only printed words make a difference. A reading may differ while the words are the same (`МАМ` is read as of
the day of the row's last amendment), and that is no change of the plan.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.editions.changes import (
    BodyChange,
    ChangeKind,
    CostMove,
    DeadlineMove,
    EditionChange,
    bodies_in_order,
)
from pipeline.editions.word_differences import bare, column_changes
from pipeline.records import MEASURE_TEXTS, CostAmountRecord, MeasureRecord, ResponsibilityRecord

Bodies = Sequence[ResponsibilityRecord]
_OldAndNew = tuple[MeasureRecord | None, MeasureRecord | None]


def measure_change(
    old: MeasureRecord | None, new: MeasureRecord | None, bodies: tuple[Bodies, Bodies], *, is_moved: bool
) -> EditionChange | None:
    """What became of a measure; None if nothing.

    `is_moved` says that it went from one stage to another by itself, not with its section.
    """
    kind = _kind(old, new, is_moved=is_moved)
    columns = column_changes(_texts(old, new))
    if kind == "changed" and not columns:
        return None
    names = {column.column for column in columns}
    is_other_cost = "cost_text" in names
    types = (old.cost_type if old else None, new.cost_type if new else None)
    sources = (old.funding_sources if old else (), new.funding_sources if new else ())
    return EditionChange(
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
        deadline=_deadline_move((old, new)) if "deadline_text" in names else None,
        cost_types=types if is_other_cost and types[0] != types[1] else None,
        funding_sources=sources if is_other_cost and sources[0] != sources[1] else None,
        costs=_cost_moves((old, new)) if is_other_cost else (),
    )


def _kind(old: MeasureRecord | None, new: MeasureRecord | None, *, is_moved: bool) -> ChangeKind:
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
    for name in MEASURE_TEXTS:
        yield name, getattr(old, name, None), getattr(new, name, None)
    # a head may be laid out in other lines: columns are known by their bare heads
    others = [column for measure in (old, new) if measure for column in measure.other_columns]
    heads = {
        bare(column.head): column.head for column in sorted(others, key=lambda each: each.head, reverse=True)
    }
    texts = [
        {bare(column.head): column.text for column in (measure.other_columns if measure else ())}
        for measure in (old, new)
    ]
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
    return bodies_in_order(changes)


def _deadline_move(sides: _OldAndNew) -> DeadlineMove | None:
    first, last = (measure.deadline_end if measure else None for measure in sides)
    old_rrule, new_rrule = (measure.deadline_rrule if measure else None for measure in sides)
    if (first, old_rrule) == (last, new_rrule):
        return None
    days = (last - first).days if first and last else None
    return DeadlineMove(old_end=first, new_end=last, days=days, old_rrule=old_rrule, new_rrule=new_rrule)


def _cost_moves(sides: _OldAndNew) -> tuple[CostMove, ...]:
    left, right = map(_amounts, sides)
    moves = []
    for place in sorted({*left, *right}, key=lambda each: (each[0] or 0, each[1] or "", each[2])):
        old, new = (amounts[place].amount if place in amounts else None for amounts in (left, right))
        if old != new:
            moves.append(CostMove(year=place[0], source=place[1], old=old, new=new))
    return tuple(moves)


def _amounts(measure: MeasureRecord | None) -> dict[tuple[int | None, str | None, int], CostAmountRecord]:
    """Amounts by year, source and, where several have both alike, their order."""
    found: dict[tuple[int | None, str | None, int], CostAmountRecord] = {}
    for amount in measure.cost_amounts if measure else ():
        if amount.currency != "KZT":
            continue  # moves are given in tenge; the printed text has the others
        number = sum(place[:2] == (amount.year, amount.source) for place in found)
        found[amount.year, amount.source, number] = amount
    return found
