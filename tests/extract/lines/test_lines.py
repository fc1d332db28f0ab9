"""Every glyph that is no space is on one line, whatever stands next to it."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract.lines.baselines import group_lines, lines_by_place, make_line
from pipeline.stations.glyph_columns import columns_of
from pipeline.stations.page import Glyph, Line

# baselines near to one another, marks above and below, spaces among the letters
GLYPHS = st.builds(
    lambda text, x, row, shift, size: Glyph(
        text, x, row + shift - size, x + size / 2, row + shift + 2, row + shift, size, "F"
    ),
    st.sampled_from(["а", "б", "2", " ", "\u00a0"]),
    st.integers(0, 60).map(lambda x: x * 5.0),
    st.integers(1, 5).map(lambda row: row * 14.0),
    st.sampled_from([0.0, 0.0, 0.0, 0.5, -4.0, 3.0]),
    st.sampled_from([10.0, 10.0, 10.0, 6.0]),
)


def described(lines: list[Line]) -> list[object]:
    return [(line.bbox, line.baseline, line.size, list(line.glyphs)) for line in lines]


@settings(deadline=None)
@given(st.lists(GLYPHS, max_size=40))
def test_every_glyph_is_on_one_line(glyphs: list[Glyph]) -> None:
    lines = group_lines(glyphs, 1)
    ink = sorted(glyph for glyph in glyphs if not glyph.text.isspace())
    assert sorted(glyph for line in lines for glyph in line.glyphs if not glyph.text.isspace()) == ink
    for line in lines:
        assert [glyph.x0 for glyph in line.glyphs] == sorted(glyph.x0 for glyph in line.glyphs)
        assert described([line]) == described([make_line(line.glyphs, 1)])


@settings(deadline=None)
@given(st.lists(st.tuples(GLYPHS, st.integers(-2, 3)), max_size=50))
def test_lines_of_all_places_are_those_of_each(placed: list[tuple[Glyph, int]]) -> None:
    glyphs = [glyph for glyph, _ in placed]
    places = np.array([place for _, place in placed], dtype=np.int64)
    found = lines_by_place(columns_of(glyphs), places, 1)
    own = [each.place for each in found]
    assert own == sorted(own)
    for place in set(places.tolist()):
        alone = group_lines([glyph for glyph, at in placed if at == place], 1)
        here = [each.line for each in found if each.place == place]
        assert described(here) == described(alone)
        some = lines_by_place(columns_of(glyphs), places, 1, np.flatnonzero(places == place))
        assert described([each.line for each in some]) == described(alone)
    assert all([glyphs[at] for at in each.numbers] == list(each.line.glyphs) for each in found)


def test_a_raised_mark_is_on_the_line_that_it_touches() -> None:
    letters = [Glyph(t, 10.0 + 5 * at, 90, 15.0 + 5 * at, 102, 100, 10, "F") for at, t in enumerate("сөзі")]
    mark = Glyph("1", 30, 88, 33, 96, 95, 6, "F")
    (line,) = group_lines([*letters, mark], 1)
    assert "".join(glyph.text for glyph in line.glyphs) == "сөзі1"
    assert (line.size, line.baseline) == (10, 100)
