"""A comparison as one self-contained HTML page: no server, no network, no script; prints well."""

from __future__ import annotations

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
from pipeline.editions.changes import Change, ColumnChange, EditionDiff, WordKind

_TAGS: dict[WordKind, str] = {"same": "", "removed": "del", "added": "ins"}
_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:0 auto;padding:1rem}
body{color:#1a1a1a;background:#fff}
h1{font-size:1.3rem}h2{font-size:1.15rem;border-bottom:1px solid #767676}
h3{font-size:1rem;margin:1.2rem 0 .3rem}
.acts{color:#4a4a4a;font-weight:normal}.untold{color:#9c2a00;font-weight:normal}
dl{display:grid;grid-template-columns:minmax(9rem,max-content) 1fr;gap:.25rem 1rem;margin:0}
dt{color:#4a4a4a}dd{margin:0}
del{background:#fbe3e0;color:#8a1200}ins{background:#dff3e0;color:#0b4d14;text-decoration:underline}
ul{margin:.3rem 0}
@media(max-width:40rem){dl{display:block}dd{margin:0 0 .5rem}}
@media print{h3{break-after:avoid}body{padding:0}}
"""


def as_html(diff: EditionDiff) -> str:
    """The whole page."""
    title = f"{diff.old_edition_id} → {diff.new_edition_id}"
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en">',
            '<head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(title)}</title><style>{_STYLE}</style></head>",
            f"<body><main><h1>{escape(title)}</h1>",
            as_fragment(diff),
            "</main></body>",
            "</html>",
        ]
    )


def as_fragment(diff: EditionDiff) -> str:
    """What the page says, without head and style: for a notebook."""
    lines = [f"<p>{escape(summary_of(diff))}</p>"]
    for part, changes in groupby(diff.changes, key=lambda change: change.part):
        lines.append(f'<section aria-labelledby="{part}"><h2 id="{part}">{escape(PARTS[part])}</h2>')
        lines.extend(_change_html(change) for change in changes)
        lines.append("</section>")
    if diff.corrections:
        told = "".join(f"<li>{escape(correction_of(text))}</li>" for text in diff.corrections)
        head = f'<h2 id="corrections">{CORRECTIONS_HEAD}</h2>'
        lines.append(f'<section aria-labelledby="corrections">{head}<ul>{told}</ul></section>')
    return "\n".join(lines)


def _change_html(change: Change) -> str:
    acts = f'<span class="{"acts" if change.acts else "untold"}">({escape(acts_of(change))})</span>'
    rows = "".join(
        f'<dt>{escape(label_of(column.column))}</dt><dd lang="kk">{_words_html(column)}</dd>'
        for column in change.columns
    )
    details = "".join(f"<li>{escape(detail)}</li>" for detail in details_of(change))
    return (
        f"<h3>{escape(head_of(change))} {acts}</h3>"
        + (f"<dl>{rows}</dl>" if rows else "")
        + (f"<ul>{details}</ul>" if details else "")
    )


def _words_html(column: ColumnChange) -> str:
    result = []
    for word in spaced(column.words):
        text = word.text.rstrip()
        tag, text, space = _TAGS[word.kind], escape(text), word.text[len(text) :]
        result.append((f"<{tag}>{text}</{tag}>" if tag else text) + space)
    return "".join(result)
