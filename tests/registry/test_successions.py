from __future__ import annotations

from datetime import date

import pytest

from pipeline.registry.agencies import holder_on

ENDS = {
    "a": (date(2013, 1, 16), ("b",)),
    "b": (date(2014, 8, 6), ("c", "d")),
    "c": (None, ()),
    "e": (date(2010, 1, 1), ()),
    "f": (date(2011, 1, 1), ("g",)),
    "g": (date(2011, 1, 1), ("f",)),
}


@pytest.mark.parametrize(
    ("agency_id", "day", "holder"),
    [
        ("a", date(2013, 1, 15), "a"),
        ("a", date(2013, 1, 16), "b"),
        ("a", date(2014, 8, 6), None),  # of two successors neither holds all
        ("c", date(2099, 1, 1), "c"),
        ("e", date(2010, 1, 1), None),  # nobody is known
        ("f", date(2012, 1, 1), None),  # a registry that goes round in circles
    ],
)
def test_who_holds_the_tasks(agency_id, day, holder):
    assert holder_on(agency_id, day, ENDS.__getitem__) == holder


def test_a_body_that_is_not_there():
    with pytest.raises(KeyError):
        holder_on("z", date(2014, 1, 1), ENDS.__getitem__)
