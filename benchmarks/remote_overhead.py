"""The time that briefer adds to a remote model: wall time minus the critical path of its calls.

A loopback server in a separate process gives valid answers after a fixed latency, or at the speed
of a model that writes ``SPEED`` tokens per second. Everything else is real: HTTP, openai,
instructor, validation, grounding. The critical path is the longest chain of calls in which each
begins after the previous one has ended. The time above it is briefer's overhead; the script fails
if it exceeds ``LIMIT`` of the critical path for an ordinary article at an ordinary latency. What
happens once in a process (imports, loading the parser) is measured separately: ``briefer FILE``
from start to end, minus the critical path.
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
from briefer.grounding.line_checker import LineChecker
from briefer.passes.gist import GistDraft, ground_gist
from briefer.schema.brief import Claim
from tests.model.server import Request, Scripted, ScriptedServer, completion

LENGTHS = (300, 1_000, 3_000)
LATENCIES = (0.5, 2.0, 5.0)
SPEED, FIRST_TOKEN = 60, 0.5  # tokens per second, and seconds before the first token
ORDINARY = ("1,000 words", "2 s")
LIMIT = 0.05
ROUNDS = 3
WINDOW = 64_000  # tokens, so that no article is split
CHARACTERS_PER_TOKEN = 4
WORDS = 3  # number of words by which an answer points at an end of a statement
ROOT = Path(__file__).resolve().parent.parent

Answers = dict[str, JsonValue]  # by name of the requested schema


class Call(NamedTuple):
    """The times at which a call arrived and was answered."""

    arrived: float
    answered: float


class Row(NamedTuple):
    """One article at one latency, times in seconds."""

    article: str
    latency: str
    wall: float
    path: float
    before: float  # time before the first call
    after: float  # time after the last answer
    calls: int
    input_tokens: int
    output_tokens: int

    @property
    def added(self) -> float:
        """The overhead as a share of the critical path."""
        return self.wall / self.path - 1


def fixed(seconds: float, _tokens: int) -> float:
    """Return the same latency for every answer."""
    return seconds


def written(tokens: int) -> float:
    """Return the latency of an answer with this number of tokens."""
    return FIRST_TOKEN + tokens / SPEED


MODES: dict[str, Callable[[int], float]] = {
    **{f"{seconds:g} s": partial(fixed, seconds) for seconds in LATENCIES},
    f"{SPEED} tokens/s": written,
}


def news(words: int) -> Article:
    """Return an article of about ``words`` words: the first paragraphs of the shipped suite."""
    cases = [c for c in load_suite(shipped_suites()[0]).cases if c.article.language == "en"]
    selected: list[str] = []
    for paragraph in (line for case in cases for line in case.article.text.splitlines()):
        if len(" ".join(selected).split()) < words:
            selected.append(paragraph)
    first = cases[0].article
    return Article(text="\n".join(selected), title=first.title, published=first.published)


def good_answers(article: Article) -> Answers:
    """Return valid answers: words of the article that pass all checks of grounding."""
    analysis = analyze(article)
    sections = extractive_sections(article, analysis, article.language)
    checker = LineChecker(article, analysis)
    empty: dict[str, JsonValue] = {
        "who": [], "when": [], "where": [], "headline": "", "summary": [],
    }  # fmt: skip

    def accepted(section: str, texts: Iterable[str], limit: int) -> list[JsonValue]:
        def is_accepted(text: str) -> bool:
            draft = GistDraft.model_validate(empty | {section: [text]})
            problems = ground_gist(draft, checker).problems
            return all(problem.section != section for problem in problems)

        return list(islice((text for text in texts if is_accepted(text)), limit))

    sentences = (" ".join(article.text[slice(*sentence)].split()) for sentence in article.sentences)
    lines = accepted("summary", (text for text in sentences if 60 <= len(text) <= 200), 5)
    claims = sections.claimed_by
    names = list(dict.fromkeys(claim.source.name for claim in claims))
    kinds = {claim.source.name: claim.source.kind for claim in claims}
    return {
        "FullGistDraft": {
            "who": accepted("who", (who.name for who in sections.who), 4),
            "when": accepted("when", (when.phrase for when in sections.when), 1),
            "where": accepted("where", (where.place for where in sections.where), 1),
            "headline": lines[4],
            "what": [],
            "summary": lines[:4],
        },
        "StatementsDraft": {
            "sources": [f"{name}|{kinds[name]}" for name in names],
            "statements": [statement(claim, names, article) for claim in claims],
            "main": [1],
        },
        "UncertaintyDraft": {"uncertainty": ["open_question|Who will pay for the lawyers?"]},
        "VerdictsDraft": {"wrong": []},
    }


def statement(claim: Claim, names: list[str], article: Article) -> str:
    """Return a claim as the row of a model's answer."""
    words = claim.content.replace(" … ", " ").split()
    sentence = article.sentence_at(claim.evidence[0].start) + 1
    near = claim.cue and article.sentence_at(claim.cue.start) + 1 == sentence
    cue = claim.cue.quote if claim.cue and near else ""
    ends = (" ".join(words[:WORDS]), " ".join(words[-WORDS:]))
    return "|".join((str(names.index(claim.source.name) + 1), str(sentence), cue, *ends))


