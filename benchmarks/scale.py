"""Long files: `python -m benchmarks.scale 100 400 2000` reads plans of so many pages, each in a new process.

The file is the decree with its pages repeated, each with a content of its own: the same rows again and again,
so that its findings (numbers out of order) grow with it. Needs pikepdf.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pikepdf

from benchmarks.cells import ROOT, decree
from benchmarks.tools import TOOLS


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("pages", type=int, nargs="+")
    options.add_argument("--file", type=Path, help="used by the processes that this one starts")
    given = options.parse_args()
    if given.file:
        _read(given.file, given.pages[0])
        return
    with tempfile.TemporaryDirectory() as folder:
        for n_pages in given.pages:
            path = Path(folder) / f"{n_pages}.pdf"
            _write(path, n_pages)
            command = [sys.executable, "-m", "benchmarks.scale", str(n_pages), "--file", str(path)]
            subprocess.run(command, cwd=ROOT, check=True)


def _write(path: Path, n_pages: int) -> None:
    source = decree().path
    with pikepdf.open(source) as first, pikepdf.open(source) as again, pikepdf.new() as out:
        out.pages.extend(first.pages)
        while len(out.pages) < n_pages:
            out.pages.extend(list(again.pages)[1:][: n_pages - len(out.pages)])
        for page in out.pages:
            page.contents_coalesce()
            page.Contents = out.make_stream(page.Contents.read_bytes())
        out.save(path)


def _read(path: Path, n_pages: int) -> None:
    read = TOOLS[0].make()
    read(decree().path)
    before = time.process_time()
    read(path)
    took = (time.process_time() - before) * 1000 / n_pages
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{n_pages} pages: {took:.1f} ms of processor time a page, peak {peak:.0f} MiB")


if __name__ == "__main__":
    main()
