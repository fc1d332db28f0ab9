"""A printed amount with the labels that belong to it: years, sources, programmes, how often.

The trouble: a label may be one of several (`1 200 (РБ, ЖБ)`), may contradict another, or may be a word that
nobody knows; an amount next to such a word is not read at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from pipeline.normalise.costs.atoms import Atom, AtomKind
from pipeline.normalise.costs.money import MoneyUnit, readings_of

LABELS = frozenset({AtomKind.YEAR, AtomKind.SOURCE, AtomKind.RECURRING, AtomKind.PROGRAMME})
"""The kinds of atoms that are labels."""
GOING_ON = LABELS | {AtomKind.UNKNOWN, AtomKind.WORDED_FILLER}
"""What goes on for the amounts that follow: a word that nobody knows may be a label too."""


@dataclass(slots=True, kw_only=True, eq=False)
class Labelled:
    """A printed amount under its labels; each is itself and equal to no other.

    Attributes:
        atoms: what belongs to it, its number first; `bracketed` is what stands in brackets behind it and is
            its alone.
        labels: by kind, what is printed of it: years, codes of sources, ...
        words: its value as repeated in words.
        joined: whether it goes on from the amount before: `12 млн. 500 мың теңге`.
        is_unread: whether a word that belongs to it was not understood.
        is_named_total: whether a word calls it a total.
    """

    atoms: list[Atom]
    bracketed: list[Atom] = field(default_factory=list)
    labels: dict[AtomKind, tuple[str, ...]] = field(default_factory=dict)
    unit: MoneyUnit | None = None
    words: int | None = None
    joined: bool = False
    is_unread: bool = False
    is_named_total: bool = False
    parts: list[Labelled] = field(default_factory=list)

    @property
    def number(self) -> str:
        """The number as printed."""
        return self.atoms[0].text.rstrip("%‰ ")

    @property
    def readings(self) -> tuple[Decimal, ...]:
        """What the number can be."""
        return readings_of(self.number)

    def add(self, *atoms: Atom) -> None:
        """Takes what atoms say of it; a word that is not understood, or denies, leaves it unread."""
        for atom in atoms:
            if atom.kind in (AtomKind.UNKNOWN, AtomKind.WORDED_FILLER) or atom.denies:
                self.is_unread = True
            elif atom.kind in LABELS:
                self.labels[atom.kind] = (*self.labels.get(atom.kind, ()), *atom.values)
            self.is_named_total = self.is_named_total or atom.kind == AtomKind.TOTAL
            self.atoms.append(atom)

    def add_bracketed(self) -> None:
        """Takes the labels in brackets behind it; another of their kind before it contradicts them."""
        if any(atom.kind in self.labels for atom in self.bracketed):
            self.is_unread = True
        self.add(*self.bracketed)

    def add_unit(self, atom: Atom, unit: MoneyUnit) -> None:
        """Takes a unit behind it, also in two parts; two units of one number cannot be understood."""
        joined = unit if self.unit is None else self.unit.joined(unit)
        self.is_unread = self.is_unread or joined is None
        self.unit = joined or self.unit
        self.atoms.append(atom)

    def takes_at_end(self, atom: Atom) -> bool:
        """Whether a label at the end is its own: `500, РБ`; `500 РБ, ЖБ` too, and not `РБ – 500, ЖБ`."""
        return all(label.start > self.atoms[0].start for label in self.atoms if label.kind == atom.kind)

    def contradicts(self, total: Labelled) -> bool:
        """Whether it has another label where its total has one: `РБ – 1 200 (ЖБ – 300)`."""
        return any(not set(self.labels.get(kind, own)) <= set(own) for kind, own in total.labels.items())

    def is_within(self, total: Labelled) -> bool:
        """Whether it has every label that the total has."""
        return all(self.labels.get(kind) == values for kind, values in total.labels.items())

    def is_sum_of(self, parts: Sequence[Labelled]) -> bool:
        """Whether the numbers of parts, as printed, add up to its own."""
        known = [part.readings[0] for part in parts if part.readings]
        return 0 < len(known) == len(parts) and self.readings[:1] == (sum(known),)


@dataclass(slots=True, kw_only=True)
class CostReading:
    """What was read: amounts in printed order; units that stand by no amount; what belongs to no amount.

    `denied` is what of it the words deny.
    """

    amounts: list[Labelled] = field(default_factory=list)
    units: list[MoneyUnit] = field(default_factory=list)
    loose: list[Atom] = field(default_factory=list)
    denied: list[Atom] = field(default_factory=list)
