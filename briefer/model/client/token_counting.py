"""Count the tokens of a prompt: exactly where the server can, else as an estimate."""

from collections.abc import Sequence
from typing import Protocol

from briefer.model.protocol import Message

# English and most other scripts take three to five bytes of UTF-8 to a token.
_BYTES_PER_TOKEN = 3
# The markers that a chat template puts around each message.
_TOKENS_PER_MESSAGE = 8
# A prompt of news text that is counted at more bytes per token than these was not read whole.
_MOST_ASCII_PER_TOKEN = 7
_MOST_OTHER_PER_TOKEN = 12


class TokenCounter(Protocol):
    """Something that counts prompt tokens."""

    async def count(self, messages: Sequence[Message]) -> int:
        """Count the prompt tokens of ``messages``, erring towards too many."""
        ...

    def least(self, messages: Sequence[Message], *, counted: int) -> int:
        """Return the fewest tokens in which ``messages``, so ``counted``, can be read whole."""
        ...


class EstimatedTokens:
    """One token for every three bytes, and eight for each message: more than nearly all take."""

    async def count(self, messages: Sequence[Message]) -> int:
        """Estimate the prompt tokens of ``messages`` on the safe side."""
        size = sum(len(message["content"].encode()) for message in messages)
        return -(-size // _BYTES_PER_TOKEN) + _TOKENS_PER_MESSAGE * len(messages)

    def least(self, messages: Sequence[Message], *, counted: int) -> int:
        """Estimate the fewest tokens: seven ASCII characters, or twelve other bytes, to one."""
        data = b"".join(message["content"].encode() for message in messages)
        ascii_bytes = sum(byte < 0x80 for byte in data)
        other_bytes = len(data) - ascii_bytes
        fewest = ascii_bytes // _MOST_ASCII_PER_TOKEN + other_bytes // _MOST_OTHER_PER_TOKEN
        return min(fewest, counted)
