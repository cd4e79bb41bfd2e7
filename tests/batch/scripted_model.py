"""A capable model from a script, as a server in a process of its own, and articles for it.

The server speaks OpenAI's protocol on loopback. It answers each request after a fixed latency, with
words of the article that it was sent, and can inject faults: 429, 500, time-outs and garbage.
"""

import asyncio
import hashlib
import json
import multiprocessing
import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection

from briefer import BatchSource

_TOKEN = re.compile(r"article (\d+)\b")
_HEADERS = (
    "HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n{more}\r\n"
)
_NAMES = "Ansel Brody Corin Delia Edda Farah Goran Hilde Ivo Jora".split()
_SURNAMES = "Aldercrane Birkvale Corvane Dunmere Eskdale Farrowby Garthwood Helmshaw".split()
_TOWNS = "Vessing Port-Ellisand Marrowick Tarnfield Oskerby Lindhaven Quarrick".split()
_THINGS = "ferry bridge school harbour library tunnel reservoir market".split()


@dataclass(frozen=True)
class Faults:
    """Which share of the requests fails, and how."""

    too_many: float = 0.0
    server_error: float = 0.0
    no_answer: float = 0.0
    garbage: float = 0.0


def invented_articles(count: int, *, sentences: int = 8) -> Iterator[dict[str, str]]:
    """Yield rows of a batch's input, each with an invented article of its own."""
    for number in range(1, count + 1):
        chance = random.Random(number)  # noqa: S311
        town, thing = chance.choice(_TOWNS), chance.choice(_THINGS)
        speaker = f"{chance.choice(_NAMES)} {chance.choice(_SURNAMES)}"
        other = f"{chance.choice(_NAMES)} {chance.choice(_SURNAMES)}"
        cost, people = chance.randint(2, 900), chance.randint(10, 9_000)
        body = [
            f"The council of {town} closed the {thing} on Tuesday, according to notice {number}.",
            f"Mayor {speaker} said the repair would cost {cost} million crowns.",
            f"“We had no choice,” {speaker} told reporters in {town}.",
            f"About {people:,} residents used the {thing} every week, the council said.",
            f"Engineer {other} said the damage may be older than the council believes.",
        ]
        body += [
            f"Report {number}-{part} of the engineers lists {chance.randint(3, 99)} cracks in the "
            f"{thing}, and {other} said that work could begin in week {chance.randint(1, 52)}."
            for part in range(sentences - len(body))
        ]
        yield {
            "id": f"a{number}",
            "title": f"{town} closes its {thing} in article {number}",
            "text": f"{' '.join(body[:2])}\n\n{' '.join(body[2:])}",
            "published": "2026-03-18",
            "language": "en",
        }


def invented_sources(count: int) -> Iterator[BatchSource]:
    """Yield the same articles as sources of a batch."""
    for article in invented_articles(count):
        yield BatchSource(
            id=article["id"],
            title=article["title"],
            text=article["text"],
            published=article["published"],
            language=article["language"],
        )


def answer_to(body: dict[str, object]) -> str:
    """Return a valid answer about the article in a request."""
    schema = body["response_format"]["json_schema"]["name"]  # type: ignore[index]
    prompt = " ".join(message["content"] for message in body["messages"])  # type: ignore[attr-defined]
    found = re.search(r"Mayor (\w+ \w+)", prompt)
    mayor = found[1] if found else "unknown"
    cost = re.search(r"would cost (\d+) million", prompt)
    town = re.search(r"council of ([\w-]+) closed the (\w+)", prompt)
    answers: dict[str, object] = {
        "FullGistDraft": {
            "who": [f"{mayor}"],
            "when": [],
            "where": [town[1]] if town else [],
            "headline": f"The council of {town[1]} closed the {town[2]}" if town else "",
            "what": [],
            "summary": [
                f"Mayor {mayor} said the repair would cost {cost[1]} million crowns."
                if cost
                else ""
            ],
        },
        "StatementsDraft": {
            "sources": [f"{mayor}|person"],
            "statements": ["1|2|said|the repair would|million crowns"],
            "main": [1],
        },
        "UncertaintyDraft": {"uncertainty": []},
        "VerdictsDraft": {"wrong": []},
    }
    return json.dumps(answers.get(schema, {}), ensure_ascii=False)


class ScriptedModel:
    """The server, as the process that has started it sees it."""

    def __init__(self, address: str, pipe: Connection) -> None:
        self.address = address
        self._pipe = pipe

    def articles_asked(self) -> Counter[str]:
        """Return how often the first request about each article was answered."""
        self._pipe.send("asked")
        found: Counter[str] = self._pipe.recv()
        return found

    def load(self) -> tuple[int, float]:
        """Return the largest number of requests that were unanswered at one time, and the mean.

        The mean is that of the time from the first to the last moment with that number.
        """
        self._pipe.send("load")
        found: tuple[int, float] = self._pipe.recv()
        return found


