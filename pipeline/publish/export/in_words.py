"""A dataset with words for its codes and names for its bodies, for people who read and do not compute."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import is_dataclass, replace
from typing import Any

from pipeline.records import TABLES, Dataset, PublishedColumn, columns_of
from pipeline.registry.meanings import code_meaning

_AGENCY = ("agency_id", "agency_ids")


def in_words(dataset: Dataset, language: str) -> Dataset:
    """The dataset with each code as its meaning, and each body as its name, in `kk`, `ru` or `en`.

    A body without a name in that language keeps its id; in the table `agencies` ids stay, for joins.
    """
    names = {row.agency_id: getattr(row, f"name_{language}") or row.agency_id for row in dataset.agencies}
    return Dataset(**{
        table.name: tuple(
            _row_in_words(row, language, names if table.name != "agencies" else {})
            for row in getattr(dataset, table.name)
        )
        for table in TABLES
    })  # fmt: skip


def _row_in_words(row: Any, language: str, names: Mapping[str, str]) -> Any:  # noqa: ANN401 - any record
    record_type: type = type(row)
    changes = {
        column.name: tuple(_word(column, each, language, names) for each in value)
        if column.is_list
        else _word(column, value, language, names)
        for column in columns_of(record_type)
        if (value := getattr(row, column.name)) is not None
        and (column.codes or column.struct or column.name.endswith(_AGENCY))
    }
    return replace(row, **changes)


def _word(column: PublishedColumn, value: Any, language: str, names: Mapping[str, str]) -> Any:  # noqa: ANN401
    if is_dataclass(value):
        return _row_in_words(value, language, names)
    if column.codes is not None:
        return getattr(code_meaning(column.codes.name, value), language)
    return names.get(value, value)
