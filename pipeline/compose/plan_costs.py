"""A measure's cost from its columns, and rows of totals: published apart from measures, checked against them.

The columns are one, or several under a common head, with the sources next to them. Nothing printed says of
which rows a total is: of its section, of a level of headings, of all rows so far, or of all, since it may
stand first. So it is right if it is the sum of any of these; a measure and its sub-items count once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

import regex as re

from pipeline.compose.edition_evidence import Evidence, first_place
from pipeline.normalise.costs.cost_cell import Amount, Cost, parse_cost
from pipeline.normalise.costs.money import head_unit
from pipeline.records.plan_tables import CostAmountRecord, MeasureRecord, TotalRecord
from pipeline.registry.finding_kinds import Remark
from pipeline.registry.outline_words import outline_words
from pipeline.stations.plan import CellText, CostPart, Entry, Plan, TotalRow

_YEAR = re.compile(r"(?<!\d)(?:19[89]\d|20\d\d)(?!\d)")
_Sums = defaultdict[int | None, Decimal]
_Rows = Sequence[tuple[Entry, MeasureRecord]]


def read_cost(
    cost: CellText | None, parts: Sequence[CostPart], funding: CellText | None, head: str
) -> Cost | None:
    """What a measure costs, and from what it is paid; None where neither is printed.

    `parts` are those of the cost's cell, where several columns stand under its head; `head` has the unit.
    """
    text = cost.printed.text_by_lines if cost else ""
    sources = funding.printed.text_by_lines if funding else ""
    if not text and not sources:
        return None
    if parts:
        return _of_parts(parts, head, sources)
    if cost is None:
        return parse_cost(sources, unit=head_unit(head))
    return parse_cost(text, unit=head_unit(head), sources_text=sources or None)


def _of_parts(parts: Sequence[CostPart], head: str, sources: str) -> Cost:
    """Each part read by itself, with the year or the source that its own head names."""
    amounts: list[Amount] = []
    findings: list[Remark] = []
    named: list[str] = []
    reads: list[Cost] = []
    for part in parts:
        read = parse_cost(part.text, unit=head_unit(f"{head} {part.label}"), sources_text=sources or None)
        reads.append(read)
        findings.extend(read.findings)
        years = _YEAR.findall(part.label)
        own = parse_cost(part.label, unit=None).funding_sources if part.label else ()
        year, source = int(years[0]) if years else None, own[0] if own else None
        is_total = not years and not own and any(word in part.label.lower() for word in outline_words().total)
        is_known = len(years) <= 1 and len(own) <= 1 and bool(years or own or is_total or not part.label)
        named.extend([source] if source and len(own) == 1 and read.amounts else [])
        named.extend(read.funding_sources)
        if read.amounts and not is_known:
            message = (
                f"The head {part.label} over amounts names no year, source or total: they were left out."
            )
            findings.append(Remark(code="cost_not_understood", message=message))
            continue
        amounts.extend(
            replace(
                each,
                year=each.year or year,
                source=source or each.source,
                is_total=each.is_total or is_total,
            )
            for each in read.amounts
        )
    findings.extend(_sum_remarks(amounts))
    types = [read.cost_type for read in reads if read.cost_type]
    return Cost(
        cost_type="amount" if "amount" in types else next(iter(types), None),
        funding_sources=tuple(dict.fromkeys(named)),
        amounts=tuple(amounts),
        years=tuple(dict.fromkeys(year for read in reads for year in read.years)),
        items=tuple(dict.fromkeys(item for read in reads for item in read.items)),
        programmes=tuple(dict.fromkeys(programme for read in reads for programme in read.programmes)),
        findings=tuple(dict.fromkeys(findings)),
    )


def _sum_remarks(amounts: Sequence[Amount]) -> Iterator[Remark]:
    """A remark where the parts that stand next to a total do not make it."""
    totals = [each.amount for each in amounts if each.is_total]
    parts = [each.amount for each in amounts if not each.is_total]
    is_one_sum = len(totals) == 1 and parts and len({each.currency for each in amounts}) == 1
    if is_one_sum and sum(parts) != totals[0]:
        message = f"The parts of the cost make {sum(parts)}, the total printed next to them is {totals[0]}."
        yield Remark(code="cost_sum_differs", message=message)


def total_rows(plan: Plan, measures: Sequence[MeasureRecord], evidence: Evidence) -> list[TotalRecord]:
    """The rows of `totals`; one that differs from the measures above it is a finding."""
    rows = []
    for position, total in enumerate(plan.totals, start=1):
        cost = read_cost(total.cost, total.cost_parts, total.funding, plan.cost_head)
        place = first_place(total.label)
        amounts = cost.amounts if cost else ()
        remarks = (*(cost.findings if cost else ()), *_compared(total, amounts, plan.entries, measures))
        evidence.find(remarks, place=place, column="cost_text")
        evidence.repair(total.label, "totals", str(position), "label_text")
        rows.append(
            evidence.record(
                TotalRecord,
                position=position,
                section_number=total.section.number if total.section else None,
                label_text=total.label.text,
                cost_text=(total.cost.printed.text or None) if total.cost else None,
                cost_amounts=tuple(evidence.record(CostAmountRecord, each) for each in amounts),
                funding_text=(total.funding.printed.text or None) if total.funding else None,
                page=place.page_number if place else 1,
            )
        )
    return rows


def _compared(
    total: TotalRow, amounts: Sequence[Amount], entries: Sequence[Entry], measures: Sequence[MeasureRecord]
) -> Iterator[Remark]:
    every = list(zip(entries, measures, strict=True))
    is_doubtful = len({(each.year, each.source) for each in amounts}) < len(amounts)
    # some measure prints amounts of which none was given
    is_withheld = any(measure.cost_type == "amount" and not measure.cost_amounts for measure in measures)
    why = ""
    if not amounts:
        if total.cost is None and any(map(str.isdigit, total.label.text)):
            why = "its sum stands among its words"
    elif is_doubtful or is_withheld:
        why = "amounts of it or of its rows are in doubt"
    if why:
        message = f"The total «{total.label.text}» was not checked: {why}."
        yield Remark(code="total_not_checked", message=message)
    if why or not amounts:
        return
    named = parse_cost(total.label.text, unit=None).funding_sources
    source = named[0] if len(named) == 1 else None
    printed = _Sums(Decimal)
    for amount in amounts:
        printed[amount.year] += amount.amount
    sums = [_sums(rows, source, printed) for rows in _scopes(total, every)]
    distances = [sum(abs(each[year] - printed[year]) for year in printed) for each in sums]
    if 0 in distances:
        return
    nearest = sums[distances.index(min(distances))]
    rows = "; ".join(
        f"{f'{year}: ' if year else ''}{printed[year]} is printed, the rows give {nearest[year]}"
        for year in printed
    )
    yield Remark(code="total_differs", message=f"The total «{total.label.text}» (thousand tenge): {rows}.")


def _scopes(total: TotalRow, every: _Rows) -> Iterator[_Rows]:
    """The rows that a total may be of, the nearest first; each also without items or without sub-items."""
    own = [pair for pair in every if pair[0].section == total.section]
    by_level = [[pair for pair in every if level in pair[0].levels] for level in reversed(total.levels)]
    parents = {entry.parent_key for entry, _ in every}
    for rows in (own, *by_level, every[: total.n_entries_above], every):
        yield rows
        yield [pair for pair in rows if pair[0].key not in parents]
        yield [pair for pair in rows if pair[0].parent_key is None]


def _sums(rows: _Rows, source: str | None, printed: _Sums) -> _Sums:
    """The rows' amounts by year; a cell that several rows share counts once.

    Where rows print no total over their years, their years make it.
    """
    sums = _Sums(Decimal)
    seen: set[object] = set()
    for entry, measure in rows:
        cost = entry.cost
        cell = (cost.boxes, cost.printed.text) if cost and cost.is_shared else entry.key
        if cell in seen:
            continue
        seen.add(cell)
        amounts = [each for each in measure.cost_amounts if source is None or each.source == source]
        for each in amounts:
            sums[each.year] += each.amount
        if None in printed and all(each.year is not None for each in amounts):
            sums[None] += sum((each.amount for each in amounts), Decimal())
    return sums
