"""Puts the amounts of a cost under their labels: `2015 жыл – 12 500`, `РБ - 1 200, ЖБ - 300`, `1 200 (РБ)`.

The trouble: a label stands before its amount or behind it, once for several amounts or once for each, in
brackets or not; years stand under sources and sources under years; and a total stands beside its parts. So
separators cut the text into segments, brackets and `оның ішінде` into groups. A label before an amount goes
on for what follows until its own kind comes again; one behind an amount, or in brackets, is that amount's
alone. An amount beside which a word was not understood is not read at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.normalise.costs.amount_labels import (
    GOING_ON,
    LABELS,
    Context,
    Labelled,
    Reading,
    Segment,
    add_label,
    adds_up,
    bind_label,
    context_of,
    contradicts,
    denies,
    extended,
    is_within,
    takes_at_end,
    unread,
    within,
)
from pipeline.normalise.costs.atoms import (
    CLOSE,
    LINK,
    MARK,
    NUMBER,
    OPEN,
    PARTS,
    RECURRING,
    SEPARATOR,
    SHARE,
    SOURCE,
    TOTAL,
    TYPE,
    UNIT,
    UNKNOWN,
    WORDED_NUMBER,
    YEAR,
    Atom,
)
from pipeline.normalise.costs.money_units import Unit

_DEEPEST = 12


class _Group:
    """Reads the atoms of one group: the whole text, a bracket with amounts, what follows `оның ішінде`."""

    def __init__(
        self, atoms: Sequence[Atom], reading: Reading, base: Context, owner: Labelled | None
    ) -> None:
        self.atoms = atoms
        self.reading = reading
        self.base = base
        self.context = base
        self.owner = owner
        self.direct: list[Labelled] = []
        self.segment = Segment()
        self.carried: list[Atom] = []
        self.last: Labelled | None = None
        self.gap = ""
        self.nests = False
        self.ahead: Atom | None = None
        self.bracketed: list[Labelled] = []
        self.inner: frozenset[str] = frozenset()
        self.totals: list[tuple[Labelled, Context]] = []

    def read(self, at: int, depth: int) -> int:
        """Reads from a place on; gives the place of the bracket that closes the group, or where it ends."""
        starts = True
        while at < len(self.atoms):
            atom = self.atoms[at]
            if atom.kind == CLOSE or (starts and self.owner is not None and self._ends_parts(atom)):
                break
            starts = atom.kind == SEPARATOR
            if atom.kind == OPEN:
                at = self._bracket(at, depth)
            elif atom.kind == PARTS and depth < _DEEPEST:
                at = self._parts(at, depth)
            else:
                self._take(atom, self.atoms[at + 1] if at + 1 < len(self.atoms) else None)
                at += 1
        self._end_segment()
        self._end()
        return at

    def _ends_parts(self, atom: Atom) -> bool:
        """Whether a label is of the kind that the owner of these parts has itself: the next such amount."""
        own = self.owner
        if own is None or not self.direct:
            # `2013-2015 жылдарға – 90, оның ішінде 2013 ж. – 30`: years under a span of years
            self.inner = self.inner | {atom.kind}
            return False
        return atom.kind == TOTAL or (atom.kind in own.labels and atom.kind in LABELS - self.inner)

    def _take(self, atom: Atom, following: Atom | None) -> None:
        if atom.kind == NUMBER:
            self._amount(atom)
        elif atom.kind == UNIT and atom.unit is not None:
            self._unit(atom, atom.unit)
        elif atom.kind == WORDED_NUMBER and self.last is not None:
            self.last.words = atom.value
            self.last.atoms.append(atom)
        elif atom.kind == SEPARATOR:
            self.ahead = None
            if not (atom.text == "/" and following is not None and following.kind == UNIT):
                self._end_segment()
        elif atom.kind == LINK:
            self.ahead = None
            self.gap = LINK if self.last is not None else self.gap
            self.segment.items.append(atom)
        elif atom.kind != MARK:
            self.last = self.ahead = None
            self.segment.items.append(atom)

    def _amount(self, atom: Atom) -> None:
        amount = Labelled(number=atom.text.rstrip("%‰ "), start=atom.start, atoms=[atom])
        amount.is_unread = atom.code == SHARE
        if self.ahead is not None and self.ahead.unit is not None:
            # `$ 500 мың`
            amount.unit = self.ahead.unit
            amount.atoms.append(self.ahead)
            self.reading.units.remove(self.ahead.unit)
        if self.bracketed and not any(a.kind in LABELS for a in self.segment.items if isinstance(a, Atom)):
            # `2013 ж. (РБ – 100, ЖБ – 50) – 150`
            amount.parts = self.bracketed
            self.direct = [part for part in self.direct if part not in self.bracketed]
        self.bracketed = []
        before = self.last
        if before is not None:
            amount.joined = before.unit is not None and before.unit.multiplier is not None and not self.gap
            if not amount.joined:
                # two numbers side by side: which is which cannot be known
                before.is_unread = amount.is_unread = True
        self.reading.amounts.append(amount)
        self.segment.items.append(amount)
        self.last, self.gap, self.ahead = amount, "", None

    def _unit(self, atom: Atom, unit: Unit) -> None:
        if self.last is None:
            self.reading.units.append(unit)
            self.ahead = atom if unit.multiplier is None else None
            return
        joined = unit if self.last.unit is None else self.last.unit.joined(unit)
        if joined is None:
            self.last.is_unread = True
        else:
            self.last.unit = joined
        self.last.atoms.append(atom)

    def _bracket(self, at: int, depth: int) -> int:
        """A bracket with amounts is a group of its own; the words of another belong to what stands before."""
        close = _closing(self.atoms, at)
        inside = self.atoms[at + 1 : close]
        if any(atom.kind == NUMBER for atom in inside) and depth < _DEEPEST:
            self._subgroup(at + 1, close, depth)
        else:
            amounts = self.segment.amounts
            for atom in inside:
                if atom.kind in (SEPARATOR, LINK, OPEN, CLOSE, MARK):
                    continue
                if atom.kind in (UNIT, WORDED_NUMBER):
                    self._take(atom, None)
                elif amounts and not (self.segment.items and isinstance(self.segment.items[-1], Atom)):
                    self.segment.bind(atom)
                else:
                    self.segment.items.append(atom)
        return min(close + 1, len(self.atoms))

    def _parts(self, at: int, depth: int) -> int:
        """`оның ішінде`: the amounts that follow are parts of the last one, or of what is labelled so far."""
        owner = self.segment.amounts[-1] if self.segment.amounts else None
        if owner is None and not self.segment.items and not self.carried and self.direct:
            owner = self.direct[-1]
        if self.segment.items:
            self._end_segment()
        if owner is None:
            return at + 1
        self.nests = False
        group = _Group(self.atoms, self.reading, context_of(owner), owner)
        after = at + 1
        while after < len(self.atoms) and self.atoms[after].kind in (LINK, SEPARATOR):
            after += 1
        after = group.read(after, depth + 1)
        owner.parts += group.direct
        return after

    def _subgroup(self, at: int, close: int, depth: int) -> None:
        """A bracket with amounts: parts of the amount before it, or what the labels before it are of."""
        items = self.segment.items
        last = max((here for here, item in enumerate(items) if isinstance(item, Labelled)), default=-1)
        trailing = [item for item in items[last + 1 :] if isinstance(item, Atom)]
        first = next((here for here, item in enumerate(items) if isinstance(item, Labelled)), 0)
        kinds = {item.kind for item in items[:first] if isinstance(item, Atom)}
        if last >= 0 and kinds & LABELS & {atom.kind for atom in trailing}:
            # `РБ – 100 ЖБ (2013 ж. – 50)`: the label begins what the bracket goes on with
            del items[last + 1 :]
            self._end_segment()
            self.segment.items, last = list(trailing), -1
        owner = self.segment.amounts[-1] if last >= 0 else None
        if owner is None:
            lead = [*self.carried, *trailing]
            self.carried = []
        else:
            place = max(
                (here for here, item in enumerate(items[:last]) if isinstance(item, Labelled)), default=-1
            )
            before = [] if place >= 0 else self.carried
            lead = [*before, *(item for item in items[place + 1 :] if isinstance(item, Atom))]
        context = extended(self._base_for(lead), lead)
        group = _Group(self.atoms[:close], self.reading, context, None)
        group.read(at, depth + 1)
        if owner is not None:
            owner.parts += group.direct
            return
        self.direct += group.direct
        self.bracketed = group.direct
        self.context = context if any(atom.kind in GOING_ON for atom in lead) else self.base
        self.reading.loose += lead
        self.segment.items.clear()
        self.last = None

    def _base_for(self, lead: Iterable[Atom]) -> Context:
        """The labels that go on where new ones come: those outside of the first kind that comes again."""
        kinds = {atom.kind for atom in lead if atom.kind in LABELS}
        if not kinds:
            return self.context
        places = [at for at, (kind, _) in enumerate(self.context) if kind in kinds]
        # a word that nobody knows stood where this label stands: `2013 ж.: Қор – 5, ЖБ – 7`
        own = range(len(self.base), len(self.context))
        places = places or [at for at in own if self.context[at][0] not in LABELS]
        if places:
            return self.context[: min(places)]
        return self.context if self.nests else self.base

    def _end_segment(self) -> None:
        """Gives the labels of a segment to its amounts, or keeps them for the next one."""
        segment, self.segment = self.segment, Segment()
        self.last, self.gap, self.bracketed = None, "", []
        amounts = segment.amounts
        if not amounts:
            self._keep(segment)
            return
        segment.items[:0] = self.carried
        self.carried = []
        first = next(at for at, item in enumerate(segment.items) if isinstance(item, Labelled))
        lead = [item for item in segment.items[:first] if isinstance(item, Atom)]
        kinds = {atom.kind for atom in lead} & LABELS
        last_item = next(
            (item for item in reversed(segment.items) if isinstance(item, Labelled) or item.kind in LABELS),
            None,
        )
        trails = isinstance(last_item, Atom) and last_item.kind not in kinds
        prefix: list[Atom] = []
        outer: Context = ()
        behind: Labelled | None = None
        for item in segment.items:
            if isinstance(item, Labelled):
                self._label(item, prefix, segment.bound.get(id(item), []))
                outer = self.context if behind is None else outer
                prefix, behind = [], item
            elif behind is not None and self._is_behind(item, kinds, trails=trails, single=len(amounts) == 1):
                behind.is_unread = behind.is_unread or (item.kind in kinds)
                add_label(behind, item)
            else:
                prefix.append(item)
        for atom in prefix:
            if behind is not None and atom.kind != LINK:
                behind.is_unread = True
                behind.atoms.append(atom)
        if len(amounts) > 1 and any(amount.is_unread for amount in amounts):
            # which of the amounts the words belong to is not known
            for amount in amounts:
                amount.is_unread = True
            # and a number that is no amount may be a year that goes on: `2011 шамамен ж.: РБ – 1, ЖБ – 1`
            lost = (YEAR, (unread(amounts[0].atoms[0]),))
            inner = tuple(pair for pair in self.context if pair not in outer)
            if all(kind != YEAR for kind, _ in outer):
                self.context = (*outer, lost, *(pair for pair in inner if pair[0] != YEAR))
        self.direct += amounts

    @staticmethod
    def _is_behind(atom: Atom, kinds: set[str], *, trails: bool, single: bool) -> bool:
        if atom.kind == TOTAL:
            return single
        if atom.kind in LABELS:
            return single or (trails and atom.kind not in kinds)
        return atom.kind != LINK

    def _label(self, amount: Labelled, prefix: Sequence[Atom], bound: Sequence[Atom]) -> None:
        labels = [atom for atom in prefix if atom.kind in GOING_ON]
        context = self.context
        if labels:
            context = self.context = extended(self._base_for(prefix), prefix)
        amount.is_named_total = any(atom.kind == TOTAL for atom in prefix)
        if amount.is_named_total and not labels:
            self.totals.append((amount, context))
            context = ()
        self.nests = amount.is_named_total and bool(labels)
        for _, atoms in context:
            for atom in atoms:
                add_label(amount, atom)
        for atom in prefix:
            if atom not in labels:
                add_label(amount, atom)
        for atom in bound:
            bind_label(amount, atom, bound)

    def _keep(self, segment: Segment) -> None:
        """Labels without an amount are those of the next one, unless something is denied or empty."""
        atoms = [item for item in segment.items if isinstance(item, Atom)]
        said = [atom for atom in atoms if atom.kind != LINK]
        n_links = len(atoms) - len(said)
        is_empty = bool(said) and atoms[-1].kind == LINK
        denied = any(denies(atom) for atom in said) or (is_empty and n_links > 1)
        # `ЖБ – 60 %, РБ – …`: an entry whose amount is none
        kinds = {atom.kind for atom in said}
        is_entry = n_links > 0 and UNKNOWN in kinds and bool(kinds & LABELS)
        if not (is_empty or denied or is_entry or TYPE in kinds):
            self.carried += said
            return
        if denied:
            # `РБ, ЖБ-да көзделмеген` denies a list
            has_source = any(atom.kind == SOURCE for atom in said)
            self.reading.denied += [*(self.carried if has_source else ()), *said]
        self.reading.loose += [*self.carried, *said]
        self.carried = []
        if is_empty and not denied:
            self.reading.loose.append(unread(said[-1]))
        elif is_entry:
            self.reading.loose += [unread(atom) for atom in said if atom.kind in LABELS]

    def _end(self) -> None:
        """Labels at the end go to the only amount, if there is one; totals take their parts."""
        only = self.reading.amounts[0] if len(self.reading.amounts) == len(self.direct) == 1 else None
        for atom in self.carried:
            if only is not None and takes_at_end(only, atom):
                add_label(only, atom)
            else:
                is_lost = bool(self.reading.amounts) and atom.kind in (YEAR, RECURRING, TOTAL)
                self.reading.loose.append(unread(atom) if is_lost else atom)
        self.carried = []
        parts = [amount for amount in self.direct if not amount.is_named_total]
        for total, context in self.totals:
            self._label_total(total, context, parts)
        for total in self.direct:
            if total.is_named_total and not total.parts:
                total.parts = [part for part in parts if is_within(part, total)]

    def _label_total(self, total: Labelled, context: Context, parts: Sequence[Labelled]) -> None:
        """Gives a total the labels that go on, without the innermost; the sum tells whether without more.

        `2013 ж.: РБ – 10, ЖБ – 20, барлығы – 30` is of 2013; `РБ: 2013 ж. – 10; ЖБ: 2013 ж. – 20; барлығы –
        30` is of no budget.
        """
        widths = range(max(len(context) - 1, len(self.base)), len(self.base) - 1, -1)
        fitting = [width for width in widths if adds_up(total, within(parts, context[:width]))]
        for _, atoms in context[: fitting[0] if fitting else widths[0]]:
            for atom in atoms:
                add_label(total, atom)


def _closing(atoms: Sequence[Atom], at: int) -> int:
    """The place of the bracket that closes the one at a place, or the end."""
    depth = 0
    for here in range(at, len(atoms)):
        depth += (atoms[here].kind == OPEN) - (atoms[here].kind == CLOSE)
        if depth == 0:
            return here
    return len(atoms)


def read_groups(atoms: Sequence[Atom]) -> Reading:
    """The amounts of a cost under their labels, and what else its words name."""
    reading = Reading()
    _Group(atoms, reading, (), None).read(0, 0)
    for amount in reading.amounts:
        # parts stand behind their whole, and a word that is not understood may be a label of theirs too
        amount.is_unread = amount.is_unread or any(contradicts(part, amount) for part in amount.parts)
        for part in amount.parts:
            part.is_unread = part.is_unread or amount.is_unread
    return reading
