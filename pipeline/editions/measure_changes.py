"""What became of a measure, column by column: words, bodies, deadline, cost.

Only printed words make a difference. A reading may differ while the words are the same (`МАМ` is read as of
the day of the row's last amendment), and that is no change of the plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain
from typing import Any

from pipeline.editions.changes import (
    BodyChange,
    ChangeKind,
    CostMove,
    DeadlineMove,
    EditionChange,
    bodies_in_order,
)
from pipeline.editions.matching import take_pairs
from pipeline.editions.word_differences import bare, column_changes
from pipeline.records import MEASURE_TEXTS, CostAmountRecord, MeasureRecord, ResponsibilityRecord

Bodies = Sequence[ResponsibilityRecord]


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

    def both(name: str, nothing: object = None) -> tuple[Any, Any]:
        return getattr(old, name, nothing), getattr(new, name, nothing)

    keys, sections, stages = both("measure_key"), both("section_number"), both("stage_number")
    names = {column.column for column in columns}
    is_other_cost = "cost_text" in names
    types, sources = both("cost_type"), both("funding_sources", ())
    return EditionChange(
        part="measure",
        kind=kind,
        old_key=keys[0],
        new_key=keys[1],
        old_section=sections[0],
        new_section=sections[1],
        old_stage=stages[0],
        new_stage=stages[1],
        columns=columns,
        bodies=_body_changes(*map(list, bodies)) if "executors_text" in names else (),
        deadline=_deadline_move(both("deadline_end"), both("deadline_rrule"))
        if "deadline_text" in names
        else None,
        cost_types=types if is_other_cost and types[0] != types[1] else None,
        funding_sources=sources if is_other_cost and sources[0] != sources[1] else None,
        costs=_cost_moves(*both("cost_amounts", ())) if is_other_cost else (),
    )


def _kind(old: MeasureRecord | None, new: MeasureRecord | None, *, is_moved: bool) -> ChangeKind:
    if old is None or new is None:
        return "added" if old is None else "removed"
    if old.status != new.status:
        return "struck_out" if new.status == "removed" else "restored"
    if old.measure_key != new.measure_key:
        return "renumbered"
    return "moved" if is_moved else "changed"


def _texts(*sides: MeasureRecord | None) -> Iterator[tuple[str, str | None, str | None]]:
    for name in MEASURE_TEXTS:
        yield name, getattr(sides[0], name, None), getattr(sides[1], name, None)
    # a head may be laid out in other lines: columns are known by their bare heads
    others = [measure.other_columns if measure else () for measure in sides]
    heads = {bare(head): head for head in sorted((e.head for e in chain(*others)), reverse=True)}
    texts = [{bare(each.head): each.text for each in columns} for columns in others]
    for name, head in sorted(heads.items()):
        yield f"other_columns: {head}", texts[0].get(name), texts[1].get(name)


def _body_changes(
    left: list[ResponsibilityRecord], right: list[ResponsibilityRecord]
) -> tuple[BodyChange, ...]:
    changes = []
    # the same words first: a body is not replaced because its letters were read as of another day
    for one, other in take_pairs(
        left,
        right,
        lambda row, _: (bare(row.mention_text), row.agency_id),
        lambda row, _: row.agency_id,
        lambda row, _: bare(row.mention_text),
    ):
        if (one.is_by_consent, one.is_coordinator) != (other.is_by_consent, other.is_coordinator):
            # named by the alphabet, so that it is the same from both sides
            mention = min(one.mention_text, other.mention_text)
            agency = one.agency_id if one.agency_id == other.agency_id else None
            changes.append(BodyChange(kind="role_changed", agency_id=agency, mention_text=mention))
    changes += [BodyChange(kind="left", agency_id=a.agency_id, mention_text=a.mention_text) for a in left]
    changes += [BodyChange(kind="joined", agency_id=a.agency_id, mention_text=a.mention_text) for a in right]
    return bodies_in_order(changes)


def _deadline_move(ends: tuple[Any, Any], rrules: tuple[str | None, str | None]) -> DeadlineMove | None:
    if ends[0] == ends[1] and rrules[0] == rrules[1]:
        return None
    days = (ends[1] - ends[0]).days if all(ends) else None
    return DeadlineMove(old_end=ends[0], new_end=ends[1], days=days, old_rrule=rrules[0], new_rrule=rrules[1])


_Place = tuple[int | None, str | None, int]


def _cost_moves(*sides: Iterable[CostAmountRecord]) -> tuple[CostMove, ...]:
    old, new = map(_amounts, sides)
    return tuple(
        CostMove(year=place[0], source=place[1], old=old.get(place), new=new.get(place))
        for place in sorted(old.keys() | new.keys(), key=lambda each: (each[0] or 0, each[1] or "", each[2]))
        if old.get(place) != new.get(place)
    )


def _amounts(amounts: Iterable[CostAmountRecord]) -> dict[_Place, Decimal]:
    """Amounts by year, source and, where several have both alike, their order."""
    found: dict[_Place, Decimal] = {}
    for each in amounts:
        if each.currency == "KZT":  # moves are given in tenge; the printed text has the others
            number = sum(place[:2] == (each.year, each.source) for place in found)
            found[each.year, each.source, number] = each.amount
    return found
