"""Find the text of an article among the blocks of its page.

Extraction by trafilatura says where the article is, but loses text in unusual markup: bare text in
a ``div``, a box between two paragraphs, the second half of a body that an advertisement splits.
What lies between or next to its paragraphs and reads like them is added.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from lxml.html import HtmlElement

from briefer.source.furniture_lines import is_furniture
from briefer.source.page_blocks import HEADING_TAGS, Block, page_blocks
from briefer.source.page_furniture import is_link_or_caption
from briefer.source.rejections import count_words
from briefer.text.sentences import ends_like_a_sentence
from briefer.text.stamps import stamps_in

_SHINGLE_WORDS: Final = 3
_MIN_SHARED: Final = 0.8
_MIN_SHARE_OF_CONTAINER: Final = 0.75
_MAX_LINKED: Final = 0.3
_MIN_WORDS_AT_THE_EDGE: Final = 6
_MIN_RUNS_OF_REPETITION: Final = 2
_MAX_PARTS: Final = 6  # of a body; a page with more has several articles
_WORD: Final = re.compile(r"\w+")
# Some words without a number, a name after another one, a mark or a quotation.
_LABEL: Final = re.compile(r"[(]?[^\W\d_][^\W\d_’'/-]*(?: [^\W\d_’'/-]+){0,5}(?:/\w+)?[)]?")
_WORDS_OF_LABEL: Final = 2  # between two sentences
_MAX_SHARE_OF_LABELS: Final = 0.25  # of the characters in paragraphs
_PARTS: Final = HEADING_TAGS | {"blockquote", "dd", "dt", "li", "pre", "td", "th", "tr"}
_INNER_TAGS: Final = HEADING_TAGS | {"blockquote", "li", "ol", "p", "pre", "tbody", "tr", "ul"}


def article_paragraphs(tree: HtmlElement, extracted: Sequence[str]) -> list[str]:
    """Return the paragraphs of the article on a page.

    Args:
        tree: the page, without furniture.
        extracted: the paragraphs that extraction found.
    """
    known = _Shingles(extracted)
    places = [_Place(block, _holder(block.element)) for block in page_blocks(tree)]
    found = {index for index, place in enumerate(places) if known.have(place.block.text)}
    found |= _other_parts(places, found)
    found -= _loose_labels(places, found)
    if not found:
        return list(extracted)
    container = _container(places[index] for index in found)
    kept = _with_gaps(places, found, container)
    return list(_distinct([places[index] for index in sorted(kept)]))


class _Place(NamedTuple):
    """A block, and the element that holds the paragraph, list or table to which it belongs."""

    block: Block
    holder: HtmlElement

    @property
    def signature(self) -> tuple[str, str]:
        return self.holder.tag, self.holder.get("class", "")

    def is_in(self, element: HtmlElement) -> bool:
        return self.holder is element or element in self.holder.iterancestors()


class _Shingles:
    """The runs of words in some paragraphs, to find out whether they contain a text."""

    def __init__(self, paragraphs: Sequence[str] = ()) -> None:
        self._short: set[str] = set()
        self._runs: set[tuple[str, ...]] = set()
        for paragraph in paragraphs:
            self.add(paragraph)

    def add(self, paragraph: str) -> None:
        words = paragraph.casefold().split()
        self._short.add(" ".join(words))
        self._runs.update(_runs(words))

    def have(self, text: str) -> bool:
        """Return True if the paragraphs have most of ``text``."""
        words = text.casefold().split()
        runs = _runs(words)
        if " ".join(words) in self._short:
            return True
        return bool(runs) and sum(run in self._runs for run in runs) >= _MIN_SHARED * len(runs)


def _runs(words: Sequence[str]) -> list[tuple[str, ...]]:
    return [
        tuple(words[start : start + _SHINGLE_WORDS])
        for start in range(len(words) - _SHINGLE_WORDS + 1)
    ]


def _holder(element: HtmlElement) -> HtmlElement:
    while element.tag in _INNER_TAGS and element.getparent() is not None:
        element = element.getparent()
    return element


def _outermost(element: HtmlElement) -> HtmlElement:
    """Return ``element``, or the outermost of the elements that have nothing else in them."""
    parent = element.getparent()
    while parent is not None and len(parent) == 1 and not (parent.text or "").strip():
        element, parent = parent, parent.getparent()
    return element


def _other_parts(places: Sequence[_Place], found: set[int]) -> set[int]:
    """Return the paragraphs in other elements with the same tag and class as the body's."""
    signatures = {places[index].signature for index in found if places[index].signature[1]}
    articles = {_article(places[index].holder) for index in found}
    parts = [
        index
        for index, place in enumerate(places)
        if place.signature in signatures and _article(place.holder) in articles
    ]
    holders = {places[index].holder for index in parts}
    if len(holders) > _MAX_PARTS:
        return set()
    return {
        index
        for index in parts
        if places[index].block.element.tag != "li" and _is_sentence(places[index].block)
    }


