"""Files as they are read, each by a process only once: many tests look at the same few."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from pipeline.compose.edition import SourceFile, compose_edition
from pipeline.corrections import read_correction_files
from pipeline.extract.pdf.reader import read_pages
from pipeline.records import Dataset
from pipeline.stations.page import Page


@cache
def pages_of(path: Path) -> tuple[Page, ...]:
    return tuple(read_pages(path))


@cache
def source_of(path: Path) -> SourceFile:
    return SourceFile(name=path.name, sha256=hashlib.sha256(path.read_bytes()).hexdigest())


@cache
def read_file(path: Path) -> Dataset:
    """The edition in a file, without the registry."""
    return compose_edition(pages_of(path), source_of(path))


def read_corrected(path: Path, corrections: Path) -> Dataset:
    """The edition in a file, with the corrections of a folder."""
    return compose_edition(pages_of(path), source_of(path), corrections=read_correction_files(corrections))
