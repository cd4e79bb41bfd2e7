"""Count the tokens of a prompt exactly, by asking a llama.cpp server."""

from collections.abc import Sequence

import openai

from briefer.model.protocol import Message


class _RenderedPrompt(openai.BaseModel):
    prompt: str


class _Tokens(openai.BaseModel):
    tokens: list[int]


class LlamaTokens:
    """Exact counts with the chat template and tokenizer of a llama.cpp server.

    Args:
        client: a client for the server.
        root: address of the server, without ``/v1``.
    """

    def __init__(self, client: openai.AsyncOpenAI, *, root: str) -> None:
        self._client = client
        self._root = root

    async def count(self, messages: Sequence[Message]) -> int:
        """Count the prompt tokens of ``messages``."""
        rendered = await self._client.post(
            f"{self._root}/apply-template",
            body={"messages": list(messages)},
            cast_to=_RenderedPrompt,
        )
        body = {"content": rendered.prompt, "add_special": True, "parse_special": True}
        tokenized = await self._client.post(f"{self._root}/tokenize", body=body, cast_to=_Tokens)
        return len(tokenized.tokens)

    def minimum(self, _messages: Sequence[Message], *, counted: int) -> int:
        """Return the count itself, because it is exact."""
        return counted
