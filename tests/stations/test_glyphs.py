"""Glyphs in columns, and runs of them, are the glyphs that they were made of."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.stations.glyph_columns import GlyphRun, columns_of, ink_of, smallest_of, texts_of
from pipeline.stations.page import Glyph

lengths = st.floats(min_value=-1e5, max_value=1e5)
glyphs = st.builds(
    Glyph,
    st.text(min_size=1, max_size=3),
    *[lengths] * 6,
    st.sampled_from(["Times", "Arial"]),
    st.sampled_from([0, 90]),
    st.booleans(),
    st.sampled_from([0, 0xFF0000]),
)


@given(st.lists(glyphs, max_size=9), st.integers(0, 9), st.integers(0, 9))
def test_a_run_has_the_same_glyphs(some: list[Glyph], start: int, more: int) -> None:
    start = min(start, len(some))
    stop = min(start + more, len(some))
    run, part = GlyphRun(columns_of(some), start, stop), some[start:stop]
    assert list(run) == part
    assert list(texts_of(run)) == [glyph.text for glyph in part]
    assert ink_of(run) == ink_of(part)
    if part:
        assert smallest_of(run) == smallest_of(part)


@given(st.lists(glyphs, min_size=1, max_size=9), st.integers(-9, 9), st.integers(-9, 9))
def test_a_run_is_a_sequence(some: list[Glyph], start: int, stop: int) -> None:
    run = GlyphRun(columns_of(some), 0, len(some))
    assert len(run) == len(some)
    assert list(run[start:stop]) == some[start:stop]
    assert run[0] == some[0] and run[-1] == some[-1]


@given(st.lists(glyphs, max_size=9), st.data())
def test_some_of_the_glyphs_in_columns(some: list[Glyph], data: st.DataObject) -> None:
    columns = columns_of(some)
    wanted = [data.draw(st.booleans()) for _ in some]
    kept = [glyph for glyph, is_wanted in zip(some, wanted, strict=True) if is_wanted]
    assert list(columns.where(np.array(wanted, dtype=np.bool_))) == kept
    turned = np.arange(len(some))[::-1]
    assert list(columns.take(turned)) == some[::-1]
    assert columns.take(turned).is_space.tolist() == [glyph.text.isspace() for glyph in reversed(some)]
