"""Reads in what form a measure is completed: `Қазақстан Республикасы Заңының жобасына ӨДМ-ге ұсыныстар`.

A cell names results, whose they are, what they are about and to whom they go, in one run of words, in the
order of its language.
"""

from __future__ import annotations

from datetime import date

from pipeline.normalise.forms.completion import NOT_UNDERSTOOD, OTHER, CompletionForm
from pipeline.normalise.forms.form_units import form_units, wording_of
from pipeline.normalise.forms.head_first_forms import HeadFirstReading
from pipeline.normalise.forms.head_last_forms import HeadLastReading
from pipeline.normalise.text.account import settled
from pipeline.normalise.text.tokens import tokens_of
from pipeline.normalise.text.wording import unusual
from pipeline.registry.cell_words import agency_grammar
from pipeline.registry.loading import by_language

__all__ = ["CompletionForm", "parse_completion_form"]

# the longest printed forms have some six hundred characters
_LONGEST_TEXT = 2000


def parse_completion_form(text: str, *, as_of: date) -> CompletionForm:
    """The results and recipients of a cell of completion forms, names of bodies read as of a day.

    Returns:
        A value for any string; what was not understood is `other` with a remark.
    """
    return _read(text, as_of)


# a plan prints the same form in row after row
@by_language(maxsize=1024)
def _read(text: str, as_of: date) -> CompletionForm:
    reading = (HeadFirstReading if agency_grammar().is_head_first else HeadLastReading)(text)
    if len(text) > _LONGEST_TEXT:
        reading.types.append(OTHER)
        reading.not_understood(text)
        return reading.completed(settled(text, (), into=NOT_UNDERSTOOD)[0])
    units = list(form_units(text, as_of))
    bracketed = [unit for unit in units if unit.in_brackets]
    for unit in bracketed:
        reading.take_bracketed(unit)
    plain = [unit for unit in units if not unit.in_brackets]
    for place, unit in enumerate(plain, start=1):
        reading.take(unit, plain[place:])
    reading.end(units)
    account, rest = settled(text, reading.claims, into=NOT_UNDERSTOOD)
    for words in rest:
        is_inside = any(unit.start <= text.find(words) < unit.end for unit in bracketed)
        if is_inside or all(token.is_number for token in tokens_of(words)):
            reading.in_no_column(words)
        else:
            reading.not_understood(words)
    if OTHER in reading.types and not reading.findings:
        reading.not_understood(text)
    if not reading.findings:
        reading.findings += unusual("forms", wording_of(units), text)
    return reading.completed(account)
