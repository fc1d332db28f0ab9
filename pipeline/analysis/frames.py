"""Arrow tables as pandas DataFrames that keep what the dataset says.

pandas by itself turns a null integer into a float, a date into a timestamp and a list into an array that
cannot be compared; Arrow-backed columns keep each as it was written. A code that has an order (a precision, a
severity) becomes an ordered category, so that `severity >= "warning"` and sorting mean something.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from pipeline.records import Dataset, PublishedTable, columns_of
from pipeline.records.codes import LANGUAGE

if TYPE_CHECKING:
    import pandas as pd  # type: ignore[import-untyped]
    import pyarrow as pa


def frame_of(table: PublishedTable, arrow: pa.Table) -> pd.DataFrame:
    """One published table as a DataFrame, its columns in their published order."""
    import pandas as pd  # noqa: PLC0415 - half a second that the command line must not pay

    columns = columns_of(table.record_type)
    frame = arrow.select([column.name for column in columns]).to_pandas(types_mapper=pd.ArrowDtype)
    for column in columns:
        codes = column.codes
        if codes is not None and codes.is_ordered and not column.is_list:
            order = pd.CategoricalDtype(categories=list(codes.codes), ordered=True)
            frame[column.name] = frame[column.name].astype(object).astype(order)
    return frame


def made_frame(rows: Iterable[Mapping[str, object]], types: Mapping[str, str]) -> pd.DataFrame:
    """A DataFrame of our own making, Arrow-backed like the published tables.

    `types` are the columns in order, each a string, integer, boolean, date or strings (a list of them).
    """
    import pandas as pd  # noqa: PLC0415
    import pyarrow as pa  # noqa: PLC0415

    arrow = {
        "string": pa.string(), "integer": pa.int32(), "boolean": pa.bool_(), "date": pa.date32(),
        "strings": pa.list_(pa.string()),
    }  # fmt: skip
    schema = pa.schema([(name, arrow[kind]) for name, kind in types.items()])
    table = pa.Table.from_pylist([dict(row) for row in rows], schema=schema)
    return table.to_pandas(types_mapper=pd.ArrowDtype)


def both_texts(dataset: Dataset) -> pd.DataFrame:
    """The text of each measure in each language, `measure_text_kk` and so on; null where it is not held."""
    languages = {each.edition_id: each.language for each in dataset.documents}
    texts: dict[tuple[str, str | None], str | None] = {
        (row.edition_id, row.measure_key): row.measure_text for row in dataset.measures
    }
    rows: dict[tuple[str, str | None], dict[str, object]] = {
        key: {"edition_id": key[0], "measure_key": key[1], f"measure_text_{languages[key[0]]}": text}
        for key, text in texts.items()
    }
    for each in dataset.alignments:
        one, other = (each.edition_id, each.measure_key), (each.other_edition_id, each.other_measure_key)
        for own, there in ((one, other), (other, one)):
            if own in rows and there in rows:
                rows[own][f"measure_text_{languages[there[0]]}"] = texts[there]
    names = ("edition_id", "measure_key", *(f"measure_text_{code}" for code in LANGUAGE.codes))
    return made_frame(rows.values(), dict.fromkeys(names, "string"))