class _Load:
    """How many requests are unanswered, and the sum of that over time."""

    def __init__(self) -> None:
        self._running = self._most = 0
        self._sum = 0.0
        self._changed = time.monotonic()
        self._first = self._last = (self._changed, 0.0)

    def change(self, by: int) -> None:
        """Count a request that arrives or is answered."""
        now = time.monotonic()
        self._sum += self._running * (now - self._changed)
        self._changed = now
        if self._running == self._most:
            self._last = (now, self._sum)
        self._running += by
        if self._running > self._most:
            self._most = self._running
            self._first = self._last = (now, self._sum)

    def figures(self) -> tuple[int, float]:
        """Return the largest number, and the mean between the moments that had it."""
        (start, before), (end, after) = self._first, self._last
        return self._most, (after - before) / (end - start) if end > start else float(self._most)


class _Server:
    def __init__(self, latency: float, faults: Faults) -> None:
        self.asked: Counter[str] = Counter()
        self.load = _Load()
        self._latency = latency
        self._faults = faults
        self._chance = random.Random(7)  # noqa: S311

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Answer the requests of one connection."""
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                length = re.search(rb"content-length: (\d+)", head.lower())
                body = await reader.readexactly(int(length[1])) if length else b""
                if head.startswith(b"GET"):
                    listing = {"object": "list", "data": [{"id": "scripted", "object": "model"}]}
                    await _write(writer, 200, json.dumps(listing))
                else:
                    await self._chat(writer, json.loads(body))
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    async def _chat(self, writer: asyncio.StreamWriter, body: dict[str, object]) -> None:
        self.load.change(1)
        try:
            fault = self._fault()
            if fault == "no_answer":
                await asyncio.sleep(3600)
            await asyncio.sleep(self._latency if fault is None else 0.01)
        finally:
            self.load.change(-1)
        if fault == "too_many":
            await _write(writer, 429, '{"error": {"message": "slow down"}}', "Retry-After: 0.2\r\n")
        elif fault == "server_error":
            await _write(writer, 500, '{"error": {"message": "failed"}}')
        else:
            text = "{]garbage" if fault == "garbage" else answer_to(body)
            self._count(body)
            await _write(writer, 200, json.dumps(_completion(text)))

    def _count(self, body: dict[str, object]) -> None:
        if body["response_format"]["json_schema"]["name"] == "FullGistDraft":  # type: ignore[index]
            text = json.dumps(body["messages"])
            found = _TOKEN.search(text)
            name = found[1] if found else hashlib.sha256(text.encode()).hexdigest()[:12]
            self.asked[name] += 1

    def _fault(self) -> str | None:
        drawn = self._chance.random()
        for name in ("too_many", "server_error", "no_answer", "garbage"):
            drawn -= getattr(self._faults, name)
            if drawn < 0:
                return name
        return None


def _completion(text: str) -> dict[str, object]:
    message = {"role": "assistant", "content": text}
    return {
        "id": "1",
        "object": "chat.completion",
        "created": 1,
        "model": "scripted",
        "choices": [{"index": 0, "finish_reason": "stop", "message": message}],
        "usage": {"prompt_tokens": 1200, "completion_tokens": 60, "total_tokens": 1260},
    }


async def _write(writer: asyncio.StreamWriter, status: int, body: str, more: str = "") -> None:
    data = body.encode()
    head = _HEADERS.format(status=f"{status} Status", length=len(data), more=more)
    writer.write(head.encode() + data)
    await writer.drain()


def _main(latency: float, faults: Faults, pipe: Connection) -> None:
    async def run() -> None:
        server = _Server(latency, faults)
        listening = await asyncio.start_server(server.serve, "127.0.0.1", 0, backlog=1024)
        pipe.send(listening.sockets[0].getsockname()[1])
        while True:
            try:
                question = await asyncio.to_thread(pipe.recv)
            except EOFError:
                return
            pipe.send(server.asked if question == "asked" else server.load.figures())

    asyncio.run(run())


@contextmanager
def scripted_model(*, latency: float, faults: Faults = Faults()) -> Iterator[ScriptedModel]:
    """Run the server in a process of its own."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_main, args=(latency, faults, theirs), daemon=True)
    process.start()
    try:
        yield ScriptedModel(f"http://127.0.0.1:{ours.recv()}/v1", ours)
    finally:
        process.kill()
        process.join()
