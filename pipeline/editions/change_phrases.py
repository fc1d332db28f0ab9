"""A change in plain words, the same for terminal, Markdown and HTML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest

from pipeline.editions.changes import (
    Change,
    CorrectedText,
    CostMove,
    DeadlineMove,
    EditionDiff,
    Part,
    WordChange,
)

_KINDS = {
    "added": "added", "removed": "removed", "struck_out": "struck out", "restored": "restored",
    "renumbered": "renumbered", "moved": "moved", "changed": "changed",
}  # fmt: skip
CORRECTIONS_HEAD = "Corrections, which are no changes of the act"
PARTS = {
    "document": "The act", "paragraph": "Paragraphs", "stage": "Stages", "section": "Sections",
    "measure": "Measures", "note": "Notes of amendment",
}  # fmt: skip
_WORDS: dict[Part, str] = {
    "document": "the act", "paragraph": "paragraph", "stage": "stage", "section": "section",
    "measure": "measure", "note": "note",
}  # fmt: skip


def head_of(change: Change) -> str:
    """`measure 4.13 struck out`, `measure 4.7 renumbered to 4.8`."""
    key = change.old_key or change.new_key or ""
    if change.part == "note":
        name = f"note at {key}" if " " in key else f"note at the {key}"
    elif change.part == "document":
        name = label_of(key)
    else:
        name = f"{_WORDS[change.part]} {key}"
    kind = _KINDS[change.kind]
    if change.kind == "renumbered":
        kind = f"renumbered to {change.new_key}"
    elif change.old_key and change.new_key and change.old_key != change.new_key:
        kind = f"{kind}, now {change.new_key}"
    if change.kind == "moved":
        kind = f"moved from stage {change.old_stage} to stage {change.new_stage}"
    return f"{name} {kind}"


def label_of(column: str) -> str:
    """How a column is called for a person: `completion form`."""
    return column.removeprefix("other_columns: ").removesuffix("_text").replace("_", " ")


def spaced(words: tuple[WordChange, ...]) -> Iterator[WordChange]:
    """The runs of words with a space between what went and what came in its place."""
    for word, following in zip_longest(words, words[1:]):
        ends = following is not None and word.kind == "removed" and following.kind == "added"
        yield replace(word, text=f"{word.text} ") if ends and not word.text.endswith(" ") else word


def acts_of(change: Change) -> str:
    """The acts that explain a change, or that none does."""
    if change.acts:
        return ", ".join(dict.fromkeys(str(act) for act in change.acts))
    return "no note tells of it"


def details_of(change: Change) -> Iterator[str]:
    """What the change means: bodies, days, amounts. Nothing for what came or went as a whole."""
    if change.kind in {"added", "removed", "struck_out", "restored"}:
        return
    for kind, word in (("left", "left"), ("joined", "joined"), ("role_changed", "in another role")):
        names = [each.agency_id or each.mention_text for each in change.bodies if each.kind == kind]
        if names:
            yield f"bodies {word}: {', '.join(names)}"
    if change.deadline:
        yield _deadline(change.deadline)
    if change.cost_types:
        yield f"kind of cost: {change.cost_types[0] or 'none'} → {change.cost_types[1] or 'none'}"
    if change.funding_sources:
        old, new = (", ".join(sources) or "none" for sources in change.funding_sources)
        yield f"funds: {old} → {new}"
    for cost in change.costs:
        yield _cost(cost)


def _deadline(move: DeadlineMove) -> str:
    told = f"last day: {move.old_end or 'none'} → {move.new_end or 'none'}"
    if move.days:
        told += f" ({abs(move.days)} days {'later' if move.days > 0 else 'earlier'})"
    if move.old_rrule != move.new_rrule:
        told += f"; rhythm: {move.old_rrule or 'none'} → {move.new_rrule or 'none'}"
    return told


def _cost(move: CostMove) -> str:
    where = " ".join(str(part) for part in (move.year, move.source) if part is not None)
    amounts = [f"{amount.normalize():f}" if amount is not None else "none" for amount in (move.old, move.new)]
    return f"amount{f' {where}' if where else ''}: {amounts[0]} → {amounts[1]} thousand KZT"


def summary_of(diff: EditionDiff) -> str:
    """`6 differences: 4 measures, 2 notes`."""
    if not diff:
        return "No difference in what is printed." if diff.corrections else "No difference."
    counts = Counter(change.part for change in diff.changes)
    parts = [
        f"{counts[part]} {'in the act' if part == 'document' else part if counts[part] == 1 else f'{part}s'}"
        for part in _WORDS
        if counts[part]
    ]
    total = len(diff.changes)
    return f"{total} {'difference' if total == 1 else 'differences'}: {', '.join(parts)}"


def correction_of(text: CorrectedText) -> str:
    """`1.1 deadline of kz-…@2014-12-30: “2013 жылғы ақпан” corrected to “2013 жылғы наурыз”`."""
    where = " ".join(filter(None, (text.key, label_of(text.column))))
    said = [f"“{words}”" if words else "nothing" for words in (text.printed, text.corrected)]
    return f"{where} of {text.edition_id}: {said[0]} corrected to {said[1]}"
