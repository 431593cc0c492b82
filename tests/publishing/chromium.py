"""Debian's Chromium, driven over the DevTools protocol through two pipes: no port, no websocket, no network."""

from __future__ import annotations

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any

PROGRAM = shutil.which("chromium") or shutil.which("chromium-browser")
_SECONDS = 20.0
_FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--remote-debugging-pipe"),
    *("--no-first-run", "--disable-extensions", "--disable-background-networking", "--disable-component-update"),
    *("--disable-sync", "--disable-default-apps", "--mute-audio", "--hide-scrollbars"),
)


class Chromium:
    """One browser with one page; `fetched` lists every address that the page asked for."""

    def __init__(self) -> None:
        assert PROGRAM is not None
        self._profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        theirs_in, self._out = os.pipe()
        self._in, theirs_out = os.pipe()
        command = [PROGRAM, *_FLAGS, f"--user-data-dir={self._profile.name}", "about:blank"]
        # Chromium reads commands from descriptor 3 and answers on 4; a shell puts the pipes there
        shell = ["sh", "-c", f'exec 3<&{theirs_in} 4>&{theirs_out}; exec "$@"', "sh", *command]
        self._process = subprocess.Popen(
            shell, pass_fds=(theirs_in, theirs_out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self._rest, self._last, self._session = b"", 0, ""
        self.fetched: list[str] = []
        self.events: list[str] = []
        target = self._say("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._say("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime"):
            self._say(f"{domain}.enable")

    def open(self, path: Path) -> None:
        """Open a file, as if it had been clicked."""
        self.events.clear()
        self._say("Page.navigate", url=path.as_uri())
        self._until("Page.loadEventFired")

    def reload(self) -> None:
        """Load the page again, past every cache."""
        self.events.clear()
        self._say("Page.reload", ignoreCache=True)
        self._until("Page.loadEventFired")

    def run(self, script: str) -> Any:
        """The value of an expression in the page."""
        told = self._say("Runtime.evaluate", expression=script, returnByValue=True)
        assert "exceptionDetails" not in told, told
        return told["result"].get("value")

    def before_loading(self, script: str) -> None:
        """Run a script in every page from now on, before its own."""
        self._say("Page.addScriptToEvaluateOnNewDocument", source=script)

    def narrow(self, width: int) -> None:
        """Show the page as a phone of this width does."""
        self._say("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=True)

    def click(self, selector: str) -> None:
        """Click an element."""
        self.run(f"document.querySelector({json.dumps(selector)}).click()")

    def pdf(self) -> bytes:
        """The page as it would be printed."""
        return base64.b64decode(self._say("Page.printToPDF", preferCSSPageSize=True)["data"])

    def picture(self) -> bytes:
        """The whole page as PNG."""
        return base64.b64decode(self._say("Page.captureScreenshot", captureBeyondViewport=True)["data"])

    def __enter__(self) -> Chromium:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._in)
        os.close(self._out)
        self._profile.cleanup()

    def _say(self, method: str, **params: Any) -> dict[str, Any]:
        self._last += 1
        number = self._last
        message = {"id": number, "method": method, "params": params}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while True:
            told = self._hear()
            if told.get("id") == number:
                assert "error" not in told, told
                return dict(told["result"])

    def _until(self, event: str) -> None:
        while event not in self.events:
            self._hear()

    def _hear(self) -> dict[str, Any]:
        """The next message; events are noted."""
        end = time.monotonic() + _SECONDS
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self._in], [], [], max(end - time.monotonic(), 0))
            more = os.read(self._in, 1 << 20) if ready else b""
            if not more:
                raise TimeoutError
            self._rest += more
        line, _, self._rest = self._rest.partition(b"\0")
        told: dict[str, Any] = json.loads(line)
        self.events.append(told.get("method", ""))
        if told.get("method") == "Network.requestWillBeSent":
            self.fetched.append(told["params"]["request"]["url"])
        return told
