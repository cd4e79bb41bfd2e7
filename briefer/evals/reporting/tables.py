"""Tables: a report on a terminal of 80 columns, and as Markdown."""

from collections.abc import Iterator, Sequence

from briefer.evals.judge.report import JudgeReport
from briefer.evals.judge.tables import AGREEMENT, about_judge, agreement_rows, judge_rows
from briefer.evals.judge.verdict import CRITERIA
from briefer.evals.reporting.report import BaselineComparison, Report, SuiteReport
from briefer.evals.scoring.metrics import METRICS, Metric
from briefer.evals.statistics import Comparison, Mean

WIDTH = 80
_LABEL = 28
_CELL = 17
_CRITERION = 13
_SIDE_BY_SIDE = (WIDTH - _LABEL) // _CELL
_LABELS = {measure.name: measure.label for measure in METRICS}


def text_of(report: Report) -> str:
    """Return the report as plain text of at most 80 columns."""
    return "\n".join(line.rstrip() for suite in report.suites for line in _text(suite)) + "\n"


def markdown_of(report: Report) -> str:
    """Return the report as Markdown; it has the pooled shares and the numbers of articles too."""
    lines = [f"# Eval of briefer {report.version}", ""]
    for suite in report.suites:
        lines += _markdown(suite)
    return "\n".join(lines) + "\n"


def findings_of(suite: SuiteReport) -> tuple[str, ...]:
    """Say where a system does worse than a baseline, and which briefs could not be made."""
    found = [
        f"{versus.system} is worse than {versus.baseline} on {_LABELS[name]}: "
        f"{difference_words(versus.measures[name])}"
        for versus in suite.versus
        for name in versus.lost
    ]
    found += [f"{one.system} has no brief of {one.case}: {one.error}" for one in suite.failures]
    return tuple(found)


def _text(suite: SuiteReport) -> Iterator[str]:
    yield f"{suite.name}: {suite.articles} articles (means, 95 % intervals)"
    systems = list(suite.means)
    for start in range(0, len(systems), _SIDE_BY_SIDE):
        yield from _table(suite, systems[start : start + _SIDE_BY_SIDE])
    for versus in suite.versus:
        yield ""
        yield from _hung(f"{versus.system} against {versus.baseline} (* decisive)")
        yield " " * _LABEL + "better by  95 %            won:lost  p     could see"
        for name, comparison in versus.measures.items():
            yield f"  {_LABELS[name]:<{_LABEL - 2}}{_row(comparison)}"
    findings = findings_of(suite)
    if findings:
        yield ""
        yield "Findings"
        for finding in findings:
            yield from _hung(f"- {finding}")
    if suite.judge is not None:
        yield from _judge_text(suite.judge, systems)
    yield ""


def _judge_text(judge: JudgeReport, systems: Sequence[str]) -> Iterator[str]:
    yield ""
    yield from _hung(f"Judge: {about_judge(judge)}")
    for start in range(0, len(systems), _SIDE_BY_SIDE):
        names = systems[start : start + _SIDE_BY_SIDE]
        yield ""
        yield " " * _LABEL + "".join(f"{_short(name):<{_CELL}}" for name in names)
        for label, cells in judge_rows(judge, names):
            yield f"  {label:<{_LABEL - 2}}" + "".join(f"{one:<{_CELL}}" for one in cells)
    yield ""
    yield f"{'Agreement':<{_LABEL}}" + "".join(f"{name:<{_CRITERION}}" for name in CRITERIA)
    for label, cells in agreement_rows(judge):
        yield f"  {label:<{_LABEL - 2}}" + "".join(f"{one:<{_CRITERION}}" for one in cells)
    yield from _hung(AGREEMENT)
    for note in judge.notes:
        yield from _hung(f"- {note}")


def _table(suite: SuiteReport, systems: Sequence[str]) -> Iterator[str]:
    yield ""
    yield " " * _LABEL + "".join(f"{_short(name):<{_CELL}}" for name in systems)
    dimension = ""
    for measure in METRICS:
        if not any(measure.name in suite.means[name] for name in systems):
            continue
        if measure.dimension != dimension:
            dimension = measure.dimension
            yield dimension.upper()
        cells = [cell(suite.means[name].get(measure.name), measure) for name in systems]
        yield f"  {measure.label:<{_LABEL - 2}}" + "".join(f"{one:<{_CELL}}" for one in cells)


