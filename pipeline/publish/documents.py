"""One edition as one JSON document, for readers who think in acts and not in tables.

It holds every table's rows of the edition as an array of the table's name, and the plan once more as it is
printed: measures inside sections inside stages, each with the bodies that answer for it. Rows stand one a
line, so that two editions of the file can be compared with any diff.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, groupby, islice
from operator import attrgetter
from typing import Any

from pipeline.publish.row_json import column_json, rows_json
from pipeline.records import (
    TABLES,
    AgencyRecord,
    Dataset,
    DocumentRecord,
    MeasureRecord,
    columns_of,
)

STAGE_COLUMNS = ("stage_number", "stage_title_text", "stage_start", "stage_end")
SECTION_COLUMNS = ("section_number", "section_title_text")
# an array has one entry a line
_FIRST, _FOLLOWING, _LAST = b"[\n", b",\n", b"\n]"
_PIECE_BYTES = 1 << 16
_ROWS_AT_ONCE = 500  # a hundred pages' measures; a row's texts take thrice its bytes while it is made

_Row = tuple[MeasureRecord, bytes]  # and its JSON
_Texts = dict[str, Iterator[str]]  # by a table's name the JSON of its rows


def editions_of(dataset: Dataset) -> Iterator[tuple[str, Dataset]]:
    """Each edition's id and what the dataset says of it, with the whole registry of bodies."""
    # rows are dealt out once: picking each edition's rows from all would be quadratic in the editions
    dealt: dict[str, dict[str, list[Any]]] = {document.edition_id: {} for document in dataset.documents}
    for table in TABLES:
        if table.name == "agencies":
            continue
        for edition_id, rows in groupby(getattr(dataset, table.name), key=attrgetter("edition_id")):
            if edition_id in dealt:
                dealt[edition_id].setdefault(table.name, []).extend(rows)
    for document in dataset.documents:
        parts = {name: tuple(rows) for name, rows in dealt[document.edition_id].items()}
        yield document.edition_id, Dataset(agencies=dataset.agencies, **parts)


def documents_of(dataset: Dataset) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Each edition's id and its JSON in UTF-8, in pieces.

    Of a long file, all at once would take as much room as its reading. The pieces of one edition must all be
    taken before the next edition is.

    Args:
        dataset: any number of editions, rows in their published order.
    """
    editions = list(editions_of(dataset))
    texts = _texts_of([edition for _, edition in editions])
    for edition_id, edition in editions:
        yield edition_id, _larger(_pieces(edition, texts))


def _texts_of(editions: Sequence[Dataset]) -> _Texts:
    """The rows of all editions, one edition's after the other's: small editions share their batches."""
    return {
        table.name: _row_texts(
            table.record_type,
            chain.from_iterable([getattr(edition, table.name) for edition in editions]),
        )
        for table in TABLES
        if table.name != "agencies"
    }


def _row_texts(record_type: type, rows: Iterator[Any]) -> Iterator[str]:
    while batch := list(islice(rows, _ROWS_AT_ONCE)):
        yield from rows_json(record_type, batch)


def _larger(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces, small ones joined: each is written and hashed."""
    waiting: list[bytes] = []
    n_waiting = 0
    for piece in pieces:
        waiting.append(piece)
        n_waiting += len(piece)
        if n_waiting >= _PIECE_BYTES:
            yield b"".join(waiting)
            waiting, n_waiting = [], 0
    yield b"".join(waiting)


def _pieces(edition: Dataset, texts: _Texts) -> Iterator[bytes]:
    (document,) = edition.documents
    yield b'{\n"$schema":"../schema/edition.schema.json",\n"edition_id":' + _value(document, "edition_id")
    in_plan: dict[str, list[bytes]] = {"measures": [], "responsibilities": []}
    for table in TABLES:
        yield b',\n"' + table.name.encode() + b'":'
        if table.name == "agencies":
            yield _registry(edition.agencies)
        else:
            n_rows = len(getattr(edition, table.name))
            yield from _array(_batches(islice(texts[table.name], n_rows), in_plan.get(table.name)))
    bodies: dict[str, list[bytes]] = {}
    for responsibility, row in zip(edition.responsibilities, in_plan["responsibilities"], strict=True):
        bodies.setdefault(responsibility.measure_key, []).append(row)
    yield b',\n"plan":{"title_text":' + _value(document, "plan_title_text") + b',"stages":'
    yield from _plan(list(zip(edition.measures, in_plan["measures"], strict=True)), bodies)
    yield b"}\n}\n"


@lru_cache(maxsize=1)
def _registry(agencies: tuple[AgencyRecord, ...]) -> bytes:
    """The registry's rows, which every edition of a dataset shares."""
    return b"".join(_array(_batches(_row_texts(AgencyRecord, iter(agencies)))))


def _batches(texts: Iterator[str], kept: list[bytes] | None = None) -> Iterator[bytes]:
    """Rows' JSON, some rows at once; each row's is put into `kept`, where that is wanted."""
    while some := list(islice(texts, _ROWS_AT_ONCE)):
        if kept is None:
            yield ",\n".join(some).encode()
        else:
            encoded = [text.encode() for text in some]
            kept += encoded
            yield _FOLLOWING.join(encoded)


def _plan(rows: Sequence[_Row], bodies: Mapping[str, Sequence[bytes]]) -> Iterator[bytes]:
    """The plan's stages in pieces."""
    if not rows:
        yield b"[]"
        return
    for is_next_stage, in_stage in _groups(rows, "stage_number"):
        yield _FOLLOWING if is_next_stage else _FIRST
        yield from _head(in_stage[0][0], STAGE_COLUMNS, b"sections")
        for is_next_section, in_section in _groups(in_stage, "section_number"):
            yield _FOLLOWING if is_next_section else _FIRST
            yield from _head(in_section[0][0], SECTION_COLUMNS, b"measures")
            between = _FIRST
            for measure, row in in_section:
                yield between
                yield row[:-1]
                yield b',"responsibilities":'
                some = bodies.get(measure.measure_key)
                yield from _array([_FOLLOWING.join(some)] if some else ())
                yield b"}"
                between = _FOLLOWING
            yield _LAST + b"}"
        yield _LAST + b"}"
    yield _LAST


def _groups(rows: Sequence[_Row], name: str) -> Iterator[tuple[bool, list[_Row]]]:
    """The rows that share a column's value and follow one another; whether any went before them."""
    for number, (_, several) in enumerate(groupby(rows, key=lambda row: getattr(row[0], name))):
        yield number > 0, list(several)


def _head(measure: MeasureRecord, names: Sequence[str], child_name: bytes) -> Iterator[bytes]:
    yield b"{"
    for name in names:
        yield from (b'"', name.encode(), b'":', _value(measure, name), b",")
    yield from (b'"', child_name, b'":')


def _value(row: DocumentRecord | MeasureRecord, name: str) -> bytes:
    record_type: type = type(row)
    column = next(column for column in columns_of(record_type) if column.name == name)
    return column_json(column, (getattr(row, name),))[0].encode()


def _array(batches: Iterable[bytes]) -> Iterator[bytes]:
    """An array of the rows of all batches, none of them empty."""
    between = _FIRST
    for batch in batches:
        yield between
        yield batch
        between = _FOLLOWING
    yield b"[]" if between is _FIRST else _LAST
