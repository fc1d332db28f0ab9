"""The tools beside one another: each reads a PDF's tables and gives the texts of their cells.

Each is used as its own documentation says for ruled tables, with its defaults. The pipeline does more in its
time than the others: it also reads the act, the values and the findings, and writes the Parquet files.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

Reader = Callable[[Path], list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A reader of tables, its distribution, and how it is called."""

    name: str
    distribution: str
    make: Callable[[], Reader]

    @property
    def version(self) -> str:
        """The installed version; `PackageNotFoundError` where there is none."""
        return version(self.distribution)


def _pipeline(reader: str, *, verify: bool = True) -> Reader:
    import hashlib

    from benchmarks.cells import COLUMNS
    from pipeline.compose.edition import SourceFile, compose_edition
    from pipeline.extract.pdf.reader import read_content
    from pipeline.publish.dataset import write_dataset
    from pipeline.run.assembling import merge
    from pipeline.run.read_file import warm

    warm()  # as a run does

    def read(path: Path) -> list[str]:
        content = path.read_bytes()
        pages = read_content(content, name=path.name, reader=reader, verify=verify)
        source = SourceFile(name=path.name, sha256=hashlib.sha256(content).hexdigest())
        dataset = compose_edition(pages, source)
        with tempfile.TemporaryDirectory() as folder:
            write_dataset(merge([dataset]), Path(folder) / "dataset")
        return [
            getattr(row, f"{column}_text")
            for row in dataset.measures
            for column in COLUMNS
            if getattr(row, f"{column}_text") and f"{column}_text" not in row.inherited_columns
        ]

    return read


def _pdfplumber() -> Reader:
    import pdfplumber

    def read(path: Path) -> list[str]:
        with pdfplumber.open(path) as pdf:
            tables = [table for page in pdf.pages for table in page.extract_tables()]
        return [cell for table in tables for row in table for cell in row if cell]

    return read


def _pymupdf() -> Reader:
    import pymupdf

    def read(path: Path) -> list[str]:
        with pymupdf.open(path) as pdf:
            tables = [table.extract() for page in pdf for table in page.find_tables().tables]
        return [cell for table in tables for row in table for cell in row if cell]

    return read


def _camelot() -> Reader:
    import camelot

    def read(path: Path) -> list[str]:
        tables = camelot.read_pdf(str(path), pages="all", flavor="lattice", suppress_stdout=True)
        return [cell for table in tables for row in table.df.to_numpy().tolist() for cell in row if cell]

    return read


def _img2table() -> Reader:
    from img2table.document import PDF

    def read(path: Path) -> list[str]:
        tables = PDF(str(path)).extract_tables(ocr=None)
        rows = [row for page in tables.values() for table in page for row in table.content.values()]
        # a merged cell is given again for each column that it covers
        cells = {(id(row), cell.bbox.x1, cell.bbox.y1): cell.value for row in rows for cell in row}
        return [value for value in cells.values() if value]

    return read


def _tabula(*, keeps_java: bool) -> Reader:
    """tabula-py starts Java for each file, or keeps it in its own process where `jpype` is installed."""
    import pandas as pd
    import tabula

    def read(path: Path) -> list[str]:
        tables = tabula.read_pdf(
            str(path),
            pages="all",
            lattice=True,
            pandas_options={"header": None},
            silent=True,
            force_subprocess=not keeps_java,
        )
        rows = [row for table in tables for row in table.to_numpy().tolist()]
        return [str(cell) for row in rows for cell in row if not pd.isna(cell)]

    return read


TOOLS = (
    Tool(name="pipeline (pdfium)", distribution="decree-pipeline", make=lambda: _pipeline("pdfium")),
    Tool(
        name="pipeline (pdfium, one reading)",
        distribution="decree-pipeline",
        make=lambda: _pipeline("pdfium", verify=False),
    ),
    Tool(name="pipeline (pdfplumber)", distribution="decree-pipeline", make=lambda: _pipeline("pdfplumber")),
    Tool(name="pdfplumber", distribution="pdfplumber", make=_pdfplumber),
    Tool(name="PyMuPDF", distribution="pymupdf", make=_pymupdf),
    Tool(name="Camelot", distribution="camelot-py", make=_camelot),
    Tool(name="img2table", distribution="img2table", make=_img2table),
    Tool(name="tabula", distribution="tabula-py", make=lambda: _tabula(keeps_java=False)),
    Tool(name="tabula (jpype)", distribution="tabula-py", make=lambda: _tabula(keeps_java=True)),
)
