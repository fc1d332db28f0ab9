"""Reads the printed cost of a measure: `талап етілмейді`, `жергілікті бюджет қаражатының шегінде`.

The trouble: the column holds words as often as amounts, and the amounts are in the unit of the column's head
unless they print their own. Nothing is summed, nothing is given for a number that can be read in two ways or
beside which a word was not understood, and what is in no value is in a finding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.normalise.costs.amount_groups import read_groups
from pipeline.normalise.costs.amount_labels import Reading
from pipeline.normalise.costs.amount_values import Amount, Valued, valued
from pipeline.normalise.costs.amounts import Piece, pieces_of, unwrapped
from pipeline.normalise.costs.atoms import (
    DENIAL,
    FILLER,
    ITEM,
    MARK,
    NOT_REQUIRED,
    NUMBER,
    PARTS,
    PROGRAMME,
    RECURRING,
    SEPARATOR,
    SHARE,
    SOURCE,
    TOTAL,
    TYPE,
    UNIT,
    UNKNOWN,
    WORDED_FILLER,
    WORDED_NUMBER,
    YEAR,
    Atom,
    atoms_of,
)
from pipeline.normalise.costs.fund_sources import items_of, with_source
from pipeline.normalise.costs.money_units import column_unit
from pipeline.normalise.text.account import Claim, Fate, settled
from pipeline.normalise.text.letters import CleanText, cleaned
from pipeline.registry.cost_words import load_cost_words, phrases_at
from pipeline.registry.finding_kinds import Remark

__all__ = ["Amount", "Cost", "parse_cost"]

# the longest printed costs have some sixty characters a year, and plans eight years
_LONGEST_TEXT = 1000
_QUOTED_IN_MESSAGE = 120
_FEWEST_LINES = 2
_NOT_UNDERSTOOD = "cost_not_understood"
_BUDGETS = ("republican_budget", "local_budget")
_OWN = ("ngo_funds", "extrabudgetary")
# what goes into an amount, and what goes into all of them
_OF_ALL_AMOUNTS = frozenset({UNIT, PARTS, MARK, TOTAL})
_OF_AMOUNTS = frozenset({NUMBER, WORDED_NUMBER, YEAR, RECURRING}) | _OF_ALL_AMOUNTS
_FILLERS = frozenset({FILLER, SEPARATOR})
_FILLERS_OF_WORDS = frozenset({WORDED_FILLER, RECURRING, TOTAL, PARTS})
_INTO = {
    YEAR: "cost_years",
    SOURCE: "funding_sources",
    TYPE: "cost_type",
    DENIAL: "denied",
    ITEM: "cost_items",
    PROGRAMME: "budget_programmes",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What a printed cost says.

    Attributes:
        cost_type: not_required, amount, within_budget, own_funds, state_order, see_item, unspecified; null
            where nothing is printed. Words that name an item of the plan are see_item though they speak of
            the budget too. A source of funds without more is within_budget for a budget, own_funds for money
            outside of budgets. Money that is denied (`бюджетте көзделмеген`) is unspecified.
        funding_sources: codes of the contract, in printed order; none that the words deny.
        amounts: every printed amount, a total (`барлығы`) beside its parts; nothing is summed.
        years: years that the words name where no amount is printed.
        items: the numbers of items that the words refer to, as printed.
        programmes: the codes and names of budget programmes, as printed.
        findings: what was not understood, or not in full.
        account: what became of every word of the text.
        sources_account: the same for the text of the column of sources.
    """

    cost_type: str | None = None
    funding_sources: tuple[str, ...] = ()
    amounts: tuple[Amount, ...] = ()
    years: tuple[int, ...] = ()
    items: tuple[str, ...] = ()
    programmes: tuple[str, ...] = ()
    findings: tuple[Remark, ...] = ()
    account: tuple[Claim, ...] = ()
    sources_account: tuple[Claim, ...] = ()


def parse_cost(text: str | None, *, unit: str | None, sources_text: str | None = None) -> Cost:
    """Reads a cost. Total: any text gives a value, a remark, or both, and never an exception.

    Args:
        text: the words as printed, on one line or several; a line feed ends a number.
        unit: the unit of the column, as its head's words (`мың теңге`) or as a code of `parse_cost_unit`; a
            unit printed in the text itself goes before it.
        sources_text: the words of a column of sources beside it. One source goes for every amount without a
            source of its own; several go to the amounts line by line where both have as many lines.
    """
    cost = _read(text or "", unit)
    if sources_text is None or not sources_text.strip():
        return cost
    return _with_sources(_line_by_line(text or "", unit, sources_text) or cost, sources_text)


