"""Rows of totals: published apart from the measures, and checked against them.

Nothing printed says of which rows a total is: of its section, of a level of headings, of all rows so far, or
of all, since it may stand first. So it is right if it is the sum of any of these; a measure and its sub-items
count once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from pipeline.compose.edition_evidence import Evidence, first_place
from pipeline.compose.measure_costs import read_cost
from pipeline.normalise.costs.cost_cell import Amount, parse_cost
from pipeline.records.plan_tables import CostAmountRecord, MeasureRecord, TotalRecord
from pipeline.registry.finding_kinds import Remark
from pipeline.stations.plan import Entry, Plan, TotalRow

Sums = Mapping[int | None, Decimal]


def total_rows(
    plan: Plan, measures: Sequence[MeasureRecord], edition_id: str, evidence: Evidence
) -> list[TotalRecord]:
    """The rows of `totals`; one that differs from the measures above it is a finding."""
    rows = []
    for position, total in enumerate(plan.totals, start=1):
        cost = read_cost(total.cost, total.cost_parts, total.funding, plan.cost_head)
        place = first_place(total.label)
        amounts = cost.amounts if cost else ()
        if cost:
            evidence.find(cost.findings, place=place, column="cost_text")
        evidence.find(_compared(total, amounts, plan.entries, measures), place=place, column="cost_text")
        evidence.repair(total.label, "totals", str(position), "label_text")
        rows.append(
            TotalRecord(
                edition_id=edition_id,
                position=position,
                section_number=total.section.number if total.section else None,
                label_text=total.label.text,
                cost_text=(total.cost.printed.text or None) if total.cost else None,
                cost_amounts=tuple(
                    CostAmountRecord(year=each.year, source=each.source, amount=each.amount)
                    for each in amounts
                ),
                funding_text=(total.funding.printed.text or None) if total.funding else None,
                page=place.page_number if place else 1,
            )
        )
    return rows


def _compared(
    total: TotalRow, amounts: Sequence[Amount], entries: Sequence[Entry], measures: Sequence[MeasureRecord]
) -> Iterator[Remark]:
    if not amounts:
        if total.cost is None and any(map(str.isdigit, total.label.text)):
            message = f"The total «{total.label.text}» was not checked: its sum stands among its words."
            yield Remark(code="total_not_checked", message=message)
        return
    every = list(zip(entries, measures, strict=True))
    is_doubtful = len({(each.year, each.source) for each in amounts}) < len(amounts)
    if is_doubtful or any(_is_withheld(measure) for _, measure in every):
        message = (
            f"The total «{total.label.text}» was not checked: amounts of it or of its rows are in doubt."
        )
        yield Remark(code="total_not_checked", message=message)
        return
    named = parse_cost(total.label.text, unit=None).funding_sources
    source = named[0] if len(named) == 1 else None
    printed: dict[int | None, Decimal] = defaultdict(Decimal)
    for amount in amounts:
        printed[amount.year] += amount.amount
    sums = [_sums(rows, source, printed) for rows in _scopes(total, every)]
    if any(_agrees(each, printed) for each in sums):
        return
    nearest = min(sums, key=lambda each: _distance(each, printed), default={})
    told = "; ".join(
        f"{f'{year}: ' if year else ''}{printed[year]} is printed, "
        f"the rows give {nearest.get(year, Decimal())}"
        for year in printed
    )
    yield Remark(code="total_differs", message=f"The total «{total.label.text}» (thousand tenge): {told}.")


def _scopes(
    total: TotalRow, every: Sequence[tuple[Entry, MeasureRecord]]
) -> Iterator[list[tuple[Entry, MeasureRecord]]]:
    """The rows that a total may be of, the nearest first; each also without items or without sub-items."""
    own = [pair for pair in every if pair[0].section == total.section]
    by_level = [[pair for pair in every if level in pair[0].levels] for level in reversed(total.levels)]
    parents = {entry.parent_key for entry, _ in every}
    for rows in (own, *by_level, list(every[: total.n_entries_above]), list(every)):
        yield rows
        yield [pair for pair in rows if pair[0].key not in parents]
        yield [pair for pair in rows if pair[0].parent_key is None]


def _sums(
    rows: Sequence[tuple[Entry, MeasureRecord]], source: str | None, printed: Sums
) -> dict[int | None, Decimal]:
    """The rows' amounts by year; a cell that several rows share counts once.

    Where rows print no total over their years, their years make it.
    """
    sums: dict[int | None, Decimal] = defaultdict(Decimal)
    seen: set[object] = set()
    for entry, measure in rows:
        cell = (
            (entry.cost.boxes, entry.cost.printed.text) if entry.cost and entry.cost.is_shared else entry.key
        )
        if cell in seen:
            continue
        seen.add(cell)
        amounts = [each for each in measure.cost_amounts if source is None or each.source == source]
        for each in amounts:
            sums[each.year] += each.amount
        if None in printed and amounts and all(each.year is not None for each in amounts):
            sums[None] += sum((each.amount for each in amounts), Decimal())
    return sums


def _agrees(sums: Sums, printed: Sums) -> bool:
    return all(sums.get(year, Decimal()) == amount for year, amount in printed.items())


def _distance(sums: Sums, printed: Sums) -> Decimal:
    return sum((abs(sums.get(year, Decimal()) - amount) for year, amount in printed.items()), Decimal())


def _is_withheld(measure: MeasureRecord) -> bool:
    """Does the measure print amounts of which none was given?"""
    return measure.cost_type == "amount" and not measure.cost_amounts
