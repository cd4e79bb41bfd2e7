"""The tools of the server. Each is a method; its result has text to read and structured content.

A client names an address or gives a text. It cannot name files of this machine, models, servers or
keys: these are the settings of whoever runs the server.
"""

from collections.abc import Mapping
from contextlib import aclosing
from datetime import date
from functools import partial
from typing import Annotated, Final

from mcp.server.mcpserver import Context
from mcp.types import CallToolResult, ContentBlock, ResourceLink, TextContent
from pydantic import Field

from briefer.addresses import parse_web_address
from briefer.concurrency import in_time
from briefer.language_codes import LanguageCode
from briefer.mcp_server.passages import evidence_of, find_all, in_context, item_names
from briefer.mcp_server.progress_messages import Notifier
from briefer.mcp_server.recent_briefs import MAX_BRIEFS, RecentBriefs
from briefer.mcp_server.refusals import errors_for_assistants, refusal
from briefer.mcp_server.results import (
    BriefList,
    BriefResult,
    CheckOutcome,
    ListedBrief,
    Passages,
)
from briefer.mcp_server.slots import Slots
from briefer.model.protocol import Model
from briefer.pipeline import stream
from briefer.rendering.markdown import numbered_evidence
from briefer.rendering.registry import format_named, render
from briefer.schema.article import Article
from briefer.schema.brief import Brief
from briefer.schema.evidence import Evidence
from briefer.settings import Settings
from briefer.source.loader import open_source
from briefer.verification import verify_brief

MAX_TEXT: Final = 1_000_000  # characters; as many as an article may have
MAX_BRIEF_JSON: Final = 5_000_000
MAX_WORDS: Final = 500
MAX_ADDRESS: Final = 4_000
RESOURCE_FORMATS: Final = ("md", "json")

_MAX_LISTED = 50  # failures, undecided statements or passages of one result

# A text that may be missing is "", not None: the SDK would parse a string that may be None as JSON.
BriefId = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]
Around = Annotated[int, Field(ge=0, le=10)]


