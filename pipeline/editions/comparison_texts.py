"""A comparison in words: for a terminal, as Markdown, as JSON, as one self-contained HTML page.

The page needs no server, no network and no script, and prints well. What is printed in a PDF is shown in each
form as it is, and never obeyed: as a control character, as markup.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict
from html import escape
from itertools import groupby, zip_longest
from typing import NamedTuple

from pipeline.editions.changes import (
    ColumnChange,
    CorrectedText,
    EditionChange,
    EditionDiff,
    Part,
    WordKind,
)
from pipeline.publish.plain_text import markdown, printable

# the name of one thing of a part, and the head over all
_PARTS: dict[Part, tuple[str, str]] = {
    "document": ("the act", "The act"),
    "paragraph": ("paragraph", "Paragraphs"),
    "stage": ("stage", "Stages"),
    "section": ("section", "Sections"),
    "measure": ("measure", "Measures"),
    "note": ("note", "Notes of amendment"),
}
_CORRECTIONS_HEAD = "Corrections, which are no changes of the act"
_TAGS: dict[WordKind, str] = {"removed": "del", "added": "ins"}
_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:0 auto;padding:1rem}
body{color:#1a1a1a;background:#fff}
h1{font-size:1.3rem}h2{font-size:1.15rem;border-bottom:1px solid #767676}
h3{font-size:1rem;margin:1.2rem 0 .3rem}
.acts{color:#4a4a4a;font-weight:normal}.unexplained{color:#9c2a00;font-weight:normal}
dl{display:grid;grid-template-columns:minmax(9rem,max-content) 1fr;gap:.25rem 1rem;margin:0}
dt{color:#4a4a4a}dd{margin:0}
del{background:#fbe3e0;color:#8a1200}ins{background:#dff3e0;color:#0b4d14;text-decoration:underline}
ul{margin:.3rem 0}
@media(max-width:40rem){dl{display:block}dd{margin:0 0 .5rem}}
@media print{h3{break-after:avoid}body{padding:0}}
"""

Paint = Callable[[WordKind, str], str]


def as_table(diff: EditionDiff, paint: Paint = lambda _, text: text) -> str:
    """Lines for a terminal; words that went stand in `[-…-]`, words that came in `{+…+}`, both painted."""
    marks: dict[WordKind, str] = {"same": "{}", "removed": "[-{}-]", "added": "{{+{}+}}"}
    lines = [printable(f"{diff.old_edition_id} → {diff.new_edition_id}"), ""]
    for change in diff.changes:
        told = _told(change, printable, lambda kind, text: paint(kind, marks[kind].format(text)))
        lines.append(f"{told.head}  ({told.acts})")
        width = max((len(label) for label, _ in told.columns), default=0)
        lines += [f"    {label.ljust(width)}  {words}" for label, words in told.columns]
        lines += [f"    {detail}" for detail in told.details]
    if diff.corrections:
        lines += [*([""] if diff else []), f"{_CORRECTIONS_HEAD}:"]
        lines += [f"    {printable(_correction(text))}" for text in diff.corrections]
    return "\n".join([*lines, *([""] if diff or diff.corrections else []), _summary(diff)])


def as_markdown(diff: EditionDiff) -> str:
    """Markdown with a list a part; words that went and came stand in `<del>` and `<ins>`."""
    lines = [f"# {markdown(diff.old_edition_id)} → {markdown(diff.new_edition_id)}", "", _summary(diff)]
    for part, changes in groupby(diff.changes, key=lambda change: change.part):
        lines += ["", f"## {_PARTS[part][1]}", ""]
        for change in changes:
            told = _told(change, markdown, _tagged)
            lines.append(f"- **{told.head}** ({told.acts})")
            lines += [f"  - {label}: {words}" for label, words in told.columns]
            lines += [f"  - {detail}" for detail in told.details]
    if diff.corrections:
        lines += ["", f"## {_CORRECTIONS_HEAD}", ""]
        lines += [f"- {markdown(_correction(text))}" for text in diff.corrections]
    return "\n".join(lines)


def as_json(diff: EditionDiff) -> str:
    """The whole comparison as JSON: days as ISO 8601, amounts as strings of thousand KZT."""
    return json.dumps(asdict(diff), ensure_ascii=False, indent=2, default=str)


def as_html(diff: EditionDiff) -> str:
    """The comparison as a page."""
    title = f"{_html(diff.old_edition_id)} → {_html(diff.new_edition_id)}"
    return f"""<!doctype html>
<html lang="en">
<head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title><style>{_STYLE}</style></head>
<body><main><h1>{title}</h1>
{as_fragment(diff)}
</main></body>
</html>"""


def as_fragment(diff: EditionDiff) -> str:
    """What the page says, without head and style: for a notebook."""
    lines = [f"<p>{_html(_summary(diff))}</p>"]
    for part, changes in groupby(diff.changes, key=lambda change: change.part):
        lines.append(f'<section aria-labelledby="{part}"><h2 id="{part}">{_PARTS[part][1]}</h2>')
        for change in changes:
            told = _told(change, _html, _tagged)
            acts = f'<span class="{"acts" if change.acts else "unexplained"}">({told.acts})</span>'
            rows = "".join(f'<dt>{label}</dt><dd lang="kk">{words}</dd>' for label, words in told.columns)
            details = "".join(f"<li>{detail}</li>" for detail in told.details)
            lists = (f"<dl>{rows}</dl>" if rows else "") + (f"<ul>{details}</ul>" if details else "")
            lines.append(f"<h3>{told.head} {acts}</h3>{lists}")
        lines.append("</section>")
    if diff.corrections:
        listed = "".join(f"<li>{_html(_correction(text))}</li>" for text in diff.corrections)
        head = f'<h2 id="corrections">{_CORRECTIONS_HEAD}</h2>'
        lines.append(f'<section aria-labelledby="corrections">{head}<ul>{listed}</ul></section>')
    return "\n".join(lines)


