"""The tools, called by the SDK's own client, which checks results against the schemas."""

import asyncio
import re
from collections.abc import Sequence
from typing import Any

import anyio
import pytest
from mcp.types import ResourceLink

import briefer
from briefer import FakeModel, ModelUnavailableError, Settings
from briefer.mcp_server.recent_briefs import MAX_BRIEFS
from briefer.mcp_server.results import BriefResult
from briefer.mcp_server.slots import AT_ONCE, WAITING
from briefer.model.protocol import Answer, Message, Reply
from tests.factories import TEXT, capable_model
from tests.mcp_server.conftest import ARTICLES, brief_of, connected, data_of, text_of

UNKNOWN_ID = "0" * 16
PATIENCE = 20.0  # seconds until a test that hangs fails


class Silent(FakeModel):
    """A model that never answers."""

    def __init__(self) -> None:
        super().__init__([], concurrent=True)
        self.asked = asyncio.Event()
        self.cancelled = asyncio.Event()

    async def ask(
        self, messages: Sequence[Message], answer: type[Answer], *, max_tokens: int
    ) -> Reply[Answer]:
        del messages, answer, max_tokens
        self.asked.set()
        try:
            await asyncio.Event().wait()
        finally:
            self.cancelled.set()
        raise AssertionError("unreachable")


async def test_every_tool_has_a_title_a_description_and_schemas(offline_settings: Settings) -> None:
    async with connected(offline_settings) as client:
        listed = (await client.list_tools()).tools
        assert "Call brief_url or brief_text first" in (client.instructions or "")
    assert [tool.name for tool in listed] == [
        "brief_url", "brief_text", "check_brief", "show_evidence", "find_in_article", "list_briefs",
    ]  # fmt: skip
    for tool in listed:
        assert tool.title
        assert tool.description
        assert tool.output_schema
        assert tool.annotations is not None
        assert tool.annotations.read_only_hint
        assert tool.annotations.open_world_hint is (tool.name == "brief_url")
        for argument in tool.input_schema["properties"].values():
            assert argument["description"]
            assert "{" not in argument["description"]


async def test_no_tool_takes_a_path_a_model_an_address_of_a_server_or_a_key(
    offline_settings: Settings,
) -> None:
    async with connected(offline_settings) as client:
        listed = (await client.list_tools()).tools
    arguments = {name for tool in listed for name in tool.input_schema["properties"]}
    assert arguments == {
        "url", "text", "title", "published", "publisher", "brief_language", "brief_id",
        "brief_json", "item", "sentences", "words", "limit",
    }  # fmt: skip


async def test_a_text_is_briefed_as_the_library_does_it(settings: Settings) -> None:
    expected = await briefer.abrief(TEXT.encode(), model=capable_model(), settings=settings)
    async with connected(settings, capable_model()) as client:
        result = await client.call_tool("brief_text", {"text": TEXT})
    data = BriefResult.model_validate(data_of(result))
    assert data.headline == expected.headline
    assert data.claimed_by == expected.claimed_by
    assert data.uncertainty == expected.uncertainty
    assert data.provenance.lines_verified == expected.provenance.lines_verified > 0
    assert text_of(result).startswith(f"brief_id: {data.brief_id}\n\n# ")
    assert "## Evidence" in text_of(result)


async def test_what_the_client_knows_about_a_text_is_used(offline_settings: Settings) -> None:
    known = {"title": "Fire at Halvorsen", "published": "2031-03-05", "publisher": "The Courier"}
    async with connected(offline_settings) as client:
        data = data_of(await client.call_tool("brief_text", {"text": TEXT, **known}))
    assert {name: data["article"][name] for name in known} == known
    assert [time["value"] for time in data["when"]] == ["2031-03-04TNI", "2031-03-05"]


async def test_the_language_of_the_brief_can_be_chosen(offline_settings: Settings) -> None:
    async with connected(offline_settings) as client:
        result = await client.call_tool("brief_text", {"text": TEXT, "brief_language": "de"})
    assert data_of(result)["language"] == "de"
    assert "## Belege" in text_of(result)


async def test_an_article_on_the_web_is_fetched_and_briefed(
    offline_settings: Settings, article_url: str
) -> None:
    trusting = offline_settings.model_copy(update={"allow_private": True})
    async with connected(trusting) as client:
        data = data_of(await client.call_tool("brief_url", {"url": article_url}))
        again = data_of(await client.call_tool("brief_url", {"url": article_url}))
    assert data["article"]["publisher"] == "The Vessingham Courier"
    assert not data["from_cache"]
    assert again["from_cache"]
    assert again["brief_id"] == data["brief_id"]


