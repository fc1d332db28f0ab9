"""The files that a run is given: named one by one, in folders, or by the URL of any store that fsspec knows.

Whatever is named may be something else than it seems: a pipe that never ends, a link to nowhere, a file
that vanishes between two looks. Opening it gives its bytes, or one sentence.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

from pipeline.corrections.corrections_folder import publishable
from pipeline.extract.pdf.reader import LimitExceeded, NotReadable, too_large
from pipeline.run.sidecars import MOST_BYTES as SIDECAR_BYTES
from pipeline.run.sidecars import SUFFIX as SIDECAR
from pipeline.run.sidecars import Sidecar, SidecarError, sidecar_name

_SUFFIX = ".pdf"
_CHECK = "Check its path."


class Source(Protocol):
    """One file."""

    @property
    def name(self) -> str:
        """Its name without its folder."""
        ...

    @property
    def place(self) -> Path | str:
        """Its path or URL."""
        ...

    def content(self, max_bytes: int) -> bytes:
        """Its bytes, as they are now.

        Raises:
            NotReadable: it cannot be opened, is no file, or is larger than `max_bytes`.
        """
        ...

    def sidecar(self) -> Sidecar | None:
        """The file beside it that says where it comes from; None where there is none.

        Raises:
            SidecarError: there is one that cannot be opened.
        """
        ...


@dataclass(frozen=True, slots=True)
class LocalFile:
    """A file on a disk of this machine."""

    place: Path

    @property
    def name(self) -> str:
        """Its name without its folder."""
        return publishable(self.place.name)

    def content(self, max_bytes: int) -> bytes:
        """Its bytes, as `Source.content` says."""
        try:
            # without O_NONBLOCK the opening of a pipe waits for somebody to write into it
            descriptor = os.open(self.place, os.O_RDONLY | os.O_NONBLOCK)
            with os.fdopen(descriptor, "rb") as file:
                about = os.fstat(descriptor)
                if not stat.S_ISREG(about.st_mode):
                    raise NotReadable(self.name, "It is not a file.", _CHECK)
                _refuse_large(self.name, about.st_size, max_bytes)
                content = file.read(max_bytes + 1)
        except OSError as error:
            raise NotReadable(self.name, f"The file cannot be opened: {error.strerror}.", _CHECK) from error
        _refuse_large(self.name, len(content), max_bytes)
        return content

    def sidecar(self) -> Sidecar | None:
        """The file beside it that says where it comes from, as `Source.sidecar` says."""
        place = self.place.with_name(sidecar_name(self.place.name))
        if not place.exists():
            return None
        return _read_sidecar(LocalFile(place))


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file in a store that fsspec opens.

    Attributes:
        store: the fsspec file system.
        path: the file's path in it.
    """

    store: Any
    path: str

    @property
    def name(self) -> str:
        """Its name without its folder."""
        return publishable(self.path.rstrip("/").rpartition("/")[2])

    @property
    def place(self) -> str:
        """Its URL."""
        return str(self.store.unstrip_protocol(self.path))

    def content(self, max_bytes: int) -> bytes:
        """Its bytes, as `Source.content` says."""
        try:
            with self.store.open(self.path, "rb") as file:
                content: bytes = file.read(max_bytes + 1)
        except Exception as error:  # each store has its own errors
            what = getattr(error, "strerror", None) or str(error) or type(error).__name__
            raise NotReadable(self.name, f"The file cannot be opened: {what}.", "Check its URL.") from error
        _refuse_large(self.name, len(content), max_bytes)
        return content

    def sidecar(self) -> Sidecar | None:
        """The file beside it that says where it comes from, as `Source.sidecar` says."""
        file = StoredFile(self.store, sidecar_name(self.path))
        if not self.store.exists(file.path):
            return None
        return _read_sidecar(file)


class NoStore(Exception):  # noqa: N818 - what is the matter, in its name
    """A URL that cannot be followed; the text says why and what to do."""


