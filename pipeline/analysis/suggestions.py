"""Labels among the executors that resolve to no body, as rows for a reviewer of the registry.

A person decides what enters the registry; what the dataset itself says of a label - how often, where, what
its words are - is written down for that person, once for each label.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from pipeline.records import Dataset, ResponsibilityRecord
from pipeline.records.codes import AGENCY_TYPE
from pipeline.registry.agencies import NAME_COLUMNS, agency_columns

# what is named, but is no body of a registry; or has bodies in it and waits for a day, not for a row
_NO_BODIES = frozenset({"person", "post"})
_SETTLED_OTHERWISE = frozenset({"ambiguous_agency", "agency_outside_life", "executor_is_person"})
_TYPES = {
    "institution": "institute",
    "organization": "ngo",
    "akim": "local_executive",
    "maslikhat": "local_representative",
}
_MOST_MEASURES = 5
_OF_THE_WORDS = ("body_kind", "parent_agency_id", "level", "place_text", "subject_text")


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A label that resolves to nothing, as printed first, with the responsibilities that print it."""

    label: str
    language: str
    bodies: tuple[ResponsibilityRecord, ...]

    @property
    def row(self) -> dict[str, str]:
        """A row of `suggested_columns`, the id and the names in other languages left open."""
        first, count = self.bodies[0], len(self.bodies)
        measures = [f"{each.edition_id} {each.measure_key}" for each in self.bodies[:_MOST_MEASURES]]
        is_short = " " not in self.label and self.label.upper() == self.label
        kind = _TYPES.get(first.body_kind or "", first.body_kind or "")
        return dict.fromkeys(suggested_columns(), "") | {
            "agency_type": kind if kind in AGENCY_TYPE.codes else "other",
            NAME_COLUMNS[self.language][-1 if is_short else 0]: self.label,
            "name_certainty": "inferred",
            "dates_certainty": "none",
            "note": f"Suggested: printed {count} times, first in {measures[0]}. No source yet.",
            "count": str(count),
            "measures": "; ".join(measures),
            **{column: getattr(first, column) or "" for column in _OF_THE_WORDS},
        }


def suggested_columns() -> tuple[str, ...]:
    """The columns of the registry's `agencies.csv`; after them, until a row is taken over, its context."""
    return (*agency_columns(), "count", "measures", *_OF_THE_WORDS)


def suggestions(dataset: Dataset) -> list[Suggestion]:
    """The labels that resolve to no body, the most printed first; the case of letters does not count."""
    # by edition and measure, the messages of findings that say of a label that the registry has it
    settled: dict[tuple[str | None, str | None], list[str]] = defaultdict(list)
    for finding in dataset.findings:
        if finding.code in _SETTLED_OTHERWISE:
            settled[finding.edition_id, finding.measure_key].append(finding.message)
    languages = {document.edition_id: document.language for document in dataset.documents}
    # by label and language; a measure that prints a label twice counts once
    labels: dict[tuple[str, str], dict[tuple[str, str, str], ResponsibilityRecord]] = defaultdict(dict)
    for body in dataset.responsibilities:
        place = (body.edition_id, body.measure_key, body.mention_text)
        is_settled = any(message.startswith(f"{body.mention_text}:") for message in settled[place[:2]])
        if body.agency_id is None and body.body_kind not in _NO_BODIES and not is_settled:
            labels[body.mention_text.lower(), languages[body.edition_id]].setdefault(place, body)
    found = [
        Suggestion(
            label=next(iter(bodies.values())).mention_text, language=language, bodies=tuple(bodies.values())
        )
        for (_, language), bodies in labels.items()
    ]
    return sorted(found, key=lambda each: (-len(each.bodies), each.label))
