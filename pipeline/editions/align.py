"""Two readings of one plan: editions of one act and day in two languages, held against each other.

Both texts have equal force, so both must say the same. Where they do not, either the printed acts differ or
one of them was misread: a finding shows both texts and their pages, and a person decides.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, combinations

from pipeline.editions.act_values import act_comparisons, note_comparisons
from pipeline.editions.findings_at import finding_at
from pipeline.editions.language_pairs import JoinedMeasure, joined_measures
from pipeline.editions.shared_values import LEVELS, Comparison, Side, Sides, comparisons, numbers
from pipeline.records import AlignmentRecord, CellRecord, Dataset, FindingRecord, MeasureRecord
from pipeline.records.codes import LANGUAGE
from pipeline.records.editions_in import editions_of
from pipeline.records.plan_tables import cells_of
from pipeline.registry.finding_kinds import OF_TWO_LANGUAGES

_DIFFER, _ALONE = OF_TWO_LANGUAGES
_MOST_SHOWN = 500


def align(dataset: Dataset) -> Dataset:
    """The dataset with `alignments`, and a finding for each value that two languages do not share.

    A dataset that holds no edition in two languages has none. Doing it twice changes nothing.
    """
    findings = tuple(each for each in dataset.findings if each.code not in OF_TWO_LANGUAGES)
    before = replace(dataset, findings=findings, alignments=())
    pairs = list(_language_pairs(before))
    return replace(
        before,
        alignments=tuple(row for rows, _ in pairs for row in rows),
        findings=(*findings, *(finding for _, found in pairs for finding in found)),
    )


def _language_pairs(dataset: Dataset) -> Iterator[tuple[list[AlignmentRecord], list[FindingRecord]]]:
    days = Counter((each.document_id, each.edition_date) for each in dataset.documents)
    in_several = (each for each in dataset.documents if days[each.document_id, each.edition_date] > 1)
    by_day: dict[tuple[object, ...], list[Dataset]] = defaultdict(list)
    for _, edition in editions_of(replace(dataset, documents=tuple(in_several))):
        document = edition.documents[0]
        by_day[document.document_id, document.edition_date].append(edition)
    for several in by_day.values():
        several.sort(key=lambda each: LANGUAGE.codes.index(each.documents[0].language))
        for one, other in combinations(several, 2):
            yield _aligned((Side(one), Side(other)))


def _aligned(sides: Sides) -> tuple[list[AlignmentRecord], list[FindingRecord]]:
    """The rows of two editions, first that of the act itself, and the findings."""
    joined = joined_measures(sides)
    keys = {each.one.measure_key: each.other.measure_key for each in joined if each.one and each.other}
    notes = note_comparisons(sides, keys)
    rows = [(JoinedMeasure(joined_by="key"), [*act_comparisons(sides), *notes.pop(None, ())])]
    for each in joined:
        found = [*numbers(each.pair), *comparisons(each.pair, sides)] if each.pair else []
        rows.append((each, [*found, *(notes.pop(each.one.measure_key, ()) if each.one else ())]))
    alignments = [_alignment(sides, number, *row) for number, row in enumerate(rows, start=1)]
    return alignments, list(_findings(sides, rows))


def _alignment(
    sides: Sides, position: int, joined: JoinedMeasure, found: Sequence[Comparison]
) -> AlignmentRecord:
    one, other = (side.edition.documents[0].edition_id for side in sides)
    return AlignmentRecord(
        edition_id=one,
        other_edition_id=other,
        position=position,
        measure_key=joined.one.measure_key if joined.one else None,
        other_measure_key=joined.other.measure_key if joined.other else None,
        joined_by=joined.joined_by,
        differs=_each_once(part.differs for part in found),
        not_compared=_each_once(part.not_compared for part in found),
    )


def _each_once(names: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(names)))


def _findings(
    sides: Sides, rows: Iterable[tuple[JoinedMeasure, Sequence[Comparison]]]
) -> Iterator[FindingRecord]:
    told: set[tuple[object, ...]] = set()
    for joined, found in rows:
        measures = (joined.one, joined.other)
        if joined.joined_by == "none":
            side = 0 if joined.one else 1
            message = f"{sides[1 - side].name} of the same day has no such measure."
            alone = measures[side]
            words = alone.measure_text if alone else None
            yield finding_at(sides[side].edition, _ALONE, message, alone, ("measure_text",), printed=words)
        for part in found:
            # what measures stand under differs for all of them alike, and so does a merged cell: told once
            place: tuple[object, ...] = (part.column, part.said)
            if part.column not in LEVELS:
                place = (*place, joined.one and _merged_cell(joined.one, part.column))
            if part.differs and place not in told:
                yield _difference(sides, measures, part)
            if place[-1] is not None:
                told.add(place)


def _difference(
    sides: Sides, measures: tuple[MeasureRecord | None, MeasureRecord | None], part: Comparison
) -> FindingRecord:
    texts, pages = list(part.texts or (None, None)), list(part.pages)
    for index, measure in enumerate(measures):
        if measure is not None and part.texts is None:
            texts[index] = getattr(measure, part.column)
        if measure is not None and pages[index] is None:
            cells = cells_of(measure, (part.column,))
            pages[index] = next((each.page for each in cells), None)
    prints = " ".join(
        f"{side.name} prints {_quoted(text, page)}."
        for side, text, page in zip(sides, texts, pages, strict=True)
    )
    said = "; ".join(
        f"{name} {one} | {other}" for name, (one, other) in zip(part.differs, part.said, strict=True)
    )
    printed = " | ".join(text or "" for text in texts) if any(texts) else None
    message = f"{prints} Read as: {said}."
    return finding_at(
        sides[0].edition, _DIFFER, message, measures[0], (part.column,), printed=printed, page=pages[0]
    )


def _merged_cell(measure: MeasureRecord, column: str) -> CellRecord | None:
    """The first box of a cell that is printed once for several rows, None where it is the measure's own."""
    return next(iter(cells_of(measure, (column,))), None) if column in measure.inherited_columns else None


def _quoted(text: str | None, page: int | None) -> str:
    words = text or ""
    if len(words) > _MOST_SHOWN:
        words = f"{words[: _MOST_SHOWN - 1].rstrip()}…"
    return (f"“{words}”" if words else "nothing") + (f" on page {page}" if page else "")
