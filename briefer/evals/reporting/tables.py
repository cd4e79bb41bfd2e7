"""The report as plain text of at most 80 columns, and as Markdown."""

from collections.abc import Iterator, Sequence

from briefer.evals.judge.report import JudgeReport
from briefer.evals.judge.tables import AGREEMENT, about_judge, agreement_rows, judge_rows
from briefer.evals.judge.verdict import CRITERIA
from briefer.evals.reporting.report import BaselineComparison, Report, SuiteReport
from briefer.evals.scoring.metrics import METRICS, Metric
from briefer.evals.statistics import Comparison, Mean
from briefer.rendering.sanitize import sanitize

WIDTH = 80
_LABEL = 28
_CELL = 17
_CRITERION = 13
_SYSTEMS_PER_TABLE = (WIDTH - _LABEL) // _CELL
_LABELS = {metric.name: metric.label for metric in METRICS}


def text_of(report: Report) -> str:
    """Return the report as plain text of at most 80 columns."""
    return "\n".join(line.rstrip() for suite in report.suites for line in _text(suite)) + "\n"


def markdown_of(report: Report) -> str:
    """Return the report as Markdown, with pooled shares and numbers of articles."""
    lines = [f"# Eval of briefer {report.version}", ""]
    for suite in report.suites:
        lines += _markdown(suite)
    return "\n".join(lines) + "\n"


def findings_of(suite: SuiteReport) -> tuple[str, ...]:
    """Return where a system is worse than a baseline, and which cases have no brief."""
    findings = [
        f"{versus.system} is worse than {versus.baseline} on {_LABELS[name]}: "
        f"{format_comparison(versus.measures[name])}"
        for versus in suite.versus
        for name in versus.lost
    ]
    findings += [f"{one.system} has no brief of {one.case}: {one.error}" for one in suite.failures]
    return tuple(map(sanitize, findings))  # an error may quote a file or a server


def _text(suite: SuiteReport) -> Iterator[str]:
    yield f"{suite.name}: {suite.articles} articles (means, 95 % intervals)"
    systems = list(suite.means)
    for start in range(0, len(systems), _SYSTEMS_PER_TABLE):
        yield from _table(suite, systems[start : start + _SYSTEMS_PER_TABLE])
    for versus in suite.versus:
        yield ""
        yield from _wrap(f"{versus.system} against {versus.baseline} (* decisive)")
        yield " " * _LABEL + "better by  95 %            won:lost p     detectable"
        for name, comparison in versus.measures.items():
            yield f"  {_LABELS[name]:<{_LABEL - 2}}{_comparison_row(comparison)}"
    findings = findings_of(suite)
    if findings:
        yield ""
        yield "Findings"
        for finding in findings:
            yield from _wrap(f"- {finding}")
    if suite.judge is not None:
        yield from _judge_text(suite.judge, systems)
    yield ""


def _judge_text(judge: JudgeReport, systems: Sequence[str]) -> Iterator[str]:
    yield ""
    yield from _wrap(f"Judge: {about_judge(judge)}")
    for start in range(0, len(systems), _SYSTEMS_PER_TABLE):
        names = systems[start : start + _SYSTEMS_PER_TABLE]
        yield ""
        yield " " * _LABEL + "".join(f"{_truncate(name):<{_CELL}}" for name in names)
        for label, cells in judge_rows(judge, names):
            yield f"  {label:<{_LABEL - 2}}" + "".join(f"{one:<{_CELL}}" for one in cells)
    yield ""
    yield f"{'Agreement':<{_LABEL}}" + "".join(f"{name:<{_CRITERION}}" for name in CRITERIA)
    for label, cells in agreement_rows(judge):
        yield f"  {label:<{_LABEL - 2}}" + "".join(f"{one:<{_CRITERION}}" for one in cells)
    yield from _wrap(AGREEMENT)
    for note in judge.notes:
        yield from _wrap(f"- {note}")


def _table(suite: SuiteReport, systems: Sequence[str]) -> Iterator[str]:
    yield ""
    yield " " * _LABEL + "".join(f"{_truncate(name):<{_CELL}}" for name in systems)
    dimension = ""
    for metric in METRICS:
        if not any(metric.name in suite.means[name] for name in systems):
            continue
        if metric.dimension != dimension:
            dimension = metric.dimension
            yield dimension.upper()
        cells = [format_mean(suite.means[name].get(metric.name), metric) for name in systems]
        yield f"  {metric.label:<{_LABEL - 2}}" + "".join(f"{one:<{_CELL}}" for one in cells)


def format_mean(mean: Mean | None, metric: Metric) -> str:
    """Return a mean with its interval; for costs, the mean alone."""
    if mean is None:
        return "–"
    if metric.dimension == "cost":
        return f"{mean.mean:,.1f}" if mean.mean < 100 else f"{mean.mean:,.0f}"
    return f"{_format_share(mean.mean)} {_format_share(mean.low)}–{_format_share(mean.high)}"


def _format_share(value: float) -> str:
    return f"{value:.2f}".removeprefix("0") if value < 1 else "1.0"


def format_comparison(one: Comparison) -> str:
    """Return a comparison in one line."""
    not_decisive = "" if one.decisive else ", not decisive"
    detectable = f", detectable {one.detectable:.2f}" if one.detectable else ""
    return (
        f"{one.difference:+.2f} ({one.low:+.2f} to {one.high:+.2f}), {one.wins} won, "
        f"{one.losses} lost, p {one.p_adjusted:.2g}{detectable}{not_decisive}"
    )


def _comparison_row(one: Comparison) -> str:
    """Return a comparison as the cells of a row of the text table."""
    decisive = "*" if one.decisive else " "
    interval = f"{one.low:+.2f} to {one.high:+.2f}"
    score = f"{one.wins}:{one.losses}"
    detectable = f"{one.detectable:.2f}" if one.detectable else "–"
    return (
        f"{one.difference:+.2f} {decisive:<4} {interval:<16}{score:<9}"
        f"{_format_share(one.p_adjusted):<6}{detectable}"
    )


def _truncate(name: str) -> str:
    """Cut the name of a system to its column; the end of a model's name identifies it best."""
    return name if len(name) < _CELL else "…" + name[-(_CELL - 3) :]


def _wrap(line: str) -> Iterator[str]:
    """Wrap a line at 80 columns and indent its continuation."""
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
        "95 % bootstrap interval; in brackets, the share pooled over all articles and the number "
        "of articles with a score."
    )
    yield ""
    yield "| dimension | metric | " + " | ".join(systems) + " |"
    yield "|---|---|" + "---|" * len(systems)
    for metric in METRICS:
        means = [suite.means[name].get(metric.name) for name in systems]
        if any(means):
            cells = " | ".join(_markdown_cell(mean, metric) for mean in means)
            yield f"| {metric.dimension} | {metric.label} | {cells} |"
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


def _markdown_cell(mean: Mean | None, metric: Metric) -> str:
    if mean is None:
        return "–"
    pooled = "" if mean.pooled is None else f"{mean.pooled:.3f}, "
    return f"{format_mean(mean, metric)} ({pooled}{mean.articles})"


def _markdown_versus(versus: BaselineComparison) -> Iterator[str]:
    yield ""
    yield f"**{versus.system} against {versus.baseline}**"
    yield ""
    yield "| metric | difference |"
    yield "|---|---|"
    for name, comparison in versus.measures.items():
        yield f"| {_LABELS[name]} | {format_comparison(comparison)} |"
