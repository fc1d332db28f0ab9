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
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import is_dataclass
from functools import cache, lru_cache, wraps
from importlib import import_module
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any, ParamSpec, TypeVar, get_args, get_origin, get_type_hints

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


@cache
def read_yaml(name: str) -> Any:  # noqa: ANN401 - each reference module gives its file's content a type
    """The content of a YAML file of the registry (do not change what it returns: it is shared)."""
    return _yaml(name)[0]


@cache
def read_csv(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a CSV file of the registry, each by its head."""
    return tuple(_csv(name)[0])


def read_words(name: str) -> Any:  # noqa: ANN401 - as `read_yaml`
    """The content of a file of the pack of the language that is read now."""
    return read_yaml(f"{_language}/{name}")


def typed(kind: Any, value: Any) -> Any:  # noqa: ANN401 - gives what `kind` says
    """A value of a YAML file as a declared type: a dataclass gets its fields by their names.

    A list, or a text of several words, becomes a tuple or a frozenset; a field that the file leaves out has
    its default, and a name that the dataclass has not is of no concern to it.
    """
    origin, parts = get_origin(kind), get_args(kind)
    if is_dataclass(kind):
        fields = {name: each for name, each in get_type_hints(kind).items() if name in value}
        return kind(**{name: typed(each, value[name]) for name, each in fields.items()})  # type: ignore[operator]
    if origin in (tuple, frozenset):
        listed = value.split() if isinstance(value, str) else value
        return origin(typed(parts[0], each) for each in listed)
    if origin is Mapping:
        return MappingProxyType({typed(parts[0], key): typed(parts[1], each) for key, each in value.items()})
    return kind(value) if isinstance(kind, type) else value


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
        return tuple(f"{name}: {line}" for name in sorted(own) for line in _changes(name))
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


def _changes(name: str) -> list[str]:
    return (_csv(name) if name.endswith(".csv") else _yaml(name))[1]


def _yaml(name: str) -> tuple[Any, list[str]]:
    base = yaml.load((_REGISTRY / name).read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 - safe both
    if name not in _in_use:
        return base, []
    try:
        load_texts(_text(name).encode())  # a field named twice, of which one would be lost
        own = yaml.load(_text(name), Loader=_LOADER)  # noqa: S506
    except YamlTextError as error:
        raise RegistryError(f"{name}: {error}.") from error
    except yaml.YAMLError as error:
        raise RegistryError(f"{name}: it is no YAML ({' '.join(str(error).split())}).") from error
    return merged_yaml(base, {} if own is None else own, file=name)


def _csv(name: str) -> tuple[list[dict[str, str]], list[str]]:
    base = list(csv.DictReader(io.StringIO((_REGISTRY / name).read_text(encoding="utf-8"))))
    if name not in _in_use:
        return base, []
    own = list(csv.DictReader(io.StringIO(_text(name)), restkey="more cells than the head"))
    return merged_rows(base, own, file=name)


def _text(name: str) -> str:
    try:
        return _in_use[name].decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RegistryError(f"{name}: it is no text in UTF-8.") from error


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
    for language in LANGUAGES:
        with reading_in(language):
            _load_in_one_language()


def _load_in_one_language() -> None:
    package = import_module("pipeline.registry")
    for found in pkgutil.iter_modules(package.__path__, "pipeline.registry."):
        module = import_module(found.name)
        for load in list(vars(module).values()):
            is_own = getattr(load, "__module__", None) == module.__name__
            if is_own and hasattr(load, "cache_clear") and not inspect.signature(load).parameters:
                try:
                    load()
                except RegistryError:
                    raise
                except Exception as error:
                    what = f"{type(error).__name__}: {error}"
                    names = ", ".join(sorted(_in_use))
                    raise RegistryError(f"The registry cannot be used with {names}: {what}.") from error
