"""Reads the printed cost of a measure: `талап етілмейді`, `жергілікті бюджет қаражатының шегінде`.

The trouble: the column holds words as often as amounts, and the amounts are in the unit of the column's head
unless they print their own. Sources may stand in a column of their own, in parallel lines. Nothing is summed,
nothing is given for a number that can be read in two ways or next to which a word was not understood, and
what is in no value is in a finding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from pipeline.normalise.costs.amount_groups import read_groups
from pipeline.normalise.costs.amount_values import Amount, Valued, valued
from pipeline.normalise.costs.atoms import NOT_REQUIRED, SHARE, Atom, AtomKind, atoms_of, wording_of
from pipeline.normalise.costs.labelled import CostReading
from pipeline.normalise.costs.money import CostPiece, column_unit, phrases, pieces_of, unwrapped
from pipeline.normalise.text.account import Claim, Fate, as_printed, claimed, moved, settled
from pipeline.normalise.text.letters import CleanText, cleaned
from pipeline.normalise.text.wording import unusual
from pipeline.registry.cell_words import cost_words
from pipeline.registry.finding_kinds import Remark
from pipeline.registry.loading import by_language

__all__ = ["Amount", "Cost", "parse_cost"]

T = TypeVar("T")
# the longest printed costs have some sixty characters a year, and plans eight years
_LONGEST_TEXT = 1000
_QUOTED_IN_MESSAGE = 120
_FEWEST_LINES = 2
_NOT_UNDERSTOOD, _MISSING = "cost_not_understood", "cost_missing"
_BUDGETS = {"republican_budget", "local_budget"}
_OWN = {"ngo_funds", "extrabudgetary"}
_NOTHING_SAID = (None, "unspecified")
# what goes into an amount, and what goes into all of them
_OF_ALL_AMOUNTS = frozenset({AtomKind.UNIT, AtomKind.PARTS, AtomKind.MARK, AtomKind.TOTAL})
_OF_AMOUNTS = (
    frozenset({AtomKind.NUMBER, AtomKind.WORDED_NUMBER, AtomKind.YEAR, AtomKind.RECURRING}) | _OF_ALL_AMOUNTS
)
_FILLERS = frozenset({AtomKind.FILLER, AtomKind.SEPARATOR})
_FILLERS_OF_WORDS = frozenset({AtomKind.WORDED_FILLER, AtomKind.RECURRING, AtomKind.TOTAL, AtomKind.PARTS})
_INTO = {
    AtomKind.YEAR: "cost_years",
    AtomKind.SOURCE: "funding_sources",
    AtomKind.TYPE: "cost_type",
    AtomKind.DENIAL: "denied",
    AtomKind.ITEM: "cost_items",
    AtomKind.PROGRAMME: "budget_programmes",
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
        amounts: every printed amount, a total (`барлығы`) with its parts; nothing is summed.
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
        unit: the unit of the column, as its head's words (`мың теңге`) or as a code of `head_unit`; a
            unit printed in the text itself goes before it.
        sources_text: the words of a column of sources next to it. One source goes for every amount without a
            source of its own; several go to the amounts line by line where both have as many lines.
    """
    cost = _read(text or "", unit)
    lines = None
    if sources_text is not None and sources_text.strip():
        lines = _line_by_line(text or "", unit, sources_text)
        cost = _with_sources(lines or cost, sources_text)
    if cost.findings or lines:
        return cost
    return replace(cost, findings=(*_unusual(text or ""), *_unusual(sources_text or "")))


@by_language(maxsize=1024)
def _unusual(printed: str) -> tuple[Remark, ...]:
    text = unwrapped(cleaned(printed, keep_lines=True).text)
    return unusual("costs", wording_of(atoms_of(text, pieces_of(text))), text)


