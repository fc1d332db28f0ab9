"""Measures one tool in its own process, result as JSON: `python -m benchmarks.measure pdfplumber`."""

from __future__ import annotations

import argparse
import contextlib
import gc
import json
import logging
import os
import resource
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from statistics import median

import pypdfium2

from benchmarks.cells import Score, decree, fixtures, score
from benchmarks.tools import TOOLS, Reader, Tool

_KIB_PER_MIB = 1024


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("tool", choices=[tool.name for tool in TOOLS])
    options.add_argument("--repeat", type=int, default=5, help="warm readings of the decree")
    options.add_argument("--no-fixtures", action="store_true", help="the decree alone")
    options.add_argument("--cores", type=int, default=1, help="processor cores that it may use")
    given = options.parse_args()
    if hasattr(os, "sched_setaffinity"):
        # what a tool starts, such as Java, may use no others
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[: given.cores])
    tool = next(tool for tool in TOOLS if tool.name == given.tool)
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    # tools talk on standard output too: theirs goes to standard error
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    json.dump(_measured(tool, given.repeat, with_fixtures=not given.no_fixtures), out)


def _measured(tool: Tool, repeat: int, *, with_fixtures: bool) -> dict[str, object]:
    try:
        result: dict[str, object] = {"tool": tool.name, "version": tool.version}
        read = tool.make()
    except (ImportError, PackageNotFoundError) as problem:
        return {"tool": tool.name, "missing": str(problem)}
    case = decree()
    pages = _pages(case.path)
    try:
        found = read(case.path)
        times = [_timed(read, case.path) for _ in range(repeat)]
    except Exception as problem:  # whatever a peer raises is its result
        return {**result, "missing": f"{type(problem).__name__}: {problem}"}
    result["decree"] = {
        **asdict(score(case, found)),
        "pages": pages,
        "wall_ms": median(wall for wall, _ in times) * 1000 / pages,
        "cpu_ms": median(cpu for _, cpu in times) * 1000 / pages,
    }
    result["peak_mib"] = _peak()
    if with_fixtures:
        result["fixtures"] = _on_fixtures(read)
    return result


def _on_fixtures(read: Reader) -> dict[str, object]:
    """The fixtures once each, one after the other, in the process that is warm from the decree."""
    total, pages, wall, cpu, failed = Score(), 0, 0.0, 0.0, 0
    for case in fixtures():
        before = time.perf_counter(), _cpu()
        found: list[str] = []
        try:
            found = read(case.path)
        except Exception:  # it has none of the cells then
            failed += 1
        wall, cpu = wall + time.perf_counter() - before[0], cpu + _cpu() - before[1]
        total, pages = total.plus(score(case, found)), pages + _pages(case.path)
    times = {"wall_ms": wall * 1000 / pages, "cpu_ms": cpu * 1000 / pages}
    return {**asdict(total), **times, "pages": pages, "files": len(fixtures()), "failed": failed}


def _timed(read: Callable[[Path], object], path: Path) -> tuple[float, float]:
    gc.collect()
    wall, cpu = time.perf_counter(), _cpu()
    read(path)
    return time.perf_counter() - wall, _cpu() - cpu


def _cpu() -> float:
    """Seconds of processor time of this process and of the children that it waited for."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def _peak() -> float:
    """The largest resident set, in MiB, of this process or of a child, whichever is larger."""
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return max(resource.getrusage(kind).ru_maxrss for kind in kinds) / _KIB_PER_MIB


def _pages(path: Path) -> int:
    with contextlib.closing(pypdfium2.PdfDocument(path)) as pdf:
        return len(pdf)


if __name__ == "__main__":
    sys.exit(main())
