"""A few hostile files in every run; `make fuzz` tries thousands. What it found stays in `found`."""

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.extract.pdf.painted import readable
from pipeline.extract.pdf.reader import read_content
from pipeline.run.build_dataset import run
from tests.fuzz.mutations import FIXTURES, mutated
from tests.fuzz.parsers import PARSERS, fault_of, text_of
from tests.fuzz.trial import GOOD, lost, tried
from tests.places import ROOT

FOUND = sorted((Path(__file__).parent / "found").glob("*.pdf"))
SMALL = FIXTURES / "readers" / "signs.pdf"
PLAN = FIXTURES / "editions" / "youth-painter-tight.pdf"
KINDS = {"bytes", "cross references", "operators", "objects", "maps", "page tree"}


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.stem)
def test_what_was_found_is_no_fault_any_more(path):
    assert tried(path.read_bytes()) in GOOD


def test_a_torn_plan_gives_the_same_records_whatever_the_hashes_are():
    code = """
import sys
from dataclasses import replace
from pathlib import Path
from pipeline.extract.pdf import structure
from pipeline.run.read_file import read_task
from tests.fuzz.trial import task_of
structure._swallows_text = lambda content: False  # why the file is refused; here its torn rows matter
print(read_task(task_of(Path(sys.argv[1]).read_bytes())))
"""
    torn = next(path for path in FOUND if path.stem == "columns-torn-at-a-cut")
    told = [
        subprocess.run(
            [sys.executable, "-c", code, torn],
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": str(seed)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in (1, 2, 3)
    ]
    assert b"measures=(MeasureRecord" in told[0]
    assert told[0] == told[1] == told[2]


@pytest.mark.parametrize(
    ("told", "read"), [("\ud83d", "\ufffd"), ("а\udc00", "а"), ("\x07", "\ufffd"), ("ә", "ә")]
)
def test_half_a_character_of_a_font_is_none(told, read):
    assert readable(told) == read


@pytest.mark.parametrize("seed", range(40))
def test_a_mutated_page_is_read_or_refused(seed):
    assert tried(mutated(SMALL.read_bytes(), seed)[1]) in GOOD


@pytest.mark.parametrize("seed", range(8))
def test_a_mutated_plan_is_read_or_refused(seed):
    assert tried(mutated(PLAN.read_bytes(), seed)[1]) in GOOD


def test_all_kinds_of_mutation_are_made_and_repeat():
    content = SMALL.read_bytes()
    made = [mutated(content, seed) for seed in range(60)]
    assert {kind for kind, _ in made} == KINDS
    assert made == [mutated(content, seed) for seed in range(60)]
    assert sum(changed != content for _, changed in made) > 50


def test_a_trial_tells_a_fault_from_a_refusal(monkeypatch):
    def fails(*_args, **_named):
        raise IndexError("of the program")

    assert tried(b"no PDF") == "refused"
    assert tried(PLAN.read_bytes()) == "read"
    monkeypatch.setattr("pipeline.compose.edition.compose_editions", fails)
    assert "IndexError: of the program" in tried(PLAN.read_bytes())


def test_another_library_is_the_oracle(monkeypatch):
    content = PLAN.read_bytes()
    assert lost(content) == ""
    readings = {"pdfium": read_content, "pdfplumber": read_content}

    def one_of_them(content, *, reader="pdfium", **named):
        return readings[reader](content, reader=reader, **named)

    monkeypatch.setattr("tests.fuzz.trial.read_content", one_of_them)
    pages = list(read_content(content, name="x", verify=False))
    readings["pdfium"] = lambda *_, **__: iter(pages[:-1])
    assert lost(content) == f"{len(pages) - 1} pages of {len(pages)}"
    fewer = [replace(page, glyphs=page.glyphs[:-9]) for page in pages]
    readings["pdfium"] = lambda *_, **__: iter(fewer)
    assert re.match(r"page 1: \d letters, ", lost(content))
    readings["pdfium"], readings["pdfplumber"] = read_content, lambda *_, **__: iter(fewer)
    assert lost(content) == "", "more is no fault"


def test_hostile_files_leave_their_neighbour_as_it_is(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "sound.pdf").write_bytes(PLAN.read_bytes())
    for seed in range(6):
        (folder / f"hostile-{seed}.pdf").write_bytes(mutated(SMALL.read_bytes(), seed)[1])
    run([folder], tmp_path / "beside")
    run([folder / "sound.pdf"], tmp_path / "alone")
    measures = [pq.read_table(tmp_path / out / "measures.parquet") for out in ("beside", "alone")]
    assert measures[0].num_rows > 0
    assert measures[0].equals(measures[1])


@pytest.mark.parametrize("name", PARSERS)
def test_a_reader_of_values_takes_any_text(name):
    fault_of(name, text_of(0))  # the first call loads what it needs
    assert [fault for seed in range(20) if (fault := fault_of(name, text_of(seed)))] == []


def test_texts_repeat_and_a_fault_is_told(monkeypatch):
    assert [text_of(seed) for seed in range(9)] == [text_of(seed) for seed in range(9)]
    monkeypatch.setitem(PARSERS, "cost", lambda text: text[len(text)])
    assert fault_of("cost", "мың теңге") == "IndexError: string index out of range"
