"""Options that several commands share, and what they mean by a name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeAlias

import click

DEFAULT_IN = Path("data/raw")
DEFAULT_CORRECTIONS = Path("data/corrections")
DEFAULT_REGISTRY = Path("registry")
FOLDER = click.Path(file_okay=False, path_type=Path)

_Command: TypeAlias = Callable[..., Any]
_Decorator: TypeAlias = Callable[[_Command], _Command]


class Place(click.Path):
    """A path; or a URL that fsspec opens, which is left as it is."""

    def convert(
        self,
        value: Any,  # noqa: ANN401 - as click has it
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Any:  # noqa: ANN401
        """The path, tested; or the URL."""
        if isinstance(value, str) and ("://" in value or "::" in value):
            return value
        return super().convert(value, param, ctx)


def folder_option(
    name: str, parameter: str, default: str, about: str, *, kind: click.Path = FOLDER
) -> _Decorator:
    """A folder that is not looked for before it is needed."""
    return click.option(
        name, parameter, metavar="DIR", default=Path(default), show_default=True, type=kind, help=about
    )


def choice_option(name: str, parameter: str, choices: Iterable[str], about: str) -> _Decorator:
    """One of several words, the first of them if none is given."""
    words = list(choices)
    return click.option(
        name, parameter, type=click.Choice(words), default=words[0], show_default=True, help=about
    )


data_option = folder_option("--data", "data_dir", "data/processed", "The dataset's folder.")
# `main` looks for it in the arguments: a fault may come before they are parsed
debug_option = click.option(
    "--debug", is_flag=True, expose_value=False, help="Show the traceback of an error."
)
language_option = click.option(
    "--language",
    type=click.Choice(["kk", "ru"]),
    help="Read in this language; by default the words of each file decide.",
)
raw_option = click.option(
    "--raw",
    metavar="PATH",
    multiple=True,
    default=(DEFAULT_IN,),
    show_default=str(DEFAULT_IN),
    type=Place(path_type=Path),
    help="The PDF files, or folders of them, that the dataset was read from. Can be repeated.",
)


def edition_meant(edition_ids: Iterable[str], name: str) -> str:
    """The id of the edition that a name means.

    Raises:
        UsageError: it means none, or several.
    """
    from pipeline.records.editions_in import NoSuchEditionError, edition_named  # noqa: PLC0415

    try:
        return edition_named(edition_ids, name)
    except NoSuchEditionError as error:
        raise click.UsageError(str(error)) from error


def one_file(path: Path) -> Path:
    """The path, whether there is a file or not; of a folder the only PDF file in it.

    Raises:
        UsageError: it is a folder of none or several.
    """
    from pipeline.run.raw_files import find_sources  # noqa: PLC0415

    if not path.is_dir():
        return path
    files = [Path(source.place) for source in find_sources([path])]
    if len(files) != 1:
        there = ", ".join(map(str, files)) or "none"
        raise click.UsageError(f"{path} is a folder; name one of its PDF files: {there}.")
    return files[0]


def own_registry() -> dict[str, bytes]:
    """The files of the folder `registry`, if it is there, put to use as `decree run` does."""
    from pipeline.registry.loading import read_own_registry, use_registry  # noqa: PLC0415

    own = read_own_registry(DEFAULT_REGISTRY) if DEFAULT_REGISTRY.is_dir() else {}
    use_registry(own)
    return own
