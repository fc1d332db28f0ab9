"""Tables of cases: a case in a line, its fields between bars; parts begin with `# name: its fields`."""

from __future__ import annotations

from pathlib import Path


def parts_of(file: Path) -> dict[str, list[list[str]]]:
    """The cases of each part."""
    parts = file.read_text(encoding="utf-8").split("\n# ")[1:]
    return {part.partition(":")[0]: cases_of(part.partition("\n")[2]) for part in parts}


def cases_of(text: str) -> list[list[str]]:
    """The fields of each line that is no comment."""
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return [[field.strip().replace("\\n", "\n") for field in line.split("|")] for line in lines]