async def test_progress_is_reported_and_grows(settings: Settings) -> None:
    reported: list[tuple[float, str | None]] = []

    async def collect(progress: float, total: float | None, message: str | None) -> None:
        assert total is None
        reported.append((progress, message))

    async with connected(settings, capable_model()) as client:
        await client.call_tool("brief_text", {"text": TEXT}, progress_callback=collect)
    steps = [progress for progress, _ in reported]
    assert steps == sorted(set(steps))
    messages = [message or "" for _, message in reported]
    assert messages[:2] == ["loading the article", "loading the article: done"]
    assert messages[2].startswith("article: ")
    assert {"analysing the article", "writing the gist", "verifying the lines"} <= set(messages)
    assert messages[-1] == "brief: ready"


async def test_a_call_that_the_client_cancels_stops_the_model(settings: Settings) -> None:
    model = Silent()
    async with connected(settings, model) as client, anyio.create_task_group() as group:
        group.start_soon(client.call_tool, "brief_text", {"text": TEXT})
        async with asyncio.timeout(PATIENCE):
            await model.asked.wait()
            group.cancel_scope.cancel()
            with anyio.CancelScope(shield=True):
                await model.cancelled.wait()


async def test_too_many_calls_at_once_are_refused_with_what_to_do(settings: Settings) -> None:
    model = Silent()
    async with connected(settings, model) as client, anyio.create_task_group() as group:
        for number in range(AT_ONCE + WAITING):
            text = f"{TEXT}\n\nNotice number {number}."
            group.start_soon(client.call_tool, "brief_text", {"text": text})
        async with asyncio.timeout(PATIENCE):
            await model.asked.wait()
            result = await client.call_tool("brief_text", {"text": TEXT})
        assert "busy" in text_of(result)
        assert "Wait until a brief is finished" in text_of(result)
        group.cancel_scope.cancel()


async def test_a_brief_is_checked_by_its_id_and_as_json(offline_settings: Settings) -> None:
    async with connected(offline_settings) as client:
        brief_id = (await brief_of(client))["brief_id"]
        by_id = data_of(await client.call_tool("check_brief", {"brief_id": brief_id}))
        [text] = (await client.read_resource(f"briefer://briefs/{brief_id}/json")).contents
        whole = text.text  # type: ignore[union-attr]  # it is text
        as_json = data_of(await client.call_tool("check_brief", {"brief_json": whole}))
        wrong = whole.replace('"quote": "PORT ELLERY"', '"quote": "PORT ELLARY"')
        assert wrong != whole
        failed = data_of(await client.call_tool("check_brief", {"brief_json": wrong}))
    assert by_id == as_json
    assert by_id["holds"]
    assert by_id["statements"] > 0
    assert not failed["holds"]
    assert "PORT ELLARY" in failed["failures"][0]


async def test_evidence_is_shown_in_its_context(offline_settings: Settings) -> None:
    async with connected(offline_settings) as client:
        data = await brief_of(client)
        [claim] = [
            index for index, claim in enumerate(data["claimed_by"])
            if claim["content"] == "the alarms had worked"
        ]  # fmt: skip
        arguments = {"brief_id": data["brief_id"], "item": f"claimed_by[{claim}]", "sentences": 0}
        shown = data_of(await client.call_tool("show_evidence", arguments))
        wider = data_of(await client.call_tool("show_evidence", arguments | {"sentences": 1}))
        numbered = data_of(await client.call_tool("show_evidence", arguments | {"item": "[1]"}))
    sentence = "Mayor Ingrid Okafor said the alarms had worked."
    for passage in shown["passages"]:
        assert passage["before"] + passage["quote"] + passage["after"] == sentence
    quotes = {passage["quote"] for passage in shown["passages"]}
    assert {"Ingrid Okafor", "said", "the alarms had worked"} <= quotes
    assert "the sirens had stayed silent" in wider["passages"][-1]["after"]
    assert numbered["passages"][0]["quote"] == data["headline"]["evidence"][0]["quote"]


async def test_words_are_found_wherever_the_article_has_them(offline_settings: Settings) -> None:
    async with connected(offline_settings) as client:
        brief_id = (await brief_of(client))["brief_id"]

        async def found(words: str) -> dict[str, Any]:
            arguments = {"brief_id": brief_id, "words": words}
            return data_of(await client.call_tool("find_in_article", arguments))

        said, near = await found("SAID"), await found("alarms have worked")
        absent = await found("snow")
    assert len(said["passages"]) == TEXT.count(" said")
    assert said["exact"]
    assert [passage["quote"] for passage in near["passages"]] == ["alarms had worked."]
    assert not near["exact"]
    assert absent["passages"] == []


