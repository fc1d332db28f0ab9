"""The rules of the house that a machine can see: imports, lengths, what code may not hold."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "pipeline"
MODULES = sorted(PACKAGE.rglob("*.py"))
MOST_LINES = 400

STAGES = {"extract", "repair", "assemble", "normalise", "publish"}
# what every stage may lean on; of these, the left may import only what stands right of it
GROUND = [
    "report", "records", "plan", "findings", "glyph_runs", "columns", "printed", "page", "reference",
    "yaml_texts",
]  # fmt: skip
# what stands above the stages; each may import those below it
ABOVE = ["__main__", "cli", "__init__", "run"]


def room(module: Path) -> str:
    """The first part of a module's place inside the package: `extract`, `records`, `cli`."""
    return module.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_rooms(module: Path) -> set[str]:
    """The rooms that a module imports anywhere in its text, also inside functions."""
    found = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} has a relative import"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            parts = name.split(".")
            if parts[0] == "pipeline" and len(parts) > 1:
                found.add(parts[1])
    return found


def name_of(module: Path) -> str:
    return str(module.relative_to(ROOT))


def test_the_walk_sees_the_code():
    assert {room(module) for module in MODULES} >= {"extract", "normalise", "publish", "records", "cli"}
    assert imported_rooms(PACKAGE / "check.py") == {"publish", "records"}
    assert "run" in imported_rooms(PACKAGE / "cli" / "run_command.py"), "imports inside functions count"


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_imports_point_one_way(module):
    own = room(module)
    rooms = imported_rooms(module) - {own}
    if own in STAGES:
        assert rooms <= set(GROUND), "a stage leans on the ground only"
    elif own in GROUND:
        assert rooms <= set(GROUND), "the ground leans on no stage"
        if own in {"page", "printed", "columns", "glyph_runs", "findings"}:
            assert not rooms & {"records", "report"}
        if own == "reference":
            assert not rooms & STAGES
    else:
        assert not rooms & {"cli", "__main__"} or own == "__main__", "nothing leans on the command line"


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_modules_are_short_and_say_what_they_are_for(module):
    text = module.read_text(encoding="utf-8")
    assert text.count("\n") <= MOST_LINES
    assert ast.get_docstring(ast.parse(text)), "no docstring"
    assert module.stem not in {"utils", "helpers", "common", "misc"}


def words_of(text: str) -> set[str]:
    """The Cyrillic words of a text, from four letters on (suffixes are shorter), in lower case."""
    return set(re.findall(r"[а-яёәіңғүұқөһ]{4,}", text.casefold()))


DECREE_WORDS = words_of((ROOT / "tests" / "golden" / "decree.json").read_text(encoding="utf-8"))


def test_the_decrees_words_are_known():
    assert {"және", "жоспарын", "министрлігі"} <= DECREE_WORDS


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_code_holds_no_word_of_the_decree(module):
    """Words are registry data; comments and docstrings may show them."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    documentation = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    texts = [
        re.sub(r"\[[^\]]*\]", "", node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation
    ]
    words = set().union(*map(words_of, texts)) if texts else set()
    assert not words & DECREE_WORDS


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_code_names_no_place_of_this_machine(module):
    text = module.read_text(encoding="utf-8")
    assert not re.search(r"/(?:work|farm|tmp|home|root)/|\.\./shared", text)


def test_a_registry_file_is_read_only_through_reference():
    readers = {
        room(module)
        for module in MODULES
        if re.search(r"\bread_(?:yaml|csv)\(", module.read_text(encoding="utf-8"))
    }
    assert readers == {"reference"}


def test_the_command_line_imports_nothing_heavy_until_it_is_used():
    """`--help` answers at once: what the command modules import at their top is light."""
    heavy = {"pandas", "pyarrow", "spacy", "pdfplumber", "pypdfium2", "rich", "yaml", "regex"}
    for module in [PACKAGE / "report.py", PACKAGE / "__main__.py", *(PACKAGE / "cli").glob("*.py")]:
        tree = ast.parse(module.read_text(encoding="utf-8"))
        names = {alias.name for node in tree.body if isinstance(node, ast.Import) for alias in node.names}
        names |= {node.module or "" for node in tree.body if isinstance(node, ast.ImportFrom)}
        assert not {name.split(".")[0] for name in names} & heavy, name_of(module)
        inside = {name.split(".")[1] for name in names if name.startswith("pipeline.")}
        assert inside <= {"cli", "report"}, name_of(module)


def test_the_modules_that_are_called_slow_are_there():
    from tests.conftest import SLOW, TESTS  # noqa: PLC0415

    assert [name for name in SLOW if not (TESTS / name).is_file()] == []


# `(…)*+`, `(…){0,3}+`, `(?>…)`
_POSSESSIVE_GROUP = re.compile(r"\)\s*(?:[*+?]|\{[^()]*\})\+|\(\?>")


def test_possessive_groups_are_left_to_the_module_regex() -> None:
    """Python's own `re` matches them wrongly before 3.11.5 (gh-106052): `4-тармақ` was no paragraph there."""
    wrong = [
        name_of(module)
        for module in MODULES
        if re.search(r"^import re$", text := module.read_text(encoding="utf-8"), re.MULTILINE)
        and _POSSESSIVE_GROUP.search(text)
    ]
    assert wrong == []
