"""Where the project and its tests lie."""

from __future__ import annotations

from pathlib import Path

TESTS = Path(__file__).parent
ROOT = TESTS.parent
DECREE = ROOT / "data" / "raw" / "P1300000078.kaz.pdf"
