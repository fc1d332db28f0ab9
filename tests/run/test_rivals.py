"""Which of several readings of one edition is published, and why."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from pipeline.records import Dataset, FindingRecord
from pipeline.run.rivals import choose, rival_of
from tests.small_dataset import EDITION, document, measure

WORDS = ("Ауылдық елді мекендердің тізбесін жасау", "Сайлау өткізу", "Есеп беру тәртібін бекіту", "Оқыту")


def edition(*, count: int = 4, warned: tuple[str, ...] = (), errors: int = 0, **changes: str) -> Dataset:
    """An edition of `count` measures; `changes` are other words of a measure: `m2=…`."""
    rows = tuple(
        measure(
            measure_key=f"1.{number}",
            position=number,
            measure_text=changes.get(f"m{number}", WORDS[number - 1]),
            cost_text=changes.get(f"c{number}", f"{number} теңге"),
        )
        for number in range(1, count + 1)
    )
    findings = [("warning", key) for key in warned] + [("error", None)] * errors
    return Dataset(
        documents=(document(),),
        measures=rows,
        findings=tuple(
            FindingRecord(
                source_file="x", edition_id=EDITION, severity=severity, code="x", message="x", measure_key=key
            )
            for severity, key in findings
        ),
    )


def chosen(standing: str | None = None, gone: str | None = None, **editions: Dataset):
    rivals = [
        rival_of(each, name=name, sha256=name * 64, is_standing=name == standing, is_gone=name == gone)
        for name, each in editions.items()
    ]
    choices = {choose(order)[0].sha256 for order in permutations(rivals)}
    assert len(choices) == 1, "the order does not matter"
    winner, reasons = choose(rivals)
    return winner.sha256[0], {sha256[0]: reason for sha256, reason in reasons.items()}


def test_two_that_agree_win_over_one_that_is_first_by_name():
    """Three files: the first by name has a cell's words in the neighbouring column, and two warnings more."""
    odd = edition(m2="Сайлау өткізу 2 теңге", c2="", warned=("1.2", "1.3"))
    winner, reasons = chosen(a=odd, b=edition(), c=edition())
    assert winner == "b"
    assert "agrees with other files in" in reasons["a"]
    assert reasons["c"] == "b is the first by name, and nothing else tells them apart"


def test_two_that_agree_win_though_they_have_an_error():
    odd = edition(m2="Сайлау өткізу 2 теңге", c2="")
    assert chosen(a=odd, b=edition(errors=1), c=edition(errors=1))[0] == "b"


def test_agreement_is_by_place_not_by_file():
    """No two files are wholly alike; the one that others bear out most often wins."""
    found = chosen(a=edition(m1="x", m2="y"), b=edition(m3="z", c1="1 мың"), c=edition(m4="w"))
    assert found[0] == "c"


@pytest.mark.parametrize("warned", [(), ("1.4",), ("1.1", "1.4")])
def test_a_torn_copy_does_not_win_by_having_lost_the_rows_that_are_warned_of(warned):
    torn = edition(count=3, warned=tuple(key for key in warned if key != "1.4"))
    winner, reasons = chosen(a=torn, b=edition(warned=warned))
    assert (winner, reasons) == ("b", {"a": "a lacks 1 measures that b has"})


def test_a_torn_copy_loses_though_its_last_measure_is_torn_too():
    winner, _ = chosen(a=edition(count=2, m2="Сайлау"), b=edition(warned=("1.1",)))
    assert winner == "b"


def test_a_row_too_many_is_no_completeness():
    """The words of measure 2 stand in two rows: nothing is lost in the other file."""
    cut = edition(m2="Сайлау", m4="өткізу", warned=("1.2",))
    merged = {"inherited_columns": ("executors_text", "deadline_text", "completion_form_text", "cost_text")}
    *others, last = cut.measures
    cut = replace(cut, measures=(*others, replace(last, **merged)))
    assert chosen(a=cut, b=edition(count=3))[0] == "b"


@pytest.mark.parametrize(
    ("a", "b", "reason"),
    [
        ({"errors": 1, "m1": "x" * 99}, {}, "b has fewer errors in the measures of both (0 to 1)"),
        ({"warned": ("1.1",), "m1": "x" * 99}, {}, "b has fewer warnings in the measures of both (0 to 1)"),
        ({"m1": "x"}, {}, "b has more characters in its measures"),
    ],
)
def test_errors_then_warnings_then_completeness(a, b, reason):
    winner, reasons = chosen(a=edition(**a), b=edition(**b))
    assert winner == "b"
    assert reason in reasons["a"]


def test_what_stands_stays_unless_the_new_one_is_as_whole():
    winner, reasons = chosen(standing="b", a=edition(m1="x"), b=edition(warned=("1.1",)))
    assert winner == "b"
    assert reasons["a"].startswith("b stands in the dataset, and a has fewer characters in its measures (")
    assert chosen(a=edition(m1="x"), b=edition(warned=("1.1",)))[0] == "a"
    assert chosen(standing="b", a=edition(m1="x" * 99), b=edition(warned=("1.1",)))[0] == "a"


def test_what_stands_goes_if_others_agree_against_it():
    odd = edition(m2="Сайлау өткізу 2 теңге мерзім", c2="")
    assert chosen(standing="a", a=odd, b=edition(), c=edition())[0] == "b"


def test_torn_copies_that_agree_do_not_replace_what_stands():
    torn = edition(count=3, m3="Есеп")
    winner, reasons = chosen(standing="c", a=torn, b=torn, c=edition())
    assert winner == "c"
    assert "fewer measures (3 to 4)" in reasons["a"]


def test_what_stands_stays_even_if_its_file_was_written_over_by_a_torn_copy():
    winner, reasons = chosen(standing="b", gone="b", a=edition(count=3), b=edition())
    assert (winner, reasons["a"]) == (
        "b",
        "the earlier b stands in the dataset, and a has fewer measures (3 to 4)",
    )
    assert chosen(standing="b", gone="b", a=edition(), b=edition(count=3))[0] == "a"
    assert chosen(standing="b", gone="b", a=edition(), b=edition())[0] == "a"


def test_findings_of_runs_and_those_that_a_correction_settled_do_not_count():
    settled = edition(warned=("1.1",))
    settled = replace(settled, findings=tuple(replace(each, status="corrected") for each in settled.findings))
    others = edition(warned=("1.1",))
    others = replace(others, findings=tuple(replace(f, code="change_without_note") for f in others.findings))
    assert chosen(a=settled, b=edition())[0] == "a"
    assert chosen(a=others, b=edition())[0] == "a"
