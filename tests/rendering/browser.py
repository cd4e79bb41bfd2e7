"""Control a real Chromium over its debugging pipe: no driver, no port, no network."""

import json
import os
import select
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

_TIMEOUT = 30.0
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-prefers-no-reduced-motion",
    "--remote-debugging-pipe",
)


class Tab:
    """One page in the browser, its requests, and the errors that it logged."""

    def __init__(self, commands: int, replies: int) -> None:
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self._commands = commands
        self._replies = replies
        self._unread = b""
        self._calls = 0
        self._session = ""

    @classmethod
    def open(cls, commands: int, replies: int) -> Self:
        """Open a tab through the two ends of the pipe."""
        tab = cls(commands, replies)
        target = tab.call("Target.createTarget", {"url": "about:blank"})["targetId"]
        attached = tab.call("Target.attachToTarget", {"targetId": target, "flatten": True})
        tab._session = str(attached["sessionId"])
        for domain in ("Page", "Runtime", "Log", "Network"):
            tab.call(f"{domain}.enable")
        return tab

    def call(self, method: str, params: dict[str, object] | None = None) -> dict[str, object]:
        """Send a command and return its result, and collect the errors that arrive meanwhile."""
        self._calls += 1
        message = {"id": self._calls, "method": method, "params": params or {}}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._commands, json.dumps(message).encode() + b"\0")
        while True:
            reply = self._read()
            if reply.get("id") == self._calls:
                result = reply.get("result")
                assert isinstance(result, dict), reply
                return result

    def visit(self, page: Path, *, width: int = 1200, height: int = 700) -> None:
        """Load a page and wait until it is complete."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.call("Emulation.setDeviceMetricsOverride", dict(size))
        self.call("Page.navigate", {"url": page.as_uri()})
        assert self.comes_true("document.readyState === 'complete'")

    def comes_true(self, script: str) -> bool:
        """Poll a JavaScript condition; a page without script cannot wait itself."""
        for _ in range(60):
            if self.run(script):
                return True
            time.sleep(0.05)
        return False

    def run(self, script: str) -> object:
        """Return the value of a JavaScript expression."""
        params = {"expression": script, "returnByValue": True}
        reply = self.call("Runtime.evaluate", dict(params))
        assert "exceptionDetails" not in reply, reply
        result = reply["result"]
        assert isinstance(result, dict)
        return result.get("value")

    def point_at(self, selector: str, *, click: bool = False) -> None:
        """Move the real mouse to the middle of an element's first line, and click if asked."""
        found = self.run(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)});"
            "e.scrollIntoView({block: 'center', behavior: 'instant'});"
            "const b = e.getClientRects()[0]; return [b.x + b.width / 2, b.y + b.height / 2]; })()"
        )
        assert isinstance(found, list)
        where: dict[str, object] = {"x": found[0], "y": found[1], "button": "left", "clickCount": 1}
        self.call("Input.dispatchMouseEvent", {**where, "type": "mouseMoved", "button": "none"})
        for kind in ("mousePressed", "mouseReleased") if click else ():
            self.call("Input.dispatchMouseEvent", {**where, "type": kind})

    def press(self, key: str, *, text: str = "") -> None:
        """Press and release a key."""
        codes = {"Tab": 9, "Enter": 13, "Escape": 27, " ": 32}
        stroke: dict[str, object] = {"key": key, "windowsVirtualKeyCode": codes[key]}
        self.call("Input.dispatchKeyEvent", {**stroke, "type": "keyDown", "text": text})
        self.call("Input.dispatchKeyEvent", {**stroke, "type": "keyUp"})

    def _read(self) -> dict[str, object]:
        while b"\0" not in self._unread:
            ready, _, _ = select.select([self._replies], [], [], _TIMEOUT)
            assert ready, "the browser does not answer"
            data = os.read(self._replies, 65536)
            assert data, "the browser has ended"
            self._unread += data
        line, _, self._unread = self._unread.partition(b"\0")
        message: dict[str, object] = json.loads(line)
        if message.get("method") in {"Runtime.exceptionThrown", "Log.entryAdded"}:
            self.complaints.append(line.decode())
        if message.get("method") == "Network.requestWillBeSent":
            self.requests.append(json.loads(line)["params"]["request"]["url"])
        return message


@contextmanager
def browser(profile: Path) -> Iterator[Tab]:
    """Run Chromium with an empty profile."""
    assert CHROMIUM
    command_out, command_in = os.pipe()
    reply_out, reply_in = os.pipe()
    # Chromium reads commands from descriptor 3 and writes replies to 4.
    line = f'exec "$@" 3<&{command_out} 4>&{reply_in}'
    process = subprocess.Popen(
        ["/bin/bash", "-c", line, "sh", CHROMIUM, *_FLAGS, f"--user-data-dir={profile}"],
        pass_fds=(command_out, reply_in),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(command_out)
    os.close(reply_in)
    try:
        yield Tab.open(command_in, reply_out)
        os.write(command_in, b'{"id":0,"method":"Browser.close"}\0')
        process.wait(_TIMEOUT)
    finally:
        process.kill()
        process.wait()
        os.close(command_in)
        os.close(reply_out)
