"""Runs every tool, one after the other, each in its own process; writes docs/benchmarks.md and its plot.

`make bench` is all of it; `python -m benchmarks.compare --only pipeline --keep` measures this pipeline
anew and keeps the stored results of the others.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
from pathlib import Path

from benchmarks.cells import ROOT
from benchmarks.report import write_report
from benchmarks.tools import TOOLS

RESULTS = ROOT / "benchmarks" / "results.json"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--repeat", type=int, default=5, help="warm readings of the decree")
    options.add_argument("--only", default="", help="the tools whose names begin so")
    options.add_argument("--keep", action="store_true", help="keep the stored results of the others")
    options.add_argument("--cores", type=int, default=1, help="processor cores that a tool may use")
    options.add_argument("--timeout", type=float, default=900.0, help="seconds for one tool")
    given = options.parse_args()
    by_name = {}
    if given.keep and RESULTS.exists():
        by_name = {result["tool"]: result for result in json.loads(RESULTS.read_text("utf-8"))["tools"]}
    results = {"machine": _machine(given.cores), "tools": list(by_name.values())}
    for tool in TOOLS:
        if tool.name.startswith(given.only):
            by_name[tool.name] = _measured(tool.name, given.repeat, given.cores, given.timeout)
            print(json.dumps(by_name[tool.name]), flush=True)
            # after each tool: half an hour is long, and what is done is done
            some = [by_name[each.name] for each in TOOLS if each.name in by_name]
            results = {"machine": _machine(given.cores), "tools": some}
            RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    write_report(results, ROOT / "docs")


def _measured(name: str, repeat: int, cores: int, timeout_s: float) -> dict[str, object]:
    command = [sys.executable, "-m", "benchmarks.measure", name, "--repeat", str(repeat)]
    command += ["--cores", str(cores)]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, timeout=timeout_s, check=True)
    except subprocess.TimeoutExpired:
        return {"tool": name, "missing": f"not done within {timeout_s:g} seconds"}
    except subprocess.CalledProcessError as problem:
        return {"tool": name, "missing": problem.stderr.decode(errors="replace").strip()[-200:]}
    return dict(json.loads(done.stdout))


def _machine(cores: int) -> dict[str, object]:
    model = "unknown processor"
    info = Path("/proc/cpuinfo")
    if info.exists():
        named = [line for line in info.read_text().splitlines() if line.startswith("model name")]
        names = [line.split(":", 1)[1].strip() for line in named]
        model = names[0] if names else model
    return {
        "processor": model,
        "cores": os.cpu_count(),
        "cores_used": cores if hasattr(os, "sched_setaffinity") else None,
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "load": round(os.getloadavg()[0], 1) if hasattr(os, "getloadavg") else None,
    }


if __name__ == "__main__":
    main()
