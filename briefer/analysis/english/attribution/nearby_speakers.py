"""Find who speaks a quotation that has no reporting verb, in the words right around it.

They are a signature (“...” — Jane Doe), a comment (“...” That was the view of Jane Doe.), or an
action (Doe shook her head. “...”).
"""

import re
from typing import NamedTuple

from spacy.tokens import Doc, Token

from briefer.analysis.annotations import Quotation, Span
from briefer.analysis.english.nouns import CLAIM_NOUNS, VIEW_NOUNS
from briefer.analysis.quoted_text import QuotedText
from briefer.analysis.spacy_helpers import SUBJECTS, end_offset, is_negated
from briefer.schema.article import Article

_DASH = re.compile(r"\s*(?P<dash>—|–|--?)\s*(?=[A-Z])")
_POST = re.compile(
    r"^(?P<post>.+\S)\s+(?P<dash>—|–|--?)\s*(?=[A-Z][^\n—–]{1,60}\(@\w+\))", re.MULTILINE
)
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_POINTING = frozenset("this that these those it".split())
_ANNOUNCING = frozenset(
    "speak say tell talk write post recount describe recall testify explain address".split()
)
_SENTENCE_MARKS = frozenset(".?!…")
_LONGEST_ACTION = 4  # words of "shook her grey head"


class Speaker(NamedTuple):
    """The head of the noun phrase that names a speaker, and the words that link it to the words."""

    head: Token
    cue: Span


def signature_after(offset: int, doc: Doc, quoted_text: QuotedText) -> Speaker | None:
    """Return the name after a dash at an offset: “...” — Ida Norr (@idanorr) May 3, 2026."""
    dash = _DASH.match(quoted_text.text, offset)
    return None if dash is None else _signed(Span(*dash.span("dash")), doc, quoted_text)


def signed_posts(doc: Doc, quoted_text: QuotedText) -> list[tuple[Span, Speaker]]:
    """Return the lines that are a post with its author, and no quotation marks."""
    posts = []
    for match in _POST.finditer(quoted_text.text):
        speaker = _signed(Span(*match.span("dash")), doc, quoted_text)
        post = Span(*match.span("post"))
        if speaker is not None and not quoted_text.quotations_in(post):
            posts.append((post, speaker))
    return posts


def comment_after(quotation: Quotation, doc: Doc, article: Article) -> Speaker | None:
    """Return "Doe" of the sentence after a quotation: That was the view of Jane Doe."""
    following = article.sentence_at(quotation.span.end - 1) + 1
    verb = _main_verb(following, doc, article)
    if verb is None or verb.lemma_ != "be" or "\n\n" in _gap(quotation, following, article):
        return None
    is_about_it = any(c.dep_ in SUBJECTS and c.lower_ in _POINTING for c in verb.children)
    noun = next((child for child in verb.children if child.dep_ == "attr"), None)
    holder = None if noun is None or not is_about_it else holder_of_view(noun)
    return None if noun is None or holder is None else Speaker(holder, _span_of(noun))


def holder_of_view(noun: Token) -> Token | None:
    """Return "Doe" of "the view of Jane Doe", "Doe's answer" and "the answer from Doe"."""
    if noun.lemma_ not in CLAIM_NOUNS | VIEW_NOUNS:
        return None
    sides = (child for child in noun.rights if child.lower_ in {"of", "from", "by"})
    owners = (child for child in noun.lefts if child.dep_ == "poss")
    people = [*owners, *(c for side in sides for c in side.rights if c.dep_ == "pobj")]
    return next(iter(people), None)


def actor_before(
    quotation: Quotation, doc: Doc, article: Article, quoted_text: QuotedText
) -> Speaker | None:
    """Return "Doe" of the sentence right before a quotation: Doe shook her head. “...”."""
    words = quotation.inner.text_in(article.text).strip()
    index = article.sentence_at(quotation.inner.start) - 1
    is_sentence = words[:1].isupper() and words[-1:] in _SENTENCE_MARKS
    verb = _main_verb(index, doc, article)
    if verb is None or not is_sentence or verb.tag_ not in _FINITE:
        return None
    before = Span(*article.sentences[index])
    if before.text_in(article.text).rstrip().endswith("?"):
        return None  # "Did Doe reply? “Not yet.”"
    line = quoted_text.line_at(quotation.span.start)
    follows = before.start >= line.start and quoted_text.adjacent(before.end, quotation.inner.start)
    if not follows or _has_quotation(before, quotation, quoted_text):
        return None
    subject = next((child for child in verb.lefts if child.dep_ in SUBJECTS), None)
    return None if subject is None else Speaker(subject, _action(verb))


def announcer_before(quotation: Quotation, doc: Doc, article: Article) -> Speaker | None:
    """Return "Doe" of the sentence before a speech: Doe spoke to reporters on Friday."""
    verb = _main_verb(article.sentence_at(quotation.inner.start) - 1, doc, article)
    if verb is None or verb.lemma_ not in _ANNOUNCING or is_negated(verb):
        return None
    subject = next((child for child in verb.lefts if child.dep_ in SUBJECTS), None)
    return None if subject is None else Speaker(subject, _span_of(verb))


def _signed(dash: Span, doc: Doc, quoted_text: QuotedText) -> Speaker | None:
    line = quoted_text.line_at(dash.end)
    signature = doc.char_span(dash.end, line.end, alignment_mode="contract")
    names = [token for token in signature or () if not (token.is_space or token.is_punct)]
    if not names or any(token.tag_ in _FINITE for token in names):
        return None  # a clause: “...” — Jane Doe left
    name = names[0]
    while name.i + 1 < len(doc) and name.nbor().idx < line.end and name.nbor().pos_ == "PROPN":
        name = name.nbor()
    return Speaker(name, dash) if name.pos_ == "PROPN" else None


def _main_verb(sentence: int, doc: Doc, article: Article) -> Token | None:
    """Return the main verb of a sentence, by its index."""
    if not 0 <= sentence < len(article.sentences):
        return None
    tokens = doc.char_span(*article.sentences[sentence], alignment_mode="contract")
    roots = (t for t in tokens or () if t.dep_ == "ROOT" and t.pos_ in {"VERB", "AUX"})
    return next(roots, None)


def _gap(quotation: Quotation, sentence: int, article: Article) -> str:
    return article.text[quotation.span.end : article.sentences[sentence][0]]


def _has_quotation(sentence: Span, quotation: Quotation, quoted_text: QuotedText) -> bool:
    """Return True if a sentence has another quotation than the one that follows it."""
    return any(found.span != quotation.span for found in quoted_text.quotations_in(sentence))


def _action(verb: Token) -> Span:
    """Return the last verb, with its particle or a part of the body: "shook her head"."""
    while (joined := _joined_verb(verb)) is not None:
        verb = joined
    after = [child for child in verb.rights if child.dep_ in {"prt", "dobj"}]
    adds = [c for c in after if c.dep_ == "prt" or any(w.tag_ == "PRP$" for w in c.lefts)]
    last = adds[0] if adds and adds[0].i - verb.i < _LONGEST_ACTION else verb
    return Span(verb.idx, end_offset(last))


def _joined_verb(verb: Token) -> Token | None:
    """Return "left" of "got up and left", which has no subject of its own."""
    joined = (c for c in verb.rights if c.dep_ == "conj" and c.pos_ == "VERB")
    return next((c for c in joined if not any(w.dep_ in SUBJECTS for w in c.lefts)), None)


def _span_of(token: Token) -> Span:
    return Span(token.idx, end_offset(token))
