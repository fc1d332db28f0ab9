"""The one table of letters that stand for others."""

from pipeline.registry.language_words import letters


def test_letters_that_differ_stay_different():
    printed = {*letters().look_alikes, *letters().legacy}
    assert not {"И", "К", "Қ", "У", "Н", "І", "Ү", "Ұ"} & printed
    assert letters().look_alikes["Y"] == "Ү", "a capital Y has no other twin"


def test_what_is_meant_is_not_itself_exchanged():
    table = {**letters().look_alikes, **letters().legacy}
    assert not set(table.values()) & set(table)
    assert set(letters().numerals.values()) == set("IVXLC")
