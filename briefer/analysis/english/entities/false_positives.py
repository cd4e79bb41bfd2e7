"""Drop mentions that look like names but are not.

Examples: headings in capitals, common words at the start of a sentence, words that a page's layout
joined ("BrandtSouth").
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from briefer.analysis.annotations import Span
from briefer.analysis.english.lexicon import SPEECH
from briefer.analysis.english.nouns import ORGANISATION_NOUNS
from briefer.analysis.parser import dictionary
from briefer.analysis.span_index import SpanIndex
from briefer.analysis.time_values import DAYS, MONTHS
from briefer.schema.article import Article

_JOINED_WORDS = re.compile(r"(\w{3,}[a-zà-ÿ])([A-ZÀ-Þ]\w{2,})")
_UNRELIABLE_LABELS = frozenset({"ORG", "OTHER", "PERSON"})
_CALENDAR = frozenset({*DAYS, *MONTHS}) - {"april", "may", "june", "august"}  # also names of people
_MIN_HEADING_WORDS = 2


def drop_false_names(mentions: Iterable[Tokens], doc: Doc, article: Article) -> list[Tokens]:
    """Return the mentions that are names, judged by how the article writes the same words."""
    mentions = list(mentions)
    nouns = [token for token in doc if token.pos_ == "NOUN" and token.text.islower()]
    common_nouns = {form for token in nouns for form in (token.text, token.lemma_)}
    words = {token.text for token in doc}
    parts_of_names = {token.text for mention in mentions if len(mention) > 1 for token in mention}
    common_words = dictionary(article.language)
    inside_sentences = {m.text for m in mentions if not _begins_sentence(m)}

    def is_false_name(mention: Tokens) -> bool:
        if any(_is_joined(token.text, words) for token in mention):
            return True
        if _is_heading(mention, article.text):
            # a name in a heading is also a name in the text, where it is not in capitals
            return not any(t.text.isupper() and t.text.title() in words for t in mention)
        if len(mention) > 1 or mention.label_ == "NORP" or mention.text in parts_of_names:
            return False
        word = mention.text.lower()
        if len(word) == 1 or word in _CALENDAR:
            return True
        forms = {word, mention[0].lemma_.lower(), word.removesuffix("s"), word.removesuffix("es"),
                 re.sub("ies$", "y", word)}  # fmt: skip
        if mention.text.istitle() and forms & common_nouns:
            return True
        if mention.text in inside_sentences or mention.label_ not in _UNRELIABLE_LABELS:
            return False
        plural = word.endswith("s") and word.removesuffix("s") in common_words  # "Fireworks"
        acts = _speaks(mention) or (_acts(mention) and not plural)
        return bool(forms & common_words) and not acts and word not in ORGANISATION_NOUNS

    return [mention for mention in mentions if not is_false_name(mention)]


def _speaks(mention: Tokens) -> bool:
    return mention.root.dep_ == "nsubj" and mention.root.head.lemma_ in SPEECH


def _acts(mention: Tokens) -> bool:
    """Return True if a mention acts like a company: "Shell rose", "Target cut jobs"."""
    doc, name, verb = mention.doc, mention.root, mention.root.head
    no_colon = mention.end < len(doc) and not doc[mention.end].is_punct  # "Correction: ..."
    is_subject = name.dep_ == "nsubj" and verb.pos_ == "VERB"
    return mention.label_ == "ORG" and name.tag_ in {"NN", "NNP"} and is_subject and no_colon


def _begins_sentence(mention: Tokens) -> bool:
    """Return True if a mention begins its sentence, where every word has a capital."""
    return all(t.is_punct or t.is_space for t in mention.doc[mention.sent.start : mention.start])


def _is_joined(word: str, words: set[str]) -> bool:
    """Return True if a word is two words of the article without the space between them."""
    match = _JOINED_WORDS.fullmatch(word)
    return match is not None and match[1] in words and match[2] in words


def _is_heading(mention: Tokens, text: str) -> bool:
    """Return True if a mention is in a line that is all in capitals."""
    return _headings(text).covers(Span(mention.start_char, mention.end_char))


@lru_cache(maxsize=4)
def _headings(text: str) -> SpanIndex[bool]:
    """Return the lines of a text that are all in capitals."""
    lines = (Span(*match.span()) for match in re.finditer(r"[^\n]+", text))
    headings = (line for line in lines if line.text_in(text).isupper())
    return SpanIndex(
        (line, True) for line in headings if len(line.text_in(text).split()) >= _MIN_HEADING_WORDS
    )