def _html(text: str) -> str:
    return escape(printable(text))


def _tagged(kind: WordKind, text: str) -> str:
    return text if kind == "same" else f"<{_TAGS[kind]}>{text}</{_TAGS[kind]}>"


class _Told(NamedTuple):
    """A change in words: its columns are labels with the words of both editions."""

    head: str
    acts: str
    columns: list[tuple[str, str]]
    details: list[str]


def _told(change: EditionChange, escaped: Callable[[str], str], marked: Paint) -> _Told:
    acts = ", ".join(dict.fromkeys(map(str, change.acts))) or "no note names an act"
    return _Told(
        escaped(_head(change)),
        escaped(acts),
        [(escaped(_label(each.column)), _words(each, escaped, marked)) for each in change.columns],
        [escaped(detail) for detail in _details(change)],
    )


def _words(column: ColumnChange, escaped: Callable[[str], str], marked: Paint) -> str:
    """The words of both editions, each run marked by its kind, its space behind the mark."""
    result = ""
    for word, following in zip_longest(column.words, column.words[1:]):
        text = word.text.rstrip()
        is_replaced = following is not None and (word.kind, following.kind) == ("removed", "added")
        result += marked(word.kind, escaped(text)) + (word.text[len(text) :] or (" " if is_replaced else ""))
    return result.strip()


def _head(change: EditionChange) -> str:
    """`measure 4.13 struck out`, `measure 4.7 renumbered to 4.8`."""
    key = change.old_key or change.new_key or ""
    if change.part == "note":
        name = f"note at {key}" if " " in key else f"note at the {key}"
    else:
        name = _label(key) if change.part == "document" else f"{_PARTS[change.part][0]} {key}"
    if change.kind == "moved":
        return f"{name} moved from stage {change.old_stage} to stage {change.new_stage}"
    if change.kind == "renumbered":
        return f"{name} renumbered to {change.new_key}"
    kind = change.kind.replace("_", " ")
    is_renumbered = change.old_key and change.new_key and change.old_key != change.new_key
    return f"{name} {kind}, now {change.new_key}" if is_renumbered else f"{name} {kind}"


def _label(column: str) -> str:
    """How a column is called for a person: `completion form`."""
    return column.removeprefix("other_columns: ").removesuffix("_text").replace("_", " ")


def _details(change: EditionChange) -> Iterator[str]:
    """What the change means: bodies, days, amounts. Nothing for what came or went as a whole."""
    if change.kind in {"added", "removed", "struck_out", "restored"}:
        return
    for kind, word in (("left", "left"), ("joined", "joined"), ("role_changed", "in another role")):
        names = [each.agency_id or each.mention_text for each in change.bodies if each.kind == kind]
        if names:
            yield f"bodies {word}: {', '.join(names)}"
    if move := change.deadline:
        days = f" ({abs(move.days)} days {'later' if move.days > 0 else 'earlier'})" if move.days else ""
        is_same_rhythm = move.old_rrule == move.new_rrule
        rhythm = "" if is_same_rhythm else f"; rhythm: {_move(move.old_rrule, move.new_rrule)}"
        yield f"last day: {_move(move.old_end, move.new_end)}{days}{rhythm}"
    if change.cost_types:
        yield f"kind of cost: {_move(*change.cost_types)}"
    if change.funding_sources:
        yield f"funds: {_move(*map(', '.join, change.funding_sources))}"
    for cost in change.costs:
        where = "".join(f" {part}" for part in (cost.year, cost.source) if part is not None)
        amounts = (None if amount is None else f"{amount.normalize():f}" for amount in (cost.old, cost.new))
        yield f"amount{where}: {_move(*amounts)} thousand KZT"


def _move(old: object, new: object) -> str:
    return f"{old or 'none'} → {new or 'none'}"


def _summary(diff: EditionDiff) -> str:
    """`6 differences: 4 measures, 2 notes`."""
    if not diff:
        return "No difference in what is printed." if diff.corrections else "No difference."
    counts = Counter(change.part for change in diff.changes)
    parts = [
        f"{counts[part]} {'in the act' if part == 'document' else name if counts[part] == 1 else f'{name}s'}"
        for part, (name, _) in _PARTS.items()
        if counts[part]
    ]
    total = len(diff.changes)
    return f"{total} {'difference' if total == 1 else 'differences'}: {', '.join(parts)}"


def _correction(text: CorrectedText) -> str:
    """`1.1 deadline of kz-…@2014-12-30: “2013 жылғы ақпан” corrected to “2013 жылғы наурыз”`."""
    where = " ".join(filter(None, (text.key, _label(text.column))))
    printed, corrected = (f"“{words}”" if words else "nothing" for words in (text.printed, text.corrected))
    return f"{where} of {text.edition_id}: {printed} corrected to {corrected}"
