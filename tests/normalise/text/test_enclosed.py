"""Outermost brackets and quotes."""

import pytest

from pipeline.normalise.text.enclosed import blanked, find_enclosed, find_quotes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("а (б (в)) г", ["(б (в))"]),
        ("«а «б» в» г", ["«а «б» в»"]),
        ("«Даму» қоры» АҚ", ["«Даму»"]),
        ("„а“ және “б” және „в”", ["„а“", "“б”", "„в”"]),
        ('"а" б "в"', ['"а"', '"в"']),
        ("3) а (б", []),
        ("[а] (б]", ["[а]"]),
        ("(«а» б)", ["(«а» б)"]),
    ],
)
def test_outermost(text, expected):
    assert [text[span.start : span.end] for span in find_enclosed(text)] == expected


def test_quotes_inside_of_brackets():
    text = "(«а» б) «в»"
    assert [text[span.start : span.end] for span in find_quotes(text)] == ["«а»", "«в»"]
    assert blanked(text, find_quotes(text)) == "(    б)    "