def _line_by_line(text: str, unit: str | None, sources_text: str) -> Cost | None:
    """The cost where each line is one amount, and the line beside it names its source; None elsewhere."""
    lines = items_of(text, lambda _, line: any(map(str.isdecimal, line)))
    beside = items_of(sources_text, lambda item, _: bool(_read(item, None).funding_sources))
    costs = [_read(line, unit) for _, line in lines]
    named = [_read(line, None).funding_sources for _, line in beside]
    if len(lines) < _FEWEST_LINES or len(lines) != len(beside):
        return None
    if any(len(cost.amounts) != 1 or cost.findings for cost in costs) or any(
        len(each) != 1 for each in named
    ):
        return None
    amounts: list[Amount] = []
    for cost, sources, (_, line) in zip(costs, named, beside, strict=True):
        amount, unfit = with_source(cost.amounts, sources, line)
        amounts += amount
        if unfit:
            return None
    claims = (
        replace(claim, start=claim.start + start, end=claim.end + start)
        for cost, (start, _) in zip(costs, lines, strict=True)
        for claim in cost.account
    )
    sources = tuple(dict.fromkeys(source for each in named for source in each))
    return Cost(cost_type="amount", funding_sources=sources, amounts=tuple(amounts), account=tuple(claims))


def _with_sources(cost: Cost, sources_text: str) -> Cost:
    """The cost with the sources of a column of their own."""
    beside = _read(sources_text, None)
    amounts, unfit = with_source(cost.amounts, beside.funding_sources, sources_text)
    findings = [*cost.findings, *unfit, *(each for each in beside.findings if each.code != "cost_missing")]
    sources = tuple(dict.fromkeys((*cost.funding_sources, *beside.funding_sources)))
    cost_type = cost.cost_type
    if beside.funding_sources and cost_type == NOT_REQUIRED:
        findings.append(_not_understood(sources_text))
    if cost_type in (None, "unspecified") and not any(claim.into == _INTO[DENIAL] for claim in cost.account):
        cost_type = beside.cost_type if beside.cost_type != "amount" else cost_type
        if cost_type not in (None, "unspecified"):
            findings = [each for each in findings if each.code != "cost_missing"]
    return replace(
        cost,
        cost_type=cost_type,
        funding_sources=sources,
        amounts=amounts,
        years=tuple(dict.fromkeys((*cost.years, *beside.years))),
        items=tuple(dict.fromkeys((*cost.items, *beside.items))),
        programmes=tuple(dict.fromkeys((*cost.programmes, *beside.programmes))),
        findings=tuple(dict.fromkeys(findings)),
        sources_account=beside.account,
    )


# a plan prints the same cost in row after row
@lru_cache(maxsize=1024)
def _read(printed: str, unit: str | None) -> Cost:
    line = cleaned(printed, keep_lines=True)
    if len(line.text) > _LONGEST_TEXT:
        account, _ = settled(printed, (), into=_NOT_UNDERSTOOD)
        return Cost(cost_type="unspecified", findings=(_not_understood(line.text),), account=account)
    text = unwrapped(line.text)
    pieces = pieces_of(text)
    atoms = atoms_of(text, pieces)
    if not any(atom.text.strip("-–—−‐‑‒―:/,;+()[]\n ") for atom in atoms):
        missing = Remark(code="cost_missing", message="No cost is printed.")
        account, _ = settled(printed, (), into="cost_missing")
        return Cost(cost_type="unspecified" if pieces else None, findings=(missing,), account=account)
    reading = read_groups(atoms)
    values = valued(reading, column_unit(unit))
    years = (
        () if reading.amounts else tuple(year for atom in atoms if atom.kind == YEAR for year in atom.years)
    )
    items = tuple(number for atom in atoms if atom.kind == ITEM for number in atom.numbers)
    sources = _sources(atoms, reading)
    worded = _worded_type(pieces, atoms, reading)
    if worded == "within_budget" and sources and all(source in _OWN for source in sources):
        # `бюджеттен тыс қаражат шегінде`: the word for budget names what the money is not from
        worded = "own_funds"
    claims = _claims(atoms, reading, values, line)
    account, rest = settled(printed, claims, into=_NOT_UNDERSTOOD)
    findings = [*values.findings, *map(_not_understood, rest)]
    contradicts = worded == "see_item" or (
        worded == NOT_REQUIRED and not any(atom.kind == SOURCE for atom in reading.denied)
    )
    if reading.amounts and contradicts and not rest:
        findings.append(_not_understood(line.text))
    has_amount = any(atom.kind == NUMBER and atom.code != SHARE for atom in atoms)
    cost_type = "amount" if has_amount else worded or _type_of(sources)
    if cost_type is None:
        cost_type = "unspecified"
        if not reading.denied and not findings:
            findings.append(_not_understood(line.text))
    return Cost(
        cost_type=cost_type,
        funding_sources=sources,
        amounts=values.amounts,
        years=tuple(dict.fromkeys(years)),
        items=tuple(dict.fromkeys(items)),
        programmes=tuple(dict.fromkeys(atom.code for atom in atoms if atom.kind == PROGRAMME)),
        findings=tuple(dict.fromkeys(findings)),
        account=account,
    )


