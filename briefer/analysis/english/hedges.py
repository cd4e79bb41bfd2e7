"""Find hedges, the words that weaken a statement: "may", "is believed to".

The form is not enough: "the might of the army", "May said" and "no one had thought to look" have
no hedge.
"""

import re
from collections.abc import Sequence
from functools import cache
from itertools import takewhile

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from briefer.analysis.annotations import Hedge, Span
from briefer.analysis.english.lexicon import HEDGES
from briefer.analysis.span_index import SpanIndex
from briefer.schema.article import Article

# "could not", "may not" and "nobody could" mostly express inability or a ban; "may not have"
# does not.
_MODALS = frozenset({"could", "might", "may"})
_VERBS = frozenset({"VERB", "AUX"})
_INFINITIVES = frozenset({"VB", "VBP"})  # the tagger takes "may cut" for a present tense
# Participles that weaken only in the passive voice.
_PARTICIPLES = frozenset(
    "thought believed understood said reported expected suspected rumoured rumored".split()
)
_NEGATED_MODAL = re.compile(r"could\s*n[o’']t\b|may\s+not\s+(?!have|be)", re.IGNORECASE)
# "Nobody could", "no member of the board could": only if these words are the subject of "could".
_FUNCTION_WORD = (
    r"(?:the|an?|this|that|these|those|its|his|her|their|our|it|he|she|they|we|you|and|but)\b"
)
_FEW_WORDS = rf"(?:\s+(?!{_FUNCTION_WORD})[\w’'-]+)"
_NOUN_PHRASE = rf"(?:\s+{_FUNCTION_WORD})?{_FEW_WORDS}{{1,2}}"
_INABILITY = re.compile(
    rf"""\b(?:
        (?:nobody|no\s+one|none|nothing|neither)(?:\s+else|\s+(?:of|in|at|on|from){_NOUN_PHRASE})?
      | no\s+(?:way|means|chance|reason){_NOUN_PHRASE}
      | neither{_FEW_WORDS} | nor(?:{_NOUN_PHRASE})?
      | (?<!with\s)(?<!in\s)(?<!at\s)(?<!by\s)(?<!for\s)no{_FEW_WORDS}{{1,2}}
            (?:\s+of{_NOUN_PHRASE}|(?:\s+(?:at|by|from|in|on))?\s+(?:which|that|who|where)(?:{_NOUN_PHRASE})?)?
    )\s+$""",
    re.IGNORECASE | re.VERBOSE,
)
# "so that it could leave", "how easily it could be fooled": a purpose or a degree, not a hedge.
_PURPOSE_OR_DEGREE = re.compile(r"\b(?:so\s+that|how\s+\w+ly)\s+(?:\S+\s+){0,4}$", re.IGNORECASE)

# "We could see it", "they could no longer stand": what somebody was able to do.
_ABILITY = re.compile(
    r"\s+(?:(?:hardly|barely|scarcely|only\s+just|never|no\s+longer)\b"
    r"|(?:just\s+|still\s+|always\s+|almost\s+)?"
    r"(?:see|hear|smell|feel|taste|tell|remember|recognise|recognize|make\s+out)\b"
    r"|be\s+(?:seen|heard|smel(?:led|t)|felt)\b)",
    re.IGNORECASE,
)


def find_hedges(doc: Doc, article: Article) -> tuple[Hedge, ...]:
    """Find the hedges of a parsed English article, in order."""
    found: list[Hedge] = []
    for index, sentence in enumerate(article.sentences):
        for match in _pattern().finditer(article.text, sentence.start, sentence.end):
            words = match[0]
            before = article.text[sentence.start : match.start()]
            able = words.lower() in _MODALS and _PURPOSE_OR_DEGREE.search(before)
            able = able or (words.lower() == "could" and _ABILITY.match(article.text, match.end()))
            unable = words.lower() == "could" and _INABILITY.search(before)
            if able or unable or _NEGATED_MODAL.match(article.text, match.start()):
                continue
            tokens = doc.char_span(*match.span(), alignment_mode="expand")
            if tokens is None or _weakens(tokens):
                key = " ".join(words.lower().split())
                found.append(Hedge(Span(*match.span()), index, HEDGES[key]))
    return tuple(found)


def _weakens(words: Tokens) -> bool:
    """Return True if the syntax allows that words weaken a statement."""
    first, last = words[0], words[-1]
    if first.lower_ in _MODALS and len(words) == 1:
        return first.text != "May" and _is_modal(first)
    if last.lower_ == "to" and last.tag_ == "IN":
        return False  # "reported to the police", "appeared to a crowd"
    return first.lower_ not in _PARTICIPLES or not _is_active(first)


def _is_modal(token: Token) -> bool:
    """Return True if the next verb after a word is an infinitive, as after "may" the modal."""
    if token.tag_ != "MD":
        return False
    rest = takewhile(lambda one: not one.is_punct, token.doc[token.i + 1 : token.sent.end])
    return next((one.tag_ for one in rest if one.pos_ in _VERBS), "VB") in _INFINITIVES


def _is_active(participle: Token) -> bool:
    """Return True for "had thought to look" and "she suspected him", not "is thought to"."""
    relations = {child.dep_: child for child in participle.children}
    if "auxpass" in relations or participle.dep_ in {"amod", "acl"}:
        return False
    previous = participle.nbor(-1) if participle.i > participle.sent.start else None
    subject = relations.get("nsubj")
    if subject is None and previous is not None and previous.is_punct:
        return False  # "the man, thought to be forty, fled"
    what = _infinitive(participle)
    if subject is not None and subject.pos_ != "PRON" and what in {"be", "have"}:
        return False  # "a man thought to be forty fled"
    return subject is not None or "aux" in relations


def _infinitive(participle: Token) -> str:
    following = participle.doc[participle.i + 1 : participle.i + 3]
    return following[-1].lemma_ if len(following) == 2 and following[0].tag_ == "TO" else ""


def hedge_within(hedges: SpanIndex[Hedge], spans: Sequence[Span]) -> Hedge | None:
    """Return the first hedge that lies within one of ``spans``; None if there is none."""
    within = (
        hedge for span in spans for found, hedge in hedges.overlapping(span) if span.contains(found)
    )
    return min(within, key=lambda hedge: hedge.span, default=None)


@cache
def _pattern() -> re.Pattern[str]:
    phrases = sorted(HEDGES, key=len, reverse=True)
    words = "|".join(r"\s+".join(map(re.escape, phrase.split())) for phrase in phrases)
    return re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
