"""Writes a whole dataset, or nothing of it, and reads it back.

Everything is held against the declarations before a file is touched; the same records give the same bytes
whenever and wherever they are written with the same libraries (no times, no names, fixed compression and
order).
"""

from __future__ import annotations

import filecmp
import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.publish.arrow import rows_from_arrow, schema_of, table_to_arrow
from pipeline.publish.datapackage import EDITION_SCHEMA, FileFacts, datapackage_json, write_pieces
from pipeline.publish.documents import documents_of, edition_schema_json
from pipeline.publish.readme import README_FILE, is_generated, readme_text
from pipeline.publish.swap import locked, replace_folder, restore_previous
from pipeline.publish.validation import InvalidDatasetError, Problem, dataset_problems
from pipeline.records import TABLES, Dataset, PublishedTable, in_order

PACKAGE_FILE = "datapackage.json"
_OWN_NAMES = frozenset(
    {PACKAGE_FILE, README_FILE, "json", "schema"} | {f"{table.name}.parquet" for table in TABLES}
)

Beside: TypeAlias = Mapping[str, Callable[[bytes], bytes]]
"""Files that are put in place with a dataset, by name: the content of its data package -> their content."""

_READ_ATTEMPTS = 20


class DatasetError(Exception):
    """A folder holds no dataset, or one that cannot be read; the message says what and where."""


def write_dataset(
    dataset: Dataset, out_dir: Path, *, is_locked: bool = False, beside: Beside | None = None
) -> bool:
    """Replaces the dataset in `out_dir` by this one, all at once.

    A reader sees the old dataset or the new one, also when the run is killed, the disk fills or another run
    writes the same folder. Files in the folder that are not the dataset's are kept.

    Args:
        dataset: any number of editions; the order of rows does not matter.
        out_dir: the folder; made if need be, with its parents.
        is_locked: whether the caller holds `locked(out_dir)` already, to read, merge and write in one piece.
        beside: other files to be put in place with it.

    Returns:
        Whether the folder held the same dataset before, byte for byte.

    Raises:
        InvalidDatasetError: the records break their declarations; the folder is as it was.
        DatasetError: the folder holds something else than a dataset; it is as it was.
        OSError: something could not be written; the folder is as it was.
    """
    problems = dataset_problems(dataset)
    if problems:
        raise InvalidDatasetError(problems)
    dataset = in_order(dataset)
    with nullcontext() if is_locked else locked(out_dir):
        refuse_other_folder(out_dir)

        def write(folder: Path) -> bool:
            return _holds_the_same(out_dir, folder, _write_files(dataset, folder, beside or {}))

        # a README.md that a person wrote stays
        own = _OWN_NAMES - ({README_FILE} if has_own_readme(out_dir) else set())
        return replace_folder(out_dir, write, owned=own)


def has_own_readme(folder: Path) -> bool:
    """Whether the README.md of a dataset's folder was written by a person."""
    file = folder / README_FILE
    return file.is_file() and not is_generated(file.read_bytes())


def refuse_other_folder(out_dir: Path) -> None:
    """Makes sure that a folder is a dataset's, or nobody's.

    Raises:
        DatasetError: it holds something else.
    """
    if not out_dir.exists():
        return
    if not out_dir.is_dir():
        raise DatasetError(f"{out_dir} is not a folder")
    if (out_dir / PACKAGE_FILE).exists() or all(map(_is_nobodys, out_dir.iterdir())):
        return
    raise DatasetError(f"{out_dir} holds other files and no dataset; name an empty or a new folder")


def _is_nobodys(entry: Path) -> bool:
    """Whether an entry may lie in a new dataset's folder: `.gitkeep`, `.git`; none like `.cache`."""
    return entry.name == ".git" or (entry.name.startswith(".") and not entry.is_dir())


def _holds_the_same(out_dir: Path, staged: Path, facts: Mapping[str, FileFacts]) -> bool:
    """Whether a folder holds the very files of the staged one."""
    paths = (PACKAGE_FILE, README_FILE, *facts)
    try:
        return all(filecmp.cmp(out_dir / path, staged / path, shallow=False) for path in paths)
    except OSError:
        return False


def _write_files(dataset: Dataset, folder: Path, beside: Beside) -> dict[str, FileFacts]:
    (folder / "json").mkdir()
    (folder / "schema").mkdir()
    facts: dict[str, FileFacts] = {}
    for path, pieces in _contents(dataset):
        facts[path] = write_pieces(folder / path, pieces)
    if not (folder / README_FILE).exists():
        (folder / README_FILE).write_bytes(readme_text(dataset).encode())
    package = datapackage_json(dataset, facts).encode()
    (folder / PACKAGE_FILE).write_bytes(package)
    for name, content_for in beside.items():
        (folder / name).write_bytes(content_for(package))
    return facts


