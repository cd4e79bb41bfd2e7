"""The web page as HTML: what it shows of jobs, and that it trusts nothing that it shows."""

import re

import httpx2
import pytest

from briefer import FetchError, ModelUnavailableError
from briefer.server import pages
from briefer.server.problems import problem_of
from tests.factories import HEADLINE, TEXT, capable_model
from tests.server.conftest import Client
from tests.server.factories import Slow, answered_by
from tests.server.test_api import created, done

HOSTILE = '<script>alert(1)</script>"onload="x'
HTML = {"Accept": "text/html"}


async def page(http: httpx2.AsyncClient, path: str) -> str:
    reply = await http.get(path, headers=HTML)
    assert reply.status_code == 200, reply.text
    assert reply.headers["content-type"] == "text/html; charset=utf-8"
    assert not re.search(r"<script(?![^>]* src=\"/static/)|<style| style=| on\w+=", reply.text)
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//", reply.text)
    return reply.text


async def test_the_first_page_has_the_form_and_the_recent_briefs(client: Client) -> None:
    async with client(answered_by(capable_model()), models=("local",)) as http:
        assert "There are none yet" in await page(http, "/")
        job = await done(http, text=TEXT)
        shown = await page(http, "/")
        assert f'href="/briefs/{job}"' in shown
        assert HEADLINE in shown
        assert shown.count('<option value="local"') == 2
        assert HEADLINE in await page(http, "/?q=okafor")
        assert "No brief has these words" in await page(http, "/?q=zeppelin")


async def test_older_briefs_are_one_link_away(client: Client) -> None:
    async with client() as http:
        for number in range(22):
            await created(http, text=f"Number {number}.")
        shown = await page(http, "/")
        [older] = re.findall(r'href="(/\?[^"]*before=\d+)#recent"', shown)
        rest = await page(http, older.replace("&amp;", "&"))
        assert "Number 1.…" not in rest
        assert "Number 1." in rest
        assert "Older briefs" in rest


async def test_a_finished_brief_is_framed_with_its_downloads_and_steps(client: Client) -> None:
    async with client(answered_by(capable_model())) as http:
        job = await done(http, text=TEXT)
        shown = await page(http, f"/briefs/{job}")
    assert f'src="/v1/briefs/{job}/formats/html"' in shown
    assert "allow-same-origin" not in shown
    for name in ("pdf", "docx", "md", "json", "jsonld", "terminal", "html"):
        assert f"/formats/{name}?download=true" in shown
    assert re.search(r"<td>writing the gist</td><td>\d+\.\d</td><td>[\d,]+</td>", shown)


async def test_a_brief_in_the_making_says_so(client: Client) -> None:
    model = Slow()
    async with client(answered_by(model), concurrency=1) as http:
        first = await created(http, text=TEXT)
        await model.asked.wait()
        second = await created(http, text=TEXT)
        assert f'data-job="{first}"' in await page(http, f"/briefs/{first}")
        assert "Waiting for its turn" in await page(http, f"/briefs/{second}")
        both = await page(http, f"/compare?left={first}&right={second}")
        assert both.count("data-job=") == 2
        model.may_answer.set()


async def test_an_error_says_what_to_do(client: Client) -> None:
    down = capable_model(gist=ModelUnavailableError("The server is down."))
    async with client(answered_by(down)) as http:
        job = await done(http, text=TEXT)
        shown = await page(http, f"/briefs/{job}")
        assert "The model cannot be reached" in shown
        assert "The server is down." in shown
        assert "choose another model" in shown
        short = await done(http, text="Too short.")
        assert "The text has fewer than 20 words" in await page(http, f"/briefs/{short}")


async def test_what_clients_and_articles_say_is_escaped(client: Client) -> None:
    async with client() as http:
        job = await done(http, text=f"{HOSTILE} {TEXT}")
        for path in ("/", f"/briefs/{job}", f"/?q={HOSTILE}", f"/?url={HOSTILE}&force=1"):
            shown = await page(http, path)
            assert "<script>alert" not in shown
        files = {"file": (HOSTILE, TEXT.encode())}
        await http.post("/v1/briefs/file", files=files)
        assert "<script>alert" not in await page(http, "/")


async def test_what_is_not_there_is_a_page_for_browsers(client: Client) -> None:
    async with client() as http:
        for path in ("/briefs/none", "/compare?left=a&right=b", "/nothing"):
            reply = await http.get(path, headers=HTML)
            assert reply.status_code == 404
            assert "There is nothing here" in reply.text
            assert 'href="/"' in reply.text
        assert (await http.get("/login", headers=HTML)).headers["location"] == "/"


@pytest.mark.parametrize("error", [FetchError("No reply."), ModelUnavailableError("Down.")])
def test_every_page_of_an_error_has_a_hint(error: FetchError | ModelUnavailableError) -> None:
    reason = problem_of(error)
    shown = bytes(pages.error_page(reason).body).decode()
    assert reason.title in shown
    assert reason.detail in shown
    assert len(re.findall("<p>", shown)) >= 2
