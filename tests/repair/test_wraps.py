"""Lines to one text in the contract's normal form."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.registry.loading import reading_in
from pipeline.repair.broken_words import is_broken_word
from pipeline.repair.texts import WrapJoiner
from pipeline.repair.vocabulary import Vocabulary
from tests.repair.laying import advance_em, as_line, lay_lines

_WORDS = (
    "облыстың", "тиісті", "әкімдері", "жыл", "сайын", "есеп", "берсін", "және", "қаулы", "жобасы", "туралы",
)  # fmt: skip


# in the tables | stands for a line's end
def join(*texts: str, beside: tuple[str, ...] = ()):
    """The lines' text, in a document with other lines next to them."""
    lines = lay_lines(texts)
    others = lay_lines(beside, x0=300.0)
    return WrapJoiner(Vocabulary.of([*others, *lines]))(lines)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param("Қазақстан|Республикасы", "Қазақстан Республикасы", id="a-space"),
        pytest.param("бойынша|), ЭЗИ АҚ (|келісім", "бойынша), ЭЗИ АҚ (келісім", id="beside-brackets"),
        pytest.param("5. 1|)", "5. 1)", id="item-number"),
        pytest.param("4-|тармағына", "4-тармағына", id="number-and-its-hyphen"),
        pytest.param("4|-тармағына", "4-тармағына", id="hyphen-on-the-next-line"),
        pytest.param(
            "селекциялық|-асыл тұқым", "селекциялық-асыл тұқым", id="hyphen-of-a-word-on-the-next-line"
        ),
        pytest.param("мыналар|- есеп", "мыналар - есеп", id="dash-on-the-next-line"),
        pytest.param("2014-|2016 жылдар", "2014-2016 жылдар", id="years"),
        pytest.param("2014–|2016 жылдар", "2014–2016 жылдар", id="years-with-a-dash"),
        pytest.param("2014 –|2016 жылдар", "2014 – 2016 жылдар", id="spaced-dash"),
        pytest.param("2014 -|2016 жылдар", "2014 - 2016 жылдар", id="spaced-hyphen"),
        pytest.param("№ 5/|48 шешім", "№ 5/48 шешім", id="slash"),
        pytest.param("№ р|/с", "№ р/с", id="slash-between-letters"),
        pytest.param("парағы|/Приложение", "парағы /Приложение", id="slash-between-words"),
        pytest.param("М.О|М.П", "М.О М.П", id="initials"),
        pytest.param("«|Нұр Отан|»|партиясы", "«Нұр Отан» партиясы", id="quotes"),
        pytest.param('"|Нұр Отан|"|партиясы', '"Нұр Отан" партиясы', id="straight-quotes"),
        pytest.param('"Нұр Отан"|партиясы', '"Нұр Отан" партиясы', id="closed-straight-quote"),
        pytest.param('партиясы|"Нұр Отан"', 'партиясы "Нұр Отан"', id="open-straight-quote"),
        pytest.param("республикалық ,|жергілікті", "республикалық, жергілікті", id="space-before-a-comma"),
        pytest.param("( келісім бойынша )", "(келісім бойынша)", id="spaces-inside-brackets"),
        pytest.param("Мыналарды :|бекіту ;", "Мыналарды: бекіту;", id="colon-and-semicolon"),
        pytest.param("0 ,5 пайыз|3 .5", "0 ,5 пайыз 3 .5", id="decimal-numbers"),
        pytest.param("сағат 9 : 30", "сағат 9 : 30", id="times"),
        pytest.param("adilet .kz|№ 5", "adilet .kz № 5", id="addresses-and-numbers"),
        pytest.param("аты-жөні . . . .", "аты-жөні . . . .", id="leaders"),
        pytest.param("б е к i т у", "бекіту", id="characters-after-spaces"),
    ],
)
def test_normal_form(lines, expected):
    assert join(*lines.split("|")).text == expected


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param("іс-|шаралар жоспары", id="listed"),
        pytest.param("өзін-|өзі басқару", id="doubled"),
        pytest.param("материалдық-|техникалық база", id="two-adjectives"),
        pytest.param("сондай-|ақ", id="particle"),
        pytest.param("ҰЭМ-|ге есеп", id="ending-of-an-abbreviation"),
        pytest.param("Премьер-|Министрі", id="capital-after-it"),
        pytest.param("әкім-|әдіс", id="no-syllable-ends-before-a-vowel"),
        pytest.param("Қожа-|берген", id="nothing-speaks"),
        pytest.param("қаржылан\u2011|дыру", id="it-never-breaks"),
        pytest.param("тау-|кен өндірісі", id="two-words"),
    ],
)
def test_a_words_own_hyphen_stays(broken):
    printed = join(*broken.split("|"))
    assert printed.text == broken.replace("|", "")
    assert printed.changes == ()


