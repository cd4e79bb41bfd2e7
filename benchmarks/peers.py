"""Peers side by side: briefer, one plain call, and langextract, on one embedded model.

All are given the same articles by turns in one run, the one that goes first changing; their prompts
begin differently, so none finds another's in the model's cache. Their claims are held against gold
by the scorer of ``briefer eval``.

langextract is no dependency of briefer; without it the script says how to get it and goes on. It is
asked as its documentation advises, with one worked example, and constrained by the schema that it
makes of that; a claim of which it does not know the place counts as not grounded. It runs in a
process of its own, which is ended when it takes too long; that counts as a brief that failed.
"""

import argparse
import asyncio
import importlib
import importlib.util
import json
import multiprocessing
import os
import platform
import statistics
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple, TypedDict

from briefer import Article, Brief, BrieferError, Settings, abrief
from briefer.evals.baselines import plain_brief
from briefer.evals.loading import load_suite, shipped_suites
from briefer.evals.measures import measure_failure
from briefer.evals.scorers import claims
from briefer.evals.suite import Case
from briefer.grounding.alignment import find_phrase
from briefer.model.catalogue import DEFAULT
from briefer.model.embedded import EmbeddedServer, acquire, release
from briefer.model.local import DEFAULT_CONTEXT_TOKENS
from briefer.model.opening import open_model
from briefer.model.protocol import Model
from briefer.reading.reader import read_article
from briefer.schema import Claim, Coverage, Point, Provenance, Rejected, Source

PEER = "langextract"
SETTINGS = Settings(model="local", base_url=None, context_tokens=DEFAULT_CONTEXT_TOKENS)
ANSWER_TOKENS = 1_500  # as many as the plain call has
SCORES = ("precision", "recall", "source", "attributed")
ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "reports" / "peers.json"

TASK = (
    "Find every statement that the text attributes to somebody, in the order of the text. Extract "
    "the statement itself, word for word as it stands there. Its attributes are the source, who "
    "says it, and the cue, the words that attribute it."
)
EXAMPLE = (
    "The bridge will stay shut until May, the mayor, Ines Calder, told reporters on Monday. “We "
    "found cracks in two piers,” said an engineer who asked not to be named. According to the "
    "transport ministry, traffic may have to be diverted."
)
EXAMPLE_CLAIMS = (
    ("The bridge will stay shut until May", "the mayor, Ines Calder", "told reporters"),
    ("We found cracks in two piers", "an engineer who asked not to be named", "said"),
    ("traffic may have to be diverted", "the transport ministry", "According to"),
)


class Extracted(TypedDict):
    """One extraction of langextract; its place is None when it was not found in the text."""

    text: str
    source: str
    place: tuple[int, int] | None


class Result(NamedTuple):
    """What one peer made of one article: a brief, or the reason why there is none."""

    seconds: float
    brief: Brief | None
    failure: str = ""


def extract(text: str, base_url: str, key: str, reply: Connection) -> None:
    """Run langextract over a text, and send the seconds and what it extracted."""
    os.environ["NO_PROXY"] = "127.0.0.1"
    lx = importlib.import_module(PEER)
    example = lx.data.ExampleData(
        text=EXAMPLE,
        extractions=[
            lx.data.Extraction("claim", words, attributes={"source": source, "cue": cue})
            for words, source, cue in EXAMPLE_CLAIMS
        ],
    )
    server = {"base_url": base_url, "api_key": key, "temperature": 0.0, "seed": 1}
    model = lx.factory.create_model(
        lx.factory.ModelConfig(
            model_id="embedded",
            provider="OpenAILanguageModel",
            provider_kwargs=server | {"max_output_tokens": ANSWER_TOKENS},
        ),
        examples=[example],
        use_schema_constraints=True,
    )
    start = time.perf_counter()
    found = lx.extract(
        text,
        prompt_description=TASK,
        examples=[example],
        model=model,
        use_schema_constraints=False,  # the model has them already
        max_workers=1,
        show_progress=False,
    )
    seconds = time.perf_counter() - start
    extracted = [
        Extracted(
            text=one.extraction_text,
            source=str((one.attributes or {}).get("source") or ""),
            place=(one.char_interval.start_pos, one.char_interval.end_pos)
            if one.char_interval and one.char_interval.end_pos
            else None,
        )
        for one in found.extractions or ()
    ]
    reply.send((seconds, extracted))


