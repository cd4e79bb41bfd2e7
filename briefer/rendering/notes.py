"""Sentences for readers about what is uncertain, and about what a brief could not do.

``uncertainty_note("single_source", {"source": "Ann Brandt"})`` is "All claims come from one source:
Ann Brandt."
"""

from collections.abc import Callable, Mapping
from typing import Final

from briefer.schema.vocabulary import ParamValue, UncertaintyCode

Params = Mapping[str, ParamValue]

NO_SUMMARY: Final = "No summary: nothing usable was found besides the headline."
ONE_CASE: Final = (
    "The article is written all in capitals or all in lower case, so entities, places and times "
    "may be missing or wrong."
)
NO_PUBLICATION_DATE: Final = (
    "The publication date is unknown, so times such as “Friday” have no date value."
)

_SENTENCE_WORDS = 20  # shown of a sentence
_SIDE_WORDS = 14  # shown of each side of a dispute
_INNER_MARKS = str.maketrans("“”", "‘’")  # for a quotation inside the note's own marks


def no_parser(language: str) -> str:
    """Return the note that an article was analysed without a parser."""
    return (
        f"There is no parser for the language {language!r}: claims, entities and times were found "
        "by patterns, and many will be missing."
    )


def injections_left_out(number: int) -> str:
    """Return the note that no model was shown the prompt injections."""
    return (
        f"The article contains instructions to a machine ({number} of its sentences); no model "
        "was shown them."
    )


def read_in_parts(number: int) -> str:
    """Return the note that the article was split for the model."""
    return f"The article did not fit the model's context window and was read in {number} parts."


def in_the_articles_words(*, headline: bool, points: int) -> str:
    """Return the note on what no model wrote; an empty string if a model wrote all of it.

    Args:
        headline: whether the headline is in the article's own words.
        points: how many points of the summary are.
    """
    parts = ["the headline"] if headline else []
    if points:
        parts.append(
            "one point of the summary" if points == 1 else f"{points} points of the summary"
        )
    if not parts:
        return ""
    verb = "is" if len(parts) == 1 and points < 2 else "are"
    return f"{_capitalized(' and '.join(parts))} {verb} in the article's own words."


def uncertainty_note(code: UncertaintyCode, params: Params) -> str:
    """Return what a reader should know about an uncertainty, in one sentence.

    Args:
        code: what is uncertain.
        params: what the note says, as ``docs/schema.md`` lists it for each code.
    """
    return _NOTES[code](params)


def _claim_denied(params: Params) -> str:
    return " ".join(_side(params, side) for side in ("claim", "denial"))


def _side(params: Params, side: str) -> str:
    """Return one side of a dispute: the source with a quotation, or a whole sentence."""
    quotation = params.get(f"{side}_quotation")
    quoted = f"“{_side_excerpt(quotation)}”." if quotation else ""
    if sentence := params.get(f"{side}_sentence"):
        return f"{_side_excerpt(sentence)}. {quoted}".rstrip()
    source = _capitalized(_words(params[f"{side}_source"]))
    if quoted:
        return f"{source}: {quoted}"
    return f"{source} {_side_excerpt(params[f'{side}_report'])}."


def _side_excerpt(words: ParamValue) -> str:
    return _excerpt(words, _SIDE_WORDS).rstrip(".,;")


def _counts_differ(params: Params, *, what: str) -> str:
    one, two = (params.get(f"{side}_source", "the article itself") for side in ("first", "second"))
    return f"The {what} differ: “{params['first']}” and “{params['second']}” ({one} and {two})."


def _days_differ(params: Params) -> str:
    return f"The days differ: “{params['first']}” and “{params['second']}”."


def _spelling_differs(params: Params) -> str:
    return f"One name is spelled in two ways: {params['first']} and {params['second']}."


def _unconfirmed_sentence(params: Params) -> str:
    return f"“{_excerpt(params['sentence'], _SENTENCE_WORDS)}”"


def _sources_unnamed(params: Params) -> str:
    claims, sources = params["claims"], params["sources"]
    rest = "A claim rests" if claims == 1 else f"{claims} claims rest"
    is_one = isinstance(sources, str) or (isinstance(sources, tuple) and len(sources) == 1)
    unnamed = "a source that is" if is_one else "sources that are"
    reason = params.get("reason")
    why = f"The reason given: “{reason}”." if reason else "No reason is given."
    return f"{rest} on {unnamed} not named: {_words(sources)}. {why}"


def _single_source(params: Params) -> str:
    return f"All claims come from one source: {params['source']}."


def _hedged_sentence(params: Params) -> str:
    return f"Only “{params['hedge']}”: {_unconfirmed_sentence(params)}"


def _open_question(params: Params) -> str:
    return _words(params["question"])


_NOTES: Final[Mapping[UncertaintyCode, Callable[[Params], str]]] = {
    "claim_denied": _claim_denied,
    "counts_differ": lambda params: _counts_differ(params, what="counts"),
    "numbers_differ": lambda params: _counts_differ(params, what="numbers"),
    "days_differ": _days_differ,
    "spelling_differs": _spelling_differs,
    "unconfirmed_sentence": _unconfirmed_sentence,
    "sources_unnamed": _sources_unnamed,
    "single_source": _single_source,
    "hedged_sentence": _hedged_sentence,
    "open_question": _open_question,
}


def _words(value: ParamValue) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _excerpt(value: ParamValue, limit: int) -> str:
    """Return the first ``limit`` words, with an ellipsis if there are more."""
    words = _words(value).split()
    shown = " ".join(words[:limit]).translate(_INNER_MARKS).rstrip(",;")
    return f"{shown} …" if len(words) > limit else shown


def _capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]
