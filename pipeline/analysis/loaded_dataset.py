"""The dataset as an analyst uses it: its tables, the first joins, and the questions that people ask."""

from __future__ import annotations

import datetime as dt
from functools import cached_property, reduce
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.analysis.dataset_sources import tables_of
from pipeline.analysis.frames import both_texts, frame_of, made_frame
from pipeline.analysis.lifetimes import in_force_on, lifetimes, one_of_each_act
from pipeline.analysis.schedule import agency_ids, successor, timeline, workload
from pipeline.publish.dataset import dataset_of
from pipeline.records import MEASURE_TEXTS, TABLES, Dataset
from pipeline.records.editions_in import find_edition

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped]
    import pyarrow as pa

    from pipeline.analysis.diffs import LoadedDiff
    from pipeline.analysis.language_frames import FrameOfLanguages

_TABLES = {table.name: table for table in TABLES}
_OF_MEASURES = [
    "edition_id", "measure_key", "status", "stage_number", "section_number", "measure_text",
    "deadline_start", "deadline_end",
]  # fmt: skip
_FLAT = [
    "edition_id", "measure_key", "stage_number", "section_number", "status", "has_subitems", "measure_text",
    "completion_form_text", "executors_text", "agency_ids",
    "deadline_text", "deadline_start", "deadline_end", "deadline_precision", "cost_text", "cost_type",
]  # fmt: skip
_OF_AGENCIES = ["agency_id", "name_kk", "name_ru", "name_en", "agency_type"]
_KEYS = ["edition_id", "measure_key"]
_OF_LIFETIMES = ("in_force_from", "in_force_to", "previous_edition_id", "latest_acts")
_EDITION_TYPES = {
    "edition_id": "string", "document_id": "string", "language": "string", "act_date": "date",
    "edition_date": "date", "in_force_from": "date", "in_force_to": "date", "previous_edition_id": "string",
    "latest_acts": "strings", "measures": "integer", "in_force": "integer", "removed": "integer",
    "amendments": "integer", "errors": "integer", "warnings": "integer", "page_count": "integer",
    "source_file": "string",
}  # fmt: skip


def load(path_or_url: str | Path = "data/processed") -> LoadedDataset:
    """Opens a dataset, with the types that it was written with and the joins that people make first.

    Plain `pd.read_parquet` makes dates columns of `object`, null integers floats and lists arrays; here each
    stays what it is (as with `pd.read_parquet(..., dtype_backend="pyarrow")`). It lies in a folder, a zip of
    it, or at a URL of either that fsspec opens (`https://…/plan.zip`, `s3://bucket/plan`).

    Raises:
        DatasetError: there is no dataset, or it is damaged.
        ImportError: a URL was given and fsspec is not installed.

    Example:
        >>> ds = pipeline.load("data/processed")
        >>> ds.measures_flat.query("cost_type == 'not_required'")[["measure_key", "deadline_end"]]
        >>> ds.workload(by="agency", over="year")
    """
    return LoadedDataset(tables_of(path_or_url), str(path_or_url))


def _published(name: str, meaning: str) -> cached_property[pd.DataFrame]:
    """A table just as it is published, as an attribute."""

    def frame(self: LoadedDataset) -> pd.DataFrame:
        return self.table(name)

    frame.__doc__ = meaning
    return cached_property(frame)


