"""The reviewed texts of cells and notes, and `wordings.yml` made of them: what words may follow each other.

Reviewed is what a reader typed an expectation for: the texts of the tests of each parser and of the fixtures'
plans. Of these the ones count that are read without a finding. After a new text stands in a test:

    .venv/bin/python -m tests.normalise.reviewed kk > build/wordings.yml
    mv build/wordings.yml pipeline/registry/kk/
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields as fields_of
from dataclasses import is_dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from unittest.mock import patch

import yaml

from pipeline.normalise.bodies.body_cell import parse_bodies
from pipeline.normalise.costs.cost_cell import parse_cost
from pipeline.normalise.deadlines.deadline_cell import parse_deadline
from pipeline.normalise.forms.form_cell import parse_completion_form
from pipeline.normalise.notes.amendment_notes import parse_note
from pipeline.normalise.notes.targets import NoteContext
from pipeline.registry.loading import LANGUAGES, forget, language_in_use, reading_in
from tests.normalise.deadlines.said import said
from tests.places import ROOT

HEAD = """\
# What words of a cell or note may follow each other: the kinds of three in a row, as the parser sees them, in
# texts that a reader reviewed and that are read without a finding. `^` is an end of the text.
# Made by `python -m tests.normalise.reviewed kk`; a text with another row has the finding `unusual_wording`.
"""
TESTS = ROOT / "tests"
# names of bodies are read as of a day
DAYS = [date(2014, 12, 30)] + [date(year, 5, 1) for year in (2013, 2016, 2019, 2022, 2008, 2004, 2001, 1998)]
PLACES = (
    None,
    NoteContext(target_type="plan"),
    NoteContext(target_type="paragraph", target_key="2"),
    NoteContext(target_type="section", target_key="4", section_number="4"),
)
_WORDS = re.compile(r"[а-яәғқңөұүһі]{2}|\d", re.IGNORECASE)
_LONGEST = 1500
_DEEPEST = 6
_ACT = "ҚР Үкіметінің 27.10.2014 № 1139 қаулысымен"
# files of tests whose texts are no cells or notes
_NO_CELLS = {
    "test_deadlines_in_both_languages.py",
    "test_head_units.py",
    "test_agencies_found.py",
    "test_legends.py",
}


def _read_deadline(text: str) -> None:
    read = parse_deadline(text)
    if not read.findings and language_in_use() == LANGUAGES[0]:
        parse_deadline(said(read))


def _read_bodies(text: str) -> None:
    """As of the first day on which nothing is doubtful: the kinds of its words are the same on any other."""
    for day in DAYS:
        if not any(one.findings for one in parse_bodies(text, as_of=day)):
            break


def _read_form(text: str) -> None:
    for day in DAYS:
        if not parse_completion_form(text, as_of=day).findings:
            break


def _read_note(text: str) -> None:
    """A note, or one half of it with the other half of the most usual note."""
    for place in PLACES:
        parse_note(text, context=place)
        parse_note(f"Ескерту. {text} - {_ACT}.", context=place)
    parse_note(f"Ескерту. 4-тармақ жаңа редакцияда - {text}")


# of each column the folder of its tests, the name of its column in the fixtures, and its reader
READERS: dict[str, tuple[str, str, Callable[[str], object]]] = {
    "deadlines": ("deadlines", "deadline_text", _read_deadline),
    "costs": ("costs", "cost_text", lambda text: parse_cost(text, unit="thousand_tenge")),
    "forms": ("forms", "completion_form_text", _read_form),
    "executors": ("bodies", "executors_text", _read_bodies),
    "notes": ("notes", "text", _read_note),
}


class Asked(set[str]):
    """Stands for the reviewed rows of a column: every row that is asked for is reviewed from then on."""

    def __bool__(self) -> bool:
        return True

    def __contains__(self, row: object) -> bool:
        self.add(str(row))
        return True


def reviewed_texts(column: str, language: str) -> set[str]:
    """The texts of a column that a reader reviewed, in a language."""
    folder, field, _ = READERS[column]
    found = set(_texts_of_plans(field))
    is_first = language == LANGUAGES[0]
    for file in (TESTS / "normalise" / folder).iterdir():
        if file.name not in _NO_CELLS and ("russian" in file.name) is not is_first:
            found |= set(_texts_of_file(file))
    judged = TESTS / "normalise" / "judged" / ("." if is_first else language) / f"{column}.txt"
    found |= set(_texts_of_file(judged)) if judged.exists() else set()
    return {text for text in found if _WORDS.search(text) and len(text) < _LONGEST}


def _texts_of_file(file: Path) -> Iterator[str]:
    if file.suffix == ".py":
        module = import_module(f"tests.normalise.{file.parent.name}.{file.stem}")
        for value in list(vars(module).values()):
            yield from _texts_in([mark.args for mark in getattr(value, "pytestmark", ())] or value)
    elif file.suffix == ".txt":
        for line in file.read_text(encoding="utf-8").splitlines():
            fields = [field.strip() for field in line.split("|")]
            is_dated = re.fullmatch(r"\d{4}-\d\d-\d\d", fields[0]) is not None
            if not line.startswith("#"):
                yield fields[is_dated].replace("\\n", "\n")
    elif file.suffix == ".yml":
        yield from _texts_in(yaml.safe_load(file.read_text(encoding="utf-8")))


def _texts_in(value: object, depth: int = 0) -> Iterator[str]:
    """The texts in a value of lists, tuples, mappings and dataclasses."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        value = [getattr(value, field.name) for field in fields_of(value)]
    elif isinstance(value, Mapping):
        value = [*value.keys(), *value.values()]
    if isinstance(value, list | tuple | set | frozenset) and depth < _DEEPEST:
        for each in value:
            yield from _texts_in(each, depth + 1)


def _texts_of_plans(field: str) -> Iterator[str]:
    for file in sorted((TESTS / "fixtures").rglob("*.json")):
        plan = json.loads(file.read_text(encoding="utf-8"))
        rows = plan.get("notes" if field == "text" else "measures", []) if isinstance(plan, dict) else []
        yield from (row[field] for row in rows if row.get(field))


def made(language: str) -> str:
    """The content of `wordings.yml` of a language's pack; texts in other languages are read with findings."""
    asked = {column: Asked() for column in READERS}
    forget()
    reviewed = "pipeline.normalise.text.wording.reviewed_wordings"
    with reading_in(language), patch(reviewed, lambda: asked):
        for column, (_, _, read) in READERS.items():
            for text in reviewed_texts(column, language):
                read(text)
    forget()
    lines = [HEAD]
    for column in READERS:
        lines += [
            f"{column}:\n",
            *(f"- {json.dumps(row, ensure_ascii=False)}\n" for row in sorted(asked[column])),
        ]
    return "".join(lines)


if __name__ == "__main__":
    sys.stdout.write(made(*sys.argv[1:2] or [LANGUAGES[0]]))
