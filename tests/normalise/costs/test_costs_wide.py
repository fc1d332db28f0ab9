"""Hard costs as budget officers print them; each expectation was typed by reading the words."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.normalise.costs.cost_cell import Amount, Cost, parse_cost
from pipeline.normalise.text.account import unaccounted
from pipeline.registry.loading import reading_in

UNIT = "мың теңге"
_SHORT = {
    "republican_budget": "R",
    "local_budget": "L",
    "ngo_funds": "N",
    "extrabudgetary": "X",
    "other": "O",
    "state_information_order": "S",
}
_TOLD = {"cost_sum_differs": "sum", "cost_not_understood": "words", "cost_amount_ambiguous": "either"}
UNITS = {"kk": UNIT, "ru": "тыс. тенге"}


def cases(language: str, file: str) -> list[list[str]]:
    lines = (Path(__file__).parent / file).read_text(encoding="utf-8").splitlines()
    listed = (line.split("|") for line in lines if line and not line.startswith("#"))
    return [[language, *(field.strip() for field in fields)] for fields in listed]


CASES = [*cases("kk", "costs_wide.txt"), *cases("ru", "costs_russian.txt")]


def shortly(amount: Amount) -> str:
    years = str(amount.year or "-")
    if amount.first_year:
        years = f"{amount.first_year}-{amount.last_year}"
    parts = [years, _SHORT.get(amount.source or "", "-"), f"{amount.amount.normalize():f}"]
    parts += [amount.currency] if amount.currency != "KZT" else []
    parts += [amount.per] if amount.per else []
    parts += ["T"] if amount.is_total else []
    parts += ["p"] if amount.programme else []
    return "/".join(parts)


def told(cost: Cost) -> set[str]:
    return {_TOLD.get(remark.code, remark.code) for remark in cost.findings}


@pytest.mark.parametrize(
    ("language", "printed", "cost_type", "sources", "amounts", "remarks"),
    CASES,
    ids=[case[1][:60] for case in CASES],
)
def test_wide(language: str, printed: str, cost_type: str, sources: str, amounts: str, remarks: str) -> None:
    printed = printed.replace("\\n", "\n")
    with reading_in(language):
        read = parse_cost(printed, unit=UNITS[language])
    assert read.cost_type == cost_type
    assert [_SHORT[source] for source in read.funding_sources] == sources.split()
    assert [shortly(amount) for amount in read.amounts] == amounts.split()
    assert told(read) == set(remarks.split())
    assert all(amount.amount.as_tuple().exponent == -3 for amount in read.amounts)
    assert not unaccounted(printed, read.account)
