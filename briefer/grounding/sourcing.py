"""Sourcing: on whose word a line rests, and whether it says so of the wrong one."""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from briefer.article import Article
from briefer.grounding.alignment import content_words, words_of
from briefer.reading.candidates import Attribution, Reading, Span, Speaker

_REPORTING = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|according|claim\w*|stat(?:ed|es|ing)|announc\w+|report\w*|accus\w+|den(?:y|ied|ies)"
    r"|warn\w*|told|tells?|confirm\w*|believ\w+|think\w*|argu\w+|add(?:s|ed)|alleg\w+|insist\w*|call\w*"
    r"|criti\w+|describ\w+|urg\w+|pledg\w+|vow\w*|promis\w+|post(?:ed|s)|wrote|writes|emphasi\w+|stress\w*"
    r"|express\w*|not(?:ed|es)|suggest\w*|assert\w*|acknowledg\w*|admit\w*|predict\w*|estimat\w+|demand\w*"
    r"|reject\w*|blam\w+|prais\w+|condemn\w*|show(?:s|ed)|find|finds|found|discuss\w*|mention\w*|outlin\w+|speaks?|spoke|talk\w*|reveal\w*|declar\w+|explain\w*)\b",
    re.IGNORECASE,
)
_LEAST_BORNE = 2  # content words of a line that a claim must bear for its source to count


def sources_of(
    text: str, *, article: Article, reading: Reading, sentences: Sequence[int]
) -> tuple[str, ...]:
    """Return the names of those on whose word a line, or a part of it, rests; in order.

    What the article's title says, the article says in its own voice, unless the title reports it.
    """
    bearing = _bearing(content_words(text), article, reading, sentences)
    return tuple(dict.fromkeys(found.speaker.text for found in bearing))


def wrong_source(
    text: str, *, article: Article, reading: Reading, sentences: Sequence[int]
) -> str | None:
    """Return the problem when a line reports, as one source's, what is another's."""
    if not _REPORTING.search(text):
        return None
    wanted = content_words(text)
    named = [a.speaker for a in reading.attributions if _names(a.speaker, wanted, article)]
    if not named:
        return None
    for found in _bearing(wanted, article, reading, sentences):
        if not _names(found.speaker, wanted, article):
            return f"that part is on the word of {found.speaker.text}, not of {named[0].text}"
    return None


def _bearing(
    wanted: AbstractSet[str], article: Article, reading: Reading, sentences: Sequence[int]
) -> Iterator[Attribution]:
    """Yield the attributions that alone bear out a part of a line."""
    told = [content_words(article.text[slice(*article.sentences[index])]) for index in sentences]
    title = article.title or ""
    own_voice = frozenset[str]() if _REPORTING.search(title) else content_words(title)
    for index, words in zip(sentences, told, strict=True):
        others = frozenset[str]().union(*(t for t in told if t is not words))
        borne_here = (wanted & words) - others - own_voice
        for found in reading.attributions:
            if found.speaker.kind == "unknown":
                continue
            claimed = _claimed_words(found, Span(*article.sentences[index]), article)
            if len(borne_here & claimed) >= _LEAST_BORNE and len(borne_here - claimed) <= 1:
                yield found


def _claimed_words(attribution: Attribution, sentence: Span, article: Article) -> frozenset[str]:
    """Return the content words of what is attributed within a sentence, less its cue."""
    parts = [part.of(article.text) for part in attribution.content if part.meets(sentence)]
    cue = content_words(attribution.cue.of(article.text))
    return frozenset[str]().union(*map(content_words, parts)) - cue


def _names(speaker: Speaker, wanted: AbstractSet[str], article: Article) -> bool:
    """Tell whether a line holds a speaker's name, or what the article calls the speaker."""
    if speaker.kind == "person" and words_of(speaker.text)[-1].folded in wanted:
        return True  # the surname alone names a person
    forms = [speaker.text, *(span.of(article.text) for span in speaker.spans)]
    if speaker.name is not None:
        mentions = (*speaker.name.mentions, *speaker.name.aliases)
        forms.extend(span.of(article.text) for span in mentions)
    if speaker.role is not None:
        forms.append(speaker.role.of(article.text))
    return any((words := content_words(form)) and words <= wanted for form in forms)
