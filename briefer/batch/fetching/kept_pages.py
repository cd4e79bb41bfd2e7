"""Fetch each page once for all rounds of a hosted batch, which may be a day apart.

A page that changes between two rounds would be another article, and would be asked about again.
"""

import json
import os
import sqlite3
import zlib
from pathlib import Path
from typing import Final

from briefer.batch.fetching.hosts import PoliteFetcher
from briefer.batch.options import BatchOptions
from briefer.errors import SettingsError
from briefer.private_files import open_private
from briefer.settings import Settings
from briefer.source.fetching import Page, Validators

PAGES: Final = "pages.db"
_TABLE: Final = (
    "CREATE TABLE IF NOT EXISTS pages (url TEXT PRIMARY KEY, about TEXT NOT NULL, data BLOB)"
)


class KeptPages(PoliteFetcher):
    """Fetches pages that are not in its file, and keeps them.

    Args:
        settings: the limits of a fetch.
        options: see `PoliteFetcher`.
        path: the sqlite file; its folder is created if it does not exist.

    Raises:
        SettingsError: the file cannot be used.
    """

    def __init__(self, settings: Settings, options: BatchOptions, *, path: Path) -> None:
        super().__init__(settings, options)
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.close(open_private(path, os.O_CREAT | os.O_RDWR))  # it has what someone reads
            self._database = sqlite3.connect(path, timeout=60.0)
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.execute(_TABLE)
        except (OSError, sqlite3.Error) as error:
            raise SettingsError(
                f"the pages in '{path}' cannot be used ({error}): name another output with '-o'"
            ) from error

    async def fetch(self, url: str, known: Validators | None = None) -> Page:
        """Return the page as it was when it was fetched first; see ``PoliteFetcher.fetch``."""
        found = self._database.execute(
            "SELECT about, data FROM pages WHERE url = ?", (url,)
        ).fetchone()
        if found is not None:
            about = json.loads(found[0])
            return Page(zlib.decompress(found[1]), about["url"], about["type"], about["charset"])
        page = await super().fetch(url, known)
        about = {"url": page.url, "type": page.media_type, "charset": page.charset}
        with self._database:
            self._database.execute(
                "INSERT OR REPLACE INTO pages VALUES (?, ?, ?)",
                (url, json.dumps(about), zlib.compress(page.data, 6)),
            )
        return page

    def close(self) -> None:
        """Close the file."""
        self._database.close()
