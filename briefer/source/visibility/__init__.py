"""Find the text of a page that a browser would not show, from what the page itself holds."""
