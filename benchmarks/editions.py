"""What a dataset costs beside its readings: `python -m benchmarks.editions` builds ten editions in one run.

A reading is a file read, composed and held against the contract, and no more; the run does the same with
each of the ten, then compares neighbouring editions, checks the whole, writes the tables and the JSON, makes
them durable and puts them in place. Both are done in turn in one warm process, in processor time, so that
what the machine does besides falls on both alike. Of the ten, seven are in the repository and three are
painted here: later editions of a made-up plan.
"""

from __future__ import annotations

import argparse
import gc
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from itertools import count
from pathlib import Path
from statistics import median

from benchmarks.cells import ROOT, decree
from pipeline.run import read_edition, run
from pipeline.runs.settings import RunSettings
from tests.factory.engines import lay_out
from tests.factory.plans.villages import EDITION
from tests.factory.styles import STYLES

_FIXTURES = (
    "editions/archives-chromium-line-numbers.pdf",
    "editions/rescue-libreoffice-plain.pdf",
    "editions/villages-libreoffice-justified.pdf",
    "editions/water-chromium-landscape.pdf",
    "editions/youth-libreoffice-double.pdf",
    "editions-synthetic/synthetic-2015.kaz.pdf",
)
_LATER_ACTS = ((date(2019, 2, 14), "77"), (date(2020, 3, 5), "91"), (date(2021, 6, 11), "118"))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--repeat", type=int, default=9)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files = ten_editions(Path(folder))
        new_folders = (Path(folder) / f"dataset-{number}" for number in count())
        settings = RunSettings(jobs=0)
        readings, runs = _in_turn(
            (lambda: _read(files), lambda: run(files, next(new_folders), settings=settings)), given.repeat
        )
    beside = runs - readings
    print(f"{len(files)} readings    {readings * 1000:7.0f} ms of processor time")
    print(f"one run on them {runs * 1000:7.0f} ms")
    print(f"the run beside its readings: {beside / readings:.1%}, {beside * 1000 / len(files):.1f} ms a file")


def ten_editions(folder: Path) -> list[Path]:
    """The files of ten editions, those that are not in the repository made in the folder."""
    files = [decree().path, *(ROOT / "tests" / "fixtures" / name for name in _FIXTURES)]
    style = next(style for style in STYLES if (style.engine, style.name) == ("painter", "both"))
    names = ""
    for day, number in _LATER_ACTS:
        names += f"; {day:%d.%m.%Y} № {number}"
        head, _, act = EDITION.plan.note.rpartition(" ")
        plan = replace(EDITION.plan, note=f"{head}{names} {act}")
        file = folder / f"{day}.pdf"
        file.write_bytes(lay_out(replace(EDITION, plan=plan, edition_date=day), style))
        files.append(file)
    return files


def _read(files: Sequence[Path]) -> None:
    for file in files:
        read_edition(file)


def _in_turn(works: Sequence[Callable[[], object]], repeat: int) -> list[float]:
    """Seconds of processor time of each work, the median of several turns."""
    times: list[list[float]] = [[] for _ in works]
    for turn in range(repeat + 1):
        for work, taken in zip(works, times, strict=True):
            gc.collect()
            gc.freeze()  # as where files are read for a run: what was imported is not looked through again
            before = time.process_time()
            work()
            if turn:  # the first is for the imports
                taken.append(time.process_time() - before)
    return [median(taken) for taken in times]


if __name__ == "__main__":
    main()
