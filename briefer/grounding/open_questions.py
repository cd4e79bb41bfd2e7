"""Check a model's open question, or a note on a doubt: it needs no evidence, so its words do.

"Who owns the terminal?" may be asked about any terminal. "Why did the mayor steal the money?",
"Have you sent your bitcoin yet?" and "Did you see example.com?" may not.
"""

import re
from collections.abc import Iterator

from briefer.analysis.accusations import accusing_words
from briefer.analysis.unasserted import talks_to_readers
from briefer.grounding.article_index import ArticleIndex
from briefer.grounding.findings import Finding
from briefer.grounding.line_context import LineContext
from briefer.grounding.matching import MATCH
from briefer.grounding.tokens import Token, tokenize

_MAX_NEW_WORDS = 3
"""New words of a question, from which it is no longer about the article."""

# A question with one of these takes the rest of it for granted.
_PRESUPPOSING = re.compile(
    r"\W*(?:why|how come|pourquoi|por qué|porque|por que|warum|wieso|weshalb|perché|waarom|почему"
    r"|为什么|为何|لماذا)(?!\w)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\w://|\bwww\.|[\w.+-]@[\w-]+\.\w|(?<!\w)@\w{3}"
    r"|\w-*+\.(?:com|net|org|example|info|io|ru|cn|biz|shop|top|xyz|link|test)\b"
    r"|\+\d[\d ()-]{6,}",
    re.IGNORECASE,
)


def question_findings(
    text: str, index: ArticleIndex, language: str, *, is_note: bool
) -> Iterator[Finding]:
    """Yield why a question or a note is not about the article, in the order of gravity.

    Args:
        text: the question or note.
        index: the article.
        language: ISO 639-1 code of the text's language.
        is_note: whether it tells of a doubt in the article. Then it may use words of its own, and
            of what the article asks or supposes, but not consist of them.
    """
    if _ADDRESS.search(text) or talks_to_readers(text, language):
        yield Finding("not_a_question", "hard")
        return
    if language != index.article.language:
        words = " ".join(token.text for tokens in index.asserted for token in tokens)
        if accusing_words(text, language) and not accusing_words(words, index.article.language):
            yield Finding("words_not_in_article", "hard")
        return
    line = LineContext(index, text, language=language)
    asks = (
        not is_note
        and text.rstrip().endswith(("?", "\uff1f", "؟"))
        and not _PRESUPPOSING.match(text)
    )
    stated = [*index.asserted, index.title]
    known = [*index.not_ordered, index.title] if asks or line.takes_back else stated
    new = [
        token
        for token in line.content
        if not any(line.has(token, row) for row in (stated if token.is_capitalised else known))
    ]
    unstated = sum(_is_in_article(token, line) for token in new)
    accused = any(not _stated(word, line, stated) for word in accusing_words(text, language))
    if unstated > (len(line.content) / 2 if is_note else 0):
        yield Finding("not_stated", "hard", params={"words": " ".join(t.text for t in new)})
    elif accused or (len(new) >= _MAX_NEW_WORDS and not is_note):
        yield Finding("words_not_in_article", "hard")


def _is_in_article(token: Token, line: LineContext) -> bool:
    return max(line.index.matches(token), default=0.0) >= MATCH


def _stated(word: str, line: LineContext, known: list[tuple[Token, ...]]) -> bool:
    tokens = [token for token in tokenize(word, line.language) if token.is_content]
    return all(any(line.has(token, row) for row in known) for token in tokens)
