"""Estimate the tokens of a prompt from its bytes: at most, and at least.

A server that can count exactly has a counter of its own (see ``llama_token_counting.py``).
"""

from collections.abc import Sequence
from typing import Protocol

from briefer.model.protocol import Message

# In English and most other languages, a token has three to five bytes of UTF-8.
_BYTES_PER_TOKEN = 3
# Markers that a chat template adds to each message.
_TOKENS_PER_MESSAGE = 8
# If a server counts more bytes per token than this for a news text, it truncated the prompt.
_MAX_ASCII_PER_TOKEN = 7
_MAX_OTHER_PER_TOKEN = 12


class TokenCounter(Protocol):
    """Counts the tokens of a prompt."""

    async def count(self, messages: Sequence[Message]) -> int:
        """Count the prompt tokens of ``messages``; rather too many than too few."""
        ...

    def minimum(self, messages: Sequence[Message], *, counted: int) -> int:
        """Return the fewest tokens that a server can count for the complete ``messages``.

        Args:
            messages: the chat.
            counted: the result of ``count`` for the same messages.
        """
        ...


class EstimatedTokens:
    """One token for every three bytes, and eight for each message: almost always too many."""

    async def count(self, messages: Sequence[Message]) -> int:
        """Estimate the prompt tokens of ``messages``; rather too many than too few."""
        size = sum(len(message["content"].encode()) for message in messages)
        return -(-size // _BYTES_PER_TOKEN) + _TOKENS_PER_MESSAGE * len(messages)

    def minimum(self, messages: Sequence[Message], *, counted: int) -> int:
        """Estimate the fewest tokens: one for seven ASCII characters or twelve other bytes."""
        data = b"".join(message["content"].encode() for message in messages)
        ascii_bytes = sum(byte < 0x80 for byte in data)
        other_bytes = len(data) - ascii_bytes
        fewest = ascii_bytes // _MAX_ASCII_PER_TOKEN + other_bytes // _MAX_OTHER_PER_TOKEN
        return min(fewest, counted)
