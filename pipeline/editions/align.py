"""Two readings of one plan: editions of one act and day in two languages, held against each other.

Both texts have equal force, so both must say the same. Where they do not, either the printed acts differ or
one of them was misread: a finding shows both texts and their pages, and a person decides.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, combinations

from pipeline.editions.language_pairs import JoinedMeasure, joined_measures
from pipeline.editions.reconcile import finding_at
from pipeline.editions.shared_values import (
    LEVELS,
    Comparison,
    Side,
    Sides,
    act_comparisons,
    measure_comparisons,
    note_comparisons,
)
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
    findings = [each for each in dataset.findings if each.code not in OF_TWO_LANGUAGES]
    alignments: list[AlignmentRecord] = []
    for sides in _language_pairs(replace(dataset, findings=tuple(findings), alignments=())):
        rows = _compared_rows(sides)
        alignments += [_alignment(sides, number, *row) for number, row in enumerate(rows, start=1)]
        findings += _findings(sides, rows)
    return replace(dataset, alignments=tuple(alignments), findings=tuple(findings))


def _language_pairs(dataset: Dataset) -> Iterator[Sides]:
    days = Counter((each.document_id, each.edition_date) for each in dataset.documents)
    in_several = (each for each in dataset.documents if days[each.document_id, each.edition_date] > 1)
    by_day: dict[tuple[object, ...], list[Dataset]] = defaultdict(list)
    for _, edition in editions_of(replace(dataset, documents=tuple(in_several))):
        document = edition.documents[0]
        by_day[document.document_id, document.edition_date].append(edition)
    for several in by_day.values():
        several.sort(key=lambda each: LANGUAGE.codes.index(each.documents[0].language))
        yield from ((Side(one), Side(other)) for one, other in combinations(several, 2))


def _compared_rows(sides: Sides) -> list[tuple[JoinedMeasure, list[Comparison]]]:
    """What the editions say of the act itself, then of each measure."""
    joined = joined_measures(sides)
    keys = {each.one.measure_key: each.other.measure_key for each in joined if each.one and each.other}
    notes = note_comparisons(sides, keys)
    rows = [(JoinedMeasure(joined_by="key"), [*act_comparisons(sides), *notes.pop(None, ())])]
    for each in joined:
        found = [*measure_comparisons((each.one, each.other), sides)] if each.one and each.other else []
        rows.append((each, [*found, *(notes.pop(each.one.measure_key, ()) if each.one else ())]))
    return rows


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
        differs=tuple(dict.fromkeys(chain.from_iterable(part.differs for part in found))),
        not_compared=tuple(dict.fromkeys(chain.from_iterable(part.not_compared for part in found))),
    )


def _findings(
    sides: Sides, rows: Iterable[tuple[JoinedMeasure, Sequence[Comparison]]]
) -> Iterator[FindingRecord]:
    told: set[tuple[object, ...]] = set()
    for joined, found in rows:
        if joined.joined_by == "none":
            side, alone = (0, joined.one) if joined.one else (1, joined.other)
            message = f"{sides[1 - side].name} of the same day has no such measure."
            words = alone.measure_text if alone else None
            yield finding_at(sides[side].edition, _ALONE, message, alone, ("measure_text",), printed=words)
        for part in found:
            # what measures stand under differs for all of them alike, and so does a merged cell: told once
            cell = joined.one and _merged_cell(joined.one, part.column)
            place = (part.column, *part.differs.values(), None if part.column in LEVELS else cell)
            if part.differs and place not in told:
                yield _difference(sides, (joined.one, joined.other), part)
            if cell or part.column in LEVELS:
                told.add(place)


def _difference(
    sides: Sides, measures: tuple[MeasureRecord | None, MeasureRecord | None], part: Comparison
) -> FindingRecord:
    texts, pages, prints = list(part.texts or (None, None)), list(part.pages), []
    for index, (side, measure) in enumerate(zip(sides, measures, strict=True)):
        if measure is not None and part.texts is None:
            texts[index] = getattr(measure, part.column)
        if measure is not None and pages[index] is None:
            pages[index] = next((each.page for each in cells_of(measure, (part.column,))), None)
        prints.append(f"{side.name} prints {_quoted(texts[index], pages[index])}.")
    said = "; ".join(f"{name} {one} | {other}" for name, (one, other) in part.differs.items())
    return finding_at(
        sides[0].edition,
        _DIFFER,
        f"{' '.join(prints)} Read as: {said}.",
        measures[0],
        (part.column,),
        printed=" | ".join(text or "" for text in texts) if any(texts) else None,
        page=pages[0],
    )


def _merged_cell(measure: MeasureRecord, column: str) -> CellRecord | None:
    """The first box of a cell that is printed once for several rows, None where it is the measure's own."""
    return next(iter(cells_of(measure, (column,))), None) if column in measure.inherited_columns else None


def _quoted(text: str | None, page: int | None) -> str:
    words = text or ""
    if len(words) > _MOST_SHOWN:
        words = f"{words[: _MOST_SHOWN - 1].rstrip()}…"
    return (f"“{words}”" if words else "nothing") + (f" on page {page}" if page else "")
