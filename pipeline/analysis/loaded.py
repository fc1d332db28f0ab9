"""The dataset as an analyst uses it: tables with joins ready, and the questions people ask of a plan."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.analysis.frames import frame_of, made_frame
from pipeline.analysis.lifetimes import NoEditionError, in_force_on, lifetimes
from pipeline.analysis.sources import tables_of
from pipeline.publish.arrow import rows_from_arrow
from pipeline.records import TABLES, Dataset

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped]
    import pyarrow as pa

_TABLES = {table.name: table for table in TABLES}
_OF_MEASURES = [
    "edition_id", "measure_key", "status", "stage_number", "section_number", "measure_text",
    "deadline_start", "deadline_end",
]  # fmt: skip
_OF_AGENCIES = ["agency_id", "name_kk", "name_ru", "name_en", "agency_type"]


def load(path_or_url: str | Path = "data/processed") -> LoadedDataset:
    """Opens a dataset.

    Args:
        path_or_url: the dataset's folder, a zip of it, or a URL of either that fsspec opens
            (`https://…/plan.zip`, `s3://bucket/plan`; needs the package fsspec).

    Raises:
        DatasetError: there is no dataset, or it is damaged.
        ImportError: a URL was given and fsspec is not installed.

    Example:
        >>> ds = pipeline.load("data/processed")
        >>> ds.measures.query("cost_type == 'not_required'")[["measure_key", "deadline_end"]]
        >>> ds.workload(by="agency", over="year")
    """
    return LoadedDataset(tables_of(path_or_url), str(path_or_url))


class LoadedDataset:
    """A dataset in memory; made by `pipeline.load`.

    Each table is an attribute that holds a pandas DataFrame. Columns are Arrow-backed: dates are
    `datetime.date` (`.dt.year` works), null is `pd.NA` and never NaN, lists are Python lists (`explode` and
    `.list.len()` work), codes with an order (`deadline_precision`, `severity`, `name_certainty`) are ordered
    categories. The columns and their units are those of `docs/data-dictionary.md`.
    """

    def __init__(self, tables: dict[str, pa.Table], source: str) -> None:
        self._tables = tables
        self._source = source

    def __repr__(self) -> str:
        ids = self._tables["documents"].column("edition_id").to_pylist()
        return f"<dataset {self._source}: {', '.join(ids) or 'no edition'}>"

    def table(self, name: str) -> pd.DataFrame:
        """One table just as it is published, without any join: `ds.table("responsibilities")`."""
        if name not in _TABLES:
            raise KeyError(f"there is no table {name}; there are {', '.join(_TABLES)}")
        return frame_of(_TABLES[name], self._tables[name])

    @cached_property
    def records(self) -> Dataset:
        """All rows as the frozen records of `pipeline.records`, for code rather than for tables."""
        return Dataset(**{name: rows_from_arrow(_TABLES[name], self._tables[name]) for name in _TABLES})

    # -- tables

    @cached_property
    def documents(self) -> pd.DataFrame:
        """One row an edition: title, body, number, dates, glyph accounts, source file."""
        return self.table("documents")

    @cached_property
    def paragraphs(self) -> pd.DataFrame:
        """One row a numbered paragraph of the act itself."""
        return self.table("paragraphs")

    @cached_property
    def measures(self) -> pd.DataFrame:
        """One row a measure of an edition, with `edition_date` and `has_subitems` beside its columns.

        Amounts in `cost_amounts` are thousands of tenge.

        Example:
            >>> ds.measures.explode("completion_form_types").completion_form_types.value_counts()
        """
        import pandas as pd  # noqa: PLC0415

        frame = self.table("measures").merge(self.documents[["edition_id", "edition_date"]], on="edition_id")
        parents = set(zip(frame.edition_id, frame.parent_key, strict=True))
        keys = zip(frame.edition_id, frame.measure_key, strict=True)
        frame["has_subitems"] = pd.array([key in parents for key in keys], dtype="bool[pyarrow]")
        return frame

    @cached_property
    def responsibilities(self) -> pd.DataFrame:
        """One row a measure and a body that answers for it.

        Joined: the body's names and type (of the life that the row's words name), `current_name_en` and
        `current_name_kk` of the body that held its tasks at the edition's date, and of the measure its text,
        status, stage, section and deadline. Null names mean a body that was not recognised.

        Example:
            >>> ds.responsibilities.groupby("current_name_en").measure_key.nunique()
        """
        agencies = self.agencies[_OF_AGENCIES]
        current = agencies[["agency_id", "name_kk", "name_en"]].add_prefix("current_")
        return (
            self.table("responsibilities")
            .merge(agencies, on="agency_id", how="left")
            .merge(current, on="current_agency_id", how="left")
            .merge(self.table("measures")[_OF_MEASURES], on=["edition_id", "measure_key"], how="left")
        )

    @cached_property
    def amendments(self) -> pd.DataFrame:
        """One row an amending act and its target, from the notes; `amended_measures` are those touched."""
        return self.table("amendments")

    @cached_property
    def reporting_duties(self) -> pd.DataFrame:
        """One row a duty to report that the act's own paragraphs lay down; `rrule` says when."""
        return self.table("reporting_duties")

    @cached_property
    def agencies(self) -> pd.DataFrame:
        """The registry of bodies: names in three languages, years of life (EDTF), successors."""
        return self.table("agencies")

    @cached_property
    def mentions(self) -> pd.DataFrame:
        """One row a named thing inside a text; `start` and `end` are code points of that text."""
        return self.table("mentions")

    @cached_property
    def repairs(self) -> pd.DataFrame:
        """One row a change that the pipeline made to the printed characters."""
        return self.table("repairs")

    @cached_property
    def findings(self) -> pd.DataFrame:
        """Everything that a person should look at; places in points from the page's top left.

        Example:
            >>> ds.findings[ds.findings.severity >= "warning"]
        """
        return self.table("findings")

    @cached_property
    def editions(self) -> pd.DataFrame:
        """One row an edition, older first, with its time in force and what it holds.

        `in_force_from` and `in_force_to` are days, both inclusive; the latest edition has no `in_force_to`.
        `latest_acts` are the acts that made the edition. Counts: `measures`, `in_force`, `removed`,
        `amendments`, `errors`, `warnings`.
        """
        rows = [
            {
                "edition_id": each.document.edition_id,
                "document_id": each.document.document_id,
                "act_date": each.document.date,
                "edition_date": each.document.edition_date,
                "in_force_from": each.in_force_from,
                "in_force_to": each.in_force_to,
                "previous_edition_id": each.previous_edition_id,
                "latest_acts": list(each.latest_acts),
                **self._counts(each.document.edition_id),
                "page_count": each.document.page_count,
                "source_file": each.document.source_file,
            }
            for each in lifetimes(self.records)
        ]
        return made_frame(rows, _EDITION_TYPES)

    def _counts(self, edition_id: str) -> dict[str, int]:
        statuses = [m.status for m in self.records.measures if m.edition_id == edition_id]
        severities = [f.severity for f in self.records.findings if f.edition_id == edition_id]
        return {
            "measures": len(statuses),
            "in_force": statuses.count("in_force"),
            "removed": statuses.count("removed"),
            "amendments": sum(a.edition_id == edition_id for a in self.records.amendments),
            "errors": severities.count("error"),
            "warnings": severities.count("warning"),
        }

    # -- parts of it

    def edition(self, edition_id: str) -> LoadedDataset:
        """The same dataset with the rows of one edition only (and the whole registry of bodies).

        Raises:
            NoEditionError: there is no such edition.
        """
        known = self._tables["documents"].column("edition_id").to_pylist()
        if edition_id not in known:
            raise NoEditionError(f"There is no edition {edition_id}; there are {', '.join(known) or 'none'}.")
        return self._only([edition_id])

    def latest(self) -> LoadedDataset:
        """The same dataset with the latest edition of each act only."""
        return self._only([e.document.edition_id for e in lifetimes(self.records) if e.in_force_to is None])

    def as_of(self, day: str | dt.date) -> LoadedDataset:
        """The dataset with the edition only that was in force on a day (of each act, if it holds several).

        Args:
            day: `"2014-06-01"` or a date.

        Raises:
            NoEditionError: the act was not yet issued, or the edition of that day is not in the dataset.

        Example:
            >>> ds.as_of("2015-03-01").measures
        """
        return self._only(in_force_on(self.records, _day(day)))

    def _only(self, edition_ids: list[str]) -> LoadedDataset:
        import pyarrow as pa  # noqa: PLC0415
        import pyarrow.compute as pc  # noqa: PLC0415

        wanted = pa.array(edition_ids, pa.string())
        tables = {
            name: table
            if name == "agencies"
            else table.filter(pc.is_in(table.column("edition_id"), value_set=wanted))
            for name, table in self._tables.items()
        }
        return LoadedDataset(tables, self._source)

    # -- questions

    def workload(self, by: str = "agency", over: str = "year", *, labels: str = "id") -> pd.DataFrame:
        """How many measures each body answers for: a row a body, a column a year.

        Only measures in force without sub-items count, each once a body and column. A measure counts in every
        year of an interval or a rhythm, else in the year it falls due; one without any day is in the column
        `undated`. Of several editions the latest counts, except over editions.

        Args:
            by: `agency` (the body that the words name), `current_agency` (the body that held its tasks at the
                edition's date: compares over reforms) or `agency_type`.
            over: `year`, `stage`, `section` or `edition`.
            labels: how bodies are named in the index: `id`, `kk`, `ru` or `en`.

        Example:
            >>> ds.workload(by="current_agency", labels="en").plot.bar(stacked=True)
        """
        from pipeline.analysis.workload import workload  # noqa: PLC0415

        records = self.records if over == "edition" else self.latest().records
        return workload(records, by=by, over=over, labels=labels)

    def timeline(self, on: str | dt.date | None = None) -> pd.DataFrame:
        """What is due when: a row a measure of the latest edition, first due first.

        Measures in force without sub-items. `start` and `end` are days, both inclusive, ready for a Gantt
        chart; `basis` says where they come from: deadline (printed), derived (from its event), stage (a
        rhythm as long as its stage lasts) or none. `agency_ids` lists the bodies. With `on`, `days_left`
        counts the days to `end` (negative: the day has passed); whether a measure was done is not known.

        Example:
            >>> ds.timeline(on="2016-01-01").query("days_left < 0")
        """
        from pipeline.analysis.timeline import timeline  # noqa: PLC0415

        return timeline(self.latest().records, on=None if on is None else _day(on))

    def successor(self, agency_id: str, on: str | dt.date) -> str | None:
        """The body that holds a body's tasks on a day: itself while it lives, else who came after it.

        None where the tasks went to several bodies, or nobody is known to hold them.

        Raises:
            KeyError: there is no such body.

        Example:
            >>> ds.successor("ministry-of-regional-development", on="2014-12-30")
        """
        from pipeline.analysis.successors import successor  # noqa: PLC0415

        return successor(self.records.agencies, agency_id, _day(on))


_EDITION_TYPES = {
    "edition_id": "string", "document_id": "string", "act_date": "date", "edition_date": "date",
    "in_force_from": "date", "in_force_to": "date", "previous_edition_id": "string", "latest_acts": "strings",
    "measures": "integer", "in_force": "integer", "removed": "integer", "amendments": "integer",
    "errors": "integer", "warnings": "integer", "page_count": "integer", "source_file": "string",
}  # fmt: skip


def _day(day: str | dt.date) -> dt.date:
    if isinstance(day, dt.datetime):
        return day.date()
    return day if isinstance(day, dt.date) else dt.date.fromisoformat(day)
