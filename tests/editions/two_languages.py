"""An edition and its twin in Russian: the same values, no word in common; and ways to change the twin."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import fields, replace
from functools import cache
from typing import Any

from pipeline.publish.dataset import read_dataset
from pipeline.records import Dataset, FindingRecord
from tests.places import ROOT

KK = "kz-government-2013-78@2014-12-30"
RU = f"{KK}.ru"
_NOT_TO_TRANSLATE = frozenset({"edition_id", "document_id", "source_sha256"})


@cache
def kazakh() -> Dataset:
    """The committed dataset: the decree in Kazakh."""
    return read_dataset(ROOT / "data" / "processed")


def russian(edition: Dataset) -> Dataset:
    """The twin of a dataset's one edition: its texts are other words, its values are the same."""
    tables = {
        each.name: tuple(_translated(row) for row in getattr(edition, each.name))
        for each in fields(edition)
        if each.name not in ("agencies", "findings", "mentions", "repairs")
    }
    twin = Dataset(agencies=edition.agencies, **tables)
    document = replace(twin.documents[0], language="ru", source_file="russian.pdf", source_sha256="1" * 64)
    return replace(twin, documents=(document,))


def _translated(row: Any) -> Any:
    changes = {
        name: f"Перевод {' '.join(re.findall('[0-9]+', text))}".rstrip()
        for name in (each.name for each in fields(row))
        if name.endswith("_text") and (text := getattr(row, name))
    }
    return replace(row, edition_id=RU, **changes)


def both(*changes: Callable[[Dataset], Dataset], edition: Dataset | None = None) -> Dataset:
    """The Kazakh edition and its twin, changed; the findings of both."""
    one = edition or kazakh()
    twin = russian(one)
    for change in changes:
        twin = change(twin)
    names = [each.name for each in fields(one) if each.name != "agencies"]
    return replace(one, **{name: getattr(one, name) + getattr(twin, name) for name in names})


def measure(key: str, **changes: object) -> Callable[[Dataset], Dataset]:
    """The twin with other values of a measure."""

    def change(twin: Dataset) -> Dataset:
        assert any(row.measure_key == key for row in twin.measures)
        rows = (replace(row, **changes) if row.measure_key == key else row for row in twin.measures)
        return replace(twin, measures=tuple(rows))

    return change


def bodies(key: str, change_all: Callable[[list[Any]], Iterable[Any]]) -> Callable[[Dataset], Dataset]:
    """The twin with other bodies of a measure."""

    def change(twin: Dataset) -> Dataset:
        own = [row for row in twin.responsibilities if row.measure_key == key]
        assert own
        others = [row for row in twin.responsibilities if row.measure_key != key]
        return replace(twin, responsibilities=(*others, *change_all(own)))

    return change


def notes(change_all: Callable[[list[Any]], Iterable[Any]]) -> Callable[[Dataset], Dataset]:
    """The twin with other notes of amendment."""
    return lambda twin: replace(twin, amendments=tuple(change_all(list(twin.amendments))))


def without(key: str) -> Callable[[Dataset], Dataset]:
    """The twin without a measure."""

    def change(twin: Dataset) -> Dataset:
        return replace(
            twin,
            measures=tuple(row for row in twin.measures if row.measure_key != key),
            responsibilities=tuple(row for row in twin.responsibilities if row.measure_key != key),
        )

    return change


def renamed(names: dict[str, str]) -> Callable[[Dataset], Dataset]:
    """The twin with other numbers of items: `{"4.7": "4.8"}`."""

    def name_of(key: str | None) -> str | None:
        return names.get(key or "", key)

    def change(twin: Dataset) -> Dataset:
        rows = (
            replace(
                row,
                measure_key=name_of(row.measure_key),
                item_number=name_of(row.measure_key).rpartition(".")[2],
            )
            if row.measure_key in names
            else row
            for row in twin.measures
        )
        bodies_of = (replace(row, measure_key=name_of(row.measure_key)) for row in twin.responsibilities)
        notes_of = (
            replace(row, target_key=name_of(row.target_key)) if row.target_type == "measure" else row
            for row in twin.amendments
        )
        return replace(
            twin, measures=tuple(rows), responsibilities=tuple(bodies_of), amendments=tuple(notes_of)
        )

    return change


def finding(code: str, key: str | None, column: str | None) -> Callable[[Dataset], Dataset]:
    """The twin with a finding."""

    def change(twin: Dataset) -> Dataset:
        row = FindingRecord(
            source_file="russian.pdf", edition_id=RU, severity="warning", code=code, message="Не понято.",
            measure_key=key, column=column,
        )  # fmt: skip
        return replace(twin, findings=(*twin.findings, row))

    return change
