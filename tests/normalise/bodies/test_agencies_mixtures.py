"""Bodies in every mixture of separators and remarks: each keeps its id and its own remarks."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.normalise.bodies.body_cell import parse_bodies

AKIMS = ("akims-of-regions", "akim-of-astana", "akim-of-almaty", "akim-of-shymkent")
BODIES: list[tuple[str, tuple[str | None, ...]]] = [
    ("ҰЭМ", ("ministry-of-national-economy",)),
    ("Қаржымині", ("ministry-of-finance",)),
    ("СІМ", ("ministry-of-foreign-affairs",)),
    ("СИМ", ("ministry-of-trade-and-integration",)),
    ("ҚР Ішкі істер министрлігі", ("ministry-of-internal-affairs",)),
    (
        "Цифрлық даму, инновациялар және аэроғарыш өнеркәсібі министрлігі",
        ("ministry-of-digital-development-innovations-and-aerospace-industry",),
    ),
    ("облыстардың, Астана, Алматы және Шымкент қалаларының әкімдері", AKIMS),
    ("аудандардың әкімдері", ("akims-of-districts",)),
    ("«Самұрық-Қазына» ҰӘҚ» АҚ", ("samruk-kazyna-sovereign-wealth-fund-jsc",)),
    ('"Атамекен" ҰКП', ("atameken-national-chamber-of-entrepreneurs",)),
    ("мүдделі мемлекеттік органдар", ("interested-state-bodies",)),
    ("АБВ қоры", (None,)),
    ("ҚМ", (None,)),
]
SEPARATORS = [", ", ",", " , ", "; ", " және ", " мен ", "\n", ",\n", ";\n", ", және "]
# printed, by consent, coordinator
REMARKS = [
    ("", False, False),
    (" (келісім бойынша)", True, False),
    ("(келісім бойынша)", True, False),
    (" – келісім бойынша", True, False),
    (" (жинақтау)", False, True),
    (" (жауапты орындаушы)", False, True),
    (" - үйлестіруші", False, True),
    (" (келісім бойынша, жинақтау)", True, True),
]
ITEM = st.tuples(st.sampled_from(BODIES), st.sampled_from(REMARKS), st.sampled_from(SEPARATORS))


@given(st.lists(ITEM, min_size=1, max_size=8))
@settings(max_examples=1000, deadline=None)
def test_mixture(parts: list[tuple[tuple[str, tuple[str | None, ...]], tuple[str, bool, bool], str]]) -> None:
    text, expected = "", []
    for place, ((name, ids), (remark, by_consent, coordinates), separator) in enumerate(parts):
        text += (separator if place else "") + name + remark
        expected += [(agency_id, name, by_consent, coordinates) for agency_id in ids]
    found = parse_bodies(text, as_of=date(2024, 6, 1))
    assert [
        (one.agency_id, one.mention_text, one.is_by_consent, one.is_coordinator) for one in found
    ] == expected
    assert all(one.findings for one in found if one.agency_id is None)
