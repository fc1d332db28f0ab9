"""An edition's twin of the same day in another language, as the review page shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from pipeline.records import AlignmentRecord, Dataset, FindingRecord
from pipeline.records.plan_tables import cells_of
from pipeline.registry.finding_kinds import OF_TWO_LANGUAGES

Place = tuple[int, float | None, float | None, float | None, float | None]
"""A page and a box on it; of what has no box the page alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Twin:
    """The edition in the other language, and the rows that join both."""

    edition: Dataset
    alignments: tuple[AlignmentRecord, ...]

    @property
    def keys(self) -> Mapping[str, str]:
        """Keys of the edition reviewed to those of the twin, whichever of them stands first."""
        is_first = self.alignments[0].other_edition_id == self.edition.documents[0].edition_id
        pairs = [(row.measure_key, row.other_measure_key) for row in self.alignments]
        return dict((one, other) if is_first else (other, one) for one, other in pairs if one and other)


def twin_of(editions: Mapping[str, Dataset], edition_id: str) -> Twin | None:
    """The twin of an edition among the editions of a dataset, None where it has none."""
    for first, edition in editions.items():
        for row in edition.alignments:
            if edition_id in (first, row.other_edition_id):
                other = row.other_edition_id if first == edition_id else first
                rows = (each for each in edition.alignments if each.other_edition_id == row.other_edition_id)
                return Twin(edition=editions[other], alignments=tuple(rows))
    return None


def with_findings_of_both(edition: Dataset, twin: Twin) -> Dataset:
    """The edition with the findings on both languages that are the twin's, put at its own places."""
    back = Twin(edition=edition, alignments=twin.alignments)
    found = []
    for finding in twin.edition.findings:
        if finding.code in OF_TWO_LANGUAGES:
            page, x0, top, x1, bottom = next(places_in(back, finding), (None,) * 5)
            here = replace(finding, measure_key=back.keys.get(finding.measure_key or ""))
            found.append(replace(here, page=page, x0=x0, top=top, x1=x1, bottom=bottom))
    return replace(edition, findings=(*edition.findings, *found))


def places_in(twin: Twin, finding: FindingRecord) -> Iterator[Place]:
    """Where the twin prints what a finding of the edition is about."""
    measures = {row.measure_key: row for row in twin.edition.measures}
    measure = measures.get(twin.keys.get(finding.measure_key or "", ""))
    if measure is not None:
        cells = cells_of(measure, (finding.column or "",))
        yield from ((cell.page, cell.x0, cell.top, cell.x1, cell.bottom) for cell in cells)
        return
    printed = (finding.printed_text or "").split(" | ")
    for note in twin.edition.amendments:
        if finding.column == "note_text" and note.note_text in printed:
            yield note.page, None, None, None, None
            return
