"""What briefer adds to a remote model: wall time against the critical path of its calls.

A server on loopback, in a process of its own, answers each call well and after a fixed latency, or
at the speed of a model that writes ``SPEED`` tokens a second. All else is real: HTTP, openai,
instructor, validation, grounding. The critical path is the longest chain of calls of which each
began after the one before had ended. What a brief takes above it is ours; the script fails when
that is more than ``LIMIT`` of it for an ordinary article at an ordinary latency. What happens once
in a process, imports and the loading of the parser, is told apart: ``briefer FILE`` from its start
to its end, less the critical path.
"""

import asyncio
import json
import multiprocessing
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from common.reports import write_report
from pydantic import JsonValue

from briefer import Article, Brief, Settings, abrief
from briefer.analysis.analyzer import analyze
from briefer.assembly.extractive import extractive_sections
from briefer.evals.suites.loader import load_suite, shipped_suites
from briefer.passes.gist import GistDraft, ground_gist
from tests.model.server import Request, Scripted, ScriptedServer, completion

LENGTHS = (300, 1_000, 3_000)
LATENCIES = (0.5, 2.0, 5.0)
SPEED, FIRST_TOKEN = 60, 0.5  # tokens a second, after so many seconds
ORDINARY = ("1,000 words", "2 s")
LIMIT = 0.05
ROUNDS = 3
CHARACTERS_PER_TOKEN = 4
BEGINNING = 7  # words of a claim that is chosen
ROOT = Path(__file__).resolve().parent.parent

Answers = dict[str, JsonValue]  # by the name of the schema that is asked for


class Call(NamedTuple):
    """When one call came, and when it was answered."""

    came: float
    answered: float


class Row(NamedTuple):
    """One article at one latency, times in seconds."""

    article: str
    latency: str
    wall: float
    path: float
    before: float  # the first call
    after: float  # the last answer
    calls: int
    input_tokens: int
    output_tokens: int

    @property
    def added(self) -> float:
        """What is added to the critical path, as a share of it."""
        return self.wall / self.path - 1


def fixed(seconds: float, _tokens: int) -> float:
    """Return the same latency for every answer."""
    return seconds


def written(tokens: int) -> float:
    """Return the latency of an answer of so many tokens."""
    return FIRST_TOKEN + tokens / SPEED


MODES: dict[str, Callable[[int], float]] = {
    **{f"{seconds:g} s": partial(fixed, seconds) for seconds in LATENCIES},
    f"{SPEED} tokens/s": written,
}


def news(words: int) -> Article:
    """Return an article of about so many words: the first paragraphs of the shipped suite."""
    cases = [c for c in load_suite(shipped_suites()[0]).cases if c.article.language == "en"]
    kept: list[str] = []
    for paragraph in (line for case in cases for line in case.article.text.splitlines()):
        if len(" ".join(kept).split()) < words:
            kept.append(paragraph)
    first = cases[0].article
    return Article(text="\n".join(kept), title=first.title, published=first.published)


def good_answers(article: Article) -> Answers:
    """Return what a good model answers: the article's own words, which grounding accepts."""
    reading = analyze(article)
    told = extractive_sections(article, reading)
    nothing: dict[str, JsonValue] = {
        "who": [], "when": [], "where": [], "headline": "", "summary": [],
    }  # fmt: skip

    def held(section: str, texts: Iterable[str], most: int) -> list[JsonValue]:
        def holds(text: str) -> bool:
            draft = GistDraft.model_validate(nothing | {section: [text]})
            problems = ground_gist(draft, article, reading).problems
            return all(problem.section != section for problem in problems)

        return list(islice((text for text in texts if holds(text)), most))

    sentences = (" ".join(article.text[slice(*sentence)].split()) for sentence in article.sentences)
    lines = held("summary", (text for text in sentences if 60 <= len(text) <= 200), 5)
    claims = [found.content[0].text_in(article.text) for found in reading.attributions]
    return {
        "GistDraft": {
            "who": held("who", (who.name for who in told.who), 4),
            "when": held("when", (when.phrase for when in told.when), 1),
            "where": held("where", (where.place for where in told.where), 1),
            "headline": lines[4],
            "summary": lines[:4],
        },
        "WeighDraft": {
            "claims": [" ".join(claim.split()[:BEGINNING]) for claim in claims[:8]],
            "open": ["Who will pay for the lawyers of the neighbours?"],
        },
    }