def peer_result(article: Article, server: EmbeddedServer, limit: float) -> Result:
    """Have langextract extract the claims of an article, for ``limit`` seconds at most."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    arguments = (article.text, f"{server.root}/v1", server.key, sender)
    process = context.Process(target=extract, args=arguments, daemon=True)
    process.start()
    sender.close()
    try:
        if not receiver.poll(limit):
            return Result(limit, None, f"not done after {limit:g} s")
        seconds, extracted = receiver.recv()
    except EOFError:
        return Result(0.0, None, "it ended without a result")
    finally:
        process.kill()
        process.join()
    return Result(seconds, peer_brief(article, extracted, seconds))


def peer_brief(article: Article, extracted: Sequence[Extracted], seconds: float) -> Brief:
    """Make a brief of what langextract extracted; claims are all it has."""
    first = article.evidence(*article.sentences[0])
    unplaced = [one for one in extracted if one["place"] is None]
    reason = "langextract does not know its place in the article"
    return Brief(
        headline=Point(text=first.quote, evidence=(first,)),
        claimed_by=tuple(
            Claim(
                content=one["text"] or article.text[slice(*one["place"])],
                source=peer_source(one["source"], article),
                quote_kind="indirect",
                evidence=(article.evidence(*one["place"]),),
            )
            for one in extracted
            if one["place"] is not None
        ),
        article=article,
        coverage=Coverage(
            sentences=len(article.sentences),
            sentences_read=len(article.sentences),
            rejected=tuple(
                Rejected(section="claimed_by", text=one["text"], reason=reason) for one in unplaced
            ),
        ),
        provenance=Provenance(
            model=PEER, version=version(PEER), created=datetime.now(UTC), seconds=seconds
        ),
    )


def peer_source(name: str, article: Article) -> Source:
    """Return a source as the plain call has it: shown when its name stands in the article."""
    named = find_phrase(article, name) if name.strip() else None
    return Source(
        name=name.strip() or "unknown",
        kind="person" if named else "unknown",
        evidence=(named,) if named else (),
    )


async def own_result(make: Callable[[Article], Awaitable[Brief]], article: Article) -> Result:
    """Time a brief of briefer's, or the plain call."""
    read_article.cache_clear()
    start = time.perf_counter()
    try:
        made = await make(article)
    except BrieferError as error:
        return Result(time.perf_counter() - start, None, str(error))
    return Result(time.perf_counter() - start, made)


@asynccontextmanager
async def opened() -> AsyncIterator[tuple[Model, EmbeddedServer]]:
    """Open the embedded model, and find its server."""
    model = await open_model(SETTINGS)
    server = acquire(DEFAULT.path(SETTINGS.model_dir), context_tokens=DEFAULT_CONTEXT_TOKENS)
    try:
        yield model, server
    finally:
        release(server)
        await model.aclose()


async def compare(cases: Sequence[Case], limit: float) -> dict[str, list[Result]]:
    """Have each peer do each case."""
    async with opened() as (model, server):
        peers: dict[str, Callable[[Article], Awaitable[Result]]] = {
            "briefer": partial(
                own_result, partial(abrief, model=model, settings=Settings(cache=False))
            ),
            "plain": partial(own_result, partial(plain_brief, model=model)),
        }
        if importlib.util.find_spec(PEER):
            peers[PEER] = lambda article: asyncio.to_thread(peer_result, article, server, limit)
        else:
            print(f"without {PEER}, which is not installed: pip install {PEER}")
        results: dict[str, list[Result]] = {name: [] for name in peers}
        read_article(Article(text="Nothing happened, she said."))  # loads the parser
        names = list(peers)
        for case in cases:
            for name in names:
                result = await peers[name](case.article)
                results[name].append(result)
                said = result.failure or f"{len(result.brief.claimed_by if result.brief else ())}"
                print(f"  {case.id:28.28} {name:12} {result.seconds:6.1f} s  claims: {said}")
            names = names[1:] + names[:1]
    return results


def figures(cases: Sequence[Case], results: Sequence[Result]) -> dict[str, float | None]:
    """Return the means of one peer; what cannot be scored is left out of a mean."""
    made = [result.brief for result in results if result.brief]
    found = sum(len(one.claimed_by) for one in made)
    refused = sum(part.section == "claimed_by" for one in made for part in one.coverage.rejected)
    scored = [
        claims.score(result.brief, case.gold, case.article)
        if result.brief
        else measure_failure(case, result.failure)
        for case, result in zip(cases, results, strict=True)
    ]
    means: dict[str, float | None] = {
        "seconds": statistics.fmean(result.seconds for result in results),
        "failed": len(results) - len(made),
        "calls": sum(one.provenance.calls for one in made) / len(results) or None,
        "tokens_out": sum(one.provenance.tokens_out for one in made) / len(results) or None,
        "claims": found / len(results),
        "grounded": found / (found + refused) if found + refused else None,
    }
    for name in SCORES:
        values = [one[f"claims.{name}"].value for one in scored]
        known = [value for value in values if value is not None]
        means[name] = statistics.fmean(known) if known else None
    return means


def main() -> int:
    """Measure, print and write the report."""
    parser = argparse.ArgumentParser(description="briefer beside its peers, on one model.")
    parser.add_argument("articles", nargs="?", type=int, default=3, help="how many (default 3)")
    parser.add_argument("--suite", type=Path, default=shipped_suites()[0], help="another suite")
    parser.add_argument("--limit", type=float, default=240.0, help="seconds that a peer may take")
    options = parser.parse_args()
    suite = load_suite(options.suite)
    cases = [case for case in suite.cases if case.gold.claimed_by][: options.articles]
    results = asyncio.run(compare(cases, options.limit))
    table = {name: figures(cases, found) for name, found in results.items()}
    base = table["briefer"]["seconds"] or 1.0
    for means in table.values():
        means["time_to_briefer"] = (means["seconds"] or 0.0) / base
    print(
        f"\n{'means of ' + str(len(cases)) + ' articles':22}" + "".join(f"{n:>13}" for n in table)
    )
    for row in next(iter(table.values())):
        values = (means[row] for means in table.values())
        cells = "".join(f"{'–' if value is None else f'{value:.2f}':>13}" for value in values)
        print(f"{row.replace('_', ' '):22}{cells}")
    REPORT.parent.mkdir(exist_ok=True)
    report = {
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "model": DEFAULT.name,
        PEER: version(PEER) if PEER in table else None,
        "suite": suite.name,
        "articles": [case.id for case in cases],
        "means": table,
        "failures": {
            name: [result.failure for result in found if result.failure]
            for name, found in results.items()
        },
    }
    REPORT.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    print(f"written to {REPORT.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
