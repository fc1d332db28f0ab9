"""Editions of one act held against each other: what changed, when, by which act, do the notes tell of it."""

from __future__ import annotations

from pipeline.editions.changes import Change, ColumnChange, EditionDiff, WordChange
from pipeline.editions.compare import compare_editions
from pipeline.editions.history import Wording, history
from pipeline.editions.reconcile import reconcile

__all__ = [
    "Change",
    "ColumnChange",
    "EditionDiff",
    "WordChange",
    "Wording",
    "compare_editions",
    "history",
    "reconcile",
]
