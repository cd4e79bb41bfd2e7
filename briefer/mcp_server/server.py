"""Make the server: tools with their texts and schemas, and briefs as resources.

``await create_server(guarded(Settings())).run_stdio_async()`` serves a client on stdin and stdout.
"""

from collections.abc import Callable
from typing import Any, Final

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ResourceNotFoundError
from mcp.server.mcpserver.tools import Tool
from mcp.types import ToolAnnotations

from briefer.mcp_server.texts import load_texts
from briefer.mcp_server.tools import (
    MAX_BRIEF_JSON,
    MAX_TEXT,
    MAX_WORDS,
    RESOURCE_FORMATS,
    BriefTools,
    resource_address,
)
from briefer.model.protocol import Model
from briefer.rendering.registry import format_named
from briefer.settings import Settings
from briefer.version import __version__

_MAXIMUM: Final = {"text": MAX_TEXT, "brief_json": MAX_BRIEF_JSON, "words": MAX_WORDS}
_FETCHING: Final = "brief_url"


def guarded(settings: Settings) -> Settings:
    """Return the settings for a server whose clients choose the addresses.

    Private addresses are refused, whatever the environment and the config file say, and a page that
    is not an article is never briefed.
    """
    return settings.model_copy(update={"allow_private": False, "force": False})


def create_server(settings: Settings, *, model: Model | None = None) -> MCPServer:
    """Make a server.

    Args:
        settings: all settings; clients can change none but the language of a brief.
        model: a model object, or None for the model of the settings.
    """
    briefs = BriefTools(settings, model)
    server: MCPServer = MCPServer(
        "briefer",
        title="briefer",
        instructions=load_texts().instructions,
        version=__version__,
        tools=[
            _tool(method)
            for method in (
                briefs.brief_url,
                briefs.brief_text,
                briefs.check_brief,
                briefs.show_evidence,
                briefs.find_in_article,
                briefs.list_briefs,
            )
        ],
        log_level="WARNING",
    )
    for name in RESOURCE_FORMATS:
        server.resource(
            resource_address("{brief_id}", name),
            name=f"brief as {name}",
            description=load_texts().resources[name],
            mime_type=format_named(name).media_type,
        )(_reader(briefs, name))
    return server


def _tool(method: Callable[..., Any]) -> Tool:
    """Return a tool whose texts are those of the file, and not the docstring of the method."""
    tool = Tool.from_function(method, annotations=_annotations(method.__name__))
    texts = load_texts().tools[tool.name]
    properties = tool.parameters["properties"]
    if set(properties) != set(texts.arguments):
        raise ValueError(f"prompts/mcp/tools.toml does not have the arguments of {tool.name}")
    for name, about in texts.arguments.items():
        properties[name]["description"] = about.format(maximum=f"{_MAXIMUM.get(name, 0):,}")
    description = texts.description.strip()
    return tool.model_copy(update={"title": texts.title, "description": description})


def _annotations(name: str) -> ToolAnnotations:
    """Return the hints for a client: nothing is changed, and one tool reaches the web."""
    return ToolAnnotations(
        read_only_hint=True, idempotent_hint=True, open_world_hint=name == _FETCHING
    )


def _reader(briefs: BriefTools, format_name: str) -> Callable[[str], str]:
    output_format = format_named(format_name)

    def read(brief_id: str) -> str:
        brief = briefs.recent.get(brief_id)
        if brief is None:
            hint = load_texts().hints["unknown_brief"]
            raise ResourceNotFoundError(f"This server has no brief {brief_id!r}. {hint}")
        return str(output_format.render(brief))

    return read
