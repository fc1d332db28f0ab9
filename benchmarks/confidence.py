"""`python -m benchmarks.confidence 0:150`: how far the confidence of the exam's rows holds.

It prints the chance of each doubt that fits these seeds best, rows said to be so sure next to those that are
right, and how often `low_confidence` stands in editions that are exact and in others.
"""

from __future__ import annotations

import argparse
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import prod
from pathlib import Path

from pipeline.assemble.rows.headings import plan_words
from pipeline.compose.checks.confidence import CHANCES, Decided, Doubts, find_doubts
from pipeline.compose.edition import SourceFile, compose_edition
from pipeline.compose.printed_document import read_act_and_plan
from pipeline.extract.layout import lay_out as parts_of
from pipeline.extract.pdf.reader import NotReadable, read_content
from pipeline.repair.texts import read_texts
from tests.exam.description import Drawn, draw
from tests.exam.engines import installed, lay_out
from tests.exam.verdict import errors_of

_STEPS = 300
"""Of expectation and maximisation; the chances move by less than 0.001 after 200."""
_PRIOR_WRONG, _PRIOR_ROWS = 0.5, 2
"""A doubt that was seen in few rows is neither harmless nor certain."""
_BOUNDS = (0.0, 0.5, 0.8, 0.9, 0.95, 0.97, 0.98, 0.99, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One edition: its rows' doubts by key, keys with an error, rows and whether the plan is reported."""

    seed: int
    doubts: dict[str, Doubts]
    wrong: frozenset[str]
    reported: frozenset[str]
    is_reported: bool


def main() -> None:
    """Fits and draws."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("seeds", help="first:end")
    options.add_argument("--folder", type=Path, help="where the PDFs are kept, as SEED.pdf")
    options.add_argument("--svg", type=Path, help="the file to draw the reliability curve to")
    given = options.parse_args()
    first, _, end = given.seeds.partition(":")
    editions = list(_judged(range(int(first), int(end)), given.folder))
    rows = [(doubts, key in edition.wrong) for edition in editions for key, doubts in edition.doubts.items()]
    _print_chances(rows)
    bands = _bands([(doubts.confidence(), is_wrong) for doubts, is_wrong in rows])
    _print_reliability(bands)
    if given.svg:
        _draw(bands, f"Seeds {given.seeds}: {len(rows)} rows of {len(editions)} editions", given.svg)
    _print_findings(editions)


def _judged(seeds: Sequence[int], folder: Path | None) -> Iterator[Judged]:
    for seed in seeds:
        drawn = draw(seed, installed())
        name = f"{seed}.pdf"
        try:
            pdf = _pdf(drawn, folder / name if folder else None)
            pages = list(read_content(pdf, name=name))
            dataset = compose_edition(pages, SourceFile(name=name, sha256="0" * 64))
        except (ValueError, NotReadable, subprocess.CalledProcessError) as fault:
            print(f"{seed} refused: {str(fault)[:100]}")
            continue
        reading = read_act_and_plan(read_texts(parts_of(pages, plan_words())))
        decided = Decided(
            plan=reading.plan,
            layouts=reading.layouts,
            verdicts=reading.verdicts,
            findings=dataset.findings,
            repairs=dataset.repairs,
        )
        low = [finding for finding in dataset.findings if finding.code.startswith("low_confidence")]
        yield Judged(
            seed=seed,
            doubts=find_doubts(decided),
            wrong=frozenset(key for key, _ in errors_of(dataset, drawn)),
            reported=frozenset(each.measure_key for each in low if each.measure_key),
            is_reported=any(each.measure_key is None for each in low),
        )


def _pdf(drawn: Drawn, path: Path | None) -> bytes:
    if path and path.exists():
        return path.read_bytes()
    pdf = lay_out(drawn)
    if path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pdf)
    return pdf


def _print_chances(rows: Sequence[tuple[Doubts, bool]]) -> None:
    """The chances under which these rows are likeliest, where each doubt errs for itself."""
    n_rows = Counter(name for doubts, _ in rows for name in doubts.names)
    n_wrong = Counter(name for doubts, is_wrong in rows if is_wrong for name in doubts.names)
    chances = dict.fromkeys(CHANCES, 0.05)
    for _ in range(_STEPS):
        caused: dict[str, float] = defaultdict(float)
        for names in (doubts.names for doubts, is_wrong in rows if is_wrong and doubts.names):
            share = 1 - prod(1 - chances[name] for name in names)
            for name in names:
                caused[name] += chances[name] / share
        chances = {name: (caused[name] + _PRIOR_WRONG) / (n_rows[name] + _PRIOR_ROWS) for name in chances}
    print(f"{'doubt':36} {'rows':>6} {'wrong':>6} {'fitted':>7} {'taken':>6}")
    for name, chance in chances.items():
        print(f"{name:36} {n_rows[name]:6} {n_wrong[name]:6} {chance:7.3f} {CHANCES[name].chance:6.2f}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Rows said to be about equally sure: their number, mean confidence, and the share that is right."""

    low: float
    n_rows: int
    mean: float
    right: float


def _bands(said: Sequence[tuple[float, bool]]) -> list[Band]:
    bands = []
    for low, high in pairwise((*_BOUNDS, 2.0)):
        some = [(sure, is_wrong) for sure, is_wrong in said if low <= sure < high]
        if some:
            mean = sum(sure for sure, _ in some) / len(some)
            right = sum(not is_wrong for _, is_wrong in some) / len(some)
            bands.append(Band(low=low, n_rows=len(some), mean=mean, right=right))
    return bands


def _print_reliability(bands: Sequence[Band]) -> None:
    print(f"\n{'said to be sure':20} {'rows':>6} {'mean':>6} {'right':>6}")
    for band in bands:
        print(f"{f'from {band.low:.2f}':20} {band.n_rows:6} {band.mean:6.3f} {band.right:6.3f}")


def _draw(bands: Sequence[Band], title: str, path: Path) -> None:
    """The reliability curve: what is said to be so sure, and how much of it is right."""
    import matplotlib.pyplot as plt
    from matplotlib import rcParams

    rcParams["svg.hashsalt"] = "reliability"  # the same bytes each time
    figure, axes = plt.subplots(figsize=(6, 4.5), layout="constrained")
    axes.plot([0, 1], [0, 1], color="0.7", linestyle="--", label="said = right")
    said, right = [band.mean for band in bands], [band.right for band in bands]
    axes.plot(said, right, marker="o", color="#3a6ea5", label="rows")
    axes.set(xlabel="confidence of rows (mean of a band)", ylabel="share that is right", title=title)
    axes.set(xlim=(0, 1.02), ylim=(0, 1.05))
    axes.legend(loc="lower right")
    figure.savefig(path, metadata={"Date": None})


def _print_findings(editions: Sequence[Judged]) -> None:
    exact = [edition for edition in editions if not edition.wrong]
    print(f"\n{len(editions)} editions, {len(exact)} exact")
    for name, some in (("exact", exact), ("others", [each for each in editions if each.wrong])):
        n_rows = sum(bool(each.reported) for each in some)
        n_plans = sum(each.is_reported for each in some)
        print(f"  {name}: rows reported in {n_rows} of {len(some)}, plans reported {n_plans}")


if __name__ == "__main__":
    main()
