"""`python -m tests.genuine [NAME …]`: lays out the made-up acts anew, each by both engines."""

from __future__ import annotations

import sys

from tests.genuine.acts import ACTS
from tests.genuine.pages import ENGINES
from tests.places import TESTS

FIXTURES = TESTS / "fixtures" / "genuine"


def main(names: list[str]) -> None:
    """Writes the fixtures of these acts, or of all."""
    FIXTURES.mkdir(parents=True, exist_ok=True)
    for name in names or ACTS:
        for engine, lay_out in ENGINES.items():
            (FIXTURES / f"{name}-{engine}.pdf").write_bytes(lay_out(ACTS[name]))


if __name__ == "__main__":
    main(sys.argv[1:])
