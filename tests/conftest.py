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
    "fuzz/test_fuzz.py", "publish/test_review_browser.py", "publish/test_swap.py", "test_cli.py",
    "test_corrections.py", "test_notebooks.py", "test_own_registry.py", "test_places_and_names.py",
    "test_printed_commands.py", "test_review_command.py", "test_run_cluster.py", "test_run_faults.py",
    "test_run_hostile.py", "test_show.py", "test_start.py",
    # runs of the whole road
    "editions/test_corrected.py", "extract/test_verify.py", "publish/test_documents.py",
    "test_corrected_rows.py", "test_dataset_package.py", "test_export.py", "test_load.py", "test_run.py",
    "test_run_anew.py", "test_run_corrections.py", "test_run_verify.py", "test_sidecars.py",
    # editions of all engines, many times
    "editions/test_diff_command.py", "editions/test_layout.py", "editions/test_properties.py",
    "editions/test_variations.py", "extract/test_packed.py", "extract/test_readers.py",
    "exam/test_exam.py", "extract/test_readers_errors.py",
    "extract/test_readers_walks.py", "test_editions.py", "test_factory.py",
    "test_layouts.py",
    # many random examples
    "extract/test_lines.py", "extract/test_placing.py", "extract/test_readers_operators.py",
    "normalise/test_agencies_account.py", "normalise/test_agencies_mixtures.py",
    "normalise/test_costs_made.py", "normalise/test_deadlines_properties.py",
    "normalise/test_deadlines_wide.py", "normalise/test_mentions.py", "repair/test_spacing.py",
    "repair/test_wraps.py",
})  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks the tests of slow modules."""
    for item in items:
        if str(item.path.relative_to(TESTS)) in SLOW:
            item.add_marker(pytest.mark.slow)
