"""Editions for these tests: where they lie, painted ones, and comparisons turned round."""

from __future__ import annotations

import hashlib
from dataclasses import fields, is_dataclass, replace
from functools import cache

from pipeline.compose.edition import SourceFile, compose_edition
from pipeline.editions.changes import (
    ColumnChange,
    DeadlineMove,
    EditionChange,
    EditionDiff,
    ExplainingAct,
    bodies_in_order,
    in_plan_order,
)
from pipeline.extract.pdf.reader import read_content
from pipeline.records import Dataset
from tests.factory.description import Edition
from tests.factory.engines import lay_out
from tests.factory.styles import STYLES
from tests.places import ROOT

SYNTHETIC = ROOT / "tests" / "fixtures" / "editions-synthetic" / "synthetic-2015.kaz.pdf"
FIXTURES = ROOT / "tests" / "fixtures" / "editions"
_STYLES = {style.name: style for style in STYLES if style.engine == "painter"}


@cache
def painted(edition: Edition, style: str = "both") -> Dataset:
    """An edition of the factory, painted and read."""
    content = lay_out(edition, _STYLES[style])
    source = SourceFile(name=f"{edition.edition_date}.pdf", sha256=hashlib.sha256(content).hexdigest())
    return compose_edition(read_content(content, name=source.name), source)


def told_of(diff) -> set[tuple]:
    """What a comparison found, as `variations.told` writes it."""
    return {
        (
            each.part,
            each.kind,
            each.old_key,
            each.new_key,
            frozenset(column.column for column in each.columns),
        )
        for each in diff.changes
    }


_OPPOSITES = {"added": "removed", "removed": "added", "struck_out": "restored", "restored": "struck_out"}
_OPPOSITES |= {"joined": "left", "left": "joined"}


def mirrored(found):
    """A comparison, or a part of one, as it is from the new edition to the old one."""
    if isinstance(found, EditionDiff):
        turned = _turned(found)
        return replace(turned, changes=in_plan_order(turned.changes), corrections=found.corrections)
    if not is_dataclass(found) or isinstance(found, ExplainingAct):
        return found
    turned = _turned(found)
    if isinstance(found, EditionChange):
        pairs = {name: getattr(found, name) for name in ("cost_types", "funding_sources")}
        turned = replace(turned, **{name: pair and pair[::-1] for name, pair in pairs.items()})
        return replace(turned, bodies=bodies_in_order(turned.bodies))
    if isinstance(found, ColumnChange):  # of the words removed and added together the old ones come first
        words = list(turned.words)
        for index in range(len(words) - 1):
            if (words[index].kind, words[index + 1].kind) == ("added", "removed"):
                words[index], words[index + 1] = words[index + 1], words[index]
        return replace(turned, words=tuple(words))
    return replace(turned, days=found.days and -found.days) if isinstance(found, DeadlineMove) else turned


def _turned(found):
    values = {field.name: getattr(found, field.name) for field in fields(found)}
    turned = {}
    for name, value in values.items():
        source = {"old": "new", "new": "old"}.get(name.split("_")[0])
        value = values[name.replace(name.split("_")[0], source, 1)] if source else value  # noqa: PLW2901
        turned[name] = tuple(map(mirrored, value)) if isinstance(value, tuple) else mirrored(value)
    if "kind" in turned:
        turned["kind"] = _OPPOSITES.get(found.kind, found.kind)
    return type(found)(**turned)
