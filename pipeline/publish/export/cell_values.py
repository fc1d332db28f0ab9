"""Values as cells of a sheet: lists and structures in words, and text that no program takes for a formula.

A spreadsheet has no lists, and it runs a text that begins with `=` as a formula (CWE-1236): what a stranger
typed into a PDF must not become code on the machine of whoever opens the export.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pipeline.records import CellRecord, Column, CostAmountRecord, OtherColumnRecord

Cell = str | int | float | bool | date | None

# OWASP, "CSV Injection", with the wide forms that Excel reads as the plain ones
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
GUARD = "'"


def cell_of(column: Column, value: object) -> Cell:
    """A record's value as one cell: null is None, a list one text (printed lines by line ends, else `; `)."""
    if column.is_list:
        if not isinstance(value, tuple):
            return None
        is_lines = column.name == "lines" or column.name.endswith("_lines")
        return ("\n" if is_lines else "; ").join(_element(each) for each in value) or None
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if value is None or isinstance(value, str | int | float | date):
        return value
    return _element(value)


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet might run this text."""
    return text.startswith(FORMULA_STARTS)


def guarded(text: str) -> str:
    """The text as a CSV file may hold it: `'` before one that looks like a formula.

    A text that begins with `'` gets one more, so that taking one `'` away always gives the text back.
    """
    return GUARD + text if text.startswith((*FORMULA_STARTS, GUARD)) else text


def _element(value: object) -> str:
    match value:
        case CellRecord():
            box = ", ".join(f"{side:g}" for side in (value.x0, value.top, value.x1, value.bottom))
            return f"{value.column} p. {value.page} ({box})"
        case CostAmountRecord():
            span = f"{value.first_year}-{value.last_year}" if value.first_year else value.year
            per = f"per {value.per}" if value.per else None
            labels = (span, value.source, value.programme, per, "total" if value.is_total else None)
            told = [str(part) for part in labels if part is not None]
            amount = f"{value.amount.normalize():f} thousand {value.currency}"
            return f"{amount} ({', '.join(told)})" if told else amount
        case OtherColumnRecord():
            return f"{value.head}: {value.text}"
    return str(value)
