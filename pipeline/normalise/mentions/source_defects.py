"""Words of other columns inside a measure's text: a fault of the source, kept as printed and reported.

What a measure is to do is a phrase that ends in a verbal noun. A list of bodies as the executors' column
prints them (in the nominative, set off by commas) that goes on with a bare day or year, or that asks for
consent in brackets, is no part of such a phrase: the words have come from the cells next to it. Known by
this rule and by no name.
"""

from __future__ import annotations

import datetime as dt
import re

from pipeline.normalise.bodies.find_bodies import FoundAgency, find_agencies
from pipeline.normalise.mentions.mention_dates import find_date_spans
from pipeline.normalise.text.enclosed import find_enclosed
from pipeline.registry.cell_words import agency_grammar
from pipeline.registry.finding_kinds import Remark

_COMMA = re.compile(r"\s*,\s*")


def source_defects(measure_text: str, *, as_of: dt.date) -> list[Remark]:
    """Remarks on words of other columns in a measure's text, none where the text is sound.

    Args:
        measure_text: the text of a measure, in its normal form.
        as_of: the day as of which bodies' names are read.
    """
    quotes = [(span.start, span.end) for span in find_enclosed(measure_text) if not span.is_bracket]
    bodies = [
        body
        for body in find_agencies(measure_text, as_of)
        if body.case == "nominative" and not any(start <= body.start < end for start, end in quotes)
    ]
    dates = {date.start: date.end for date in find_date_spans(measure_text)}
    remarks = []
    run: list[FoundAgency] = []
    for body in bodies:
        if (
            run
            and body.start > run[-1].start
            and _COMMA.fullmatch(measure_text, run[-1].end, body.start) is None
        ):
            run = []
        run.append(body)
        comma = _COMMA.match(measure_text, body.end)
        end = dates.get(comma.end()) if comma else None
        if end is None:
            end = _consent_end(measure_text, body.end)
        if end is not None:
            message = (
                "A list of bodies and what stands beside it in other columns break into the measure's text: "
                f"{measure_text[run[0].start : end]}."
            )
            remarks.append(Remark(code="source_defect", message=message))
            run = []
    return list(dict.fromkeys(remarks))


def _consent_end(text: str, start: int) -> int | None:
    """The end of the words for consent in brackets right after a body, null if they do not stand there."""
    following = text[start : start + 60].lstrip(" ")
    for phrase in agency_grammar().consent:
        bracketed = f"({phrase})"
        if following.startswith(bracketed):
            return start + text[start:].index(bracketed) + len(bracketed)
    return None
