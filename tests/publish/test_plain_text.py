"""Signs that steer a terminal, a browser or Markdown are shown as what they are, in every form of output."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.editions import compare_editions
from pipeline.editions.comparison_texts import as_html, as_markdown, as_table
from pipeline.publish import causes
from pipeline.publish.plain_text import markdown, one_line, printable
from pipeline.publish.review.measure_sheet import measure_sheet
from pipeline.records import Dataset
from tests.small_dataset import document, measure, small_dataset

CONTROLS = ["\x1b[2J", "\x9b2J", "\u202e", "\u2066", "\x07", "\ud800"]
EDITIONS = [
    Dataset(documents=(document(),), measures=(measure(measure_text=text),))
    for text in ("есеп", f"есеп {' '.join(CONTROLS)} соңы")
]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("іс-шара\tа\nб", "іс-шара а б"),
        ("\x1b[31mа", "\\x1b[31mа"),
        ("а\x9bб", "а\\x9bб"),
        ("\u202eа\u2066", "\\u202eа\\u2066"),
        ("а\u00a0б", "а б"),
        ("\ud800", "\\ud800"),
    ],
)
def test_printable(text, shown):
    assert printable(text) == shown
    assert one_line(f"  {text}  ") == shown


def test_markdown_shows_it_as_it_is():
    assert markdown("<b> & *а* [б](в) `г` #1 ~д~ | _е_ \\") == (
        "&lt;b&gt; &amp; \\*а\\* \\[б\\](в) \\`г\\` \\#1 \\~д\\~ \\| \\_е\\_ \\\\"
    )


def forms():
    found = compare_editions(*EDITIONS)
    yield from (write(found) for write in (as_table, as_markdown, as_html))
    yield measure_sheet(EDITIONS[1], "1.1")
    finding = replace(
        small_dataset().findings[0],
        printed_text=f"а{''.join(CONTROLS)}",
        message="\x9b",
        source_file="\u202e",
    )
    found = causes.causes_of([finding])
    yield from (causes.as_table(found, width=100), causes.as_markdown(found))


def test_no_form_lets_a_control_through():
    shown = list(forms())
    assert len(shown) == 6
    for text in shown:
        signs = set(text) - {"\n"}
        assert all(sign.isprintable() for sign in signs), signs
        assert "\\x9b" in text or "\\\\x9b" in text, "it is shown, and not dropped"
