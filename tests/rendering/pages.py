"""The part of a page that a reader sees."""

import re


def shown(page: str) -> str:
    """Return an HTML page without the data for its buttons and for machines."""
    return re.sub(r'(?s)<script type="application/[^>]*>.*?</script>\n', "", page)
