"""Every wording of one measure over the editions, under whatever number it stood."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.editions.changes import ExplainingAct
from pipeline.editions.compare import compare_editions
from pipeline.editions.matching import Outline, outline_of, pair_up
from pipeline.records import Dataset, MeasureRecord


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A measure as it stood from one edition on, until the next that changed it.

        `measure` is None from an edition on that lacks it, and `measure_key` then the last key that it had.
    A     wording lasts from the date of the edition that brought it to the last day before the next edition
    that changed     it. `kind` is first (in the oldest edition at hand), added, changed, renumbered, moved,
    struck_out, restored     or removed.
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
    outlines = [outline_of(edition) for edition in editions]
    keys = _keys_over(outlines, measure_key)
    days = [edition.documents[0].edition_date for edition in editions]
    result: list[Wording] = []
    if keys[0] is not None:
        first = outlines[0]["measure"][keys[0]].row
        result.append(Wording(measure=first, measure_key=keys[0], from_date=days[0]))
    for index, both in enumerate(pairwise(keys), start=1):
        for change in compare_editions(editions[index - 1], editions[index]).of("measure"):
            if (change.old_key, change.new_key) == both:
                wording = Wording(
                    measure=outlines[index]["measure"][change.new_key].row if change.new_key else None,
                    measure_key=change.key,
                    from_date=days[index],
                    kind=change.kind,
                    changed_columns=tuple(column.column for column in change.columns),
                    acts=change.acts,
                )
                result.append(wording)
    ends = [wording.from_date - dt.timedelta(days=1) for wording in result[1:]]
    return [replace(wording, to_date=end) for wording, end in zip(result, [*ends, None], strict=True)]


def _keys_over(outlines: Sequence[Outline], measure_key: str) -> list[str | None]:
    """The measure's key in each edition, None where it is not there."""
    known = [index for index, outline in enumerate(outlines) if measure_key in outline["measure"]]
    if not known:
        raise KeyError(f"no edition has a measure {measure_key}")
    pairs = [pair_up(*both)["measure"] for both in pairwise(outlines)]
    keys: list[str | None] = [measure_key]
    for found in pairs[known[-1] :]:
        keys.append(found.get(keys[-1] or ""))
    for found in reversed(pairs[: known[-1]]):
        keys.insert(0, next((old for old, new in found.items() if new == keys[0]), None))
    return keys
