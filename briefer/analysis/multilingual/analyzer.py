"""Analyse an article in a language without a parser, by patterns.

Finds less than the English analysis and marks its result with ``parser="rules"``.
"""

import re
from collections import Counter
from enum import StrEnum

from briefer.analysis.annotations import (
    Analysis,
    Attribution,
    AttributionSource,
    Entity,
    EventClause,
    PlaceMention,
    Span,
)
from briefer.analysis.attribution_trace import (
    AttributionTrace,
    RejectedCandidate,
    RejectionReason,
)
from briefer.analysis.datelines import dateline_end, find_dateline, without_dateline
from briefer.analysis.multilingual.dates import find_times
from briefer.analysis.prompt_injection import find_injections
from briefer.analysis.quotations import find_quotations
from briefer.schema.article import Article

# Speech verbs by language, in the forms that news uses. For other languages the analysis has
# quotations, names and dates, but no attributions.
_CUES = {
    "fr": "a déclaré|a dit|a affirmé|a expliqué|a ajouté|a annoncé|a indiqué|a précisé|a assuré"
    "|a souligné|a estimé|a répondu|a confié|a réagi|déclare|affirme|explique|ajoute|précise|assure"
    "|souligne|estime|indique|dit|selon|d'après|d’après",
    "es": "dijo|afirmó|declaró|aseguró|explicó|añadió|anunció|indicó|señaló|sostuvo|manifestó"
    "|subrayó|informó|respondió|según|asegura|afirma|explica|señala",
    "de": "sagte|erklärte|betonte|teilte|berichtete|behauptete|kündigte|sagt|erklärt|so|laut",
    "it": "ha detto|ha dichiarato|ha affermato|ha spiegato|ha aggiunto|ha annunciato|secondo|dice",
    "pt": "disse|afirmou|declarou|explicou|acrescentou|anunciou|segundo|diz",
    "nl": "zei|zegt|verklaarde|aldus|volgens",
}  # fmt: skip
_CAPITALISED = r"[A-ZÀ-ÖØ-Þ][\w'’\-]+"
_NAME = re.compile(
    rf"{_CAPITALISED}(?:\s+(?:de|du|des|la|le|del|van|von|der|den|al|el|bin|y|e)(?=\s)|\s+{_CAPITALISED})*"
)
_MAX_EVENTS = 4
_MIN_EVENT_WORDS = 3  # fewer are a time stamp of a live page, for example
_MIN_QUOTED_WORDS = 3  # fewer are scare quotes
_MAX_DISTANCE = 90  # characters between a quotation and its cue


class PatternRule(StrEnum):
    """A pattern that finds attributions; its value is the short id."""

    CUE_AFTER_QUOTATION = "P1"
    CUE_BEFORE_QUOTATION = "P2"


PATTERN_RULES: dict[PatternRule, str] = {
    PatternRule.CUE_AFTER_QUOTATION: "« La porte était ouverte », a dit Reyes",
    PatternRule.CUE_BEFORE_QUOTATION: "Reyes a dit : « La porte était ouverte »",
}
"""What each pattern matches, in one line."""


def analyze(article: Article, trace: AttributionTrace | None = None) -> Analysis:
    """Analyse an article by patterns alone.

    Args:
        article: the article.
        trace: a list to which the quotations without a source are appended.
    """
    quotations = find_quotations(article.text)
    dateline = find_dateline(article)
    entities = _find_names(article)
    return Analysis(
        parser="rules",
        entities=entities,
        quotations=quotations,
        attributions=tuple(
            found
            for quotation in quotations
            if (found := _attribution_of(article, quotation.span, entities, trace)) is not None
        ),
        times=find_times(article, quotations),
        places=()
        if dateline is None
        else (PlaceMention(dateline, article.sentence_at(dateline.start)),),
        dateline=dateline,
        events=tuple(
            EventClause(without_dateline(Span(*sentence), article), index, weight=1.0 / (index + 1))
            for index, sentence in enumerate(article.sentences[:_MAX_EVENTS])
            if sentence.end > dateline_end(article)
            and not any(quotation.span.contains(Span(*sentence)) for quotation in quotations)
            and len(re.findall(r"[^\W\d]+", Span(*sentence).text_in(article.text)))
            >= _MIN_EVENT_WORDS
        ),
        injections=find_injections(article),
    )


def _find_names(article: Article) -> tuple[Entity, ...]:
    """Find runs of capitalised words, except single words that begin a sentence."""
    starts = {sentence.start for sentence in article.sentences}
    mentions: dict[str, list[Span]] = {}
    for match in _NAME.finditer(article.text):
        begins = match.start() in starts or article.text[match.start() - 1] in '«“"¿¡'
        if begins and len(match[0].split()) == 1:
            continue
        mentions.setdefault(match[0], []).append(Span(*match.span()))
    counts = Counter({name: len(spans) for name, spans in mentions.items()})
    entities = []
    for name, _ in counts.most_common():
        full = next((n for n in mentions if n != name and n.endswith(f" {name}")), None)
        if full is None:
            short = name.split()[-1]
            spans = sorted({*mentions[name], *(mentions.get(short, []) if short != name else [])})
            entities.append(Entity(name, "other", tuple(spans)))
    return tuple(entities)


def _attribution_of(
    article: Article,
    quotation: Span,
    entities: tuple[Entity, ...],
    trace: AttributionTrace | None,
) -> Attribution | None:
    """Attribute a quotation to the name that is nearest to a cue before or after it."""
    cues = _CUES.get(article.language)
    if len(quotation.text_in(article.text).split()) < _MIN_QUOTED_WORDS:
        _reject(quotation, "too_short", trace)
        return None
    if cues is None:
        _reject(quotation, "no_cue", trace)
        return None
    sentence = article.sentences[article.sentence_at(quotation.start)]
    start = max(sentence.start, quotation.start - _MAX_DISTANCE)
    end = min(len(article.text), quotation.end + _MAX_DISTANCE)
    line_end = article.text.find("\n", quotation.end, end)
    end = line_end if line_end >= 0 else end
    pattern = re.compile(rf"(?<!\w)(?:{cues})(?!\w)", re.IGNORECASE)
    after = pattern.search(article.text, quotation.end, end)
    before = list(pattern.finditer(article.text, start, quotation.start))
    cue = after or (before[-1] if before else None)
    if cue is None:
        _reject(quotation, "no_cue", trace)
        return None
    rule = PatternRule.CUE_AFTER_QUOTATION if after else PatternRule.CUE_BEFORE_QUOTATION
    window = Span(quotation.end, end) if after else Span(start, quotation.start)
    near = [
        (abs(mention.start - cue.start()), entity, mention)
        for entity in entities
        for mention in entity.mentions
        if window.contains(mention)
    ]
    if near:
        _, entity, mention = min(near, key=lambda entry: entry[0])
        # without a parse the kind of entity is unknown; a quoted source is mostly a person
        source = AttributionSource(entity.text, "person", (mention,), entity=entity)
    else:
        source = AttributionSource("unknown", "unknown")
    return Attribution(
        source=source,
        cue=Span(*cue.span()),
        content=(quotation,),
        quote_kind="direct",
        sentence=article.sentence_at(quotation.start),
        rule=rule,
    )


def _reject(quotation: Span, reason: RejectionReason, trace: AttributionTrace | None) -> None:
    if trace is not None:
        trace.append(RejectedCandidate(PatternRule.CUE_AFTER_QUOTATION, quotation, reason))
