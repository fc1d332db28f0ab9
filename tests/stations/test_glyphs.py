"""Glyphs in columns, and runs of them, are the glyphs that they were made of."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.stations.glyph_columns import GlyphRun, columns_of, ink_of, smallest_of, texts_of
from pipeline.stations.page import Glyph

GLYPHS = [
    Glyph(text, 5.0 * at, 10.0, 5.0 * at + 4, 20.0, 18.0 - at, 9.0 + at % 2, font, angle, text != "a", color)
    for at, (text, font, angle, color) in enumerate(
        [("a", "Times", 0, 0), (" ", "Arial", 90, 0xFF0000), ("fi", "Times", 0, 0), ("\n", "Arial", 0, 0)]
    )
]


@pytest.mark.parametrize("some", [GLYPHS, GLYPHS[::-1], GLYPHS[:1], []], ids=len)
@pytest.mark.parametrize(("start", "stop"), [(0, 4), (1, 3), (2, 2)])
def test_a_run_has_the_same_glyphs(some: list[Glyph], start: int, stop: int) -> None:
    run, part = GlyphRun(columns_of(some), start, min(stop, max(len(some), start))), some[start:stop]
    assert (len(run), list(run)) == (len(part), part)
    assert list(texts_of(run)) == [glyph.text for glyph in part]
    assert ink_of(run) == ink_of(part)
    assert list(run[1:]) == part[1:] and list(run[-2:-1]) == part[-2:-1]
    if part:
        assert smallest_of(run) == smallest_of(part)
        assert (run[0], run[-1]) == (part[0], part[-1])


@pytest.mark.parametrize("some", [GLYPHS, []], ids=len)
def test_some_of_the_glyphs_in_columns(some: list[Glyph]) -> None:
    columns = columns_of(some)
    for wanted in ([True] * len(some), [False] * len(some), [at % 2 == 0 for at in range(len(some))]):
        kept = [glyph for glyph, is_wanted in zip(some, wanted, strict=True) if is_wanted]
        assert list(columns.where(np.array(wanted, dtype=np.bool_))) == kept
    turned = columns.take(np.arange(len(some))[::-1])
    assert list(turned) == some[::-1]
    assert turned.is_space.tolist() == [glyph.text.isspace() for glyph in reversed(some)]