def _loose_labels(places: Sequence[_Place], found: set[int]) -> set[int]:
    """Return buttons and captions among the paragraphs of a story: "Zur Startseite", "Anzeige".

    They are a few words before its first sentence or after its last one. Between two sentences
    there may be a third without a full stop, "Nobody was hurt", but none of one or two words.
    """
    paragraphs = {
        i: places[i].block.text for i in sorted(found) if places[i].block.element.tag not in _PARTS
    }
    if not any(map(_LABEL.fullmatch, paragraphs.values())):
        return set()
    told = {i for i, text in paragraphs.items() if _tells(text)}
    first, last = min(told, default=0), max(told, default=0)
    labels = set[int]()
    indexes = list(paragraphs)
    for before, index, after in zip(indexes, indexes[1:], indexes[2:], strict=False):
        alone = before in told and after in told
        if alone and len(paragraphs[index].split()) <= _WORDS_OF_LABEL:
            labels.add(index)
    labels |= {i for i in paragraphs if not first <= i <= last}
    labels = {i for i in labels if _LABEL.fullmatch(paragraphs[i])}
    of_labels = sum(len(paragraphs[i]) for i in labels)
    is_story = of_labels <= _MAX_SHARE_OF_LABELS * sum(map(len, paragraphs.values()))
    return labels if is_story else set()


def _tells(text: str) -> bool:
    return ends_like_a_sentence(text) and not (is_furniture(text) or stamps_in(text))


def _article(element: HtmlElement) -> HtmlElement | None:
    return next((a for a in (element, *element.iterancestors()) if a.tag == "article"), None)


def _container(places: Iterator[_Place]) -> HtmlElement:
    """Return the smallest element that has most of the words of ``places``."""
    words: Counter[HtmlElement] = Counter()
    for place in places:
        count = count_words(place.block.text)
        for element in (place.holder, *place.holder.iterancestors()):
            words[element] += count
    most = max(words.values()) * _MIN_SHARE_OF_CONTAINER
    chain = [element for element, count in words.items() if count >= most]
    return max(chain, key=lambda element: sum(1 for _ in element.iterancestors()))


def _with_gaps(places: Sequence[_Place], found: set[int], container: HtmlElement) -> set[int]:
    """Return the indexes of ``found``, and of the places between and next to them."""
    inside = [index for index, place in enumerate(places) if place.is_in(container)]
    anchors = [index for index in inside if index in found]
    holders = {places[index].holder for index in anchors}
    kept = found | {
        index
        for index in inside
        if anchors[0] < index < anchors[-1] and _is_body(places[index].block)
    }
    before = [index for index in reversed(inside) if index < anchors[0]]
    after = [index for index in inside if index > anchors[-1]]
    for edge in (before, after):
        short: list[int] = []  # kept if a longer one follows: the items of a list
        for index in edge:
            place = places[index]
            if not holders & {place.holder, _outermost(place.holder).getparent()}:
                break
            if not _is_sentence(place.block):
                break
            short.append(index)
            if count_words(place.block.text) >= _MIN_WORDS_AT_THE_EDGE:
                kept.update(short)
    return kept | _below_headline(places, anchors[0], container)


def _below_headline(places: Sequence[_Place], first: int, container: HtmlElement) -> set[int]:
    """Return the sentences of bare boxes between the headline and the body next to it."""
    parent = container.getparent()
    tops = [i for i, one in enumerate(places[:first]) if one.block.element.tag == "h1"]
    if not tops or places[tops[-1]].block.element.getparent() is not parent:
        return set()
    return {
        index
        for index in range(tops[-1] + 1, first)
        if (place := places[index]).holder.tag == "div"
        and place.block.element is place.holder
        and place.holder.getparent() is parent
        and place.block.linked <= _MAX_LINKED
        and _tells(place.block.text)
        and count_words(place.block.text) >= _MIN_WORDS_AT_THE_EDGE
    }


def _is_body(block: Block) -> bool:
    """Return True if a block between the paragraphs of an article belongs to it."""
    if _is_sentence(block):
        return True
    is_part = block.element.tag in HEADING_TAGS | {"li", "tr", "dd", "dt"}
    return is_part and block.linked <= _MAX_LINKED


def _is_sentence(block: Block) -> bool:
    return ends_like_a_sentence(block.text) and block.linked <= _MAX_LINKED


def _distinct(places: Sequence[_Place]) -> Iterator[str]:
    """Yield the texts of ``places`` without links, captions, and repetitions beside the body."""
    places = [place for place in places if not is_link_or_caption(place.block)]
    texts = [place.block.text for place in places]
    occurrences = Counter(run for text in set(texts) for run in set(_runs(_WORD.findall(text))))
    copies = Counter(texts)
    words_by_holder: Counter[HtmlElement] = Counter()
    for place in places:
        words_by_holder[place.holder] += count_words(place.block.text)
    body = words_by_holder.most_common(1)[0][0] if places else None
    for place, text in zip(places, texts, strict=True):
        runs = _runs(_WORD.findall(text))
        is_beside = place.holder is not body or place.block.element.tag == "blockquote"
        is_quoted = copies[text] > 1 or all(occurrences[run] > 1 for run in runs)
        if is_beside and is_quoted and len(runs) >= _MIN_RUNS_OF_REPETITION:
            copies[text] -= 1
        else:
            yield text
