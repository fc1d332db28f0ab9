"""Where `decree` starts: makes sure that the package `pipeline` is ours, then is the command line.

The package has a name that many a project gives to a file of its own. Where such a file is found first
(`PYTHONPATH`, a script's own folder), Python would import it in place of ours and fail in some odd way, or do
something else altogether. This module has a name that nobody else gives.
"""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

_OURS = Path(__file__).resolve().parent / "pipeline" / "__init__.py"


def main() -> None:
    """Runs the command line; with a sentence and exit status 1 where another `pipeline` stands before it."""
    found = find_spec("pipeline")
    # a folder without __init__.py has no origin
    folders = [*(found.submodule_search_locations or [])] if found else []
    place = Path((found.origin if found else None) or (folders or ["nothing"])[0]).resolve()
    if place != _OURS:
        sys.exit(
            f"decree: Python finds {place} where it looks for `pipeline`, the package of decree: "
            "rename that, or take its folder from PYTHONPATH."
        )
    from pipeline.__main__ import main as command_line  # noqa: PLC0415 - only once it is known to be ours

    command_line()
