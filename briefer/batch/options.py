"""How a batch runs: how much at once, how politely, and what counts as a copy."""

import os
from pathlib import Path
from typing import Annotated

from pydantic import Field

from briefer.schema.evidence import FrozenModel

Positive = Annotated[float, Field(gt=0, allow_inf_nan=False)]


class Price(FrozenModel):
    """What a million tokens cost, in any currency.

    Attributes:
        input: of the prompt.
        cached: of the part of the prompt that the server has in its cache; None is as ``input``.
        output: of the answer.
    """

    input: Annotated[float, Field(ge=0)]
    output: Annotated[float, Field(ge=0)]
    cached: Annotated[float, Field(ge=0)] | None = None

    def of(self, *, input_tokens: int, cached_tokens: int, output_tokens: int) -> float:
        """Return what so many tokens cost; ``input_tokens`` includes the cached ones."""
        cached = self.input if self.cached is None else self.cached
        fresh = input_tokens - cached_tokens
        total = fresh * self.input + cached_tokens * cached + output_tokens * self.output
        return total / 1_000_000


class RayOptions(FrozenModel):
    """How a batch runs on Ray.

    Attributes:
        address: the cluster, as ``ray.init`` takes it; None starts Ray on this machine.
        actors: actors of each stage; None is as many as the processors of the cluster allow.
        cpus: processors that each actor with a model takes.
        gpus: graphics processors that each actor with a model takes.
        chunk: articles that go through one pipeline.
    """

    address: str | None = None
    actors: Annotated[int, Field(ge=1, le=10_000)] | None = None
    cpus: Annotated[float, Field(gt=0)] = 1.0
    gpus: Annotated[float, Field(ge=0)] = 0.0
    chunk: Annotated[int, Field(ge=1, le=1_000_000)] = 5_000


class BatchOptions(FrozenModel):
    """How a batch runs; what a brief depends on is in `Settings`.

    Attributes:
        concurrency: requests to a remote model that may be unanswered at the same time.
        workers: processes that read, analyse and check; None is one for each core.
        requests_per_minute: limit of the model's server; None is no limit.
        tokens_per_minute: as above, for prompts and answers together.
        fetches: pages that are fetched at the same time, from all hosts.
        host_fetches: pages that are fetched from one host at the same time.
        host_delay: seconds from one request to a host to the next one.
        robots: whether to fetch only what the host's robots.txt allows.
        near_duplicates: similarity from which an article counts as a copy of an earlier one; None
            looks for exact copies only.
        price: what the model's tokens cost.
        journal: the file that keeps what is finished; None keeps nothing.
        retry: also try the rows again that are errors in the journal.
        requests: folder in which requests to the model wait for the answers of a hosted batch; None
            asks the model at once.
        response_schema: whether such requests have a JSON Schema as their response format.
        ray: runs the stages on Ray; None runs them in processes of this machine.
    """

    concurrency: Annotated[int, Field(ge=1, le=10_000)] = 16
    workers: Annotated[int, Field(ge=1, le=1_000)] | None = None
    requests_per_minute: Positive | None = None
    tokens_per_minute: Positive | None = None
    fetches: Annotated[int, Field(ge=1, le=1_000)] = 16
    host_fetches: Annotated[int, Field(ge=1, le=100)] = 2
    host_delay: Annotated[float, Field(ge=0, le=3600)] = 1.0
    robots: bool = True
    near_duplicates: Annotated[float, Field(gt=0, le=1)] | None = None
    price: Price | None = None
    journal: Path | None = None
    retry: bool = False
    requests: Path | None = None
    response_schema: bool = True
    ray: RayOptions | None = None

    def worker_count(self) -> int:
        """Return the number of worker processes."""
        return self.workers or len(os.sched_getaffinity(0))
