"""The interface that every model implements: send a chat, get a validated object back.

For example, ``await model.ask(messages, Town, max_tokens=50)`` returns a ``Reply`` whose
``answer`` is a ``Town``.
"""

from collections.abc import Sequence
from typing import Generic, Literal, NamedTuple, Protocol, TypedDict, TypeVar

from pydantic import BaseModel

from briefer.model.profile import ModelProfile
from briefer.usage import Usage

__all__ = ["Answer", "Message", "Model", "Reply", "Usage"]

Answer = TypeVar("Answer", bound=BaseModel)


class Message(TypedDict):
    """One message of a chat."""

    role: Literal["system", "user", "assistant"]
    content: str


class Reply(NamedTuple, Generic[Answer]):
    """A validated answer, the text it was parsed from, and its cost."""

    answer: Answer
    text: str
    usage: Usage


class Model(Protocol):
    """A language model that answers with an instance of a schema.

    Attributes:
        name: its name in a brief's provenance (``"local/qwen2.5-coder-1.5b"``,
            ``"openai/gpt-5-mini"``).
        profile: what it can do, which decides how it is asked.
    """

    name: str
    profile: ModelProfile

    async def ask(
        self, messages: Sequence[Message], answer: type[Answer], *, max_tokens: int
    ) -> Reply[Answer]:
        """Ask for an answer that validates as ``answer``.

        Args:
            messages: the chat, which is sent unchanged.
            answer: the schema; an answer is valid if it validates as this class.
            max_tokens: maximum length of the answer, in tokens.

        Raises:
            ContextError: the messages and ``max_tokens`` do not fit into the window.
            ModelAnswerError: no valid answer, even after asking again.
            ModelAuthError: the key is missing or was rejected.
            ModelUnavailableError: no reply after all retries.
        """
        ...

    async def count_tokens(self, messages: Sequence[Message]) -> int:
        """Count the prompt tokens of ``messages`` exactly, or estimate them from above."""
        ...

    async def aclose(self) -> None:
        """Release the model's resources: connections, a server, memory."""
        ...
