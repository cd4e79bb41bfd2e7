"""What a brief by a capable model costs beside one plain call: calls, tokens, critical path.

The recorded replies of a large model to the shipped suite are replayed. The critical path is the
longest chain of calls in which each begins after the previous one has ended, at ``SPEED`` tokens
per second and ``FIRST_TOKEN`` seconds before the first token. Nothing is timed.
"""

import asyncio
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from common.reports import write_report

from briefer import Article, Settings, abrief
from briefer.evals.runs.baselines import plain_brief
from briefer.evals.runs.replay import Replay
from briefer.evals.suites.loader import load_suite, shipped_suites
from briefer.model.protocol import Answer, Message, Reply

SPEED, FIRST_TOKEN = 60, 0.5  # tokens per second, and seconds before the first token
RECORDING = Path(__file__).resolve().parents[1] / "evals" / "recordings" / "news-large.jsonl"


class Call(NamedTuple):
    """One call: its place in the order of events, its tokens and its nominal seconds."""

    began: int
    ended: int
    input_tokens: int
    output_tokens: int

    @property
    def seconds(self) -> float:
        """Return the seconds that the model would take."""
        return FIRST_TOKEN + self.output_tokens / SPEED


class Watched:
    """A model that notes the order in which its calls begin and end."""

    def __init__(self, model: Replay) -> None:
        self.name, self.profile = model.name, model.profile
        self.calls: list[Call] = []
        self._model, self._events = model, 0

    async def ask(
        self, messages: Sequence[Message], answer: type[Answer], *, max_tokens: int
    ) -> Reply[Answer]:
        """Return the recorded reply, after all calls that are sent at the same time."""
        began = self._event()
        await asyncio.sleep(0.01)  # calls that are sent at once begin before any of them ends
        reply = await self._model.ask(messages, answer, max_tokens=max_tokens)
        usage = reply.usage
        self.calls.append(Call(began, self._event(), usage.input_tokens, usage.output_tokens))
        return reply

    async def count_tokens(self, messages: Sequence[Message]) -> int:
        """Return the recorded count."""
        return await self._model.count_tokens(messages)

    async def aclose(self) -> None:
        """Do nothing."""

    def _event(self) -> int:
        self._events += 1
        return self._events


class Cost(NamedTuple):
    """What one article costs, or the mean of several."""

    calls: float
    input_tokens: float
    output_tokens: float
    path: float


def cost_of(calls: Sequence[Call]) -> Cost:
    """Add up the calls about one article."""
    chains: list[tuple[int, float]] = []  # end and seconds of the chain up to each call
    for call in sorted(calls):
        before = max((seconds for ended, seconds in chains if ended < call.began), default=0.0)
        chains.append((call.ended, before + call.seconds))
    return Cost(
        len(calls),
        sum(call.input_tokens for call in calls),
        sum(call.output_tokens for call in calls),
        max(seconds for _, seconds in chains),
    )


async def costs(article: Article, *, verify: bool) -> Cost:
    """Return what briefer costs for an article."""
    model = Watched(Replay(RECORDING))
    await abrief(article, model=model, settings=Settings(cache=False, verify=verify))
    return cost_of(model.calls)


async def plain_costs(article: Article) -> Cost:
    """Return what one plain call costs."""
    model = Watched(Replay(RECORDING))
    await plain_brief(article, model=model)
    return cost_of(model.calls)


async def measure(articles: Sequence[Article]) -> dict[str, list[Cost]]:
    """Return the costs of all articles, by way."""
    return {
        "plain call": [await plain_costs(article) for article in articles],
        "briefer": [await costs(article, verify=True) for article in articles],
        "briefer, no verification": [await costs(article, verify=False) for article in articles],
    }


def main() -> int:
    """Print a table of means and of ratios to the plain call, and write the report."""
    if not RECORDING.exists():
        print(f"there is no {RECORDING}: evals/README.md says how to record a large model")
        return 1
    articles = [case.article for case in load_suite(shipped_suites()[0]).cases]
    measured = asyncio.run(measure(articles))
    plain = measured["plain call"]
    print(f"{'':26}calls  tokens in  tokens out  path, s   out ratio  path ratio")
    rows = []
    for name, found in measured.items():
        mean = Cost(*(statistics.fmean(values) for values in zip(*found, strict=True)))
        out = mean.output_tokens / statistics.fmean(one.output_tokens for one in plain)
        path = mean.path / statistics.fmean(one.path for one in plain)
        print(
            f"{name:26}{mean.calls:5.1f}  {mean.input_tokens:9,.0f}  {mean.output_tokens:10,.0f}"
            f"  {mean.path:7.1f}   {out:9.2f}  {path:10.2f}"
        )
        rows.append({"way": name, **mean._asdict(), "out_ratio": out, "path_ratio": path})
    write_report("remote", articles=len(plain), speed=SPEED, rows=rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
