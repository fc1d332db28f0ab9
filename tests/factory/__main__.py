"""`python -m tests.factory`: makes the committed fixtures, or with `--all` every plan in every style.

--only NAME    only names that contain NAME
--all          every plan in every style of every engine, not only the committed choice
--out DIR      where to; the committed fixtures' folders by default
--list         names only
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.factory.catalogue import chosen, chosen_russian, everything, name_of
from tests.factory.description import Edition
from tests.factory.engines import EngineMissingError, lay_out
from tests.factory.expected import expected
from tests.factory.styles import Style
from tests.places import TESTS

FIXTURES = {"kk": TESTS / "fixtures" / "editions", "ru": TESTS / "fixtures" / "russian"}


def make(edition: Edition, style: Style, folder: Path) -> str:
    """Write one PDF and its expectation; what happened, in a line."""
    name = name_of(edition, style)
    started = time.monotonic()
    try:
        data = lay_out(edition, style)
    except (EngineMissingError, RuntimeError, ValueError) as error:
        return f"FAILED {name}: {error}"
    (folder / f"{name}.pdf").write_bytes(data)
    text = json.dumps(expected(edition, style), ensure_ascii=False, indent=1)
    (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    return f"{name}: {len(data) / 1024:.0f} kB, {time.monotonic() - started:.1f} s"


def main() -> int:
    """Run the command; 1 where something could not be made."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", default="")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--out", type=Path)
    options = parser.parse_args()
    pairs = everything() if options.all else [*chosen(), *chosen_russian()]
    pairs = [(e, s) for e, s in pairs if options.only in name_of(e, s)]
    if options.list:
        print(*(name_of(e, s) for e, s in pairs), sep="\n")  # noqa: T201
        return 0
    for folder in [options.out] if options.out else FIXTURES.values():
        folder.mkdir(parents=True, exist_ok=True)
    is_good = True
    with ThreadPoolExecutor(max_workers=2) as pool:
        for line in pool.map(lambda pair: make(*pair, options.out or FIXTURES[pair[0].language]), pairs):
            print(line, flush=True)  # noqa: T201
            is_good = is_good and not line.startswith("FAILED")
    return 0 if is_good else 1


if __name__ == "__main__":
    sys.exit(main())
