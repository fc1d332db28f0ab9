"""The unit in a column's head, or nothing: never a factor too many or too few."""

import pytest

from pipeline.normalise.costs.money import column_unit, head_unit
from pipeline.registry.loading import reading_in

HEADS = {
    "kk": {
        "thousand_tenge": (
            "Болжанатын шығыстар (мың. теңге)", "Болжанған шығыстар, мың тг.", "Шығындар (1000 теңге)",
            "Шығыстар (мың)", "Шығыстар 2021 мың теңге", "thousand_tenge", "Құны, тыс. тенге",
        ),
        "million_tenge": ("Болжанған шығыстар, млн.тенге", "Шығындар (1 000 000 теңге)"),
        "billion_tenge": ("Шығыстар, млрд. теңге 2021",),
        "tenge": ("Қаржыландыру көлемі, теңге", "Қаржыландыру көлемі теңгемен"),
        "thousand_tenge USD": ("Шығындар (мың АҚШ доллары)",),
        None: (
            "Шығыстар", "", None, "Шығындар (100 теңге)", "Шығындар (10 мың теңге)", "Шығындар (мың сом)",
            "Шығындар (трн. теңге)", "Шығындар (мың теңге / млн теңге)",
        ),
    },
    "ru": {
        "thousand_tenge": (
            "Предполагаемые расходы (тыс. тенге)", "Расходы на 2014 год (в тысячах тенге)",
            "Расходы (1000 тенге)",
        ),
        "million_tenge": ("Объем финансирования, млн.тг",),
        None: ("Расходы (тыс. сом)", "Предполагаемые расходы"),
    },
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "head", "unit"),
    [(code, head, unit) for code, units in HEADS.items() for unit, heads in units.items() for head in heads],
)
def test_head_unit(language: str, head: str | None, unit: str | None) -> None:
    with reading_in(language):
        assert head_unit(head) == unit


@pytest.mark.parametrize(
    ("head", "unit"),
    [
        ("Болжанатын шығыстар (мың. теңге)", "thousand_tenge"),
        ("Болжамды шығыстар (млн. теңге)", "million_tenge"),
        ("Болжамды шығыстар, млрд. теңге", "billion_tenge"),
        ("Шығыстар (мың тг.)", "thousand_tenge"),
        ("Сомасы, теңге", "tenge"),
        ("million_tenge", "million_tenge"),
        ("Қаржыландыру көздері", None),
        ("Бюджеттен тыс қаражат", None),
        ("", None),
    ],
)
def test_the_first_unit_of_a_head(head: str, unit: str | None) -> None:
    found = column_unit(head)
    assert (found.code if found else None) == unit
