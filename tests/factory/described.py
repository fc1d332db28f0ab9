"""Reads the plans that the factory lays out: YAML files of `description`'s fields, as a reader typed them."""

from __future__ import annotations

import types
from dataclasses import is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

import yaml

from tests.factory.description import Edition
from tests.factory.russian.glossary import Glossary

FOLDERS = {"kk": Path(__file__).parent / "plans", "ru": Path(__file__).parent / "russian"}


@cache
def edition_of(name: str, language: str = "kk") -> Edition:
    """The edition that a file describes; the values of its cells stand in its glossary, where it has one."""
    described = _described(name, language)
    if "glossary" in described:
        glossary = glossary_of(name, language)
        for stage in described["plan"]["stages"]:
            for section in stage["sections"]:
                rows = section.get("rows", ())
                section["rows"] = [glossary.row(**row) if "form" in row else row for row in rows]
        del described["glossary"]
    edition: Edition = _built(Edition, described)
    return edition


@cache
def glossary_of(name: str, language: str = "ru") -> Glossary:
    """The glossary of a described edition."""
    glossary: Glossary = _built(Glossary, _described(name, language)["glossary"])
    return glossary


def _described(name: str, language: str) -> dict[str, Any]:
    text = (FOLDERS[language] / f"{name}.yml").read_text(encoding="utf-8")
    described: dict[str, Any] = yaml.safe_load(text)
    return described


def _built(kind: Any, value: Any) -> Any:
    """A value as its declared type has it: mappings as dataclasses, lists as tuples."""
    if is_dataclass(kind) and isinstance(value, dict):
        kinds = get_type_hints(kind)
        return kind(**{name: _built(kinds[name], part) for name, part in value.items()})
    inner = get_args(kind)
    if isinstance(value, list):
        each = [inner[0]] * len(value) if inner and inner[-1] is ... else inner or [Any] * len(value)
        return tuple(_built(*pair) for pair in zip(each, value, strict=True))
    if isinstance(value, dict) and get_origin(kind) is dict:
        return {key: _built(inner[1], part) for key, part in value.items()}
    if isinstance(kind, types.UnionType):
        return (
            value
            if value is None
            else _built(next(part for part in inner if part is not types.NoneType), value)
        )
    return value
