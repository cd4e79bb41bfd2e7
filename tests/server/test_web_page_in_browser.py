"""The web page in a real browser: ask, watch, read, cancel, compare, sign in; and attacks on it."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Locator, Page, expect, sync_playwright

from tests.factories import HEADLINE, TEXT, capable_model
from tests.rendering.test_accessibility_in_browser import AXE
from tests.server.factories import TOKEN, with_token
from tests.server.in_thread import Held, app_in, in_thread

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium on PATH")

WAIT = 60_000  # milliseconds, for a busy machine
expect.set_options(timeout=WAIT)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


class Watched:
    """A page, what its console said, and what it asked for."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.requests: list[str] = []
        page.set_default_timeout(WAIT)
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))

    def _on_console(self, message: object) -> None:
        if getattr(message, "type", "") in {"error", "warning"}:
            self.complaints.append(str(getattr(message, "text", "")))


@pytest.fixture
def watched(chromium: Browser) -> Iterator[Watched]:
    context = chromium.new_context(viewport={"width": 1200, "height": 800})
    yield Watched(context.new_page())
    context.close()


@pytest.fixture
def held() -> Iterator[Held]:
    model = Held()
    yield model
    model.may_answer.set()


@pytest.fixture
def address(tmp_path: Path, held: Held) -> Iterator[str]:
    with in_thread(app_in(tmp_path, held)) as address:
        yield address


def ask(page: Page, text: str = TEXT) -> None:
    page.get_by_label("Web address, or the text of the article").fill(text)
    page.get_by_role("button", name="Brief it").click()


def step(page: Page, name: str) -> Locator:
    return page.locator(".steps li").filter(has_text=name)


def test_a_text_is_briefed_step_by_step_and_read(
    watched: Watched, address: str, held: Held
) -> None:
    page = watched.page
    page.goto(address)
    ask(page)
    expect(step(page, "analysing the article")).to_be_visible()
    expect(step(page, "writing the gist")).to_be_visible()
    found = step(page, "analysing the article").locator("+ .found")
    expect(found).to_have_text("3 names, 1 quotation, 5 attributions")
    expect(page.locator(".steps .running .time").first).to_have_text(re.compile(r"^\d+\.\d s$"))
    held.may_answer.set()
    frame = page.frame_locator("iframe.evidence")
    expect(frame.get_by_role("heading", level=1)).to_contain_text(HEADLINE)
    frame.locator("a.line").first.click()
    expect(frame.locator(".piece.highlighted").first).to_be_visible()
    page.get_by_text("Download", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Markdown").click()
    assert download.value.suggested_filename.endswith(".md")
    assert HEADLINE in download.value.path().read_text(encoding="utf-8")
    page.goto(address)
    expect(page.get_by_role("link", name=HEADLINE)).to_be_visible()
    assert watched.complaints == []
    assert {url.partition("/v1")[0][: len(address)] for url in watched.requests} == {address}


def test_the_steps_are_there_after_a_reload_and_a_brief_is_cancelled(
    watched: Watched, address: str
) -> None:
    page = watched.page
    page.goto(address)
    ask(page)
    expect(step(page, "writing the gist")).to_be_visible()
    page.reload()
    expect(step(page, "writing the gist")).to_be_visible()
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("This brief was cancelled.")).to_be_visible()
    page.once("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Delete").click()
    expect(page.get_by_text("There are none yet")).to_be_visible()


def test_a_file_is_dropped_chosen_and_removed(watched: Watched, address: str, held: Held) -> None:
    held.may_answer.set()
    page = watched.page
    page.goto(address)
    page.set_input_files(
        "#file", FilePayload(name="story.md", mimeType="text/markdown", buffer=TEXT.encode())
    )
    expect(page.get_by_text("story.md, 1 kB")).to_be_visible()
    page.get_by_role("button", name="Remove").click()
    expect(page.get_by_text("story.md")).not_to_be_visible()
    dropped = page.evaluate_handle(
        """text => {
            const data = new DataTransfer();
            data.items.add(new File([text], "dropped.txt", {type: "text/plain"}));
            return data;
        }""",
        TEXT,
    )
    page.dispatch_event("#ask", "drop", {"dataTransfer": dropped})
    expect(page.get_by_text("dropped.txt")).to_be_visible()
    page.get_by_role("button", name="Brief it").click()
    expect(page.locator("iframe.evidence")).to_be_visible()
    assert watched.complaints == []


def test_two_models_are_compared_side_by_side(watched: Watched, address: str, held: Held) -> None:
    page = watched.page
    page.goto(address)
    page.get_by_text("Options", exact=True).click()
    page.get_by_label("Compare with").select_option("local")
    ask(page)
    expect(page.locator(".pane")).to_have_count(2)
    held.may_answer.set()
    expect(page.locator("iframe.evidence")).to_have_count(2)
    expect(page.get_by_text("Download", exact=True)).to_have_count(2)
    for number in range(2):
        frame = page.frame_locator("iframe.evidence").nth(number)
        expect(frame.get_by_role("heading", level=1)).to_contain_text(HEADLINE)
    page.reload()
    expect(page.locator("iframe.evidence")).to_have_count(2)
    assert watched.complaints == []