class BriefTools:
    """The tools, with what they share.

    Args:
        settings: all settings of the server.
        model: a model object, or None for the model of the settings.

    Attributes:
        recent: the briefs that were made.
    """

    def __init__(self, settings: Settings, model: Model | None = None) -> None:
        self._settings = settings
        self._model = model
        self._slots = Slots()
        self.recent = RecentBriefs()

    async def brief_url(
        self,
        context: Context,
        *,
        url: Annotated[str, Field(max_length=MAX_ADDRESS)],
        brief_language: LanguageCode | None = None,
    ) -> Annotated[CallToolResult, BriefResult]:
        """Fetch and brief the article at a web address."""
        # what is no web address would be the path of a file
        if parse_web_address(url.strip()) is None:
            raise refusal("This is not a web address.", "not_an_address")
        return await self._brief(url.strip(), context, brief_language, {})

    async def brief_text(
        self,
        context: Context,
        *,
        text: Annotated[str, Field(min_length=1, max_length=MAX_TEXT)],
        title: Annotated[str, Field(max_length=MAX_WORDS)] = "",
        published: date | None = None,
        publisher: Annotated[str, Field(max_length=MAX_WORDS)] = "",
        brief_language: LanguageCode | None = None,
    ) -> Annotated[CallToolResult, BriefResult]:
        """Brief a text that the client has."""
        facts = {"title": title, "published": published, "publisher": publisher}
        given = {name: value for name, value in facts.items() if value}
        return await self._brief(text.encode(), context, brief_language, given)

    async def check_brief(
        self,
        *,
        brief_id: Annotated[str, Field(pattern=r"^([0-9a-f]{16})?$")] = "",
        brief_json: Annotated[str, Field(max_length=MAX_BRIEF_JSON)] = "",
    ) -> CheckOutcome:
        """Check the quotes and the statements of a brief."""
        if bool(brief_id) == bool(brief_json):
            raise refusal("check_brief needs one brief.", "one_of_two")
        text = self._known(brief_id).model_dump_json() if brief_id else brief_json
        with errors_for_assistants():
            result = await in_time(
                partial(verify_brief, text),
                doing="checking the brief",
                seconds=self._settings.processing_timeout,
            )
        listed = (result.failures[:_MAX_LISTED], result.unknown[:_MAX_LISTED])
        return CheckOutcome(
            holds=not result.failures,
            quotes=result.slices,
            statements=result.statements,
            failures=listed[0],
            unknown=listed[1],
            omitted=len(result.failures) + len(result.unknown) - sum(map(len, listed)),
        )

    async def show_evidence(
        self,
        *,
        brief_id: BriefId,
        item: Annotated[str, Field(max_length=100)],
        sentences: Around = 1,
    ) -> Passages:
        """Show the words around the evidence of an item."""
        brief = self._known(brief_id)
        found = evidence_of(brief, item)
        if found is None:
            raise refusal(
                f"The brief has no item {item!r}; it has {item_names(brief)}.",
                "unknown_item",
                passages=len(numbered_evidence(brief)),
            )
        return _passages(brief_id, brief.article, item, found, sentences=sentences)

    async def find_in_article(
        self,
        *,
        brief_id: BriefId,
        words: Annotated[str, Field(min_length=1, max_length=MAX_WORDS)],
        sentences: Around = 1,
    ) -> Passages:
        """Find words in the article of a brief."""
        article = self._known(brief_id).article
        found, exact = find_all(article, words)
        passages = _passages(brief_id, article, words, tuple(found), sentences=sentences)
        return passages.model_copy(update={"exact": exact})

    async def list_briefs(
        self, limit: Annotated[int, Field(ge=1, le=MAX_BRIEFS)] = 20
    ) -> BriefList:
        """List recent briefs."""
        listed = [
            ListedBrief(
                brief_id=brief_id,
                headline=brief.headline.text,
                title=brief.article.title,
                url=brief.article.url,
                published=brief.article.published,
                created=brief.provenance.created,
                model=brief.provenance.model,
            )
            for brief_id, brief in self.recent.newest(limit)
        ]
        return BriefList(briefs=tuple(listed), total=len(self.recent))

    def _known(self, brief_id: str) -> Brief:
        if (brief := self.recent.get(brief_id)) is None:
            raise refusal(f"This server has no brief {brief_id!r}.", "unknown_brief")
        return brief

    async def _brief(
        self,
        source: str | bytes,
        context: Context,
        brief_language: str | None,
        facts: Mapping[str, object],
    ) -> CallToolResult:
        settings = self._settings
        if brief_language is not None:
            settings = settings.model_copy(update={"brief_language": brief_language})
        notify = Notifier(context.report_progress)
        with errors_for_assistants():
            async with self._slots.taken():
                article = await _with_facts(source, facts, settings) if facts else source
                made = stream(article, model=self._model, settings=settings)
                async with aclosing(made) as events:
                    async for event in events:
                        await notify(event)
                        if event.kind == "brief":
                            return self._result(event.brief, from_cache=event.from_cache)
        raise AssertionError("unreachable: the last event has the brief")

    def _result(self, brief: Brief, *, from_cache: bool) -> CallToolResult:
        brief_id = self.recent.add(brief)
        page = f"brief_id: {brief_id}\n\n{render(brief, 'md')}"
        content: list[ContentBlock] = [TextContent(type="text", text=page)]
        content += [_link(brief_id, name) for name in RESOURCE_FORMATS]
        data = BriefResult.of(brief, brief_id=brief_id, from_cache=from_cache)
        return CallToolResult(content=content, structured_content=data.model_dump(mode="json"))


async def _with_facts(
    source: str | bytes, facts: Mapping[str, object], settings: Settings
) -> Article:
    """Load a text, and add what the client knows about it."""
    article = await open_source(source, settings=settings)
    return Article.model_validate(article.model_dump() | dict(facts))


def resource_address(brief_id: str, format_name: str) -> str:
    """Return the URI of the resource that has a brief in a format."""
    return f"briefer://briefs/{brief_id}/{format_name}"


def _link(brief_id: str, format_name: str) -> ResourceLink:
    return ResourceLink(
        type="resource_link",
        uri=resource_address(brief_id, format_name),
        name=f"{brief_id}.{format_name}",
        mime_type=format_named(format_name).media_type,
    )


def _passages(
    brief_id: str, article: Article, about: str, found: tuple[Evidence, ...], *, sentences: int
) -> Passages:
    listed = found[:_MAX_LISTED]
    return Passages(
        brief_id=brief_id,
        about=about,
        exact=True,
        passages=tuple(in_context(article, one, sentences=sentences) for one in listed),
        omitted=len(found) - len(listed),
    )
