"""A comparison as text: for a terminal, as Markdown, as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import asdict
from html import escape
from itertools import groupby

from pipeline.editions.change_phrases import (
    CORRECTIONS_HEAD,
    PARTS,
    acts_of,
    correction_of,
    details_of,
    head_of,
    label_of,
    spaced,
    summary_of,
)
from pipeline.editions.changes import ColumnChange, EditionDiff, WordKind

_MARKS: dict[WordKind, tuple[str, str]] = {"same": ("", ""), "removed": ("[-", "-]"), "added": ("{+", "+}")}
_MARKDOWN: dict[WordKind, tuple[str, str]] = {
    "same": ("", ""),
    "removed": ("<del>", "</del>"),
    "added": ("<ins>", "</ins>"),
}
_SPECIAL = re.compile(r"([\\`*_{}\[\]#+~|!]|^[-=])")

Paint = Callable[[WordKind, str], str]


def _plain(_: WordKind, text: str) -> str:
    return text


def as_table(diff: EditionDiff, paint: Paint = _plain) -> str:
    """Lines for a terminal; words that went stand in `[-…-]`, words that came in `{+…+}`.

    Args:
        diff: the comparison.
        paint: colours a marked run of words, by its kind.
    """
    lines = [f"{diff.old_edition_id} → {diff.new_edition_id}", ""]
    for change in diff.changes:
        lines.append(f"{head_of(change)}  ({acts_of(change)})")
        width = max((len(label_of(column.column)) for column in change.columns), default=0)
        lines.extend(
            f"    {label_of(column.column).ljust(width)}  {_marked(column, _MARKS, paint)}"
            for column in change.columns
        )
        lines.extend(f"    {detail}" for detail in details_of(change))
    if diff.corrections:
        lines += [*([""] if diff else []), f"{CORRECTIONS_HEAD}:"]
        lines += [f"    {correction_of(text)}" for text in diff.corrections]
    return "\n".join([*lines, *([""] if diff or diff.corrections else []), summary_of(diff)])


def as_markdown(diff: EditionDiff) -> str:
    """Markdown with a list a part; words that went and came stand in `<del>` and `<ins>`."""
    lines = [f"# {_escaped(diff.old_edition_id)} → {_escaped(diff.new_edition_id)}", "", summary_of(diff)]
    for part, changes in groupby(diff.changes, key=lambda change: change.part):
        lines += ["", f"## {PARTS[part]}", ""]
        for change in changes:
            lines.append(f"- **{_escaped(head_of(change))}** ({_escaped(acts_of(change))})")
            for column in change.columns:
                marked = _marked(column, _MARKDOWN, lambda _, text: text, _escaped)
                lines.append(f"  - {_escaped(label_of(column.column))}: {marked}")
            lines.extend(f"  - {_escaped(detail)}" for detail in details_of(change))
    if diff.corrections:
        lines += ["", f"## {CORRECTIONS_HEAD}", ""]
        lines += [f"- {_escaped(correction_of(text))}" for text in diff.corrections]
    return "\n".join(lines)


def as_json(diff: EditionDiff) -> str:
    """The whole comparison as JSON: days as ISO 8601, amounts as strings of thousand KZT."""
    return json.dumps(asdict(diff), ensure_ascii=False, indent=2, default=str)


def _marked(
    column: ColumnChange,
    marks: dict[WordKind, tuple[str, str]],
    paint: Paint,
    escaped: Callable[[str], str] = lambda text: text,
) -> str:
    result = []
    for word in spaced(column.words):
        text = word.text.rstrip()
        before, after = marks[word.kind]
        marked = paint(word.kind, f"{before}{escaped(text)}{after}")
        result.append(marked + word.text[len(text) :])
    return "".join(result).strip()


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", escape(text, quote=False))
