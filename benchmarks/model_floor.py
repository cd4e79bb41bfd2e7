"""How near a brief on the embedded model is to the speed of the model itself.

The floor of a brief is the time in which the model reads its prompt once (the article and the
prompt's fixed part) and writes the tokens of its answers, at the rates that the model has in this
very run. What a brief takes above that is ours. Beside it stands one plain call for everything to
the same model.

The model keeps its last prompt, and a next one that begins alike is not read again. So that neither
side profits, a probe stands before each timed call: it reads and writes something else, which gives
the rates and leaves nothing in the cache that either could use. The two also take turns in going
first. What was taken from the cache all the same is in the report.
"""

import argparse
import asyncio
import statistics
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from functools import partial
from typing import NamedTuple

import openai
from common.reports import write_report

from briefer import Article, Brief, Settings, abrief
from briefer.analysis.analyzer import analyze
from briefer.evals.runs.baselines import plain_brief
from briefer.evals.suites.format import Case
from briefer.evals.suites.loader import load_suite, shipped_suites
from briefer.model.factory import open_model
from briefer.model.llama_server import acquire, release
from briefer.model.local import DEFAULT_CONTEXT_TOKENS
from briefer.model.protocol import Message, Model
from briefer.model.remote import connect
from briefer.model.weights.catalogue import DEFAULT
from briefer.passes.gist import GIST
from briefer.passes.runner import PassContext
from briefer.prompts import Prompts

SETTINGS = Settings(model="local", base_url=None, context_tokens=DEFAULT_CONTEXT_TOKENS)
PROBE_CHARACTERS = 2_400
PROBE_TOKENS = 64


class Rates(NamedTuple):
    """What a probe took: tokens and seconds, for reading and for writing."""

    read: int
    reading: float
    written: int
    writing: float


class Row(NamedTuple):
    """One article: wall time and tokens of the brief and of the plain call, and the floor."""

    case: str
    seconds: float
    floor: float
    plain_seconds: float
    prompt_tokens: int
    tokens: dict[str, int]
    plain_tokens: dict[str, int]
    read_per_second: float
    written_per_second: float


@asynccontextmanager
async def opened() -> AsyncIterator[tuple[Model, openai.AsyncOpenAI]]:
    """Open the embedded model, and a client that speaks to its server past briefer."""
    model = await open_model(SETTINGS)
    server = acquire(DEFAULT.path(SETTINGS.model_dir), context_tokens=DEFAULT_CONTEXT_TOKENS)
    client = connect(f"{server.root}/v1", key=server.key, settings=SETTINGS)
    try:
        yield model, client
    finally:
        await client.close()
        release(server)
        await model.aclose()


async def probe(client: openai.AsyncOpenAI, text: str) -> Rates:
    """Have the model read and write something that no other prompt begins with."""
    reply = await client.chat.completions.create(
        model="embedded",
        messages=[
            {"role": "system", "content": text[:PROBE_CHARACTERS]},
            {"role": "user", "content": "Go on with this story, in twenty sentences."},
        ],
        temperature=0,
        max_tokens=PROBE_TOKENS,
    )
    timings = (reply.model_extra or {})["timings"]
    return Rates(
        read=timings["prompt_n"],
        reading=timings["prompt_ms"] / 1000,
        written=timings["predicted_n"],
        writing=timings["predicted_ms"] / 1000,
    )


async def timed(
    make: Callable[[Article], Awaitable[Brief]], article: Article
) -> tuple[float, Brief]:
    """Return how long a brief takes, and the brief."""
    analyze.cache_clear()
    start = time.perf_counter()
    made = await make(article)
    return time.perf_counter() - start, made


async def prompt_tokens(article: Article, model: Model) -> int:
    """Count what must be read at least: the article once, and the prompt around it."""
    reading = asyncio.create_task(asyncio.to_thread(analyze, article))
    desk = PassContext(article, reading, model, Prompts(SETTINGS.prompt_dir))
    messages: list[Message] = desk.messages(GIST.prompt, article.text)
    await reading
    return await model.count_tokens(messages)


def tokens(made: Brief) -> dict[str, int]:
    """Return the tokens of a brief as its provenance counts them."""
    spent = made.provenance
    return {
        "calls": spent.calls,
        "in": spent.input_tokens,
        "cached": spent.cached_tokens,
        "out": spent.output_tokens,
    }


async def measure(cases: tuple[Case, ...], other: str) -> list[Row]:
    """Brief each case in both ways, the one that goes first taking turns."""
    rows = []
    async with opened() as (model, client):
        ways = {
            "plain": partial(plain_brief, model=model),
            "brief": partial(abrief, model=model, settings=Settings(cache=False)),
        }
        await probe(client, "The tide was out.")  # the first call of a process is slower
        analyze(Article(text=other))  # loads the parser
        for number, case in enumerate(cases):
            found, rates = {}, []
            for name in list(ways) if number % 2 == 0 else reversed(ways):
                rates.append(await probe(client, other))
                found[name] = await timed(ways[name], case.article)
            reading = sum(one.read for one in rates) / sum(one.reading for one in rates)
            writing = sum(one.written for one in rates) / sum(one.writing for one in rates)
            seconds, made = found["brief"]
            prompt = await prompt_tokens(case.article, model)
            row = Row(
                case=case.id,
                seconds=seconds,
                floor=prompt / reading + made.provenance.output_tokens / writing,
                plain_seconds=found["plain"][0],
                prompt_tokens=prompt,
                tokens=tokens(made),
                plain_tokens=tokens(found["plain"][1]),
                read_per_second=reading,
                written_per_second=writing,
            )
            print(line(row), flush=True)
            rows.append(row)
    return rows


def line(row: Row) -> str:
    """Write one article's line of the table."""
    return (
        f"{row.case:28.28} {row.seconds:6.1f} {row.floor:6.1f} {row.plain_seconds:6.1f}"
        f"  {row.seconds / row.floor:5.2f}  {row.seconds / row.plain_seconds:5.2f}"
        f"  {row.tokens['out']:4} / {row.plain_tokens['out']:4}"
        f"  {row.read_per_second:4.0f} / {row.written_per_second:4.1f}"
    )


def main() -> int:
    """Measure, print and write the report."""
    parser = argparse.ArgumentParser(description="A brief against the speed of its model.")
    parser.add_argument("articles", nargs="?", type=int, default=3, help="how many (default 3)")
    wanted = parser.parse_args().articles
    cases = load_suite(shipped_suites()[0]).cases
    *cases_left, last = cases
    print(
        f"{'':28}  brief  floor  plain  brief/ brief/   tokens out     tokens/s\n"
        f"{'article':28}      s      s      s  floor  plain  brief/plain   read/write"
    )
    rows = asyncio.run(measure(tuple(cases_left[:wanted]), last.article.text))
    ratios = {
        "brief/floor": statistics.median(row.seconds / row.floor for row in rows),
        "brief/plain": statistics.median(row.seconds / row.plain_seconds for row in rows),
    }
    for name, ratio in ratios.items():
        print(f"{name}: {ratio:.2f} × (median)")
    write_report(
        "floor",
        model=DEFAULT.name,
        articles=[row._asdict() for row in rows],
        median_ratios=ratios,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
