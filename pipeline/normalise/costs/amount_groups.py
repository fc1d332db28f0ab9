"""Puts the amounts of a cost under their labels: `2015 жыл – 12 500`, `РБ - 1 200, ЖБ - 300`, `1 200 (РБ)`.

The trouble: a label stands before its amount or behind it, once for several amounts or once for each, in
brackets or not; years stand under sources and sources under years; and a total stands next to its parts. So
separators part the text into segments, brackets and `оның ішінде` into groups. A label before an amount goes
on for what follows until its own kind comes again; one behind an amount, or in brackets, is that amount's
alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.normalise.costs.atoms import SHARE, Atom, AtomKind
from pipeline.normalise.costs.labelled import GOING_ON, LABELS, CostReading, Labelled

Item = Atom | Labelled
Context = tuple[tuple[AtomKind, tuple[Atom, ...]], ...]
"""Labels that go on, the outer ones first: the kind and its atoms."""

_DEEPEST = 12
_SILENT_IN_BRACKETS = (AtomKind.SEPARATOR, AtomKind.LINK, AtomKind.OPEN, AtomKind.CLOSE, AtomKind.MARK)


def read_groups(atoms: Sequence[Atom]) -> CostReading:
    """The amounts of a cost under their labels, and what else its words name."""
    reading = CostReading()
    _AmountGroup(atoms, reading, (), None).read(0, 0)
    for amount in reading.amounts:
        # parts stand behind their whole, and a word that is not understood may be a label of theirs too
        amount.is_unread = amount.is_unread or any(part.contradicts(amount) for part in amount.parts)
        for part in amount.parts:
            part.is_unread = part.is_unread or amount.is_unread
    return reading


class _AmountGroup:
    """Reads the atoms of one group: the whole text, a bracket with amounts, what follows `оның ішінде`.

    Attributes:
        base: the labels that the group begins with; `context` those that go on at the place read.
        owner: the amount whose parts the group is, where `оның ішінде` opens it.
        direct: the amounts of the group itself, not of the groups inside.
        segment: labels and amounts since the last separator.
        carried: labels of earlier segments that wait for an amount.
        last: the amount that units and words in brackets are still added to.
        ahead: a currency that waits for its number.
        denies_on: whether a word denied the sources behind it, so that bare ones that follow are denied too.
        before_own: the amounts of a bracket whose own amount may follow: `2013 ж. (РБ – 100, ЖБ – 50) – 150`.
    """

    def __init__(
        self, atoms: Sequence[Atom], reading: CostReading, base: Context, owner: Labelled | None
    ) -> None:
        self.atoms, self.reading, self.owner = atoms, reading, owner
        self.base = self.context = base
        self.direct: list[Labelled] = []
        self.segment: list[Item] = []
        self.carried: list[Atom] = []
        self.last: Labelled | None = None
        self.is_linked = self.nests = self.denies_on = False
        self.ahead: Atom | None = None
        self.before_own: list[Labelled] = []
        self.inner: frozenset[AtomKind] = frozenset()
        self.totals: list[tuple[Labelled, Context]] = []

    def read(self, at: int, depth: int) -> int:
        """Reads from a place on; gives the place of the bracket that closes the group, or where it ends."""
        starts = True
        while at < len(self.atoms):
            atom = self.atoms[at]
            if atom.kind == AtomKind.CLOSE or (starts and self.owner and self._ends_parts(atom, self.owner)):
                break
            starts = atom.kind == AtomKind.SEPARATOR
            if atom.kind == AtomKind.OPEN:
                at = self._bracket(at, depth)
            elif atom.kind == AtomKind.PARTS and depth < _DEEPEST:
                at = self._parts(at, depth)
            else:
                self._take(atom, self.atoms[at + 1 : at + 2])
                at += 1
        self._end_segment()
        self._end()
        return at

    def _ends_parts(self, atom: Atom, owner: Labelled) -> bool:
        """Whether a label is of the kind that the owner of these parts has itself: the next such amount."""
        if not self.direct:
            # `2013-2015 жылдарға – 90, оның ішінде 2013 ж. – 30`: years under a span of years
            self.inner = self.inner | {atom.kind}
            return False
        return atom.kind == AtomKind.TOTAL or (atom.kind in owner.labels and atom.kind in LABELS - self.inner)

    def _take(self, atom: Atom, following: Sequence[Atom]) -> None:
        if atom.kind == AtomKind.NUMBER:
            self._amount(atom)
        elif atom.kind == AtomKind.UNIT and atom.unit is not None and self.last is not None:
            self.last.add_unit(atom, atom.unit)
        elif atom.kind == AtomKind.UNIT and atom.unit is not None:
            self.reading.units.append(atom.unit)
            self.ahead = atom if atom.unit.multiplier is None else None
        elif atom.kind == AtomKind.WORDED_NUMBER and self.last is not None:
            self.last.words = int(atom.code)
            self.last.atoms.append(atom)
        elif atom.kind == AtomKind.SEPARATOR:
            self.ahead = None
            if not (atom.text == "/" and following and following[0].kind == AtomKind.UNIT):
                self._end_segment()
        elif atom.kind == AtomKind.LINK:
            self.ahead = None
            self.is_linked = True
            self.segment.append(atom)
        elif atom.kind != AtomKind.MARK:
            self.last = self.ahead = None
            self.segment.append(atom)

    def _amount(self, atom: Atom) -> None:
        amount = Labelled(atoms=[atom], is_unread=atom.code == SHARE)
        if self.ahead is not None and self.ahead.unit is not None:
            # `$ 500 мың`
            amount.unit = self.ahead.unit
            amount.atoms.append(self.ahead)
            self.reading.units.remove(self.ahead.unit)
        if self.before_own and not any(label.kind in LABELS for label in _atoms(self.segment)):
            amount.parts = self.before_own
            self.direct = [part for part in self.direct if part not in self.before_own]
        self.before_own = []
        before = self.last
        if before is not None:
            has_factor = before.unit is not None and before.unit.multiplier is not None
            amount.joined = has_factor and not self.is_linked
            if not amount.joined:
                # two numbers side by side: which is which cannot be known
                before.is_unread = amount.is_unread = True
        self.reading.amounts.append(amount)
        self.segment.append(amount)
        self.last, self.is_linked, self.ahead = amount, False, None

    def _bracket(self, at: int, depth: int) -> int:
        """A bracket with amounts is a group of its own; the words of another belong to what stands before."""
        close = _closing(self.atoms, at)
        inside = self.atoms[at + 1 : close]
        if any(atom.kind == AtomKind.NUMBER for atom in inside) and depth < _DEEPEST:
            self._subgroup(at + 1, close, depth)
            return close + 1
        before = self.segment[-1] if self.segment else None
        for atom in inside:
            if atom.kind in (AtomKind.UNIT, AtomKind.WORDED_NUMBER):
                self._take(atom, ())
            elif atom.kind not in _SILENT_IN_BRACKETS:
                (before.bracketed if isinstance(before, Labelled) else self.segment).append(atom)
        return close + 1

    def _parts(self, at: int, depth: int) -> int:
        """`оның ішінде`: the amounts that follow are parts of the last one, or of what is labelled so far."""
        amounts = _amounts(self.segment) or ([] if self.segment or self.carried else self.direct)
        owner = amounts[-1] if amounts else None
        self._end_segment()
        at += 1
        if owner is None:
            return at
        self.nests = False
        group = _AmountGroup(self.atoms, self.reading, _extended((), owner.atoms), owner)
        while at < len(self.atoms) and self.atoms[at].kind in (AtomKind.LINK, AtomKind.SEPARATOR):
            at += 1
        at = group.read(at, depth + 1)
        owner.parts += group.direct
        return at

    def _subgroup(self, at: int, close: int, depth: int) -> None:
        """A bracket with amounts: parts of the amount before it, or what the labels before it are of."""
        self._end_before_bracket()
        amounts = _amounts(self.segment)
        own = self.segment[self.segment.index(amounts[-2]) + 1 :] if len(amounts) > 1 else self.segment
        lead = [*([] if len(amounts) > 1 else self.carried), *_atoms(own)]
        context = _extended(self._base_for(lead), lead)
        group = _AmountGroup(self.atoms[:close], self.reading, context, None)
        group.read(at, depth + 1)
        if amounts:
            amounts[-1].parts += group.direct
            return
        self.carried = []
        self.direct += group.direct
        self.before_own = group.direct
        self.context = context
        self.reading.loose += lead
        self.segment.clear()
        self.last = None

    def _end_before_bracket(self) -> None:
        """Ends the segment where a label behind its last amount begins anew: `РБ – 100 ЖБ (50)`."""
        amounts = _amounts(self.segment)
        if not amounts:
            return
        after = self.segment.index(amounts[-1]) + 1
        trailing = _atoms(self.segment[after:])
        kinds = {atom.kind for atom in _atoms(self.segment[: self.segment.index(amounts[0])])}
        if kinds & LABELS & {atom.kind for atom in trailing}:
            del self.segment[after:]
            self._end_segment()
            self.segment = list(trailing)

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
            # what the group begins with is said of all of it: `РБ-дан 300, оның ішінде 2013 ж. – 100`
            first = min(places)
            kept = (pair for pair in self.base[first:] if pair[0] not in kinds)
            return (*self.context[:first], *kept)
        return self.context if self.nests else self.base

    def _end_segment(self) -> None:
        """Gives the labels of a segment to its amounts, or keeps them for the next one."""
        segment, self.segment = self.segment, []
        self.last, self.is_linked, self.before_own = None, False, []
        amounts = _amounts(segment)
        if not amounts:
            self._keep(_atoms(segment))
            return
        segment[:0] = self.carried
        self.carried, self.denies_on = [], False
        outer = self._label_all(segment, amounts)
        if len(amounts) > 1 and any(amount.is_unread for amount in amounts):
            # which of the amounts the words belong to is not known
            for amount in amounts:
                amount.is_unread = True
            if all(kind != AtomKind.YEAR for kind, _ in outer):
                inner = (pair for pair in self.context if pair not in outer and pair[0] != AtomKind.YEAR)
                # a number that is no amount may be a year that goes on: `2011 шамамен ж.: РБ – 1, ЖБ – 1`
                self.context = (*outer, (AtomKind.YEAR, (amounts[0].atoms[0].unread,)), *inner)
        self.direct += amounts

    def _label_all(self, segment: Sequence[Item], amounts: Sequence[Labelled]) -> Context:
        """Gives each atom of a segment to the amount behind it, or before it; gives the first's labels."""
        outer: Context = ()
        kinds = {atom.kind for atom in _atoms(segment[: segment.index(amounts[0])])} & LABELS
        said = [item for item in segment if isinstance(item, Labelled) or item.kind in LABELS]
        trails = isinstance(said[-1], Atom) and said[-1].kind not in kinds
        prefix: list[Atom] = []
        behind: Labelled | None = None
        for item in segment:
            if isinstance(item, Labelled):
                self._label(item, prefix)
                outer = outer if behind else self.context
                prefix, behind = [], item
            elif behind is not None and _is_behind(item, kinds, trails=trails, single=len(amounts) == 1):
                behind.is_unread = behind.is_unread or item.kind in kinds
                behind.add(item)
            else:
                prefix.append(item)
        rest = [atom for atom in prefix if atom.kind != AtomKind.LINK]
        amounts[-1].is_unread = amounts[-1].is_unread or bool(rest)
        amounts[-1].atoms += rest
        return outer

    def _label(self, amount: Labelled, prefix: Sequence[Atom]) -> None:
        is_labelled = any(atom.kind in GOING_ON for atom in prefix)
        if is_labelled:
            self.context = _extended(self._base_for(prefix), prefix)
        context = self.context
        amount.is_named_total = any(atom.kind == AtomKind.TOTAL for atom in prefix)
        if amount.is_named_total and not is_labelled:
            self.totals.append((amount, context))
            context = ()
        self.nests = amount.is_named_total and is_labelled
        amount.add(*_of(context), *(atom for atom in prefix if atom.kind not in GOING_ON))
        amount.add_bracketed()

    def _keep(self, atoms: Sequence[Atom]) -> None:
        """Labels without an amount are those of the next one, unless something is denied or empty."""
        said = [atom for atom in atoms if atom.kind != AtomKind.LINK]
        n_links = len(atoms) - len(said)
        is_empty = bool(said) and atoms[-1].kind == AtomKind.LINK
        named = [atom for atom in said if atom.kind == AtomKind.SOURCE or atom.denies]
        leads = len(named) > 1 and named[0].denies  # `кроме РБ` denies what stands behind it
        self.denies_on = bool(named) and (leads or (self.denies_on and named == said))
        denied = any(atom.denies for atom in said) or (is_empty and n_links > 1) or self.denies_on
        # `ЖБ – 60 %, РБ – …`: an entry whose amount is none
        kinds = {atom.kind for atom in said}
        is_entry = n_links > 0 and AtomKind.UNKNOWN in kinds and bool(kinds & LABELS)
        if not (is_empty or denied or is_entry or AtomKind.TYPE in kinds):
            self.carried += said
            return
        if denied:
            # `РБ, ЖБ-да көзделмеген` denies a list
            self.reading.denied += [*(self.carried if AtomKind.SOURCE in kinds and not leads else ()), *said]
        self.reading.loose += [*self.carried, *said]
        self.carried = []
        if is_empty and not denied:
            self.reading.loose.append(said[-1].unread)
        elif is_entry:
            self.reading.loose += [atom.unread for atom in said if atom.kind in LABELS]

    def _end(self) -> None:
        """Labels at the end go to the only amount, if there is one; totals take their parts."""
        only = self.reading.amounts[0] if len(self.reading.amounts) == len(self.direct) == 1 else None
        for atom in self.carried:
            if only is not None and only.takes_at_end(atom):
                only.add(atom)
            else:
                is_of_amount = atom.kind in (AtomKind.YEAR, AtomKind.RECURRING, AtomKind.TOTAL)
                self.reading.loose.append(atom.unread if is_of_amount and self.reading.amounts else atom)
        self.carried = []
        parts = [amount for amount in self.direct if not amount.is_named_total]
        for total, context in self.totals:
            self._label_total(total, context, parts)
        for total in self.direct:
            if total.is_named_total and not total.parts:
                total.parts = [part for part in parts if part.is_within(total)]

    def _label_total(self, total: Labelled, context: Context, parts: Sequence[Labelled]) -> None:
        """Gives a total the labels that go on, without the innermost; the sum says whether without more.

        `2013 ж.: РБ – 10, ЖБ – 20, барлығы – 30` is of 2013; `РБ: 2013 ж. – 10; ЖБ: 2013 ж. – 20; барлығы –
        30` is of no budget.
        """
        widths = range(max(len(context) - 1, len(self.base)), len(self.base) - 1, -1)
        for width in widths:
            labels = set(_of(context[:width]))
            if total.is_sum_of([part for part in parts if labels <= set(part.atoms)]):
                break
        else:
            width = widths[0]
        total.add(*_of(context[:width]))


