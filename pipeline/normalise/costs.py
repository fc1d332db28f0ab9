"""Reads the printed cost of a measure: `талап етілмейді`, `жергілікті бюджет қаражатының шегінде`.

The trouble: the column holds words as often as amounts, and the amounts are in the unit of the column's head
unless they print their own. Nothing is summed, and nothing is given for a number that can be read in two
ways.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from pipeline.findings import Remark
from pipeline.normalise.cost_amounts import Piece, pieces_of, readings_of
from pipeline.normalise.cost_labels import Labelled, Reading, read_labels
from pipeline.normalise.cost_units import parse_cost_unit
from pipeline.normalise.deadline_tokens import clean
from pipeline.reference.costs import load_cost_words, phrases_at

# the longest printed costs have some sixty characters a year, and plans eight years
_LONGEST_TEXT = 1000
_QUOTED_IN_MESSAGE = 120
_THOUSANDTH = Decimal("0.001")
# decimal(18,3) holds fifteen digits before the point
_LIMIT = Decimal(10) ** 15
_BUDGETS = ("republican_budget", "local_budget")
_OWN = ("ngo_funds", "extrabudgetary")


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A printed amount.

    Attributes:
        year: the year that it is for, null where none is printed: a total over years has none.
        source: a code of funding_sources, null where none is printed beside it, or several are.
        amount: thousands of tenge, three decimals.
    """

    year: int | None
    source: str | None
    amount: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a printed cost says.

    Attributes:
        cost_type: not_required, amount, within_budget, own_funds, state_order, see_item, unspecified; null
            where nothing is printed. Words that name an item of the plan are see_item though they speak of
            the budget too. A source of funds without more is within_budget for a budget, own_funds for money
            outside of budgets.
        funding_sources: codes of the contract, in printed order.
        amounts: every printed amount, a total (`барлығы`) beside its parts; nothing is summed.
        findings: what was not understood, or not in full.
    """

    cost_type: str | None = None
    funding_sources: tuple[str, ...] = ()
    amounts: tuple[Amount, ...] = ()
    findings: tuple[Remark, ...] = ()


def parse_cost(text: str | None, *, unit: str | None, sources_text: str | None = None) -> Cost:
    """Reads a cost. Total: any text gives a value, a remark, or both, and never an exception.

    Args:
        text: the words as printed, on one line or several.
        unit: the unit of the column, as its head's words (`мың теңге`) or as a code of `parse_cost_unit`; a
            unit printed in the text itself goes before it.
        sources_text: the words of the column of funding sources beside it, line by line.
    """
    if sources_text:
        return _with_sources(text or "", unit, sources_text)
    line = clean(text)
    if len(line) > _LONGEST_TEXT:
        return Cost(cost_type="unspecified", findings=(_not_understood(line),))
    return _read(line, unit)


def _with_sources(text: str, unit: str | None, sources_text: str) -> Cost:
    """The cost with the sources of the column beside it: several amounts get theirs in printed order."""
    own = [parse_cost(part, unit=unit) for part in _items(text, lambda line: any(map(str.isdigit, line)))]
    beside = [
        parse_cost(part, unit=None)
        for part in _items(sources_text, lambda line: bool(parse_cost(line, unit=None).funding_sources))
    ]
    whole = parse_cost(text, unit=unit)
    column = parse_cost(sources_text, unit=None)
    sources = column.funding_sources
    unread = [remark for remark in column.findings if remark.code != "cost_missing"]
    named = tuple(dict.fromkeys([*whole.funding_sources, *sources]))
    each = [source for cost in beside for source in cost.funding_sources]
    if len(sources) == 1:
        each = [sources[0]] * max(len(own), 1)
    elif len(own) != len(each):
        return replace(
            whole, funding_sources=named, findings=tuple(dict.fromkeys([*whole.findings, *unread]))
        )
    amounts = tuple(
        replace(amount, source=amount.source or source)
        for cost, source in zip(own, each, strict=True)
        for amount in cost.amounts
    )
    findings = tuple(dict.fromkeys([*(remark for cost in own for remark in cost.findings), *unread]))
    return replace(whole, funding_sources=named, amounts=amounts, findings=findings)


def _items(text: str, begins: Callable[[str], bool]) -> list[str]:
    """The lines of a cell in groups, each from a line that begins one on: the others are wrapped."""
    items: list[str] = []
    for line in text.split("\n"):
        if not items or begins(line):
            items.append(line)
        else:
            items[-1] += f" {line}"
    return items


# a plan prints the same cost in row after row
@lru_cache(maxsize=1024)
def _read(line: str, unit: str | None) -> Cost:
    pieces = pieces_of(line)
    if all(piece.kind == "sign" for piece in pieces):
        missing = Remark(code="cost_missing", message="No cost is printed.")
        return Cost(cost_type="unspecified" if pieces else None, findings=(missing,))
    reading = read_labels(pieces)
    findings: list[Remark] = []
    amounts = _amounts(reading, parse_cost_unit(unit), findings)
    sources = tuple(dict.fromkeys(reading.sources))
    worded = _worded_type(pieces)
    if worded == "within_budget" and sources and all(source in _OWN for source in sources):
        # `бюджеттен тыс қаражат шегінде`: the word for budget names what the money is not from
        worded = "own_funds"
    if reading.amounts and worded in ("not_required", "see_item"):
        findings.append(_not_understood(line))
    if len({(amount.year, amount.source) for amount in amounts}) < len(amounts):
        # nothing printed tells two amounts apart
        findings.append(_not_understood(line))
    if reading.leftover:
        findings.append(_not_understood(" ".join(reading.leftover)))
    if reading.amounts and reading.years:
        findings.append(_not_understood(" ".join(reading.years)))
    cost_type = "amount" if reading.amounts else worded or _type_of(sources)
    if cost_type is None:
        cost_type = "unspecified"
        findings.append(_not_understood(line))
    return Cost(
        cost_type=cost_type, funding_sources=sources, amounts=amounts, findings=tuple(dict.fromkeys(findings))
    )


def _amounts(reading: Reading, column_unit: str | None, findings: list[Remark]) -> tuple[Amount, ...]:
    """The amounts in thousands of tenge; those that cannot be known are left out with a remark."""
    units = set(reading.units)
    common = reading.units[0] if len(units) == 1 else None
    found: list[Amount] = []
    larger: Labelled | None = None
    for printed in reading.amounts:
        unit = printed.unit or common or (column_unit if not units else None)
        value = _value(printed.number, unit, findings)
        if reading.foreign or value is None:
            larger = None
            continue
        if printed.joined and larger is not None and found and _is_smaller(printed.unit, larger.unit):
            before = found.pop()
            value, year, source = before.amount + value, before.year, before.source
        else:
            year, source = printed.year, printed.source
        found.append(Amount(year=year, source=source, amount=value))
        larger = printed
    if reading.foreign and reading.amounts:
        findings.append(_not_understood(" ".join(printed.number for printed in reading.amounts)))
    return tuple(found)


def _is_smaller(unit: str | None, than: str | None) -> bool:
    factors = load_cost_words().units
    return unit is not None and than is not None and factors[unit] < factors[than]


def _value(number: str, unit: str | None, findings: list[Remark]) -> Decimal | None:
    """Thousands of tenge, or None with a remark."""
    readings = readings_of(number)
    if len(readings) > 1:
        both = tuple(str(reading) for reading in readings)
        message = f"The amount «{number}» can be {both[0]} or {both[1]}."
        findings.append(Remark(code="cost_amount_ambiguous", message=message, candidates=both))
        return None
    if unit is None:
        findings.append(
            Remark(code="cost_unit_unknown", message=f"The unit of the amount «{number}» is not known.")
        )
        return None
    value = readings[0] * load_cost_words().units[unit] if readings else _LIMIT
    if value >= _LIMIT or value != value.quantize(_THOUSANDTH):
        findings.append(_not_understood(number))
        if value >= _LIMIT:
            return None
    return value.quantize(_THOUSANDTH)


def _worded_type(pieces: Sequence[Piece]) -> str | None:
    """The type that the words name: the first in the registry's order."""
    words = [piece.word for piece in pieces]
    types = load_cost_words().types
    found = {phrase.code for at in range(len(words)) for phrase in phrases_at(words, at, types)}
    return next((phrase.code for phrase in types.listed if phrase.code in found), None)


def _type_of(sources: tuple[str, ...]) -> str | None:
    """The type of a cost that names only its sources."""
    if any(source in _BUDGETS for source in sources):
        return "within_budget"
    if any(source in _OWN for source in sources):
        return "own_funds"
    return "unspecified" if sources else None


def _not_understood(words: str) -> Remark:
    short = words if len(words) <= _QUOTED_IN_MESSAGE else f"{words[:_QUOTED_IN_MESSAGE]}…"
    return Remark(code="cost_not_understood", message=f"Cost: not understood: «{short}».")
