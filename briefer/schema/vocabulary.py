"""The values of a brief's fields that have a fixed vocabulary, in the standard terms of the field.

Kinds of sources, quotes and bases follow PARC 3.0, PolNeAR and AP, likelihoods follow ICD 203, and
types of times follow TIMEX3.
"""

from collections.abc import Mapping
from typing import Final, Literal

ModelSize = Literal["small", "capable"]
EntityKind = Literal["person", "organisation", "group", "place", "other"]
SourceKind = Literal[
    "person", "organisation", "group", "document", "unnamed_person", "unnamed_group", "unknown"
]
Basis = Literal["on_record", "background", "unknown"]
QuoteKind = Literal["direct", "indirect", "mixed"]
Likelihood = Literal[
    "almost_no_chance",
    "very_unlikely",
    "unlikely",
    "roughly_even_chance",
    "likely",
    "very_likely",
    "almost_certain",
]
MetadataField = Literal["title", "publisher", "authors", "published", "modified"]
TimeType = Literal["date", "time", "duration", "set"]
Verdict = Literal[
    "binary",  # bytes of a document, an image or a program
    "consent",  # a request for consent to cookies instead of the article
    "damaged",  # a document that cannot be read to its end, or is not what it says
    "empty",  # nothing, or only white space
    "encrypted",  # a document that needs a password
    "error_page",  # the site says that there is no page, or blocks programs
    "listing",  # headlines that link to articles
    "login",  # a form to sign in
    "needs_script",  # the text appears only with JavaScript
    "no_text",  # a page without prose
    "not_text",  # data, an unknown encoding
    "paywall",  # the first lines of an article that must be paid for
    "scanned",  # pictures of pages, without text
    "too_large",
    "too_short",
]
Granularity = Literal[
    "century", "decade", "year", "quarter", "season", "month", "week", "day", "part_of_day", "hour",
    "minute", "second",
]  # fmt: skip
FoundBy = Literal["model", "rules", "both"]
UncertaintyKind = Literal[
    "unnamed_source",
    "hedged",
    "unconfirmed",
    "disputed",
    "discrepancy",
    "correction",
    "superseded",
    "single_source",
    "open_question",
]
UncertaintyCode = Literal[
    "claim_denied",
    "counts_differ",
    "numbers_differ",
    "days_differ",
    "spelling_differs",
    "article_corrected",
    "later_post_differs",
    "unconfirmed_sentence",
    "sources_unnamed",
    "single_source",
    "hedged_sentence",
    "open_question",
]
"""What exactly is uncertain; ``docs/schema.md`` explains each."""

UNCERTAINTY_KIND: Final[Mapping[UncertaintyCode, UncertaintyKind]] = {
    "claim_denied": "disputed",
    "counts_differ": "discrepancy",
    "numbers_differ": "discrepancy",
    "days_differ": "discrepancy",
    "spelling_differs": "discrepancy",
    "article_corrected": "correction",
    "later_post_differs": "superseded",
    "unconfirmed_sentence": "unconfirmed",
    "sources_unnamed": "unnamed_source",
    "single_source": "single_source",
    "hedged_sentence": "hedged",
    "open_question": "open_question",
}
"""The kind of uncertainty that each code belongs to."""

TWO_SIDED: Final[frozenset[UncertaintyKind]] = frozenset({"disputed", "discrepancy", "superseded"})
"""Kinds of uncertainty that need the evidence of both sides."""

Section = Literal[
    "headline", "summary", "who", "what", "where", "when", "claimed_by", "uncertainty"
]

ParamValue = str | int | tuple[str, ...]
"""A value that a sentence about an uncertainty needs: words, a count, or several words."""


def least_evidence(kind: UncertaintyKind | None) -> int:
    """Return the minimum number of slices of evidence for a kind of uncertainty."""
    if kind in TWO_SIDED:
        return 2
    return 0 if kind == "open_question" else 1


FindingCode = Literal[
    "already_answered",
    "added_negation",
    "certainty_differs",
    "claim_as_fact",
    "contested_as_fact",
    "cue_in_other_sentence",
    "cut_off",
    "date_elsewhere",
    "date_replaced",
    "denial_differs",
    "hedge_left_out",
    "lost_hedge",
    "lost_negation",
    "joined_statements",
    "name_elsewhere",
    "name_not_in_article",
    "name_replaced",
    "invalid_value",
    "not_a_place",
    "not_a_question",
    "not_a_time",
    "not_an_actor",
    "not_checked",
    "not_in_article",
    "not_stated",
    "not_supported",
    "number_elsewhere",
    "number_not_in_article",
    "number_replaced",
    "only_in_correction",
    "only_in_injection",
    "other_source",
    "quotation_not_verbatim",
    "score_differs",
    "source_not_in_article",
    "swapped_roles",
    "word_elsewhere",
    "word_replaced",
    "words_not_in_article",
    "wrong_actor",
    "wrong_source",
]
"""What a check finds in a line or a claim; ``docs/checks.md`` explains each."""
