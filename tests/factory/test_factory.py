"""The edition factory's own tests: fixtures are whole, expectations can be met, drawn layouts are quick."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings

from tests.factory.catalogue import chosen, chosen_russian, editions, name_of, russian
from tests.factory.check import missing
from tests.factory.description import UP
from tests.factory.engines import is_installed, lay_out
from tests.factory.expected import expected
from tests.factory.layouts import Layout, layouts
from tests.factory.styles import STYLES
from tests.places import TESTS

FIXTURES = TESTS / "fixtures" / "editions"
RUSSIAN = TESTS / "fixtures" / "russian"
NAMES = [name_of(edition, style) for edition, style in chosen()]
RUSSIAN_NAMES = [name_of(edition, style) for edition, style in chosen_russian()]
FONTS = TESTS / "factory" / "fonts"
FONTS_CONF = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{folder}</dir>
  <cachedir>{cache}</cachedir>
  <match target="pattern"><edit name="family" mode="append"><string>FactorySerif</string></edit></match>
</fontconfig>
"""
_SECONDS_A_DOCUMENT = 0.5  # painting takes about 10 ms; a slow machine is no failure


@pytest.mark.parametrize("name", NAMES + RUSSIAN_NAMES)
def test_every_expected_character_is_on_the_fixtures_pages(name: str) -> None:
    folder = RUSSIAN if name in RUSSIAN_NAMES else FIXTURES
    data = (folder / f"{name}.pdf").read_bytes()
    expectation = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    lacking = missing(data, expectation)
    if "lookalikes" in name:  # painted with wrong letters on purpose: only these may be wanting
        assert set(lacking) == set("іәө")
    else:
        assert lacking == {}


def test_committed_expectations_are_those_of_the_descriptions() -> None:
    for edition, style in [*chosen(), *chosen_russian()]:
        folder = FIXTURES if edition.language == "kk" else RUSSIAN
        path = folder / f"{name_of(edition, style)}.json"
        assert json.loads(path.read_text(encoding="utf-8")) == expected(edition, style), path.name


def test_no_fixture_is_left_over() -> None:
    assert sorted(path.stem for path in FIXTURES.glob("*.pdf")) == sorted(NAMES)
    assert sorted(path.stem for path in RUSSIAN.glob("*.pdf")) == sorted(RUSSIAN_NAMES)


def test_names_of_styles_are_unique() -> None:
    names = [(style.engine, style.name) for style in STYLES]
    assert len(names) == len(set(names))


def test_a_merged_cell_has_a_cell_above() -> None:
    for edition in (*editions(), *russian()):
        for stage in edition.plan.stages:
            for section in stage.sections:
                above = None
                for row in section.rows:
                    merged = [
                        n for n in ("completion_form", "executors", "deadline", "cost") if row.text(n) == UP
                    ]
                    assert not merged or (above is not None and above.removed_note is None), (
                        edition.name,
                        row.item,
                    )
                    above = row


def test_keys_are_unique() -> None:
    for edition in (*editions(), *russian()):
        keys = [measure["measure_key"] for measure in expected(edition, STYLES[0])["measures"]]
        assert len(keys) == len(set(keys)), edition.name


@pytest.fixture
def own_fonts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The programs find the fonts of this project and no others, whatever the machine has."""
    config = tmp_path / "fonts.conf"
    config.write_text(FONTS_CONF.format(folder=FONTS, cache=tmp_path / "cache"), encoding="utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(config))


@pytest.mark.engines
@pytest.mark.usefixtures("own_fonts")
@pytest.mark.parametrize(
    "engine", ["weasyprint", "chromium", "wkhtmltopdf", "libreoffice", "firefox", "typst", "flyingsaucer"]
)
def test_an_engine_that_is_here_still_lays_out(engine: str) -> None:
    if not is_installed(engine):
        pytest.skip(f"{engine} is not installed; the committed PDFs are used")
    style = next(style for style in STYLES if style.engine == engine)
    edition = next(edition for edition in editions() if edition.name == "youth")
    assert missing(lay_out(edition, style), expected(edition, style)) == {}


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(layouts())
def test_drawn_layouts_hold_what_they_promise(layout: Layout) -> None:
    assert missing(layout.pdf, layout.expected) == {}
    assert len(layout.rows) <= len(layout.expected["measures"])


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(layouts(is_ruled=False))
def test_painting_is_quick(layout: Layout) -> None:
    started = time.perf_counter()
    data = lay_out(layout.edition, layout.style)
    assert time.perf_counter() - started < _SECONDS_A_DOCUMENT
    assert data == layout.pdf
    with pypdfium2.PdfDocument(data) as document:
        assert len(document) >= 1