# a plan prints the same cost in row after row
@by_language(maxsize=1024)
def _read(printed: str, unit: str | None) -> Cost:
    line = cleaned(printed, keep_lines=True)
    if len(line.text) > _LONGEST_TEXT:
        account, _ = settled(printed, (), into=_NOT_UNDERSTOOD)
        return Cost(cost_type="unspecified", findings=(_not_understood(line.text),), account=account)
    text = unwrapped(line.text)
    pieces = pieces_of(text)
    atoms = atoms_of(text, pieces)
    if not any(atom.text.strip("-–—−‐‑‒―:/,;+()[]\n ") for atom in atoms):
        missing = Remark(code=_MISSING, message="No cost is printed.")
        account, _ = settled(printed, (), into=_MISSING)
        return Cost(cost_type="unspecified" if pieces else None, findings=(missing,), account=account)
    reading = read_groups(atoms)
    values = valued(reading, column_unit(unit))
    sources = _said((atom for atom in atoms if atom not in reading.denied), AtomKind.SOURCE)
    worded = _worded_type(pieces, atoms, reading, sources)
    account, rest = settled(printed, _claims(atoms, reading, values, line), into=_NOT_UNDERSTOOD)
    findings = [*values.findings, *map(_not_understood, rest)]
    contradicts = worded == "see_item" or (
        worded == NOT_REQUIRED and all(atom.kind != AtomKind.SOURCE for atom in reading.denied)
    )
    if reading.amounts and contradicts and not rest:
        findings.append(_not_understood(line.text))
    has_amount = any(atom.kind == AtomKind.NUMBER and atom.code != SHARE for atom in atoms)
    cost_type = "amount" if has_amount else worded or _type_of(sources) or "unspecified"
    if cost_type == "unspecified" and not (worded or sources or reading.denied or findings):
        findings.append(_not_understood(line.text))
    years = () if reading.amounts else tuple(map(int, _said(atoms, AtomKind.YEAR)))
    return Cost(
        cost_type=cost_type,
        funding_sources=sources,
        amounts=tuple(values.made.values()),
        years=years,
        items=_said(atoms, AtomKind.ITEM),
        programmes=_said(atoms, AtomKind.PROGRAMME),
        findings=_once(findings),
        account=account,
    )


def _once(values: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(values))


def _said(atoms: Iterable[Atom], kind: AtomKind) -> tuple[str, ...]:
    """The values of the atoms of a kind."""
    return _once(value for atom in atoms if atom.kind == kind for value in atom.values)


def _worded_type(
    pieces: Sequence[CostPiece], atoms: Sequence[Atom], reading: CostReading, sources: Sequence[str]
) -> str | None:
    """The type that the words name and do not deny: the first in the registry's order."""
    words = [piece.word for piece in pieces]
    said = [piece.word for piece in pieces if piece.kind == "word"]
    is_nothing = bool(said) and all(phrases("nothing").at(said, at) for at in range(len(said)))
    if is_nothing and not reading.amounts:
        return NOT_REQUIRED
    found = {NOT_REQUIRED}.intersection(_said(atoms, AtomKind.TYPE))
    for at, piece in enumerate(pieces):
        named = phrases("types").at(words, at)
        is_denied = any(atom.start <= piece.start < atom.end for atom in reading.denied)
        if named and (named.value[1] == NOT_REQUIRED or not is_denied):
            found.add(named.value[1])
    if _said(atoms, AtomKind.ITEM):
        found.add("see_item")
    if any(programme[0].isdecimal() for programme in _said(atoms, AtomKind.PROGRAMME)):
        found.add("within_budget")
    worded = next((code for code in cost_words().types if code in found), None)
    if worded == "within_budget" and sources and _OWN.issuperset(sources):
        # `бюджеттен тыс қаражат шегінде`: the word for budget names what the money is not from
        return "own_funds"
    return worded


def _type_of(sources: Sequence[str]) -> str | None:
    """The type of a cost that names only its sources."""
    if _BUDGETS.intersection(sources):
        return "within_budget"
    return "own_funds" if _OWN.intersection(sources) else None


def _claims(
    atoms: Sequence[Atom], reading: CostReading, values: Valued, line: CleanText
) -> tuple[Claim, ...]:
    """What became of each atom; nothing is claimed for what was not understood."""
    lost = {(atom.start, atom.end) for atom in reading.loose if atom.kind == AtomKind.UNKNOWN}
    known = {atom for amount in values.made for atom in amount.atoms}
    claims = []
    for atom in atoms:
        said = None if (atom.start, atom.end) in lost else _fate(atom, known, bool(reading.amounts))
        if atom.start in values.reported:
            said = values.reported[atom.start], Fate.REPORTED
        if said is not None:
            claims.append(claimed(atom.start, atom.end, *said))
    return as_printed(claims, line)


