"""The demo that ``make demo`` runs: download the model, then brief a page from a local server.

The page is the sample article in ``articles``. Serving it from this machine makes the demo work as
with a page on the web.
"""

import subprocess
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ARTICLES = Path(__file__).resolve().parent / "articles"


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files without printing a log."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name in the base class)
        """Print nothing."""


def briefer(*arguments: str) -> None:
    """Print and run a briefer command; exit if it fails."""
    print("$ briefer", *arguments, flush=True)
    code = subprocess.call([sys.executable, "-m", "briefer", *arguments])
    if code:
        sys.exit(code)


def main() -> None:
    """Serve the sample article and brief it, with the embedded model or the given options."""
    options = sys.argv[1:] or ["--model", "local"]
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=ARTICLES)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/harbour.html"
        if "local" in options:
            briefer("models", "pull")
        briefer("--allow-private", *options, url)
        briefer("--allow-private", *options, "-o", "brief.html", url)  # from the cache
        server.shutdown()
    print("\nOpen brief.html in a browser: it highlights the evidence of each line in the article.")


if __name__ == "__main__":
    main()
