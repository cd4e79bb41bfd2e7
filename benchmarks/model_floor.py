"""How much slower a brief on the embedded model is than the model itself.

The floor of a brief is the time in which the model reads its prompt once (the article and the fixed
part of the prompt) and writes the tokens of its answers, at the model's rates in the same run. The
time above the floor is briefer's overhead. One plain call to the same model is measured, too.

The model caches its last prompt and does not read a common prefix again. Therefore a probe precedes
each timed call: it reads and writes something else, which measures the rates and replaces the
cache. Brief and plain call also take turns in going first. Tokens that still came from the cache
are in the report.
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
from briefer.passes.chunking import whole_article
from briefer.passes.gist import GIST
from briefer.passes.runner import PassContext
from briefer.prompts import Prompts

SETTINGS = Settings(model="local", base_url=None, context_tokens=DEFAULT_CONTEXT_TOKENS)
PROBE_CHARACTERS = 2_400
PROBE_TOKENS = 64


class Rates(NamedTuple):
    """Tokens and seconds of a probe, for reading and for writing."""

    read_tokens: int
    read_seconds: float
    written_tokens: int
    written_seconds: float


class Row(NamedTuple):
    """One article: time and tokens of the brief and of the plain call, and the floor."""

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
    """Open the embedded model, and a client that bypasses briefer to call its server."""
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
    """Let the model read and write a text that is not the prefix of any other prompt."""
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
        read_tokens=timings["prompt_n"],
        read_seconds=timings["prompt_ms"] / 1000,
        written_tokens=timings["predicted_n"],
        written_seconds=timings["predicted_ms"] / 1000,
    )


async def timed(
    make: Callable[[Article], Awaitable[Brief]], article: Article
) -> tuple[float, Brief]:
    """Return the seconds that a brief takes, and the brief."""
    analyze.cache_clear()
    start = time.perf_counter()
    brief = await make(article)
    return time.perf_counter() - start, brief


async def prompt_tokens(article: Article, model: Model) -> int:
    """Count the tokens that must be read: the article once, and the prompt around it."""
    analysis = asyncio.create_task(asyncio.to_thread(analyze, article))
    prompts = Prompts(SETTINGS.prompt_dir)
    context = PassContext(article, analysis, model, prompts, article.language)
    messages: list[Message] = context.messages(GIST.prompt, whole_article(article))
    await analysis
    return await model.count_tokens(messages)


def tokens(brief: Brief) -> dict[str, int]:
    """Return calls and tokens of a brief from its provenance."""
    provenance = brief.provenance
    return {
        "calls": provenance.calls,
        "in": provenance.input_tokens,
        "cached": provenance.cached_tokens,
        "out": provenance.output_tokens,
    }


async def measure(cases: tuple[Case, ...], other: str) -> list[Row]:
    """Brief each case with both systems, which take turns in going first.

    Args:
        cases: the cases.
        other: a text for the probes, not an article of ``cases``.
    """
    rows = []
    async with opened() as (model, client):
        systems = {
            "plain": partial(plain_brief, model=model),
            "brief": partial(abrief, model=model, settings=Settings(cache=False)),
        }
        await probe(client, "The tide was out.")  # the first call of a process is slower
        analyze(Article(text=other))  # loads the parser
        for number, case in enumerate(cases):
            results, rates = {}, []
            for name in list(systems) if number % 2 == 0 else reversed(systems):
                rates.append(await probe(client, other))
                results[name] = await timed(systems[name], case.article)
            read_rate = sum(r.read_tokens for r in rates) / sum(r.read_seconds for r in rates)
            write_rate = sum(r.written_tokens for r in rates) / sum(
                r.written_seconds for r in rates
            )
            seconds, brief = results["brief"]
            plain_seconds, plain = results["plain"]
            prompt = await prompt_tokens(case.article, model)
            row = Row(
                case=case.id,
                seconds=seconds,
                floor=prompt / read_rate + brief.provenance.output_tokens / write_rate,
                plain_seconds=plain_seconds,
                prompt_tokens=prompt,
                tokens=tokens(brief),
                plain_tokens=tokens(plain),
                read_per_second=read_rate,
                written_per_second=write_rate,
            )
            print(line(row), flush=True)
            rows.append(row)
    return rows


def line(row: Row) -> str:
    """Return the line of one article in the table."""
    return (
        f"{row.case:28.28} {row.seconds:6.1f} {row.floor:6.1f} {row.plain_seconds:6.1f}"
        f"  {row.seconds / row.floor:5.2f}  {row.seconds / row.plain_seconds:5.2f}"
        f"  {row.tokens['out']:4} / {row.plain_tokens['out']:4}"
        f"  {row.read_per_second:4.0f} / {row.written_per_second:4.1f}"
    )


def main() -> int:
    """Measure, print and write the report."""
    parser = argparse.ArgumentParser(description="Compare a brief with the speed of its model.")
    parser.add_argument(
        "articles", nargs="?", type=int, default=3, help="number of articles (default 3)"
    )
    count = parser.parse_args().articles
    *cases, probe_case = load_suite(shipped_suites()[0]).cases
    print(
        f"{'':28}  brief  floor  plain  brief/ brief/   tokens out     tokens/s\n"
        f"{'article':28}      s      s      s  floor  plain  brief/plain   read/write"
    )
    rows = asyncio.run(measure(tuple(cases[:count]), probe_case.article.text))
    ratios = {
        "brief/floor": statistics.median(row.seconds / row.floor for row in rows),
        "brief/plain": statistics.median(row.seconds / row.plain_seconds for row in rows),
    }
    for name, ratio in ratios.items():
        print(f"{name}: {ratio:.2f} × (median)")
    write_report(
        "model_floor",
        model=DEFAULT.name,
        articles=[row._asdict() for row in rows],
        median_ratios=ratios,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
