"""Plans of measures from Kazakh Government decrees: from the PDF to a dataset that one can trust.

What a reader of the dataset or of printed words needs is here; each name is imported when it is first used,
so that `import pipeline` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from pipeline.version import VERSION

if TYPE_CHECKING:
    from pipeline.analysis.loaded import load
    from pipeline.check import check_dataset
    from pipeline.normalise.agencies import Responsibility, parse_bodies
    from pipeline.normalise.amendments import Amendment, parse_note
    from pipeline.normalise.costs import Amount, Cost, parse_cost
    from pipeline.normalise.deadlines import Deadline, parse_deadline
    from pipeline.normalise.forms import CompletionForm, parse_completion_form
    from pipeline.publish.dataset import read_dataset
    from pipeline.records.rows import measure_sort_key
    from pipeline.records.tables import Dataset
    from pipeline.run import run as build

__version__ = VERSION

_HOMES = {
    "Amendment": "pipeline.normalise.amendments",
    "Amount": "pipeline.normalise.costs",
    "CompletionForm": "pipeline.normalise.forms",
    "Cost": "pipeline.normalise.costs",
    "Dataset": "pipeline.records.tables",
    "Deadline": "pipeline.normalise.deadlines",
    "Responsibility": "pipeline.normalise.agencies",
    "build": "pipeline.run:run",
    "check_dataset": "pipeline.check",
    "load": "pipeline.analysis.loaded:load",
    "measure_sort_key": "pipeline.records.rows",
    "parse_bodies": "pipeline.normalise.agencies",
    "parse_completion_form": "pipeline.normalise.forms",
    "parse_cost": "pipeline.normalise.costs",
    "parse_deadline": "pipeline.normalise.deadlines",
    "parse_note": "pipeline.normalise.amendments",
    "read_dataset": "pipeline.publish.dataset",
}

__all__ = [
    "Amendment",
    "Amount",
    "CompletionForm",
    "Cost",
    "Dataset",
    "Deadline",
    "Responsibility",
    "__version__",
    "build",
    "check_dataset",
    "load",
    "measure_sort_key",
    "parse_bodies",
    "parse_completion_form",
    "parse_cost",
    "parse_deadline",
    "parse_note",
    "read_dataset",
]


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
