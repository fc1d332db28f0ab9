"""Corrections of the plan's rows themselves: a row missed, two rows that are one, a key misread.

Keys in corrections are keys as read; so are the words by which a row is known. What does not match is not
applied and is an error finding: no row is moved, joined or named on a guess.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.compose.corrected.corrected_texts import NO_CELL
from pipeline.corrections.entries import (
    CORRECTION_RULE,
    MERGE_RULE,
    EditionCorrections,
    KeyCorrection,
    MergeCorrection,
    RowCorrection,
)
from pipeline.registry.finding_kinds import Remark
from pipeline.stations.page import Change
from pipeline.stations.plan import COLUMN_ROLES, CellText, Entry, PlacedRemark, Plan
from pipeline.stations.printed import Printed


class _Unmatched(ValueError):  # noqa: N818 - what is the matter, in its name
    """A correction does not fit the rows; the message says why."""


class CorrectedRows:
    """The plan, its words corrected already, with its rows joined, named and added as corrections say.

    `rekeyed` has the key as read of each measure whose key was corrected, and the right key; `renamed`,
    besides these, the keys of rows that were joined to another, and its key. `columns` are those that these
    corrections changed, by the key of now; `remarks` say what was applied and what was not.
    """

    def __init__(self, plan: Plan, as_read: Plan, corrections: EditionCorrections, page_count: int) -> None:
        self.rekeyed: dict[str, str] = {}
        self.renamed: dict[str, str] = {}
        self.columns: defaultdict[str, set[str]] = defaultdict(set)
        self.remarks: list[PlacedRemark] = []
        self._words = {entry.key: _text(entry, "measure") for entry in as_read.entries}
        self._page_count = page_count
        self._entries = list(plan.entries)
        for merge in corrections.of(MergeCorrection):
            try:
                self._merge(merge)
            except _Unmatched as problem:
                self._tell(merge.unmatched(str(problem)))
        self._rename(corrections.of(KeyCorrection))
        for row in corrections.of(RowCorrection):
            try:
                self._add(row, plan)
            except _Unmatched as problem:
                self._tell(row.unmatched(str(problem)))
        now = self.renamed
        self.plan = replace(
            plan,
            entries=tuple(self._entries),
            notes=tuple(
                replace(note, owner_key=now.get(note.owner_key or "", note.owner_key))
                if note.owner_type == "measure"
                else note
                for note in plan.notes
            ),
            remarks=tuple(
                replace(each, measure_key=now.get(each.measure_key or "", each.measure_key))
                for each in plan.remarks
            ),
        )

    @property
    def _by_key(self) -> dict[str, Entry]:
        return {entry.key: entry for entry in self._entries}

    def _merge(self, correction: MergeCorrection) -> None:
        entries = self._by_key
        going = entries.get(correction.key)
        staying = entries.get(self.renamed.get(correction.into, correction.into))
        if going is None or staying is None:
            missing = correction.key if going is None else correction.into
            raise _Unmatched(f"there is no measure {missing}")
        if going is staying:
            raise _Unmatched(f"{correction.into} was joined to {correction.key}")
        if any(entry.parent_key == going.key for entry in self._entries):
            raise _Unmatched(f"{going.key} has sub-items")
        self._require_read(correction)
        first, second = sorted((staying, going), key=self._entries.index)
        cells = {role: _joined(getattr(first, role), getattr(second, role)) for role in COLUMN_ROLES}
        whole = replace(
            staying,
            pages=tuple(sorted({*staying.pages, *going.pages})),
            others=(*first.others, *second.others),
            **cells,  # type: ignore[arg-type]
        )
        self._entries[self._entries.index(staying)] = whole
        self._entries.remove(going)
        joined = {old: staying.key for old, new in self.renamed.items() if new == going.key}
        self.renamed |= {**joined, going.key: staying.key}
        self.columns[staying.key] |= {
            f"{role}_text" for role in COLUMN_ROLES if _text(whole, role) != _text(staying, role)
        }
        what = f"The row {correction.key} was joined to {correction.into}"
        self._tell(correction.applied(what), staying.key, staying)

    def _rename(self, corrections: Sequence[KeyCorrection]) -> None:
        entries = self._by_key
        wanted: list[KeyCorrection] = []
        for correction in corrections:
            try:
                if correction.key not in entries:
                    raise _Unmatched(f"there is no measure {correction.key}")
                self._require_read(correction)
                wanted.append(correction)
            except _Unmatched as problem:
                self._tell(correction.unmatched(str(problem)))
        # a key that another measure has is free where that measure gets another one too
        while True:
            new_keys = _new_keys(entries, {each.key: each.corrected for each in wanted})
            counts = Counter(new_keys.values())
            refused = [each for each in wanted if counts[new_keys[each.key]] > 1]
            if not refused:
                break
            for correction in refused:
                self._tell(correction.unmatched(f"there is a measure {correction.corrected} already"))
            wanted = [each for each in wanted if each not in refused]
        self.rekeyed = {old: new for old, new in new_keys.items() if old != new}
        moved = {
            old: replace(entry, key=new_keys[old], parent_key=new_keys.get(entry.parent_key or ""))
            for old, entry in entries.items()
        }
        known = {entry.key: entry for entry in moved.values()}
        self._entries = [
            _numbered(entry, known) if old in self.rekeyed else entry for old, entry in moved.items()
        ]
        self.renamed = {old: self.rekeyed.get(new, new) for old, new in self.renamed.items()} | self.rekeyed
        changed = [(self.rekeyed.get(key, key), columns) for key, columns in self.columns.items()]
        self.columns = defaultdict(set, changed)
        for new in self.rekeyed.values():
            self.columns[new].add("measure_key")
        for correction in wanted:
            what = f"The key {correction.key} was corrected to {correction.corrected}"
            self._tell(correction.applied(what), correction.corrected, entries[correction.key])

    def _add(self, correction: RowCorrection, plan: Plan) -> None:
        entries = self._by_key
        after = self.renamed.get(correction.after, correction.after)
        if correction.key in entries:
            raise _Unmatched(f"there is a measure {correction.key} already")
        if after and after not in entries:
            raise _Unmatched(f"there is no measure {correction.after}")
        if correction.page > self._page_count:
            raise _Unmatched(f"the file has {self._page_count} pages")
        at = list(entries).index(after) + 1 if after else 0
        neighbour = self._entries[max(at - 1, 0)] if entries else None
        # the section that the key begins with, as other rows have it; else that of the row before
        sections = [each.section for each in self._entries if each.section]
        own = [
            each
            for each in (*sections, *plan.sections)
            if each.number and correction.key.startswith(f"{each.number}.")
        ]
        before = neighbour.section if neighbour else None
        section = max(own, key=lambda each: len(each.number or ""), default=before)
        beside = next((each for each in self._entries if section and each.section == section), neighbour)
        cells = {
            column.removesuffix("_text"): replace(
                NO_CELL,
                printed=Printed(text=words, changes=(Change(rule=CORRECTION_RULE, before="", after=words),)),
            )
            for column, words in correction.texts.items()
        }
        row = Entry(
            key=correction.key,
            parent_key=None,
            stage=beside.stage if beside else None,
            section=section,
            item_number="",
            subitem_number=None,
            is_removed=False,
            pages=(correction.page,),
            number=None,
            **{role: cells.get(role) for role in COLUMN_ROLES},  # type: ignore[arg-type]
        )
        self._entries.insert(at, _numbered(row, entries))
        self.columns[correction.key] |= correction.texts.keys()
        what = f"The row {correction.key} of page {correction.page} was added"
        self._tell(correction.applied(what), correction.key)

    def _require_read(self, correction: KeyCorrection | MergeCorrection) -> None:
        """Raises `_Unmatched` where the words of the correction are not those of the row as read."""
        text, printed = self._words[correction.key], correction.printed
        if not (printed in text if printed else not text):
            raise _Unmatched(f"these words were not read there: “{printed}”")

    def _tell(self, remark: Remark, key: str | None = None, entry: Entry | None = None) -> None:
        boxes = entry.number.boxes if entry and entry.number else ()
        self.remarks.append(PlacedRemark(remark=remark, place=next(iter(boxes), None), measure_key=key))


def _joined(first: CellText | None, second: CellText | None) -> CellText | None:
    """What two cells of one row say; one cell that both rows share says it once."""
    if first is None or second is None:
        return first or second
    if (first.boxes, first.printed.text) == (second.boxes, second.printed.text):
        return first
    parts = (first.printed, second.printed)
    texts = [part.text for part in parts if part.text]
    text = " ".join(texts)
    change = [Change(rule=MERGE_RULE, before=before, after=text) for before in texts[:1]]
    return CellText(
        printed=Printed(
            text=text,
            lines=tuple(line for part in parts for line in part.lines),
            changes=(*first.printed.changes, *second.printed.changes, *change),
            places=tuple(place for part in parts for place in part.places),
        ),
        boxes=(*first.boxes, *second.boxes),
        is_shared=False,
    )


def _new_keys(entries: Mapping[str, Entry], wanted: Mapping[str, str]) -> dict[str, str]:
    """The key of each entry; sub-items follow their item."""
    new_keys = {}
    for key, entry in entries.items():
        parent = entry.parent_key or ""
        follows = parent in wanted and key.startswith(f"{parent}.")
        new_keys[key] = wanted.get(key, wanted[parent] + key.removeprefix(parent) if follows else key)
    return new_keys


def _numbered(entry: Entry, keys: Mapping[str, Entry]) -> Entry:
    """The entry with the parent and the numbers that follow from its key."""
    stem = entry.key.rpartition(".")[0]
    while stem and stem not in keys:
        stem = stem.rpartition(".")[0]
    section = f"{entry.section.number}." if entry.section and entry.section.number else ""
    return replace(
        entry,
        parent_key=stem or None,
        item_number=(stem or entry.key).removeprefix(section),
        subitem_number=entry.key.removeprefix(f"{stem}.") if stem else None,
    )


def _text(entry: Entry, role: str) -> str:
    cell: CellText | None = getattr(entry, role)
    return cell.printed.text if cell else ""
