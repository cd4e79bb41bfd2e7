"""Turn the pages of a PDF into lines of text in reading order."""
