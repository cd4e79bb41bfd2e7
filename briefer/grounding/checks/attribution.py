"""Who says so: the line names another source than the article, or none for a disputed claim."""

import re
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from briefer.analysis.annotations import Attribution, Entity
from briefer.grounding.findings import Check, Finding
from briefer.grounding.line_context import LineContext
from briefer.grounding.matching import word_similarity
from briefer.grounding.tokens import Token, normal_form, tokenize

_HEDGING = re.compile(
    r"\b(?:(?-i:may)|might|could|alleg\w+|reportedly|apparent\w*|appear\w*|likely|suspect\w*|believ\w+"
    r"|claim\w*|accus\w+|said to|thought|disput\w+|according)\b",
    re.IGNORECASE,
)
_CONTESTING = re.compile(
    r"\b(?:accus|alleg|claim|contend|contest|contradict|den(?:y|i)|dismiss|disput|insist|maintain"
    r"|refut|reject)\w*",
    re.IGNORECASE,
)
# Near a claim: it is disputed, or not answered.
_DISPUTING = re.compile(
    r"\b(?:accus|alleg|challeng|claim|contest|contradict|den(?:y|i)|disagree|dismiss|disput|insist"
    r"|refut|reject)\w*|\b(?:(?:did|does) not agree|no such|untrue|false|never proved"
    r"|(?:has|have|did) not respond\w*|niega\w*|dément\w*)\b",
    re.IGNORECASE,
)
_BEFORE, _AFTER = 1, 3  # sentences around a claim in which a dispute of it may stand
_MIN_COVER = 0.45  # share of the line that an attribution's content must cover
_SAME_WORD = 0.8
_PRONOUN_FACTOR = 0.4  # the analysis is less sure of a source that is only a pronoun there
_MIN_RUN = 4  # tokens in a row that count as repeated: a quotation may have only function words


class _Candidate(NamedTuple):
    """An attribution, with the share of the line that its content covers.

    Attributes:
        cover: the share of the content, by weight.
        repeated: the share of the tokens that the line repeats word by word.
        is_named: whether the line names its source.
        attribution: the attribution.
    """

    cover: float
    repeated: float
    is_named: bool
    attribution: Attribution

    @property
    def best_cover(self) -> float:
        """The larger one of both shares."""
        return max(self.cover, self.repeated)


def _run(line: LineContext) -> Iterator[Finding]:
    candidates = [_candidate(found, line) for found in line.index.analysis.attributions]
    if not candidates:
        return
    if line.reporter_names:
        yield from _wrong_source(candidates, line)
    elif not line.reporters:
        yield from _claim_as_fact(max(candidates, key=lambda one: one.cover), line)


def _candidate(found: Attribution, line: LineContext) -> _Candidate:
    article, language = line.index.article, line.language
    content = [t for span in found.content for t in tokenize(span.text_in(article.text), language)]
    body = [
        (token, weight)
        for token, weight in zip(line.content, line.weights, strict=True)
        if token.form not in line.reporter_words
    ]
    total = sum(weight for _, weight in body)
    covered = sum(weight * line.index.best_match(token, content) for token, weight in body)
    is_named = _share_a_word(line.reporter_names, line.index.source_words(found.source))
    cover = covered / total if total else 0.0
    return _Candidate(cover, _repeated(content, line), is_named, found)


def _repeated(content: Sequence[Token], line: LineContext) -> float:
    """Return the share of a line's tokens, without its reporters, that are in longer equal runs."""
    body = [normal_form(t.text) for t in line.tokens if t.form not in line.reporter_words]
    words = [normal_form(token.text) for token in content]
    matcher = SequenceMatcher(None, body, words, autojunk=False)
    runs = [run.size for run in matcher.get_matching_blocks() if run.size >= _MIN_RUN]
    return sum(runs) / max(1, len(body))


def _wrong_source(candidates: list[_Candidate], line: LineContext) -> Iterator[Finding]:
    """Find a line that reports as one source's what another says."""
    known = [one for one in candidates if one.attribution.source.text != "unknown"]
    best = max(known, key=lambda one: one.best_cover, default=None)
    if best is None or best.is_named or best.best_cover < _MIN_COVER:
        return
    own = max((one.best_cover for one in known if one.is_named), default=0.0)
    strength = max(0.0, best.best_cover - own)
    found = line.index.entities_among(line.reporter_names)
    if found and all(_may_stand_for(one, best.attribution, line) for one in found):
        return
    named = {entity.text for entity in found}
    resolved = bool(named) and best.attribution.source.entity is not None
    if best.attribution.by_pronoun and not resolved:
        strength *= _PRONOUN_FACTOR
    if resolved and best.attribution.source.text in named:
        return
    if not named and not any(one.is_named for one in known):
        return  # "the maker of the assistant" may be any of them
    yield Finding(
        "wrong_source" if resolved else "other_source",
        strength=strength,
        params={"line": line.reporters[0], "article": best.attribution.source.text},
        spans=best.attribution.content,
    )


def _may_stand_for(place: Entity, found: Attribution, line: LineContext) -> bool:
    """Return True for a country whose minister speaks: the sentence of the claim names it."""
    entity, article = found.source.entity, line.index.article
    if place.kind != "place" or (entity is not None and entity.kind == "place"):
        return False
    return any(article.sentence_at(span.start) == found.sentence for span in place.mentions)


def _share_a_word(some: Iterable[str], others: Iterable[str]) -> bool:
    return any(word_similarity(one, other) >= _SAME_WORD for one in some for other in others)


def _claim_as_fact(best: _Candidate, line: LineContext) -> Iterator[Finding]:
    """Find a line that tells in its own voice what the article attributes to a known source."""
    found = best.attribution
    if found.source.kind == "unknown" or _HEDGING.search(line.text):
        return
    own_voice = max(
        (line.cover([line.index.best_match(t, tokens) for t in line.content])
         for tokens in (*line.index.own_voice, line.index.title)),
        default=0.0,
    )  # fmt: skip
    strength = best.cover - own_voice
    if strength <= 0:
        return
    yield Finding(
        "contested_as_fact" if _is_contested(found, line) else "claim_as_fact",
        strength=strength,
        params={"source": found.source.text},
        spans=found.content,
    )


def _is_contested(found: Attribution, line: LineContext) -> bool:
    """Return True if the article doubts a claim, or has a dispute next to it."""
    article = line.index.article
    around = article.sentences[max(0, found.sentence - _BEFORE) : found.sentence + _AFTER + 1]
    return (
        bool(_CONTESTING.search(found.cue.text_in(article.text)))
        or any(_DISPUTING.search(article.text, *sentence) for sentence in around)
        or any(
            span.overlaps(part)
            for finding in line.index.analysis.uncertainty
            if finding.kind in {"disputed", "discrepancy"}
            for span in finding.spans
            for part in found.content
        )
    )


ATTRIBUTION = Check(
    "attribution",
    ("wrong_source", "other_source", "claim_as_fact", "contested_as_fact"),
    frozenset({"en"}),  # who reports in a line is read from its syntax
    _run,
)
