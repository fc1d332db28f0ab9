"""The tables as DataFrames, with the joins that people make first of all."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.analysis.frames import frame_of, made_frame
from pipeline.analysis.lifetimes import lifetimes
from pipeline.analysis.timeline import agency_ids
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
_FLAT = [
    "edition_id", "measure_key", "stage_number", "section_number", "status", "has_subitems", "measure_text",
    "completion_form_text", "executors_text", "agency_ids", "deadline_text", "deadline_start", "deadline_end",
    "deadline_precision", "cost_text", "cost_type",
]  # fmt: skip
_OF_AGENCIES = ["agency_id", "name_kk", "name_ru", "name_en", "agency_type"]


_EDITION_TYPES = {
    "edition_id": "string", "document_id": "string", "act_date": "date", "edition_date": "date",
    "in_force_from": "date", "in_force_to": "date", "previous_edition_id": "string", "latest_acts": "strings",
    "measures": "integer", "in_force": "integer", "removed": "integer", "amendments": "integer",
    "errors": "integer", "warnings": "integer", "page_count": "integer", "source_file": "string",
}  # fmt: skip


class Tables:
    """The tables of a dataset in memory.

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
    def measures_flat(self) -> pd.DataFrame:
        """The columns of `measures` that most questions need: one value a cell, no boxes, no printed lines.

        One row a measure of an edition. `agency_ids` are the bodies that answer for it, joined by `; ` in
        the printed order, null where none was recognised. With several editions choose one first
        (`ds.latest()`, `ds.edition("2014-12-30")`) or group by `edition_id`.

        Example:
            >>> ds.latest().measures_flat.query("not has_subitems").groupby("section_number").size()
        """
        rows = [
            {"edition_id": edition_id, "measure_key": key, "agency_ids": "; ".join(ids) or None}
            for (edition_id, key), ids in agency_ids(self.records).items()
        ]
        bodies = made_frame(rows, dict.fromkeys(("edition_id", "measure_key", "agency_ids"), "string"))
        return self.measures.merge(bodies, on=["edition_id", "measure_key"], how="left")[_FLAT]

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
