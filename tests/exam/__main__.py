"""`python -m tests.exam 0:50`: lays out the editions of these seeds, reads and judges them.

The seeds that one mends by (0 to 9,999) are no proof; those from 10,000 on measure, and are run once.
"""

from __future__ import annotations

import argparse
import subprocess
from collections import Counter, defaultdict
from pathlib import Path

from tests.exam.description import Drawn, draw
from tests.exam.engines import installed, lay_out
from tests.exam.verdict import Verdict, judge

KINDS = ("exact", "told", "silent", "refused")


def main() -> None:
    """Runs the exam and prints a table by borders, engine and plan."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seeds", help="first:end, or one seed")
    parser.add_argument("--keep", type=Path, help="folder for the PDFs that are not exact")
    parser.add_argument("--engines", default=",".join(installed()))
    parser.add_argument("--errors", type=int, default=3, help="so many errors of an edition are printed")
    args = parser.parse_args()
    first, _, end = args.seeds.partition(":")
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for seed in range(int(first), int(end or int(first) + 1)):
        drawn = draw(seed, args.engines.split(","))
        try:
            pdf = lay_out(drawn)
        except subprocess.CalledProcessError as fault:
            print(f"{seed} not laid out by {drawn.engine}: {(fault.stderr or fault.stdout)[-200:]!r}")
            continue
        verdict = judge(pdf, drawn)
        _count(counts, drawn, verdict)
        if verdict.kind != "exact":
            style = f"{drawn.engine} {drawn.border.name} {drawn.valign} {drawn.align}"
            print(f"{seed} {verdict.kind} {drawn.plan} {style}")
            for error in verdict.errors[: args.errors]:
                print(f"    {error[:200]}")
            if args.keep:
                args.keep.mkdir(parents=True, exist_ok=True)
                (args.keep / f"{seed}.pdf").write_bytes(pdf)
    for name, count in sorted(counts.items()):
        total = count.total()
        shares = "  ".join(f"{kind} {count[kind] / total:.2f}" for kind in KINDS)
        print(f"{name:24} {total:4}  {shares}")


def _count(counts: dict[str, Counter[str]], drawn: Drawn, verdict: Verdict) -> None:
    for name in (
        "all",
        f"kind {drawn.border.kind}",
        f"borders {drawn.border.name}",
        f"engine {drawn.engine}",
    ):
        counts[name][verdict.kind] += 1
    counts[f"plan {drawn.plan}"][verdict.kind] += 1


if __name__ == "__main__":
    main()
