"""The one table of letters that stand for others."""

from pipeline.registry.language_words import letters, stem
from pipeline.registry.loading import reading_in


def test_letters_that_differ_stay_different():
    printed = {*letters().look_alikes, *letters().legacy}
    assert not {"И", "К", "Қ", "У", "Н", "І", "Ү", "Ұ"} & printed
    assert letters().look_alikes["Y"] == "Ү", "a capital Y has no other twin"


def test_what_is_meant_is_not_itself_exchanged():
    table = {**letters().look_alikes, **letters().legacy}
    assert not set(table.values()) & set(table)
    assert set(letters().numerals.values()) == set("IVXLC")


def test_words_of_a_language_with_a_stemmer_are_compared_by_their_stems():
    """`Министерству` and `Министерства` are one word; Kazakh words stay whole."""
    with reading_in("ru"):
        assert stem("Министерству") == stem("министерства") != stem("министры")
        assert stem("отчёт") == stem("отчета")
    assert stem("Министрлігі") == "министрлігі"
