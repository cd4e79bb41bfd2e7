"""An article of every kind of statement, and what the checks find in a line about it."""

from collections.abc import Iterator
from functools import cache

from briefer.analysis.analyzer import analyze
from briefer.grounding.article_index import ArticleIndex
from briefer.grounding.findings import Check, Finding
from briefer.grounding.line_checker import LineChecker
from briefer.grounding.line_context import LineContext
from briefer.schema.article import Article

STRIKE = Article(
    title="Lock keepers vote to strike",
    published="2031-05-20",
    text=(
        "Lock keepers in the town of Velmoor voted on Monday to stop work for a week. The strike "
        "will start on 9 June and last twelve days. Petra Lindqvist, the head of the keepers’ "
        "union, said that 340 members had voted for the strike. Owen Marsh, the director of the "
        "Canal Board, denied that the board had cut their pay. The union may accept a smaller "
        "raise in August. The board did not answer three letters from the Harbour Court. A barge "
        "damaged the northern gate of the canal in March. The repairs of the gate cost £2.5 "
        "million. Lindqvist accused Marsh of hiding a report about the gate. “Nobody has seen a "
        "raise since the flood,” she said. The doors of the pumping station open at 8.15 pm. "
        "Visitors pay 14 crowns for a tour of the station, and children pay six."
    ),
)


@cache
def checker(article: Article = STRIKE, *, strict: bool = False) -> LineChecker:
    return LineChecker(article, analyze(article), strict=strict)


def index(article: Article = STRIKE) -> ArticleIndex:
    return checker(article).index


def context(line: str, article: Article = STRIKE) -> LineContext:
    return LineContext(index(article), line)


LineCheck = Check[LineContext] | tuple[Check[LineContext], ...]


def _found(check: LineCheck, line: str, article: Article) -> Iterator[Finding]:
    for one in check if isinstance(check, tuple) else (check,):
        if one.runs_for(article.language):
            yield from one.run(context(line, article))


def strengths(check: LineCheck, line: str, article: Article = STRIKE) -> dict[str, float]:
    """Return the codes that one check finds in a line, each with its largest strength."""
    found: dict[str, float] = {}
    for finding in _found(check, line, article):
        found[finding.code] = max(found.get(finding.code, 0.0), finding.strength)
    return found


def params(check: LineCheck, line: str, code: str, article: Article = STRIKE) -> dict[str, str]:
    """Return the parameters of the first finding with a code."""
    return next(f.params for f in _found(check, line, article) if f.code == code)
