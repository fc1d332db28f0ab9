"""An edition read from a PDF file, to be compared."""

from __future__ import annotations

import hashlib
from pathlib import Path

from pipeline.records import Dataset


def read_pdf(path: Path) -> Dataset:
    """The records of the edition in one PDF file, without the registry.

    Raises:
        NotReadable: the file cannot be read.
        NoPlan: it holds no plan of measures.
    """
    from pipeline.compose.edition import SourceFile, compose_edition  # noqa: PLC0415 - half a second
    from pipeline.extract.pdf.reader import NotReadable, read_content  # noqa: PLC0415

    try:
        content = path.read_bytes()
    except OSError as error:
        raise NotReadable(
            path.name, f"The file cannot be opened: {error.strerror}.", "Check its path."
        ) from error
    source = SourceFile(name=path.name, sha256=hashlib.sha256(content).hexdigest())
    return compose_edition(read_content(content, name=path.name), source)
