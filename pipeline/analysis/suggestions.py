"""Labels among the executors that resolve to no body, as rows for a reviewer of the registry.

A person decides what enters the registry; what the dataset itself says of a label - how often, where, what
its words are - is written down for that person, once for each label.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.records import Dataset, FindingRecord, ResponsibilityRecord
from pipeline.records.codes import AGENCY_TYPE
from pipeline.registry.agencies import agency_columns

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
CONTEXT_COLUMNS = (
    "count",
    "measures",
    "body_kind",
    "parent_agency_id",
    "level",
    "place_text",
    "subject_text",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A label that resolves to nothing, with what the dataset says of it.

    Attributes:
        label: as printed first.
        count: responsibilities that print it.
        measures: the first measures that do, `edition measure`.
        body: the first responsibility.
    """

    label: str
    count: int
    measures: tuple[str, ...]
    body: ResponsibilityRecord

    @property
    def row(self) -> dict[str, str]:
        """A row of the registry's `agencies.csv`, the id and the names in other languages left open.

        The columns of the context stand after the registry's own; they go when the row is taken over.
        """
        body = self.body
        is_short = " " not in self.label and self.label.upper() == self.label
        row = dict.fromkeys((*agency_columns(), *CONTEXT_COLUMNS), "")
        kind = _TYPES.get(body.body_kind or "", body.body_kind or "")
        row |= {
            "agency_type": kind if kind in AGENCY_TYPE.codes else "other",
            "abbreviations" if is_short else "name_kk": self.label,
            "name_certainty": "inferred",
            "dates_certainty": "none",
            "note": f"Suggested: printed {self.count} times, first in {self.measures[0]}. No source yet.",
            "count": str(self.count),
            "measures": "; ".join(self.measures),
        }
        for column in CONTEXT_COLUMNS[2:]:
            row[column] = getattr(body, column) or ""
        return row


def suggestions(dataset: Dataset) -> list[Suggestion]:
    """The labels that resolve to no body, the most printed first; the case of letters does not count."""
    settled = _settled(dataset.findings)
    labels: dict[str, list[ResponsibilityRecord]] = {}
    seen: set[tuple[str, str, str]] = set()
    for body in dataset.responsibilities:
        place = (body.edition_id, body.measure_key, body.mention_text)
        is_open = body.agency_id is None and body.body_kind not in _NO_BODIES
        if is_open and place not in seen and not _is_told_of(body, settled):
            seen.add(place)
            labels.setdefault(body.mention_text.lower(), []).append(body)
    found = [
        Suggestion(
            label=bodies[0].mention_text,
            count=len(bodies),
            measures=tuple(f"{each.edition_id} {each.measure_key}" for each in bodies[:_MOST_MEASURES]),
            body=bodies[0],
        )
        for bodies in labels.values()
    ]
    return sorted(found, key=lambda each: (-each.count, each.label))


def _settled(findings: tuple[FindingRecord, ...]) -> dict[tuple[str | None, str | None], list[str]]:
    """The messages of findings that say of a label that the registry has it, by edition and measure."""
    told: dict[tuple[str | None, str | None], list[str]] = {}
    for finding in findings:
        if finding.code in _SETTLED_OTHERWISE:
            told.setdefault((finding.edition_id, finding.measure_key), []).append(finding.message)
    return told


def _is_told_of(body: ResponsibilityRecord, settled: dict[tuple[str | None, str | None], list[str]]) -> bool:
    messages = settled.get((body.edition_id, body.measure_key), [])
    return any(message.startswith(f"{body.mention_text}:") for message in messages)
