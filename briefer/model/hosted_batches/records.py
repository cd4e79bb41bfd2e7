"""What the store of a hosted batch knows about requests and about files of requests."""

from typing import Literal, NamedTuple

State = Literal["new", "written", "answered", "failed"]


class Kept(NamedTuple):
    """A request that is in the store.

    Attributes:
        state: what has become of it.
        reply: the body of the response as JSON, if it is answered.
        problem: why it has failed.
    """

    state: State
    reply: str | None
    problem: str | None


class Waiting(NamedTuple):
    """A request that is to be sent: its number, and its line of a file, without the line end."""

    number: int
    line: bytes


class Shard(NamedTuple):
    """A file of requests.

    Attributes:
        number: its number, from 1.
        requests: how many requests it has.
        size: its size in bytes.
        file_id: the name of the uploaded file, once it is uploaded.
        batch_id: the name of the batch, once it is created.
        status: "written", the last status that the API reported, or "collected".
    """

    number: int
    requests: int
    size: int
    file_id: str | None
    batch_id: str | None
    status: str
