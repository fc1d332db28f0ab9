"""Every token of a text is covered by a claim, or named."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.text.account import Claim, Fate, settled, stretches, unaccounted
from pipeline.normalise.text.tokens import tokens_of


def claim(text, part, fate=Fate.VALUE):
    start = text.index(part)
    return Claim(start=start, end=start + len(part), fate=fate, into="cost_amounts")


def test_what_no_claim_covers_is_named():
    text = "РБ – 1 200,5 мың теңге, жылына"
    left = unaccounted(text, [claim(text, "РБ"), claim(text, "1 200,5"), claim(text, "мың теңге")])
    assert [token.text for token in left] == ["жылына"]


def test_filler_does_not_account_for_a_number():
    text = "012 бағдарлама"
    left = unaccounted(text, [claim(text, text, Fate.FILLER)])
    assert [token.text for token in left] == ["012"]


def test_half_a_word_is_not_accounted_for():
    text = "қаражаты"
    assert unaccounted(text, [claim(text, "қаражат")]) == tokens_of(text)


def test_signs_that_carry_meaning_are_tokens():
    assert [token.text for token in tokens_of("№ 5, (10 %) – ~3 − €")] == ["№", "5", "10", "%", "~", "3", "€"]


def test_a_soft_hyphen_breaks_no_word():
    assert [token.text for token in tokens_of("қара\u00adжат 5")] == ["қара\u00adжат", "5"]


def test_settled_reports_the_rest():
    text = "РБ – 1 200 жылына, шамамен 5"
    account, rest = settled(text, [claim(text, "1 200"), claim(text, "РБ")], into="cost_not_understood")
    assert rest == ("жылына, шамамен 5",)
    assert [(text[part.start : part.end], part.fate) for part in account] == [
        ("РБ", Fate.VALUE),
        ("1 200", Fate.VALUE),
        ("жылына, шамамен 5", Fate.REPORTED),
    ]
    assert not unaccounted(text, account)


def test_neighbours_are_quoted_together():
    text = "бір екі, үш РБ төрт"
    left = unaccounted(text, [claim(text, "РБ")])
    assert [text[start:end] for start, end in stretches(text, left)] == ["бір екі, үш", "төрт"]


@given(st.text(max_size=80))
def test_a_claim_on_the_whole_text_accounts_for_all(text):
    assert not unaccounted(text, [Claim(start=0, end=len(text), fate=Fate.REPORTED, into="x")])
    assert unaccounted(text, []) == tokens_of(text)
