"""The folder that a dataset lies in: on a disk, or in a store that fsspec opens.

On a disk the dataset is replaced in one step. A store of objects knows no such step: there a copy of the
dataset is brought here, the run replaces the copy, and the files go back with `datapackage.json` last,
which holds the hash of each: `decree check` tells a reader who looks in between.
"""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.publish.dataset import PACKAGE_FILE, DatasetError
from pipeline.run.raw_files import is_url, store_of
from pipeline.run.stored_dataset import one_line


@contextmanager
def dataset_folder(out_dir: Path | str) -> Iterator[Path]:
    """The dataset's folder on a disk; one of a store is brought here, and brought back if it changed.

    Raises:
        NoStore: a URL cannot be followed.
        DatasetError: no folder can be put in this place.
    """
    if not is_url(out_dir):
        yield _replaceable(Path(out_dir))
        return
    store, path = store_of(str(out_dir))
    protocol = store.protocol
    if "file" in ((protocol,) if isinstance(protocol, str) else protocol):
        yield _replaceable(Path(path))
        return
    with tempfile.TemporaryDirectory(prefix="decree-") as scratch:
        folder = Path(scratch) / "dataset"
        if store.exists(f"{path}/{PACKAGE_FILE}"):
            store.get(f"{path}/", f"{folder}/", recursive=True)
        before = _package(folder)
        yield folder
        if _package(folder) != before:
            _bring_back(folder, store, path)


def _replaceable(out_dir: Path) -> Path:
    """The folder's full path, where a dataset can take its place."""
    try:
        folder = out_dir.resolve()
        here = Path.cwd()
    except (OSError, RuntimeError) as error:
        raise DatasetError(f"{out_dir} leads nowhere: name another folder ({one_line(error)}).") from error
    whole = f"The dataset's folder is replaced as a whole, and {out_dir} cannot be"
    if os.path.ismount(folder):
        raise DatasetError(f"{whole}, since it is a mount point: name a folder in it, {out_dir / 'dataset'}.")
    for kept, what in (
        (here, "the folder that you are in"),
        (Path(os.path.expanduser("~")), "your home folder"),  # noqa: PTH111 (raises where there is none)
    ):
        if folder == kept or folder in kept.parents:
            is_whole = "is" if folder == kept else "holds"
            raise DatasetError(f"{whole}, since it {is_whole} {what}: name another, --out dataset.")
    parent = next(each for each in folder.parents if each.exists())
    if not parent.is_dir():
        raise DatasetError(f"{parent} is a file: no folder can be made in it.")
    return folder


def require_writable(folder: Path) -> None:
    """Makes sure, before hours of reading, that the dataset can be written.

    Raises:
        PermissionError: nobody may write there.
    """
    parent = folder.parent
    while not parent.exists():
        parent = parent.parent
    if not os.access(parent, os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(parent))


def _package(folder: Path) -> bytes | None:
    file = folder / PACKAGE_FILE
    return file.read_bytes() if file.exists() else None


def _bring_back(folder: Path, store: Any, path: str) -> None:  # noqa: ANN401 - an fsspec file system
    files = sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
    files.remove(PACKAGE_FILE)
    stored = store.ls(f"{path}/json", detail=False) if store.isdir(f"{path}/json") else []
    stale = {str(name).rpartition("/")[2] for name in stored}
    stale -= {file.name for file in (folder / "json").iterdir()}
    for name in [*files, PACKAGE_FILE]:
        store.makedirs(f"{path}/{name}".rpartition("/")[0], exist_ok=True)
        store.put_file(str(folder / name), f"{path}/{name}")
    for name in stale:
        store.rm_file(f"{path}/json/{name}")
