"""Sourcing: on whose word a line rests, and whether it says so of the wrong one."""

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from briefer.analysis.annotations import Analysis, Attribution, AttributionSource, Span
from briefer.analysis.english.attribution.noun_phrases import head_noun
from briefer.analysis.english.line_syntax import reporters_in
from briefer.article import Article
from briefer.text.normalization import content_words, content_words_of, last_word

_REPORTING = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|according|claim\w*|stat(?:ed|es|ing)|announc\w+|report\w*|accus\w+|den(?:y|ied|ies)"
    r"|warn\w*|told|tells?|confirm\w*|believ\w+|think\w*|argu\w+|add(?:s|ed)|alleg\w+|insist\w*|call\w*"
    r"|criti\w+|describ\w+|urg\w+|pledg\w+|vow\w*|promis\w+|post(?:ed|s)|wrote|writes|emphasi\w+|stress\w*"
    r"|express\w*|not(?:ed|es)|suggest\w*|assert\w*|acknowledg\w*|admit\w*|predict\w*|estimat\w+|demand\w*"
    r"|reject\w*|blam\w+|prais\w+|condemn\w*|show(?:s|ed)|find|finds|found|discuss\w*|mention\w*|outlin\w+|speaks?|spoke|talk\w*|reveal\w*|declar\w+|explain\w*)\b",
    re.IGNORECASE,
)
_DENYING = re.compile(
    r"\b(?:den(?:y|ies|ied)|dismiss|reject|disput|refut|contradict)\w*", re.IGNORECASE
)
# What somebody "did not mention", or "declined to say", is on nobody's word.
_UNSAID = re.compile(r"\b(?:not|never|declin\w+|refus\w+)\b|n['’]t\b", re.IGNORECASE)
_LEAST_BORNE = 2  # content words of a line that a claim must bear for its source to count


def sources_of(
    text: str, *, article: Article, analysis: Analysis, sentences: Sequence[int]
) -> tuple[str, ...]:
    """Return the names of those on whose word a line, or a part of it, rests; in order.

    Where the line says who says so, and the passage has those say some of it, it rests on their
    word alone. What the article's title says, the article says in its own voice, unless the title
    reports it.
    """
    wanted = content_words(text)
    reporters = content_words_of(reporters_in(text, article.language))
    own = [
        found
        for found in analysis.attributions
        if found.sentence in sentences
        and (wanted - reporters) & _words_of(found, article)
        and _is_called(found.source, reporters, _forms(found.source, article))
    ]
    bearing = own or _bearing(wanted, article, analysis, sentences)
    return tuple(dict.fromkeys(found.source.text for found in bearing))


def source_words(
    *, article: Article, analysis: Analysis, sentences: Sequence[int]
) -> frozenset[str]:
    """Return the content words by which the article calls those who vouch for these sentences."""
    within = [Span(*article.sentences[index]) for index in sentences]
    vouching = (
        found.source
        for found in analysis.attributions
        if any(part.overlaps(sentence) for part in found.content for sentence in within)
    )
    forms = (form for speaker in vouching for form in _forms(speaker, article))
    return content_words_of(forms)


def wrong_source(
    text: str, *, article: Article, analysis: Analysis, sentences: Sequence[int]
) -> str | None:
    """Return the problem when a line reports, as one source's, what is another's."""
    if not _REPORTING.search(text):
        return None
    wanted = content_words(text)
    named = [
        found
        for found in analysis.attributions
        if _is_called(found.source, wanted, _forms(found.source, article))
    ]
    if not named or _is_denial(text, named, article, sentences):
        return None
    # in "Ann Reed says the bureau's inquiry found nothing" the bureau is named, and says nothing
    reporters = content_words_of(reporters_in(text, article.language))
    for found in _bearing(wanted, article, analysis, sentences):
        loosely = (*_forms(found.source, article), *_stand_ins(found.source, article, analysis))
        if not _is_called(found.source, reporters or wanted, loosely):
            them = named[0].source.text
            return f"that part is on the word of {found.source.text}, not of {them}"
    return None


def _is_denial(
    text: str, named: Iterable[Attribution], article: Article, sentences: Sequence[int]
) -> bool:
    """Tell whether a line denies what one whom it names denies there: what another claimed."""
    wanted = content_words(text)
    return bool(_DENYING.search(text)) and any(
        found.sentence in sentences
        and _DENYING.search(found.cue.text_in(article.text))
        and len(wanted & _words_of(found, article)) >= _LEAST_BORNE
        for found in named
    )


def _words_of(attribution: Attribution, article: Article) -> frozenset[str]:
    parts = (part.text_in(article.text) for part in attribution.content)
    return content_words_of(parts)


def _bearing(
    wanted: AbstractSet[str], article: Article, analysis: Analysis, sentences: Sequence[int]
) -> Iterator[Attribution]:
    """Yield the attributions that alone bear out a part of a line."""
    told = [content_words(article.text[slice(*article.sentences[index])]) for index in sentences]
    title = article.title or ""
    own_voice = frozenset[str]() if _REPORTING.search(title) else content_words(title)
    for index, words in zip(sentences, told, strict=True):
        others = frozenset[str]().union(*(t for t in told if t is not words))
        borne_here = (wanted & words) - others - own_voice
        for found in analysis.attributions:
            unsaid = _UNSAID.search(found.cue.text_in(article.text))
            if found.source.kind == "unknown" or unsaid:
                continue
            claimed = _claimed_words(found, Span(*article.sentences[index]), article)
            if len(borne_here & claimed) >= _LEAST_BORNE and len(borne_here - claimed) <= 1:
                yield found


def _claimed_words(attribution: Attribution, sentence: Span, article: Article) -> frozenset[str]:
    """Return the content words of what is attributed within a sentence, less its cue."""
    parts = [part.text_in(article.text) for part in attribution.content if part.overlaps(sentence)]
    cue = content_words(attribution.cue.text_in(article.text))
    return content_words_of(parts) - cue


def _is_called(speaker: AttributionSource, wanted: AbstractSet[str], forms: Iterable[str]) -> bool:
    """Tell whether a line of these content words holds one of the forms of a speaker's name."""
    if (
        speaker.entity is not None
        and speaker.kind == "person"
        and last_word(speaker.text) in wanted
    ):
        return True  # the surname alone names a person
    return any((words := content_words(form)) and words <= wanted for form in forms)


def _forms(speaker: AttributionSource, article: Article) -> Iterator[str]:
    """Yield what the article calls a speaker."""
    yield speaker.text
    spans = [*speaker.spans, *((speaker.role,) if speaker.role else ())]
    if speaker.entity is not None:
        spans += [*speaker.entity.mentions, *speaker.entity.aliases, *speaker.entity.roles]
    for span in spans:
        yield span.text_in(article.text)


def _stand_ins(speaker: AttributionSource, article: Article, analysis: Analysis) -> Iterator[str]:
    """Yield by what else a line may rightly name a speaker.

    Of "three officials with knowledge of the talks" it may say "officials", and the body that
    somebody speaks for may stand in the speaker's place: "the bureau said", "Ellery said" for its
    council.
    """
    if speaker.kind != "person":
        for form in _forms(speaker, article):
            yield head_noun(form)
    spans = (*speaker.spans, *((speaker.role,) if speaker.role else ()))
    for name in analysis.entities:
        speaks_for = name.kind == "organisation" or (
            name.kind == "place" and speaker.kind in {"organisation", "group"}
        )
        if speaks_for and any(span.contains(m) for span in spans for m in name.mentions):
            yield name.text
