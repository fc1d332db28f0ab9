"""Corrections of the plan's rows themselves: a row missed, two rows that are one, a key misread.

Keys in corrections are keys as read; so are the words by which a row is known. What does not match is not
applied and is an error finding: no row is moved, joined or named on a guess.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.corrections import (
    CORRECTION_RULE,
    MERGE_RULE,
    AnyCorrection,
    EditionCorrections,
    KeyCorrection,
    MergeCorrection,
    RowCorrection,
)
from pipeline.registry.finding_kinds import Remark
from pipeline.stations.page import Change
from pipeline.stations.plan import COLUMN_ROLES, CellText, Entry, PlacedRemark, Plan, Section
from pipeline.stations.printed import Printed


@dataclass(slots=True)
class CorrectedRows:
    """The plan with its rows corrected.

    Attributes:
        plan: the plan.
        words: what the measure of each row says as read, by its key as read.
        rekeyed: the key as read of each measure whose key was corrected, and the right key.
        renamed: besides these, the keys of rows that were joined to another, and its key.
        columns: the columns that these corrections changed, by the key of now.
        remarks: what was applied and what was not.
    """

    plan: Plan
    words: Mapping[str, str]
    rekeyed: dict[str, str] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    remarks: list[PlacedRemark] = field(default_factory=list)


def corrected_rows(
    plan: Plan, as_read: Plan, corrections: EditionCorrections, *, page_count: int
) -> CorrectedRows:
    """The plan with its rows joined, named and added as the corrections say.

    Args:
        plan: the plan, its words corrected already.
        as_read: the plan with its words as read.
        corrections: those of the edition.
        page_count: pages of the file, on one of which a missed row must stand.
    """
    words = {entry.key: _text(entry, "measure") for entry in as_read.entries}
    result = CorrectedRows(plan=plan, words=words)
    for merge in corrections.merges:
        _merge(result, merge)
    _rename(result, corrections.keys)
    for row in corrections.rows:
        _add(result, row, page_count)
    result.plan = replace(
        result.plan,
        notes=tuple(
            replace(note, owner_key=result.renamed.get(note.owner_key, note.owner_key))
            if note.owner_type == "measure" and note.owner_key
            else note
            for note in result.plan.notes
        ),
        remarks=tuple(
            replace(remark, measure_key=result.renamed.get(remark.measure_key, remark.measure_key))
            if remark.measure_key
            else remark
            for remark in result.plan.remarks
        ),
    )
    return result


def _merge(result: CorrectedRows, correction: MergeCorrection) -> None:
    entries = {entry.key: entry for entry in result.plan.entries}
    going = entries.get(correction.key)
    staying = entries.get(result.renamed.get(correction.into, correction.into))
    problem = None
    if going is None or staying is None:
        problem = f"there is no measure {correction.key if going is None else correction.into}"
    elif going is staying:
        problem = f"{correction.into} was joined to {correction.key}"
    elif any(entry.parent_key == going.key for entry in entries.values()):
        problem = f"{going.key} has sub-items"
    else:
        problem = _misread(result, correction)
    if problem or going is None or staying is None:
        _tell_not(result, correction, problem or "")
        return
    keys = list(entries)
    is_after = keys.index(going.key) > keys.index(staying.key)
    first, second = (staying, going) if is_after else (going, staying)
    cells = {role: _joined(getattr(first, role), getattr(second, role)) for role in COLUMN_ROLES}
    whole = replace(
        staying,
        pages=tuple(sorted({*staying.pages, *going.pages})),
        others=(*first.others, *second.others),
        **cells,  # type: ignore[arg-type]
    )
    changed = [f"{role}_text" for role in COLUMN_ROLES if _text(whole, role) != _text(staying, role)]
    result.plan = replace(
        result.plan,
        entries=tuple(whole if each is staying else each for each in entries.values() if each is not going),
    )
    for old in [old for old, new in result.renamed.items() if new == going.key]:
        result.renamed[old] = staying.key
    result.renamed[going.key] = staying.key
    result.columns[staying.key] = (*result.columns.get(staying.key, ()), *changed)
    told = f"The row {correction.key} was joined to {correction.into}: {_reason(correction)}"
    _tell(result, told, staying.key, staying)


def _joined(first: CellText | None, second: CellText | None) -> CellText | None:
    """What two cells of one row say; one cell that both rows share says it once."""
    if first is None or second is None:
        return first or second
    if (first.boxes, first.printed.text) == (second.boxes, second.printed.text):
        return first
    parts = (first.printed, second.printed)
    text = " ".join(part.text for part in parts if part.text)
    change = [Change(rule=MERGE_RULE, before=part.text, after=text) for part in parts if part.text][:1]
    return CellText(
        printed=Printed(
            text=text,
            lines=(*first.printed.lines, *second.printed.lines),
            changes=(*first.printed.changes, *second.printed.changes, *change),
            places=(*first.printed.places, *second.printed.places),
        ),
        boxes=(*first.boxes, *second.boxes),
        is_shared=False,
    )


def _rename(result: CorrectedRows, corrections: Sequence[KeyCorrection]) -> None:
    entries = {entry.key: entry for entry in result.plan.entries}
    wanted: list[KeyCorrection] = []
    for correction in corrections:
        is_there = correction.key in entries
        problem = _misread(result, correction) if is_there else f"there is no measure {correction.key}"
        if problem:
            _tell_not(result, correction, problem)
        else:
            wanted.append(correction)
    # a key that another measure has is free where that measure gets another one too
    while True:
        new_keys = _new_keys(entries, {each.key: each.corrected for each in wanted})
        counts = Counter(new_keys.values())
        taken = {key for key, count in counts.items() if count > 1}
        refused = [each for each in wanted if new_keys[each.key] in taken]
        if not refused:
            break
        for correction in refused:
            _tell_not(result, correction, f"there is a measure {correction.corrected} already")
        wanted = [each for each in wanted if each not in refused]
    if not wanted:
        return
    result.plan = replace(
        result.plan,
        entries=_reparented(entries.values(), new_keys),
    )
    renamed = {old: new for old, new in new_keys.items() if old != new}
    result.rekeyed = renamed
    result.renamed = {old: renamed.get(new, new) for old, new in result.renamed.items()} | renamed
    result.columns = {renamed.get(key, key): columns for key, columns in result.columns.items()}
    for new in renamed.values():
        result.columns[new] = (*result.columns.get(new, ()), "measure_key")
    for correction in wanted:
        told = f"The key {correction.key} was corrected to {correction.corrected}: {_reason(correction)}"
        _tell(result, told, correction.corrected, entries[correction.key])


def _new_keys(entries: Mapping[str, Entry], wanted: Mapping[str, str]) -> dict[str, str]:
    """The key of each entry; sub-items follow their item."""
    new_keys = {}
    for key, entry in entries.items():
        parent = entry.parent_key
        if key in wanted:
            new_keys[key] = wanted[key]
        elif parent is not None and parent in wanted and key.startswith(f"{parent}."):
            new_keys[key] = wanted[parent] + key.removeprefix(parent)
        else:
            new_keys[key] = key
    return new_keys


def _reparented(entries: Iterable[Entry], new_keys: Mapping[str, str]) -> tuple[Entry, ...]:
    """The entries under their new keys, with the parents and numbers that follow from these."""
    now = [
        (
            new_keys[entry.key] != entry.key,
            replace(
                entry,
                key=new_keys[entry.key],
                parent_key=new_keys[entry.parent_key] if entry.parent_key else None,
            ),
        )
        for entry in entries
    ]
    keys = {entry.key: entry for _, entry in now}
    return tuple(_numbered(entry, keys) if is_renamed else entry for is_renamed, entry in now)


def _numbered(entry: Entry, keys: Mapping[str, Entry]) -> Entry:
    stem = entry.key.rpartition(".")[0]
    while stem and stem not in keys:
        stem = stem.rpartition(".")[0]
    number = entry.section.number if entry.section else None
    own = entry.key.removeprefix(f"{number}.") if number else entry.key
    if not stem:
        return replace(entry, parent_key=None, item_number=own, subitem_number=None)
    item = stem.removeprefix(f"{number}.") if number else stem
    return replace(
        entry, parent_key=stem, item_number=item, subitem_number=entry.key.removeprefix(f"{stem}.")
    )


def _add(result: CorrectedRows, correction: RowCorrection, page_count: int) -> None:
    entries = list(result.plan.entries)
    keys = [entry.key for entry in entries]
    after = result.renamed.get(correction.after, correction.after)
    problem = None
    if correction.key in keys:
        problem = f"there is a measure {correction.key} already"
    elif after and after not in keys:
        problem = f"there is no measure {correction.after}"
    elif correction.page > page_count:
        problem = f"the file has {page_count} pages"
    if problem:
        _tell_not(result, correction, problem)
        return
    place = keys.index(after) + 1 if after else 0
    neighbour = entries[place - 1] if place else entries[0] if entries else None
    section = _section_of(correction.key, result.plan.sections, neighbour)
    in_section = next((each for each in entries if each.section and each.section == section), neighbour)
    cells = {
        column.removesuffix("_text"): CellText(
            printed=Printed(text=words, changes=(Change(rule=CORRECTION_RULE, before="", after=words),)),
            boxes=(),
            is_shared=False,
        )
        for column, words in correction.texts
    }
    row = Entry(
        key=correction.key,
        parent_key=None,
        stage=in_section.stage if in_section else None,
        section=section,
        item_number="",
        subitem_number=None,
        is_removed=False,
        pages=(correction.page,),
        number=None,
        **{role: cells.get(role) for role in COLUMN_ROLES},  # type: ignore[arg-type]
    )
    entries.insert(place, _numbered(row, {entry.key: entry for entry in entries}))
    result.plan = replace(result.plan, entries=tuple(entries))
    result.columns[correction.key] = tuple(column for column, _ in correction.texts)
    _tell(result, f"The row {correction.key} of page {correction.page} was added: {_reason(correction)}",
          correction.key, None)  # fmt: skip


def _section_of(key: str, sections: Sequence[Section], neighbour: Entry | None) -> Section | None:
    """The section that the key begins with; where keys have no section, that of the row before."""
    found = [each for each in sections if each.number and key.startswith(f"{each.number}.")]
    if found:
        return max(found, key=lambda each: len(each.number or ""))
    return neighbour.section if neighbour else None


def _misread(result: CorrectedRows, correction: KeyCorrection | MergeCorrection) -> str | None:
    """Why these are not the words of the row as read, or None."""
    text, printed = result.words[correction.key], correction.printed
    if printed in text if printed else not text:
        return None
    return f"these words were not read there: “{printed}”"


def _text(entry: Entry, role: str) -> str:
    cell: CellText | None = getattr(entry, role)
    return cell.printed.text if cell else ""


def _reason(correction: AnyCorrection) -> str:
    return f"{correction.reason.rstrip('.')}."


def _tell(result: CorrectedRows, message: str, key: str, entry: Entry | None) -> None:
    place = entry.number.boxes[0] if entry and entry.number and entry.number.boxes else None
    remark = Remark(code="correction_applied", message=message)
    result.remarks.append(PlacedRemark(remark=remark, place=place, measure_key=key))


def _tell_not(result: CorrectedRows, correction: AnyCorrection, problem: str) -> None:
    message = f"The correction of {correction.where} was not applied: {problem}."
    remark = Remark(code="correction_unmatched", message=message)
    result.remarks.append(PlacedRemark(remark=remark))
