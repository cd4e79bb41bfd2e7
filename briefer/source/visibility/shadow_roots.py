"""Put declarative shadow roots into their page: what a template shows, and what it covers.

A browser shows ``<div><template shadowrootmode="open"><p>A</p></template><p>B</p></div>`` as "A":
the other content of the element has no slot. With a ``<slot>`` in the template, it shows both.
"""

from typing import Final

from lxml.etree import SubElement
from lxml.html import HtmlElement

# Elements that may have a shadow root, besides those with a hyphen in their names.
_HOSTS: Final = frozenset(
    """article aside blockquote body div footer h1 h2 h3 h4 h5 h6 header main nav p section
    span""".split()
)
_HIDDEN: Final = "display: none !important"


def open_shadow_roots(tree: HtmlElement) -> None:
    """Turn the templates of shadow roots into visible elements, and hide what has no slot."""
    opened = set[HtmlElement]()
    for template in list(tree.iter("template")):
        host = template.getparent()
        is_root = template.get("shadowrootmode", "").lower() in {"open", "closed"}
        if host is None or host in opened or not is_root:
            continue
        if host.tag in _HOSTS or "-" in str(host.tag):
            opened.add(host)
            _hide_unslotted(host, template)
            template.tag = "div"


def _hide_unslotted(host: HtmlElement, template: HtmlElement) -> None:
    slots = {slot.get("name", "") for slot in template.iter("slot")}
    for child in host.iterchildren("*"):
        if child is not template and child.get("slot", "") not in slots:
            child.set("style", f"{child.get('style', '')}; {_HIDDEN}")
    if "" in slots:
        return
    loose = [host.text, *(child.tail for child in host)]
    host.text = None
    for child in host:
        child.tail = None
    SubElement(host, "span", style=_HIDDEN).text = " ".join(filter(None, loose))
