"""A measure's cost from its columns: one, or several under a common head, and the sources beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex as re

from pipeline.normalise.costs.cost_cell import Amount, Cost, parse_cost
from pipeline.normalise.costs.money import head_unit
from pipeline.registry.finding_kinds import Remark
from pipeline.registry.outline_words import outline_words
from pipeline.stations.plan import CellText, CostPart

_YEAR = re.compile(r"(?<!\d)(?:19[89]\d|20\d\d)(?!\d)")


def read_cost(
    cost: CellText | None, parts: tuple[CostPart, ...], funding: CellText | None, head: str
) -> Cost | None:
    """What a measure costs, and from what it is paid; None where neither is printed.

    Args:
        cost: the cell of the cost.
        parts: its parts, where several columns stand under its head.
        funding: the cell of the sources of funds.
        head: the head of the costs, with its unit.
    """
    text = cost.printed.text_by_lines if cost else ""
    sources = funding.printed.text_by_lines if funding else ""
    if not text and not sources:
        return None
    if parts:
        return _of_parts(parts, head, sources)
    unit = head_unit(head)
    if not sources or cost is None:
        return parse_cost(text or sources, unit=unit)
    return parse_cost(text, unit=unit, sources_text=sources)


def _of_parts(parts: tuple[CostPart, ...], head: str, sources: str) -> Cost:
    """Each part read by itself, with the year or the source that its own head names."""
    amounts: list[Amount] = []
    findings: list[Remark] = []
    named: list[str] = []
    reads: list[Cost] = []
    for part in parts:
        unit = head_unit(f"{head} {part.label}")
        read = parse_cost(part.text, unit=unit, sources_text=sources or None)
        year, source, is_total, is_known = _meaning(part.label)
        findings.extend(read.findings)
        named.extend([source] if source and read.amounts else [])
        named.extend(read.funding_sources)
        reads.append(read)
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
        cost_type="amount" if "amount" in types else types[0] if types else None,
        funding_sources=tuple(dict.fromkeys(named)),
        amounts=tuple(amounts),
        years=tuple(dict.fromkeys(year for read in reads for year in read.years)),
        items=tuple(dict.fromkeys(item for read in reads for item in read.items)),
        programmes=tuple(dict.fromkeys(programme for read in reads for programme in read.programmes)),
        findings=tuple(dict.fromkeys(findings)),
    )


def _sum_remarks(amounts: Sequence[Amount]) -> list[Remark]:
    """A remark where the parts that stand beside a total do not make it."""
    totals = [each.amount for each in amounts if each.is_total]
    parts = [each.amount for each in amounts if not each.is_total]
    if len(totals) != 1 or not parts or len({each.currency for each in amounts}) > 1:
        return []
    if sum(parts) == totals[0]:
        return []
    message = f"The parts of the cost make {sum(parts)}, the total printed beside them is {totals[0]}."
    return [Remark(code="cost_sum_differs", message=message)]


def _meaning(label: str) -> tuple[int | None, str | None, bool, bool]:
    """The year and the source that a head names, whether it is a total's, and whether it was understood."""
    years = _YEAR.findall(label)
    sources = parse_cost(label, unit=None).funding_sources if label else ()
    is_total = not years and not sources and any(word in label.lower() for word in outline_words().total)
    is_known = len(years) <= 1 and len(sources) <= 1 and bool(years or sources or is_total or not label)
    return (
        int(years[0]) if len(years) == 1 else None,
        sources[0] if len(sources) == 1 else None,
        is_total,
        is_known,
    )
