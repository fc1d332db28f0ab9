"""Where a dataset may lie: a folder, a zip of it, or any URL that fsspec opens.

An analyst gets a dataset by mail, from a share or from object storage; the tables are the same everywhere.
A local folder is read so that a run that replaces it meanwhile is never seen half done.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.publish.dataset import DatasetError, read_tables, schema_problems
from pipeline.records import TABLES, columns_of

if TYPE_CHECKING:
    import pyarrow as pa

_MARK = "documents.parquet"
_NO_FSSPEC = (
    "To read {url} the package fsspec is needed: pip install fsspec, and for some kinds of URL one more "
    "(s3fs for s3://, aiohttp for https://). A local folder or zip needs neither."
)


def tables_of(path_or_url: str | Path) -> dict[str, pa.Table]:
    """The Arrow tables of a dataset by their names.

    Raises:
        DatasetError: there is no dataset, or one of its tables is missing, damaged or of other columns.
        ImportError: a URL was given and fsspec, or what it needs for such URLs, is not installed.
    """
    where = str(path_or_url)
    if "://" in where or "::" in where:
        tables = _from_url(where)
    elif zipfile.is_zipfile(where):
        tables = _from_zip(Path(where).read_bytes(), where)
    elif Path(where).is_file():
        raise DatasetError(f"{where} is neither a dataset's folder nor a zip of one")
    else:
        tables = read_tables(Path(where))
    for table in TABLES:
        # a column more than we know is no harm to a reader; one that is missing or of another type is
        declared = {column.name for column in columns_of(table.record_type)}
        known = [name for name in tables[table.name].schema.names if name in declared]
        tables[table.name] = tables[table.name].select(known)
        problems = schema_problems(table, tables[table.name].schema)
        if problems:
            raise DatasetError(f"{where}: {problems[0]}")
    return tables


def _from_zip(content: bytes, where: str) -> dict[str, pa.Table]:
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except zipfile.BadZipFile as error:
        raise DatasetError(f"{where} is a damaged zip: {error}") from error
    with archive:
        # a zip made by a file manager holds the folder, one made inside it holds the files
        marks = [name for name in archive.namelist() if name.rpartition("/")[2] == _MARK]
        if not marks:
            raise DatasetError(f"there is no dataset in {where}")
        if len(marks) > 1:
            raise DatasetError(f"{where} holds more than one dataset: {', '.join(sorted(marks))}")
        root = marks[0].removesuffix(_MARK)
        return _read_all(lambda name: archive.read(root + name), where)


def _from_url(url: str) -> dict[str, pa.Table]:
    try:
        import fsspec  # type: ignore[import-untyped] # noqa: PLC0415 - an optional dependency
    except ImportError as error:
        raise ImportError(_NO_FSSPEC.format(url=url)) from error
    try:
        files, root = fsspec.core.url_to_fs(url)
    except ImportError as error:
        raise ImportError(f"{error} (to read {url})") from error
    except ValueError as error:
        raise DatasetError(f"{url} cannot be read: {error}") from error
    try:
        if root.endswith(".zip"):
            return _from_zip(files.cat_file(root), url)
        folder = f"{root.rstrip('/')}/" if root else ""
        return _read_all(lambda name: bytes(files.cat_file(folder + name)), url)
    except FileNotFoundError as error:
        raise DatasetError(f"there is no dataset at {url}: {error}") from error


def _read_all(read: Callable[[str], bytes], where: str) -> dict[str, pa.Table]:
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    tables = {}
    for table in TABLES:
        name = f"{table.name}.parquet"
        try:
            tables[table.name] = pq.read_table(pa.BufferReader(read(name)))
        except (KeyError, FileNotFoundError) as error:
            raise DatasetError(f"{where}: {name} is missing") from error
        except (pa.ArrowException, zipfile.BadZipFile, OSError) as error:
            raise DatasetError(f"{where}: {name} cannot be read: {error}") from error
    return tables
