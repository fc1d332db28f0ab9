"""Reads the registry's files from inside the installed package, with a user's own facts over them.

Both decide what is read from a plan, so an edition that another of either read is read anew.

A language is a pack: a folder of the registry (`kk`) with the words that plans in it are read by. The
files of all packs have the same names. A plan is read with one pack at a time: `reading_in`.
"""

from __future__ import annotations

import csv
import hashlib
import inspect
import io
import pkgutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import is_dataclass
from functools import cache, lru_cache, wraps
from importlib import import_module
from importlib.resources import files
from itertools import product
from pathlib import Path
from types import MappingProxyType
from typing import Any, ParamSpec, TypeVar, cast, get_args, get_origin, get_type_hints

import yaml

from pipeline.registry.overlay import RegistryError, merged_rows, merged_yaml
from pipeline.registry.yaml_texts import YamlTextError, load_texts
from pipeline.version import VERSION

_REGISTRY = files("pipeline") / "registry"
# libyaml's loader is ten times faster than the pure Python one, and start-up counts
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# what the pipeline says, and not what it reads: a dataset must say the same wherever it is made
_NOT_TO_CHANGE = frozenset({
    "code_meanings.csv", "column_meanings.csv", "dataset.yml", "dictionary.yml", "finding_titles.csv",
    "findings.yml", "review.yml",
})  # fmt: skip
_NOTHING: Mapping[str, bytes] = MappingProxyType({})
# a process reads with one registry at a time; `use_registry` changes it
_in_use: Mapping[str, bytes] = _NOTHING
LANGUAGES = ("kk", "ru")
"""The packs, by their codes; the first is in use where nothing else is asked for."""
_language = LANGUAGES[0]

P = ParamSpec("P")
T = TypeVar("T")


@contextmanager
def reading_in(language: str) -> Iterator[None]:
    """Lets this process read with the pack of another language until the context ends."""
    global _language  # noqa: PLW0603 - a process reads with one pack at a time, as with one registry
    before, _language = _language, language
    try:
        yield
    finally:
        _language = before


def language_in_use() -> str:
    """The code of the language that is read now."""
    return _language


def by_language(maxsize: int | None = None) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """A cache like `functools.lru_cache` for what is made from the words of a pack, one for each language."""

    def remembering(function: Callable[P, T]) -> Callable[P, T]:
        @lru_cache(maxsize=maxsize)
        def remembered(_: str, *args: P.args, **kwargs: P.kwargs) -> T:
            return function(*args, **kwargs)

        @wraps(function)
        def recalled(*args: P.args, **kwargs: P.kwargs) -> T:
            return remembered(_language, *args, **kwargs)  # type: ignore[arg-type]

        recalled.cache_clear = remembered.cache_clear  # type: ignore[attr-defined]
        return recalled

    return remembering


def read_yaml(name: str) -> Any:  # noqa: ANN401 - each reference module gives its file's content a type
    """The content of a YAML file of the registry (do not change what it returns: it is shared)."""
    return _content(name)[0]


def read_csv(name: str) -> list[dict[str, str]]:
    """The rows of a CSV file of the registry, each by its head (shared too)."""
    rows: list[dict[str, str]] = _content(name)[0]
    return rows


def read_words(name: str) -> Any:  # noqa: ANN401 - as `read_yaml`
    """The content of a file of the pack of the language that is read now."""
    return read_yaml(f"{_language}/{name}")


class ByWord(dict[str, T]):
    """Words with what each means, declared as lists of words by their meaning."""

    def __init__(self, lists: Mapping[T, Iterable[str]]) -> None:
        super().__init__((word, meaning) for meaning, words in lists.items() for word in words)


def typed(kind: type[T], value: Any) -> T:  # noqa: ANN401 - as YAML has it
    """A value of a YAML file as a declared type: a dataclass gets its fields by their names.

    A list, or a text of several words, becomes a tuple or a frozenset; a field that the file leaves out has
    its default, and a name that the dataclass has not is of no concern to it.
    """
    return cast("T", _typed(kind, value))


def _typed(kind: Any, value: Any) -> Any:  # noqa: ANN401
    origin, parts = get_origin(kind), get_args(kind)
    if is_dataclass(kind):
        fields = {name: each for name, each in get_type_hints(kind).items() if name in value}
        return kind(**{name: _typed(each, value[name]) for name, each in fields.items()})  # type: ignore[operator]
    if origin in (tuple, frozenset):
        listed = value.split() if isinstance(value, str) else value
        return origin(_typed(parts[0], each) for each in listed)
    if origin is Mapping:
        return MappingProxyType(
            {_typed(parts[0], key): _typed(parts[1], each) for key, each in value.items()}
        )
    return kind(value) if callable(kind) else value


