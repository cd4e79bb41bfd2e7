"""The demonstration that ``make demo`` runs: pull the model, brief a page from a local server.

The page is the sample article beside this script, served on this machine only, so the brief comes
about exactly as it would from the web.
"""

import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ARTICLES = Path(__file__).resolve().parent / "articles"


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files and keeps its log to itself."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the base's own name)
        """Write nothing."""


def briefer(*arguments: str) -> None:
    """Run one briefer command, showing it first; stop the demonstration when it fails."""
    print("$ briefer", *arguments, flush=True)
    code = subprocess.call([sys.executable, "-m", "briefer", *arguments])
    if code:
        sys.exit(code)


def main() -> None:
    """Serve the sample article and brief it, on the embedded model unless another is named."""
    options = sys.argv[1:] or ["--model", "local"]
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=ARTICLES)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/harbour.html"
        if "local" in options:
            briefer("models", "pull")
        briefer("--allow-private", *options, url)
        briefer("--allow-private", *options, "-o", "brief.html", url)  # from the cache, at once
        server.shutdown()
    print("\nOpen brief.html in a browser: it shows the words behind each line in the article.")


if __name__ == "__main__":
    main()