def cell(mean: Mean | None, measure: Metric) -> str:
    """Write a mean with its interval; of costs, the mean alone."""
    if mean is None:
        return "–"
    if measure.dimension == "cost":
        return f"{mean.mean:,.1f}" if mean.mean < 100 else f"{mean.mean:,.0f}"
    return f"{_share(mean.mean)} {_share(mean.low)}–{_share(mean.high)}"


def _share(value: float) -> str:
    return f"{value:.2f}".removeprefix("0") if value < 1 else "1.0"


def difference_words(one: Comparison) -> str:
    """Write a comparison in one line."""
    verdict = "" if one.decisive else ", not decisive"
    detectable = f", could have seen {one.detectable:.2f}" if one.detectable else ""
    return (
        f"{one.difference:+.2f} ({one.low:+.2f} to {one.high:+.2f}), {one.wins} won, "
        f"{one.losses} lost, p {one.p_adjusted:.2g}{detectable}{verdict}"
    )


def _row(one: Comparison) -> str:
    """Write a comparison in one row of the terminal's table."""
    decisive = "*" if one.decisive else " "
    interval = f"{one.low:+.2f} to {one.high:+.2f}"
    score = f"{one.wins}:{one.losses}"
    detectable = f"{one.detectable:.2f}" if one.detectable else "–"
    return (
        f"{one.difference:+.2f} {decisive:<4} {interval:<16}{score:<10}"
        f"{_share(one.p_adjusted):<6}{detectable}"
    )


def _short(name: str) -> str:
    """Cut the name of a system to its column: the end of a model's name tells it apart."""
    return name if len(name) < _CELL else "…" + name[-(_CELL - 3) :]


def _hung(line: str) -> Iterator[str]:
    """Break a line at 80 columns."""
    words, row = line.split(" "), ""
    for word in words:
        if row.strip() and len(row) + 1 + len(word) > WIDTH:
            yield row
            row = "    " + word
        else:
            row = f"{row} {word}" if row or not word else word
    yield row


def _markdown(suite: SuiteReport) -> Iterator[str]:
    systems = list(suite.means)
    yield f"## {suite.name}"
    yield ""
    yield (
        f"{suite.articles} articles, digest `{suite.digest[:12]}`. Mean over articles with its "
        "95 % bootstrap interval; in brackets the share over all articles pooled, and the number "
        "of articles that could be scored."
    )
    yield ""
    yield "| dimension | measure | " + " | ".join(systems) + " |"
    yield "|---|---|" + "---|" * len(systems)
    for measure in METRICS:
        means = [suite.means[name].get(measure.name) for name in systems]
        if any(means):
            cells = " | ".join(_markdown_cell(mean, measure) for mean in means)
            yield f"| {measure.dimension} | {measure.label} | {cells} |"
    for versus in suite.versus:
        yield from _markdown_versus(versus)
    findings = findings_of(suite)
    if findings:
        yield ""
        yield "**Findings**"
        yield ""
        yield from (f"- {finding}" for finding in findings)
    if suite.judge is not None:
        yield from _judge_markdown(suite.judge, systems)
    yield ""


def _judge_markdown(judge: JudgeReport, systems: Sequence[str]) -> Iterator[str]:
    yield ""
    yield "### Judge"
    yield ""
    yield about_judge(judge)
    yield ""
    yield "| rating | " + " | ".join(systems) + " |"
    yield "|---|" + "---|" * len(systems)
    for label, cells in judge_rows(judge, systems):
        yield f"| {label} | " + " | ".join(cells) + " |"
    yield ""
    yield AGREEMENT
    yield ""
    yield "| with | " + " | ".join(CRITERIA) + " |"
    yield "|---|" + "---|" * len(CRITERIA)
    for label, cells in agreement_rows(judge):
        yield f"| {label} | " + " | ".join(cells) + " |"
    yield ""
    yield from (f"- {note}" for note in judge.notes)


def _markdown_cell(mean: Mean | None, measure: Metric) -> str:
    if mean is None:
        return "–"
    pooled = "" if mean.pooled is None else f"{mean.pooled:.3f}, "
    return f"{cell(mean, measure)} ({pooled}{mean.articles})"


def _markdown_versus(versus: BaselineComparison) -> Iterator[str]:
    yield ""
    yield f"**{versus.system} against {versus.baseline}**"
    yield ""
    yield "| measure | difference |"
    yield "|---|---|"
    for name, comparison in versus.measures.items():
        yield f"| {_LABELS[name]} | {difference_words(comparison)} |"
