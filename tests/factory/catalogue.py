"""Which plans are laid out in which styles: all of them, and the choice that is committed."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache

from tests.factory import plans
from tests.factory.description import Edition
from tests.factory.styles import STYLES, Style


@cache
def editions() -> tuple[Edition, ...]:
    """Every plan of the package `plans`, by name."""
    modules = [importlib.import_module(f"{plans.__name__}.{info.name}") for info in pkgutil.iter_modules(plans.__path__)]
    found = [module.EDITION for module in modules if getattr(module, "EDITION", None) is not None]
    return tuple(sorted(found, key=lambda edition: edition.name))


def everything() -> list[tuple[Edition, Style]]:
    """Every plan in every style."""
    return [(edition, style) for style in STYLES for edition in editions()]


def chosen() -> list[tuple[Edition, Style]]:
    """The committed choice: every style once, the plans in turn."""
    every = editions()
    return [(every[n % len(every)], style) for n, style in enumerate(STYLES)]
