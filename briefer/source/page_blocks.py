"""Split a page into its blocks of text, in document order.

For example, ``<div>One<p>Two <b>words</b></p>three<br>four</div>`` has the blocks "One",
"Two words", "three" and "four".
"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from briefer.source.decoding import one_line

BLOCK_TAGS: Final = frozenset(
    """address article aside blockquote body caption center dd details div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main nav ol p pre section summary table
    tbody td tfoot th thead tr ul""".split()
)
UNREAD_TAGS: Final = frozenset(
    """audio button canvas embed head iframe input ins label math menu noscript object script select
    style svg template textarea video""".split()
)
HEADING_TAGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MAX_CELL_WORDS: Final = 25  # a table with longer cells only arranges the page


class Block(NamedTuple):
    """A piece of text that a reader sees as one paragraph, heading, list item or table row.

    Attributes:
        text: the text, in one line.
        element: the innermost block element that has the text.
        linked: the share of the text's characters that are in links.
    """

    text: str
    element: HtmlElement
    linked: float = 0.0


def page_blocks(tree: HtmlElement) -> Iterator[Block]:
    """Yield the blocks of ``tree`` that have text."""
    pieces: list[str] = []
    linked = 0
    holders = [tree]
    in_link = 0

    def end_block() -> Iterator[Block]:
        nonlocal linked
        text = one_line("".join(pieces))
        if text:
            letters = sum(map(_letters, pieces))
            yield Block(text, holders[-1], linked / max(letters, 1))
        pieces.clear()
        linked = 0

    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        is_block = element.tag in BLOCK_TAGS
        if event == "start":
            if is_block or element.tag == "br":
                yield from end_block()
            if element.tag == "table" and is_data_table(element):
                yield from _rows(element)
                walk.skip_subtree()
            elif element.tag in UNREAD_TAGS:
                walk.skip_subtree()
            else:
                if is_block:
                    holders.append(element)
                in_link += element.tag == "a"
                pieces.append(element.text or "")
                linked += _letters(element.text) if in_link else 0
        else:
            if is_block:
                yield from end_block()
                if holders[-1] is element:
                    holders.pop()
            if element.tag == "a":
                in_link -= 1
            pieces.append(element.tail or "")
            linked += _letters(element.tail) if in_link else 0
    yield from end_block()


def is_data_table(table: HtmlElement) -> bool:
    """Return True if a table has data in rows and columns, and does not arrange paragraphs."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    rows = list(table.iter("tr"))
    cells = [len(row.findall("td") + row.findall("th")) for row in rows]
    return (
        len(rows) > 1
        and max(cells) > 1
        and all(
            len(cell.text_content().split()) <= _MAX_CELL_WORDS for cell in table.iter("td", "th")
        )
    )


def _rows(table: HtmlElement) -> Iterator[Block]:
    """Yield the rows of a table; a cell has the head of its column before it: "Ill: 2"."""
    heads: list[str] = []
    for row in table.iter("tr"):
        cells = [cell for cell in row if cell.tag in {"td", "th"}]
        words = [one_line(cell.text_content()) for cell in cells]
        if not heads and all(cell.tag == "th" for cell in cells):
            heads = words
            continue
        if len(heads) != len(words):
            line = " | ".join(filter(None, words))
        else:
            line = "; ".join(
                f"{head}: {word}" if head else word
                for head, word in zip(heads, words, strict=True)
                if word
            )
        if line:
            yield Block(line, row)


def _letters(text: str | None) -> int:
    return sum(map(str.isalnum, text or ""))
