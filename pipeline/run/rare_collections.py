"""Fewer searches for garbage while a file is read.

A file's glyphs, lines and cells are some hundred thousand things that live until it is read, and none of them
point in circles. Python looks through them again and again as they grow in number: a tenth of the time. The
bound stays, only higher, so that what a library leaves in circles does not pile up in a long file.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# New things before the youngest, such searches before the older, and those before all are looked through.
_RARELY = (100_000, 20, 50)


@contextmanager
def rare_collections() -> Iterator[None]:
    """Let the collector of garbage run rarely; afterwards it runs as before, whatever happened."""
    before = gc.get_threshold()
    gc.set_threshold(*_RARELY)
    try:
        yield
    finally:
        gc.set_threshold(*before)
