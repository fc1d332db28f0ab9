"""A printed amount with the labels that belong to it: years, sources, programmes, how often.

The trouble: a label may be one of several (`1 200 (РБ, ЖБ)`), may contradict another, or may be a word that
nobody knows; an amount next to such a word is not read at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.normalise.costs.atoms import NOT_REQUIRED, Atom, AtomKind
from pipeline.normalise.costs.money import MoneyUnit, readings_of

LABELS = frozenset({AtomKind.YEAR, AtomKind.SOURCE, AtomKind.RECURRING, AtomKind.PROGRAMME})
"""The kinds of atoms that are labels."""
GOING_ON = LABELS | {AtomKind.UNKNOWN, AtomKind.WORDED_FILLER}
"""What goes on for the amounts that follow: a word that nobody knows may be a label too."""


@dataclass(slots=True, kw_only=True, eq=False)
class Labelled:
    """A printed amount under its labels; each is itself and equal to no other.

    Attributes:
        labels: by kind, what is printed of it: years, codes of sources, ...
        words: its value as repeated in words.
        joined: whether it goes on from the amount before: `12 млн. 500 мың теңге`.
        is_unread: whether a word that belongs to it was not understood.
        is_named_total: whether a word calls it a total.
        atoms: what belongs to it; `bracketed` is what stands in brackets behind it and is its alone.
    """

    number: str
    start: int
    labels: dict[AtomKind, tuple[str, ...]] = field(default_factory=dict)
    unit: MoneyUnit | None = None
    words: int | None = None
    joined: bool = False
    is_unread: bool = False
    is_named_total: bool = False
    parts: list[Labelled] = field(default_factory=list)
    atoms: list[Atom] = field(default_factory=list)
    bracketed: list[Atom] = field(default_factory=list)

    def add(self, atom: Atom) -> None:
        """Takes what an atom says of it; a word that is not understood, or denies, leaves it unread."""
        if atom.kind in (AtomKind.UNKNOWN, AtomKind.WORDED_FILLER) or denies(atom):
            self.is_unread = True
        elif atom.kind in LABELS:
            values = tuple(map(str, atom.years)) if atom.kind == AtomKind.YEAR else (atom.code,)
            self.labels[atom.kind] = (*self.labels.get(atom.kind, ()), *values)
        self.is_named_total = self.is_named_total or atom.kind == AtomKind.TOTAL
        self.atoms.append(atom)

    def add_bracketed(self) -> None:
        """Takes the labels in brackets behind it; another of their kind before it contradicts them."""
        if any(atom.kind in self.labels for atom in self.bracketed):
            self.is_unread = True
        for atom in self.bracketed:
            self.add(atom)

    def add_unit(self, atom: Atom, unit: MoneyUnit) -> None:
        """Takes a unit behind it, also in two parts; two units of one number cannot be understood."""
        joined = unit if self.unit is None else self.unit.joined(unit)
        self.is_unread = self.is_unread or joined is None
        self.unit = joined or self.unit
        self.atoms.append(atom)

    def takes_at_end(self, atom: Atom) -> bool:
        """Whether a label at the end is its own: `500, РБ`; `500 РБ, ЖБ` too, and not `РБ – 500, ЖБ`."""
        return all(label.start > self.start for label in self.atoms if label.kind == atom.kind)

    def contradicts(self, total: Labelled) -> bool:
        """Whether it has another label where its total has one: `РБ – 1 200 (ЖБ – 300)`."""
        return any(not set(self.labels.get(kind, own)) <= set(own) for kind, own in total.labels.items())

    def is_within(self, total: Labelled) -> bool:
        """Whether it has every label that the total has."""
        return all(self.labels.get(kind) == values for kind, values in total.labels.items())

    @property
    def context(self) -> Context:
        """Its labels, as what its parts begin with."""
        return extended((), self.atoms)


@dataclass(slots=True, kw_only=True)
class CostReading:
    """What was read: amounts in printed order; units that stand by no amount; what belongs to no amount.

    `denied` is what of it the words deny.
    """

    amounts: list[Labelled] = field(default_factory=list)
    units: list[MoneyUnit] = field(default_factory=list)
    loose: list[Atom] = field(default_factory=list)
    denied: list[Atom] = field(default_factory=list)


Item = Atom | Labelled
Context = tuple[tuple[AtomKind, tuple[Atom, ...]], ...]
"""Labels that go on, the outer ones first: the kind and its atoms."""


def unread(atom: Atom) -> Atom:
    """The same place as a word that was not understood."""
    return Atom(kind=AtomKind.UNKNOWN, start=atom.start, end=atom.end, text=atom.text)


def extended(base: Context, atoms: Iterable[Atom]) -> Context:
    """The context with labels added in printed order; neighbours of one kind are one label."""
    context = dict(base)
    for atom in atoms:
        if atom.kind in GOING_ON:
            context[atom.kind] = (*context.get(atom.kind, ()), atom)
    return tuple(context.items())


def within(parts: Sequence[Labelled], context: Context) -> list[Labelled]:
    """The amounts that have all labels of a context."""
    wanted = {atom for _, atoms in context for atom in atoms}
    return [part for part in parts if wanted <= set(part.atoms)]


def adds_up(total: Labelled, parts: Sequence[Labelled]) -> bool:
    """Whether numbers, as printed, add up to a total."""
    whole, *rest = (next(iter(readings_of(amount.number)), None) for amount in (total, *parts))
    known = [value for value in rest if value is not None]
    return bool(known) and len(known) == len(rest) and whole == sum(known)


def denies(atom: Atom) -> bool:
    """Whether an atom says that something is not so: `көзделмеген`, `талап етілмейді`."""
    return AtomKind.DENIAL in (atom.kind, atom.code) or (
        atom.kind == AtomKind.TYPE and atom.code == NOT_REQUIRED
    )


def as_lost(amount: Labelled) -> tuple[AtomKind, tuple[Atom, ...]]:
    """A number that is no amount may be a year that goes on: `2011 шамамен ж.: РБ – 1, ЖБ – 1`."""
    return AtomKind.YEAR, (unread(amount.atoms[0]),)
