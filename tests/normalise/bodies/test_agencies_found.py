"""Bodies inside running text, with exact places."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.normalise.bodies.find_bodies import find_agencies

STAGE_2 = date(2014, 12, 30)

FOUND = [
    (
        "Жергілікті атқарушы органдарға Қазақстан Республикасы ҰЭМ, Қаржымині, 2015 жылғы мәслихаттардың",
        [
            ("Жергілікті атқарушы органдарға", "local-executive-bodies", "dative"),
            ("Қазақстан Республикасы ҰЭМ", "ministry-of-national-economy", "nominative"),
            ("Қаржымині", "ministry-of-finance", "nominative"),
            ("мәслихаттардың", "local-representative-bodies", "genitive"),
        ],
    ),
    (
        "Қазақстан Республикасы Ұлттық экономика министрлігі Қазақстан Республикасының Үкіметіне жазсын",
        [
            (
                "Қазақстан Республикасы Ұлттық экономика министрлігі",
                "ministry-of-national-economy",
                "nominative",
            ),
            ("Қазақстан Республикасының Үкіметіне", "government", "dative"),
        ],
    ),
    (
        "Заң жобасын Қазақстан Республикасы Парламентінің қарауына енгізу",
        [("Қазақстан Республикасы Парламентінің", "parliament", "genitive")],
    ),
    (
        "(«Самұрық-Қазына» ҰӘҚ» АҚ) және ҚМ-ге",
        [
            ("«Самұрық-Қазына» ҰӘҚ» АҚ", "samruk-kazyna-sovereign-wealth-fund-jsc", "nominative"),
            ("ҚМ-ге", None, "dative"),
        ],
    ),
    (
        "«Нұр Отан» партиясы» деп аталатын",
        [("«Нұр Отан» партиясы", "nur-otan-party", "nominative")],
    ),
    ("Қазақстан Республикасы Заңының жобасы және Қазақстан Республикасы", []),
    ("бюджет қаражатының пайдаланылуына мониторингке қатысу құқығын беру", []),
    ("көлік пен қаржы, су және жол", []),
    ("ұзындығы 12 км, ауданы 5 га, сим-карта", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_find_agencies(text: str, expected: list[tuple[str, str | None, str]]) -> None:
    found = find_agencies(text, STAGE_2)
    assert [(body.text, body.agency_id, body.case) for body in found] == expected
    assert all(text[body.start : body.end] == body.text for body in found)


def test_bodies_named_together_share_their_place() -> None:
    text = "Осы мәселені облыстардың, Астана және Алматы қалаларының әкімдері қарасын"
    found = find_agencies(text, STAGE_2)
    assert [body.agency_id for body in found] == ["akims-of-regions", "akim-of-astana", "akim-of-almaty"]
    assert len({(body.start, body.end) for body in found}) == 1
    assert found[0].text == "облыстардың, Астана және Алматы қалаларының әкімдері"
