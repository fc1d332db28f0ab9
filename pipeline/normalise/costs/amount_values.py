"""The values of labelled amounts: thousands of a currency, and whether a total is the sum of its parts.

The trouble: one unit may go for a whole list, a number may be readable in two ways, and the parts of a total
may not add up. A value that cannot be known is withheld with a finding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pipeline.normalise.costs.amount_labels import Labelled, Reading
from pipeline.normalise.costs.amounts import readings_of
from pipeline.normalise.costs.atoms import NUMBER, PROGRAMME, RECURRING, SOURCE, UNIT, YEAR
from pipeline.normalise.costs.money_units import TENGE, Unit
from pipeline.registry.cost_words import load_cost_words
from pipeline.registry.finding_kinds import Remark

_THOUSANDTH = Decimal("0.001")
_THOUSAND = 1000
# decimal(18,3) holds fifteen digits before the point
_LIMIT = Decimal(10) ** 15
_PLAIN = "tenge"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A printed amount.

    Attributes:
        year: the year that it is for, null where none or a span is printed: a total over years has none.
        first_year, last_year: the span of several years that it is for, null where none is printed.
        source: a code of funding_sources, null where none is printed beside it, or several are.
        programme: the code or name of the budget programme printed beside it.
        amount: thousands of the currency's unit, three decimals.
        currency: ISO 4217, KZT for tenge.
        per: year, half_year, quarter, month or day where the amount is due in each of them.
        is_total: whether its parts are printed as amounts of their own: leave it out of a sum, or them.
    """

    year: int | None
    source: str | None
    amount: Decimal
    first_year: int | None = None
    last_year: int | None = None
    programme: str | None = None
    currency: str = TENGE
    per: str | None = None
    is_total: bool = False


@dataclass(slots=True, kw_only=True)
class Valued:
    """The values of a cost's amounts.

    Attributes:
        amounts: in printed order.
        read: the printed amounts that they come from.
        told: the start of each number that a finding names, and the finding's code.
        findings: what is doubtful.
    """

    amounts: tuple[Amount, ...] = ()
    read: list[Labelled] = field(default_factory=list)
    told: dict[int, str] = field(default_factory=dict)
    findings: list[Remark] = field(default_factory=list)


def valued(reading: Reading, column: Unit | None) -> Valued:
    """The amounts that can be known."""
    result = Valued()
    values = {id(amount): value for amount, value in _values(reading, column, result)}
    made: dict[int, Amount] = {}
    for amount in reading.amounts:
        found = _amount(amount, *values[id(amount)]) if id(amount) in values else None
        if found is not None:
            made[id(amount)] = found
    for amount in _equivalents(reading.amounts, made):
        del made[id(amount)]
    for amount in _alike(reading.amounts, made):
        # nothing printed tells it from another: which is which cannot be known
        del made[id(amount)]
    for amount in reading.amounts:
        if id(amount) in made and not amount.parts:
            amount.parts = _years_of_span(amount, reading.amounts, made)
        if id(amount) in made and any(id(part) in made for part in amount.parts):
            made[id(amount)] = replace(made[id(amount)], is_total=True)
    for amount in _unlabelled(reading.amounts, made):
        del made[id(amount)]
    _check_sums(reading.amounts, made, result.findings)
    result.read = [amount for amount in reading.amounts if id(amount) in made]
    result.amounts = tuple(made[id(amount)] for amount in result.read)
    return result


def _values(
    reading: Reading, column: Unit | None, result: Valued
) -> list[tuple[Labelled, tuple[Decimal, str]]]:
    """Each amount with its value and currency; those that go on from the one before are added to it."""
    printed = [amount.unit for amount in reading.amounts if amount.unit is not None] + reading.units
    common = printed[0] if len(set(printed)) == 1 else None
    found: list[tuple[Labelled, tuple[Decimal, str]]] = []
    apart = {unit.currency for unit in reading.units if unit.currency}
    parts = {id(part) for amount in reading.amounts for part in amount.parts}
    has_own = False
    larger: Labelled | None = None
    for amount in reading.amounts:
        unit = _unit_of(amount, common, column, has_units=bool(printed))
        if (
            unit is not None
            and amount.unit is not None
            and not amount.unit.currency
            and apart - {unit.currency}
        ):
            unit = None  # `5 мың (…) АҚШ доллары`: the currency stands apart from its amount
        is_bare = amount.unit is None and id(amount) not in parts
        if is_bare and has_own and column is not None and not _is_same(unit, column):
            unit = None  # `РБ – 500 мың теңге, ЖБ – 2` in a column of millions
        has_own = has_own or (amount.unit is not None and not reading.units)
        value = None if amount.is_unread else _value(amount, unit, result)
        if amount.joined and found and found[-1][0] is larger:
            _, (before, currency) = found.pop()
            if value is not None and larger is not None and _is_smaller(amount.unit, larger.unit):
                found.append((larger, (before + value, currency)))
                _merge(larger, amount)
            else:
                larger = None
        elif value is not None and unit is not None and not amount.joined:
            found.append((amount, (value, unit.currency or TENGE)))
            larger = amount
        else:
            larger = None
    return found


