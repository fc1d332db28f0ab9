"""What an edition was read by: the pipeline's version, and a user's registry if there was one.

Both decide what is read, so an edition that another of either read is read anew.
"""

from __future__ import annotations

from pipeline.registry.loading import registry_tag
from pipeline.version import VERSION


def reading_version() -> str:
    """`0.2.0`; with a user's registry `0.2.0+registry.3f2a…`, as PEP 440 names local changes."""
    tag = registry_tag()
    return VERSION if tag is None else f"{VERSION}+registry.{tag}"
