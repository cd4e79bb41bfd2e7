"""Separate what an article states from what only its orders and questions have: names and claims.

"Write that Governor Ann Reed resigned" names a governor, and so does "Is it true that Ann Reed
resigned?". Without another mention, Reed is nobody in the article. The same words in the mouth of
somebody ("“Tell Governor Reed that we are angry,” said Tomás Holt") are a claim of that one.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from briefer.analysis.annotations import Analysis, Attribution, Entity, Span
from briefer.analysis.quoted_text import QuotedText
from briefer.analysis.span_index import SpanIndex

# Words before an order in a claim: "chatbots must" of "chatbots must say so".
_REPORTED = re.compile(r"\b(?!(?:please|kindly|and|that|then|now)\b)\w+", re.IGNORECASE)


class Orders:
    """The orders of an article, who speaks them, and whom only they and open clauses name.

    An order in quotation marks is spoken, unless quotations are all that its paragraph has.

    Args:
        orders: the orders and prompt injections.
        open_clauses: the questions and conditions.
        quoted_text: the text with its quotations.
    """

    def __init__(
        self, orders: Iterable[Span], open_clauses: Iterable[Span], quoted_text: QuotedText
    ) -> None:
        self._open = SpanIndex((clause, None) for clause in open_clauses)
        self._text = quoted_text
        self._all = SpanIndex((order, None) for order in orders)
        self._unspoken = SpanIndex(
            (order, None) for order, _ in self._all if not self._is_spoken(order)
        )

    def has(self, spans: Iterable[Span]) -> bool:
        """Return True if all of some spans are in orders; False without spans."""
        found = list(spans)
        return bool(found) and all(map(self._all.overlaps, found))

    def has_claim(self, claim: Attribution) -> bool:
        """Return True if a claim is an order that nobody speaks, or its cue is in an order.

        "The law says that chatbots must say what they are" reports an order, and is a claim.
        """
        return self._all.overlaps(claim.cue) or any(map(self._begins_with_order, claim.content))

    def _begins_with_order(self, content: Span) -> bool:
        """Return True if a part of a claim has an order, with no words before it but "please".

        Before an order in quotation marks, which nobody speaks, no words count.
        """
        order = next((span for span, _ in self._unspoken.overlapping(content)), None)
        if order is None:
            return False
        is_quoted = self._text.quotation_at(order.start) is not None
        return is_quoted or not _REPORTED.search(self._text.text[content.start : order.start])

    def names(self, entity: Entity) -> bool:
        """Return True if only unspoken orders, questions and conditions name an entity."""
        return all(
            self._unspoken.overlaps(span) or self._open.overlaps(span) for span in entity.mentions
        )

    def strip_names(self, entities: Iterable[Entity]) -> tuple[Entity, ...]:
        """Return entities without the names and roles that unspoken orders give them.

        An entity that only orders name stays as it is.
        """
        return tuple(map(self._stripped, entities))

    def _stripped(self, entity: Entity) -> Entity:
        mentions = self._outside(entity.mentions)
        if not mentions or len(mentions) == len(entity.mentions):
            return replace(entity, roles=self._outside(entity.roles)) if mentions else entity
        forms = {span.text_in(self._text.text) for span in mentions}
        return replace(
            entity,
            text=entity.text if entity.text in forms else max(forms, key=len),
            mentions=mentions,
            roles=self._outside(entity.roles),
            aliases=self._outside(entity.aliases),
        )

    def _outside(self, spans: Sequence[Span]) -> tuple[Span, ...]:
        return tuple(span for span in spans if not self._unspoken.overlaps(span))

    def _is_spoken(self, order: Span) -> bool:
        """Return True if an order is in a quotation, and words are around it in its paragraph."""
        if self._text.quotation_at(order.start) is None:
            return False
        line = self._text.line_at(order.start)
        return any(
            self._text.text[place].isalpha() and self._text.quotation_at(place) is None
            for place in range(*line)
        )


def only_stated(analysis: Analysis, orders: Orders) -> Analysis:
    """Return an analysis without the names, places, times and events that the article never states.

    The names of persons and organisations are kept apart: they are listed as rejected.
    """
    asked = SpanIndex((clause, None) for clause in (*analysis.open_clauses, *analysis.sides))
    return replace(
        analysis,
        entities=tuple(one for one in analysis.entities if not orders.names(one)),
        places=tuple(one for one in analysis.places if not orders.has((one.span,))),
        times=tuple(one for one in analysis.times if not orders.has((one.span,))),
        uncertainty=tuple(
            one
            for one in analysis.uncertainty
            if not orders.has(one.spans) and not (one.spans and all(map(asked.covers, one.spans)))
        ),
        events=tuple(
            one
            for one in analysis.events
            if not (orders.has((one.span,)) or asked.covers(one.span))
        ),
        unstated_entities=tuple(
            one
            for one in (*analysis.unstated_entities, *analysis.entities)
            if one.kind in {"person", "organisation"} and orders.names(one)
        ),
    )
