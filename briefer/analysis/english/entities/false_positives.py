"""Chaff: what is written like a name and is none.

Headings in capitals, words that only begin a sentence, words glued together by a page's layout.
"""

import re
from collections.abc import Iterable

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from briefer.analysis.english.lexicon import ORGANISATION_NOUNS, SPEECH
from briefer.analysis.parser import dictionary
from briefer.analysis.time_values import DAYS, MONTHS
from briefer.article import Article

_GLUED = re.compile(r"(\w{3,}[a-zà-ÿ])([A-ZÀ-Þ]\w{2,})")
_OFTEN_MISTAKEN = frozenset({"ORG", "OTHER", "PERSON"})
_CALENDAR = frozenset({*DAYS, *MONTHS}) - {"april", "may", "june", "august"}  # names of people, too
_SHORTEST_HEADING = 2  # words


def drop_false_names(mentions: Iterable[Tokens], doc: Doc, article: Article) -> list[Tokens]:
    """Keep the mentions that are names as far as the article's own writing tells."""
    mentions = list(mentions)
    plain = {token.text for token in doc if token.pos_ == "NOUN" and token.text.islower()}
    plain |= {token.lemma_ for token in doc if token.pos_ == "NOUN" and token.text.islower()}
    words = {token.text for token in doc}
    known = {token.text for mention in mentions if len(mention) > 1 for token in mention}
    common = dictionary(article.language)
    within = {m.text for m in mentions if not _begins(m)}

    def is_chaff(mention: Tokens) -> bool:
        if any(_is_glued(token.text, words) for token in mention):
            return True
        if _is_heading(mention, article.text):
            # a heading in capitals names whom the text names in small letters, too
            return not any(t.text.isupper() and t.text.title() in words for t in mention)
        if len(mention) > 1 or mention.label_ == "NORP" or mention.text in known:
            return False
        word = mention.text.lower()
        if len(word) == 1 or word in _CALENDAR:
            return True
        forms = {word, mention[0].lemma_.lower(), word.removesuffix("s"), word.removesuffix("es"),
                 re.sub("ies$", "y", word)}  # fmt: skip
        if mention.text.istitle() and forms & plain:
            return True
        only_begins = mention.text not in within and mention.label_ in _OFTEN_MISTAKEN
        many = word.endswith("s") and word.removesuffix("s") in common  # "Fireworks"
        known_kind = _speaks(mention) or (_acts(mention) and not many) or word in ORGANISATION_NOUNS
        return only_begins and bool(forms & common) and not known_kind

    return [mention for mention in mentions if not is_chaff(mention)]


def _speaks(mention: Tokens) -> bool:
    return mention.root.dep_ == "nsubj" and mention.root.head.lemma_ in SPEECH


def _acts(mention: Tokens) -> bool:
    """Tell whether a mention does something as a company does: "Shell rose", "Target cut jobs"."""
    doc, name, verb = mention.doc, mention.root, mention.root.head
    alone = mention.end < len(doc) and not doc[mention.end].is_punct  # "Correction: ..."
    subject = name.dep_ == "nsubj" and verb.pos_ == "VERB"
    return mention.label_ == "ORG" and name.tag_ in {"NN", "NNP"} and subject and alone


def _begins(mention: Tokens) -> bool:
    """Tell whether a mention begins its sentence, when a capital says nothing."""
    return all(t.is_punct or t.is_space for t in mention.doc[mention.sent.start : mention.start])


def _is_glued(word: str, words: set[str]) -> bool:
    """Tell whether a word is two of the article's own: a page that lost the space between them."""
    match = _GLUED.fullmatch(word)
    return match is not None and match[1] in words and match[2] in words


def _is_heading(mention: Tokens, text: str) -> bool:
    """Tell whether a mention stands in a line that is all in capitals."""
    start = text.rfind("\n", 0, mention.start_char) + 1
    end = text.find("\n", mention.end_char)
    line = text[start : end if end >= 0 else len(text)]
    return line.isupper() and len(line.split()) >= _SHORTEST_HEADING
