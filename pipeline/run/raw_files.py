"""The files that a run is given: named one by one, in folders, or by the URL of any store that fsspec knows.

Whatever is named may be something else than it seems: a pipe that never ends, a link to nowhere, a file
that vanishes between two looks. Opening it gives its bytes, or one sentence.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any, TypeAlias

from pipeline.corrections.corrections_folder import publishable
from pipeline.extract.pdf.limits import Limits
from pipeline.extract.pdf.reader import LimitExceeded, NotReadable, too_large
from pipeline.records.act_tables import DocumentRecord
from pipeline.run.sidecars import MOST_BYTES, SUFFIX, Provenance, SidecarError, read_sidecar, sidecar_name

_CHECK = "Check its path."


@dataclass(frozen=True, slots=True)
class LocalFile:
    """A file on a disk of this machine."""

    place: Path

    @property
    def name(self) -> str:
        """Its name without its folder."""
        return publishable(self.place.name)

    def content(self, max_bytes: int) -> bytes:
        """Its bytes, as they are now.

        Raises:
            NotReadable: it cannot be opened, is no file, or is larger than `max_bytes`.
        """
        try:
            # without O_NONBLOCK the opening of a pipe waits for somebody to write into it
            descriptor = os.open(self.place, os.O_RDONLY | os.O_NONBLOCK)
            with os.fdopen(descriptor, "rb") as file:
                about = os.fstat(descriptor)
                if not stat.S_ISREG(about.st_mode):
                    raise NotReadable(self.name, "It is not a file.", _CHECK)
                content = file.read(max_bytes + 1) if about.st_size <= max_bytes else b""
                return _not_too_large(self.name, content, max(about.st_size, len(content)), max_bytes)
        except OSError as error:
            raise NotReadable(self.name, f"The file cannot be opened: {error.strerror}.", _CHECK) from error

    def sidecar(self) -> LocalFile | None:
        """The file next to it that says where it comes from; None where there is none."""
        place = self.place.with_name(sidecar_name(self.place.name))
        return LocalFile(place) if place.exists() else None


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file in a store that fsspec opens: its file system, and the path in it."""

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
        """Its bytes, as `LocalFile.content`."""
        try:
            with self.store.open(self.path, "rb") as file:
                content: bytes = file.read(max_bytes + 1)
        except Exception as error:  # each store has its own errors
            what = getattr(error, "strerror", None) or str(error) or type(error).__name__
            raise NotReadable(self.name, f"The file cannot be opened: {what}.", "Check its URL.") from error
        return _not_too_large(self.name, content, len(content), max_bytes)

    def sidecar(self) -> StoredFile | None:
        """The file next to it that says where it comes from; None where there is none."""
        path = sidecar_name(self.path)
        return StoredFile(self.store, path) if self.store.exists(path) else None


Source: TypeAlias = LocalFile | StoredFile


def _not_too_large(name: str, content: bytes, size: int, max_bytes: int) -> bytes:
    if size > max_bytes:
        raise too_large(name, size, max_bytes)
    return content


def said_of(source: Source, *, sha256: str) -> Provenance:
    """What the file next to a source says of it; nothing where there is none.

    Raises:
        SidecarError: there is one that cannot be opened or used.
    """
    sidecar = source.sidecar()
    if sidecar is None:
        return Provenance()
    try:
        content = sidecar.content(MOST_BYTES)
    except LimitExceeded as problem:
        what, advice = f"it has more than {MOST_BYTES} bytes", "Write it as `decree source` does."
        raise SidecarError(sidecar.name, what, advice) from problem
    except NotReadable as problem:
        what, advice = problem.problem.rstrip("."), "Make it readable, or take it away."
        raise SidecarError(sidecar.name, what, advice) from problem
    return read_sidecar(sidecar.name, content, file_name=source.name, sha256=sha256)


class NoStore(Exception):  # noqa: N818 - what is the matter, in its name
    """A URL that cannot be followed; the text says why and what to do."""


def is_url(place: Path | str) -> bool:
    """Whether a place is a URL for fsspec (`s3://…`, `zip://*.pdf::decrees.zip`) and not a path."""
    return isinstance(place, str) and ("://" in place or "::" in place)


def store_of(url: str) -> tuple[Any, str]:
    """The fsspec file system of a URL, and the path in it.

    Raises:
        NoStore: fsspec or what it needs for this kind of URL is not installed, or the store says no.
    """
    try:
        # an optional extra, without types
        store, path = import_module("fsspec.core").url_to_fs(url)
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
        several: Sequence[Source] = _in_store(str(place)) if is_url(place) else _on_disk(Path(place))
        for source in several:
            found.setdefault(source.place, source)
    return list(found.values())


def _on_disk(path: Path) -> list[LocalFile]:
    if not path.is_dir():
        return [LocalFile(path)]
    return [LocalFile(entry) for entry in sorted(path.iterdir()) if _is_pdf(entry)]


def _is_pdf(entry: Path) -> bool:
    return entry.suffix.lower() == ".pdf" and not entry.is_dir()


def ignored_entries(places: Iterable[Path | str]) -> list[str]:
    """What lies in the folders named and is no PDF file, nor a sidecar or README of such files, by name.

    A scan saved as .jpg or a folder of more decrees is not left out in silence.
    """
    folders = [Path(place) for place in places if not is_url(place)]
    entries = [entry for folder in folders if folder.is_dir() for entry in sorted(folder.iterdir())]
    with_sidecars = {entry.with_name(entry.stem + SUFFIX) for entry in entries if _is_pdf(entry)}
    return [
        publishable(entry.name) + ("/" if entry.is_dir() else "")
        for entry in entries
        if not (entry.name.startswith(".") or _is_pdf(entry) or entry in with_sidecars)
        and entry.stem.casefold() != "readme"
    ]


def _in_store(url: str) -> list[StoredFile]:
    store, path = store_of(url)
    try:
        if "*" in path:
            paths = store.glob(path)
        elif store.isdir(path):
            entries = [entry for entry in store.ls(path, detail=True) if entry["type"] == "file"]
            paths = [entry["name"] for entry in entries if entry["name"].lower().endswith(".pdf")]
        else:
            paths = [path]
    except Exception as error:  # each store has its own errors
        raise NoStore(f"{url}: {error or type(error).__name__}") from error
    return [StoredFile(store, str(name)) for name in sorted(paths)]


class SourceMissing(Exception):  # noqa: N818 (the name says what is not there)
    """The PDF that an edition was read from is not where it was looked for."""


def find_original(document: DocumentRecord, places: Sequence[Path | str]) -> bytes:
    """The content of the PDF that an edition was read from, known by its SHA-256.

    Args:
        document: the edition.
        places: files, folders or URLs, as `decree run` takes them. A name from a dataset is never a path:
            only what lies there is looked at.

    Raises:
        SourceMissing: it is not there, or is another file now.
    """
    limit = Limits().max_file_bytes
    sources = find_sources([place for place in places if isinstance(place, str) or place.exists()])
    for source in sorted(sources, key=lambda source: source.name != document.source_file):
        try:
            content = source.content(limit)
        except NotReadable:
            continue
        if hashlib.sha256(content).hexdigest() == document.source_sha256:
            return content
    where, name = ", ".join(map(str, places)), document.source_file
    if any(source.name == name for source in sources):
        raise SourceMissing(f"{name} in {where} is not the file that was read; run `decree run` again.")
    raise SourceMissing(
        f"its source file {name} is not in {where}; name its folder, or the file, with --raw."
    )