def _merge(amount: Labelled, rest: Labelled) -> None:
    """Labels printed behind the second part of an amount are those of the whole."""
    amount.atoms += rest.atoms
    for kind, values in rest.labels.items():
        amount.labels.setdefault(kind, values)
    amount.parts += rest.parts
    amount.is_named_total = amount.is_named_total or rest.is_named_total


def _unit_of(amount: Labelled, common: Unit | None, column: Unit | None, *, has_units: bool) -> Unit | None:
    """The unit of an amount: its own, the only one of the text, or the column's."""
    unit = amount.unit or common
    if unit is None:
        return None if has_units else column
    if unit.multiplier is None:
        return Unit(multiplier=_PLAIN, currency=unit.currency)
    if unit.currency is None:
        return Unit(multiplier=unit.multiplier, currency=column.currency if column else TENGE)
    return unit


def _is_same(unit: Unit | None, column: Unit) -> bool:
    """Whether an amount has the same value in both units."""
    if unit is None:
        return False
    multipliers = {unit.multiplier or _PLAIN, column.multiplier or _PLAIN}
    return len(multipliers) == 1 and (unit.currency or TENGE) == (column.currency or TENGE)


def _is_smaller(unit: Unit | None, than: Unit | None) -> bool:
    if unit is None or than is None or (unit.currency and than.currency and unit.currency != than.currency):
        return False
    factors = load_cost_words().units
    return factors[unit.multiplier or _PLAIN] < factors[than.multiplier or _PLAIN]


def _value(amount: Labelled, unit: Unit | None, result: Valued) -> Decimal | None:
    """Thousands of the currency, or None, where no word says why with a remark."""
    readings = readings_of(amount.number)
    if len(readings) > 1 and unit is not None and amount.words is not None:
        readings = tuple(each for each in readings if _is_worded(each, amount.words, unit))
    if len(readings) > 1:
        both = tuple(str(reading) for reading in readings)
        message = f"The amount «{amount.number}» can be {both[0]} or {both[1]}."
        result.findings.append(Remark(code="cost_amount_ambiguous", message=message, candidates=both))
        result.told |= dict.fromkeys(_places(amount), "cost_amount_ambiguous")
        return None
    if unit is None:
        message = f"The unit of the amount «{amount.number}» is not known."
        result.findings.append(Remark(code="cost_unit_unknown", message=message))
        result.told |= dict.fromkeys(_places(amount), "cost_unit_unknown")
        return None
    value = readings[0] * load_cost_words().units[unit.multiplier or _PLAIN] if readings else _LIMIT
    is_exact = value < _LIMIT and value == value.quantize(_THOUSANDTH)
    if not is_exact or (amount.words is not None and not _is_worded(readings[0], amount.words, unit)):
        return None
    return value.quantize(_THOUSANDTH)


def _places(amount: Labelled) -> list[int]:
    """Where the number and its unit begin."""
    return [atom.start for atom in amount.atoms if atom.kind in (NUMBER, UNIT)]


def _is_worded(number: Decimal, words: int, unit: Unit) -> bool:
    """Whether words in brackets repeat a number, alone or with its multiplier."""
    return words in (number, number * load_cost_words().units[unit.multiplier or _PLAIN] * _THOUSAND)


