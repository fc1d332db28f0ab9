"""The amounts of a cost and the labels that belong to them: years, sources, programmes, how often.

The trouble: a label may be one of several (`1 200 (РБ, ЖБ)`), may contradict another, or may be a word that
nobody knows; an amount beside such a word is not read at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.normalise.costs.amounts import readings_of
from pipeline.normalise.costs.atoms import (
    DENIAL,
    NOT_REQUIRED,
    PROGRAMME,
    RECURRING,
    SOURCE,
    TOTAL,
    TYPE,
    UNKNOWN,
    WORDED_FILLER,
    YEAR,
    Atom,
)
from pipeline.normalise.costs.money_units import Unit

LABELS = frozenset({YEAR, SOURCE, RECURRING, PROGRAMME})
"""The kinds of atoms that are labels."""
GOING_ON = LABELS | {UNKNOWN, WORDED_FILLER}
"""What goes on for the amounts that follow: a word that nobody knows may be a label too."""


@dataclass(slots=True, kw_only=True, eq=False)
class Labelled:
    """A printed amount under its labels.

    Attributes:
        number: its digits as printed.
        start: offset of the number.
        labels: by kind, what is printed of it: years, codes of sources, ...
        unit: the unit printed beside it.
        words: its value as repeated in words.
        joined: whether it goes on from the amount before: `12 млн. 500 мың теңге`.
        is_unread: whether a word that belongs to it was not understood.
        is_named_total: whether a word calls it a total.
        parts: the amounts that are printed as its parts.
        atoms: what belongs to it.
    """

    number: str
    start: int
    labels: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unit: Unit | None = None
    words: int | None = None
    joined: bool = False
    is_unread: bool = False
    is_named_total: bool = False
    parts: list[Labelled] = field(default_factory=list)
    atoms: list[Atom] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Reading:
    """What was read.

    Attributes:
        amounts: in printed order.
        units: units that stand by no amount.
        loose: what belongs to no amount.
        denied: what of it the words deny.
    """

    amounts: list[Labelled] = field(default_factory=list)
    units: list[Unit] = field(default_factory=list)
    loose: list[Atom] = field(default_factory=list)
    denied: list[Atom] = field(default_factory=list)


Context = tuple[tuple[str, tuple[Atom, ...]], ...]
"""Labels that go on, the outer ones first: the kind and its atoms."""


@dataclass(slots=True)
class Segment:
    """What stands between two separators: labels and amounts in order, and which labels are in brackets."""

    items: list[Atom | Labelled] = field(default_factory=list)
    bound: dict[int, list[Atom]] = field(default_factory=dict)

    @property
    def amounts(self) -> list[Labelled]:
        """Its amounts, in printed order."""
        return [item for item in self.items if isinstance(item, Labelled)]

    def bind(self, atom: Atom) -> None:
        """A label in brackets behind an amount is of that amount alone."""
        self.bound.setdefault(id(self.amounts[-1]), []).append(atom)


def unread(atom: Atom) -> Atom:
    """The same place as a word that was not understood."""
    return Atom(kind=UNKNOWN, start=atom.start, end=atom.end, text=atom.text)


def extended(base: Context, atoms: Iterable[Atom]) -> Context:
    """The context with labels added in printed order; neighbours of one kind are one label."""
    context = dict(base)
    for atom in atoms:
        if atom.kind in GOING_ON:
            context[atom.kind] = (*context.get(atom.kind, ()), atom)
    return tuple(context.items())


def context_of(amount: Labelled) -> Context:
    """The labels of an amount, as what its parts begin with."""
    kept: dict[str, tuple[Atom, ...]] = {}
    for atom in amount.atoms:
        if atom.kind in GOING_ON:
            kept[atom.kind] = (*kept.get(atom.kind, ()), atom)
    return tuple(kept.items())


def add_label(amount: Labelled, atom: Atom) -> None:
    """Gives an amount what an atom says of it; a word that is not understood, or denies, leaves it unread."""
    if atom.kind in (UNKNOWN, WORDED_FILLER) or denies(atom):
        amount.is_unread = True
    elif atom.kind in LABELS:
        values = tuple(map(str, atom.years)) if atom.kind == YEAR else (atom.code,)
        amount.labels[atom.kind] = (*amount.labels.get(atom.kind, ()), *values)
    elif atom.kind == TOTAL:
        amount.is_named_total = True
    amount.atoms.append(atom)


def bind_label(amount: Labelled, atom: Atom, bound: Sequence[Atom]) -> None:
    """A label in brackets behind an amount; another of its kind before the amount contradicts it."""
    first = next(label for label in bound if label.kind == atom.kind)
    if atom.kind in LABELS and atom is first and atom.kind in amount.labels:
        amount.is_unread = True
    add_label(amount, atom)


def within(parts: Sequence[Labelled], context: Context) -> list[Labelled]:
    """The amounts that have all labels of a context."""
    wanted = {id(atom) for _, atoms in context for atom in atoms}
    return [part for part in parts if wanted <= {id(atom) for atom in part.atoms}]


def adds_up(total: Labelled, parts: Sequence[Labelled]) -> bool:
    """Whether numbers, as printed and in one unit, add up to a total."""
    values = [readings_of(amount.number)[:1] for amount in (total, *parts)]
    if not parts or not all(values) or len({amount.unit for amount in (total, *parts)}) > 1:
        return False
    whole, *rest = (value for (value,) in values)
    return whole == sum(rest)


def contradicts(part: Labelled, total: Labelled) -> bool:
    """Whether a part has another label where its total has one: `РБ – 1 200 (ЖБ – 300)`."""
    return any(not set(part.labels.get(kind, values)) <= set(values) for kind, values in total.labels.items())


def is_within(part: Labelled, total: Labelled) -> bool:
    """Whether a part has every label that the total has."""
    return all(part.labels.get(kind) == values for kind, values in total.labels.items())


def denies(atom: Atom) -> bool:
    """Whether an atom says that something is not so: `көзделмеген`, `талап етілмейді`."""
    return DENIAL in (atom.kind, atom.code) or (atom.kind == TYPE and atom.code == NOT_REQUIRED)


def takes_at_end(amount: Labelled, atom: Atom) -> bool:
    """Whether a label at the end is the amount's: `500, РБ`; `500 РБ, ЖБ` too, and not `РБ – 500, ЖБ`."""
    same = [label for label in amount.atoms if label.kind == atom.kind]
    return all(label.start > amount.start for label in same)
