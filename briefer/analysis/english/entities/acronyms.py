"""Find names that are spelled out before their acronym: "Islamic State in Iraq (ISI)"."""

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens


def introduced_by_acronym(doc: Doc) -> list[Tokens]:
    """Find names spelled out before their acronym: "Islamic State in Iraq and Syria (ISIS)"."""
    found: list[Tokens] = []
    acronyms: set[str] = set()
    for token in doc[1:]:
        letters = token.text
        is_acronym = letters.isalpha() and letters.isupper() and 2 < len(letters) < 8
        if not is_acronym or letters in acronyms or token.nbor(-1).text != "(":
            continue
        start = _start_of_words(letters, token.nbor(-1))
        if start is not None:
            found.append(Tokens(doc, start, token.i - 1, label="ORG"))
            acronyms.add(letters)
    found.extend(Tokens(doc, t.i, t.i + 1, label="ORG") for t in doc if t.text in acronyms)
    return found


def _start_of_words(letters: str, bracket: Token) -> int | None:
    """Return the start of the words before ``bracket`` that have these initials, if any."""
    remaining, start = list(letters), bracket.i
    while remaining and start > bracket.sent.start:
        word = bracket.doc[start - 1]
        if word.text[:1] == remaining[-1]:
            remaining.pop()
        elif word.text[:1].isupper() or not word.is_stop:
            return None
        start -= 1
    return None if remaining else start
