"""`python -m tests.ablation`: switches each clue and rule of layout off in turn; names the tests that notice.

One run of the tests notes, for each clue and rule, the tests in which a result hung on it. Then each is
switched off and its tests are run again: those named for it, and the quickest of the others. A test is named
for a clue if the clue's name stands in the test's id. What no test named for it notices is listed first, and
the exit status is 1.
"""

from __future__ import annotations

import argparse
import importlib
import os
import pkgutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pipeline
from pipeline.stations.evidence import Registered, registered
from tests.ablation.running import Notes, Row, collected, in_child, note_tests, run_without
from tests.places import ROOT

# the tests of the rooms that lay out and assemble, and the editions that they must read
MATTERING = (
    "tests/assemble", "tests/extract", "tests/compose/test_page_checks.py", "tests/editions/test_decree.py",
    "tests/editions/test_layouts.py", "tests/editions/test_words.py", "tests/genuine",
    "tests/editions/test_fixture_editions.py",
)  # fmt: skip
# neither lays out
LEFT_OUT = ("--ignore=tests/extract/pdf", "-k=not test_what_is_written_is_accepted")
MOST_OTHERS = 4
"""So many tests that are not named for a clue are tried with it switched off."""


def main() -> None:
    """Runs the ablation and writes its table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="clues and rules, or parts of their names; all if none")
    parser.add_argument("--tests", nargs="+", default=MATTERING, help="files and folders of tests")
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "ablation.md", help="the table's file")
    parser.add_argument("--jobs", type=int, default=2)
    args = parser.parse_args()
    for module in pkgutil.walk_packages(pipeline.__path__, "pipeline."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    wanted = [
        each for each in registered() if not args.names or any(part in each.name for part in args.names)
    ]
    os.environ.setdefault("CI", "1")  # the same random examples each time
    tests = (*args.tests, *LEFT_OUT)
    known = collected(tests)
    notes = in_child(note_tests, tests)
    print(
        f"{len(notes.seconds)} tests of {len(known)} ran in {sum(notes.seconds.values()):.0f} s", flush=True
    )
    for test in sorted(notes.failed):
        print(f"left out, as it fails with every clue switched on: {test}")
    known = [test for test in known if test not in notes.failed]
    with ThreadPoolExecutor(args.jobs) as pool:
        rows = list(pool.map(lambda each: _row(each, notes, known), wanted))
    unguarded = [row for row in rows if not row.named]
    if not args.names:
        args.to.write_text(_table(rows), encoding="utf-8")
    for row in rows if args.names else unguarded:
        print(f"{row.clue.name}: {_noticed(row)}")
    print(f"{len(rows)} clues and rules; no test named for it notices {len(unguarded)} of them")
    sys.exit(bool(unguarded))


def _row(clue: Registered, notes: Notes, known: list[str]) -> Row:
    own = clue.name.rpartition(".")[2]
    named = [test for test in known if own in test.rpartition("::")[2].replace("-", "_")]
    others = sorted(
        (notes.tests.get(clue.name, set()) & set(known)) - set(named), key=notes.seconds.__getitem__
    )
    failed = in_child(run_without, clue.name, [*named, *others[:MOST_OTHERS]])
    return Row(
        clue=clue,
        named=tuple(test for test in named if test in failed),
        others=tuple(test for test in others if test in failed),
        n_deciding=len(notes.tests.get(clue.name, ())),
    )


def _table(rows: list[Row]) -> str:
    lines = [
        "# Ablation",
        "",
        "Each clue and each rule of layout, switched off alone: the tests that notice. Written by",
        f"`python -m tests.ablation`. Of the tests not named for a clue, the {MOST_OTHERS} quickest whose",
        "result hangs on it were tried; the last column counts all in which a verdict or result hangs on it.",
        "",
        "| Clue or rule | Weight | Measured | Tests that notice | Hangs on it in |",
        "|---|---|---|---|---|",
    ]
    for row in sorted(rows, key=lambda row: (bool(row.named), row.clue.name)):
        weight = "" if row.clue.weight is None else f"{row.clue.weight:+g}"
        cells = (f"`{row.clue.name}`", weight, row.clue.measured, _noticed(row), str(row.n_deciding))
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def _noticed(row: Row) -> str:
    named = ", ".join(_short(test) for test in row.named[:2]) or "none is named for it"
    return f"{named}; others: {', '.join(_short(test) for test in row.others[:2]) or 'none'}"


def _short(test: str) -> str:
    return "`" + test.rpartition("/")[2].replace("|", "/") + "`"


if __name__ == "__main__":
    main()
