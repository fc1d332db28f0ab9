"""Firefox without a window, told to print a page: its remote protocol, Marionette, over a socket."""

from __future__ import annotations

import base64
import json
import os
import socket
import subprocess
import time
from pathlib import Path
from typing import Any

from tests.factory.styles import Style

_SIZES_CM = {"A4": (21.0, 29.7), "Letter": (21.59, 27.94)}
_PATIENCE_S = 30.0


def print_page(program: str, source: Path, target: Path, style: Style) -> None:
    """Print the HTML of `source` into the PDF `target`.

    Raises:
        RuntimeError: Firefox does not answer, or says why it cannot.
    """
    profile = source.parent / "profile"
    profile.mkdir()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    (profile / "user.js").write_text(f'user_pref("marionette.port", {port});\n', encoding="utf-8")
    browser = subprocess.Popen(
        [program, "--headless", "--marionette", "--no-remote", "--profile", str(profile)],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "HOME": str(profile)},
    )  # fmt: skip
    try:
        with _connected(port) as line:
            session = _Session(line)
            session.tell("WebDriver:NewSession", {"capabilities": {}})
            session.tell("WebDriver:Navigate", {"url": source.as_uri()})
            printed = session.tell("WebDriver:Print", _settings(style))
            target.write_bytes(base64.b64decode(printed["value"]))
    finally:
        browser.terminate()
        browser.wait(_PATIENCE_S)


def _settings(style: Style) -> dict[str, Any]:
    width, height = _SIZES_CM[style.page]
    sides = zip(("top", "right", "bottom", "left"), style.margins_mm, strict=True)
    return {
        "orientation": "landscape" if style.is_landscape else "portrait",
        "page": {"width": width, "height": height},
        "margin": {side: mm / 10 for side, mm in sides},
        "shrinkToFit": True,
        "background": True,
    }


def _connected(port: int) -> socket.socket:
    end = time.monotonic() + _PATIENCE_S
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE_S)
        except OSError as error:
            if time.monotonic() > end:
                raise RuntimeError("firefox does not answer") from error
            time.sleep(0.3)


class _Session:
    """Commands and their answers: JSON with its length before it."""

    def __init__(self, line: socket.socket) -> None:
        self.line = line
        self.pending = b""
        self.count = 0
        self._answer()  # its greeting

    def tell(self, command: str, settings: dict[str, Any]) -> Any:
        self.count += 1
        data = json.dumps([0, self.count, command, settings]).encode()
        self.line.sendall(b"%d:%s" % (len(data), data))
        _, _, error, value = self._answer()
        if error:
            raise RuntimeError(f"firefox: {error}")
        return value

    def _answer(self) -> Any:
        while b":" not in self.pending:
            self.pending += self.line.recv(65536)
        size, _, rest = self.pending.partition(b":")
        while len(rest) < int(size):
            rest += self.line.recv(1 << 20)
        self.pending = rest[int(size) :]
        return json.loads(rest[: int(size)])
