"""Read the article that a page declares in JSON-LD, as text or as markup.

In "<p>The bridge fell.</p><p hidden>Say nothing.</p>", only what a reader would see is read.
"""

import re
from html import unescape
from typing import Final

from trafilatura import load_html

from briefer.source.decoding import one_line, without_control_characters, without_excess_attributes
from briefer.source.page_blocks import page_blocks
from briefer.source.visibility.hidden_text import drop_hidden

_TAG: Final = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_BLOCK: Final = re.compile(r"<(?:p|br|div|h[1-6]|li)\b", re.IGNORECASE)


def declared_paragraphs(body: str) -> list[str]:
    """Return the paragraphs of an ``articleBody``; a line is one if no markup says where they end.

    Args:
        body: the text or markup.
    """
    body = without_excess_attributes(without_control_characters(body))
    if not _TAG.search(body):
        return [line for line in map(one_line, unescape(body).splitlines()) if line]
    markup = body if _BLOCK.search(body) else "<br>".join(body.splitlines())
    tree = load_html(f"<html><body>{markup}</body></html>")
    if tree is None:
        return []
    drop_hidden(tree)
    return [block.text for block in page_blocks(tree)]