def is_url(place: str) -> bool:
    """Whether a place is a URL for fsspec (`s3://…`, `zip://*.pdf::decrees.zip`) and not a path."""
    return "://" in place or "::" in place


def store_of(url: str) -> tuple[Any, str]:
    """The fsspec file system of a URL, and the path in it.

    Raises:
        NoStore: fsspec or what it needs for this kind of URL is not installed, or the store says no.
    """
    try:
        url_to_fs: Any = import_module("fsspec.core").url_to_fs  # an optional extra, without types

        store, path = url_to_fs(url)
    except ImportError as error:
        raise NoStore(f"{url}: {error}. URLs need: pip install 'decree-pipeline[corpus]'") from error
    except (OSError, ValueError) as error:
        raise NoStore(f"{url}: {error}") from error
    return store, str(path)


def find_sources(places: Iterable[Path | str]) -> list[Source]:
    """The files named, and the PDF files in the folders named, each once, in order.

    Raises:
        NoStore: a URL cannot be followed.
    """
    found: dict[object, Source] = {}
    for place in places:
        several = _in_store(place) if isinstance(place, str) and is_url(place) else _on_disk(Path(place))
        for source in several:
            found.setdefault(source.place, source)
    return list(found.values())


def _on_disk(path: Path) -> list[Source]:
    if not path.is_dir():
        return [LocalFile(path)]
    entries = (entry for entry in path.iterdir() if entry.suffix.lower() == _SUFFIX and not entry.is_dir())
    return [LocalFile(entry) for entry in sorted(entries)]


def ignored_entries(places: Iterable[Path | str]) -> list[str]:
    """What lies in the folders named and is no PDF file, nor a sidecar or README of such files, by name.

    A scan saved as .jpg or a folder of more decrees is not left out in silence.
    """
    folders = [Path(place) for place in places if not (isinstance(place, str) and is_url(place))]
    return [
        publishable(entry.name) + ("/" if entry.is_dir() else "")
        for folder in folders
        if folder.is_dir()
        for entry in sorted(folder.iterdir())
        if not entry.name.startswith(".")
        and not (entry.suffix.lower() == _SUFFIX and not entry.is_dir())
        and not _is_sidecar_of_one(entry)
        and entry.stem.casefold() != "readme"
    ]


def _is_sidecar_of_one(entry: Path) -> bool:
    """Whether an entry is the sidecar of a PDF file beside it, and not of one of another name."""
    stem = entry.name.removesuffix(SIDECAR)
    return stem != entry.name and any(
        other.stem == stem and other.suffix.lower() == _SUFFIX for other in entry.parent.iterdir()
    )


def _in_store(url: str) -> list[Source]:
    store, path = store_of(url)
    try:
        if "*" in path:
            paths = store.glob(path)
        elif store.isdir(path):
            entries = store.ls(path, detail=True)
            paths = [entry["name"] for entry in entries if entry["type"] == "file"]
            paths = [name for name in paths if name.lower().endswith(_SUFFIX)]
        else:
            paths = [path]
    except Exception as error:  # each store has its own errors
        raise NoStore(f"{url}: {error or type(error).__name__}") from error
    return [StoredFile(store, str(name)) for name in sorted(paths)]


def _read_sidecar(file: Source) -> Sidecar:
    try:
        return Sidecar(name=file.name, content=file.content(SIDECAR_BYTES))
    except LimitExceeded as problem:
        what, advice = f"it has more than {SIDECAR_BYTES} bytes", "Write it as `decree source` does."
        raise SidecarError(file.name, what, advice) from problem
    except NotReadable as problem:
        what, advice = problem.problem.rstrip("."), "Make it readable, or take it away."
        raise SidecarError(file.name, what, advice) from problem


def _refuse_large(name: str, size: int, max_bytes: int) -> None:
    if size > max_bytes:
        raise too_large(name, size, max_bytes)
