"""Quotes: do the brief's slices, and the words it puts in quotation marks, stand in the article?"""

import re
from collections.abc import Iterator

from briefer.article import Article
from briefer.evals.scoring.score import Score, Scores
from briefer.evals.suites.format import Gold
from briefer.schema import Brief

_QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»")
_FEWEST_WORDS = 3  # shorter ones are titles, names and single words set apart
_MARKS = str.maketrans("“”„«»‘’‚", '"""""\'\'\'')


def score(brief: Brief, gold: Gold, article: Article) -> Scores:
    """Score slices, and quoted words in the brief's own lines.

    Slices are held against the case's article, not against the copy that the brief carries.
    """
    del gold
    slices = list(brief.all_evidence())
    broken = tuple(f"not at its place: {e.quote}" for e in slices if not e.holds_in(article.text))
    quoted = list(_quoted(brief))
    source = _folded(f"{article.text}\n{article.title or ''}")
    altered = tuple(f"altered: {words}" for words in quoted if not _stands(words, source))
    return {
        "quotes.slices": Score.share(
            len(slices) - len(broken), len(slices), of="slices", details=broken
        ),
        "quotes.words": Score.share(
            len(quoted) - len(altered), len(quoted), of="quotations", details=altered
        ),
    }


def _quoted(brief: Brief) -> Iterator[str]:
    """Yield what the brief's own lines put in quotation marks."""
    lines = [point.text for point in (brief.headline, *brief.summary)]
    lines += [what.event for what in brief.what]
    lines += [claim.content for claim in brief.claimed_by]
    lines += [doubt.note for doubt in brief.uncertainty]
    for line in lines:
        for match in _QUOTED.finditer(line):
            words = next(group for group in match.groups() if group)
            if len(words.split()) >= _FEWEST_WORDS:
                yield words


def _stands(words: str, source: str) -> bool:
    """Tell whether quoted words stand in the article; an ellipsis leaves words out."""
    parts = re.split(r"…|\.\.\.|\[[^\]]*\]", words)
    return all(_folded(part).strip(" .,;:!?'\"") in source for part in parts)


def _folded(text: str) -> str:
    return " ".join(text.translate(_MARKS).lower().split())
