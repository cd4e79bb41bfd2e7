"""Orders: sentences that tell a machine what to do with the article, and tell a reader nothing."""

import re

from briefer.article import Article
from briefer.reading.candidates import Span

# Orders are imperatives, so they open a sentence; news that reports one says who gave it.
_ORDER = re.compile(
    r"""[\s"“”'‘’(\[*#>-]*(?:please\s+|now\s+|important:?\s+|system:?\s+|assistant:?\s+)*(?:
        (?:ignore|disregard|forget|override)\b[^.!?]{0,40}\b(?:above|below|previous|prior|earlier
            |preceding|instructions?|prompts?|guidelines|rules)\b
      | (?:reply|respond|answer|output|write|summari[sz]e)\s+(?:with\s+)?(?:only|exactly|this)\b
      | do\s+not\s+(?:mention|reveal|summari[sz]e)\s+(?:this|these|the\s+(?:above|article))\b
      | (?:you\s+are|act\s+as)\s+(?:now\s+)?(?:an?|the)\s+(?:ai|language\s+model|assistant)\b
      )""",
    re.VERBOSE | re.IGNORECASE,
)


def find_orders(article: Article) -> tuple[Span, ...]:
    """Find the sentences that give orders to a machine."""
    sentences = (Span(*sentence) for sentence in article.sentences)
    return tuple(one for one in sentences if _ORDER.match(article.text, one.start, one.end))