@pytest.mark.parametrize(
    ("broken", "after"),
    [
        pytest.param("мармарла-|рдың құны", "мармарлардың", id="piece-of-an-unknown-word"),
        pytest.param("қаржылан-|дыру көздері", "қаржыландыру", id="ending-alone"),
        pytest.param("қалала-|рының әкімі", "қалаларының", id="half-an-ending"),
        pytest.param("рес-|публика", "республика", id="stem-over-the-break"),
        pytest.param("ҚАРЖЫЛАН-|ДЫРУ", "ҚАРЖЫЛАНДЫРУ", id="capitals"),
        pytest.param("республикалық және рес-|публикалық", "республикалық", id="last-word-only"),
    ],
)
def test_an_engines_hyphen_goes(broken, after):
    printed = join(*broken.split("|"))
    assert printed.text == broken.replace("-|", "")
    assert [(change.rule, change.after) for change in printed.changes] == [("hyphenation", after)]


def test_the_document_tells_a_compound_from_a_hyphenated_word():
    beside = ("осы құмкент-арал жолы мен тасбұлақ суы", "және құмкент-арал бойы мен тасбұлақ ауылы")
    assert join("құмкент-", "арал жолы", beside=beside).text == "құмкент-арал жолы"
    assert join("тасбұ-", "лақ ауылы", beside=beside).text == "тасбұлақ ауылы"
    assert join("тасбұ-", "лақтың ауылы", beside=beside).text == "тасбұлақтың ауылы"


def test_a_hyphen_that_stands_only_at_lines_ends_is_the_engines():
    beside = ("бұл іс-шара мен сол",)
    lines = ("Қожа\u2010", "берген", "құмкент-", "арал", "қалала-", "рының", "4\u2010", "тармағына")
    assert join(*lines, beside=beside).text == "Қожаберген құмкент-арал қалала-рының 4\u2010тармағына"


def test_in_a_document_that_hyphenates_an_unknown_word_is_hyphenated_too():
    beside = ("қаржылан-", "дыру", "қалала-", "рының", "республика-", "ның")
    assert join("құмке-", "салдар", beside=beside).text == "құмкесалдар"
    assert join("тау-", "кен өндірісі", beside=beside).text == "тау-кен өндірісі"
    assert join("сондай-", "ақ", beside=beside).text == "сондай-ақ"
    known = (*beside, "осы құмке-салдар жолы")
    assert join("құмке-", "салдар", beside=known).text == "құмке-салдар"


