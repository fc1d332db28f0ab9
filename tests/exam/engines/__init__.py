"""The engines of the exam, each called the same way: `lay_out(drawn) -> bytes` of a PDF."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Callable

from tests.exam.description import Drawn
from tests.factory.engines import is_installed

_NEEDS = {
    "chromium": ("chromium", None),
    "weasyprint": ("weasyprint", None),
    "wkhtmltopdf": ("wkhtmltopdf", None),
    "docx": ("soffice", "docx"),
    "xlsx": ("soffice", "openpyxl"),
    "reportlab": (None, "reportlab"),
    "fpdf2": (None, "fpdf"),
    "xelatex": ("xelatex", None),
    "typst": (None, "typst"),
    "flyingsaucer": ("java", None),
}


def installed() -> tuple[str, ...]:
    """The engines that can run here."""
    return tuple(
        name
        for name, (program, module) in _NEEDS.items()
        if (program is None or shutil.which(program))
        and (module is None or importlib.util.find_spec(module))
        and (name != "flyingsaucer" or is_installed(name))
    )


def lay_out(drawn: Drawn) -> bytes:
    """The drawn edition as a PDF."""
    return _engine(drawn.engine)(drawn)


def _engine(name: str) -> Callable[[Drawn], bytes]:
    from tests.exam.engines import html, latex, office, painted, typst_source

    return {
        "chromium": html.chromium,
        "weasyprint": html.weasyprint,
        "wkhtmltopdf": html.wkhtmltopdf,
        "docx": office.docx,
        "xlsx": office.xlsx,
        "reportlab": painted.reportlab,
        "fpdf2": painted.fpdf2,
        "xelatex": latex.xelatex,
        "typst": typst_source.typst,
        "flyingsaucer": html.flyingsaucer,
    }[name]
