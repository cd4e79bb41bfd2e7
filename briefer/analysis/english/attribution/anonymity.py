"""Anonymity: the reason that an article gives for not naming a source."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from briefer.analysis.annotations import AttributionSource, Span
from briefer.analysis.english.lexicon import ANONYMOUS_NOUNS

_ANONYMITY = re.compile(
    r"""\bcondition\s+of\s+anonymity|\b(?:requested|asked\s+for|sought|granted|insisted\s+on)\s+anonymity
        |\banonymously\b
        # "could not be identified" and "should not be quoted" are said of other people and things
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
_BOTH = re.compile(r"\W*(?:both|they|he|she|all|neither|the (?:two|three|pair))\b", re.IGNORECASE)
_REACH = 3  # sentences over which the reason reaches back to its sources


def reason_near(noun: str, text: str, *, sentences: Sequence[Span], offset: int) -> Span | None:
    """Find why a source is not named: in its own sentence, or in one soon after.

    Args:
        noun: what the source is called: the noun of its description.
        text: the article's text.
        sentences: its sentences, in order.
        offset: where the source speaks.
    """
    # "the official" is none of the "officials", who may be the same
    about = re.compile(rf"\b{re.escape(noun.lower())}s?\b")
    first = max(bisect_right(sentences, offset, key=lambda sentence: sentence.start) - 1, 0)
    for index, sentence in enumerate(sentences[first : first + _REACH + 1]):
        words = sentence.text_in(text)
        match = _ANONYMITY.search(words)
        if match is None:
            continue
        about_them = about.search(words[: match.start()].lower()) or _BOTH.match(words)
        if index and not about_them:
            continue
        reason = _REASON.search(words, match.start())
        begin = match.start() if reason is None else reason.start("reason")
        finish = match.end() if reason is None else reason.end("reason")
        return Span(sentence.start + begin, sentence.start + len(words[:finish].rstrip(' .\n"”')))
    return None


def is_anonymous(speaker: AttributionSource) -> bool:
    """Tell whether an article hides who a source is, and does not only leave out a name.

    A spokesman speaks for a body that is named, "the student" is whom the article is about, and the
    names of "some visitors" matter to nobody.
    """
    if speaker.reason is not None:
        return True
    words = set(re.findall(r"[a-z]+", speaker.text.lower()))
    shady = any(word.removesuffix("s") in ANONYMOUS_NOUNS for word in words) or "familiar" in words
    if speaker.kind == "unnamed_group" or _DEFINITE.match(speaker.text):
        return shady and speaker.kind in {"unnamed_person", "unnamed_group"}
    speaks_for = words & {"spokesman", "spokeswoman", "spokesperson"}
    return speaker.kind == "unnamed_person" and not speaks_for
