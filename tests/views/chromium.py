"""A real browser, driven over a pipe by the DevTools protocol, for tests that are skipped without one."""

import base64
import contextlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import IO, Any, cast

COMMAND = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
# The browser talks over the descriptors 3 and 4.
_SHELL = 'exec "$0" "$@" 3<&0 4>&1 >/dev/null'
_OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--remote-debugging-pipe",
)
# The rules of axe-core that count, by its tags.
_RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")


class Page:
    """One page of the browser, and what it asked for or complained about."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._session: str | None = None
        self._last = 0
        self.requests: list[str] = []
        self.complaints: list[str] = []
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self._session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Network", "Log", "Runtime"):
            self.send(f"{domain}.enable")

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Give the result of a command; what else arrives in the meantime is kept."""
        self._last += 1
        message = {"id": self._last, "method": method, "params": parameters}
        if self._session is not None:
            message["sessionId"] = self._session
        pipe = cast("IO[bytes]", self._process.stdin)
        pipe.write(json.dumps(message).encode() + b"\0")
        pipe.flush()
        while (answer := self._receive()).get("id") != self._last:
            pass
        assert "error" not in answer, answer
        return cast("dict[str, Any]", answer["result"])

    def open(self, path: Path, fragment: str = "", **window: Any) -> None:
        """Load a file as open_address does."""
        self.open_address(path.as_uri() + fragment, **window)

    def open_address(
        self, address: str, *, width: int = 1440, height: int = 900, scheme: str = "light"
    ) -> None:
        """Load a page in a window of a size and a colour scheme, and wait for it."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.send("Emulation.setDeviceMetricsOverride", **size)
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        self.send("Emulation.setEmulatedMedia", features=features)
        self.send("Page.navigate", url="about:blank")
        self.send("Page.navigate", url=address)
        while self._receive().get("method") != "Page.loadEventFired":
            pass
        while self.read("document.readyState") != "complete" or self.read("location.protocol") == "about:":
            pass

    def read(self, expression: str) -> Any:
        """Evaluate an expression in the page."""
        result = self.send("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in result, result
        return result["result"].get("value")

    def barriers(self) -> list[str]:
        """Give what axe-core finds against WCAG 2.2 AA and its best practice."""
        self.read(files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8") + ";0")
        found = self.read(f"axe.run({{ runOnly: {json.dumps(_RULES)} }}).then((found) => found.violations)")
        return [f"{one['id']}: {node['html']}" for one in found for node in one["nodes"]]

    def press(self, key: str) -> None:
        """Press a key."""
        for kind in ("keyDown", "keyUp"):
            self.send("Input.dispatchKeyEvent", type=kind, key=key, text=key if kind == "keyDown" else "")

    def picture(self) -> bytes:
        """Give what the window shows, as WebP."""
        return base64.b64decode(self.send("Page.captureScreenshot", format="webp", quality=70)["data"])

    def _receive(self) -> dict[str, Any]:
        pipe = cast("IO[bytes]", self._process.stdout)
        data = bytearray()
        while (byte := pipe.read(1)) != b"\0":
            assert byte, "the browser ended"
            data += byte
        answer: dict[str, Any] = json.loads(data)
        if answer.get("method") == "Network.requestWillBeSent":
            self.requests.append(answer["params"]["request"]["url"])
        elif answer.get("method") in ("Log.entryAdded", "Runtime.exceptionThrown"):
            self.complaints.append(json.dumps(answer["params"]))
        return answer


@contextlib.contextmanager
def browser(folder: Path) -> Iterator[Page]:
    """Start a browser with a fresh profile in `folder`, and give a page of it."""
    assert COMMAND is not None
    command = ["bash", "-c", _SHELL, COMMAND, *_OPTIONS, f"--user-data-dir={folder}"]
    pipes: dict[str, Any] = {
        "stdin": subprocess.PIPE,
        "stdout": subprocess.PIPE,
        "stderr": subprocess.DEVNULL,
    }
    with subprocess.Popen(command, **pipes, env={**os.environ, "HOME": str(folder)}) as process:
        try:
            yield Page(process)
        finally:
            process.kill()
