"""Editions of one act compared: what changed, when, by which act, and what no note explains."""

from __future__ import annotations

from pipeline.editions.align import align
from pipeline.editions.changes import ColumnChange, EditionChange, EditionDiff, WordChange
from pipeline.editions.compare import compare_editions
from pipeline.editions.history import Wording, history
from pipeline.editions.reconcile import reconcile

__all__ = [
    "ColumnChange", "EditionChange", "EditionDiff", "WordChange", "Wording", "align", "compare_editions",
    "history", "reconcile",
]  # fmt: skip
