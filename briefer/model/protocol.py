"""What briefer asks of a model, whichever it is."""

from collections.abc import Sequence
from typing import Generic, Literal, NamedTuple, Protocol, TypedDict, TypeVar

from pydantic import BaseModel

from briefer.usage import Usage

__all__ = ["Answer", "Message", "Model", "Reply", "Usage"]

Answer = TypeVar("Answer", bound=BaseModel)


class Message(TypedDict):
    """One message of a chat."""

    role: Literal["system", "user", "assistant"]
    content: str


class Reply(NamedTuple, Generic[Answer]):
    """A validated answer, the text it was parsed from, and what it cost."""

    answer: Answer
    text: str
    usage: Usage


class Model(Protocol):
    """Something that fills a schema.

    Attributes:
        name: what provenance calls it (``"local/qwen2.5-coder-1.5b"``, ``"openai/gpt-5-mini"``).
        concurrent: whether passes should be sent at once (a remote model) or one after another
            (the embedded one, which is faster so).
        weighs: whether it can judge what it reads: it is asked what matters, and to mend those of
            its own lines that do not hold.
        context_tokens: its window in tokens, prompt and answer together.
    """

    name: str
    concurrent: bool
    weighs: bool
    context_tokens: int

    async def ask(
        self, messages: Sequence[Message], answer: type[Answer], *, max_tokens: int
    ) -> Reply[Answer]:
        """Ask for an answer that validates as ``answer``.

        Args:
            messages: the chat; sent byte for byte as given.
            answer: the schema; its validation decides what counts as an answer.
            max_tokens: most tokens that the answer may take.

        Raises:
            ContextError: the messages and ``max_tokens`` do not fit into the window.
            ModelAnswerError: no valid answer, even after asking again.
            ModelAuthError: the key is missing or was refused.
            ModelUnavailableError: no reply after all retries.
        """
        ...

    async def count_tokens(self, messages: Sequence[Message]) -> int:
        """Count the prompt tokens of ``messages``: exactly, or as an estimate on the safe side."""
        ...

    async def aclose(self) -> None:
        """Give back what the model holds: connections, a server, memory."""
        ...
