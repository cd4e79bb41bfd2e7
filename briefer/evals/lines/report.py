"""The report on labelled lines as plain text of at most 80 columns, and as Markdown."""

from collections.abc import Iterator, Sequence

from briefer.evals.lines.checking import JudgedLine
from briefer.evals.lines.scoring import Figures, LineCounts, LinesReport
from briefer.evals.statistics import Estimate, Share
from briefer.rendering.sanitize import sanitize

_INTERVALS = "shares of all lines; 95 % intervals by bootstrap over articles"
_LEGEND = {
    "right, wrong": "lines with the finding",
    "precision": "share of wrong lines among them, with its Wilson interval",
    "decides": "right and wrong lines that are refused only because of it",
}
_LABEL = 25
_WIDE_LABEL = 42
_CODE_HEADER = ("finding", "right", "wrong", "precision", "decides")
_LANGUAGE_HEADER = ("language", "balanced accuracy", "right lines refused", "wrong lines caught")

Row = tuple[str, ...]


def text_of(report: LinesReport) -> str:
    """Return the report as plain text of at most 80 columns."""
    return "\n".join(line.rstrip() for line in _text(report)) + "\n"


def markdown_of(report: LinesReport) -> str:
    """Return the report as Markdown, with the lines that are judged wrongly."""
    return "\n".join(_markdown(report)) + "\n"


def _text(report: LinesReport) -> Iterator[str]:
    yield _title(report)
    if report.model:
        yield _judged_by(report)
    yield f"({_INTERVALS})"
    yield ""
    for name, value, count in _figure_rows(report.figures):
        yield f"{name:<{_LABEL}}{value:<17}{count}"
    if report.verdicts:
        yield ""
        yield "The model's verdicts"
        for name, count in _verdict_rows(report):
            yield f"  {name:<{_WIDE_LABEL - 2}}{count}"
    if report.faults:
        yield ""
        yield "Wrong lines caught, by fault"
        for name, value, count in _fault_rows(report):
            yield f"  {name:<{_LABEL - 2}}{value:<17}{count}"
    if len(report.languages) > 1:
        yield ""
        for row in (_LANGUAGE_HEADER, *_language_rows(report)):
            yield f"{row[0]:<11}" + "".join(f"{cell:<22}" for cell in row[1:])
    yield ""
    yield _code_line(_CODE_HEADER)
    for row in _code_rows(report):
        yield _code_line(row)
    yield ""
    yield from (f"{term:<14}{meaning}" for term, meaning in _LEGEND.items())


def _code_line(row: Row) -> str:
    finding, right, wrong, precision, decides = row
    return f"{finding:<35}{right:>5}  {wrong:>5}   {precision:<17}{decides}"


def _markdown(report: LinesReport) -> Iterator[str]:
    yield f"# {_judged_by(report)} on labelled lines"
    yield ""
    yield f"{_title(report)}, digest `{report.digest[:12]}`; {_INTERVALS}."
    yield ""
    yield from _table(("figure", "share", "lines"), _figure_rows(report.figures))
    if report.verdicts:
        yield from _section("The model's verdicts")
        yield from _table(("lines", "count"), _verdict_rows(report))
    yield from _section("Wrong lines caught, by fault")
    yield from _table(("fault", "share", "lines"), _fault_rows(report))
    yield from _section("By language")
    yield from _table(_LANGUAGE_HEADER, _language_rows(report))
    yield from _section("By finding")
    yield "; ".join(f"*{term}*: {meaning}" for term, meaning in _LEGEND.items()) + "."
    yield ""
    yield from _table(_CODE_HEADER, _code_rows(report))
    yield from _section("Right lines refused")
    yield from _mistakes([line for line in report.lines if line.supported and line.refused])
    yield from _section("Wrong lines not caught")
    yield from _mistakes([line for line in report.lines if not line.supported and not line.refused])


def _section(title: str) -> Iterator[str]:
    yield ""
    yield f"## {title}"
    yield ""


def _table(header: Row, rows: Iterator[Row]) -> Iterator[str]:
    yield "| " + " | ".join(header) + " |"
    yield "|---" * len(header) + "|"
    for row in rows:
        yield "| " + " | ".join(row) + " |"


def _mistakes(lines: Sequence[JudgedLine]) -> Iterator[str]:
    for line in lines:
        notes: list[str] = [line.fault] if line.fault else []
        if line.verdict == "wrong":
            notes.append(f"the model names “{sanitize(line.wrong_words)}”")
        notes.append(", ".join(line.strengths) or "no finding")
        yield f"- {sanitize(line.article)}: {sanitize(line.line)} ({'; '.join(notes)})"
    if not lines:
        yield "None."


def _title(report: LinesReport) -> str:
    articles = "1 article" if report.articles == 1 else f"{report.articles} articles"
    return f"{sanitize(report.name)}: {len(report.lines)} lines about {articles}"


def _judged_by(report: LinesReport) -> str:
    model = f", verified by {sanitize(report.model)}" if report.model else ""
    return f"Checks of briefer {report.version}{model}"


def _verdict_rows(report: LinesReport) -> Iterator[Row]:
    if found := report.verdicts:
        yield "asked about, as no check proves a fault", _labels(found.asked)
        yield "refused, but kept by the checks alone", _labels(found.refused_more)
        yield "kept, but refused by the checks alone", _labels(found.kept_more)


def _labels(counts: LineCounts) -> str:
    return f"{counts.right} right, {counts.wrong} wrong"


def _figure_rows(figures: Figures) -> Iterator[Row]:
    yield "balanced accuracy", _format(figures.balanced_accuracy), ""
    yield "right lines refused", _format(figures.right_refused), _count(figures.right_refused)
    yield "wrong lines caught", _format(figures.wrong_caught), _count(figures.wrong_caught)


def _fault_rows(report: LinesReport) -> Iterator[Row]:
    for fault, share in report.faults.items():
        yield fault, _format(share), _count(share)


def _language_rows(report: LinesReport) -> Iterator[Row]:
    for language, figures in report.languages.items():
        yield (
            language,
            _format(figures.balanced_accuracy),
            _format(figures.right_refused),
            _format(figures.wrong_caught),
        )


def _code_rows(report: LinesReport) -> Iterator[Row]:
    for one in report.codes:
        yield (
            f"{one.check}: {one.code}",
            str(one.right),
            str(one.wrong),
            _format(one.precision),
            f"{one.decides_right}, {one.decides_wrong}",
        )

    if report.verdicts:
        named = report.verdicts.named_wrong
        right, wrong = str(named.right), str(named.wrong)
        precision = _format(report.verdicts.precision)
        yield "verdict: named_wrong", right, wrong, precision, f"{right}, {wrong}"


def _format(estimate: Estimate | None) -> str:
    if estimate is None:
        return "–"
    if estimate.low is None or estimate.high is None:
        return _share(estimate.value)
    return f"{_share(estimate.value)} {_share(estimate.low)}–{_share(estimate.high)}"


def _share(value: float) -> str:
    return f"{value:.3f}".removeprefix("0") if value < 1 else "1.0"


def _count(share: Share | None) -> str:
    return "" if share is None else f"{share.hits} of {share.total}"