def test_a_soft_hyphens_own_character_beside_the_painted_one():
    first, second = lay_lines(["командалық-", "штабтық"])
    hyphen = first.glyphs[-1]
    soft = as_line([*first.glyphs[:-1], hyphen._replace(text="\u00ad-")], text=first.text)
    vocabulary = Vocabulary.of([first, second])
    assert WrapJoiner(vocabulary)([soft, second]).text == "командалықштабтық"
    assert WrapJoiner(vocabulary)([first, second]).text == "командалық-штабтық"


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param("Республикас|ының Заңы", id="ending"),
        pytest.param("орындаушыла|р", id="no-vowel"),
        pytest.param("жарияланым|дар саны", id="plural"),
        pytest.param("ақпар|ат", id="stem-over-the-break"),
        pytest.param("қабылданғанн|ан кейін", id="doubled-consonant"),
        pytest.param("тұжырым|дамасын|ың", id="broken-twice"),
        pytest.param("жобалау-смет|алық құжат", id="loan-word-alone"),
        pytest.param("АҚПАР|АТ", id="capitals"),
    ],
)
def test_a_word_broken_without_a_hyphen(broken):
    printed = join(*broken.split("|"))
    assert printed.text == broken.replace("|", "")
    assert {change.rule for change in printed.changes} == {"broken_word"}


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param("бюджеттен|тыс", id="a-short-word"),
        pytest.param("мемлекеттерге|шыға", id="vowels-do-not-agree"),
        pytest.param("құбырларын|салу", id="short-stem"),
        pytest.param("Республикасы|мен", id="word-that-is-an-ending-too"),
        pytest.param("бөлімшелер|арасында", id="postposition"),
        pytest.param("қауіпсіздігін|арттыру", id="verb"),
        pytest.param("ҰЭМ|ның", id="abbreviation"),
        pytest.param("Астана|қ. әкімі", id="short-form-with-its-dot"),
        pytest.param("Қожабергеннің|Құмкентке", id="capital"),
        pytest.param("құмкенттің|қожаберген", id="nothing-speaks"),
    ],
)
def test_real_words_are_not_glued(lines):
    printed = join(*lines.split("|"))
    assert printed.text == lines.replace("|", " ")
    assert printed.changes == ()


def test_where_lines_break_behind_hyphens_a_hyphenated_word_is_whole():
    lines, beside = ("Құмкент-тапсыруғы", "актықты"), ("осы іс-", "шаралар жоспары")
    assert join(*lines).text == "Құмкент-тапсыруғыактықты"
    assert join(*lines, beside=beside).text == "Құмкент-тапсыруғы актықты"


# lines of an engine that breaks words, and of a column that is wider than the letters need
_BROKEN = ("орындаушыла", "р саны", "қабылданғанн", "ан осы Республикасының заңын")


@pytest.mark.parametrize(
    "broken",
    [
        pytest.param("техникалы|қ базасына", id="no-vowel-after"),
        pytest.param("жылғы I ж|артыжылд", id="no-vowel-before"),
        pytest.param("осы Респу|бликасының", id="a-known-word-of-two-that-are-none"),
    ],
)
def test_where_words_are_broken_some_pieces_tell_whatever_the_room(broken):
    room = "кең орын бар осы жолда"
    assert join(*broken.split("|"), room, beside=_BROKEN).text == f"{broken.replace('|', '')} {room}"


def test_where_words_are_broken_two_letters_that_are_no_word_begin_one():
    assert join("ның Заңы қа", "былданғанн", beside=_BROKEN).text == "ның Заңы қабылданғанн"
    assert join("ның Заңы қа", "былданғанн").text == "ның Заңы қа былданғанн"


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param("2018 жылғы I|жартыжылдық", id="a-roman-numeral"),
        pytest.param("ӨДМ, БҚ|ҚР", id="abbreviations"),
        pytest.param("ұзындығы 5 м|құмкенттің", id="the-sign-of-a-unit"),
        pytest.param("өзге млн|құмкенттің", id="a-multiplier"),
        pytest.param("және|т.б. құжаттар", id="a-short-form"),
    ],
)
def test_where_words_are_broken_what_is_no_piece_stands_alone(lines):
    room = "кең орын бар осы жолда"
    assert join(*lines.split("|"), room, beside=_BROKEN).text == f"{lines.replace('|', ' ')} {room}"


