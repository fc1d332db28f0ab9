"""Runs a layout program in a folder of its own."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

_TIMEOUT_S = 180


def run(source: str | bytes, name: str, command: Sequence[str], target: str) -> bytes:
    """What the command makes of the source: the bytes of the file `target` in the folder that it runs in."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        if isinstance(source, str):
            path.write_text(source, encoding="utf-8")
        else:
            path.write_bytes(source)
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=_TIMEOUT_S)
        return Path(folder, target).read_bytes()


STAMP = "бекітілген"


def stamp_lines(line: str) -> tuple[str, ...]:
    """The stamp of approval over an annex, from the act's own line."""
    words = line.split(" ")
    year = next(at for at, word in enumerate(words) if word.isdigit())
    return (" ".join(words[:year]), " ".join(words[year:-1]), _with_suffix(words[-1]), STAMP)


def _with_suffix(word: str) -> str:
    """`қаулысы` as `қаулысымен`."""
    return f"{word}мен"
