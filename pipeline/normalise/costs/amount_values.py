"""The values of labelled amounts: thousands of a currency, and whether a total is the sum of its parts.

The trouble: one unit may go for a whole list, a number may be readable in two ways, and the parts of a total
may not add up. A value that cannot be known is withheld with a finding.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from pipeline.normalise.costs.atoms import AtomKind
from pipeline.normalise.costs.labelled import LABELS, CostReading, Labelled
from pipeline.normalise.costs.money import PLAIN, TENGE, MoneyUnit
from pipeline.registry.finding_kinds import Remark

_THOUSANDTH = Decimal("0.001")
_THOUSAND = 1000
# decimal(18,3) holds fifteen digits before the point
_LIMIT = Decimal(10) ** 15


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A printed amount.

    Attributes:
        year: the year that it is for, null where none or a span is printed: a total over years has none.
        first_year, last_year: the span of several years that it is for, null where none is printed.
        source: a code of funding_sources, null where none is printed with it, or several are.
        programme: the code or name of the budget programme printed with it.
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


Made = dict[Labelled, Amount]


@dataclass(slots=True, kw_only=True)
class Valued:
    """The printed amounts that have a value, in printed order, and what is doubtful.

    The `reported` are the starts of the numbers and units that a finding names, with its code.
    """

    made: Made = field(default_factory=dict)
    reported: dict[int, str] = field(default_factory=dict)
    findings: list[Remark] = field(default_factory=list)

    def report(self, amount: Labelled, code: str, message: str, candidates: tuple[str, ...] = ()) -> None:
        """A finding about an amount whose value is not known."""
        self.findings.append(Remark(code=code, message=message, candidates=candidates))
        places = (atom.start for atom in amount.atoms if atom.kind in (AtomKind.NUMBER, AtomKind.UNIT))
        self.reported |= dict.fromkeys(places, code)


def valued(reading: CostReading, column: MoneyUnit | None) -> Valued:
    """The amounts that can be known."""
    result = Valued()
    made = result.made
    for labelled, (value, currency) in _values(reading, column, result).items():
        amount = _amount(labelled, value, currency)
        if amount is not None:
            made[labelled] = amount
    _drop(made, _equivalents(made))
    _drop(made, _alike(made))
    for labelled in made:
        if not labelled.parts:
            labelled.parts = _years_of_span(labelled, made)
        if any(part in made for part in labelled.parts):
            made[labelled] = replace(made[labelled], is_total=True)
    _drop(made, _unlabelled(made))
    result.findings += [*_sums_that_differ(made), *_source_at_end(made)]
    return result


def _drop(made: Made, lost: Sequence[Labelled]) -> None:
    for amount in lost:
        made.pop(amount, None)


def _values(
    reading: CostReading, column: MoneyUnit | None, result: Valued
) -> dict[Labelled, tuple[Decimal, str]]:
    """Each amount with its value and currency; those that go on from the one before are added to it."""
    found: dict[Labelled, tuple[Decimal, str]] = {}
    larger: Labelled | None = None
    units = _units(reading, column)
    for amount in reading.amounts:
        unit = units[amount]
        value = None if amount.is_unread else _value(amount, unit, result)
        if amount.joined:
            before = found.pop(larger, None) if larger is not None else None
            if before and larger and value is not None and _is_smaller(amount.unit, larger.unit):
                found[larger] = (before[0] + value, before[1])
                _merge(larger, amount)
            else:
                larger = None
        elif value is not None and unit is not None:
            found[amount] = (value, unit.currency or TENGE)
            larger = amount
        else:
            larger = None
    return found


def _merge(amount: Labelled, rest: Labelled) -> None:
    """Labels printed behind the second part of an amount are those of the whole."""
    amount.atoms += rest.atoms
    amount.labels = {**rest.labels, **amount.labels}
    amount.parts += rest.parts


def _units(reading: CostReading, column: MoneyUnit | None) -> dict[Labelled, MoneyUnit | None]:
    """The unit of each amount: its own, the only one of the text, or the column's; None where not known."""
    printed = [amount.unit for amount in reading.amounts if amount.unit is not None] + reading.units
    common = printed[0] if len(set(printed)) == 1 else None
    apart = {unit.currency for unit in reading.units if unit.currency}
    parts = {part for amount in reading.amounts for part in amount.parts}
    found: dict[Labelled, MoneyUnit | None] = {}
    has_own = False
    for amount in reading.amounts:
        own = amount.unit or common
        default = column.currency if column and own and own.multiplier else TENGE
        unit = own.filled(PLAIN, default) if own else None if printed else column
        if unit and amount.unit and not amount.unit.currency and apart - {unit.currency}:
            unit = None  # `5 мың (…) АҚШ доллары`: the currency stands apart from its amount
        if amount.unit is None and amount not in parts and has_own and column not in (None, unit):
            unit = None  # `РБ – 500 мың теңге, ЖБ – 2` in a column of millions
        has_own = has_own or (amount.unit is not None and not reading.units)
        found[amount] = unit
    return found


def _is_smaller(unit: MoneyUnit | None, than: MoneyUnit | None) -> bool:
    if unit is None or than is None or (unit.currency and than.currency and unit.currency != than.currency):
        return False
    return unit.factor < than.factor


