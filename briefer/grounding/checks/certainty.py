"""A "may" that the line loses, and verbs that it tells with another certainty.

Word by word, or by what the "may" is about: the line repeats a sentence and leaves the word out. By
syntax: the line tells as a fact what the article denies or tells as possible wherever it has the
same verb.
"""

import re
from collections.abc import Iterator

from briefer.analysis.english.lexicon import BOUNDS
from briefer.grounding.findings import Check, Finding
from briefer.grounding.line_context import LineContext
from briefer.grounding.matching import word_similarity
from briefer.grounding.predicates import Predicate, find_predicates
from briefer.grounding.scopes import SAME, repeated, scope_after
from briefer.grounding.tokens import normal_form, tokenize

_HEDGING = re.compile(
    r"\b(?:(?-i:may)|might|could|would|alleg\w+|reportedly|apparent\w*|appear\w*|seem\w*|likely|unlikely"
    r"|probabl\w+|improbable|possib\w+|suspect\w*|believ\w+|estimat\w+|expect\w*|unclear|uncertain"
    r"|unconfirmed|unverified|perhaps|potential\w*|presum\w+|purport\w+|suppos\w+|preliminary"
    r"|claim\w*|accus\w+|think\w*|thought|understood|said to|fear\w*|rumou?r\w*|set to"
    r"|not (?:yet )?(?:clear|known)"
    r"|peut|pourrait|pourraient|serait|seraient|probablement|puede|podría|podrían|habría|könnte"
    r"|könnten|soll|sollen|möglicherweise|potrebbe|potrebbero)\b",
    re.IGNORECASE,
)
_BOUNDING = re.compile(
    r"\b(?:about|around|some|up to|at least|as many as|more than|over|nearly|almost|or more"
    r"|so-called|possible|potential|apparent|set to)\b",
    re.IGNORECASE,
)
_SAME_VERB, _SAME_ARGUMENT = 0.9, 0.8
_SAME_PLACE = 0.1  # overlap by which two places where the article has a verb count as equal
_NOT_ASSERTED = frozenset({"xcomp", "pcomp", "acl"})  # "race to reach", "had to leave"
_LIGHT_VERBS = frozenset("accord add be do have say tell".split())
_NEGATIVE_PREFIX = re.compile(r"^(?:un|in|im|dis|non|ir|il)(?=\w{4})")


def _run(line: LineContext) -> Iterator[Finding]:
    if not _HEDGING.search(line.text):
        for edit, strength in line.comparison.short_edits():
            words = " ".join(token.text for token in edit.sentence)
            hedge = _HEDGING.search(words)
            # A clause that is left out as a whole takes its hedge with it.
            if hedge and not line.drops(tokenize(words[hedge.end() :], line.language)):
                yield Finding("lost_hedge", strength=strength, params={"words": hedge[0]})
    yield from _hedges_left_out(line)


def _hedges_left_out(line: LineContext) -> Iterator[Finding]:
    """Find the hedges of the supporting sentences whose scope the line repeats without them."""
    article, passages = line.index.article, {one.number: one for one in line.passages}
    for hedge in line.index.analysis.hedges:
        words = hedge.span.text_in(article.text)
        is_bound = words.lower() in BOUNDS
        kept = _BOUNDING if is_bound else _HEDGING
        passage = passages.get(hedge.sentence)
        if passage is None or kept.search(line.text):
            continue
        end = hedge.span.end - article.sentences[hedge.sentence].start
        scope = scope_after(end, words, passage.tokens, passage.text)
        others = [one.tokens for one in passages.values() if one is not passage]
        if scope is None or any(repeated(scope, one, line.index) >= SAME for one in others):
            continue
        strength = repeated(scope, line.tokens, line.index) * passage.likeness
        if strength:
            yield Finding(
                "hedge_left_out",
                strength=strength / 2 if is_bound else strength,
                params={"words": words},
                spans=(hedge.span,),
            )


def _predicates(line: LineContext) -> Iterator[Finding]:
    """Compare each verb of the line with the places where the article has the same verb."""
    hedged = bool(_HEDGING.search(line.text))
    denial, doubt = (0.0, ""), (0.0, "")
    for predicate in find_predicates(line.parsed):
        if predicate.head.lemma_ in _LIGHT_VERBS:
            continue
        places = [found for other in _same_verb(predicate, line) if (found := other)]
        if not places:
            continue
        most = max(overlap for overlap, _, _ in places)
        near = [place for place in places if place[0] >= most - _SAME_PLACE]
        if all(denied != predicate.denied for _, denied, _ in near):
            denial = max(denial, (most, predicate.head.text))
        asserted = predicate.head.dep_ not in _NOT_ASSERTED and not predicate.uncertain
        if not hedged and asserted and all(open_ for _, _, open_ in near):
            doubt = max(doubt, (most, predicate.head.text))
    if denial[0]:
        yield Finding("denial_differs", strength=denial[0], params={"word": denial[1]})
    if doubt[0]:
        yield Finding("certainty_differs", strength=doubt[0], params={"word": doubt[1]})


def _same_verb(predicate: Predicate, line: LineContext) -> Iterator[tuple[float, bool, bool]]:
    """Yield where the supporting sentences have a verb: overlap of arguments, denied, uncertain."""
    lemma = normal_form(predicate.head.lemma_)
    arguments = _arguments(predicate)
    for number in line.sentences:
        cover = line.cover(line.matches[number])
        for other in line.index.predicates.get(number, ()):
            same, opposite = _compare_verbs(lemma, normal_form(other.head.lemma_))
            if not same:
                continue
            theirs = _arguments(other)
            shared = sum(
                any(word_similarity(word, their) >= _SAME_ARGUMENT for their in theirs)
                for word in arguments
            )
            overlap = shared / max(1, len(arguments)) * cover
            yield overlap, other.denied ^ opposite, other.uncertain


def _compare_verbs(one: str, other: str) -> tuple[bool, bool]:
    """Return whether two verbs are the same, and whether a prefix makes one the opposite."""
    if word_similarity(one, other) >= _SAME_VERB:
        return True, False
    bare, other_bare = _NEGATIVE_PREFIX.sub("", one), _NEGATIVE_PREFIX.sub("", other)
    one_prefixed = (bare != one) != (other_bare != other)
    opposite = one_prefixed and word_similarity(bare, other_bare) >= _SAME_VERB
    return opposite, opposite


def _arguments(predicate: Predicate) -> set[str]:
    return {
        normal_form(token.lemma_)
        for token in predicate.head.subtree
        if token.pos_ in {"ADJ", "NOUN", "NUM", "PROPN"} and token.i != predicate.head.i
    }


# Languages with words of denying in ``tokens.py`` and words of doubt here.
_LANGUAGES = frozenset({"de", "en", "es", "fr", "it"})

CERTAINTY = (
    Check(
        "certainty",
        ("lost_hedge", "hedge_left_out"),
        _LANGUAGES,
        _run,
        elsewhere=True,
    ),
    Check(
        "certainty of verbs",
        ("denial_differs", "certainty_differs"),
        frozenset({"en"}),
        _predicates,
    ),
)
