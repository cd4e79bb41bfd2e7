"""Find the sources to which the article attributes a line, and lines that name a wrong source."""

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from briefer.analysis.annotations import Analysis, Attribution, AttributionSource, Span
from briefer.analysis.english.line_syntax import reporters_in
from briefer.schema.article import Article
from briefer.text.normalization import content_words, content_words_of, last_word

_REPORTING = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|according|claim\w*|stat(?:ed|es|ing)|announc\w+|report\w*|accus\w+|den(?:y|ied|ies)"
    r"|warn\w*|told|tells?|confirm\w*|believ\w+|think\w*|argu\w+|add(?:s|ed)|alleg\w+|insist\w*|call\w*"
    r"|criti\w+|describ\w+|urg\w+|pledg\w+|vow\w*|promis\w+|post(?:ed|s)|wrote|writes|emphasi\w+|stress\w*"
    r"|express\w*|not(?:ed|es)|suggest\w*|assert\w*|acknowledg\w*|admit\w*|predict\w*|estimat\w+|demand\w*"
    r"|reject\w*|blam\w+|prais\w+|condemn\w*|show(?:s|ed)|find|finds|found|discuss\w*|mention\w*|outlin\w+|speaks?|spoke|talk\w*|reveal\w*|declar\w+|explain\w*)\b",
    re.IGNORECASE,
)
# What a source "did not mention" or "declined to say" is not attributed to it.
_NOT_SAID = re.compile(r"\b(?:not|never|declin\w+|refus\w+)\b|n['’]t\b", re.IGNORECASE)
_POSSESSOR = re.compile(r"^[^'’]{1,60}['’]s? ")
_MIN_SHARED = 2  # content words that a claim and a line must share for its source to count


def sources_of(
    text: str, *, article: Article, analysis: Analysis, sentences: Sequence[int]
) -> tuple[str, ...]:
    """Return the names of the sources to which the article attributes a line or part of it.

    If the line names a source itself, and the passage attributes part of it to that source, only
    such sources count. What the article's title states without attribution needs no source.
    """
    wanted = content_words(text)
    reporters = content_words_of(reporters_in(text, article.language))
    named = [
        claim
        for claim in analysis.attributions
        if claim.sentence in sentences
        and (wanted - reporters) & _words_of_claim(claim, article)
        and _is_named(claim.source, reporters, _forms(claim.source, article))
    ]
    claims = named or _supporting_claims(wanted, article, analysis, sentences)
    return tuple(dict.fromkeys(claim.source.text for claim in claims))


def is_not_said(claim: Attribution, article: Article) -> bool:
    """Return True if the article says that a source did not say something, or refused to."""
    return bool(_NOT_SAID.search(claim.cue.text_in(article.text)))


def _words_of_claim(claim: Attribution, article: Article) -> frozenset[str]:
    parts = (part.text_in(article.text) for part in claim.content)
    return content_words_of(parts)


def _supporting_claims(
    wanted: AbstractSet[str], article: Article, analysis: Analysis, sentences: Sequence[int]
) -> Iterator[Attribution]:
    """Yield the claims that are the only support for a part of a line with these words."""
    texts = (article.text[slice(*article.sentences[index])] for index in sentences)
    words_by_sentence = list(map(content_words, texts))
    title = article.title or ""
    # what the title states without attribution needs no source
    unattributed = frozenset[str]() if _REPORTING.search(title) else content_words(title)
    for index, words in zip(sentences, words_by_sentence, strict=True):
        others = frozenset[str]().union(*(w for w in words_by_sentence if w is not words))
        only_here = (wanted & words) - others - unattributed
        for claim in analysis.attributions:
            if claim.source.kind == "unknown" or is_not_said(claim, article):
                continue
            claimed = _claimed_words(claim, Span(*article.sentences[index]), article)
            if len(only_here & claimed) >= _MIN_SHARED and len(only_here - claimed) <= 1:
                yield claim


def _claimed_words(claim: Attribution, sentence: Span, article: Article) -> frozenset[str]:
    """Return the content words of the claim within a sentence, without those of its cue."""
    parts = [part.text_in(article.text) for part in claim.content if part.overlaps(sentence)]
    cue = content_words(claim.cue.text_in(article.text))
    return content_words_of(parts) - cue


def _is_named(source: AttributionSource, wanted: AbstractSet[str], forms: Iterable[str]) -> bool:
    """Return True if a line with these content words contains one of the source's forms."""
    if source.entity is not None and source.kind == "person" and last_word(source.text) in wanted:
        return True  # the surname alone names a person
    return any((words := content_words(form)) and words <= wanted for form in forms)


def _forms(source: AttributionSource, article: Article) -> Iterator[str]:
    """Yield the names and descriptions that the article uses for a source."""
    yield source.text
    spans = [*source.spans, *((source.role,) if source.role else ())]
    if source.entity is not None:
        spans += [*source.entity.mentions, *source.entity.aliases, *source.entity.roles]
    for span in spans:
        form = span.text_in(article.text)
        yield form
        short = _POSSESSOR.sub("", form)  # "Ellery's fire service" is "the fire service" in a line
        if len(content_words(short)) > 1:  # an office may be anybody's
            yield short
