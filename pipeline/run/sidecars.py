"""Where a file comes from, told by a person: `NAME.source.yml` next to `NAME.pdf`.

A PDF does not say who published it, when it was taken from there and what may be done with it. The sidecar
does, and the dataset repeats it in `documents`. What cannot be understood in it is the file's failure: a
dataset that tells less of its sources than its maker wrote down would be believed.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, fields

from pipeline.registry.yaml_texts import YamlTextError, load_texts

SUFFIX = ".source.yml"
MOST_BYTES = 1 << 16
"""A sidecar with more bytes is none."""

_URL = re.compile(r"https?://[^\s/]+(/\S*)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """What a sidecar says: columns of `documents`, each None where nothing is said.

    `source_title` is the title under which the file was published, `retrieved_on` the day on which it was
    taken from `source_url`; `rights` say what may be done with it, and by what law or licence.
    """

    source_title: str | None = None
    source_url: str | None = None
    publisher: str | None = None
    retrieved_on: dt.date | None = None
    rights: str | None = None
    note: str | None = None


COLUMNS = tuple(column.name for column in fields(Provenance))


class SidecarError(ValueError):
    """A sidecar cannot be used; the text names it, its field, and what to do."""

    def __init__(self, name: str, problem: str, advice: str) -> None:
        super().__init__(f"{name}: {problem}. {advice}")


def sidecar_name(file_name: str) -> str:
    """The name of the sidecar of a file: `NAME.source.yml` of `NAME.pdf`."""
    stem, dot, _ = file_name.rpartition(".")
    return f"{stem if dot else file_name}{SUFFIX}"


def read_sidecar(name: str, content: bytes, *, file_name: str, sha256: str) -> Provenance:
    """What a sidecar of this name and content says of its PDF, to whose name and SHA-256 it is held.

    Raises:
        SidecarError: it is no list of known fields, or a field's value is not what the field is for.
    """
    given = _fields(name, content)
    if given.get("file") not in (None, file_name):
        raise SidecarError(
            name, f"its field file is {given['file']!r}, and it lies next to {file_name!r}",
            "Name that file, or put the sidecar next to its own.",
        )  # fmt: skip
    if given.get("sha256", sha256).casefold() != sha256:
        raise SidecarError(
            name, f"its field sha256 is not that of {file_name}, which is {sha256}",
            "See whether it is still the file that the sidecar tells of; then write that sha256.",
        )  # fmt: skip
    texts = {column: given.get(column) for column in COLUMNS if column != "retrieved_on"}
    if texts["source_url"] is not None and not _URL.fullmatch(texts["source_url"]):
        advice = "Write the whole address, https://…, or leave it empty."
        raise SidecarError(name, f"its field source_url is {texts['source_url']!r}", advice)
    return Provenance(**texts, retrieved_on=_day(name, given.get("retrieved_on")))


def draft(*, file_name: str, sha256: str, source_title: str | None) -> str:
    """The text of a sidecar to be filled in."""
    import yaml  # noqa: PLC0415 - only a draft is written

    def line(name: str, value: str | None) -> str:
        text = yaml.safe_dump(value or "", allow_unicode=True, width=10_000_000, default_flow_style=True)
        return f"{name}: {text.partition(chr(10))[0]}" if value else f"{name}:"

    return f"""\
# Where {file_name} comes from. Leave empty what is not known.
{line("file", file_name)}
{line("sha256", sha256)}
# the title under which it was published
{line("source_title", source_title)}
# the page or file that it was taken from: https://…
source_url:
publisher:
# the day on which it was taken from there: 2026-11-28
retrieved_on:
# what may be done with it, by what law or licence
rights:
# what else a reader of the data must know about this file
note:
"""


def _fields(name: str, content: bytes) -> dict[str, str]:
    """The fields that say something, as text in normal form C with single spaces."""
    known = ("file", "sha256", *COLUMNS)
    advice = f"Write it as `decree source` does: a line a field ({', '.join(known)})."
    try:
        given = load_texts(content)
    except YamlTextError as error:
        raise SidecarError(name, str(error), advice) from error
    if given == "":
        return {}
    if not isinstance(given, dict):
        raise SidecarError(name, "it is no list of fields", advice)
    for field, value in given.items():
        if field not in known:
            raise SidecarError(name, f"it has a field {field!r} that is not known", advice)
        if not isinstance(value, str):
            raise SidecarError(name, f"its field {field} is no text", "Write it in quotes.")
    texts = {field: " ".join(unicodedata.normalize("NFC", value).split()) for field, value in given.items()}
    return {field: text for field, text in texts.items() if text}


def _day(name: str, text: str | None) -> dt.date | None:
    if text is None:
        return None
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
            raise ValueError(text)
        day = dt.date.fromisoformat(text)
    except ValueError as error:
        raise SidecarError(
            name, f"its field retrieved_on is {text!r}", "Write the day as 2026-11-28, or leave it empty."
        ) from error
    # on the other side of the date line it is tomorrow already
    if day > dt.date.today() + dt.timedelta(days=1):
        raise SidecarError(
            name, f"its field retrieved_on, {text}, is still to come", "Write the day it was taken."
        )
    return day
