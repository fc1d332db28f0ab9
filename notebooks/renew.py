"""Runs the notebooks anew and saves them with their outputs: `python notebooks/renew.py [NAME.ipynb …]`.

What differs between two machines (times, versions of Python, the order of chance) is kept out, so that a
notebook changes only when the dataset or its text does.
"""

from __future__ import annotations

import sys
from pathlib import Path

import nbclient
import nbformat

FOLDER = Path(__file__).parent


def renew(path: Path) -> None:
    """Runs one notebook in its folder, in a kernel of its own, and saves it.

    Raises:
        nbclient.exceptions.CellExecutionError: a cell failed; the file is as it was.
    """
    notebook = nbformat.read(path, as_version=4)  # type: ignore[no-untyped-call]
    client = nbclient.NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=300,
        coalesce_streams=True,
        record_timing=False,
        resources={"metadata": {"path": str(FOLDER)}},
    )
    client.execute()
    notebook.metadata["language_info"] = {"name": "python"}
    nbformat.write(notebook, path)  # type: ignore[no-untyped-call]


if __name__ == "__main__":
    named = [Path(name) for name in sys.argv[1:]]
    for each in named or sorted(FOLDER.glob("*.ipynb")):
        renew(each)
        sys.stdout.write(f"{each.name}\n")
