"""Which tests take long: `pytest -m "not slow"` leaves a suite of under a minute on a quiet machine.

A module is here if its tests take more than some two seconds of processor time together (programs started,
files of all engines read, random examples, browsers); it was measured with `--durations`. What it tests is
tested in `make test` all the same.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# continuous integration tries the same examples each time; at one's desk they are new ones
settings.register_profile("ci", derandomize=True, deadline=None)
if os.environ.get("CI"):
    settings.load_profile("ci")

TESTS = Path(__file__).parent
SLOW = frozenset({
    # programs of their own, servers, browsers
    "fuzz/test_fuzz.py", "publish/test_review_browser.py", "publish/test_swap.py", "cli/test_cli.py",
    "compose/test_corrections.py", "house/test_notebooks.py", "registry/test_own_registry.py",
    "house/test_places_and_names.py", "house/test_printed_commands.py", "cli/test_review_command.py",
    "run/test_bombs.py", "run/test_read_file.py", "cli/test_streams.py",
    "run/test_run_cluster.py", "run/test_run_faults.py", "run/test_run_hostile.py", "cli/test_show.py",
    "cli/test_start.py",
    # runs of the whole road
    "editions/test_corrected.py", "extract/pdf/test_verify.py", "publish/test_documents.py",
    "publish/test_dataset_package.py", "publish/test_export.py",
    "analysis/test_load.py", "run/test_run.py", "run/test_run_anew.py", "run/test_run_corrections.py",
    "run/test_run_verify.py", "run/test_sidecars.py",
    # editions of all engines, many times
    "cli/test_compare_commands.py", "editions/test_properties.py",
    "editions/test_variations.py", "extract/test_layout.py", "extract/pdf/test_readers.py",
    "exam/test_exam.py", "extract/pdf/test_readers_errors.py",
    "editions/test_fixture_editions.py", "factory/test_factory.py", "editions/test_layouts.py",
    # many random examples
    "extract/lines/test_lines.py", "extract/pdf/test_placing.py",
    "normalise/bodies/test_agencies_account.py",
    "normalise/costs/test_costs_made.py", "normalise/deadlines/test_deadlines_properties.py",
    "normalise/mentions/test_mentions.py",
    "repair/test_spacing.py", "repair/test_wraps.py",
})  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the tests of slow modules, and puts them first: what is left at the end of a run is short."""
    for item in items:
        if str(item.path.relative_to(TESTS)) in SLOW:
            item.add_marker(pytest.mark.slow)
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)
