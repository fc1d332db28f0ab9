"""What a dataset costs beside its readings: `python -m benchmarks.editions` builds ten editions in one run.

A reading is a file read, composed and held against the contract, and no more; the run does the same with
each of the ten, then compares neighbouring editions, checks the whole, writes the tables and the JSON, makes
them durable and puts them in place. Both are done in turn in one warm process, in processor time. On a busy
machine ten readings differ by more than the run adds to them: so the readings inside the run are timed too,
and what the run does besides is told by itself. Of the ten, seven are in the repository and three are painted
here: later editions of a made-up plan.
"""

from __future__ import annotations

import argparse
import gc
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from statistics import median
from unittest.mock import patch

from benchmarks.cells import ROOT, decree
from pipeline.run.build_dataset import run
from pipeline.run.read_file import Reading, ReadTask, read_task
from pipeline.run.settings import RunSettings
from tests.factory.described import edition_of
from tests.factory.engines import lay_out
from tests.factory.styles import STYLES

EDITION = edition_of("villages")
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
        turns = [_turn(files, Path(folder) / str(number)) for number in range(given.repeat + 1)]
    readings, runs, inside = (median(taken) for taken in zip(*turns[1:], strict=True))  # the first imports
    beside = median(taken[1] - taken[2] for taken in turns[1:])
    print(f"{len(files)} readings        {readings * 1000:6.0f} ms of processor time")
    print(f"one run on them     {runs * 1000:6.0f} ms, {runs / readings - 1:.1%} more")
    print(f"the readings in it  {inside * 1000:6.0f} ms")
    print(
        f"all else in it      {beside * 1000:6.0f} ms, {beside * 1000 / len(files):.1f} ms a file: "
        f"{beside / inside:.1%} of the readings"
    )


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


def _turn(files: Sequence[Path], out_dir: Path) -> tuple[float, float, float]:
    """Seconds of processor time of the readings, of a run on the files, and of the readings inside it."""
    inside = 0.0

    def timed(task: ReadTask) -> Reading:
        nonlocal inside
        before = time.process_time()
        outcome = read_task(task)
        inside += time.process_time() - before
        return outcome

    readings = _timed(lambda: [_read(file) for file in files])
    with patch("pipeline.run.build_dataset.read_task", timed):
        whole = _timed(lambda: run(files, out_dir, settings=RunSettings(jobs=0)))
    return readings, whole, inside


def _read(file: Path) -> Reading:
    """One file's records, read in this process."""
    content = file.read_bytes()
    return read_task(ReadTask(name=file.name, sha256=sha256(content).hexdigest(), content=content))


def _timed(work: Callable[[], object]) -> float:
    gc.collect()
    gc.freeze()  # as where files are read for a run: what was imported is not looked through again
    before = time.process_time()
    work()
    return time.process_time() - before


if __name__ == "__main__":
    main()