def _value(amount: Labelled, unit: MoneyUnit | None, result: Valued) -> Decimal | None:
    """Thousands of the currency, or None, where no word says why with a remark."""
    readings, words = amount.readings, amount.words
    if unit is not None and words is not None:  # repeated in brackets, alone or with its multiplier
        readings = tuple(each for each in readings if words in (each, each * unit.factor * _THOUSAND))
    if len(readings) > 1:
        both = tuple(map(str, readings))
        message = f"The amount «{amount.number}» can be {both[0]} or {both[1]}."
        result.report(amount, "cost_amount_ambiguous", message, both)
        return None
    if unit is None:
        result.report(amount, "cost_unit_unknown", f"The unit of the amount «{amount.number}» is not known.")
        return None
    value = readings[0] * unit.factor if readings else _LIMIT
    is_exact = value < _LIMIT and value == value.quantize(_THOUSANDTH)
    return value.quantize(_THOUSANDTH) if is_exact else None


def _amount(amount: Labelled, value: Decimal, currency: str) -> Amount | None:
    """The amount with its labels; None where they contradict each other."""
    said = {kind: sorted(set(amount.labels.get(kind, ()))) for kind in LABELS}
    programmes, recurrences, sources = (
        said[kind] for kind in (AtomKind.PROGRAMME, AtomKind.RECURRING, AtomKind.SOURCE)
    )
    years = [int(year) for year in said[AtomKind.YEAR]]
    is_span = len(years) > 1
    has_gap = is_span and years != list(range(years[0], years[-1] + 1))
    if has_gap or len(programmes) > 1 or len(recurrences) > 1:
        return None
    return Amount(
        year=years[0] if len(years) == 1 else None,
        first_year=years[0] if is_span else None,
        last_year=years[-1] if is_span else None,
        source=sources[0] if len(sources) == 1 else None,
        programme=next(iter(programmes), None),
        amount=value,
        currency=currency,
        per=next(iter(recurrences), None),
    )


def _alike(made: Made) -> list[Labelled]:
    """The amounts that nothing printed tells from another: which is which cannot be known."""
    groups: dict[object, list[Labelled]] = {}
    for amount, value in made.items():
        if not amount.is_named_total and not amount.parts:
            # two budgets of one code have names of their own: `облыстық бюджет`, `аудандық бюджет`
            sources = tuple(atom.text.lower() for atom in amount.atoms if atom.kind == AtomKind.SOURCE)
            groups.setdefault((replace(value, amount=Decimal(0), source=None), sources), []).append(amount)
    return [amount for group in groups.values() if len(group) > 1 for amount in group]


def _unlabelled(made: Made) -> list[Labelled]:
    """The amounts without a label, or without a year, next to others that have one.

    `1 200 РБ 300 ЖБ 7` may be shifted by one, and `2014 ж. РБ – 100, 2015 ж. – 200, ЖБ – 300` does not
    say which year the last is for. A total needs no label, and a part of one not the other parts' labels.
    """
    parts = {part for amount in made for part in amount.parts}
    found: list[Labelled] = []
    for kinds in (LABELS, {AtomKind.YEAR}):
        bare = [amount for amount in made if not kinds & amount.labels.keys()]
        found += bare if len(bare) < len(made) else []
    may_be_bare = {amount for amount in made if made[amount].is_total or amount.is_named_total} | parts
    return [amount for amount in found if amount not in may_be_bare]


def _years_of_span(span: Labelled, made: Made) -> list[Labelled]:
    """The amounts of single years within a span: `2013–2015 жж. – 900; 2013 – 300; …` prints money twice."""
    whole = made[span]
    if whole.first_year is None or whole.last_year is None:
        return []
    return [
        amount
        for amount, part in made.items()
        if whole.first_year <= (part.year or 0) <= whole.last_year
        and (part.source, part.currency) == (whole.source, whole.currency)
    ]


def _equivalents(made: Made) -> list[Labelled]:
    """What stands as a part in another currency is the same money: `50 АҚШ доллары (7 500 теңге)`."""
    found: list[Labelled] = []
    for total, whole in made.items():
        others = [part for part in total.parts if part in made and made[part].currency != whole.currency]
        total.parts = [part for part in total.parts if part not in others]
        found += others
    return found


def _sums_that_differ(made: Made) -> Iterator[Remark]:
    """Where a total is not the sum of its parts, as far as all of them are known."""
    for total, whole in made.items():
        parts = [made[part] for part in total.parts if part in made]
        if not parts or len(parts) < len(total.parts):
            continue
        summed = sum((part.amount for part in parts), Decimal(0))
        if any(part.per != whole.per for part in parts):
            message = f"Whether the total {_plain(whole.amount)} fits its parts is not known: they recur."
            yield Remark(code="cost_not_understood", message=message)
        elif summed != whole.amount:
            message = f"The total {_plain(whole.amount)} is not the sum of its parts, {_plain(summed)}."
            yield Remark(code="cost_sum_differs", message=message)


def _source_at_end(made: Made) -> Iterator[Remark]:
    """One source behind the last amount alone: `2007 ж. – 12, 2008 ж. – 13 (РБ)` may mean both."""
    listed = [amount for amount in made if not made[amount].is_total]
    named = [amount for amount in listed if AtomKind.SOURCE in amount.labels]
    if len(listed) > 1 and named == listed[-1:]:
        sources = [atom for atom in named[0].atoms if atom.kind == AtomKind.SOURCE]
        if all(atom.start > named[0].atoms[0].start for atom in sources):
            message = (
                f"«{sources[0].text}» stands behind the last amount alone; it may be said of the others too."
            )
            yield Remark(code="cost_source_at_end", message=message)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
