"""Wording that no reader has reviewed is reported; the table of what was reviewed is made of the tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import pipeline.registry
from pipeline.normalise.bodies.body_cell import parse_bodies
from pipeline.normalise.costs.cost_cell import parse_cost
from pipeline.normalise.deadlines.deadline_cell import parse_deadline
from pipeline.normalise.forms.form_cell import parse_completion_form
from pipeline.normalise.notes.amendment_notes import parse_note
from pipeline.normalise.text.wording import WordPiece, unusual
from pipeline.registry.finding_kinds import Remark
from tests.normalise.reviewed import made

DAY = date(2014, 12, 30)
CODE = "unusual_wording"


@pytest.fixture
def reviewed(monkeypatch: pytest.MonkeyPatch) -> None:
    table = {
        "costs": frozenset({"^ year -", "year - number", "- number ^", "^ number ^"}),
        "notes": frozenset(),
    }
    monkeypatch.setattr("pipeline.normalise.text.wording.reviewed_wordings", lambda: table)


def pieces(line: str) -> tuple[list[WordPiece], str]:
    """`year=2013 -=–` as pieces, and their text."""
    text, found = "", []
    for kind, _, words in (each.partition("=") for each in line.split()):
        found.append(WordPiece(kind, len(text), len(text) + len(words)))
        text += words + " "
    return found, text.strip()


@pytest.mark.parametrize(
    ("line", "quoted"),
    [
        ("year=2013 -=– number=5", None),
        ("number=5", None),
        ("year=2013 -=– number=5 unit=млн", "– 5 млн"),
        ("year=2013 number=5", "2013 5"),
        ("number=5 year=2013 -=– number=7", "5 2013 –"),
    ],
)
@pytest.mark.usefixtures("reviewed")
def test_three_in_a_row_are_as_in_a_reviewed_text(line: str, quoted: str | None) -> None:
    found = unusual("costs", *pieces(line))
    assert [remark.code for remark in found] == ([] if quoted is None else [CODE])
    assert all(f"«{quoted}»" in remark.message for remark in found)


@pytest.mark.usefixtures("reviewed")
def test_without_reviewed_texts_or_words_nothing_is_reported() -> None:
    line = pieces("number=5 number=7")
    assert unusual("costs", *line)
    assert not unusual("notes", *line)
    assert not unusual("costs", *pieces("-=– -=–"))


PARSERS: dict[str, Callable[[str], list[Remark]]] = {
    "deadlines": lambda text: [*parse_deadline(text).findings],
    "costs": lambda text: [*parse_cost(text, unit="мың теңге").findings],
    "forms": lambda text: [*parse_completion_form(text, as_of=DAY).findings],
    "executors": lambda text: [remark for one in parse_bodies(text, as_of=DAY) for remark in one.findings],
    "notes": lambda text: [remark for row in parse_note(text) for remark in row.findings],
}
NOTE = "Ескерту. 4-тармақ және 5-бөлім 6-жол алып тасталды - ҚР Үкіметінің 27.10.2014 № 1 қаулысымен."


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("deadlines", "2014 жылға наурызға"),
        ("costs", "РБ РБ жыл сайын 2014 ж. 5,0"),
        ("forms", "Үкіметке ҰЭМ-ге Үкіметке есеп"),
        ("executors", "ҰЭМ-нен, ІІМ-ге"),
        ("notes", NOTE),
    ],
)
def test_each_parser_reports_known_words_in_a_new_order(column: str, text: str) -> None:
    assert CODE in {remark.code for remark in PARSERS[column](text)}


@pytest.mark.slow
def test_the_table_is_of_the_reviewed_texts() -> None:
    file = Path(pipeline.registry.__file__).parent / "kk" / "wordings.yml"
    assert made("kk") == file.read_text(encoding="utf-8"), "make it anew: see tests/normalise/reviewed.py"
