"""What is installed with the pipeline may be used as freely as the pipeline: no GPL, no AGPL at run time."""

import re
from importlib.metadata import PackageNotFoundError, distribution

import pytest

# `PyMuPDF>=1.25; extra == "bench"` -> `PyMuPDF`
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
# GPL-3.0, GNU AGPL v3, GNU Affero General Public License; not LGPL
_COPYLEFT = re.compile(r"\bA?GPL|\bAffero\b|(?<!Lesser )\bGeneral Public License", re.IGNORECASE)


def _needed_at_run_time() -> set[str]:
    """The names of all distributions that are installed with the pipeline's own dependencies."""
    waiting, known = ["decree-pipeline"], set()
    while waiting:
        name = waiting.pop()
        for requirement in distribution(name).requires or ():
            needed = _NAME.match(requirement)[0].lower().replace("_", "-")
            if "extra ==" in requirement or needed in known:
                continue
            try:
                distribution(needed)
            except PackageNotFoundError:
                continue  # for another system or Python
            known.add(needed)
            waiting.append(needed)
    return known


def _licence(name: str) -> str:
    """A distribution's licence as its metadata tell it."""
    about = distribution(name).metadata
    classifiers = [line for line in about.get_all("Classifier", []) if line.startswith("License ::")]
    # some put the whole text there: its first line names it
    written = (about.get("License") or "").strip().split("\n", 1)[0]
    return "; ".join(filter(None, [about.get("License-Expression"), written, *classifiers]))


def test_the_dependencies_are_found():
    assert {"pdfplumber", "pdfminer.six", "pypdfium2", "pyarrow", "spacy", "numpy"} <= _needed_at_run_time()


@pytest.mark.parametrize("name", sorted(_needed_at_run_time()))
def test_no_run_time_dependency_is_copyleft(name):
    licence = _licence(name)
    # a choice between licences is free if one of them is
    choices = re.split(r"\bOR\b", licence)
    assert licence
    assert not all(_COPYLEFT.search(choice) for choice in choices), licence


@pytest.mark.parametrize(
    ("licence", "is_copyleft"),
    [
        ("GPL-3.0-or-later", True),
        ("GNU AGPL v3", True),
        ("License :: OSI Approved :: GNU Affero General Public License v3", True),
        ("GNU Lesser General Public License v2 (LGPLv2)", False),
        ("LGPL-2.1", False),
        ("BSD-3-Clause", False),
    ],
)
def test_what_counts_as_copyleft(licence, is_copyleft):
    assert bool(_COPYLEFT.search(licence)) == is_copyleft


def test_benchmark_peers_are_no_run_time_dependency():
    assert not _needed_at_run_time() & {"pymupdf", "camelot-py", "img2table", "tabula-py", "pikepdf"}
