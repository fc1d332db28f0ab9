"""Plans of measures from Kazakh Government decrees: from the PDF to a dataset that one can trust.

What a reader of the dataset or of printed words needs is here; each name is imported when it is first used,
so that `import pipeline` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from pipeline.version import VERSION

if TYPE_CHECKING:
    from pipeline.analysis.loaded_dataset import load
    from pipeline.check import check_dataset
    from pipeline.normalise.bodies.body_cell import Responsibility, parse_bodies
    from pipeline.normalise.costs.cost_cell import Amount, Cost, parse_cost
    from pipeline.normalise.deadlines.deadline_cell import Deadline, parse_deadline
    from pipeline.normalise.forms.form_cell import CompletionForm, parse_completion_form
    from pipeline.normalise.notes.amendment_notes import Amendment, parse_note
    from pipeline.publish.dataset import read_dataset
    from pipeline.records.tables import Dataset, measure_sort_key
    from pipeline.run.build_dataset import run as build

__version__ = VERSION

_HOMES = {
    "Amendment": "pipeline.normalise.notes.amendment_notes",
    "Amount": "pipeline.normalise.costs.cost_cell",
    "CompletionForm": "pipeline.normalise.forms.form_cell",
    "Cost": "pipeline.normalise.costs.cost_cell",
    "Dataset": "pipeline.records.tables",
    "Deadline": "pipeline.normalise.deadlines.deadline_cell",
    "Responsibility": "pipeline.normalise.bodies.body_cell",
    "build": "pipeline.run.build_dataset:run",
    "check_dataset": "pipeline.check",
    "load": "pipeline.analysis.loaded_dataset:load",
    "measure_sort_key": "pipeline.records.tables",
    "parse_bodies": "pipeline.normalise.bodies.body_cell",
    "parse_completion_form": "pipeline.normalise.forms.form_cell",
    "parse_cost": "pipeline.normalise.costs.cost_cell",
    "parse_deadline": "pipeline.normalise.deadlines.deadline_cell",
    "parse_note": "pipeline.normalise.notes.amendment_notes",
    "read_dataset": "pipeline.publish.dataset",
}

__all__ = [
    "Amendment", "Amount", "CompletionForm", "Cost", "Dataset", "Deadline", "Responsibility", "__version__",
    "build", "check_dataset", "load", "measure_sort_key", "parse_bodies", "parse_completion_form",
    "parse_cost", "parse_deadline", "parse_note", "read_dataset",
]  # fmt: skip


def __getattr__(name: str) -> Any:  # noqa: ANN401 - PEP 562: whatever the name is
    """Imports a public name when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, own_name = _HOMES[name].partition(":")
    value = getattr(import_module(module), own_name or name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
