"""Errors as an assistant reads them: what is wrong, and what to do next in terms of the tools."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from mcp.server.mcpserver.exceptions import ToolError

from briefer.addresses import without_credentials
from briefer.errors import BrieferError
from briefer.mcp_server.slots import BusyError
from briefer.mcp_server.texts import load_texts
from briefer.rendering.sanitize import sanitize

_log = logging.getLogger("briefer")

_OPTION: Final = re.compile(r"(?<!\w)--?[a-z]|\bBRIEFER_")  # of the command line, or a variable


def refusal(problem: str, hint: str, **values: object) -> ToolError:
    """Return the error of a tool.

    Args:
        problem: what is wrong.
        hint: the name of a hint in ``prompts/mcp/tools.toml``.
        values: what the hint's placeholders stand for.
    """
    return _tool_error(problem, load_texts().hints[hint].format(**values))


@contextmanager
def errors_for_assistants() -> Iterator[None]:
    """Turn what briefer raises into an error of the tool; a bug is described in the log only."""
    try:
        yield
    except BusyError as error:
        raise refusal(f"The server is busy: {error}.", "busy") from error
    except BrieferError as error:
        raise _tool_error(str(error), load_texts().hint_for(error)) from error
    except Exception as error:
        _log.error("a tool failed (%s: %s)", type(error).__name__, error)
        raise ToolError(load_texts().hints["bug"]) from error


def _tool_error(problem: str, hint: str) -> ToolError:
    sentences = [f"{problem.rstrip().removesuffix('.')}.", hint]
    if _OPTION.search(problem):
        sentences.append(load_texts().hints["options"])
    return ToolError(sanitize(without_credentials(" ".join(filter(None, sentences)))))
