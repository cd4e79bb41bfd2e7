"""Reader: an Article becomes its Reading."""

from functools import lru_cache

from briefer.article import Article
from briefer.reading import patterns
from briefer.reading.attributions import find_attributions
from briefer.reading.candidates import Reading
from briefer.reading.datelines import find_dateline
from briefer.reading.doubts import find_doubts, hedged
from briefer.reading.happenings import find_happenings
from briefer.reading.hedges import find_hedges
from briefer.reading.names import find_names
from briefer.reading.orders import find_orders
from briefer.reading.parsing import can_parse, parse
from briefer.reading.places import find_places
from briefer.reading.quotations import find_quotations
from briefer.reading.times import find_times


@lru_cache(maxsize=8)
def read_article(article: Article) -> Reading:
    """Read an article with code alone.

    English is read by syntax; for languages without a pipeline, patterns find quotations and what
    stands around them, and claim less.
    """
    if not can_parse(article.language):
        return patterns.read_article(article)
    doc = parse(article)
    quotations = find_quotations(article.text)
    orders = find_orders(article)
    names = find_names(doc, article)
    hedges = find_hedges(article)
    attributions = find_attributions(
        doc, article, names=names, quotations=quotations, hedges=hedges
    )
    times = find_times(doc, article, names=names, quotations=quotations)
    doubts = find_doubts(
        doc,
        article,
        names=names,
        attributions=attributions,
        times=times,
        quotations=quotations,
    )
    return Reading(
        parser="syntax",
        names=names,
        quotations=quotations,
        attributions=attributions,
        hedges=hedges,
        places=find_places(doc, article, names=names, quotations=quotations),
        times=times,
        doubts=(*doubts, *hedged(article, hedges)),
        dateline=find_dateline(article),
        happenings=find_happenings(doc, article, attributions, orders=orders),
        orders=orders,
    )
