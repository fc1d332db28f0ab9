"""The big run: `python -m tests.fuzz --count 10000`; what shows a fault is kept with its traceback.

`--oracle` also asks another library for the text of each file that was read without an error finding.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from tests.fuzz.mutations import mutated, sources
from tests.fuzz.trial import GOOD, lost, tried

_BATCH = 25
_LOST = "read without a word, and another library reads more:"
_MEMORY_BYTES = 4 * 1024**3


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--count", type=int, default=10_000)
    options.add_argument("--seed", type=int, default=0, help="the first seed")
    options.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options.add_argument("--seconds", type=float, default=float("inf"), help="begin nothing after so long")
    options.add_argument("--keep", type=Path, default=Path("build/fuzz"), help="where faults are kept")
    options.add_argument("--oracle", action="store_true", help="compare with another library's reading")
    given = options.parse_args()
    began, tally, done = time.monotonic(), Counter[str](), 0
    seeds = range(given.seed, given.seed + given.count)
    pool = _pool(given.jobs)
    step = _BATCH * given.jobs
    for first in range(seeds.start, seeds.stop, step):
        if time.monotonic() - began > given.seconds:
            break
        last = min(first + step, seeds.stop)
        batches = [range(at, min(at + _BATCH, last)) for at in range(first, last, _BATCH)]
        running = [(batch, pool.submit(_batch, batch, given.oracle)) for batch in batches]
        for batch, future in running:
            try:
                outcomes = future.result()
            except BrokenProcessPool:
                pool = _pool(given.jobs)
                outcomes = _one_by_one(batch, given.oracle)
            for seed, outcome in zip(batch, outcomes, strict=True):
                done += 1
                is_fault = outcome not in GOOD
                kind = "lost" if outcome.startswith(_LOST) else "fault"
                tally[kind if is_fault else outcome] += 1
                if is_fault:
                    _keep(given.keep, seed, outcome)
        sys.stderr.write(f"\r{done} files, {dict(tally)}, {time.monotonic() - began:.0f} s")
    sys.stdout.write(f"\n{done} files: {dict(tally)}\n")
    return int(tally["fault"] + tally["lost"] > 0)


def hostile(seed: int) -> tuple[str, bytes]:
    """The file of a seed, and how it was made."""
    some = sources()
    path = some[seed % len(some)]
    kind, content = mutated(path.read_bytes(), seed)
    return f"{path.name}, {kind}", content


def _batch(seeds: range, has_oracle: bool) -> list[str]:
    outcomes = []
    for seed in seeds:
        content = hostile(seed)[1]
        outcome = tried(content)
        if has_oracle and outcome == "read" and (difference := lost(content)):
            outcome = f"{_LOST} {difference}"
        outcomes.append(outcome)
    return outcomes


def _one_by_one(seeds: range, has_oracle: bool) -> list[str]:
    """Each in a process of its own, since one of them ends its process."""
    outcomes = []
    for seed in seeds:
        with _pool(1) as pool:
            try:
                outcomes += pool.submit(_batch, range(seed, seed + 1), has_oracle).result()
            except BrokenProcessPool:
                outcomes.append("the process died")
    return outcomes


def _pool(jobs: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, initializer=_bound_memory)


def _bound_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, 2)


def _keep(folder: Path, seed: int, outcome: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    how, content = hostile(seed)
    (folder / f"{seed}.pdf").write_bytes(content)
    (folder / f"{seed}.txt").write_text(f"seed {seed}: {how}\n{outcome}", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
