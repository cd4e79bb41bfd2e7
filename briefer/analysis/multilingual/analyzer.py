"""Patterns: what can be read in a language without a parser. It claims less, and says so."""

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
from briefer.article import Article

# Speech verbs by language, in the forms that news writes them in. A language that is not listed
# gets quotations, names and dates, and no attributions.
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
_MOST_HAPPENINGS = 4
_LEAST_WORDS = 3  # of what tells anything; the stamp of a live page does not
_NEAR = 90  # characters between a cue and the quotation that it introduces or follows


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
    """Analyze an article by patterns alone.

    Args:
        article: the article.
        trace: a list to which the quotations without a source are appended.
    """
    quotations = find_quotations(article.text)
    dateline = find_dateline(article)
    names = _names(article)
    return Analysis(
        parser="rules",
        entities=names,
        quotations=quotations,
        attributions=tuple(
            found
            for quotation in quotations
            if (found := _attributed(article, quotation.span, names, trace)) is not None
        ),
        times=find_times(article, quotations),
        places=()
        if dateline is None
        else (PlaceMention(dateline, article.sentence_at(dateline.start)),),
        dateline=dateline,
        events=tuple(
            EventClause(without_dateline(Span(*sentence), article), index, weight=1.0 / (index + 1))
            for index, sentence in enumerate(article.sentences[:_MOST_HAPPENINGS])
            if sentence.end > dateline_end(article)
            and not any(quotation.span.contains(Span(*sentence)) for quotation in quotations)
            and len(re.findall(r"[^\W\d]+", Span(*sentence).text_in(article.text))) >= _LEAST_WORDS
        ),
        injections=find_injections(article),
    )


def _names(article: Article) -> tuple[Entity, ...]:
    """Find runs of capitalised words, less those that only begin a sentence."""
    starts = {sentence.start for sentence in article.sentences}
    mentions: dict[str, list[Span]] = {}
    for match in _NAME.finditer(article.text):
        words = match[0].split()
        if (match.start() in starts or article.text[match.start() - 1] in '«“"¿¡') and len(
            words
        ) == 1:
            continue
        mentions.setdefault(match[0], []).append(Span(*match.span()))
    counts = Counter({name: len(spans) for name, spans in mentions.items()})
    names = []
    for name, _ in counts.most_common():
        full = next((n for n in mentions if n != name and n.endswith(f" {name}")), None)
        if full is None:
            short = name.split()[-1]
            spans = sorted({*mentions[name], *(mentions.get(short, []) if short != name else [])})
            names.append(Entity(name, "other", tuple(spans)))
    return tuple(names)


def _attributed(
    article: Article,
    quotation: Span,
    names: tuple[Entity, ...],
    trace: AttributionTrace | None,
) -> Attribution | None:
    cues = _CUES.get(article.language)
    if len(quotation.text_in(article.text).split()) < 3:
        _reject(quotation, "too_short", trace)
        return None
    if cues is None:
        _reject(quotation, "no_cue", trace)
        return None
    sentence = article.sentences[article.sentence_at(quotation.start)]
    start = max(sentence.start, quotation.start - _NEAR)
    end = min(len(article.text), quotation.end + _NEAR)
    line_end = article.text.find("\n", quotation.end, end)
    end = line_end if line_end >= 0 else end
    pattern = re.compile(rf"(?<!\w)(?:{cues})(?!\w)", re.IGNORECASE)
    behind = pattern.search(article.text, quotation.end, end)
    ahead = list(pattern.finditer(article.text, start, quotation.start))
    cue = behind or (ahead[-1] if ahead else None)
    if cue is None:
        _reject(quotation, "no_cue", trace)
        return None
    rule = PatternRule.CUE_AFTER_QUOTATION if behind else PatternRule.CUE_BEFORE_QUOTATION
    window = Span(quotation.end, end) if behind else Span(start, quotation.start)
    near = [
        (abs(mention.start - cue.start()), name, mention)
        for name in names
        for mention in name.mentions
        if window.contains(mention)
    ]
    if near:
        _, name, mention = min(near, key=lambda entry: entry[0])
        # without a parse a name is all that shows; what bears it stays open
        speaker = AttributionSource(name.text, "person", (mention,), entity=name)
    else:
        speaker = AttributionSource("unknown", "unknown")
    return Attribution(
        source=speaker,
        cue=Span(*cue.span()),
        content=(quotation,),
        quote_kind="direct",
        sentence=article.sentence_at(quotation.start),
        rule=rule,
    )


def _reject(quotation: Span, reason: RejectionReason, trace: AttributionTrace | None) -> None:
    if trace is not None:
        trace.append(RejectedCandidate(PatternRule.CUE_AFTER_QUOTATION, quotation, reason))
