"""Happenings: the clauses that tell what happened, weighed for the whole story."""

import re
from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from briefer.analysis.annotations import Attribution, EventClause, Span
from briefer.analysis.datelines import without_dateline
from briefer.analysis.english.entities.person_nouns import is_person_noun
from briefer.analysis.english.lexicon import GROUP_NOUNS, ORGANISATION_NOUNS, PERSON_NOUNS
from briefer.analysis.spacy_helpers import SUBJECTS
from briefer.analysis.span_index import SpanIndex
from briefer.article import Article

# What pages set between the lines of an article.
_FURNITURE = re.compile(
    r"\b(?:subscrib\w+|newsletters?|sign up|your inbox|click here|read more|follow us|cookies"
    r"|image (?:copyright|caption|source)|getty images|share on \w+|in new window"
    r"|related (?:stories|articles)|earlier version of this (?:story|article|report)"
    r"|live (?:page|blog|coverage) (?:is|has)(?: now)? (?:closed|ended)"
    r"|(?:latest|newest|most recent) (?:entry|entries|posts?|updates?) (?:is|are|appears?))\b",
    re.IGNORECASE,
)
# What is asked or answered in an interview: "Q: ...", "RK: ...".
_LABELLED = re.compile(r"[A-Z]{1,3}[.:] ?[A-Z“\"]")
_LEAD = 60  # tokens; sentences that begin before belong to the lead
_LEAST_WORDS = 5
_MOST = 8


def find_events(
    doc: Doc, article: Article, attributions: Sequence[Attribution], *, injections: Sequence[Span]
) -> tuple[EventClause, ...]:
    """Find the events of a parsed article: the lead's first, then the weightiest."""
    topic = _topic(doc, article)
    claimed = SpanIndex((part, a) for a in attributions for part in a.content)
    found = [
        happening
        for sentence in doc.sents
        if not any(
            order.overlaps(Span(sentence.start_char, sentence.end_char)) for order in injections
        )
        and (happening := _in_sentence(sentence, article, claimed, topic)) is not None
    ]
    lead, rest = found[:1], found[1:]
    rest.sort(key=lambda happening: -happening.weight)
    return (*lead, *rest[: _MOST - 1])


def _topic(doc: Doc, article: Article) -> Counter[str]:
    """Count the lemmas that the title and the lead share with the rest."""
    counts: Counter[str] = Counter()
    title = (article.title or "").lower()
    for sentence in doc.sents:
        leads = sentence.start < _LEAD
        for token in filter(_carries, sentence):
            counts[token.lemma_.lower()] += 1 + leads + (token.lower_ in title)
    return counts


def _carries(token: Token) -> bool:
    return token.pos_ in {"NOUN", "PROPN", "VERB"} and not token.is_stop and token.is_alpha


def _in_sentence(
    sentence: Tokens, article: Article, claimed: SpanIndex[Attribution], topic: Counter[str]
) -> EventClause | None:
    whole = without_dateline(Span(sentence.start_char, _end(sentence)), article)
    span, reported = whole, False
    for part, attribution in claimed.overlapping(whole):
        if attribution.quote_kind != "indirect":
            return None  # somebody's words: a claim, and no event in plain words
        # a claim in a clause of its own ("customers who, it said, ate less") is not the event
        told = _holds(part, sentence.root) or _holds(attribution.cue, sentence.root)
        if told and whole.contains(part) and not reported and not part.contains(attribution.cue):
            span, reported = part, True
    beside = _FURNITURE.search(sentence.text) or _LABELLED.match(sentence.text)
    if beside or _speaks_to_readers(sentence):
        return None
    clause = _clause(sentence, span)
    if clause is not None and reported and _is_vague(_subject(clause)):
        span, clause = whole, _clause(sentence, whole)  # "it would close" says nothing on its own
    if clause is None or clause.root.pos_ not in {"VERB", "AUX"}:
        return None
    subject = _subject(clause)
    vague = _is_vague(subject)
    if len(span.text_in(article.text).split()) < _LEAST_WORDS or (
        vague and sentence.start_char > 0
    ):
        return None
    lemmas = {token.lemma_.lower() for token in sentence if _carries(token)}
    centrality = sum(topic[lemma] for lemma in lemmas) / (len(lemmas) + 4)
    place = 1 - sentence.start_char / len(article.text)
    return EventClause(
        span=span,
        sentence=article.sentence_at(whole.start),
        actor=_actor(subject),
        actor_kind="person" if subject is not None and _is_one_person(subject) else "group",
        weight=centrality * (0.5 + place) * (0.8 if reported else 1.0),
    )


def _speaks_to_readers(sentence: Tokens) -> bool:
    """Tell whether a sentence asks something, or speaks to somebody: no event is told so."""
    words = {token.lower_ for token in sentence}
    return sentence.text.rstrip(' \n"”’').endswith("?") or bool(words & {"you", "your"})


def _subject(clause: Tokens) -> Token | None:
    return next((child for child in clause.root.children if child.dep_ in SUBJECTS), None)


def _is_vague(subject: Token | None) -> bool:
    return subject is not None and subject.pos_ == "PRON"


def _holds(span: Span, token: Token) -> bool:
    return span.start <= token.idx < span.end


def _clause(sentence: Tokens, span: Span) -> Tokens | None:
    """Return the tokens of a span within its sentence."""
    return sentence.doc.char_span(span.start, span.end, alignment_mode="contract")


def _end(sentence: Tokens) -> int:
    return int(sentence.start_char + len(sentence.text.rstrip()))


def _actor(subject: Token | None) -> Span | None:
    """Return the phrase of a subject that can act: a name, people, or a body of people."""
    if subject is None:
        return None
    lemma = subject.lemma_.lower()
    acts = subject.pos_ == "PROPN" or lemma in PERSON_NOUNS | GROUP_NOUNS | ORGANISATION_NOUNS
    counted = any(child.dep_ == "nummod" for child in subject.children) and is_person_noun(lemma)
    if not (acts or counted or subject.ent_type_ in {"PERSON", "ORG", "NORP"}):
        return None
    end = subject
    for child in subject.rights:
        if child.dep_ not in {"prep", "amod", "compound", "nmod"}:
            break
        end = child.right_edge
    while end.i > subject.i and (end.pos_ == "CCONJ" or end.is_punct):
        end = end.nbor(-1)
    return Span(subject.left_edge.idx, end.idx + len(end.text))


def _is_one_person(subject: Token) -> bool:
    return subject.lemma_.lower() in PERSON_NOUNS and subject.tag_ in {"NN", "NNP"}
