"""Words from the gaps between glyphs, whatever an engine does to the gaps."""

from __future__ import annotations

import random
from functools import partial, reduce

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.repair.spacing import space_line
from pipeline.repair.vocabulary import first_advance, own_width
from pipeline.stations.glyph_columns import GlyphRun, columns_of
from tests.repair.laying import after, as_line, lay_line

_LETTERS = "абвгдежзийклмнопрстуфхцчшыэюяәғқңөұүһі"
_word = st.text(_LETTERS, min_size=2, max_size=12)


@pytest.mark.parametrize(
    ("laid", "expected"),
    [
        pytest.param(lay_line("Қазақстан Республикасы"), "Қазақстан Республикасы", id="plain"),
        pytest.param(lay_line("Қазақстан", letter_em=2.5), "Қазақстан", id="one-word-fills-the-column"),
        pytest.param(lay_line("бекіту;", letter_em=1.3), "бекіту;", id="letter-gaps-wider-than-any-space"),
        pytest.param(lay_line("іс шара", letter_em=0.9, word_em=0.5), "іс шара", id="both-justifications"),
        pytest.param(lay_line("тиісті заңдар", word_em=3.0), "тиісті заңдар", id="word-spaced"),
        pytest.param(lay_line("облыс әкімі", space_em=None), "облыс әкімі", id="no-space-glyphs"),
        pytest.param(lay_line("облыс әкімі", letter_em=-0.1, space_em=0.05), "облыс әкімі", id="condensed"),
        pytest.param(lay_line("облыс әкімі", space_em=2.0), "облыс әкімі", id="wide-space-glyph"),
        pytest.param(lay_line("5)"), "5)", id="two-glyphs"),
        pytest.param(lay_line("5)", letter_em=3.0), "5)", id="two-glyphs-far-apart"),
        pytest.param(lay_line("а"), "а", id="one-glyph"),
        pytest.param(lay_line("1 2 3 4 5 6"), "1 2 3 4 5 6", id="column-numbers"),
        pytest.param(lay_line("а б в"), "а б в", id="words-of-one-letter"),
        pytest.param(lay_line("№ 5 – 2013"), "№ 5 – 2013", id="signs-that-stand-alone"),
        pytest.param(
            after(lay_line("Республикасы", letter_em=0.5), lay_line("Заңының жобасы"), 0.75),
            "Республикасы Заңының жобасы",
            id="spaced-out-run-before-a-plain-one",
        ),
        pytest.param(
            after(lay_line("Үкіметінің жаңа қаулысы"), lay_line("ҚАУЛЫ ЕТЕДІ", letter_em=0.4), 0.3),
            "Үкіметінің жаңа қаулысы ҚАУЛЫ ЕТЕДІ",
            id="plain-run-before-a-spaced-out-one",
        ),
        pytest.param(
            after(lay_line("Республикасының", letter_em=0.5), lay_line("Заң"), 0.75),
            "Республикасының Заң",
            id="spaced-out-run-before-a-short-plain-word",
        ),
        pytest.param(lay_line("Қ А У Л Ы", word_em=0.25), "ҚАУЛЫ", id="typed-with-spaces"),
    ],
)
def test_words_of_a_line(laid, expected):
    assert space_line(laid).text == expected


def test_words_typed_with_spaces_are_parted_by_wider_gaps():
    read = space_line(lay_line([*"ҚАУЛЫ", "", *"ЕТЕДІ:"]))
    assert read.text == "ҚАУЛЫ ЕТЕДІ:"
    assert [(change.rule, change.after) for change in read.changes] == [("letter_spacing", "ҚАУЛЫ ЕТЕДІ:")]


def test_closed_letter_spacing_is_told():
    (change,) = space_line(lay_line("іске асыру", letter_em=1.0)).changes
    assert (change.rule, change.before, change.after) == (
        "letter_spacing",
        "і с к е  а с ы р у",
        "іске асыру",
    )


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        pytest.param(["осы өзін-", "өзі басқару"], "осы өзін-өзі басқару", id="a-word"),
        pytest.param(["осы Премьер-", "Министрі бар"], "осы Премьер-Министрі бар", id="a-name"),
        pytest.param(["осы 11-", "бабының бөлігі"], "осы 11-бабының бөлігі", id="a-number"),
        pytest.param(["2013 -", "2020 жылдар"], "2013 - 2020 жылдар", id="a-dash"),
        pytest.param(["осы іс-", "шара", "есеп"], "осы іс- шара есеп", id="gaps-part-other-words-too"),
    ],
)
def test_a_gap_behind_a_words_hyphen_is_no_space_where_spaces_are_painted(parts, expected):
    line = reduce(partial(after, gap_em=1.4), map(lay_line, parts))
    assert space_line(line).text == expected


def test_a_gap_without_its_space_glyph_is_told():
    line = after(lay_line("облыстың тиісті"), lay_line("әкімі"), 0.3)
    (change,) = space_line(line).changes
    assert (change.rule, change.before) == ("word_gap", "облыстың тиістіәкімі")


