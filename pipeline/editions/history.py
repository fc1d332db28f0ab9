"""Every wording of one measure over the editions, under whatever number it stood."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.editions.changes import ExplainingAct
from pipeline.editions.compare import compare_editions
from pipeline.editions.matching import outline_of, pair_up
from pipeline.records import Dataset, MeasureRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A measure as it stood from one edition on, until the next that changed it.

    Attributes:
        measure: the measure in the first edition of this wording; None from an edition on that lacks it.
        measure_key: its key there, or the last one it had.
        from_date: the date of the edition that brought the wording.
        to_date: the last day before the edition that changed it, None while it lasts.
        kind: first (in the oldest edition at hand), added, changed, renumbered, moved, struck_out, restored
            or removed.
        changed_columns: the columns whose words changed.
        acts: the acts that explain the change.
    """

    measure: MeasureRecord | None
    measure_key: str
    from_date: dt.date
    to_date: dt.date | None = None
    kind: str = "first"
    changed_columns: tuple[str, ...] = ()
    acts: tuple[ExplainingAct, ...] = ()


def history(editions: Sequence[Dataset], measure_key: str) -> list[Wording]:
    """The wordings of a measure, oldest first.

    Args:
        editions: the editions of one act, each a dataset of its own, oldest first.
        measure_key: the key that the measure has in the latest edition that knows it.

    Raises:
        KeyError: no edition has such a measure.
    """
    keys = _keys_over(editions, measure_key)
    result: list[Wording] = []
    for index, edition in enumerate(editions):
        key, day = keys[index], edition.documents[0].edition_date
        measure = next((m for m in edition.measures if m.measure_key == key), None)
        if index == 0:
            if key is not None:
                result.append(Wording(measure=measure, measure_key=key, from_date=day))
            continue
        before = keys[index - 1]
        if key is None and before is None:
            continue
        for change in compare_editions(editions[index - 1], edition).of("measure"):
            if (change.old_key, change.new_key) == (before, key):
                wording = Wording(
                    measure=measure,
                    measure_key=change.key,
                    from_date=day,
                    kind=change.kind,
                    changed_columns=tuple(column.column for column in change.columns),
                    acts=change.acts,
                )
                result.append(wording)
    ends = [wording.from_date - dt.timedelta(days=1) for wording in result[1:]]
    return [replace(wording, to_date=end) for wording, end in zip(result, [*ends, None], strict=True)]


def _keys_over(editions: Sequence[Dataset], measure_key: str) -> list[str | None]:
    """The measure's key in each edition, None where it is not there."""
    outlines = [outline_of(edition) for edition in editions]
    known = [index for index, outline in enumerate(outlines) if measure_key in outline.measures]
    if not known:
        raise KeyError(f"no edition has a measure {measure_key}")
    start = known[-1]
    keys: list[str | None] = [None] * len(outlines)
    keys[start] = measure_key
    for index in range(start, 0, -1):
        pairs = pair_up(outlines[index - 1], outlines[index]).measures
        keys[index - 1] = next((old for old, new in pairs.items() if new == keys[index]), None)
    for index in range(start, len(outlines) - 1):
        pairs = pair_up(outlines[index], outlines[index + 1]).measures
        keys[index + 1] = pairs.get(keys[index] or "")
    return keys
