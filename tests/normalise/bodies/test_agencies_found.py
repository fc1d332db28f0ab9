"""Bodies inside running text, with exact places."""

from __future__ import annotations

import re
from datetime import date

import pytest

from pipeline.normalise.bodies.find_bodies import find_agencies

STAGE_2 = date(2014, 12, 30)
_MARK = re.compile(r"\[([^]|]*)\|([^]|]*)\|([^]|]*)\]")

# in brackets the words of a body, its id where the day settles it, and their case
FOUND = [
    "[Жергілікті атқарушы органдарға|local-executive-bodies|dative] [Қазақстан Республикасы "
    "ҰЭМ|ministry-of-national-economy|nominative], [Қаржымині|ministry-of-finance|nominative], 2015 жылғы "
    "[мәслихаттардың|local-representative-bodies|genitive]",
    "[Қазақстан Республикасы Ұлттық экономика министрлігі|ministry-of-national-economy|nominative] "
    "[Қазақстан Республикасының Үкіметіне|government|dative] жазсын",
    "Заң жобасын [Қазақстан Республикасы Парламентінің|parliament|genitive] қарауына енгізу",
    "([«Самұрық-Қазына» ҰӘҚ» АҚ|samruk-kazyna-sovereign-wealth-fund-jsc|nominative]) және [ҚМ-ге||dative]",
    "[«Нұр Отан» партиясы|nur-otan-party|nominative]» деп аталатын",
    "Қазақстан Республикасы Заңының жобасы және Қазақстан Республикасы",
    "бюджет қаражатының пайдаланылуына мониторингке қатысу құқығын беру",
    "көлік пен қаржы, су және жол",
    "ұзындығы 12 км, ауданы 5 га, сим-карта",
    "",
]


@pytest.mark.parametrize("marked", FOUND)
def test_find_agencies(marked: str) -> None:
    text = _MARK.sub(r"\1", marked)
    found = find_agencies(text, STAGE_2)
    shown = [(text[body.start : body.end], body.agency_id or "", body.case) for body in found]
    assert shown == _MARK.findall(marked)


def test_bodies_named_together_share_their_place() -> None:
    text = "Осы мәселені облыстардың, Астана және Алматы қалаларының әкімдері қарасын"
    found = find_agencies(text, STAGE_2)
    assert [body.agency_id for body in found] == ["akims-of-regions", "akim-of-astana", "akim-of-almaty"]
    assert {text[body.start : body.end] for body in found} == {
        "облыстардың, Астана және Алматы қалаларының әкімдері"
    }
