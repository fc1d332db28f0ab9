"""The unit in a column's head, or nothing: never a factor too many or too few."""

import pytest

from pipeline.normalise.costs.money import head_unit
from pipeline.registry.loading import reading_in


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Болжанатын шығыстар (мың. теңге)", "thousand_tenge"),
        ("Болжанған шығыстар, мың тг.", "thousand_tenge"),
        ("Болжанған шығыстар, млн.тенге", "million_tenge"),
        ("Шығындар (1000 теңге)", "thousand_tenge"),
        ("Шығындар (1 000 000 теңге)", "million_tenge"),
        ("Қаржыландыру көлемі, теңге", "tenge"),
        ("Қаржыландыру көлемі теңгемен", "tenge"),
        ("Шығыстар (мың)", "thousand_tenge"),
        ("Шығыстар, млрд. теңге 2021", "billion_tenge"),
        ("Шығыстар 2021 мың теңге", "thousand_tenge"),
        ("thousand_tenge", "thousand_tenge"),
        ("Шығыстар", None),
        ("", None),
        (None, None),
        ("Шығындар (100 теңге)", None),
        ("Шығындар (10 мың теңге)", None),
        ("Шығындар (мың сом)", None),
        ("Шығындар (трн. теңге)", None),
        ("Құны, тыс. тенге", "thousand_tenge"),
        ("Шығындар (мың теңге / млн теңге)", None),
    ],
)
def test_head_unit(head, expected):
    assert head_unit(head) == expected


@pytest.mark.parametrize(
    ("head", "known"),
    [
        ("Шығындар (мың АҚШ доллары)", "thousand_tenge USD"),
    ],
)
def test_a_unit_that_is_not_known_is_none(head, known):
    assert head_unit(head) in (None, known)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("Предполагаемые расходы (тыс. тенге)", "thousand_tenge"),
        ("Объем финансирования, млн.тг", "million_tenge"),
        ("Расходы на 2014 год (в тысячах тенге)", "thousand_tenge"),
        ("Расходы (1000 тенге)", "thousand_tenge"),
        ("Расходы (тыс. сом)", None),
        ("Предполагаемые расходы", None),
    ],
)
def test_head_unit_in_russian(head, expected):
    with reading_in("ru"):
        assert head_unit(head) == expected