def _contents(dataset: Dataset) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Each file but the data package, one after the other, in pieces."""
    for table in TABLES:
        yield f"{table.name}.parquet", [_parquet(table, getattr(dataset, table.name))]
    for edition_id, pieces in documents_of(dataset):
        yield f"json/{edition_id}.json", map(str.encode, pieces)
    yield EDITION_SCHEMA, [edition_schema_json().encode()]


def _parquet(table: PublishedTable, rows: tuple[Any, ...]) -> bytes:

    stream = pa.BufferOutputStream()
    pq.write_table(table_to_arrow(table, rows), stream, compression="snappy", version="2.6")
    return bytes(stream.getvalue())


def read_dataset(folder: Path) -> Dataset:
    """The records of the dataset in a folder, all from one and the same writing of it.

    Raises:
        DatasetError: the folder is not there, or a table is missing, damaged or of other columns.
    """
    tables = read_tables(folder)
    for table in TABLES:
        problems = schema_problems(table, tables[table.name].schema)
        if problems:
            raise DatasetError(str(problems[0]))
    return dataset_of(tables)


def dataset_of(tables: Mapping[str, pa.Table]) -> Dataset:
    """The records of Arrow tables of the declared columns, by their names; of a table not given none."""
    return Dataset(**{
        table.name: rows_from_arrow(table, tables[table.name]) for table in TABLES if table.name in tables
    })  # fmt: skip


def schema_problems(table: PublishedTable, schema: pa.Schema) -> list[Problem]:
    """In what a file's columns depart from the table's declaration."""
    declared, found = ({field.name: field.type for field in each} for each in (schema_of(table), schema))
    faults = {name: "the column is missing" for name in declared if name not in found}
    faults |= {
        name: f"has the type {found[name]}, not {kind}"
        for name, kind in declared.items()
        if name in found and found[name] != kind
    }
    faults |= {name: "the column is not declared" for name in found if name not in declared}
    order = [*declared, *found]
    return [
        Problem(table=table.name, column=name, message=faults[name])
        for name in sorted(faults, key=order.index)
    ]


def read_tables(folder: Path) -> dict[str, pa.Table]:
    """The Arrow tables of a dataset by their names, all from one writing of it.

    Raises:
        DatasetError: the folder is not there, or a table is missing or damaged.
    """
    tables, faults = readable_tables(folder)
    if faults:
        raise DatasetError(f"{folder / faults[0].table} {faults[0].message}")
    return tables


def readable_tables(folder: Path) -> tuple[dict[str, pa.Table], list[Problem]]:
    """The Arrow tables of a dataset that can be read, by name, and a problem for each file that cannot.

    Raises:
        DatasetError: the folder is not there.
    """
    for _ in range(_READ_ATTEMPTS):
        try:
            descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        except FileNotFoundError:
            if not folder.parent.is_dir():
                break
            with locked(folder):  # a run may have been killed while the folders changed places
                restore_previous(folder)
            if not folder.is_dir():
                break
            continue
        except OSError as error:
            raise DatasetError(f"{folder} cannot be read: {error.strerror}") from error
        try:
            tables = _read_open_folder(descriptor, folder)
        finally:
            os.close(descriptor)
        if tables is not None:
            return tables
    raise DatasetError(f"there is no dataset in {folder}")


def _read_open_folder(descriptor: int, folder: Path) -> tuple[dict[str, pa.Table], list[Problem]] | None:
    """The tables of a folder that is held open, and what is wrong; None if it was replaced meanwhile."""
    tables: dict[str, pa.Table] = {}
    faults: list[Problem] = []
    for table in TABLES:
        name = f"{table.name}.parquet"
        try:
            with open(name, "rb", opener=lambda path, flags: os.open(path, flags, dir_fd=descriptor)) as file:
                source = pq.ParquetFile(pa.PythonFile(file, mode="r"))
                # threads gain nothing on such tables, and one still at work when the process ends aborts it
                tables[table.name] = source.read(use_threads=False)
        except (OSError, pa.ArrowException) as error:
            if _was_replaced(descriptor, folder):
                return None
            what = "is missing" if isinstance(error, FileNotFoundError) else f"cannot be read: {error}"
            faults.append(Problem(table=name, message=what))
    return tables, faults


def _was_replaced(descriptor: int, folder: Path) -> bool:
    try:
        now = folder.stat()
    except FileNotFoundError:
        return True
    return not os.path.samestat(now, os.fstat(descriptor))
