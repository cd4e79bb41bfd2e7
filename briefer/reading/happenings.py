"""Happenings: the clauses that tell what happened, weighed for the whole story."""

from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from briefer.article import Article
from briefer.reading.candidates import Attribution, Happening, Span
from briefer.reading.datelines import dateline_end

_LEAST_WORDS = 5
_MOST = 8


def find_happenings(
    doc: Doc, article: Article, attributions: Sequence[Attribution]
) -> tuple[Happening, ...]:
    """Find the events of a parsed article: the lead's first, then the weightiest."""
    topic = _topic(doc, article)
    found = [
        happening
        for sentence in doc.sents
        if (happening := _in_sentence(sentence, article, attributions, topic)) is not None
    ]
    lead, rest = found[:1], found[1:]
    rest.sort(key=lambda happening: -happening.weight)
    return (*lead, *rest[: _MOST - 1])


def _topic(doc: Doc, article: Article) -> Counter[str]:
    """Count the lemmas that the title and the lead share with the rest."""
    counts = Counter(token.lemma_.lower() for token in doc if _carries(token))
    title = (article.title or "").lower()
    for token in doc:
        if token.sent.start < 60 and _carries(token):
            counts[token.lemma_.lower()] += 1
        if _carries(token) and token.lower_ in title:
            counts[token.lemma_.lower()] += 1
    return counts


def _carries(token: Token) -> bool:
    return token.pos_ in {"NOUN", "PROPN", "VERB"} and not token.is_stop and token.is_alpha


def _in_sentence(
    sentence: Tokens, article: Article, attributions: Sequence[Attribution], topic: Counter[str]
) -> Happening | None:
    begin = max(sentence.start_char, dateline_end(article))
    root = sentence.root
    inside = [
        (part, a)
        for a in attributions
        for part in a.content
        if sentence.start_char <= part.start
        and part.end <= sentence.end_char
        and a.quote_kind == "indirect"
    ]
    reported = next(
        (part for part, a in inside if a.cue.start < part.start or a.cue.start >= part.end), None
    )
    quoted = any(
        a.quote_kind != "indirect" and part.meets(Span(begin, sentence.end_char))
        for a in attributions for part in a.content
    )  # fmt: skip
    if quoted:
        return None
    span = reported or Span(begin, _end(sentence))
    words = span.of(article.text).split()
    if len(words) < _LEAST_WORDS or root.pos_ not in {"VERB", "AUX"}:
        return None
    lemmas = [token.lemma_.lower() for token in sentence if _carries(token)]
    centrality = sum(topic[lemma] for lemma in set(lemmas)) / (len(set(lemmas)) + 4)
    place = 1 - sentence.start_char / len(article.text)
    subject = next((c for c in root.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
    return Happening(
        span=span,
        sentence=article.sentence_at(begin),
        subject=None if subject is None else _phrase(subject),
        weight=centrality * (0.5 + place) * (0.8 if reported else 1.0),
    )


def _end(sentence: Tokens) -> int:
    return int(sentence.start_char + len(sentence.text.rstrip()))


def _phrase(head: Token) -> Span:
    end = head
    for child in head.rights:
        if child.dep_ not in {"prep", "amod", "compound"}:
            break
        end = child.right_edge
    return Span(head.left_edge.idx, end.idx + len(end.text))
