"""Pages of a hosted batch are fetched once for all its rounds."""

import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from briefer import BatchOptions, FetchError, Settings
from briefer.batch.fetching.kept_pages import KeptPages
from tests.batch.fetching.test_hosts import Host


@pytest.fixture
def host() -> Iterator[Host]:
    opened = Host()
    thread = threading.Thread(target=opened.server.serve_forever, args=(0.05,))
    thread.start()
    yield opened
    opened.server.shutdown()
    opened.server.server_close()
    thread.join()


def pages_in(folder: Path) -> KeptPages:
    settings = Settings(allow_private=True)
    return KeptPages(settings, BatchOptions(host_delay=0.0), path=folder / "kept" / "pages.db")


async def test_a_page_is_the_same_in_each_round(host: Host, tmp_path: Path) -> None:
    with closing(pages_in(tmp_path)) as pages:
        first = await pages.fetch(f"{host.url}/story")
    asked = len(host.asked)
    with closing(pages_in(tmp_path)) as pages:
        again = await pages.fetch(f"{host.url}/story")
        assert len(host.asked) == asked, "not asked again"
        assert (again.data, again.url, again.media_type, again.charset) == (
            first.data, first.url, first.media_type, first.charset,
        )  # fmt: skip
        await pages.fetch(f"{host.url}/other")
    assert len(host.asked) > asked


async def test_what_failed_is_not_kept(host: Host, tmp_path: Path) -> None:
    host.busy_times, host.retry_after = 3, "0"
    with closing(pages_in(tmp_path)) as pages:
        with pytest.raises(FetchError):
            await pages.fetch(f"{host.url}/story")
        assert (await pages.fetch(f"{host.url}/story")).data == b"<p>page</p>"


def test_only_the_owner_may_read_them(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir(mode=0o755)
    with closing(pages_in(tmp_path)):
        assert (tmp_path / "kept" / "pages.db").stat().st_mode & 0o077 == 0
