"""Reads the registry's files from inside the installed package."""

from __future__ import annotations

import csv
import io
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_REGISTRY = files("pipeline") / "registry"
# libyaml's loader is ten times faster than the pure Python one, and start-up counts
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def read_yaml(name: str) -> Any:  # noqa: ANN401 - each reference module gives its file's content a type
    """The content of a YAML file of the registry (do not change what it returns: it is shared)."""
    return yaml.load((_REGISTRY / name).read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - safe both


@cache
def read_csv(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a CSV file of the registry, each by its head."""
    text = (_REGISTRY / name).read_text(encoding="utf-8")
    return tuple(csv.DictReader(io.StringIO(text)))
