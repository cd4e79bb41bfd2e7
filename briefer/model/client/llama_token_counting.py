"""Count tokens on a llama.cpp server, which tells them exactly."""

from collections.abc import Sequence

import openai

from briefer.model.protocol import Message


class _Templated(openai.BaseModel):
    prompt: str


class _Tokens(openai.BaseModel):
    tokens: list[int]


class LlamaTokens:
    """The exact count of a llama.cpp server, by its own template and tokenizer.

    Args:
        client: speaks to the server.
        root: address of the server, without ``/v1``.
    """

    def __init__(self, client: openai.AsyncOpenAI, *, root: str) -> None:
        self._client = client
        self._root = root

    async def count(self, messages: Sequence[Message]) -> int:
        """Count the prompt tokens of ``messages``."""
        templated = await self._client.post(
            f"{self._root}/apply-template",
            body={"messages": list(messages)},
            cast_to=_Templated,
        )
        body = {"content": templated.prompt, "add_special": True, "parse_special": True}
        counted = await self._client.post(f"{self._root}/tokenize", body=body, cast_to=_Tokens)
        return len(counted.tokens)

    def least(self, _messages: Sequence[Message], *, counted: int) -> int:
        """Return the count itself: it is exact."""
        return counted