def test_a_space_painted_at_a_lines_end_speaks_for_a_word():
    first, second = lay_lines(["фельдшерлік-құмкент", "қожаберген"])
    last = first.glyphs[-1]
    space = last._replace(text=" ", x0=last.x1, x1=last.x1 + 2)
    spaced = first._replace(glyphs=(*first.glyphs, space))
    vocabulary = Vocabulary.of([*lay_lines(_BROKEN, x0=300.0), first, second])
    assert WrapJoiner(vocabulary)([first, second]).text == "фельдшерлік-құмкентқожаберген"
    assert WrapJoiner(vocabulary)([spaced, second]).text == "фельдшерлік-құмкент қожаберген"


def test_russian_words_are_no_endings():
    """Short words at the starts of lines prove nothing where no Kazakh is written."""
    lines = ["требования", "к сбору", "компонента", "в отходе", "канцерогенность", "доказана для"]
    assert join(*lines, beside=("перечень параметров безопасности отходов",)).text == " ".join(lines)


def test_no_engine_breaks_a_word_where_there_was_room():
    lines = lay_lines(["Республикас", "ының Заңы", "Республикасының Заңы"])
    width = max(line.bbox.width for line in lines)
    assert not is_broken_word(lines[0].text, lines[0], lines[1], width, Vocabulary.of(lines))


@pytest.mark.parametrize(
    ("room", "expected"),
    [
        pytest.param(-0.5, True, id="not-quite"),
        pytest.param(0.5, False, id="enough"),
    ],
)
def test_the_room_that_was_left_is_a_hair_smaller_than_the_letter(room, expected):
    """`б` has 5 points; between its advance and what kerning may save the words themselves tell."""
    first, second = lay_lines(["Қазақстан Респу", "бликасының"])
    (wide,) = lay_lines(["құны"], top=300.0)
    move = first.bbox.width + advance_em("б") * 10 + room - wide.bbox.width
    last = wide.glyphs[-1]
    wide = as_line([*wide.glyphs[:-1], last._replace(x0=last.x0 + move, x1=last.x1 + move)], text=wide.text)
    (known,) = lay_lines(["осы Қазақстан Республикасының үні"], x0=300.0)
    vocabulary = Vocabulary.of([known, wide, first, second])
    width = max(first.bbox.width, second.bbox.width)
    assert is_broken_word(first.text, first, second, width, vocabulary) is expected


def test_lines_are_kept_as_read_and_boxes_by_page():
    first, second = lay_lines(["Қазақстан", "Республикасы"])
    over = [first, as_line(second.glyphs, text=second.text, page_number=2)]
    printed = WrapJoiner(Vocabulary.of(over))(over)
    assert printed.lines == ("Қазақстан", "Республикасы")
    assert [place.page_number for place in printed.places] == [1, 2]


def test_nothing_printed():
    assert WrapJoiner(Vocabulary.of([]))([]).text == ""


@pytest.mark.parametrize(
    ("has_it", "text", "doubts"),
    [(True, "дороги", ()), (False, "дорог и", ("дорог и",))],
    ids=["joined-where-the-document-has-it", "told-where-nothing-tells"],
)
def test_a_word_of_one_letter_may_be_the_end_of_a_broken_word(has_it, text, doubts):
    beside = ("выполнени", "е", "развити", "е", "для этой области и ее районов в целом за этот год")
    with reading_in("ru"):
        printed = join("дорог", "и", beside=(*beside, "все дороги области") if has_it else beside)
    assert (printed.text, printed.doubts) == (text, doubts)


@given(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=12), st.data())
@settings(max_examples=50, deadline=None)
def test_wrapping_words_and_joining_them_gives_them_back(words, data):
    """Ragged lines of real words, some of them full."""
    lines, at = [], 0
    while at < len(words):
        count = data.draw(st.integers(1, 4))
        lines.append(" ".join(words[at : at + count]))
        at += count
    text = " ".join(words)
    once = join(*lines)
    assert once.text == text
    assert once.changes == ()
    assert join(once.text).text == text