def serve(answers: dict[str, Answers], pipe: Connection) -> None:
    """Answer chats, their model being named after article and latency; tell when calls came."""
    calls: list[Call] = []

    def answer(request: Request) -> Scripted:
        came = time.monotonic()
        asked = json.loads(request.raw)
        article, latency = asked["model"].split(" in ")
        schema = asked["response_format"]["json_schema"]["name"]
        text = json.dumps(answers[article][schema], ensure_ascii=False)
        prompt = sum(len(message["content"]) for message in asked["messages"])
        tokens = len(text) // CHARACTERS_PER_TOKEN
        delay = MODES[latency](tokens)
        calls.append(Call(came, came + delay))
        reply = completion(text, prompt_tokens=prompt // CHARACTERS_PER_TOKEN, answer_tokens=tokens)
        return reply._replace(delay=delay)

    pipe.send(ScriptedServer(answer=answer).address)
    while pipe.recv():
        pipe.send(calls)
        calls.clear()


@contextmanager
def served(answers: dict[str, Answers]) -> Iterator[tuple[str, Connection]]:
    """Run the server; give its address, and what tells of its calls."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(answers, theirs), daemon=True)
    process.start()
    try:
        yield ours.recv(), ours
    finally:
        process.kill()
        process.join()


def longest_chain(calls: Iterable[Call]) -> float:
    """Return the seconds of the longest chain of calls of which none overlaps the one before."""
    chains: list[tuple[float, float]] = []  # when one ended, and how long it took
    for came, answered in sorted(calls):
        before = max((length for end, length in chains if end <= came), default=0.0)
        chains.append((answered, before + answered - came))
    return max(length for _, length in chains)


def forget() -> None:
    """Empty briefer's bounded caches, which hold what is known of articles and of their words."""
    modules = [module for name, module in sys.modules.items() if name.startswith("briefer.")]
    for kept in (value for module in modules for value in vars(module).values()):
        if hasattr(kept, "cache_clear") and kept.cache_parameters()["maxsize"] is not None:
            kept.cache_clear()


async def measured(article: Article, name: str, address: str, pipe: Connection) -> Row:
    """Brief an article ``ROUNDS`` times, each time as one that was never seen; take the medians."""
    settings = Settings(base_url=address, model=name, cache=False)
    rounds = []
    for _ in range(ROUNDS):
        forget()
        unseen = Article.model_validate(article.model_dump())
        began = time.monotonic()
        made = await abrief(unseen, settings=settings)
        ended = time.monotonic()
        pipe.send("calls?")
        calls: list[Call] = pipe.recv()
        before = min(call.came for call in calls) - began
        after = ended - max(call.answered for call in calls)
        rounds.append((ended - began, longest_chain(calls), before, after))
    require_well_answered(made)
    wall, path, before, after = map(statistics.median, zip(*rounds, strict=True))
    spent = made.provenance
    text, latency = name.split(" in ")
    return Row(
        text,
        latency,
        wall=wall,
        path=path,
        before=before,
        after=after,
        calls=spent.calls,
        input_tokens=spent.input_tokens,
        output_tokens=spent.output_tokens,
    )


def command(article: Article, name: str, address: str, pipe: Connection) -> float:
    """Return what ``briefer FILE`` takes above the critical path, its start included."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "article.md"
        title = json.dumps(article.title, ensure_ascii=False)
        head = f"---\ntitle: {title}\npublished: {article.published}\n---\n\n"
        file.write_text(head + article.text.replace("\n", "\n\n"), encoding="utf-8")
        options = ["--base-url", address, "--model", name, "--no-cache", "--quiet"]
        began = time.monotonic()
        subprocess.run(
            [sys.executable, "-m", "briefer", str(file), *options],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=ROOT,
        )
        wall = time.monotonic() - began
    pipe.send("calls?")
    return wall - longest_chain(pipe.recv())


def require_well_answered(made: Brief) -> None:
    """Stop when the answers were not taken: something else would be measured."""
    coverage = made.coverage
    if coverage.rejected or made.provenance.calls != 2 or len(made.summary) < 4:
        raise SystemExit(f"the scripted answers do not hold: {coverage}")


def line(row: Row) -> str:
    """Write one line of the table."""
    return (
        f"{row.article:11}  {row.latency:>11}  {row.wall:8.2f}  {row.path:7.2f}"
        f"  {100 * row.added:6.1f}%  {1000 * row.before:10.0f}  {1000 * row.after:9.0f}"
        f"  {row.calls:5}  {row.input_tokens:9,}  {row.output_tokens:10,}"
    )


def main() -> int:
    """Measure, print, write the report, and return 1 when the limit is broken."""
    articles = {f"{words:,} words": news(words) for words in LENGTHS}
    answers = {name: good_answers(article) for name, article in articles.items()}
    rows = []
    with served(answers) as (address, pipe), asyncio.Runner() as runner:
        print(
            "article          latency  brief, s  path, s    added  before, ms  after, ms  calls"
            "  tokens in  tokens out"
        )
        for name, article in articles.items():
            for latency in MODES:
                work = measured(article, f"{name} in {latency}", address, pipe)
                rows.append(runner.run(work))
                print(line(rows[-1]), flush=True)
        words, latency = ORDINARY
        cold = command(articles[words], f"{words} in {latency}", address, pipe)
    [ordinary] = [row for row in rows if (row.article, row.latency) == ORDINARY]
    print(
        f"{words} at {latency}: {100 * ordinary.added:.1f} % added (at most {100 * LIMIT:g} %); "
        f"{cold:.1f} s in a new process"
    )
    write_report(
        "remote",
        rounds=ROUNDS,
        rows=[row._asdict() | {"added": row.added} for row in rows],
        limit=LIMIT,
        seconds_added_in_a_new_process=cold,
    )
    return int(ordinary.added > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