def serve(answers: dict[str, Answers], pipe: Connection) -> None:
    """Answer chat requests; send the times of the calls whenever the pipe asks for them.

    The name of the requested model is "ARTICLE in LATENCY".
    """
    calls: list[Call] = []

    def answer(request: Request) -> Scripted:
        arrived = time.monotonic()
        body = json.loads(request.raw)
        article, latency = body["model"].split(" in ")
        schema = body["response_format"]["json_schema"]["name"]
        text = json.dumps(answers[article][schema], ensure_ascii=False)
        prompt = sum(len(message["content"]) for message in body["messages"])
        tokens = len(text) // CHARACTERS_PER_TOKEN
        delay = MODES[latency](tokens)
        calls.append(Call(arrived, arrived + delay))
        reply = completion(text, prompt_tokens=prompt // CHARACTERS_PER_TOKEN, answer_tokens=tokens)
        return reply._replace(delay=delay)

    pipe.send(ScriptedServer(answer=answer).address)
    while pipe.recv():
        pipe.send(calls)
        calls.clear()


@contextmanager
def served(answers: dict[str, Answers]) -> Iterator[tuple[str, Connection]]:
    """Run the server; yield its address and the pipe that returns its calls."""
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
    """Return the seconds of the longest chain of calls that do not overlap."""
    chains: list[tuple[float, float]] = []  # end and duration of the chain up to each call
    for arrived, answered in sorted(calls):
        before = max((duration for end, duration in chains if end <= arrived), default=0.0)
        chains.append((answered, before + answered - arrived))
    return max(duration for _, duration in chains)


def clear_caches() -> None:
    """Clear briefer's bounded caches, which store results about articles and their words."""
    modules = [module for name, module in sys.modules.items() if name.startswith("briefer.")]
    for function in (value for module in modules for value in vars(module).values()):
        if hasattr(function, "cache_clear") and function.cache_parameters()["maxsize"] is not None:
            function.cache_clear()


async def measured(article: Article, name: str, address: str, pipe: Connection) -> Row:
    """Brief an article ``ROUNDS`` times without cached results, and return the medians."""
    settings = Settings(base_url=address, model=name, cache=False, context_tokens=WINDOW)
    rounds = []
    for _ in range(ROUNDS):
        clear_caches()
        copy = Article.model_validate(article.model_dump())
        started = time.monotonic()
        brief = await abrief(copy, settings=settings)
        ended = time.monotonic()
        pipe.send("calls?")
        calls: list[Call] = pipe.recv()
        before = min(call.arrived for call in calls) - started
        after = ended - max(call.answered for call in calls)
        rounds.append((ended - started, longest_chain(calls), before, after))
    require_accepted_answers(brief)
    wall, path, before, after = map(statistics.median, zip(*rounds, strict=True))
    provenance = brief.provenance
    text, latency = name.split(" in ")
    return Row(
        text,
        latency,
        wall=wall,
        path=path,
        before=before,
        after=after,
        calls=provenance.calls,
        input_tokens=provenance.input_tokens,
        output_tokens=provenance.output_tokens,
    )


def command(article: Article, name: str, address: str, pipe: Connection) -> float:
    """Return the seconds that ``briefer FILE`` takes above the critical path, startup included."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "article.md"
        title = json.dumps(article.title, ensure_ascii=False)
        head = f"---\ntitle: {title}\npublished: {article.published}\n---\n\n"
        file.write_text(head + article.text.replace("\n", "\n\n"), encoding="utf-8")
        options = ["--base-url", address, "--model", name, "--no-cache", "--quiet"]
        started = time.monotonic()
        subprocess.run(
            [sys.executable, "-m", "briefer", str(file), *options],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=ROOT,
        )
        wall = time.monotonic() - started
    pipe.send("calls?")
    return wall - longest_chain(pipe.recv())


def require_accepted_answers(brief: Brief) -> None:
    """Exit if answers were rejected: the measurement would be of something else."""
    coverage = brief.coverage
    # one statement inside another may be merged with that of the rules around it
    rejected = [item for item in coverage.rejected if item.findings[0].code != "other_source"]
    if rejected or brief.provenance.calls != 4 or len(brief.summary) < 4:
        raise SystemExit(f"the scripted answers were rejected: {coverage}")


def line(row: Row) -> str:
    """Return one line of the table."""
    return (
        f"{row.article:11}  {row.latency:>11}  {row.wall:8.2f}  {row.path:7.2f}"
        f"  {100 * row.added:6.1f}%  {1000 * row.before:10.0f}  {1000 * row.after:9.0f}"
        f"  {row.calls:5}  {row.input_tokens:9,}  {row.output_tokens:10,}"
    )


def main() -> int:
    """Measure, print, write the report, and return 1 if the limit is exceeded."""
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
        "remote_overhead",
        rounds=ROUNDS,
        rows=[row._asdict() | {"added": row.added} for row in rows],
        limit=LIMIT,
        seconds_added_in_a_new_process=cold,
    )
    return int(ordinary.added > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
