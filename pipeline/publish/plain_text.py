"""Values as text for people, harmless to a terminal, to Markdown and to a spreadsheet.

What a stranger typed into a PDF must not become code on the machine of whoever reads it: a terminal obeys
control characters, Markdown shows `<script>` as a tag, a spreadsheet runs a text that begins with `=` as a
formula (CWE-1236).
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from html import escape

from pipeline.records import CellRecord, CostAmountRecord, OtherColumnRecord, PublishedColumn

Cell = str | int | float | bool | date | None

# OWASP, "CSV Injection", with the wide forms that Excel reads as the plain ones
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_OF_MARKDOWN = re.compile(r"[\\`*_{}\[\]#~|]")


def printable(text: str) -> str:
    """The text with spaces for line ends and tabs, and an escape for any other sign that is not seen."""
    return "".join(map(_seen, text)) if not text.isprintable() else text


def _seen(sign: str) -> str:
    if sign.isprintable():
        return sign
    return " " if sign.isspace() else repr(sign)[1:-1]


def one_line(text: str) -> str:
    """The printable text with single spaces."""
    return printable(" ".join(text.split()))


def markdown(text: str) -> str:
    """The printable text so that Markdown shows it as it is."""
    return _OF_MARKDOWN.sub(r"\\\g<0>", escape(one_line(text), quote=False))


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet might run this text."""
    return text.startswith(FORMULA_STARTS)


def guarded(text: str) -> str:
    """The text as a CSV file may hold it: `'` before one that looks like a formula.

    A text that begins with `'` gets one more, so that taking one `'` away always gives the text back.
    """
    return f"'{text}" if text.startswith((*FORMULA_STARTS, "'")) else text


def cell_of(column: PublishedColumn, value: object) -> Cell:
    """A record's value as one cell: null is None, a list one text (printed lines by line ends, else `; `)."""
    if column.is_list:
        if not isinstance(value, tuple):
            return None
        is_lines = column.name == "lines" or column.name.endswith("_lines")
        return ("\n" if is_lines else "; ").join(map(words_of, value)) or None
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if value is None or isinstance(value, str | int | float | date):
        return value
    return words_of(value)


def words_of(value: object) -> str:
    """One value, or one element of a list, in words."""
    match value:
        case CellRecord():
            box = ", ".join(f"{side:g}" for side in (value.x0, value.top, value.x1, value.bottom))
            return f"{value.column} p. {value.page} ({box})"
        case CostAmountRecord():
            span = f"{value.first_year}-{value.last_year}" if value.first_year else value.year
            per = f"per {value.per}" if value.per else None
            labels = (span, value.source, value.programme, per, "total" if value.is_total else None)
            amount = f"{value.amount.normalize():f} thousand {value.currency}"
            known = ", ".join(str(label) for label in labels if label is not None)
            return f"{amount} ({known})" if known else amount
        case OtherColumnRecord():
            return f"{value.head}: {value.text}"
    return str(value)