@pytest.mark.parametrize("space", [" ", "\u00a0", "\u2009", "\u3000", "\t"], ids=ascii)
def test_any_space_glyph_is_a_space(space):
    line = lay_line("2013 жылғы")
    glyphs = [glyph._replace(text=space) if glyph.text == " " else glyph for glyph in line.glyphs]
    assert space_line(as_line(glyphs)).text == "2013 жылғы"


@pytest.mark.parametrize("unseen", ["\u00ad", "\u200b", "\ufeff"], ids=ascii)
def test_characters_without_width_are_no_letters(unseen):
    line = lay_line("жоспар")
    at = line.glyphs[3]
    glyphs = [*line.glyphs[:3], at._replace(text=unseen, x1=at.x0), *line.glyphs[3:]]
    assert space_line(as_line(glyphs)).text == "жоспар"
    joined = [at._replace(text=unseen + at.text) if glyph is at else glyph for glyph in line.glyphs]
    assert space_line(as_line(joined)).text == "жоспар"


def test_a_raised_digit_is_typed_as_one():
    line = lay_line("100 м2")
    digit = line.glyphs[-1]
    raised = digit._replace(size=6.0, baseline=digit.baseline - 4)
    assert space_line(as_line([*line.glyphs[:-1], raised])).text == "100 м²"


def test_glyphs_stay_as_they_were():
    line = lay_line("іс шара", letter_em=1.0)
    assert space_line(line).glyphs == line.glyphs
    assert space_line(space_line(line)) == space_line(line)


@pytest.mark.parametrize("noise_em", [0.0, 0.05])
@pytest.mark.parametrize("is_painted", [True, False])
@given(
    words=st.lists(st.text(_LETTERS, min_size=4, max_size=12), min_size=2, max_size=7),
    gaps=st.tuples(st.floats(-0.1, 3.0), st.floats(0.2, 2.0), st.floats(0.05, 2.0)),
    size=st.floats(5, 30),
    seed=st.integers(0, 999),
)
@settings(max_examples=100, deadline=None)
def test_words_come_back_whatever_the_gaps(is_painted, noise_em, words, gaps, size, seed):
    """Through kerning too. Where spaces are painted, words of two letters come back as well."""
    letter_em, word_em, space_em = gaps
    chance = random.Random(seed)  # noqa: S311 - no secrets
    some = [word[:2] if is_painted and chance.random() < 0.3 else word for word in words]
    line = lay_line(
        some,
        letter_em=letter_em,
        word_em=word_em,
        space_em=space_em if is_painted else None,
        size=size,
        noise=lambda: chance.uniform(-noise_em, noise_em),
    )
    assert space_line(line).text == " ".join(some)


@given(
    first=st.lists(st.text(_LETTERS, min_size=4, max_size=9), min_size=1, max_size=3),
    second=st.lists(st.text(_LETTERS, min_size=4, max_size=9), min_size=1, max_size=3),
    gaps=st.tuples(st.floats(-0.05, 0.05), st.floats(0.3, 2.0)),
    is_turned=st.booleans(),
    space_em=st.sampled_from([None, 0.25]),
)
@settings(max_examples=100, deadline=None)
def test_two_runs_of_different_letter_gap(first, second, gaps, is_turned, space_em):
    one, two = reversed(gaps) if is_turned else gaps
    line = after(
        lay_line(first, letter_em=one, space_em=space_em),
        lay_line(second, letter_em=two, space_em=space_em),
        max(one, 0) + 0.3,
    )
    assert space_line(line).text == " ".join([*first, *second])


@given(words=st.lists(_word, min_size=1, max_size=4), small=st.lists(_word, min_size=1, max_size=3))
@settings(max_examples=30, deadline=None)
def test_words_of_two_sizes_on_one_line(words, small):
    line = after(lay_line(words, size=14.0), lay_line(small, size=8.0), 0.2)
    assert space_line(line).text == " ".join([*words, *small])


@pytest.mark.parametrize(
    ("text", "letters"),
    [("іске асыру ", "іске асыру"), (" 2013 жылғы", " 2013 жылғы"), ("қаржылан\u00ad", "қаржылан"),
     ("м\u200bың", "м\u200bың")],
)  # fmt: skip
def test_the_width_of_a_lines_own_letters(text, letters):
    """Without the blanks at its end, and without the soft hyphen, which is not painted."""
    glyphs = {glyph.text: glyph.x1 - glyph.x0 for glyph in lay_line(text).glyphs}
    assert own_width(lay_line(text)) == pytest.approx(sum(glyphs[letter] for letter in letters))
    assert first_advance(lay_line(text)) == pytest.approx(glyphs[text.strip()[0]])


def test_a_glyph_of_several_characters():
    line = lay_line("жоспар")
    glyphs = [line.glyphs[0]._replace(text="ж "), *line.glyphs[1:]]
    run = line._replace(glyphs=GlyphRun(columns_of(glyphs), 0, len(glyphs)))
    assert space_line(run).text == space_line(line._replace(glyphs=glyphs)).text
