"""What a person wrote in YAML, every scalar as the text that stands there."""

from __future__ import annotations

from typing import Any

import yaml

_NOTHING = ("null", "Null", "NULL", "~")


class YamlTextError(ValueError):
    """The content is no YAML that can be used; the message says why, on one line."""


class _Loader(yaml.BaseLoader):
    """The base loader, which makes nothing but texts, with fields that are named once."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        known: set[str] = set()
        for name in (name for name, _ in node.value if isinstance(name, yaml.ScalarNode)):
            if name.value in known:
                problem = f"the field {name.value} is named twice"
                raise yaml.constructor.ConstructorError(None, None, problem, name.start_mark)
            known.add(name.value)
        return super().construct_mapping(node, deep=deep)

    def construct_scalar(self, node: yaml.ScalarNode) -> str:
        text = str(super().construct_scalar(node))
        return "" if node.style is None and text in _NOTHING else text


def load_texts(content: bytes) -> Any:  # noqa: ANN401 - the caller knows what it must be
    """Mappings, lists and texts; "" where nothing is written, and for `null` and `~` without quotes.

    No number, date or yes/no is made of a text: `key: 4.10` is measure 4.10 and not the number 4.1.

    Raises:
        YamlTextError: it is no text in UTF-8 or no YAML, or names a field of one entry twice, so that nobody
            knows which of the two is meant.
    """
    try:
        loaded = yaml.load(content.decode("utf-8-sig"), Loader=_Loader)  # noqa: S506 - makes texts only
    except UnicodeDecodeError as error:
        raise YamlTextError("it is no text in UTF-8") from error
    except yaml.constructor.ConstructorError as error:
        raise YamlTextError(_problem_of(error)) from error
    except yaml.YAMLError as error:
        raise YamlTextError(f"it is no YAML: {_problem_of(error)}") from error
    except RecursionError as error:
        raise YamlTextError("it is nested too deeply") from error
    return "" if loaded is None else loaded


def _problem_of(error: Exception) -> str:
    """What YAML says, on one line: `while parsing a flow node, expected …, line 2`."""
    mark = getattr(error, "problem_mark", None)
    parts = [getattr(error, "context", None), getattr(error, "problem", None)]
    message = ", ".join(filter(None, parts)) or str(error)
    return " ".join(f"{message}, line {mark.line + 1}".split() if mark else message.split())
