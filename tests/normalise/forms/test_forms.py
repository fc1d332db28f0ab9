"""Forms of completion as plans print them."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.normalise.forms.form_cell import parse_completion_form
from pipeline.normalise.text.account import unaccounted
from pipeline.normalise.text.tokens import tokens_of
from pipeline.registry.agencies import agencies_by_id
from pipeline.registry.cell_words import form_words
from pipeline.registry.loading import read_yaml, reading_in

NOW = date(2024, 6, 1)


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("printed", ["", "-"])
def test_nothing_printed(printed: str, language: str) -> None:
    with reading_in(language):
        form = parse_completion_form(printed, as_of=NOW)
    assert (form.types, form.recipient_agency_ids, form.findings) == ((), (), ())


_KNOWN = [phrase for phrases in form_words().results.values() for phrase in phrases]
_PIECES = st.one_of(
    st.sampled_from([
        "ҰЭМ-ге", "ҚМ-ге", "Үкіметке", "есеп", "ақпарат", "заң", "жобасы", "жобасына", "және", "туралы",
        "xyz", "қарауына", "БАҚ-та", ",", ";", "(", ")", "-", "\n",
    ]),
    st.sampled_from(_KNOWN),
    st.integers(0, 3000).map(str),
)  # fmt: skip
_TEXTS = st.one_of(st.text(max_size=60), st.lists(_PIECES, max_size=20).map(" ".join))


@given(_TEXTS)
@settings(max_examples=250, deadline=None)
def test_any_string_gives_a_value_and_a_whole_account(text: str) -> None:
    form = parse_completion_form(text, as_of=NOW)
    assert set(form.types) <= {*form_words().results}
    assert set(form.recipient_agency_ids) <= set(agencies_by_id())
    assert {remark.code for remark in form.findings} <= set(read_yaml("findings.yml"))
    assert not unaccounted(text, form.account)
    told = " ".join([*form.recipient_texts, *(remark.message for remark in form.findings)])
    for token in tokens_of(text):
        # a message quotes the beginning of a long stretch
        assert not token.is_number or token.text in told or "…" in told


@pytest.mark.parametrize(("language", "text"), [("kk", "есеп, " * 400), ("ru", "проведение"), ("ru", "и")])
def test_a_text_without_a_form_is_told(language: str, text: str) -> None:
    """Also where it is too long to be a cell, or each of its words is understood."""
    with reading_in(language):
        form = parse_completion_form(text, as_of=NOW)
    assert (form.types, [remark.code for remark in form.findings]) == (("other",), ["form_not_understood"])
    assert len(form.findings[0].message) < 200


@pytest.mark.parametrize(
    "unit", ["есеп, ", "ҰЭМ-ге ", "заң жобасының ", "(", "сөз ", "ә", ", ", "нормативтік құқықтық ", "-"]
)
def test_long_strings_are_fast(unit: str) -> None:
    parse_completion_form("есеп", as_of=NOW)
    spent = []
    for length in (1_999, 1_998, 1_997):
        text = (unit * 2_000)[:length]
        start = time.process_time()
        parse_completion_form(text, as_of=NOW)
        spent.append(time.process_time() - start)
    # about 25 ms on a free core; machines that run the tests are often shared
    assert min(spent) < 0.1


def test_codes_are_the_contracts() -> None:
    codes = (
        "order decree_draft law_draft law_concept decision proposal information analytical_note report "
        "publication media_appearance seminar round_table methodological_assistance agreement act_draft other"
    )
    assert set(form_words().results) == set(codes.split())