async def test_recent_briefs_are_listed_with_the_newest_first(offline_settings: Settings) -> None:
    async with connected(offline_settings) as client:
        first = await brief_of(client)
        second = await brief_of(client, (ARTICLES / "harbour.md").read_text(encoding="utf-8"))
        listed = data_of(await client.call_tool("list_briefs"))
        one = data_of(await client.call_tool("list_briefs", {"limit": 1}))
        too_many = await client.call_tool("list_briefs", {"limit": MAX_BRIEFS + 1})
    ids = [brief["brief_id"] for brief in listed["briefs"]]
    assert ids == [second["brief_id"], first["brief_id"]]
    assert listed["briefs"][1]["headline"] == first["headline"]["text"]
    assert (len(one["briefs"]), one["total"]) == (1, 2)
    assert too_many.is_error


async def test_a_brief_is_a_resource_in_markdown_and_json(offline_settings: Settings) -> None:
    async with connected(offline_settings) as client:
        result = await client.call_tool("brief_text", {"text": TEXT})
        links = [block for block in result.content if isinstance(block, ResourceLink)]
        read = [(await client.read_resource(link.uri)).contents[0] for link in links]
        templates = (await client.list_resource_templates()).resource_templates
        with pytest.raises(Exception, match=r"no brief '0{16}'.*list_briefs"):
            await client.read_resource(f"briefer://briefs/{UNKNOWN_ID}/md")
    assert [link.mime_type for link in links] == ["text/markdown", "application/json"]
    assert [template.mime_type for template in templates] == ["text/markdown", "application/json"]
    markdown, whole = (content.text for content in read)  # type: ignore[union-attr]  # text
    assert text_of(result).endswith(markdown)
    assert briefer.Brief.model_validate_json(whole).article.text in TEXT


@pytest.mark.parametrize(
    ("tool", "arguments", "expected"),
    [
        ("brief_url", {"url": "/etc/hostname"}, "not a web address.*https://"),
        ("brief_url", {"url": "file:///etc/hostname"}, "not a web address.*https://"),
        ("brief_url", {"url": "http://127.0.0.1:9/"}, "private address.*a tool cannot set them"),
        ("brief_url", {"url": "http://a.example/" + "a" * 5_000}, "at most 4000"),
        ("brief_text", {"text": "Too short."}, ": the input has fewer than 20 words.*brief_text"),
        ("brief_text", {"text": TEXT, "brief_language": "German"}, "should match pattern"),
        ("brief_text", {"text": TEXT, "published": "Tuesday"}, "valid date"),
        ("check_brief", {}, "exactly one of brief_id and brief_json"),
        ("check_brief", {"brief_json": "{"}, "not JSON"),
        ("check_brief", {"brief_id": UNKNOWN_ID}, "no brief.*list_briefs"),
        ("show_evidence", {"brief_id": UNKNOWN_ID, "item": "headline"}, "no brief.*list_briefs"),
        ("find_in_article", {"brief_id": "../../etc", "words": "x"}, "should match pattern"),
        ("no_such_tool", {}, "Unknown tool"),
    ],
)  # fmt: skip
async def test_an_error_says_what_is_wrong_and_what_to_do(
    tool: str, arguments: dict[str, object], expected: str, offline_settings: Settings
) -> None:
    async with connected(offline_settings) as client:
        result = await client.call_tool(tool, arguments)
    assert result.is_error
    assert re.search(expected, text_of(result), re.DOTALL), text_of(result)


async def test_an_unknown_item_is_answered_with_the_items_that_there_are(
    offline_settings: Settings,
) -> None:
    async with connected(offline_settings) as client:
        brief_id = (await brief_of(client))["brief_id"]
        for item in ("claims[0]", "claimed_by[99]", "claimed_by", "headline[0]", "999", "article"):
            arguments = {"brief_id": brief_id, "item": item}
            result = await client.call_tool("show_evidence", arguments)
            assert result.is_error
            assert "claimed_by[0] to claimed_by[" in text_of(result)
            assert "a number from 1 to " in text_of(result)


async def test_an_error_of_the_model_is_an_error_of_the_tool(settings: Settings) -> None:
    model = capable_model(gist=ModelUnavailableError("http://ann:secret@host.example is down"))
    async with connected(settings, model) as client:
        result = await client.call_tool("brief_text", {"text": TEXT})
    assert result.is_error
    assert "http://host.example is down. The person who runs this server" in text_of(result)
    assert "secret" not in text_of(result)


async def test_a_bug_does_not_show_its_details_to_the_client(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    model = capable_model(gist=ZeroDivisionError("at /home/ann/secret.py"))
    async with connected(settings, model) as client:
        result = await client.call_tool("brief_text", {"text": TEXT})
    assert result.is_error
    assert "because of a bug" in text_of(result)
    assert "secret" not in text_of(result)
    assert "a tool failed (ZeroDivisionError: at /home/ann/secret.py)" in caplog.text
