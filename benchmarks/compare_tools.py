"""Compare briefer, one plain call, and langextract on the same embedded model.

All tools brief the same articles in one run; which one goes first changes with each article. Their
prompts begin differently, so none profits from another's prompt in the model's cache. The briefs
are scored with the metrics of ``briefer eval`` and compared article by article. Costs are averaged
over the articles that all tools finished; a failed brief scores zero.

Each result is printed immediately and stored in reports/compare_tools/, so that an interrupted run
continues. langextract is not a dependency of briefer; if it is missing, the script says how to
install it and continues without it. common/langextract_peer.py shows how it is used.
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
from briefer.cache.code_digest import code_digest
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
from briefer.passes.orchestrator import prompts_for
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
    "claims.source": "Claims: source correct",
    "claims.attributed": "Attributed precision",
    "uncertainty.f1": "Uncertainty: F1",
}
FOLDER = REPORTS / "compare_tools"

Tools = dict[str, Callable[[Article], Awaitable[Brief]]]
Values = dict[str, float | None]
"""By tool; None if there is no value."""


@asynccontextmanager
async def opened() -> AsyncIterator[tuple[Model, EmbeddedServer]]:
    """Open the embedded model, and return it with its server."""
    model = await open_model(SETTINGS)
    server = acquire(DEFAULT.path(SETTINGS.model_dir), context_tokens=DEFAULT_CONTEXT_TOKENS)
    try:
        yield model, server
    finally:
        release(server)
        await model.aclose()


def plan(suite: Suite, names: Sequence[str]) -> Run:
    """Return the inputs of the run; if one of them changes, a new run begins."""
    langextract_prompt = "\n".join(
        map(str, (langextract_peer.TASK, langextract_peer.EXAMPLE, langextract_peer.EXTRACTIONS))
    )
    prompts = {
        OURS: Prompts(SETTINGS.prompt_dir).digest(prompts_for("small")),
        PLAIN: eval_prompt_digest(PLAIN_PROMPT),
    }
    if langextract_peer.NAME in names:
        digest = hashlib.sha256(langextract_prompt.encode()).hexdigest()
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
    """Brief each case with each tool, unless the journal already has the result."""
    done = {(one.case, one.system) for one in journal.samples}
    async with opened() as (model, server):
        tools: Tools = {
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
                    sample = Sample(suite=suite.name, system=name, case=case.id)
                    journal.add(await result(tools[name], case.article, sample))


async def result(
    make: Callable[[Article], Awaitable[Brief]], article: Article, sample: Sample
) -> Sample:
    """Make one brief, print the outcome, and return the sample with the brief or the error."""
    start = time.perf_counter()
    try:
        brief = await make(article)
    except BrieferError as error:
        outcome = f"failed: {error}"
        sample = sample.model_copy(update={"error": str(error)})
    else:
        outcome = f"{count_items(brief):3} items, {len(brief.claimed_by)} of them claims"
        sample = sample.model_copy(update={"brief": brief})
    seconds = time.perf_counter() - start
    print(f"  {sample.case:28.28} {sample.system:12} {seconds:6.1f} s  {outcome}", flush=True)
    return sample


def count_items(brief: Brief) -> int:
    """Return the number of items of a brief, without the summary."""
    lists = (brief.who, brief.what, brief.where, brief.when, brief.claimed_by, brief.uncertainty)
    return sum(map(len, lists))


def table_rows(report: SuiteReport, samples: Sequence[Sample]) -> dict[str, Values]:
    """Return the rows of the table: by label, the value of each tool."""
    cases = {one.case for one in samples}
    finished = cases - {one.case for one in samples if one.brief is None}
    names = list(report.means)

    def mean(values: Mapping[str, Sequence[float]]) -> Values:
        return {name: statistics.fmean(values[name]) if values[name] else None for name in names}

    def costs(metric: str) -> Values:
        scores = [(one.system, one.scores[metric].value) for one in report.results
                  if one.case in finished]  # fmt: skip
        return mean({n: [v for name, v in scores if name == n and v is not None] for n in names})

    briefs = [(one.system, one.brief) for one in samples if one.brief]
    failed = [one.system for one in samples if one.brief is None]
    return {
        "Failed": {name: float(failed.count(name)) for name in names},
        **{label: costs(metric) for metric, label in COSTS.items()},
        "Grounded items": mean({n: [count_items(b) for s, b in briefs if s == n] for n in names}),
        **{
            label: {n: m.mean if (m := report.means[n].get(metric)) else None for n in names}
            for metric, label in SCORES.items()
        },
    }


def table(rows: Mapping[str, Values], names: Sequence[str]) -> Iterator[str]:
    """Return the rows as Markdown, with the ratio of each other tool to briefer."""
    others = [name for name in names if name != OURS]
    headings = ["", OURS, *(text for name in others for text in (name, f"{name} / {OURS}"))]
    yield f"| {' | '.join(headings)} |"
    yield "|---|" + "---:|" * (len(headings) - 1)
    for label, values in rows.items():
        ours = values[OURS]
        cells = [label, cell(ours)]
        for name in others:
            value = values[name]
            cells += [cell(value), cell(value / ours) if value is not None and ours else "–"]
        yield f"| {' | '.join(cells)} |"


def cell(value: float | None) -> str:
    """Return a value with up to two decimals, fewer if it is large."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 20 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def main() -> int:
    """Measure, print and write the report."""
    parser = argparse.ArgumentParser(description="Compare briefer with other tools on one model.")
    parser.add_argument(
        "articles", nargs="?", type=int, default=3, help="number of articles (default 3)"
    )
    parser.add_argument(
        "--suite", type=Path, default=shipped_suites()[0], help="suite (default: the shipped one)"
    )
    parser.add_argument(
        "--limit", type=float, default=240.0, help="seconds per article for langextract"
    )
    options = parser.parse_args()
    names = [OURS, PLAIN]
    if importlib.util.find_spec(langextract_peer.NAME):
        names.append(langextract_peer.NAME)
    else:
        name = langextract_peer.NAME
        print(f"{name} is not installed, continuing without it: pip install {name}")
    full_suite = load_suite(options.suite)
    cases = [case for case in full_suite.cases if case.gold.claimed_by][: options.articles]
    suite = Suite(name=full_suite.name, cases=tuple(cases))
    run = plan(suite, names)
    journal = Journal(FOLDER, run)
    try:
        asyncio.run(compare(suite, names, journal, options.limit))
        journal.finish()
    finally:
        journal.close()
    report = make_report(run, [suite], journal.samples)
    rows = table_rows(report.suites[0], journal.samples)
    lines = list(table(rows, names))
    print("\n".join([f"\n{len(cases)} articles of {suite.name}", "", *lines]))
    text = "\n".join(["# Comparison of tools", "", *lines, "", markdown_of(report)])
    (REPORTS / "compare_tools.md").write_text(text, encoding="utf-8")
    versions = {name: version(name) for name in names if name == langextract_peer.NAME}
    articles = [case.id for case in cases]
    write_report("compare_tools", model=DEFAULT.name, articles=articles, **versions, rows=rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
