"""The rules of the house that a machine can see: imports, lengths, what code may not hold."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.places import ROOT

PACKAGE = ROOT / "pipeline"
MODULES = sorted(PACKAGE.rglob("*.py"))
MOST_LINES = 400

# The rooms and the rooms inside them, from the ground up: a module imports from its own room and from rooms
# that stand before it. `docs/architecture.md` says what each is for.
ORDER = [
    "version",
    "whole_files",
    "registry",
    "stations",
    "extract.lines",
    "extract.pdf",
    "extract.ruled",
    "extract.frame",
    "extract.unruled",
    "extract",
    "repair",
    "assemble.rows",
    "assemble.page_breaks",
    "assemble.outline",
    "assemble.act",
    "assemble",
    "normalise.text",
    "normalise.deadlines",
    "normalise.bodies",
    "normalise.costs",
    "normalise.forms",
    "normalise.notes",
    "normalise.acts",
    "normalise.duties",
    "normalise.mentions",
    "normalise",
    "records",
    "corrections",
    "compose.checks",
    "compose.corrected",
    "compose",
    "publish",
    "publish.export",
    "publish.review",
    "check",
    "drawing",
    "editions",
    "analysis",
    "run",
    "check_source",
    "pipeline",
    "cli",
    "__main__",
]
# A stage never imports another stage: what one hands to the next are the types in `stations`.
STAGES = {"extract", "repair", "assemble", "normalise", "publish"}
# The most modules that one folder may hold, without its `__init__`.
MOST_MODULES = 15


def room(module: Path) -> str:
    """The room that a module stands in: `extract.ruled`, `records`; modules at the top are their own."""
    parts = module.relative_to(PACKAGE).with_suffix("").parts
    if parts[-1] == "__init__" or len(parts) > 1:
        parts = parts[:-1]
    return ".".join(parts) or "pipeline"


def imported_rooms(module: Path) -> set[str]:
    """The rooms that a module imports anywhere in its text, also inside functions."""
    places = {
        ".".join(("pipeline", *each.relative_to(PACKAGE).with_suffix("").parts)): each for each in MODULES
    }
    found = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} has a relative import"
            names = [f"{node.module}.{alias.name}" for alias in node.names] + [node.module or ""]
        else:
            continue
        known = [each for name in names for each in (name, f"{name}.__init__") if each in places]
        found |= {room(places[each]) for each in known}
    return found - {"pipeline"} if room(module) != "cli" else found


def name_of(module: Path) -> str:
    return str(module.relative_to(ROOT))


def test_the_walk_sees_the_code():
    assert {room(module) for module in MODULES} == set(ORDER)
    assert {"publish", "records"} <= imported_rooms(PACKAGE / "check.py")
    assert "run" in imported_rooms(PACKAGE / "cli" / "file_commands.py"), "imports inside functions count"


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_imports_point_one_way(module):
    own = room(module)
    rooms = imported_rooms(module) - {own}
    assert [each for each in rooms if ORDER.index(each) > ORDER.index(own)] == []
    stages = {each.split(".")[0] for each in rooms} & STAGES
    if own.split(".")[0] in STAGES:
        assert stages <= {own.split(".")[0]}, "a stage leans on no other stage"


def test_extract_reads_no_word():
    """Layout is told by geometry; the words that it needs are handed to it as `PlanWords`."""
    reading = {name_of(module) for module in MODULES if "registry" in imported_rooms(module)}
    assert [name for name in sorted(reading) if name.startswith("pipeline/extract/")] == []
    assert "pipeline/assemble/rows/headings.py" in reading, "it makes them"


def test_no_folder_is_crowded():
    folders = {module.parent for module in MODULES}
    counts = {str(each.relative_to(PACKAGE)): len(list(each.glob("*.py"))) - 1 for each in folders}
    crowded = {name: count for name, count in counts.items() if count > MOST_MODULES}
    assert crowded == {}


def test_a_modules_name_stands_in_one_room_only():
    names = sorted(module.stem for module in MODULES if module.stem != "__init__")
    assert sorted(set(names)) == names


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
        room(module).split(".")[0]
        for module in MODULES
        if re.search(r"\bread_(?:yaml|csv)\(", module.read_text(encoding="utf-8"))
    }
    assert readers == {"registry"}


def test_the_command_line_imports_nothing_heavy_until_it_is_used():
    """`--help` answers at once: what the command modules import at their top is light."""
    heavy = {"pandas", "pyarrow", "spacy", "pdfplumber", "pypdfium2", "rich", "yaml", "regex"}
    for module in [PACKAGE / "__main__.py", *(PACKAGE / "cli").glob("*.py")]:
        tree = ast.parse(module.read_text(encoding="utf-8"))
        names = {alias.name for node in tree.body if isinstance(node, ast.Import) for alias in node.names}
        names |= {node.module or "" for node in tree.body if isinstance(node, ast.ImportFrom)}
        assert not {name.split(".")[0] for name in names} & heavy, name_of(module)
        inside = {name.split(".")[1] for name in names if name.startswith("pipeline.")}
        assert inside <= {"cli"}, name_of(module)


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
