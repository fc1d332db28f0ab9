"""Colours as 0xRRGGBB, whatever the file counts them in.

Editions of the 2020s print notes of amendment in red and borders in greys; some engines give these as grey
levels or inks. Print-shop inks are turned by the plain formula: a colour here tells things apart, it is
not proofed.
"""

from __future__ import annotations

from functools import lru_cache

GREY, RGB, INKS = 1, 3, 4
BLACK = 0
PAPER_TINT = frozenset({"Separation", "DeviceN"})


@lru_cache(maxsize=4096)
def rgb_of(space: str, color: float | str | tuple[object, ...]) -> int:
    """0xRRGGBB for a colour in a named colour space; black for patterns and what cannot be told.

    Example:
        >>> hex(rgb_of("DeviceGray", 0.5))
        '0x808080'
    """
    given = color if isinstance(color, tuple) else (color,)
    parts = [float(part) for part in given if isinstance(part, int | float)]
    if space in {"Pattern", "Indexed", "Lab"}:
        return BLACK
    if len(parts) == GREY:
        level = 1 - parts[0] if space in PAPER_TINT else parts[0]
        return packed(level, level, level)
    if len(parts) == RGB:
        return packed(*parts)
    if len(parts) == INKS:
        cyan, magenta, yellow, key = parts
        return packed(1 - min(1, cyan + key), 1 - min(1, magenta + key), 1 - min(1, yellow + key))
    return BLACK


def packed(red: float, green: float, blue: float) -> int:
    """Three shares of 1 as 0xRRGGBB."""
    return (_byte(red) << 16) | (_byte(green) << 8) | _byte(blue)


def _byte(share: float) -> int:
    return int(min(1.0, max(0.0, share)) * 255 + 0.5)
