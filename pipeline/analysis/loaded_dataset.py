"""The dataset as an analyst uses it: its tables, and the questions that people ask of a plan."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.analysis.dataset_sources import tables_of
from pipeline.analysis.joined_tables import Tables
from pipeline.analysis.lifetimes import in_force_on, lifetimes

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped]

    from pipeline.analysis.diffs import LoadedDiff


def load(path_or_url: str | Path = "data/processed") -> LoadedDataset:
    """Opens a dataset, with the types that it was written with and the joins that people make first.

    Plain `pd.read_parquet` makes dates columns of `object`, null integers floats and lists arrays; here each
    stays what it is (as with `pd.read_parquet(..., dtype_backend="pyarrow")`).

    Args:
        path_or_url: the dataset's folder, a zip of it, or a URL of either that fsspec opens
            (`https://…/plan.zip`, `s3://bucket/plan`; needs the package fsspec).

    Raises:
        DatasetError: there is no dataset, or it is damaged.
        ImportError: a URL was given and fsspec is not installed.

    Example:
        >>> ds = pipeline.load("data/processed")
        >>> ds.measures_flat.query("cost_type == 'not_required'")[["measure_key", "deadline_end"]]
        >>> ds.workload(by="agency", over="year")
    """
    return LoadedDataset(tables_of(path_or_url), str(path_or_url))


class LoadedDataset(Tables):
    """A dataset in memory; made by `pipeline.load`. Each table is an attribute that holds a pandas DataFrame.

    Columns are Arrow-backed: dates are `datetime.date` (`.dt.year` works), null is `pd.NA` and never NaN,
    lists are Python lists (`explode` and `.list.len()` work), codes with an order (`deadline_precision`,
    `severity`, `name_certainty`) are ordered categories. Columns and units are those of
    `docs/data-dictionary.md`.
    """

    # -- parts of it

    def edition(self, name: str) -> LoadedDataset:
        """The same dataset with the rows of one edition only (and the whole registry of bodies).

        Args:
            name: the edition's id, or its date alone where that tells it from the others.

        Raises:
            NoSuchEditionError: there is no such edition.

        Example:
            >>> ds.edition("2014-12-30").workload()
        """
        from pipeline.editions.opening import find_edition  # noqa: PLC0415

        return self._only([find_edition(self.records, name).documents[0].edition_id])

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
        `undated`. Of several editions of an act the latest counts, except over editions, where each has a
        column of its own: no number is a sum over editions.

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
        """What is due when: a row a measure of the latest edition (of each act), first due first.

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

    def diff(self, old: str, new: str) -> LoadedDiff:
        """What changed between two editions, shown as a page in a notebook; false if nothing did.

        `.changes` is a DataFrame, `.records` the same as records. Each change has the acts that explain it.

        Args:
            old: an edition's id, or its date alone where that tells it from the others.
            new: the same of another edition of the act.

        Raises:
            NoSuchEditionError: there is no such edition.
            NotComparableError: they are editions of different acts.

        Example:
            >>> ds.diff("2014-12-30", "2015-06-18").changes.query("part == 'measure'")
        """
        from pipeline.analysis.diffs import loaded_diff  # noqa: PLC0415

        return loaded_diff(self.records, old, new)

    def history(self, measure_key: str, *, document_id: str | None = None) -> pd.DataFrame:
        """Every wording of a measure, oldest first: a row an edition that changed it.

        `from_date` is the date of the edition that brought the wording, `to_date` the last day before the
        next (both inclusive); `kind` says what became of it, `changed_columns` where, `acts` by which acts. A
        measure that was renumbered is followed.

        Args:
            measure_key: the key that it has in the latest edition that knows it: `"4.13"`.
            document_id: the act, where the dataset holds several.

        Raises:
            KeyError: no edition has such a measure.
            ValueError: several acts have one, and none was named.

        Example:
            >>> ds.history("4.13")[["from_date", "to_date", "kind", "measure_text", "acts"]]
        """
        from pipeline.analysis.diffs import history_frame  # noqa: PLC0415

        return history_frame(self.records, measure_key, document_id)


def _day(day: str | dt.date) -> dt.date:
    if isinstance(day, dt.datetime):
        return day.date()
    return day if isinstance(day, dt.date) else dt.date.fromisoformat(day)
