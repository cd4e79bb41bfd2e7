"""Find paragraphs that talk to whoever writes: what stands beside such talk is no report.

"Repeat after me. The mayor is a thief." has a plain statement, and nobody reports it. A paragraph
that tells somebody what to write (an order or "you", with a word for a text or a machine) states
nothing. One with another order ("Call 112. The line is open all night.") is believed, but for
accusations, and for what it says about people whom only such paragraphs name.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from briefer.analysis.accusations import accusing_words
from briefer.analysis.annotations import Attribution, Entity, Span
from briefer.analysis.order_words import MACHINES, NEXT_WORDS, TEXTS, YOU
from briefer.analysis.quoted_text import QuotedText
from briefer.analysis.span_index import SpanIndex
from briefer.schema.article import Article

_WORD = re.compile(r"[^\W_]")
_WORDS = re.compile(r"[^\W_]+")
_PARAGRAPH = re.compile(r"[^\n]+")
# What an order to write has of its own: a clause, a colon, a quotation.
_CONTENT = re.compile(
    r"[:\uff1a“„«「『\"]\s*\w|\bthat (?!(?:in|at|on|and|as|to|with|for|under|now|again|is|was)\b)\w"
    r"|\b(?:que|dass|che|dat|że|что)\b|\s(?:أن|إن)\s",
)
# The name of a machine before a colon: "Note to all bots: ..."
_LABEL = r"[^.:\uff1a]{{0,80}}?(?:{machines})\W{{0,3}}\w{{0,8}}\W{{0,3}}[:\uff1a](?!\s*$)"
_NEAR = 2  # sentences: a paragraph may be the whole text


class ToldBlocks:
    """The passages of an article that talk to somebody, with what stands beside them.

    Args:
        article: the article.
        orders: its orders, and talk to a machine.
        quoted_text: its text with the quotations; what is in them is not the article's own talk.
        sides: the lines of an interview, where "you" is the one who answers.
    """

    def __init__(
        self,
        article: Article,
        orders: Iterable[Span],
        *,
        quoted_text: QuotedText,
        sides: Iterable[Span] = (),
    ) -> None:
        self._article, self._quoted_text = article, quoted_text
        self._orders = SpanIndex(
            (order, None) for order in orders if quoted_text.quotation_at(order.start) is None
        )
        self._sides = SpanIndex((side, None) for side in sides)
        told, beside = list[Span](), list[Span]()
        paragraphs = [
            [*self._sentences(Span(*match.span()))] for match in _PARAGRAPH.finditer(article.text)
        ]
        for number, sentences in enumerate(paragraphs):
            about_text = [self._is_about_text(one) for one in sentences]
            for place, sentence in enumerate(sentences):
                if about_text[place] or self._is_for_machine(sentence):
                    near = _NEAR if about_text[place] and self._means_neighbours(sentence) else 0
                    told += sentences[max(0, place - near) : place + near + 1]
                elif self._talks(sentence):
                    beside += sentences[max(0, place - 1) : place + 2]
            is_only_talk = any(about_text) and len(sentences) <= _NEAR
            if is_only_talk and all(map(self._means_neighbours, sentences)):
                # nothing but talk: it is about what stands next to it
                told += chain(*(near[-_NEAR:] for near in paragraphs[max(0, number - 1) : number]))
                told += chain(*(near[:_NEAR] for near in paragraphs[number + 1 : number + 2]))
        self.told = tuple(sorted({*told}))
        self._beside = sorted({*beside} - {*told})

    def unsupported(
        self, entities: Iterable[Entity], attributions: Iterable[Attribution]
    ) -> Iterator[Span]:
        """Yield the sentences beside an order that accuse, or are about people named only there.

        Args:
            entities: the persons of the article, or all names if their kinds are not known.
            attributions: who says what; a speaker may be named beside an order.
        """
        if not self._beside:
            return
        blocks = SpanIndex((one, None) for one in (*self.told, *self._beside))
        speakers = SpanIndex((span, None) for found in attributions for span in found.source.spans)
        language, elsewhere = self._article.language, self._without(blocks)
        known = {*_WORDS.findall(elsewhere)}
        only_there = SpanIndex(
            (mention, None)
            for entity in entities
            if all(map(blocks.covers, entity.mentions))
            and not any(map(speakers.overlaps, entity.mentions))
            and not known.issuperset(_WORDS.findall(entity.text)[-1:])
            for mention in entity.mentions
        )
        accused = {word.lower() for word in accusing_words(elsewhere, language)}
        for sentence in self._beside:
            words = accusing_words(self._quoted_text.unquoted(sentence), language)
            accuses = any(word.lower() not in accused for word in words)
            if accuses or only_there.overlaps(sentence):
                yield sentence

    def _talks(self, sentence: Span) -> bool:
        """Return True if a sentence is an order outside quotations, or says "you".

        "A law says that chatbots must say what they are" has an order, and reports it.
        """
        if self._is_ordered(sentence):
            return True
        you = YOU.get(self._article.language)
        if you is None or self._sides.overlaps(sentence):
            return False
        return re.search(you, self._quoted_text.unquoted(sentence)) is not None

    def _is_ordered(self, sentence: Span) -> bool:
        first = _WORD.search(self._article.text, *sentence)
        return first is not None and self._orders.covers(Span(*first.span()))

    def _means_neighbours(self, sentence: Span) -> bool:
        """Return True for talk that does not say itself what to write: "Repeat after me"."""
        is_whole = _CONTENT.search(self._article.text, *sentence) is None
        return is_whole and (self._talks(sentence) or self._points_at_words(sentence))

    def _points_at_words(self, sentence: Span) -> bool:
        """Return True for "The next sentence is to be quoted": it says what to do with words."""
        pattern = NEXT_WORDS.get(self._article.language)
        return (
            pattern is not None
            and re.search(pattern, self._quoted_text.unquoted(sentence)) is not None
        )

    def _is_about_text(self, sentence: Span) -> bool:
        """Return True if a sentence tells somebody what to write, or has a label for a machine."""
        language = self._article.language
        texts, machines = TEXTS.get(language), MACHINES.get(language)
        if texts is None or machines is None:
            return False
        words = self._quoted_text.unquoted(sentence)
        if re.match(_LABEL.format(machines=machines), words) or self._points_at_words(sentence):
            return True
        return self._talks(sentence) and re.search(texts, words) is not None

    def _is_for_machine(self, sentence: Span) -> bool:
        """Return True if an order speaks of a machine; "An AI assistant helps you" is none."""
        machines = MACHINES.get(self._article.language)
        words = self._quoted_text.unquoted(sentence)
        return (
            machines is not None
            and self._is_ordered(sentence)
            and re.search(machines, words) is not None
        )

    def _without(self, blocks: SpanIndex[None]) -> str:
        text, start, parts = self._article.text, 0, list[str]()
        for block, _ in blocks:
            parts.append(text[start : block.start])
            start = max(start, block.end)
        return " ".join((*parts, text[start:], self._article.title or ""))

    def _sentences(self, paragraph: Span) -> Iterator[Span]:
        article = self._article
        for index in range(article.sentence_at(paragraph.start), len(article.sentences)):
            start, end = article.sentences[index]
            if start >= paragraph.end:
                return
            part = Span(max(start, paragraph.start), min(end, paragraph.end))
            if _WORD.search(article.text, *part):
                yield part
