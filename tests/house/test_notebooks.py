"""The notebooks, and the examples of docs/for-analysts.md, run anew on the dataset as it is."""

import base64
import os
import re
import shutil
import struct

import pytest

import pipeline
from tests.editions.decree_editions import lay_files
from tests.places import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
GUIDE = (ROOT / "docs" / "for-analysts.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```python\n(.*?)^```$", GUIDE, flags=re.MULTILINE | re.DOTALL)

for library in ("nbclient", "nbformat", "ipykernel", "matplotlib", "networkx"):
    pytest.importorskip(library, reason=f"{library} is not installed: pip install -e '.[test]'")

import nbclient  # noqa: E402 - after the test whether it is there
import nbformat  # noqa: E402

MOST_BYTES = 1_500_000


def read(path):
    return nbformat.read(path, as_version=4)


def outputs(notebook):
    return [output for cell in notebook.cells for output in cell.get("outputs", ())]


def pictures(notebook):
    found = [output.get("data", {}).get("image/png") for output in outputs(notebook)]
    return [base64.b64decode(each) for each in found if each]


def texts(notebook):
    """What the outputs say in words, without the representation of pictures."""
    return [
        output["text"] if output.output_type == "stream" else output.data["text/plain"]
        for output in outputs(notebook)
        if output.output_type == "stream" or "image/png" not in output.data
    ]


def test_all_five_are_there():
    assert [path.stem.split("-")[0] for path in NOTEBOOKS] == ["01", "02", "03", "04", "05"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_committed_with_outputs_that_name_no_machine(path):
    notebook = read(path)
    nbformat.validate(notebook)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1)), "run from top to bottom"
    assert len(pictures(notebook)) >= 2
    assert path.stat().st_size < MOST_BYTES
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"/(?:work|farm|tmp|home|root|Users)/|[A-Z]:\\\\\\\\|0x[0-9a-f]{8}", text)
    assert not re.search(r'"iopub\.|"version": "3', text), "no times, no version of somebody's Python"
    assert not [output for output in outputs(notebook) if output.get("name") == "stderr"]


# Jupyter runs a notebook in its own folder, some editors in the project's root; all open the project alike
RUNS = [(path, "notebooks") for path in NOTEBOOKS] + [(path, ".") for path in NOTEBOOKS[:1]]


