"""A user's own facts over those of the registry: more bodies, other names, more words of heads and costs.

The installed package is nobody's to edit. A folder with files of the registry's names adds to it: in YAML a
list gets more entries and a mapping more keys, and `name!:` in place of `name:` replaces what was there; in
CSV a row with a known id changes the columns that it gives, a row with a new id is added, and a cell that
begins with `+` adds to a list. What would be passed over in silence, such as a name that nothing reads, is an
error.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

Content: TypeAlias = Any  # what a YAML file holds, or a part of it
LIST_MARK, REPLACES = "|", "!"
_ADDS = "+"
_KINDS = {dict: "a mapping", list: "a list", str: "a text", bool: "yes or no", int: "a number"}


class RegistryError(ValueError):
    """A user's registry cannot be used; the text names the file, the place in it, and what to do."""


def merged_yaml(
    base: Content, own: Content, *, file: str, path: tuple[str, ...] = ()
) -> tuple[Content, list[str]]:
    """What a YAML file has at a path of names with a user's content over it, and each change on a line.

    Raises:
        RegistryError: a name is not known there, or a value is of another kind.
    """
    where = ".".join(path) or "it"
    _require_kind(base, own, f"{file}: {where}")
    if isinstance(base, list):
        added = [entry for entry in own if entry not in base]
        return [*base, *added], [f"{where}: added {_shown(entry)}" for entry in added]
    if not isinstance(base, dict):
        return own, [f"{where}: {own} in place of {base}"] if own != base else []
    result, changes = dict(base), []
    for name, value in own.items():
        key = name.removesuffix(REPLACES) if isinstance(name, str) else name
        here = ".".join((*path, str(key)))
        # a file's own names are all there are, and so are the kinds of things that have names themselves
        if key not in base and (not path or any(isinstance(each, dict) for each in base.values())):
            raise RegistryError(f"{file}: {here} is not known. There are: {', '.join(map(str, base))}.")
        if key not in base or key != name:
            _require_kind(base.get(key, next(iter(base.values()), value)), value, f"{file}: {here}")
            result[key], shown = value, _shown(value)
            changes.append(
                f"{here}: added {shown}" if key not in base else f"{here}: {shown} in place of what was there"
            )
        else:
            result[key], more = merged_yaml(base[key], value, file=file, path=(*path, str(key)))
            changes += more
    return result, changes


def _require_kind(base: Content, own: Content, where: str) -> None:
    if type(base) is not type(own):
        kind, given = (_KINDS.get(type(each), type(each).__name__) for each in (base, own))
        raise RegistryError(f"{where} is {given}, and must be {kind}.")


def merged_rows(
    base: Sequence[Mapping[str, str]], extra: Sequence[Mapping[str, str | None]], *, file: str
) -> tuple[list[dict[str, str]], list[str]]:
    """The rows of a CSV file with a user's rows over them, by the first column; and what was changed.

    Raises:
        RegistryError: a column is not known, a row has no id or too many cells.
    """
    key, *_ = columns = list(base[0])
    rows = {row[key]: dict(row) for row in base}
    changes = []
    for number, row in enumerate(extra, start=2):
        unknown = [str(name) for name in row if name not in columns]
        if unknown or None in row.values():
            what = f"unknown columns ({', '.join(unknown)})" if unknown else "fewer cells than the head"
            raise RegistryError(f"{file}: row {number} has {what}. The columns are: {', '.join(columns)}.")
        given = {name: (text or "").strip() for name, text in row.items()}
        name = given.get(key, "")
        if not name:
            raise RegistryError(f"{file}: row {number} has no {key}.")
        before = rows.get(name)
        after = {column: _cell((before or {}).get(column, ""), given.get(column)) for column in columns}
        rows[name] = after
        if before is None:
            changes.append(f"{name}: added")
        elif before != after:
            changes.append(f"{name}: changed {', '.join(c for c in columns if before[c] != after[c])}")
    return [rows[name] for name in sorted(rows)], changes


def _cell(before: str, given: str | None) -> str:
    """A cell's text: as it was where nothing is given, `+more` added to its list, else what is given."""
    if not given:
        return before
    if not given.startswith(_ADDS):
        return given
    known = before.split(LIST_MARK) if before else []
    more = [part for part in given.removeprefix(_ADDS).split(LIST_MARK) if part not in known]
    return LIST_MARK.join([*known, *more])


def _shown(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | dict) else str(value)
