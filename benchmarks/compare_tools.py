"""Peers side by side: briefer, one plain call, and langextract, on one embedded model.

All are given the same articles by turns in one run, the one that goes first changing; their prompts
begin differently, so none finds another's in the model's cache. Their briefs are scored against
gold by the measures of ``briefer eval``, and compared article by article as there. Costs are over
the articles that all of them finished; a brief that failed counts as zero in the scores.

Each result is printed as it comes and kept in reports/peers/, so that a run that was broken off
goes on there. langextract is no dependency of briefer; without it the script says how to get it and
goes on. How it is asked stands in common/langextract_peer.py.
"""

import argparse
import asyncio
import hashlib
import importlib.util
import statistics
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from functools import partial
from importlib.metadata import version
from pathlib import Path

from common import langextract_peer
from common.reports import REPORTS, write_report

from briefer import Article, Brief, BrieferError, Settings, abrief
from briefer.analysis.analyzer import analyze
from briefer.code_digest import code_digest
from briefer.evals.eval_prompts import eval_prompt_digest
from briefer.evals.reporting.report import SuiteReport, make_report
from briefer.evals.reporting.tables import markdown_of
from briefer.evals.runs.baselines import PLAIN_PROMPT, plain_brief
from briefer.evals.runs.journal import Journal, Run, Sample
from briefer.evals.suites.format import Suite
from briefer.evals.suites.loader import load_suite, shipped_suites
from briefer.model.factory import open_model
from briefer.model.llama_server import EmbeddedServer, acquire, release
from briefer.model.local import DEFAULT_CONTEXT_TOKENS
from briefer.model.protocol import Model
from briefer.model.weights.catalogue import DEFAULT
from briefer.passes.orchestrator import PROMPTS
from briefer.prompts import Prompts

OURS, PLAIN = "briefer", "plain"
SETTINGS = Settings(model="local", base_url=None, context_tokens=DEFAULT_CONTEXT_TOKENS)
COSTS = {
    "cost.seconds": "Seconds",
    "cost.calls": "Calls",
    "cost.input_tokens": "Tokens in",
    "cost.output_tokens": "Tokens out",
}
SCORES = {
    "form.kept": "Grounded, share of all",
    **{f"first.{name}": f"First {name}" for name in ("who", "what", "where", "when")},
    **{f"{name}.f1": f"{name.capitalize()}: F1" for name in ("who", "what", "where", "when")},
    "claims.precision": "Claims: precision",
    "claims.recall": "Claims: recall",
    "claims.f1": "Claims: F1",
    "claims.source": "Claims: source right",
    "claims.attributed": "Attributed precision",
    "uncertainty.f1": "Uncertainty: F1",
}
FOLDER = REPORTS / "peers"

Peers = dict[str, Callable[[Article], Awaitable[Brief]]]
Figures = dict[str, float | None]


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


def plan(suite: Suite, names: Sequence[str]) -> Run:
    """Say what the run is about; a change of it begins a new one."""
    asked = "\n".join(
        map(str, (langextract_peer.TASK, langextract_peer.EXAMPLE, langextract_peer.EXTRACTIONS))
    )
    prompts = {
        OURS: Prompts(SETTINGS.prompt_dir).digest(PROMPTS),
        PLAIN: eval_prompt_digest(PLAIN_PROMPT),
    }
    if langextract_peer.NAME in names:
        digest = hashlib.sha256(asked.encode()).hexdigest()
        prompts[langextract_peer.NAME] = f"{version(langextract_peer.NAME)} {digest}"
    return Run(
        suites={suite.name: suite.digest},
        systems=tuple(names),
        against={OURS: tuple(name for name in names if name != OURS)},
        repeat=1,
        prompts=prompts,
        code=code_digest(),
    )


async def compare(suite: Suite, names: Sequence[str], journal: Journal, limit: float) -> None:
    """Have each peer do each case, unless the journal holds it."""
    done = {(one.case, one.system) for one in journal.samples}
    async with opened() as (model, server):
        peers: Peers = {
            OURS: partial(abrief, model=model, settings=Settings(cache=False)),
            PLAIN: partial(plain_brief, model=model),
            langextract_peer.NAME: partial(langextract_peer.brief, server=server, limit=limit),
        }
        analyze(Article(text="Nothing happened, she said."))  # loads the parser
        for number, case in enumerate(suite.cases):
            first = number % len(names)
            for name in (*names[first:], *names[:first]):
                if (case.id, name) not in done:
                    analyze.cache_clear()
                    made = Sample(suite=suite.name, system=name, case=case.id)
                    journal.add(await result(peers[name], case.article, made))


