"""What became of a measure: its words, its number, and what the words mean."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from pipeline.editions.measure_changes import measure_change
from pipeline.records import CostAmountRecord, OtherColumnRecord, ResponsibilityRecord
from tests.small_dataset import EDITION, measure

ROW = measure(executors_text="ҰЭМ", deadline_text="шілде", deadline_end=date(2020, 7, 31), cost_text="100")


def changed(*, bodies=((), ()), old=ROW, is_moved=False, **changes):
    return measure_change(old, replace(old, **changes), bodies, is_moved=is_moved)


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"deadline_end": None}, None),  # read in another way, and the words are the same
        ({"deadline_text": "тамыз"}, "changed"),
        ({"measure_key": "1.2"}, "renumbered"),
        ({"status": "removed"}, "struck_out"),
        ({"is_moved": True}, "moved"),
    ],
)
def test_kinds(changes, kind):
    found = changed(**changes)
    assert (found and found.kind) == kind


def test_what_came_and_went():
    assert measure_change(None, ROW, ((), ()), is_moved=False).kind == "added"
    assert measure_change(ROW, None, ((), ()), is_moved=False).kind == "removed"
    gone = replace(ROW, status="removed")
    assert changed(old=gone, status="in_force").kind == "restored"


@pytest.mark.parametrize(
    ("changes", "move"),
    [
        ({"deadline_end": date(2020, 9, 30)}, (date(2020, 7, 31), date(2020, 9, 30), 61, None, None)),
        ({"deadline_end": None}, (date(2020, 7, 31), None, None, None, None)),
        (
            {"deadline_rrule": "FREQ=YEARLY"},
            (date(2020, 7, 31), date(2020, 7, 31), 0, None, "FREQ=YEARLY"),
        ),
        ({}, None),
    ],
)
def test_deadlines(changes, move):
    found = changed(deadline_text="басқа", **changes).deadline
    names = ("old_end", "new_end", "days", "old_rrule", "new_rrule")
    assert (found and tuple(getattr(found, name) for name in names)) == move
    assert changed(cost_text="200", **changes).deadline is None, "its words are the same"


def body(text, agency_id=None, **marks):
    plain = {"is_by_consent": False, "is_coordinator": False, "is_inherited": False}
    return ResponsibilityRecord(
        edition_id=EDITION, measure_key="1.1", position=1, mention_text=text, agency_id=agency_id,
        **(plain | marks),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([body("АКМ")], [body("ИДМ")], [("left", None, "АКМ"), ("joined", None, "ИДМ")]),
        ([body("ҰЭМ", "a")], [body("Министрлік", "a")], []),
        ([body("ҰЭМ", "a")], [body("ҰЭМ", "b")], []),
        ([body("ҰЭМ", "a")], [body("ҰЭМ", "a", is_coordinator=True)], [("role_changed", "a", "ҰЭМ")]),
        ([body("ҰЭМ", "a")], [body("ҰЭМ", "b", is_by_consent=True)], [("role_changed", None, "ҰЭМ")]),
        ([body("ҚМ", "a"), body("ҚМ", "b")], [body("ҚМ", "b")], [("left", "a", "ҚМ")]),
    ],
)
def test_bodies(old, new, expected):
    found = changed(executors_text="басқа", bodies=(old, new)).bodies
    assert [(each.kind, each.agency_id, each.mention_text) for each in found] == expected


def amounts(*rows):
    return tuple(
        CostAmountRecord(year=year, source=source, amount=Decimal(amount), currency=currency)
        for year, source, amount, currency in rows
    )


def test_amounts_by_year_and_source_in_tenge():
    old = replace(
        ROW,
        cost_type="budget",
        cost_amounts=amounts((2016, None, 5, "KZT"), (2017, "a", 6, "KZT"), (2017, "a", 7, "KZT")),
    )
    new = amounts(
        (2016, None, 5, "KZT"), (2017, "a", 6, "KZT"), (2018, None, 9, "USD"), (2017, "b", 1, "KZT")
    )
    found = changed(old=old, cost_text="басқа", cost_amounts=new)
    assert [(each.year, each.source, each.old, each.new) for each in found.costs] == [
        (2017, "a", 7, None), (2017, "b", None, 1),
    ]  # fmt: skip
    assert (found.cost_types, found.funding_sources) == (None, None)
    assert changed(cost_text="басқа", cost_type="free").cost_types == (ROW.cost_type, "free")
    assert changed(cost_text="басқа", funding_sources=("x",)).funding_sources == (ROW.funding_sources, ("x",))
    assert changed(deadline_text="басқа", cost_type="free").cost_types is None, "its words are the same"


def test_other_columns_are_known_by_their_bare_heads():
    old = replace(ROW, other_columns=(OtherColumnRecord(head="Ескерту", text="бір"),))
    found = changed(old=old, other_columns=(OtherColumnRecord(head="Ес керту", text="екі"),))
    assert [(each.column, each.old, each.new) for each in found.columns] == [
        ("other_columns: Ес керту", "бір", "екі")
    ]
