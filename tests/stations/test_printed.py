"""Printed words and the lines that they come from."""

import pytest

from pipeline.stations.printed import Printed


@pytest.mark.parametrize(
    ("text", "lines", "expected"),
    [
        pytest.param("100 200", ("100", "200"), "100\n200", id="two-amounts"),
        pytest.param("талап етілмейді", ("талап етіл-", "мейді"), "талап етілмейді", id="wrapped-word"),
        pytest.param("бюджет – 100 200", ("бюд-", "жет – 100", "200"), "бюджет – 100\n200", id="both"),
        pytest.param("РБ - 100", ("РБ -", "100"), "РБ -\n100", id="dash-at-the-end"),
        pytest.param("а б", ("а", "б", "в"), "а б", id="lines-of-another-text"),
        pytest.param("а б", (), "а б", id="no-lines"),
    ],
)
def test_text_by_lines(text, lines, expected):
    assert Printed(text=text, lines=lines).text_by_lines == expected