def _is_behind(atom: Atom, kinds: set[AtomKind], *, trails: bool, single: bool) -> bool:
    """Whether an atom behind an amount is said of it, and not of the next one."""
    if atom.kind == AtomKind.TOTAL:
        return single
    if atom.kind in LABELS:
        return single or (trails and atom.kind not in kinds)
    return atom.kind != AtomKind.LINK


def _amounts(items: Iterable[Item]) -> list[Labelled]:
    return [item for item in items if isinstance(item, Labelled)]


def _atoms(items: Iterable[Item]) -> list[Atom]:
    return [item for item in items if isinstance(item, Atom)]


def _extended(base: Context, atoms: Iterable[Atom]) -> Context:
    """The context with labels added in printed order; neighbours of one kind are one label."""
    context = dict(base)
    for atom in atoms:
        if atom.kind in GOING_ON:
            context[atom.kind] = (*context.get(atom.kind, ()), atom)
    return tuple(context.items())


def _of(context: Context) -> list[Atom]:
    return [atom for _, atoms in context for atom in atoms]


def _closing(atoms: Sequence[Atom], at: int) -> int:
    """The place of the bracket that closes the one at a place, or the end."""
    depth = 0
    for here in range(at, len(atoms)):
        depth += (atoms[here].kind == AtomKind.OPEN) - (atoms[here].kind == AtomKind.CLOSE)
        if depth == 0:
            return here
    return len(atoms)
