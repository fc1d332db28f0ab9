"""The file that an edition was read from, known by its content among the files that a run would find."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from pipeline.extract.pdf.limits import Limits
from pipeline.extract.pdf.reader import NotReadable
from pipeline.records.act_tables import DocumentRecord
from pipeline.run.raw_files import find_sources


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
