"""Puts a whole folder in place of another at once.

A run may be killed, the disk may fill, two runs may write the same folder: a reader must find the old
dataset or the new one, never some files of each. So the new files are written to a staging folder next to
the old one, made durable, and the two folders trade names in one step (Linux `renameat2` with
RENAME_EXCHANGE).

Where the system cannot do that the folders change places by two renames; a run killed between the two
leaves the old dataset under its `.previous` name, from where the next run or reader puts it back.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import glob
import os
import secrets
import shutil
from collections.abc import Callable, Container, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_NO_EXCHANGE = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM}


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Holds the right to replace `folder`; waits while another process (or thread) holds it.

    The lock is on the folder's parent, so that no lock file lies about; the system frees it when its holder
    dies.
    """
    parent = folder.resolve().parent
    parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(parent, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def replace_folder(folder: Path, write: Callable[[Path], T], *, owned: Container[str]) -> T:
    """Replaces a folder by the one that `write` fills, and gives what that gave. Under `locked(folder)`.

    Args:
        folder: the folder to replace; need not exist.
        write: fills the empty folder that it is given.
        owned: the names in the old folder that are the dataset's; anything else is somebody's and is kept.

    Raises:
        OSError: something could not be written; the old folder is as it was.
    """
    folder = folder.resolve()
    remove_leftovers(folder)
    restore_previous(folder)
    staging = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}.staging")
    try:
        staging.mkdir()
        if folder.exists():
            shutil.copymode(folder, staging)
            _keep_others(folder, staging, owned)
        result = write(staging)
        _make_durable(staging)
        if folder.exists():
            _trade(staging, folder)
        else:
            staging.rename(folder)
        _sync(folder.parent)
    finally:
        # the old files after the trade, the half-written ones before
        shutil.rmtree(staging, ignore_errors=True)
    return result


def remove_leftovers(folder: Path) -> None:
    """Removes the staging folders of runs that died. To be called under `locked(folder)`."""
    for leftover in folder.parent.glob(f".{glob.escape(folder.name)}.*.staging"):
        shutil.rmtree(leftover, ignore_errors=True)


def restore_previous(folder: Path) -> None:
    """Undoes a replacement by two renames that was killed in between; harmless at any other time."""
    previous = folder.with_name(f".{folder.name}.previous")
    if not previous.exists():
        return
    if folder.exists():
        shutil.rmtree(previous, ignore_errors=True)
    else:
        previous.rename(folder)


def _keep_others(old: Path, new: Path, owned: Container[str]) -> None:
    for entry in old.iterdir():
        if entry.name in owned:
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.copytree(entry, new / entry.name, symlinks=True)
        else:
            shutil.copy2(entry, new / entry.name, follow_symlinks=False)


def _make_durable(folder: Path) -> None:
    paths = [folder, *(path for path in folder.rglob("*") if not path.is_symlink())]
    # at the same time: a file system commits what waits together
    with ThreadPoolExecutor(max_workers=4) as pool:
        list(pool.map(_sync, paths))


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _trade(one: Path, other: Path) -> None:
    """Lets two folders trade names."""
    try:
        _exchange(one, other)
    except OSError as error:
        if error.errno not in _NO_EXCHANGE:
            raise
        previous = other.with_name(f".{other.name}.previous")
        other.rename(previous)
        try:
            one.rename(other)
        except OSError:
            previous.rename(other)
            raise
        shutil.rmtree(previous, ignore_errors=True)


def _exchange(one: Path, other: Path) -> None:
    library = ctypes.CDLL(None, use_errno=True)
    if not hasattr(library, "renameat2"):
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))
    if library.renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) != 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number), str(one), None, str(other))