def test_errors_say_what_to_do(watched: Watched, address: str, held: Held) -> None:
    held.may_answer.set()
    page = watched.page
    page.goto(address)
    page.get_by_role("button", name="Brief it").click()
    expect(page.get_by_role("alert")).to_have_text(re.compile("Paste a web address or a text"))
    ask(page, "http://127.0.0.1/private")
    expect(page.get_by_role("alert")).to_contain_text("The page could not be fetched")
    expect(page.get_by_role("alert")).to_contain_text("never fetches from these")
    expect(page.get_by_role("alert")).to_contain_text("paste it here instead")
    page.get_by_role("link", name="Try again").click()
    expect(page.locator("#source")).to_have_value("http://127.0.0.1/private")
    ask(page, "Too short.")
    expect(page.get_by_role("alert")).to_contain_text("too few for a brief")


def test_it_works_with_the_keyboard_alone(watched: Watched, address: str, held: Held) -> None:
    held.may_answer.set()
    page = watched.page
    page.goto(address)
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator("#source")).to_be_focused()
    page.keyboard.insert_text(TEXT)
    page.keyboard.press("Control+Enter")
    expect(page.locator("iframe.evidence")).to_be_visible()
    page.wait_for_load_state()  # the menu opens without the script that closes it
    page.get_by_text("Download", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="JSON-LD")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="JSON-LD")).not_to_be_visible()
    expect(page.get_by_text("Download", exact=True)).to_be_focused()


def test_a_session_begins_with_the_token_and_ends(
    watched: Watched, tmp_path: Path, held: Held
) -> None:
    held.may_answer.set()
    page = watched.page
    with in_thread(app_in(tmp_path, held, **with_token())) as address:
        page.goto(address)
        page.get_by_label("Token of this server").fill("wrong")
        page.get_by_role("button", name="Sign in").click()
        expect(page.get_by_role("alert")).to_contain_text("This is not the token")
        page.get_by_label("Token of this server").fill(TOKEN)
        page.get_by_role("button", name="Sign in").click()
        ask(page)
        expect(page.locator("iframe.evidence")).to_be_visible()
        page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_label("Token of this server")).to_be_visible()
        page.goto(f"{address}/")
        expect(page.get_by_label("Token of this server")).to_be_visible()


def test_a_page_of_another_site_can_neither_read_nor_change_anything(
    watched: Watched, address: str, tmp_path: Path
) -> None:
    page = watched.page
    with in_thread(app_in(tmp_path / "other", capable_model())) as other:
        page.goto(f"{other}/health")
        tried = page.evaluate(
            """async ([address, text]) => {
                const form = new FormData();
                form.append("file", new File([text], "a.txt"));
                const url = `${address}/v1/briefs`;
                const blind = {method: "POST", mode: "no-cors", body: form};
                const json = {
                    method: "POST",
                    body: JSON.stringify({text}),
                    headers: {"Content-Type": "application/json"},
                };
                const calls = {
                    read: [url, {}], blind: [`${url}/file`, blind], json: [url, json],
                };
                const found = {};
                for (const [name, [url, options]] of Object.entries(calls)) {
                    found[name] = await fetch(url, options).then(r => r.type, () => "refused");
                }
                return found;
            }""",
            [address, TEXT],
        )
    assert tried["read"] == tried["json"] == "refused"
    assert tried["blind"] in {"refused", "opaque"}
    page.goto(address)
    expect(page.get_by_text("There are none yet")).to_be_visible()


def test_a_hostile_article_cannot_reach_the_server_from_its_page(
    watched: Watched, address: str, held: Held
) -> None:
    held.may_answer.set()
    page = watched.page
    page.goto(address)
    ask(page, f'{TEXT}\n\n<img src=x onerror="parent.owned=1"> said Mayor Okafor.')
    frame = page.frame_locator("iframe.evidence")
    expect(frame.get_by_role("heading", level=1)).to_contain_text(HEADLINE)
    inner = page.frames[1]
    assert inner.evaluate("self.origin") == "null"
    reached = inner.evaluate("fetch('/v1/briefs').then(r => r.status, () => 'refused')")
    assert reached == "refused"
    assert page.evaluate("window.owned") is None


@pytest.mark.skipif(not AXE.exists(), reason="no axe-core in node_modules")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1200])
def test_axe_finds_nothing(chromium: Browser, tmp_path: Path, scheme: str, width: int) -> None:
    model = Held()
    context = chromium.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if scheme == "dark" else "light",
        bypass_csp=True,
    )
    page = context.new_page()
    page.set_default_timeout(WAIT)

    def audit() -> list[object]:
        page.add_script_tag(content=AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run({iframes: false}).then(found => found.violations)")
        return [(each["id"], each["impact"], [n["html"] for n in each["nodes"]]) for each in found]

    with in_thread(app_in(tmp_path, model)) as address:
        page.goto(address)
        page.get_by_text("Options", exact=True).click()
        assert audit() == []
        ask(page)
        expect(step(page, "writing the gist")).to_be_visible()
        assert audit() == []
        model.may_answer.set()
        expect(page.locator("iframe.evidence")).to_be_visible()
        page.get_by_text("How it was made").click()
        assert audit() == []
        page.goto(address)
        assert audit() == []
        ask(page, "Too short.")
        expect(page.get_by_role("alert")).to_contain_text("too few")
        assert audit() == []
    context.close()


def test_the_pages_are_light(watched: Watched, address: str, held: Held) -> None:
    held.may_answer.set()
    page = watched.page
    sizes: dict[str, int] = {}
    page.on("response", lambda reply: sizes.update({reply.url: len(reply.body())}))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    assert sum(sizes.values()) < 60_000, json.dumps(sizes)
