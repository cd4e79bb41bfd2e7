"""Lines of a capable model: each ends with the numbers of the sentences that support it.

``ground_line("summary", "The bridge opened on Monday [2, 5]", checker)`` has sentences 2 and 5 as
evidence, if no check proves the line wrong.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import chain

from briefer.analysis.annotations import Span
from briefer.assembly.conversion import evidence_of
from briefer.assembly.points import findings_of, rejection_findings
from briefer.grounding.line_checker import CheckedLine, LineChecker
from briefer.grounding.truecasing import truecase
from briefer.schema.article import Article
from briefer.schema.brief import SummaryPoint
from briefer.schema.coverage import RejectedItem, RejectionFinding
from briefer.schema.evidence import Evidence
from briefer.schema.vocabulary import Section
from briefer.text.normalization import tidy

MAX_CITED = 3
"""Sentences that a line may cite; further ones are ignored."""

_MAX_EVIDENCE = MAX_CITED + 1

_CITATION = re.compile(
    r"(?<!\s)\s*+[\[\uff3b\u3010]\s*(\d+(?:\s*[,;\uff0c\u3001\u2013-]\s*\d+)*)\s*[\]\uff3d\u3011]"
)


_RANGE = re.compile(r"(\d+)(?:\s*[\u2013-]\s*(\d+))?")


@dataclass(frozen=True, slots=True)
class CitedLine:
    """A line that a model wrote, before or after verification.

    Attributes:
        section: the section that it belongs to.
        text: the line without its citation.
        cited: indices of the sentences that it cites.
        point: the line with its evidence; None if a check proves it wrong.
        findings: what is wrong with it: proved faults, or suspicions if there is a point.
        is_suspicious: whether the suspicions are enough to leave the line out, unless verification
            finds it right.
    """

    section: Section
    text: str
    cited: tuple[int, ...]
    point: SummaryPoint | None
    findings: tuple[RejectionFinding, ...] = ()
    is_suspicious: bool = False

    @property
    def rejected(self) -> RejectedItem:
        """The line as an item that was left out because of its findings."""
        return RejectedItem(section=self.section, text=self.text, findings=self.findings)


def split_citation(text: str, sentences: int) -> tuple[str, tuple[int, ...]]:
    """Return a line without its citations, and the indices of the sentences cited.

    Args:
        text: the line as the model wrote it.
        sentences: number of sentences of the article; numbers beyond it are ignored.
    """
    numbers = chain(*(_numbers(match[1]) for match in _CITATION.finditer(text)))
    cited = dict.fromkeys(number - 1 for number in numbers if 1 <= number <= sentences)
    return tidy(_CITATION.sub("", text)), tuple(cited)[:MAX_CITED]


def _numbers(citation: str) -> Iterator[int]:
    """Yield the numbers of a citation: "2, 4-6" is 2, 4, 5 and 6."""
    for match in _RANGE.finditer(citation):
        first = int(match[1])
        yield from range(first, min(int(match[2] or first), first + MAX_CITED) + 1)


def ground_line(
    section: Section, text: str, checker: LineChecker, *, cited: tuple[int, ...] = ()
) -> CitedLine:
    """Check a line, and cut its evidence.

    Args:
        section: the section that it belongs to.
        text: the line as the model wrote it.
        checker: checks it against the article.
        cited: sentences that support it, if it cites none itself.
    """
    line, own = split_citation(text, len(checker.article.sentences))
    cited = own or cited
    if checker.compares_words:
        line = truecase(line, checker.article, checker.analysis)
    checked = checker.check(line)
    hard = [finding for finding in checked.findings if finding.severity == "hard"]
    supporting = _supporting(checked, cited)
    sentences = checker.completed(line, supporting, limit=_MAX_EVIDENCE) if supporting else ()
    if not hard and sentences:
        return CitedLine(
            section,
            line,
            cited,
            point=SummaryPoint(text=line, evidence=_evidence_of(sentences, checker.article)),
            findings=findings_of(checked),
            is_suspicious=not checked.is_supported,
        )
    findings = rejection_findings(hard) or (RejectionFinding(code="not_in_article"),)
    return CitedLine(section, line, cited, point=None, findings=findings)


def refused(line: CitedLine, words: str) -> CitedLine:
    """Return a line as one that verification found not to be supported, in these words of it."""
    finding = RejectionFinding(code="not_supported", params={"words": tidy(words)})
    return replace(line, point=None, findings=(finding, *line.findings))


def _supporting(checked: CheckedLine, cited: tuple[int, ...]) -> tuple[int, ...]:
    """Return the cited sentences and the one that is nearest to the line by its words."""
    found = checked.sentences[:1] if cited else checked.sentences
    further = [sentence for sentence in found if sentence not in cited]
    return tuple(dict.fromkeys((*cited[: MAX_CITED - len(further)], *further)))


def _evidence_of(sentences: tuple[int, ...], article: Article) -> tuple[Evidence, ...]:
    return evidence_of(article, (Span(*article.sentences[index]) for index in sentences))
