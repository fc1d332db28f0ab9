"""The kinds of finding (`registry/findings.yml`)."""

from __future__ import annotations

from functools import cache

from pipeline.registry.loading import read_yaml

SEVERITIES = ("error", "warning", "info")


def finding_codes() -> tuple[str, ...]:
    """All codes of findings."""
    return tuple(read_yaml("findings.yml"))


@cache
def severity_of(code: str) -> str:
    """The severity of a code of finding.

    Raises:
        KeyError: the code is not declared in the registry.
    """
    severity: str = read_yaml("findings.yml")[code]["severity"]
    return severity
