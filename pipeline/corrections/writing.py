"""Writes acceptances as a file of their own, so that nothing that a person wrote by hand is touched."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

from pipeline.corrections.corrections_folder import correction_file
from pipeline.corrections.entries import Acceptance
from pipeline.corrections.parsing import parse_corrections

# double-quoted YAML is JSON, but for characters that YAML wants escaped
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def accepted_file(folder: Path, edition_id: str) -> Path:
    """The file that `add_acceptances` writes, whether it is there or not."""
    return correction_file(folder, edition_id).with_name(f"{edition_id}.accepted.yml")


def add_acceptances(folder: Path, edition_id: str, acceptances: Sequence[Acceptance]) -> Path:
    """Adds acceptances to an edition's; one that is there already is replaced. Gives the file.

    Raises:
        ValueError: that is no edition's id, or the file there holds what cannot be read.
        OSError: the file could not be written; it is as it was.
    """
    path = accepted_file(folder, edition_id)
    known: dict[tuple[object, ...], Acceptance] = {}
    if path.exists():
        read = parse_corrections(path.read_bytes(), file_name=path.name, edition_id=edition_id)
        if read.remarks or read.all_corrections:
            problem = read.remarks[0].message if read.remarks else "it holds corrections too"
            raise ValueError(f"{path} was not changed: {problem}")
        known = {each.address: each for each in read.accepted}
    known |= {each.address: each for each in acceptances}
    lines = [f"edition_id: {_quoted(edition_id)}", "accepted:"]
    for each in known.values():
        fields = {
            "code": each.code, "key": each.key, "column": each.column,
            "page": None if each.page is None else str(each.page), "printed": each.printed,
            "reason": each.reason, "by": each.by, "date": each.date,
        }  # fmt: skip
        written = [f"{name}: {_quoted(value)}" for name, value in fields.items() if value is not None]
        lines += [f"{'    ' if number else '  - '}{field}" for number, field in enumerate(written)]
    folder.mkdir(parents=True, exist_ok=True)
    staged = path.with_name(f".{path.name}.staging")
    try:
        staged.write_text("\n".join([*lines, ""]), encoding="utf-8", newline="\n")
        staged.replace(path)
    finally:
        staged.unlink(missing_ok=True)
    return path


def _quoted(text: str) -> str:
    return _ESCAPED.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(text, ensure_ascii=False))