def _fate(atom: Atom, known: set[Atom], has_amounts: bool) -> tuple[str, Fate] | None:
    if atom.kind in _OF_AMOUNTS and has_amounts:
        is_read = atom in known or (atom.kind in _OF_ALL_AMOUNTS and known)
        return ("cost_amounts", Fate.VALUE) if is_read else None
    if atom.kind in _INTO:
        return _INTO[atom.kind], Fate.VALUE
    is_filler = atom.kind in _FILLERS or (atom.kind in _FILLERS_OF_WORDS and not has_amounts)
    return (f"costs.{atom.kind}", Fate.FILLER) if is_filler else None


def _not_understood(words: str) -> Remark:
    short = words if len(words) <= _QUOTED_IN_MESSAGE else f"{words[:_QUOTED_IN_MESSAGE]}…"
    return Remark(code=_NOT_UNDERSTOOD, message=f"Cost: not understood: «{short}».")


def _line_by_line(text: str, unit: str | None, sources_text: str) -> Cost | None:
    """The cost where each line is one amount, and the line next to it names its source; None elsewhere."""
    lines = _items(text, lambda _, line: any(map(str.isdecimal, line)))
    named = _items(sources_text, lambda item, _: bool(_read(item, None).funding_sources))
    if len(lines) < _FEWEST_LINES or len(lines) != len(named):
        return None
    amounts: list[Amount] = []
    claims: list[Claim] = []
    for (start, line), (_, name) in zip(lines, named, strict=True):
        cost, sources = _read(line, unit), _read(name, None).funding_sources
        if cost.findings or len(cost.amounts) != 1 or len(sources) != 1:
            return None
        if cost.amounts[0].source not in (None, *sources):
            return None
        amounts.append(replace(cost.amounts[0], source=sources[0]))
        claims += moved(cost.account, start)
    return Cost(
        cost_type="amount",
        funding_sources=_once(amount.source for amount in amounts if amount.source),
        amounts=tuple(amounts),
        account=tuple(claims),
    )


def _items(text: str, begins: Callable[[str, str], bool]) -> list[tuple[int, str]]:
    """The printed lines in groups, each with the offset where it starts; a line that begins none is wrapped.

    Whether a line begins a group is asked with the group before it.
    """
    found: list[tuple[int, str]] = []
    start = 0
    for line in text.split("\n"):
        if not found or begins(found[-1][1], line):
            found.append((start, line))
        else:
            found[-1] = (found[-1][0], f"{found[-1][1]}\n{line}")
        start += len(line) + 1
    return found


def _with_sources(cost: Cost, sources_text: str) -> Cost:
    """The cost with the sources of a column of their own; several of them go to no amount."""
    named = _read(sources_text, None)
    findings = [*cost.findings, *(each for each in named.findings if each.code != _MISSING)]
    amounts = cost.amounts
    if named.funding_sources and not {None, *named.funding_sources}.issuperset(
        amount.source for amount in amounts
    ):
        message = f"The cost names another source than the column next to it: «{sources_text.strip()}»."
        findings.insert(len(cost.findings), Remark(code=_NOT_UNDERSTOOD, message=message))
    elif len(named.funding_sources) == 1:
        amounts = tuple(
            replace(amount, source=amount.source or named.funding_sources[0]) for amount in amounts
        )
    cost_type = cost.cost_type
    if named.funding_sources and cost_type == NOT_REQUIRED:
        findings.append(_not_understood(sources_text))
    if cost_type in _NOTHING_SAID and all(claim.into != _INTO[AtomKind.DENIAL] for claim in cost.account):
        cost_type = named.cost_type if named.cost_type != "amount" else cost_type
        if cost_type not in _NOTHING_SAID:
            findings = [each for each in findings if each.code != _MISSING]
    return replace(
        cost,
        cost_type=cost_type,
        funding_sources=_once((*cost.funding_sources, *named.funding_sources)),
        amounts=amounts,
        years=_once((*cost.years, *named.years)),
        items=_once((*cost.items, *named.items)),
        programmes=_once((*cost.programmes, *named.programmes)),
        findings=_once(findings),
        sources_account=named.account,
    )