def _sources(atoms: Sequence[Atom], reading: Reading) -> tuple[str, ...]:
    """The sources that the words name and do not deny."""
    denied = {id(atom) for atom in reading.denied}
    named = (atom.code for atom in atoms if atom.kind == SOURCE and id(atom) not in denied)
    return tuple(dict.fromkeys(named))


def _worded_type(pieces: Sequence[Piece], atoms: Sequence[Atom], reading: Reading) -> str | None:
    """The type that the words name and do not deny: the first in the registry's order."""
    known = load_cost_words()
    words = [piece.word for piece in pieces]
    said = [piece.word for piece in pieces if piece.kind == "word"]
    if (
        said
        and all(any(phrases_at(said, at, known.nothing)) for at in range(len(said)))
        and not reading.amounts
    ):
        return NOT_REQUIRED
    spans = [(atom.start, atom.end) for atom in reading.denied]
    found = {
        phrase.code
        for at, piece in enumerate(pieces)
        for phrase in phrases_at(words, at, known.types)
        if phrase.code == NOT_REQUIRED or not any(start <= piece.start < end for start, end in spans)
    }
    found |= {atom.code for atom in atoms if atom.kind == TYPE and atom.code == NOT_REQUIRED}
    if any(atom.kind == ITEM for atom in atoms):
        found.add("see_item")
    if any(atom.kind == PROGRAMME and atom.code[0].isdecimal() for atom in atoms):
        found.add("within_budget")
    return next((phrase.code for phrase in known.types.listed if phrase.code in found), None)


def _type_of(sources: tuple[str, ...]) -> str | None:
    """The type of a cost that names only its sources."""
    if any(source in _BUDGETS for source in sources):
        return "within_budget"
    if any(source in _OWN for source in sources):
        return "own_funds"
    return "unspecified" if sources else None


def _claims(atoms: Sequence[Atom], reading: Reading, values: Valued, line: CleanText) -> list[Claim]:
    """What became of each atom; nothing is claimed for what was not understood."""
    known = {id(atom) for amount in values.read for atom in amount.atoms}
    lost = {(atom.start, atom.end) for atom in reading.loose if atom.kind == UNKNOWN}
    claims = []
    for atom in atoms:
        if atom.start in values.told:
            fate, into = Fate.REPORTED, values.told[atom.start]
        elif (atom.start, atom.end) in lost:
            continue
        elif atom.kind in _OF_AMOUNTS and reading.amounts:
            fate, into = Fate.VALUE, "cost_amounts"
            if not (id(atom) in known or (atom.kind in _OF_ALL_AMOUNTS and values.read)):
                continue
        elif atom.kind in _INTO:
            fate, into = Fate.VALUE, _INTO[atom.kind]
        elif atom.kind in _FILLERS or (atom.kind in _FILLERS_OF_WORDS and not reading.amounts):
            fate, into = Fate.FILLER, f"costs.{atom.kind}"
        else:
            continue
        start, end = line.printed(atom.start, atom.end)
        claims.append(Claim(start=start, end=end, fate=fate, into=into))
    return claims


def _not_understood(words: str) -> Remark:
    short = words if len(words) <= _QUOTED_IN_MESSAGE else f"{words[:_QUOTED_IN_MESSAGE]}…"
    return Remark(code=_NOT_UNDERSTOOD, message=f"Cost: not understood: «{short}».")
