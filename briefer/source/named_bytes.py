"""The contents of a file, with the name of what they came from."""

from typing import Final, NamedTuple

BYTES: Final = "the input"  # how errors name what has neither address nor path


class NamedBytes(NamedTuple):
    """The contents of a file that whoever reads it does not have, such as an upload.

    Attributes:
        name: what messages call it.
        data: its bytes.
        suffix: that of its name; ``.md`` says that it is Markdown.
    """

    name: str
    data: bytes
    suffix: str = ""
