"""Editions for these tests: painted by the factory or taken from the fixtures, each read only once."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

from pipeline.compose.edition import SourceFile, compose_edition
from pipeline.editions.opening import read_pdf
from pipeline.extract.pdf.reader import read_content
from pipeline.records import Dataset
from tests.factory.description import Edition
from tests.factory.engines import lay_out
from tests.factory.styles import STYLES
from tests.places import ROOT

DECREE = ROOT / "data" / "raw" / "P1300000078.kaz.pdf"
SYNTHETIC = ROOT / "tests" / "fixtures" / "editions-synthetic" / "synthetic-2015.kaz.pdf"
FIXTURES = ROOT / "tests" / "fixtures" / "editions"
_STYLES = {style.name: style for style in STYLES if style.engine == "painter"}


@cache
def read_file(path: Path) -> Dataset:
    return read_pdf(path)


@cache
def painted(edition: Edition, style: str = "both") -> Dataset:
    """An edition of the factory, painted and read."""
    content = lay_out(edition, _STYLES[style])
    source = SourceFile(name=f"{edition.edition_date}.pdf", sha256=hashlib.sha256(content).hexdigest())
    return compose_edition(read_content(content, name=source.name), source)


def told_of(diff) -> set[tuple]:
    """What a comparison found, as `variations.told` writes it."""
    return {
        (
            each.part,
            each.kind,
            each.old_key,
            each.new_key,
            frozenset(column.column for column in each.columns),
        )
        for each in diff.changes
    }
