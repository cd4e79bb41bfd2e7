"""Sentences for readers about what the checks found in a line.

``finding_sentence("number_replaced", {"line": "9", "article": "4"})`` is “the article has “4” here,
not “9””.
"""

from collections.abc import Mapping
from typing import Final

from briefer.schema.brief import RejectedItem
from briefer.schema.vocabulary import FindingCode

_OTHER_WORD = "the article has “{article}” here, not “{line}”"
_OTHER_PLACE = "the article has “{line}” in another context; here it has “{article}”"

SENTENCES: Final[Mapping[FindingCode, str]] = {
    "added_negation": "the line says “{word}” where the article does not",
    "already_answered": "the article answers this question",
    "certainty_differs": "the article does not say “{word}” as a fact",
    "claim_as_fact": "the article only reports this as the word of {source}",
    "contested_as_fact": "{source} says this, and it is contested",
    "cut_off": "the line is cut off",
    "date_elsewhere": _OTHER_PLACE,
    "date_replaced": _OTHER_WORD,
    "denial_differs": "the line and the article disagree on “not” with “{word}”",
    "hedge_left_out": "the line leaves out “{words}”",
    "invalid_value": "{message}",
    "lost_hedge": "the line leaves out “{words}”",
    "lost_negation": "the line leaves out “{word}”",
    "name_elsewhere": _OTHER_PLACE,
    "name_not_in_article": "“{name}” is not in the article",
    "name_replaced": _OTHER_WORD,
    "not_a_place": "this is a person or a source in the article, not a place",
    "not_a_question": "this is not a question",
    "not_a_time": "this is not a time",
    "not_an_actor": "this is a place, not a person or organisation",
    "not_in_article": "the article does not say this",
    "number_elsewhere": _OTHER_PLACE,
    "number_not_in_article": "the number {number} is not in the article",
    "number_replaced": _OTHER_WORD,
    "only_in_injection": "the article says this only in an instruction to a language model",
    "other_source": "the article attributes this to {article}, not to {line}",
    "quotation_not_verbatim": "the article does not have the words “{quotation}”",
    "swapped_roles": "the article has it the other way round: who does “{word}” to whom",
    "unknown_source": "the article attributes this to {article}, not to {line}",
    "word_elsewhere": "the article has “{word}” in another context",
    "word_replaced": _OTHER_WORD,
    "words_not_in_article": "these words are not in the article",
    "wrong_actor": "the article says “{word}” of somebody else",
    "wrong_source": "the article attributes this to {article}, not to {line}",
}


def finding_sentence(code: FindingCode, params: Mapping[str, str]) -> str:
    """Return what a check found as the end of a sentence, without a full stop."""
    return SENTENCES[code].format_map(params)


def rejection_reason(item: RejectedItem) -> str:
    """Return why an item was rejected: its most serious finding."""
    first = item.findings[0]
    return finding_sentence(first.code, first.params)
