"""Sentences for readers about what the checks found in a line.

``finding_sentence("number_replaced", {"line": "9", "article": "4"})`` is “the article has “4” here,
not “9””.
"""

from collections.abc import Mapping

from briefer.rendering.messages import ENGLISH, messages_in
from briefer.schema.coverage import RejectedItem
from briefer.schema.vocabulary import FindingCode


def finding_sentence(
    code: FindingCode, params: Mapping[str, str], *, language: str = ENGLISH
) -> str:
    """Return what a check found as the end of a sentence, without a full stop."""
    key = f"finding.{code}"
    if code == "not_supported" and not params.get("words"):
        key = "finding.not_supported_at_all"
    return messages_in(language).text(key, **params)


def rejection_reason(item: RejectedItem, *, language: str = ENGLISH) -> str:
    """Return why an item was rejected: its most serious finding.

    All findings are in the JSON output.
    """
    first = item.findings[0]
    return finding_sentence(first.code, first.params, language=language)
