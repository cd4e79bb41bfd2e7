"""Find the reason that an article gives for not naming a source.

For "A diplomat, who asked not to be named because the talks are secret, said ..." it is "because
the talks are secret".
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from briefer.analysis.annotations import AttributionSource, Span
from briefer.analysis.english.attribution.noun_phrases import head_noun
from briefer.analysis.english.nouns import ANONYMOUS_NOUNS, INFORMED

_ANONYMITY = re.compile(
    r"""\bcondition\s+of\s+anonymity|\b(?:requested|asked\s+for|sought|granted|insisted\s+on)\s+anonymity
        |\banonymously\b
        # "could not be identified" and "should not be quoted" are about other people and things
        |\b(?:not|n['’]t)\s+(?:to\s+be|being|want(?:ed|ing)?\s+to\s+be)\s+
            (?:named|identified|quoted)
        |\bnames?\s+not\s+be\s+(?:used|published|printed)
        |\b(?:condition|asked)\s+(?:that\s+)?(?:he|she|they)\s+not\s+be\s+(?:named|identified|quoted)
        |\b(?:not|n['’]t|without\s+being)\s+(?:be(?:ing)?\s+)?authori[sz]ed\s+to\s+
            (?:speak|discuss|comment|talk|brief)
        |\bspoke\s+on\s+background|\bdeclined\s+to\s+be\s+(?:named|identified)""",
    re.VERBOSE | re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?P<reason>(?:because|due\s+to|as|since|citing|for\s+fear|out\s+of\s+fear|fearing|so\s+as"
    r"|given|in\s+order\s+to|to\s+(?:speak|discuss|talk|describe|avoid|protect))\b[^,;—“”\"]*)",
    re.IGNORECASE,
)
_DEFINITE = re.compile(
    r"(?:the|this|that|these|those|his|her|its|their|my|our)\b|.*[’']s\s", re.IGNORECASE
)
_GROUP_PRONOUN = re.compile(
    r"\W*(?:both|they|he|she|all|neither|the (?:two|three|pair))\b", re.IGNORECASE
)
SPOKESPEOPLE = frozenset({"spokesman", "spokeswoman", "spokesperson"})
"""Nouns for somebody who speaks for a body."""

_MAX_SENTENCES = 3  # between a source and the reason that a later sentence gives for it


class AnonymityReasons:
    """Finds why an article does not name its sources.

    Args:
        text: the article's text.
        sentences: its sentences, in order.
    """

    def __init__(self, text: str, sentences: Sequence[Span]) -> None:
        self._text = text
        self._sentences = sentences

    def with_reason(self, source: AttributionSource, offset: int) -> AttributionSource:
        """Return an unnamed source with the reason for anonymity that the article gives.

        Args:
            source: the source, which is returned as it is if it has a name or a reason.
            offset: where it is quoted.
        """
        if source.kind not in {"unnamed_person", "unnamed_group", "group"} or source.reason:
            return source
        reason = self._reason_near(head_noun(source.text), offset)
        if reason is None:
            return source
        if source.kind == "group":
            return replace(source, kind="unnamed_group", reason=reason)
        return replace(source, reason=reason)

    def _reason_near(self, noun: str, offset: int) -> Span | None:
        """Find why a source is not named: in its own sentence, or in one of the next three.

        Args:
            noun: the head noun of the source's description ("official").
            offset: where the source is quoted.

        Returns:
            The reason, the words about anonymity where no reason is given, or None.
        """
        # "the official" is not one of several "officials"; "officials" may include a single one
        about_source = re.compile(rf"\b{re.escape(noun.lower())}s?\b")
        first = max(
            bisect_right(self._sentences, offset, key=lambda sentence: sentence.start) - 1, 0
        )
        for distance, sentence in enumerate(self._sentences[first : first + _MAX_SENTENCES + 1]):
            words = sentence.text_in(self._text)
            match = _ANONYMITY.search(words)
            if match is None:
                continue
            before = words[: match.start()].lower()
            if distance and not (about_source.search(before) or _GROUP_PRONOUN.match(words)):
                continue
            reason = _REASON.search(words, match.start())
            start = match.start() if reason is None else reason.start("reason")
            end = match.end() if reason is None else reason.end("reason")
            return Span(sentence.start + start, sentence.start + len(words[:end].rstrip(' .\n"”')))
        return None


def gives_reason(words: str) -> bool:
    """Return True for "because the talks are secret", False for "not to be named"."""
    return _REASON.match(words) is not None


def is_anonymous(source: AttributionSource) -> bool:
    """Return True if the article hides who a source is, and does not just leave out a name.

    A spokesman speaks for a body that is named, "the student" is the person whom the article is
    about, and nobody needs the names of "some visitors".
    """
    if source.reason is not None:
        return True
    words = set(re.findall(r"[a-z]+", source.text.lower()))
    vague = any(word.removesuffix("s") in ANONYMOUS_NOUNS for word in words) or words & INFORMED
    if source.kind == "unnamed_group" or _DEFINITE.match(source.text):
        return bool(vague) and source.kind in {"unnamed_person", "unnamed_group"}
    return source.kind == "unnamed_person" and not words & SPOKESPEOPLE
