"""Build a brief from the analysis alone, in the article's own words, without a model.

This is the whole brief for ``--model none``. With a model, it fills the sections that the model
leaves empty.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from briefer.analysis.annotations import (
    Analysis,
    Attribution,
    EventClause,
    Span,
    TimeExpression,
    UncertaintyFinding,
)
from briefer.analysis.datelines import without_dateline
from briefer.analysis.english.dependence import stands_alone, states_event
from briefer.analysis.english.lexicon import FAINT_HEDGES
from briefer.analysis.english.line_syntax import parsed_line
from briefer.analysis.live_posts import post_stamp
from briefer.analysis.multilingual.dependence import stands_alone as opens_alone
from briefer.analysis.parser import can_parse
from briefer.analysis.span_index import SpanIndex
from briefer.assembly.actors import actors
from briefer.assembly.conversion import (
    claim_of,
    content_of,
    evidence_of,
    sentence_sources,
    single_line,
    uncertainty_of,
    when_of,
    where_of,
)
from briefer.assembly.limits import (
    MAX_CLAIMS,
    MAX_EVENTS,
    MAX_EXTRACTIVE_POINTS,
    MAX_HEDGED,
    MAX_PLACES,
    MAX_TIMES,
    MAX_UNCERTAINTY,
    MAX_WHO,
)
from briefer.assembly.points import point_of, rejection_findings
from briefer.assembly.sections import BriefSections
from briefer.grounding.claim_checker import ClaimChecker
from briefer.grounding.line_checker import CheckedLine, LineChecker
from briefer.grounding.unstated import Unstated
from briefer.round_robin import round_robin
from briefer.schema.article import Article
from briefer.schema.brief import SummaryPoint, What
from briefer.schema.coverage import RejectedItem, RejectionFinding
from briefer.schema.vocabulary import Section
from briefer.text.normalization import content_words
from briefer.text.sentences import ends_like_a_sentence

_MIN_LETTERS = 10  # of a sentence; a time stamp or a label has fewer
_MIN_OVERLAP = 0.6  # share of a line's content words in the sentence that it paraphrases
_DAY_OF_WRITING = -5.0  # score of the day in the dateline, below that of any other time
_MAX_SUSPICION_OF_TITLE = 2.0  # about twice the score that refuses a line
_MOSTLY = 0.5  # share of a sentence that is quoted
_RECENT_DAYS = 3  # before publication; most events of a news article happened within them


def extractive_sections(article: Article, analysis: Analysis, language: str) -> BriefSections:
    """Build all sections from the analysis, with notes in ``language``."""
    headline = title_point(article, analysis)
    first, *others = analysis.events or _opening_sentences(article, analysis)
    if article.posts:
        first, *others = sorted([first, *others], key=lambda event: _age(event, article))
    found = [first, *others]
    independent = [one for one in found if not _is_dependent(one.sentence, article)]
    complete = [one for one in independent if _is_sentence(one, article)]  # no standfirst
    points = [_point(event, article, analysis) for event in complete or independent or [first]]
    told = [one for one in found if not _lacks_speaker(one.sentence, article, analysis)]
    events = [_what(event, article, analysis) for event in told if analysis.events]
    if headline is None:
        headline, *points = points
    elif states_event(headline.text, article.language):
        # a title says what happened in fewer words than any sentence
        events = [event_from_point(headline), *events[1:]]
    attributions, rejected = checked_attributions(article, analysis)
    claims = limit_claims(attributions)
    return BriefSections(
        headline=headline,
        summary=tuple(points[:MAX_EXTRACTIVE_POINTS]),
        who=actors(article, analysis),
        what=tuple(events[:MAX_EVENTS]),
        where=tuple(where_of(place, article) for place in analysis.places[:MAX_PLACES]),
        when=tuple(when_of(time, article) for time in main_times(article, analysis)[:MAX_TIMES]),
        claimed_by=tuple(claim_of(attribution, article) for attribution in claims),
        uncertainty=tuple(
            uncertainty_of(finding, article, language)
            for finding in main_uncertainty(article, analysis)
        ),
        rejected=(*rejected, *_unstated(article, analysis)),
    )


def _age(event: EventClause, article: Article) -> tuple[int, int]:
    """Return a key by which what the newest post tells comes first."""
    moments = sorted({post.published for post in article.posts}, reverse=True)
    post = article.post_at(event.span.start)
    return (moments.index(post.published) if post else -1, event.sentence)


def _unstated(article: Article, analysis: Analysis) -> Iterator[RejectedItem]:
    """Yield the claims and actors that only orders, questions and conditions have."""
    claims = (content_of(one, article) for one in analysis.unstated_attributions)
    names = (one.text for one in analysis.unstated_entities[:MAX_WHO])
    found: list[tuple[Section, str]] = [
        *(("claimed_by", text) for text in claims),
        *(("who", single_line(name)) for name in names),
    ]
    for section, text in found:
        finding = RejectionFinding(code="not_stated", params={"words": text})
        yield RejectedItem(section=section, text=text, findings=(finding,))


def _opening_sentences(article: Article, analysis: Analysis) -> list[EventClause]:
    """Return the first informative sentences, for an article in which no event was found.

    Time stamps, labels, asides, orders and prompt injections are not informative.
    """
    sentences = [EventClause(Span(*one), index) for index, one in enumerate(article.sentences)]
    unstated = Unstated(analysis)
    asides = SpanIndex((span, None) for span in analysis.asides)
    genuine = [
        one for one in sentences if not (unstated.has_sentence(one.span) or asides.covers(one.span))
    ]
    informative = [one for one in genuine if _letters(one.span, article) >= _MIN_LETTERS]
    return (informative or genuine or sentences)[: MAX_EXTRACTIVE_POINTS + 1]


def _letters(span: Span, article: Article) -> int:
    return sum(map(str.isalpha, span.text_in(article.text)))


def checked_attributions(
    article: Article, analysis: Analysis
) -> tuple[list[Attribution], tuple[RejectedItem, ...]]:
    """Return the attributions that the checks find nothing in, and the others as rejected items."""
    checker = ClaimChecker(article, analysis)
    kept: list[Attribution] = []
    rejected: list[RejectedItem] = []
    for attribution in analysis.attributions:
        found = checker.check(attribution)
        if not found:
            kept.append(attribution)
            continue
        rejected.append(
            RejectedItem(
                section="claimed_by",
                text=content_of(attribution, article),
                findings=rejection_findings(found),
            )
        )
    return kept, tuple(rejected)


def limit_claims(attributions: Sequence[Attribution]) -> list[Attribution]:
    """Keep as many attributions as a brief shows, at least one of each source where possible.

    A claim within another one takes the turn of the source that reports it.
    """

    def speaker(found: Attribution) -> str:
        return (found.reported_by or found.source).text

    return round_robin(attributions, MAX_CLAIMS, key=speaker)


def event_from_point(point: SummaryPoint) -> What:
    """Return the event that a headline or a summary point states."""
    return What(event=point.text, sources=point.sources, evidence=point.evidence)


def title_point(article: Article, analysis: Analysis) -> SummaryPoint | None:
    """Return the article's title as a headline, or None if the article's text does not support it.

    The checks are the same as for a headline that a model wrote, but suspicions count for less: the
    title is the article's own, and a fault that is proved refuses it all the same.
    """
    if article.title is None:
        return None
    title = single_line(article.title)
    untitled = article.model_copy(update={"title": None})  # a title is no evidence for itself
    checker = LineChecker(untitled, analysis)
    checked = checker.check(title)
    if not checked.sentences:
        return None
    point = point_of(checked, checker)
    if not accepts_title(checked, is_attributed=bool(point.sources)):
        return None
    # "Dispute over the closing of the clinic" is nobody's word, whoever speaks in the lead
    is_said = states_event(title, article.language)
    return point if is_said else point.model_copy(update={"sources": ()})


def accepts_title(checked: CheckedLine, *, is_attributed: bool) -> bool:
    """Return True if a title, or a part of it, may stand as a line of the brief.

    It may tell as a fact what a source says if the brief names the source next to it. Suspicions
    about its words count for less than in a line that a model wrote.

    Args:
        checked: the title, checked.
        is_attributed: whether the brief names its source, or it states nothing.
    """
    if checked.is_supported or (is_attributed and only_lacks_source(checked)):
        return True
    codes = {finding.code for finding in checked.grave_findings}
    misattributed = codes & {"wrong_source", "other_source"} or (
        "claim_as_fact" in codes and not is_attributed
    )
    return not (checked.is_disproved or misattributed) and checked.score < _MAX_SUSPICION_OF_TITLE


def only_lacks_source(checked: CheckedLine) -> bool:
    """Return True if a line is wrong only in telling as a fact what a source says."""
    return {finding.code for finding in checked.grave_findings} == {"claim_as_fact"}


def source_sentence(line: str, checker: LineChecker) -> SummaryPoint | None:
    """Return the sentence that ``line`` paraphrases, as a summary point.

    None if no sentence is close enough, or if the closest one depends on the one before it.
    """
    article, analysis = checker.article, checker.analysis
    wanted = content_words(line)
    for index in checker.check(line).sentences[:1]:
        sentence = Span(*article.sentences[index])
        shared = wanted & content_words(sentence.text_in(article.text))
        usable = checker.states(sentence) and not _is_dependent(index, article)
        if len(shared) >= _MIN_OVERLAP * len(wanted) and usable:
            return _point(EventClause(sentence, index), article, analysis)
    return None


def _is_dependent(sentence: int, article: Article) -> bool:
    """Return True if a sentence cannot be understood without the one before ("It said ...")."""
    text = Span(*article.sentences[sentence]).text_in(article.text)
    if not can_parse(article.language):
        return not opens_alone(text, article.language)
    return not stands_alone(parsed_line(text, article.language))


def _is_sentence(event: EventClause, article: Article) -> bool:
    return ends_like_a_sentence(Span(*article.sentences[event.sentence]).text_in(article.text))


def _lacks_speaker(sentence: int, article: Article, analysis: Analysis) -> bool:
    """Return True if a sentence is mostly a quotation whose speaker is not known.

    As an event it would look like a statement of the article itself. Without a parse most speakers
    are not found, so that a missing one means nothing.
    """
    if analysis.parser != "syntax":
        return False
    whole = Span(*article.sentences[sentence])
    quoted = [q.span for q in analysis.quotations if whole.contains(q.span)]
    is_quoted = sum(span.end - span.start for span in quoted) > _MOSTLY * (whole.end - whole.start)
    return is_quoted and not sentence_sources(sentence, analysis, article)


def main_times(article: Article, analysis: Analysis) -> list[TimeExpression]:
    """Return the dates and times of the story, each once, that of the main event first.

    Durations are left out, and so are times within quotations, which belong to the source's
    statement.
    """
    quoted = SpanIndex((one.span, None) for one in analysis.quotations)
    asides = SpanIndex((span, None) for span in analysis.asides)
    candidates = [
        time
        for time in analysis.times
        if time.type in {"date", "time"}
        and not quoted.covers(time.span)
        and not _is_background_year(time, article)
    ]
    lead = analysis.events[0].sentence if analysis.events else 0

    def proximity(time: TimeExpression) -> float:
        is_aside = asides.covers(time.span)
        return _DAY_OF_WRITING if is_aside else _proximity(time, article, lead=lead)

    times: dict[str, TimeExpression] = {}
    for time in sorted(candidates, key=proximity, reverse=True):
        times.setdefault(time.value or time.span.text_in(article.text).lower(), time)
    return list(times.values())


def _is_background_year(time: TimeExpression, article: Article) -> bool:
    """Return True for a bare year or decade more than a year before publication ("since 1908")."""
    if time.granularity not in {"year", "decade"} or not time.value or article.published is None:
        return False
    is_range = "/" in time.value
    return not is_range and article.published.year - int(time.value.ljust(4, "0")) > 1


def _proximity(time: TimeExpression, article: Article, *, lead: int) -> float:
    """Score how likely a time is that of the main event: early in the text, shortly before now."""
    score = 2.0 * (1 - time.span.start / len(article.text)) ** 3 + (time.sentence == lead)
    if time.granularity in {"year", "decade", "century"}:
        score -= 2.0
    day = _day_of(time.value)
    if day is not None and article.published is not None:
        age = (date(*article.published.timetuple()[:3]) - day).days
        score += 1.0 if 0 <= age <= _RECENT_DAYS else -0.5
    return score


def _day_of(value: str | None) -> date | None:
    try:
        return date.fromisoformat((value or "")[:10])
    except ValueError:
        return None


def main_uncertainty(article: Article, analysis: Analysis) -> list[UncertaintyFinding]:
    """Return the findings that a brief shows: graver kinds first, then the stronger hedges."""
    hedged = sorted(
        (finding for finding in analysis.uncertainty if finding.kind == "hedged"),
        key=lambda finding: finding.spans[-1].text_in(article.text).lower() in FAINT_HEDGES,
    )[:MAX_HEDGED]
    graver = [finding for finding in analysis.uncertainty if finding.kind != "hedged"]
    return [*graver, *hedged][:MAX_UNCERTAINTY]


def _point(event: EventClause, article: Article, analysis: Analysis) -> SummaryPoint:
    sentence = Span(*article.sentences[event.sentence])
    spans = _dated(without_dateline(sentence, article), article)
    return SummaryPoint(
        text=_text(spans, article),
        sources=sentence_sources(event.sentence, analysis, article),
        evidence=evidence_of(article, spans),
    )


def _what(event: EventClause, article: Article, analysis: Analysis) -> What:
    spans = _dated(event.span, article)
    return What(
        event=_text(spans, article),
        sources=sentence_sources(event.sentence, analysis, article),
        evidence=evidence_of(article, spans),
    )


def _dated(span: Span, article: Article) -> tuple[Span, ...]:
    """Return a span, after the time of its post if the article is a live blog."""
    stamp = post_stamp(span, article)
    return (span,) if stamp is None else (stamp, span)


def _text(spans: Sequence[Span], article: Article) -> str:
    return ": ".join(single_line(span.text_in(article.text)) for span in spans)
