"""Orders: sentences that tell a machine what to do with the article, and tell a reader nothing."""

import re
from functools import lru_cache

from briefer.analysis.annotations import Span
from briefer.article import Article

# Orders are imperatives, so they open a sentence; what they speak of is what a machine was told.
_ORDER = re.compile(
    r"""[\s"“”'‘’(\[*#>-]*(?:please\s+|now\s+|important:?\s+|system:?\s+|assistant:?\s+)*(?:
        (?:ignore|disregard|forget|override)\s+(?:(?:all|any|everything|of|the|your|my|these)\s+)*
            (?:(?:previous|prior|earlier|preceding|other)\s+)*(?:above|instructions?|prompts?)\b
      | (?:reply|respond|answer|output|write|summari[sz]e)\s+(?:with\s+)?(?:only|exactly|this)\b
      | do\s+not\s+(?:mention|reveal|summari[sz]e)\s+(?:this|these|the\s+(?:above|article))\b
      | (?:you\s+are|act\s+as)\s+(?:now\s+)?(?:an?|the)\s+(?:ai|language\s+model|assistant)\b
      )""",
    re.VERBOSE | re.IGNORECASE,
)
# What goes on with an order in its paragraph.
_MORE = re.compile(
    r"""[\s"“”'‘’(\[]*(?:then\s+|and\s+|also\s+)?(?:write|say|state|reply|respond|answer|output
        |tell|claim|mention|include|add|do\s+not)\b""",
    re.VERBOSE | re.IGNORECASE,
)


@lru_cache(maxsize=8)
def find_injections(article: Article) -> tuple[Span, ...]:
    """Find the sentences that give orders to a machine."""
    found: list[Span] = []
    for sentence in article.sentences:
        goes_on = bool(found) and not article.text[found[-1].end : sentence.start].strip(" ")
        pattern = _MORE if goes_on else _ORDER
        if pattern.match(article.text, *sentence) or _ORDER.match(article.text, *sentence):
            found.append(Span(*sentence))
    return tuple(found)


def is_injection(line: str) -> bool:
    """Tell whether a line, such as a title, gives orders to a machine."""
    return _ORDER.match(line) is not None