def _amount(amount: Labelled, value: Decimal, currency: str) -> Amount | None:
    """The amount with its labels; None where they contradict each other."""
    years = sorted({int(year) for year in amount.labels.get("year", ())})
    is_span = len(years) > 1
    if is_span and years != list(range(years[0], years[-1] + 1)):
        return None
    sources = set(amount.labels.get("source", ()))
    programmes = set(amount.labels.get("programme", ()))
    recurring = set(amount.labels.get("per", ()))
    if len(programmes) > 1 or len(recurring) > 1:
        return None
    return Amount(
        year=years[0] if len(years) == 1 else None,
        first_year=years[0] if is_span else None,
        last_year=years[-1] if is_span else None,
        source=next(iter(sources)) if len(sources) == 1 else None,
        programme=next(iter(programmes), None),
        amount=value,
        currency=currency,
        per=next(iter(recurring), None),
    )


def _alike(amounts: Sequence[Labelled], made: dict[int, Amount]) -> list[Labelled]:
    """The amounts that have the same labels as another."""
    groups: dict[object, list[Labelled]] = {}
    for amount in amounts:
        if id(amount) in made and not amount.is_named_total and not amount.parts:
            value = made[id(amount)]
            key = (value.year, value.first_year, value.last_year, value.programme, value.per, value.currency)
            # two budgets of one code have names of their own: `облыстық бюджет`, `аудандық бюджет`
            sources = tuple(atom.text.lower() for atom in amount.atoms if atom.kind == SOURCE)
            groups.setdefault((*key, sources), []).append(amount)
    return [amount for group in groups.values() if len(group) > 1 for amount in group]


def _unlabelled(amounts: Sequence[Labelled], made: dict[int, Amount]) -> list[Labelled]:
    """The amounts without a label, or without a year, beside others that have one.

    `1 200 РБ 300 ЖБ 7` may be shifted by one, and `2014 ж. РБ – 100, 2015 ж. – 200, ЖБ – 300` does not
    say which year the last is for. A total needs no label, and a part of one not the other parts' labels.
    """
    known = [amount for amount in amounts if id(amount) in made]
    parts = {id(part) for amount in known for part in amount.parts}
    found: list[Labelled] = []
    for kinds in ((YEAR, SOURCE, PROGRAMME, RECURRING), (YEAR,)):
        bare = [amount for amount in known if not any(amount.labels.get(kind) for kind in kinds)]
        if len(bare) < len(known):
            found += [amount for amount in bare if id(amount) not in parts and not _is_total(amount, made)]
    return list({id(amount): amount for amount in found}.values())


def _years_of_span(span: Labelled, amounts: Sequence[Labelled], made: dict[int, Amount]) -> list[Labelled]:
    """The amounts of single years within a span: `2013–2015 жж. – 900; 2013 – 300; …` prints money twice."""
    whole = made[id(span)]
    if whole.first_year is None or whole.last_year is None:
        return []
    found = []
    for amount in amounts:
        part = made.get(id(amount))
        is_within = part is not None and whole.first_year <= (part.year or 0) <= whole.last_year
        if part is not None and is_within and (part.source, part.currency) == (whole.source, whole.currency):
            found.append(amount)
    return found


def _is_total(amount: Labelled, made: dict[int, Amount]) -> bool:
    return made[id(amount)].is_total or amount.is_named_total


def _equivalents(amounts: Sequence[Labelled], made: dict[int, Amount]) -> list[Labelled]:
    """What stands as a part in another currency is the same money: `50 АҚШ доллары (7 500 теңге)`."""
    found: list[Labelled] = []
    for total in amounts:
        whole = made.get(id(total))
        known = [part for part in total.parts if id(part) in made]
        others = [part for part in known if whole is not None and made[id(part)].currency != whole.currency]
        if whole is not None and others:
            total.parts = [part for part in total.parts if part not in others]
            found += others
    return found


def _check_sums(amounts: Sequence[Labelled], made: dict[int, Amount], findings: list[Remark]) -> None:
    """Says where a total is not the sum of its parts, as far as all of them are known."""
    for total in amounts:
        parts = [made[id(part)] for part in total.parts if id(part) in made]
        whole = made.get(id(total))
        if whole is None or not parts or len(parts) < len(total.parts):
            continue
        if any((part.currency, part.per) != (whole.currency, whole.per) for part in parts):
            continue
        summed = sum((part.amount for part in parts), Decimal(0))
        if summed != whole.amount:
            message = f"The total {_plain(whole.amount)} is not the sum of its parts, {_plain(summed)}."
            findings.append(Remark(code="cost_sum_differs", message=message))


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
