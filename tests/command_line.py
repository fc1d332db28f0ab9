"""The command line in this process; as a program of its own it is called where that is the point."""

from __future__ import annotations

import pytest

from pipeline.cli import main


def call(*arguments: object) -> int:
    """Its exit status."""
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    assert isinstance(ended.value.code, int)
    return ended.value.code
