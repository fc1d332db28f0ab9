"""The orders of words, as patterns of each pack."""
# ruff: noqa: E501  # lines stand as they are printed

from __future__ import annotations

import pytest

from pipeline.registry.loading import read_words, reading_in
from pipeline.registry.overlay import RegistryError
from pipeline.registry.word_orders import _filled, parts_of, word_order


def test_both_packs_have_the_same_patterns_with_the_same_groups():
    """But for those that a pack's word order has no use for; only those name no group that the other names."""
    groups: dict[str, dict[str, set[str]]] = {}
    for language in ("ru", "kk"):
        with reading_in(language):
            # `behind` is empty: it says where the words stand that it names
            groups[language] = {name: {*word_order(name).groupindex} - {"behind"} for name in _names()}
            unused = {name for name in _names() if word_order(name).pattern == "(?!)"}
        groups[language] = {name: own for name, own in groups[language].items() if name not in unused}
    shared = groups["ru"].keys() & groups["kk"].keys()
    assert {name: groups["ru"][name] for name in shared} == {name: groups["kk"][name] for name in shared}
    assert len(shared) > 15


def _names() -> list[str]:
    return [name for name in read_words("patterns.yml") if name != "parts"]


def test_a_part_that_nothing_names_is_reported():
    with pytest.raises(RegistryError, match="stagee"):
        _filled("{stagee}", {"stage": "кезең"})


@pytest.mark.parametrize(
    ("core", "rest", "statements"),
    [
        ("Постановление Правительства Республики Казахстан от 31 января 2013 года № 78", "", ""),
        ("Приказ Министра здравоохранения Республики Казахстан от 23 апреля 2018 года № 187",
         ". Зарегистрирован в Министерстве юстиции Республики Казахстан 27 июля 2018 года № 17242.", "registration"),
        ("Решение маслихата города Алматы от 12 декабря 2015 года № 345",
         ". Зарегистрировано Департаментом юстиции города Алматы 5 января 2016 года № 1234. Утратило силу решением "
         "маслихата города Алматы от 10 мая 2018 года № 12-3", "registration repeal"),
        ("Постановление Правительства Республики Казахстан от 18 марта 1998 г. N 225",
         ". Утратило силу - постановлением Правительства РК от 29 декабря 2016 года № 905 (вводится в действие со "
         "дня подписания)", "repeal"),
        ("Решение Жамбылского областного маслихата от 15 октября 2004 года N 5С-23-2 (VIII сессия)",
         ". Прекращено действие по истечении срока", "lapse"),
        ("Постановление акимата Костанайской области от 5 мая 2014 года № 190", ". Утратило силу", "repeal"),
        ("Указ Президента Республики Казахстан от 1 февраля 2010 года № 922",
         ". Утратил силу Указом Президента Республики Казахстан от 15 февраля 2018 года № 636", "repeal"),
    ],
)  # fmt: skip
def test_the_line_of_a_russian_act(core, rest, statements):
    with reading_in("ru"):
        parts = parts_of(core + rest)
    assert parts is not None
    assert (core + rest)[: parts.end].strip() == core
    assert [kind for kind, _ in parts.statements] == statements.split()
    assert parts.is_whole


@pytest.mark.parametrize(
    "line",
    [
        "В соответствии с Законом Республики Казахстан от 5 июля 2004 года № 575",
        "О внесении изменений в постановление от 3 февраля 2004 года № 130",
        "Постановление Правительства Республики Казахстан",
    ],
)
def test_what_is_no_line_of_a_russian_act(line):
    with reading_in("ru"):
        assert parts_of(line) is None


def test_words_that_are_not_understood_leave_the_line_open():
    with reading_in("ru"):
        parts = parts_of("Приказ Министра финансов от 5 мая 2014 года № 190. Выведено из оборота")
    assert parts is not None
    assert not parts.is_whole


@pytest.mark.parametrize(
    ("basis", "body", "enacts"),
    [
        ("В соответствии с Указом Президента от 28 ноября 2012 года № 438 «Об утверждении Концепции»",
         "Правительство Республики Казахстан", "ПОСТАНОВЛЯЕТ:"),
        ("В целях реализации статьи 5 Закона «О маслихате»", "Алматинский областной маслихат", "РЕШИЛ:"),
        ("В соответствии с подпунктом 3) статьи 7 Закона", "", "ПРИКАЗЫВАЮ:"),
        ("", "Правительство Республики Казахстан", "ПОСТАНОВЛЯЕТ:"),
        ("На основании Закона", "акимат города Алматы", "ПОСТАНОВЛЯЕТ:"),
    ],
)  # fmt: skip
def test_the_preamble_of_a_russian_act(basis, body, enacts):
    with reading_in("ru"):
        match = word_order("preamble").fullmatch(" ".join(filter(None, (basis, body, enacts))))
    assert match is not None
    assert (match["basis"] or "", match["body"] or "") == (basis, body)
