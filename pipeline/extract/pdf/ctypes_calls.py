"""PDFium's functions and constants by their names, as functions that take and give addresses as numbers.

Of a page's hundreds of objects ten things are asked, of its thousands of characters three. pypdfium2's typed
pointers cost several times what PDFium does for an answer; and what is asked of all is asked in one go.
"""

from __future__ import annotations

import ctypes
from collections import deque
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw


def __getattr__(name: str) -> Any:  # noqa: ANN401 (a function, or the number of a constant)
    found = getattr(pypdfium2.raw, name)
    if callable(found):
        kinds = [
            ctypes.c_void_p if isinstance(kind, type) and issubclass(kind, ctypes._Pointer) else kind
            for kind in (found.restype, *found.argtypes)
        ]
        found = ctypes.PYFUNCTYPE(*kinds)(ctypes.cast(found, ctypes.c_void_p).value or 0)
    globals()[name] = found
    return found


def written(
    function: Any,  # noqa: ANN401
    width: int,
    kind: npt.DTypeLike,
    *arguments: Any,  # noqa: ANN401
    is_struct: bool = False,
) -> Any:  # noqa: ANN401 (an array)
    """What a function of PDFium writes where its last arguments point to: a row of numbers for each call.

    It writes `width` numbers of a kind, all to one pointer if it `is_struct`. `arguments` are those before
    the pointers, of all calls; the last ones are counted.
    """
    rows = np.zeros((len(arguments[-1]), width), dtype=kind)
    start, end, step = rows.ctypes.data, rows.ctypes.data + rows.nbytes, width * rows.itemsize
    pointers = [range(start + at * rows.itemsize, end, step) for at in range(1 if is_struct else width)]
    deque(map(function, *arguments, *pointers), maxlen=0)
    return rows
