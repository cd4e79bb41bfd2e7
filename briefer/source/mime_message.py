"""Parse a MIME message, which is an e-mail or a saved page, within limits on its size and depth."""

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.headerregistry import BaseHeader, HeaderRegistry
from email.message import EmailMessage
from typing import Final

from briefer.errors import NotAnArticleError
from briefer.source.decoding import decode
from briefer.source.rejections import rejection

_MAX_PARTS: Final = 500
_MAX_DEPTH: Final = 20
_MAX_MULTIPARTS: Final = 60
_MAX_FIELD: Final = 10_000  # characters of a header field; Python's parser takes their square


class _Fields(HeaderRegistry):
    """Parses header fields; one that Python's parser fails at is empty."""

    def __call__(self, name: str, value: str) -> BaseHeader:
        try:
            field: BaseHeader = super().__call__(name, value[:_MAX_FIELD].replace("\0", ""))
        except Exception:  # noqa: BLE001 (it raises many errors, also for nested comments)
            field = super().__call__(name, "")
        return field


_POLICY: Final = policy.default.clone(header_factory=_Fields())


def parse_message(data: bytes, *, name: str) -> EmailMessage:
    """Parse the message that a file has.

    Raises:
        NotAnArticleError: ``damaged`` if it has no header, ``too_large`` if it has too many parts.
    """
    # The parser compares each line with the boundary of every open part, which may take long.
    if data.lower().count(b"multipart/") > _MAX_MULTIPARTS:
        raise _too_many_parts(name)
    try:
        message = message_from_bytes(data, policy=_POLICY)
    except (ValueError, LookupError, RecursionError, AttributeError) as error:
        raise rejection("damaged", name) from error
    if not message.keys():
        raise rejection("damaged", name)
    return message


def parts_of(message: EmailMessage, *, name: str) -> Iterator[EmailMessage]:
    """Yield the parts of a message that hold contents; an attached message is one part.

    Raises:
        NotAnArticleError: ``too_large`` if there are too many, one inside the other.
    """
    stack = [(message, 0)]
    count = 0
    while stack:
        part, depth = stack.pop()
        count += 1
        if count > _MAX_PARTS or depth > _MAX_DEPTH:
            raise _too_many_parts(name)
        payload = part.get_payload()
        if isinstance(payload, list) and (
            part is message or part.get_content_maintype() != "message"
        ):
            children = [child for child in payload if isinstance(child, EmailMessage)]
            stack.extend((child, depth + 1) for child in reversed(children))
        else:
            yield part


def messages_in(message: EmailMessage, *, name: str) -> list[EmailMessage]:
    """Return a message and those that are attached to it, from the outside to the inside."""
    found = [message]
    for depth, outer in enumerate(found):
        if depth > _MAX_DEPTH:
            raise _too_many_parts(name)
        for part in parts_of(outer, name=name):
            payload = part.get_payload()
            if part.get_content_type() == "message/rfc822" and isinstance(payload, list):
                found += [child for child in payload[:1] if isinstance(child, EmailMessage)]
    return found


def text_of(part: EmailMessage, *, name: str) -> str:
    """Return the text of a part, decoded as it declares or as its bytes suggest."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    return decode(data, name=name, declared=part.get_content_charset()) if data.strip() else ""


def header(message: EmailMessage, field: str) -> str:
    """Return the words of a header field in one line; empty if it is missing or broken."""
    try:
        return " ".join(str(message.get(field) or "").split())
    except (ValueError, LookupError, IndexError, AttributeError, TypeError):
        return ""


def _too_many_parts(name: str) -> NotAnArticleError:
    return NotAnArticleError(
        "too_large",
        f"{name} has more parts, one inside the other, than a message needs: save the article in "
        "it as text and brief that",
    )
