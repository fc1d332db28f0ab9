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

    Args:
        rows: one mapping a row, with a value for every column.
        types: the columns in order: string, integer, boolean, date, or strings (a list of them).
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
    texts = {(row.edition_id, row.measure_key): row.measure_text for row in dataset.measures}
    rows = {key: {f"measure_text_{languages[key[0]]}": text} for key, text in texts.items()}
    for each in dataset.alignments:
        pair = [
            (each.edition_id, each.measure_key or ""),
            (each.other_edition_id, each.other_measure_key or ""),
        ]
        for own, other in (pair, pair[::-1]):
            if own in rows and other in texts:
                rows[own][f"measure_text_{languages[other[0]]}"] = texts[other]
    names = ["edition_id", "measure_key", *(f"measure_text_{code}" for code in LANGUAGE.codes)]
    return made_frame(
        (
            {"edition_id": edition_id, "measure_key": key, **texts}
            for (edition_id, key), texts in rows.items()
        ),
        dict.fromkeys(names, "string"),
    )