async def result(
    make: Callable[[Article], Awaitable[Brief]], article: Article, made: Sample
) -> Sample:
    """Make one brief, tell of it, and return it or the reason why there is none."""
    start = time.perf_counter()
    try:
        brief = await make(article)
    except BrieferError as error:
        said = f"failed: {error}"
        made = made.model_copy(update={"error": str(error)})
    else:
        said = f"{items(brief):3} items, {len(brief.claimed_by)} of them claims"
        made = made.model_copy(update={"brief": brief})
    seconds = time.perf_counter() - start
    print(f"  {made.case:28.28} {made.system:12} {seconds:6.1f} s  {said}", flush=True)
    return made


def items(brief: Brief) -> int:
    """Count the items of a brief, each of which has its place in the article."""
    lists = (brief.who, brief.what, brief.where, brief.when, brief.claimed_by, brief.uncertainty)
    return sum(map(len, lists))


def figures(report: SuiteReport, made: Sequence[Sample]) -> dict[str, Figures]:
    """Return by row what each peer came to; what was not scored is None."""
    cases = {one.case for one in made}
    whole = cases - {one.case for one in made if one.brief is None}
    names = list(report.means)

    def mean(values: Mapping[str, Sequence[float]]) -> Figures:
        return {name: statistics.fmean(values[name]) if values[name] else None for name in names}

    def costs(measure: str) -> Figures:
        scores = [(one.system, one.scores[measure].value) for one in report.results
                  if one.case in whole]  # fmt: skip
        return mean({n: [v for name, v in scores if name == n and v is not None] for n in names})

    found = [(one.system, one.brief) for one in made if one.brief]
    return {
        "Failed": {n: float(sum(m.system == n and m.brief is None for m in made)) for n in names},
        **{label: costs(measure) for measure, label in COSTS.items()},
        "Grounded items": mean({n: [items(b) for s, b in found if s == n] for n in names}),
        **{
            label: {n: m.mean if (m := report.means[n].get(measure)) else None for n in names}
            for measure, label in SCORES.items()
        },
    }


def table(rows: Mapping[str, Figures], names: Sequence[str]) -> Iterator[str]:
    """Write the figures as Markdown, with the ratio of each peer to briefer."""
    others = [name for name in names if name != OURS]
    heads = ["", OURS, *(head for name in others for head in (name, f"{name} / {OURS}"))]
    yield f"| {' | '.join(heads)} |"
    yield "|---|" + "---:|" * (len(heads) - 1)
    for label, values in rows.items():
        ours = values[OURS]
        cells = [label, cell(ours)]
        for name in others:
            value = values[name]
            cells += [cell(value), cell(value / ours) if value is not None and ours else "–"]
        yield f"| {' | '.join(cells)} |"


def cell(value: float | None) -> str:
    """Write a figure in as many digits as it is worth."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 20 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def main() -> int:
    """Measure, print and write the report."""
    parser = argparse.ArgumentParser(description="briefer beside its peers, on one model.")
    parser.add_argument("articles", nargs="?", type=int, default=3, help="how many (default 3)")
    parser.add_argument("--suite", type=Path, default=shipped_suites()[0], help="another suite")
    parser.add_argument("--limit", type=float, default=240.0, help="seconds that a peer may take")
    options = parser.parse_args()
    names = [OURS, PLAIN]
    if importlib.util.find_spec(langextract_peer.NAME):
        names.append(langextract_peer.NAME)
    else:
        name = langextract_peer.NAME
        print(f"without {name}, which is not installed: pip install {name}")
    whole = load_suite(options.suite)
    cases = [case for case in whole.cases if case.gold.claimed_by][: options.articles]
    suite = Suite(name=whole.name, cases=tuple(cases))
    run = plan(suite, names)
    journal = Journal(FOLDER, run)
    try:
        asyncio.run(compare(suite, names, journal, options.limit))
        journal.finish()
    finally:
        journal.close()
    report = make_report(run, [suite], journal.samples)
    rows = figures(report.suites[0], journal.samples)
    lines = list(table(rows, names))
    print("\n".join([f"\n{len(cases)} articles of {suite.name}", "", *lines]))
    text = "\n".join(["# Peers", "", *lines, "", markdown_of(report)])
    (FOLDER / "peers.md").write_text(text, encoding="utf-8")
    peer = {name: version(name) for name in names if name == langextract_peer.NAME}
    articles = [case.id for case in cases]
    write_report("peers/peers", model=DEFAULT.name, articles=articles, **peer, rows=rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
