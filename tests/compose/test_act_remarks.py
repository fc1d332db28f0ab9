"""What of an act's parts is told: words and notes of another language, a repeal of nobody knows what."""

from __future__ import annotations

import pytest

from pipeline.compose.act_records import (
    ReadNote,
    act_remarks,
    notes_in_other_languages,
    read_act_line,
    repeal_of,
)
from pipeline.normalise.notes.amendment_notes import parse_note
from pipeline.registry.loading import reading_in
from pipeline.stations.plan import ActText, BesideText, PlacedNote
from pipeline.stations.printed import Printed

LINE = "Постановление Правительства Республики Казахстан от 30 декабря 2013 года № 1432"


@pytest.fixture(autouse=True)
def _russian():
    with reading_in("ru"):
        yield


def act(title: str) -> ActText:
    return ActText(
        title=Printed(text=title), act_line=Printed(text=LINE), preamble=None, paragraphs=(), notes=(),
        signatory_position=None, signatory_name=None, approval=None, plan_title=None, trailing=(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("Жоспарды бекіту туралы Үкіметтің қаулысы Об утверждении плана", ["language_doubtful"]),
        ("Об утверждении плана развития АО «Қазақстан темір жолы және оның құрылымы»", []),
        ("О мерах по развитию Байқоңыра и Алатау", []),
    ],
)
def test_words_of_another_language_in_a_title_are_told(title: str, codes: list[str]) -> None:
    read = act(title)
    assert [remark.code for remark, _ in act_remarks(read, read_act_line(read))] == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (
            "Ескерту. 5-тармақ алып тасталды - ҚР Үкіметінің № 1139 қаулысымен.",
            ["note_not_understood"],
        ),
        ("Министерства отчитываются ежегодно.", []),
    ],
)
def test_a_note_of_another_language_beside_the_plan_is_told(text: str, codes: list[str]) -> None:
    beside = BesideText(part="before_plan", printed=Printed(text=text), source=())
    assert [remark.code for remark, _ in notes_in_other_languages([beside])] == codes


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Сноска. Утратило силу постановлением Правительства РК от 05.03.2015 № 111.", "repealed"),
        ("Сноска. Утратило силу постановлением Правительства РК от О5.03.2015 № 111.", "unknown"),
        ("Сноска. Пункт 3 утратил силу постановлением Правительства РК от О5.03.2015 № 111.", "in_force"),
        ("Исключен постановлением Правительства РК от 12.О9.2013 № 957.", "in_force"),
    ],
)
def test_the_act_is_repealed_by_what_is_said_of_the_act(text: str, status: str) -> None:
    note = PlacedNote(printed=Printed(text=text), owner_type="act", owner_key=None)
    read = ReadNote(note=note, amendments=tuple(parse_note(text)))
    assert repeal_of(read_act_line(act("О плане")), [read]).status == status
