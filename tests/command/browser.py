"""A headless Chromium, driven through chromedriver (https://www.w3.org/TR/webdriver2/)."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))),
               None)
DRIVER = shutil.which("chromedriver")
_ARGUMENTS = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
    "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--hide-scrollbars",
]


class Browser:
    """One session of a browser."""

    def __init__(self, address: str, session: str) -> None:
        self._base = f"{address}/session/{session}"

    def open(self, page: Path) -> None:
        """Load a page from a file."""
        _post(f"{self._base}/url", {"url": page.as_uri()})

    def run(self, script: str) -> Any:
        """The value that a script returns."""
        return _post(f"{self._base}/execute/sync", {"script": script, "args": []})

    def command(self, name: str, **parameters: Any) -> Any:
        """A command of the DevTools protocol."""
        return _post(f"{self._base}/goog/cdp/execute", {"cmd": name, "params": parameters})

    def log(self, kind: str) -> list[dict[str, Any]]:
        """What was logged since the last call: ``browser`` is the console."""
        found: list[dict[str, Any]] = _post(f"{self._base}/se/log", {"type": kind})
        return found

    def requested(self, page: Path) -> list[str]:
        """The addresses that a page asked for since the last call."""
        messages = [json.loads(entry["message"])["message"] for entry in self.log("performance")]
        return [message["params"]["request"]["url"] for message in messages
                if message["method"] == "Network.requestWillBeSent"
                and message["params"]["documentURL"] == page.as_uri()]

    def resize(self, width: int, height: int, *, phone: bool = False) -> None:
        """The size of the page, in its own pixels."""
        self.command("Emulation.setDeviceMetricsOverride", width=width, height=height,
                     deviceScaleFactor=2 if phone else 1, mobile=phone)

    def prefer(self, scheme: str) -> None:
        """``light`` or ``dark``."""
        self.command("Emulation.setEmulatedMedia",
                     features=[{"name": "prefers-color-scheme", "value": scheme}])

    def picture(self, path: Path) -> None:
        """A PNG of the whole page."""
        shot = self.command("Page.captureScreenshot", captureBeyondViewport=True)
        path.write_bytes(base64.b64decode(shot["data"]))


@contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    """A browser with an empty profile in a folder; ends with the block."""
    assert BROWSER is not None
    assert DRIVER is not None
    driver = subprocess.Popen([DRIVER, "--port=0"], stdout=subprocess.PIPE, text=True)
    try:
        assert driver.stdout is not None
        found = None
        while found is None:
            line = driver.stdout.readline()
            assert line, "chromedriver ended"
            found = re.search(r"started successfully on port (\d+)", line)
        address = f"http://127.0.0.1:{found[1]}"
        options = {"binary": BROWSER, "args": [*_ARGUMENTS, f"--user-data-dir={folder}"]}
        session = _post(f"{address}/session", {"capabilities": {"alwaysMatch": {
            "goog:chromeOptions": options,
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
        }}})["sessionId"]
        try:
            yield Browser(address, session)
        finally:
            _send(urllib.request.Request(f"{address}/session/{session}", method="DELETE"))
    finally:
        driver.terminate()
        driver.communicate(timeout=60)


def _post(address: str, body: dict[str, Any]) -> Any:
    return _send(urllib.request.Request(address, json.dumps(body).encode(),
                                        {"Content-Type": "application/json"}))


def _send(request: urllib.request.Request) -> Any:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(request, timeout=120) as answer:
        return json.load(answer)["value"]
