"""Sentences for readers about what is uncertain, and about what a brief could not do.

``uncertainty_note("single_source", {"source": "Ann Brandt"})`` is "All claims come from one source:
Ann Brandt." Words of the article in a note stay in the article's language.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, cast

from briefer.errors import VERDICT_KINDS
from briefer.rendering.messages import ENGLISH, Messages, messages_in
from briefer.schema.vocabulary import MetadataField, ParamValue, UncertaintyCode

Params = Mapping[str, ParamValue]

_SENTENCE_WORDS = 20  # shown of a sentence
_WORDS_AFTER_HEDGE = 6  # at least, of a sentence that is shown from its middle
_PASSAGE_WORDS = 120  # of a correction
_SIDE_WORDS = 14  # shown of each side of a dispute
_HIDDEN_WORDS = 12  # shown of a hidden passage
_HIDDEN_CHARACTERS = 120  # at most, in languages without spaces
_HIDDEN_SHOWN = 3  # hidden passages
_END_MARKS = ".,;،؛。\uff0c\uff1b"  # the last two are the Chinese comma and semicolon


def no_summary(language: str = ENGLISH) -> str:
    """Return the note that a brief has nothing besides its headline."""
    return messages_in(language).text("limitation.no_summary")


def one_case(language: str = ENGLISH) -> str:
    """Return the note that the article is all in capitals, or all in lower case."""
    return messages_in(language).text("limitation.one_case")


def no_publication_date(language: str = ENGLISH) -> str:
    """Return the note that times such as "Friday" have no date value."""
    return messages_in(language).text("limitation.no_publication_date")


def ambiguous_dates(date: str, language: str = ENGLISH) -> str:
    """Return the note that a date in numbers, such as ``date``, has no value."""
    return messages_in(language).text("limitation.ambiguous_dates", date=date)


def no_parser(article_language: str, *, language: str = ENGLISH) -> str:
    """Return the note that an article was analysed without a parser."""
    return messages_in(language).text("limitation.no_parser", language=article_language)


def injections_left_out(number: int, *, language: str = ENGLISH) -> str:
    """Return the note that no model was shown the prompt injections."""
    return messages_in(language).text("limitation.injections_left_out", count=number)


def hidden_text(passages: Sequence[str], *, language: str = ENGLISH) -> str:
    """Return the note that the page hides text from its readers, with the beginning of some."""
    words = messages_in(language)
    shown = (
        _excerpt(passage[:_HIDDEN_CHARACTERS], _HIDDEN_WORDS, words)
        for passage in passages[:_HIDDEN_SHOWN]
    )
    quoted = tuple(words.text("punctuation.quoted", words=passage) for passage in shown)
    return words.count("limitation.hidden_text", len(passages), passages=_words(quoted, words))


def metadata_overruled(fields: Sequence[MetadataField], *, language: str = ENGLISH) -> str:
    """Return the note on declared values that the page does not show; they are not repeated."""
    words = messages_in(language)
    labels = tuple(words.text(f"metadata.{field}") for field in fields)
    return words.text("limitation.metadata_overruled", fields=words.listed(labels))


def forced(verdict: str, *, language: str = ENGLISH) -> str:
    """Return the note that a source with this verdict was briefed because the user forced it."""
    return messages_in(language).text(f"limitation.forced_{VERDICT_KINDS[verdict]}")


def read_in_parts(number: int, *, language: str = ENGLISH) -> str:
    """Return the note that the article was split for the model."""
    return messages_in(language).text("limitation.read_in_parts", count=number)


def in_the_articles_words(*, headline: bool, points: int, language: str = ENGLISH) -> str:
    """Return the note on what no model wrote; an empty string if a model wrote all of it.

    Args:
        headline: whether the headline is in the article's own words.
        points: how many points of the summary are.
        language: language of the note.
    """
    words = messages_in(language)
    if points:
        return words.count(f"limitation.{'all' if headline else 'points'}_verbatim", points)
    return words.text("limitation.headline_verbatim") if headline else ""


def uncertainty_note(code: UncertaintyCode, params: Params, *, language: str = ENGLISH) -> str:
    """Return what a reader should know about an uncertainty, in one sentence.

    Args:
        code: what is uncertain.
        params: what the note says, as ``docs/schema.md`` lists it for each code.
        language: language of the note.
    """
    words = messages_in(language)
    if code in _NOTES:
        return _NOTES[code](params, words)
    return words.text(f"note.{code}", **{name: _words(params[name], words) for name in params})


def _claim_denied(params: Params, words: Messages) -> str:
    first, second = (_side(params, side, words) for side in ("claim", "denial"))
    return words.text("punctuation.sentences", first=first, second=second)


def _side(params: Params, side: str, words: Messages) -> str:
    """Return one side of a dispute: the source with a quotation, or a whole sentence."""

    def excerpt(name: str) -> str:
        return _excerpt(params[f"{side}_{name}"], _SIDE_WORDS, words).rstrip(_END_MARKS)

    is_quoted = bool(params.get(f"{side}_quotation"))
    if params.get(f"{side}_sentence"):
        sentence = words.text("note.side_sentence", sentence=excerpt("sentence"))
        if not is_quoted:
            return sentence
        quotation = words.text("note.side_quotation", quotation=excerpt("quotation"))
        return words.text("punctuation.sentences", first=sentence, second=quotation)
    source = _capitalized(_words(params[f"{side}_source"], words))
    if is_quoted:
        return words.text("note.side_quoted", source=source, quotation=excerpt("quotation"))
    return words.text("note.side_reported", source=source, report=excerpt("report"))


def _counts_differ(params: Params, words: Messages, *, what: str) -> str:
    article = words.text("note.article_itself")
    values = {"first_source": article, "second_source": article}
    values |= {name: _words(value, words) for name, value in params.items()}
    return words.text(f"note.{what}_differ", **values)


def _unconfirmed_sentence(params: Params, words: Messages) -> str:
    sentence = _excerpt(params["sentence"], _SENTENCE_WORDS, words)
    return words.text("note.unconfirmed_sentence", sentence=sentence)


def _article_corrected(params: Params, words: Messages) -> str:
    """Return the whole passage: its first half alone says what is wrong."""
    passage = _excerpt(params["passage"], _PASSAGE_WORDS, words)
    return words.text("note.article_corrected", passage=passage)


def _sources_unnamed(params: Params, words: Messages) -> str:
    sources = params["sources"]
    is_one = isinstance(sources, str) or (isinstance(sources, tuple) and len(sources) == 1)
    key = "note.one_unnamed" if is_one else "note.several_unnamed"
    rest = words.count(key, cast("int", params["claims"]), sources=_words(sources, words))
    reason = params.get("reason")
    why = (
        words.text("note.reason_given", reason=_words(reason, words))
        if reason
        else words.text("note.no_reason")
    )
    return words.text("punctuation.sentences", first=rest, second=why)


def _hedged_sentence(params: Params, words: Messages) -> str:
    hedge = _words(params["hedge"], words)
    sentence = _words(params["sentence"], words)
    before, found, _ = sentence.partition(hedge)
    last = len(before.split()) + _WORDS_AFTER_HEDGE  # word that must be shown
    skipped = max(0, last - _SENTENCE_WORDS) if found else 0
    shown = _excerpt(" ".join(sentence.split()[skipped:]), _SENTENCE_WORDS, words)
    sentence = f"… {shown}" if skipped else shown
    return words.text("note.hedged_sentence", hedge=hedge, sentence=sentence)


_NOTES: Final[Mapping[UncertaintyCode, Callable[[Params, Messages], str]]] = {
    "claim_denied": _claim_denied,
    "counts_differ": lambda params, words: _counts_differ(params, words, what="counts"),
    "numbers_differ": lambda params, words: _counts_differ(params, words, what="numbers"),
    "article_corrected": _article_corrected,
    "unconfirmed_sentence": _unconfirmed_sentence,
    "sources_unnamed": _sources_unnamed,
    "hedged_sentence": _hedged_sentence,
}
"""Codes whose sentence is more than its parameters filled in."""


def _words(value: ParamValue, words: Messages) -> str:
    return words.listed(value) if isinstance(value, tuple) else str(value)


def _excerpt(value: ParamValue, limit: int, words: Messages) -> str:
    """Return the first ``limit`` words, with an ellipsis if there are more."""
    # a quotation inside the note's own marks
    inner = str.maketrans(
        words.text("punctuation.outer_marks"), words.text("punctuation.inner_marks")
    )
    all_words = _words(value, words).split()
    shown = " ".join(all_words[:limit]).translate(inner).rstrip(",;")
    return f"{shown} …" if len(all_words) > limit else shown


def _capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]
