"""The layout engines: each a program of its own, each called the same way."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from tests.factory.description import Edition
from tests.factory.html import page_html, xhtml
from tests.factory.marionette import print_page
from tests.factory.styles import Style

PROGRAMS = {
    "weasyprint": "weasyprint",
    "chromium": "chromium",
    "wkhtmltopdf": "wkhtmltopdf",
    "libreoffice": "soffice",
    "firefox": "firefox-esr",
}
MODULES = {"typst": "typst"}
"""Engines that are Python packages."""
JARS = tuple(Path("/usr/share/java", f"{name}.jar") for name in ("core-renderer", "itext", "bcprov"))
"""Flying Saucer on iText 2.1.7, where Debian puts them (`libcore-renderer-java`, `libitext-java`)."""
_FOLDER = Path(__file__).parent
FLYING_SAUCER = _FOLDER / "FlyingSaucer.java"
TIMEOUT_S = 120


class EngineMissingError(RuntimeError):
    """The engine's program is not installed."""


def is_installed(engine: str) -> bool:
    """Whether the engine can run here; the painter always can."""
    if engine == "flyingsaucer":
        return shutil.which("java") is not None and all(jar.exists() for jar in JARS)
    if engine in MODULES:
        return importlib.util.find_spec(MODULES[engine]) is not None
    return engine not in PROGRAMS or shutil.which(PROGRAMS[engine]) is not None


def lay_out(edition: Edition, style: Style) -> bytes:
    """The edition as a PDF in the style.

    Raises:
        EngineMissingError: the style's engine is not installed.
    """
    if style.engine == "painter":
        from tests.factory.painting import paint_edition  # noqa: PLC0415

        return paint_edition(edition, style)
    if not is_installed(style.engine):
        wanted = (PROGRAMS | MODULES).get(style.engine, "java with core-renderer.jar and itext.jar")
        raise EngineMissingError(
            f"{style.engine}: no program or package {wanted!r} is here; install it to lay out {style.name!r}"
        )
    if style.engine == "typst":
        import typst  # noqa: PLC0415

        from tests.factory.typst_source import typst_source  # noqa: PLC0415

        return typst.compile(typst_source(edition, style).encode())
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        target = folder / "out.pdf"
        if style.engine == "libreoffice":
            from tests.factory.odf import flat_odt  # noqa: PLC0415

            source = folder / "out.fodt"
            source.write_text(flat_odt(edition, style), encoding="utf-8")
        else:
            source = folder / "out.html"
            html = page_html(edition, style)
            source.write_text(xhtml(html) if style.engine == "flyingsaucer" else html, encoding="utf-8")
        if style.engine == "firefox":
            print_page(PROGRAMS["firefox"], source, target, style)
            return target.read_bytes()
        done = subprocess.run(
            _command(style, source, target), capture_output=True, timeout=TIMEOUT_S, check=False, cwd=folder
        )
        if not target.exists():
            raise RuntimeError(
                f"{style.engine} made nothing of {edition.name} {style.name}: {done.stderr[-2000:]!r}"
            )
        return target.read_bytes()


def _command(style: Style, source: Path, target: Path) -> list[str]:
    if style.engine == "flyingsaucer":
        fonts = sorted(map(str, (_FOLDER / "fonts").glob("*.ttf")))
        classes = os.pathsep.join(map(str, JARS))
        return ["java", "-cp", classes, str(FLYING_SAUCER), str(source), str(target), *fonts]
    if style.engine == "weasyprint":
        return ["weasyprint", "--quiet", str(source), str(target)]
    if style.engine == "chromium":
        return [
            "chromium", "--headless", "--no-sandbox", "--disable-gpu",
            f"--user-data-dir={source.parent}/profile",
            "--no-pdf-header-footer", "--disable-pdf-tagging", f"--print-to-pdf={target}", source.as_uri(),
        ]  # fmt: skip
    if style.engine == "libreoffice":
        return [
            "soffice", f"-env:UserInstallation={(source.parent / 'profile').as_uri()}", "--headless",
            "--convert-to", "pdf", "--outdir", str(target.parent), str(source),
        ]  # fmt: skip
    top, right, bottom, left = style.margins_mm
    command = [
        "wkhtmltopdf", "--quiet", "--page-size", style.page, "--orientation",
        "Landscape" if style.is_landscape else "Portrait", "-T", f"{top}mm", "-R", f"{right}mm",
        "-B", f"{bottom}mm",
        "-L", f"{left}mm", "--disable-smart-shrinking", "--zoom", "1.3", "--encoding", "utf-8",
    ]  # fmt: skip
    if style.page_number:
        footer = style.page_number.replace("{n}", "[page]").replace("{m}", "[topage]")
        command += ["--footer-center", footer, "--footer-font-size", "8"]
    if style.running_head:
        command += ["--header-right", style.running_head, "--header-font-size", "8"]
    return [*command, str(source), str(target)]
