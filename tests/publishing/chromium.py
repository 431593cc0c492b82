"""Debian's Chromium, driven over the DevTools protocol through two pipes: no port, no websocket, no network."""

from __future__ import annotations

import base64
import contextlib
import fcntl
import json
import os
import select
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
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
_KEYS = {
    "Enter": (13, "\r"), "Tab": (9, ""), " ": (32, " "),
    "ArrowDown": (40, ""), "ArrowUp": (38, ""), "ArrowRight": (39, ""), "ArrowLeft": (37, ""),
}  # fmt: skip


class Chromium:
    """One browser with one page; `fetched` holds every address it asked for, and was not refused by its policy."""

    def __init__(self) -> None:
        assert PROGRAM is not None
        self._profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        theirs_in, self._out = os.pipe()
        self._in, theirs_out = os.pipe()
        # Chromium reads commands from descriptor 3 and answers on 4
        spare_in, spare_out = (fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (theirs_in, theirs_out))
        self._process = subprocess.Popen(
            [PROGRAM, *_FLAGS, f"--user-data-dir={self._profile.name}", "about:blank"],
            preexec_fn=lambda: (os.dup2(spare_in, 3), os.dup2(spare_out, 4)),  # noqa: PLW1509  # two system calls only
            pass_fds=(3, 4),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(spare_in)
        os.close(spare_out)
        os.close(theirs_in)
        os.close(theirs_out)
        self._rest, self._last, self._session = b"", 0, ""
        self._asked: dict[str, str] = {}
        self.events: list[str] = []
        target = self._say("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._say("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Runtime"):
            self._say(f"{domain}.enable")

    @property
    def fetched(self) -> list[str]:
        """The addresses asked for since the last file was opened."""
        return list(self._asked.values())

    def open(self, path: Path) -> None:
        """Open a file, as if it had been clicked."""
        self.events.clear()
        self._asked.clear()
        self._say("Page.navigate", url=path.as_uri())
        self._until("Page.loadEventFired")
        self._settled(f"document.URL.startsWith({json.dumps(path.as_uri())})")

    def reload(self) -> None:
        """Load the page again, past every cache."""
        self.run("window.before = true")
        self.events.clear()
        self._say("Page.reload", ignoreCache=True)
        self._until("Page.loadEventFired")
        self._settled("window.before === undefined")

    def run(self, script: str) -> Any:
        """The value of an expression in the page; a promise is waited for."""
        told = self._say("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in told, told
        return told["result"].get("value")

    @contextlib.contextmanager
    def before_loading(self, script: str) -> Iterator[None]:
        """Run a script in every page that is opened meanwhile, before its own."""
        known = self._say("Page.addScriptToEvaluateOnNewDocument", source=script)["identifier"]
        yield
        self._say("Page.removeScriptToEvaluateOnNewDocument", identifier=known)

    def narrow(self, width: int) -> None:
        """Show the page as a phone of this width does."""
        self._say("Emulation.setDeviceMetricsOverride", width=width, height=800, deviceScaleFactor=1, mobile=True)

    def wide(self) -> None:
        """Show the page as a desk's screen does."""
        self._say("Emulation.clearDeviceMetricsOverride")

    def click(self, selector: str) -> None:
        """Click an element."""
        self.run(f"document.querySelector({json.dumps(selector)}).click()")

    def size(self, width: int, height: int, *, mobile: bool = False) -> None:
        """Show the page in a window or on a phone of this size."""
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": mobile}
        self._say("Emulation.setDeviceMetricsOverride", **metrics)
        self._say("Emulation.setTouchEmulationEnabled", enabled=mobile)

    def dark(self, on: bool) -> None:
        """Show the page as a dark or a light system does."""
        value = "dark" if on else "light"
        self._say("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": value}])

    def press(self, *keys: str) -> None:
        """Press keys one after the other: names such as `Tab`, or single signs."""
        for key in keys:
            shift, _, name = key.rpartition("+")
            code, text = _KEYS.get(name, (ord(name.upper()[:1]), name))
            event = {"key": name, "windowsVirtualKeyCode": code, "modifiers": 8 if shift else 0}
            self._say("Input.dispatchKeyEvent", type="keyDown", **event, **({"text": text} if text else {}))
            self._say("Input.dispatchKeyEvent", type="keyUp", **event)

    def type(self, text: str) -> None:
        """Write a text where the cursor is."""
        self._say("Input.insertText", text=text)

    def tap(self, selector: str) -> None:
        """Touch the middle of an element with a finger, after scrolling to it."""
        found = f"document.querySelector({json.dumps(selector)})"
        self.run(f"{found}.scrollIntoView({{block: 'center'}})")
        box = self.run(
            f"(({{x, y, width, height}}) => [x + width / 2, y + height / 2])({found}.getBoundingClientRect())"
        )
        self._say("Input.dispatchTouchEvent", type="touchStart", touchPoints=[{"x": box[0], "y": box[1]}])
        self._say("Input.dispatchTouchEvent", type="touchEnd", touchPoints=[])

    def until(self, condition: str) -> None:
        """Wait until an expression in the page is true."""
        end = time.monotonic() + _SECONDS
        while not self.run(condition):
            if time.monotonic() > end:
                raise TimeoutError(condition)
            time.sleep(0.02)

    def save_to(self, folder: Path) -> None:
        """Put downloads there."""
        self._say("Page.setDownloadBehavior", behavior="allow", downloadPath=str(folder))

    def choose_file(self, selector: str, path: Path) -> None:
        """Choose a file as a reader does."""
        root = self._say("DOM.getDocument")["root"]["nodeId"]
        node = self._say("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
        self._say("DOM.setFileInputFiles", files=[str(path)], nodeId=node)

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

    def _settled(self, there: str) -> None:
        """Wait for the page meant: the load event of the one before may come late."""
        end = time.monotonic() + _SECONDS
        while time.monotonic() < end:
            if self.run(f"{there} && document.readyState === 'complete'"):
                return
        raise TimeoutError

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
            self._asked[told["params"]["requestId"]] = told["params"]["request"]["url"]
        if told.get("method") == "Network.loadingFailed" and told["params"].get("blockedReason") == "csp":
            self._asked.pop(told["params"]["requestId"], None)
        return told
