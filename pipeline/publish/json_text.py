"""JSON that a person can read and compare, at the speed of the compact kind.

Python's indenting encoder is twenty times slower than its compact one. Only the outer levels are set out in
lines here; what is deeper stays on one line.
"""

from __future__ import annotations

import json
from typing import Any


def json_text(value: Any, *, levels: int, margin: str = "") -> str:  # noqa: ANN401 - any JSON value
    """The value as JSON, its outer `levels` set out one entry a line."""
    if levels > 0 and isinstance(value, dict) and value:
        inner = margin + " "
        entries = [
            f"{inner}{_COMPACT.encode(key)}: {json_text(each, levels=levels - 1, margin=inner)}"
            for key, each in value.items()
        ]
        return "{\n" + ",\n".join(entries) + f"\n{margin}}}"
    if levels > 0 and isinstance(value, list) and value:
        inner = margin + " "
        entries = [inner + json_text(each, levels=levels - 1, margin=inner) for each in value]
        return "[\n" + ",\n".join(entries) + f"\n{margin}]"
    return _COMPACT.encode(value)


_COMPACT = json.JSONEncoder(ensure_ascii=False)