@pytest.mark.parametrize(("path", "folder"), RUNS, ids=lambda value: getattr(value, "stem", value))
def test_runs_anew(path, folder, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
    committed, notebook = read(path), read(path)
    client = nbclient.NotebookClient(
        notebook,
        kernel_name="python3",
        timeout=300,
        coalesce_streams=True,
        record_timing=False,
        resources={"metadata": {"path": str(ROOT / folder)}},
    )
    client.execute()
    warnings = [output.text for output in outputs(notebook) if output.get("name") == "stderr"]
    assert not warnings
    assert texts(notebook) == texts(committed), "the outputs are old: python notebooks/renew.py"
    assert len(pictures(notebook)) == len(pictures(committed))
    for drawn in pictures(notebook):
        width, height = struct.unpack(">II", drawn[16:24])
        assert width > 400
        assert height > 150


@pytest.fixture(scope="module", params=["three", "acts"])
def project(request, tmp_path_factory):
    """A project whose dataset holds three editions of the decree, or editions of five acts."""
    folder = tmp_path_factory.mktemp("project")
    raw = folder / "data" / "raw"
    if request.param == "acts":
        raw.mkdir(parents=True)
        for name in ("archives", "rescue", "villages", "water", "youth"):
            shutil.copy(next((ROOT / "tests" / "fixtures" / "editions").glob(f"{name}-painter-*.pdf")), raw)
    else:
        lay_files(raw, 3)
    pipeline.build([raw], folder / "data" / "processed")
    (folder / "pyproject.toml").touch()
    shutil.copytree(ROOT / "notebooks", folder / "notebooks")
    return folder


def run_in_turn(notebooks, folder):
    """Executes notebooks one after the other in one kernel that forgets everything in between."""
    whole = nbformat.v4.new_notebook()
    for notebook in notebooks:
        whole.cells += [nbformat.v4.new_code_cell("%reset -f"), *notebook.cells]
    nbclient.NotebookClient(
        whole,
        kernel_name="python3",
        timeout=300,
        coalesce_streams=True,
        resources={"metadata": {"path": str(folder)}},
    ).execute()


def test_runs_over_several_editions(project, monkeypatch):
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
    notebooks = [read(path) for path in NOTEBOOKS]
    run_in_turn(notebooks, project / "notebooks")
    latest = pipeline.load(project / "data" / "processed").editions.edition_id.iloc[-1]
    for path, notebook in zip(NOTEBOOKS, notebooks, strict=True):
        assert not [output.text for output in outputs(notebook) if output.get("name") == "stderr"], path.name
        assert len(pictures(notebook)) >= 2, path.name
        assert any(latest in text for text in texts(notebook)), f"{path.name} says which edition it shows"


def test_no_number_of_a_notebook_is_a_sum_over_editions(tmp_path, monkeypatch):
    """The decree's own numbers, asked of its edition among three, are those of its edition alone."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
    (tmp_path / "pyproject.toml").touch()
    shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks")
    pipeline.build([lay_files(tmp_path / "data" / "raw", 3)], tmp_path / "data" / "processed")
    # what compares editions has more to tell; all else must be as it is for one
    told_over_editions = {
        "01": ("ds.editions.set_index", "for edition_id in ds.editions.edition_id"),
        "02": ("by_edition",),
        "03": ("moved",),
    }
    committed_and_new = [(read(path), read(path)) for path in NOTEBOOKS[:3]]
    for _, notebook in committed_and_new:
        (chosen,) = [cell for cell in notebook.cells if "EDITION = ds.editions" in cell.source]
        chosen.source = chosen.source.replace("edition_id.iloc[-1]", "edition_id.iloc[0]")
    run_in_turn([notebook for _, notebook in committed_and_new], tmp_path / "notebooks")
    for path, (committed, notebook) in zip(NOTEBOOKS, committed_and_new, strict=False):
        apart = told_over_editions[path.stem[:2]]
        cells = [
            (old, new)
            for old, new in zip(committed.cells, notebook.cells, strict=True)
            if old.cell_type == "code" and not any(words in old.source for words in apart)
        ]
        assert len(cells) > 6
        for old, new in cells:
            assert [each.get("text") or each.data["text/plain"] for each in new.outputs] == [
                each.get("text") or each.data["text/plain"] for each in old.outputs
            ]


def test_every_letter_of_the_pictures_has_a_shape():
    """DejaVu Sans comes with matplotlib; a letter that it lacks would be drawn as an empty box."""
    from matplotlib.font_manager import (  # noqa: PLC0415
        FontProperties,
        findfont,
        get_font,
    )

    shapes = get_font(findfont(FontProperties(family="DejaVu Sans"), fallback_to_default=False)).get_charmap()
    assert not [letter for letter in "ӘәҒғҚқҢңӨөҰұҮүҺһІіЁё№«»–—…→·" if ord(letter) not in shapes]


def test_the_guide_has_examples_of_each_reader():
    assert len(EXAMPLES) == 5
    for reader in ("pipeline.load", "pd.read_parquet", "duckdb.sql", "pl.read_parquet", "rrulestr"):
        assert sum(reader in example for example in EXAMPLES) == 1, reader


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: text.splitlines()[0].replace(" ", "-"))
def test_examples_of_the_guide_run(example, monkeypatch, capfd):
    monkeypatch.chdir(ROOT)
    exec(compile(example, "docs/for-analysts.md", "exec"), {})  # noqa: S102 - our own text
    capfd.readouterr()


def test_the_guide_names_what_there_is():
    from pipeline.records import TABLES, columns_of  # noqa: PLC0415

    columns = {column.name for table in TABLES for column in columns_of(table.record_type)}
    told = set(re.findall(r"`((?:deadline|stage|is|current|parent|measure|agency|edition)_\w+)`", GUIDE))
    # of the flat view: one for each language that is held
    assert told <= columns | {"is_by_consent", "measure_text_kk", "measure_text_ru"}
    for table in TABLES:
        assert f"| `{table.name}` |" in GUIDE
