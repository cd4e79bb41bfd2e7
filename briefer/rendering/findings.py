"""Sentences for readers about what the checks found in a line.

``finding_sentence("number_replaced", {"line": "9", "article": "4"})`` is “the article has “4” here,
not “9””.
"""

from collections.abc import Mapping
from typing import Final

from briefer.schema.coverage import RejectedItem
from briefer.schema.vocabulary import FindingCode

_REPLACED = "the article has “{article}” here, not “{line}”"
_ELSEWHERE = "the article has “{line}” in another context; here it has “{article}”"
_LESS_CERTAIN = "the line leaves out “{words}”, so it is more certain than the article"
_OTHER_SOURCE = "the article attributes this to {article}, not to {line}"

SENTENCES: Final[Mapping[FindingCode, str]] = {
    "added_negation": "the line adds “{word}”, which the article does not have here",
    "already_answered": "the article answers this question",
    "certainty_differs": "the article does not state “{word}” as a fact",
    "claim_as_fact": "the line states as a fact what the article attributes to {source}",
    "contested_as_fact": "the line states as a fact what {source} claims and others contest",
    "cue_in_other_sentence": "“{cue}” is in another sentence than these words",
    "cut_off": "the line ends in the middle of a sentence",
    "date_elsewhere": _ELSEWHERE,
    "date_replaced": _REPLACED,
    "denial_differs": "the article says the opposite of “{word}” here",
    "hedge_left_out": _LESS_CERTAIN,
    "invalid_value": "the value is not valid: {message}",
    "lost_hedge": _LESS_CERTAIN,
    "lost_negation": "the line leaves out “{word}”, so it says the opposite of the article",
    "name_elsewhere": _ELSEWHERE,
    "name_not_in_article": "the name “{name}” is not in the article",
    "name_replaced": _REPLACED,
    "not_a_place": "this is a person or a source in the article, not a place",
    "not_a_question": "this is not a question",
    "not_a_time": "this is not a time",
    "not_an_actor": "this is a place, not a person, an organisation or a group",
    "not_in_article": "the article does not say this",
    "number_elsewhere": _ELSEWHERE,
    "number_not_in_article": "the number {number} is not in the article",
    "number_replaced": _REPLACED,
    "only_in_injection": "the article says this only in an instruction to a language model",
    "other_source": _OTHER_SOURCE,
    "quotation_not_verbatim": "the words “{quotation}” are not in the article",
    "source_not_in_article": "the article does not name or describe “{source}”",
    "swapped_roles": "the article has the subject and the object of “{word}” the other way round",
    "word_elsewhere": "the article has “{word}” in another context, not here",
    "word_replaced": _REPLACED,
    "words_not_in_article": "these words are not in the article",
    "wrong_actor": "“{word}” has another subject in the article",
    "wrong_source": _OTHER_SOURCE,
}
"""What each code means, as the end of a sentence; the names in brackets are its parameters."""


def finding_sentence(code: FindingCode, params: Mapping[str, str]) -> str:
    """Return what a check found as the end of a sentence, without a full stop."""
    return SENTENCES[code].format_map(params)


def rejection_reason(item: RejectedItem) -> str:
    """Return why an item was rejected: its most serious finding.

    All findings are in the JSON output.
    """
    first = item.findings[0]
    return finding_sentence(first.code, first.params)
