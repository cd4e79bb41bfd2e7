"""Quotes: are the brief's evidence and its words in quotation marks verbatim from the article?"""

import re
from collections.abc import Iterator

from briefer.evals.scoring.score import Score, Scores
from briefer.evals.suites.format import Gold
from briefer.schema.article import Article
from briefer.schema.brief import Brief

_QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»")
_MIN_WORDS = 3  # shorter ones are titles, names and scare quotes
_QUOTATION_MARKS = str.maketrans("“”„«»‘’‚", '"""""\'\'\'')


def score(brief: Brief, gold: Gold, article: Article) -> Scores:
    """Score the evidence, and the quoted words in the brief's own lines.

    Both are compared with the case's article, not with the copy in the brief.
    """
    del gold
    evidence = list(brief.all_evidence())
    misplaced = tuple(
        f"not at its offsets: {e.quote}" for e in evidence if not e.holds_in(article.text)
    )
    quoted = list(_quoted(brief))
    source = _normalize(f"{article.text}\n{article.title or ''}")
    altered = tuple(f"altered: {words}" for words in quoted if not _occurs(words, source))
    return {
        "quotes.slices": Score.share(
            len(evidence) - len(misplaced), len(evidence), of="slices", details=misplaced
        ),
        "quotes.words": Score.share(
            len(quoted) - len(altered), len(quoted), of="quotations", details=altered
        ),
    }


def _quoted(brief: Brief) -> Iterator[str]:
    """Yield the words that the brief's own lines put in quotation marks."""
    lines = [point.text for point in (brief.headline, *brief.summary)]
    lines += [what.event for what in brief.what]
    lines += [claim.content for claim in brief.claimed_by]
    lines += [item.note for item in brief.uncertainty]
    for line in lines:
        for match in _QUOTED.finditer(line):
            words = next(group for group in match.groups() if group)
            if len(words.split()) >= _MIN_WORDS:
                yield words


def _occurs(words: str, source: str) -> bool:
    """Return True if quoted words occur in the article; an ellipsis may leave words out."""
    parts = re.split(r"…|\.\.\.|\[[^\]]*\]", words)
    return all(_normalize(part).strip(" .,;:!?'\"") in source for part in parts)


def _normalize(text: str) -> str:
    return " ".join(text.translate(_QUOTATION_MARKS).lower().split())