class LoadedDataset:
    """A dataset in memory; made by `pipeline.load`. Each table is an attribute that holds a pandas DataFrame.

    Columns are Arrow-backed: dates are `datetime.date` (`.dt.year` works), null is `pd.NA` and never NaN,
    lists are Python lists (`explode` and `.list.len()` work), codes with an order (`deadline_precision`,
    `severity`, `name_certainty`) are ordered categories. Columns and units are those of
    `docs/data-dictionary.md`.
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
        return dataset_of(self._tables)

    # -- tables

    documents = _published("documents", "One row an edition: title, body, number, dates, glyph accounts.")
    paragraphs = _published("paragraphs", "One row a numbered paragraph of the act itself.")
    totals = _published("totals", "One row a row of totals among the measures.")
    abbreviations = _published("abbreviations", "One row an abbreviation that the edition itself explains.")
    footnotes = _published("footnotes", "One row a footnote.")
    amendments = _published("amendments", "One row an amending act and its target, from the notes.")
    reporting_duties = _published("reporting_duties", "One row a duty to report that the act lays down.")
    agencies = _published("agencies", "The registry of bodies: names, years of life (EDTF), successors.")
    mentions = _published("mentions", "One row a named thing; `start` and `end` are code points of the text.")
    repairs = _published("repairs", "One row a change that the pipeline made to the printed characters.")
    findings = _published("findings", "Everything that a person should look at; `severity` is ordered.")
    alignments = _published("alignments", "One row a measure that stands in editions in two languages.")

    @cached_property
    def measures(self) -> FrameOfLanguages:
        """One row a measure of an edition, with `edition_date`, `language` and `has_subitems` added.

        Amounts in `cost_amounts` are thousands of tenge. Of a dataset that holds an act in two languages,
        `ds.measures(lang="ru")` gives the rows in one.

        Example:
            >>> ds.measures.explode("completion_form_types").completion_form_types.value_counts()
        """
        import pandas as pd  # noqa: PLC0415

        from pipeline.analysis.language_frames import of_languages  # noqa: PLC0415

        editions = self.documents[["edition_id", "edition_date", "language"]]
        frame = self.table("measures").merge(editions, on="edition_id")
        parents = set(zip(frame.edition_id, frame.parent_key, strict=True))
        keys = zip(frame.edition_id, frame.measure_key, strict=True)
        frame["has_subitems"] = pd.array([key in parents for key in keys], dtype="bool[pyarrow]")
        return of_languages(frame, lambda lang: self.in_language(lang).measures)

    @cached_property
    def measures_flat(self) -> pd.DataFrame:
        """The columns of `measures` that most questions need: one value a cell, no boxes, no printed lines.

        One row a measure of an edition. `agency_ids` are the bodies that answer for it, joined by `; ` in
        the printed order, null where none was recognised. With several editions choose one first
        (`ds.latest()`, `ds.edition("2014-12-30")`) or group by `edition_id`. Where the dataset
        holds two languages, `measure_text_kk` and `measure_text_ru` are the measure's text in both.

        Example:
            >>> ds.latest().measures_flat.query("not has_subitems").groupby("section_number").size()
        """
        rows = [
            {"edition_id": edition_id, "measure_key": key, "agency_ids": "; ".join(ids) or None}
            for (edition_id, key), ids in agency_ids(self.records).items()
        ]
        bodies = made_frame(rows, dict.fromkeys(("edition_id", "measure_key", "agency_ids"), "string"))
        frame = self.measures.merge(bodies, on=_KEYS, how="left")
        if self.documents.language.nunique() < 2:
            return frame[_FLAT]
        texts = both_texts(self.records)
        behind = _FLAT.index("measure_text") + 1
        columns = [*_FLAT[:behind], *texts.columns.difference(_KEYS), *_FLAT[behind:]]
        return frame.merge(texts, on=_KEYS)[columns]

    @cached_property
    def aligned(self) -> pd.DataFrame:
        """The table `alignments` without the rows of the acts themselves, with both printed texts.

        The texts of the other edition are `other_measure_text` and so on. Empty where no act is held in two
        languages.

        Example:
            >>> ds.aligned[ds.aligned.differs.list.len() > 0][["measure_key", "differs", "deadline_text"]]
        """
        texts = self.table("measures")[[*_KEYS, *MEASURE_TEXTS]]
        rows = self.alignments[self.alignments.position > 1].merge(texts, on=_KEYS, how="left")
        return rows.merge(texts.add_prefix("other_"), on=[f"other_{name}" for name in _KEYS], how="left")

    @cached_property
    def responsibilities(self) -> pd.DataFrame:
        """One row a measure and a body that answers for it.

        Joined: the body's names and type (of the life that the row's words name), `current_name_en` (`_kk`,
        `_ru`) of the body that held its tasks at the edition's date, and of the measure its text, status,
        stage, section and deadline. Null names mean a body that was not recognised.

        Example:
            >>> ds.responsibilities.groupby("current_name_en").measure_key.nunique()
        """
        agencies = self.agencies[_OF_AGENCIES]
        current = agencies[["agency_id", "name_kk", "name_ru", "name_en"]].add_prefix("current_")
        return (
            self.table("responsibilities")
            .merge(agencies, on="agency_id", how="left")
            .merge(current, on="current_agency_id", how="left")
            .merge(self.table("measures")[_OF_MEASURES], on=_KEYS, how="left")
        )

    @cached_property
    def editions(self) -> pd.DataFrame:
        """One row an edition, older first, with its time in force and what it holds.

        `in_force_from` and `in_force_to` are days, both inclusive; the latest edition has no `in_force_to`.
        `latest_acts` are the acts that made the edition. Counts: `measures`, `in_force`, `removed`,
        `amendments`, `errors`, `warnings`.
        """
        rows = [
            {
                **{name: getattr(each.document, name, None) for name in _EDITION_TYPES},
                **{name: getattr(each, name) for name in _OF_LIFETIMES},
                **self._counts(each.document.edition_id),
                "act_date": each.document.date,
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

    def edition(self, name: str) -> LoadedDataset:
        """The same dataset with the rows of one edition only (and the whole registry of bodies).

        It is named by its id, or by its date alone where that tells it from the others.

        Raises:
            NoSuchEditionError: there is no such edition.

        Example:
            >>> ds.edition("2014-12-30").workload()
        """
        return self._only([find_edition(self.records, name).documents[0].edition_id])

    def in_language(self, lang: str) -> LoadedDataset:
        """The same dataset with the editions in one language only: `"kk"` or `"ru"`.

        Raises:
            ValueError: the dataset holds no edition in that language.

        Example:
            >>> ds.in_language("ru").latest().timeline()
        """
        languages = {each.edition_id: each.language for each in self.records.documents}
        if lang not in languages.values():
            held = ", ".join(sorted(set(languages.values()))) or "none"
            raise ValueError(f"the dataset holds no edition in the language {lang!r}; it has {held}")
        return self._only([each for each, language in languages.items() if language == lang])

    def latest(self) -> LoadedDataset:
        """The same dataset with the latest edition of each act only, in each language that it has."""
        return self._only([e.document.edition_id for e in lifetimes(self.records) if e.in_force_to is None])

    def as_of(self, day: str | dt.date) -> LoadedDataset:
        """The dataset with the edition only that was in force on a day (of each act, if it holds several).

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
        columns = {name: ["edition_id"] for name in self._tables} | {"agencies": []}
        columns["alignments"].append("other_edition_id")
        tables = dict(self._tables)
        for name, of_editions in columns.items():
            masks = [pc.is_in(tables[name].column(each), value_set=wanted) for each in of_editions]
            if masks:
                tables[name] = tables[name].filter(reduce(pc.or_, masks))
        return LoadedDataset(tables, self._source)

    # -- questions

    def workload(self, by: str = "agency", over: str = "year", *, labels: str = "id") -> pd.DataFrame:
        """How many measures each body answers for: a row a body, a column a year.

        Only measures in force without sub-items count, each once a body and column. A measure counts in every
        year of an interval or a rhythm, else in the year it falls due; one without any day is in the column
        `undated`. Of several editions of an act the latest counts (of two languages the Kazakh), except over
        editions, where each has its own column: no number is a sum over editions.

        Args:
            by: `agency` (the body that the words name), `current_agency` (the body that held its tasks at the
                edition's date: compares over reforms) or `agency_type`.
            over: `year`, `stage`, `section` or `edition`.
            labels: how bodies and their types are named in the index: `id`, `kk`, `ru` or `en`.

        Example:
            >>> ds.workload(by="current_agency", labels="en").plot.bar(stacked=True)
        """
        records = self.records if over == "edition" else self._only(one_of_each_act(self.records)).records
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
        return timeline(
            self._only(one_of_each_act(self.records)).records, on=None if on is None else _day(on)
        )

    def successor(self, agency_id: str, on: str | dt.date) -> str | None:
        """The body that holds a body's tasks on a day: itself while it lives, else who came after it.

        None where the tasks went to several bodies, or nobody is known to hold them.

        Raises:
            KeyError: there is no such body.

        Example:
            >>> ds.successor("ministry-of-regional-development", on="2014-12-30")
        """
        return successor(self.records.agencies, agency_id, _day(on))

    def diff(self, old: str, new: str) -> LoadedDiff:
        """What changed between two editions, shown as a page in a notebook; false if nothing did.

        `.changes` is a DataFrame, `.records` the same as records. Each change has the acts that explain it.
        Editions are named by their ids, or by their dates alone where these tell them from the others.

        Raises:
            NoSuchEditionError: there is no such edition.
            NotComparableError: they are editions of different acts.

        Example:
            >>> ds.diff("2014-12-30", "2015-06-18").changes.query("part == 'measure'")
        """
        from pipeline.analysis.diffs import LoadedDiff  # noqa: PLC0415
        from pipeline.editions import compare_editions  # noqa: PLC0415

        return LoadedDiff(compare_editions(find_edition(self.records, old), find_edition(self.records, new)))

    def history(
        self, measure_key: str, *, document_id: str | None = None, lang: str | None = None
    ) -> pd.DataFrame:
        """Every wording of a measure, oldest first: a row an edition that changed it.

        `from_date` is the date of the edition that brought the wording, `to_date` the last day before the
        next (both inclusive); `kind` says what became of it, `changed_columns` where, `acts` by which acts. A
        measure that was renumbered is followed.

        Args:
            measure_key: the key that it has in the latest edition that knows it: `"4.13"`.
            document_id: the act, where the dataset holds several.
            lang: the language of the editions; None for Kazakh, or for Russian where only that is held.

        Raises:
            KeyError: no edition has such a measure.
            ValueError: several acts have one, and none was named.

        Example:
            >>> ds.history("4.13")[["from_date", "to_date", "kind", "measure_text", "acts"]]
        """
        from pipeline.analysis.diffs import history_frame  # noqa: PLC0415

        records = self.records if lang is None else self.in_language(lang).records
        return history_frame(records, measure_key, document_id)


def _day(day: str | dt.date) -> dt.date:
    if isinstance(day, dt.datetime):
        return day.date()
    return day if isinstance(day, dt.date) else dt.date.fromisoformat(day)