def words_of(kind: type[T], file: str) -> Callable[[], T]:
    """The reader of a file of the pack as a declared type, made once for each language."""
    return by_language()(lambda: typed(kind, read_words(file)))


def read_own_registry(folder: Path) -> dict[str, bytes]:
    """The files of a user's own registry, by name; words of the first language may stand outside its folder.

    Raises:
        RegistryError: a file has a name that the registry has not, or cannot be read.
    """
    shared = {entry.name for entry in _REGISTRY.iterdir() if entry.name.endswith((".yml", ".csv"))}
    packs = {f"{code}/{entry.name}" for code in LANGUAGES for entry in (_REGISTRY / code).iterdir()}
    known = shared - _NOT_TO_CHANGE | packs
    found: dict[str, bytes] = {}
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        if file.is_dir() or file.suffix == ".md" or any(part.startswith(".") for part in name.split("/")):
            continue
        in_first = f"{LANGUAGES[0]}/{name}"
        whose = in_first if in_first in packs else name
        if whose not in known:
            raise RegistryError(f"{file} is no file of the registry. There are: {', '.join(sorted(known))}.")
        if whose in found:
            raise RegistryError(f"{file} stands twice: as {name} and in the folder of its language.")
        try:
            found[whose] = file.read_bytes()
        except OSError as error:
            raise RegistryError(f"{file} cannot be read: {error.strerror}.") from error
    return found


def use_registry(own: Mapping[str, bytes] = _NOTHING) -> tuple[str, ...]:
    """Lets this process read with a user's files over the registry's; without any, with the registry alone.

    Returns:
        What they change, a line each: `columns.yml: measure.patterns: added ^міндет`.

    Raises:
        RegistryError: they cannot be used; the registry alone is in use then.
    """
    global _in_use  # noqa: PLW0603 - what all readers of the registry share
    if own != _in_use:
        _in_use = own
        forget()
    try:
        if own:
            _load_all()
        return tuple(f"{name}: {line}" for name in sorted(own) for line in _content(name)[1])
    except RegistryError:
        _in_use = _NOTHING
        forget()
        raise


def registry_tag() -> str | None:
    """What tells a user's registry from any other in this process; None where there is none."""
    if not _in_use:
        return None
    content = hashlib.sha256()
    for name in sorted(_in_use):
        content.update(f"{name} {len(_in_use[name])} ".encode() + _in_use[name])
    return content.hexdigest()[:12]


def reading_version() -> str:
    """What an edition is read by: `0.2.0`, or `0.2.0+registry.3f2a…` with a user's registry (PEP 440)."""
    tag = registry_tag()
    return VERSION if tag is None else f"{VERSION}+registry.{tag}"


@cache
def _content(name: str) -> tuple[Any, list[str]]:
    """What a file holds with a user's file over it, and what that changes."""
    is_yaml = name.endswith(".yml")
    load = _load if is_yaml else _rows
    base = load((_REGISTRY / name).read_text(encoding="utf-8"))
    if name not in _in_use:
        return base, []
    try:
        text = _in_use[name].decode("utf-8-sig")
        if is_yaml:
            load_texts(text.encode())  # a field named twice, of which one would be lost
        own = load(text)
    except UnicodeDecodeError as error:
        raise RegistryError(f"{name}: it is no text in UTF-8.") from error
    except YamlTextError as error:
        raise RegistryError(f"{name}: {error}.") from error
    except yaml.YAMLError as error:
        raise RegistryError(f"{name}: it is no YAML ({' '.join(str(error).split())}).") from error
    return merged_yaml(base, own, file=name) if is_yaml else merged_rows(base, own, file=name)


def _load(text: str) -> Any:  # noqa: ANN401
    loaded = yaml.load(text, Loader=_LOADER)  # noqa: S506 - both are safe
    return {} if loaded is None else loaded


def _rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text), restkey="more cells than the head"))


def forget() -> None:
    """Empties what was remembered of another registry, here and in all that was made of it."""
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == "pipeline":
            for value in list(vars(module).values()):
                clear = getattr(value, "cache_clear", None)
                if callable(clear):
                    clear()


def _load_all() -> None:
    """Loads every part of the registry once in each language: what is wrong with a file is reported now."""
    names = [found.name for found in pkgutil.iter_modules([str(_REGISTRY)], "pipeline.registry.")]
    readers = [value for name in names for value in vars(import_module(name)).values() if _is_reader(value)]
    for language, read in product(LANGUAGES, readers):
        try:
            with reading_in(language):
                read()
        except RegistryError:
            raise
        except Exception as error:
            what = f"{type(error).__name__}: {error}"
            files_in_use = ", ".join(sorted(_in_use))
            raise RegistryError(f"The registry cannot be used with {files_in_use}: {what}.") from error


def _is_reader(value: object) -> bool:
    return callable(value) and hasattr(value, "cache_clear") and not inspect.signature(value).parameters
