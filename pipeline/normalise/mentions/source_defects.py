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
    """Remarks on words of other columns in a measure's text, none where the text is sound."""
    quotes = [(span.start, span.end) for span in find_enclosed(measure_text) if not span.is_bracket]
    dates = {date.start: date.end for date in find_date_spans(measure_text)}
    consent = re.compile(rf" *\((?:{'|'.join(map(re.escape, agency_grammar().consent))})\)")
    remarks = []
    run: list[FoundAgency] = []
    for body in find_agencies(measure_text, as_of):
        if body.case != "nominative" or any(start <= body.start < end for start, end in quotes):
            continue
        is_next = run and _COMMA.fullmatch(measure_text, run[-1].end, body.start)
        if run and body.start > run[-1].start and not is_next:
            run = []
        run.append(body)
        comma, by_consent = (pattern.match(measure_text, body.end) for pattern in (_COMMA, consent))
        end = dates.get(comma.end()) if comma else by_consent.end() if by_consent else None
        if end is not None:
            words = measure_text[run[0].start : end]
            message = (
                "A list of bodies and what stands next to it in other columns break into the measure's text: "
                f"{words}."
            )
            remarks.append(Remark(code="source_defect", message=message))
            run = []
    return list(dict.fromkeys(remarks))
