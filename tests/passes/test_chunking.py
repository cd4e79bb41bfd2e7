import pytest

from briefer.errors import ContextError
from briefer.passes.chunking import Window, split_to_fit
from briefer.schema.article import Article


async def test_a_text_that_fits_is_one_window() -> None:
    async def fits(part: Window) -> bool:
        return len(part.text) < 100

    assert await split_to_fit(Article(text="one\n\ntwo"), fits=fits) == (("one\n\ntwo", (0, 8)),)


async def test_no_paragraph_is_lost_and_all_windows_fit() -> None:
    paragraphs = [f"Paragraph {n} " + "word " * (n % 7) for n in range(40)]

    async def fits(part: Window) -> bool:
        return len(part.text) <= 200

    article = Article(text="\n\n".join(paragraphs))
    windows = await split_to_fit(article, fits=fits)
    parts = [window.text for window in windows]
    assert all(len(part) <= 200 for part in parts)
    assert "".join(parts).split() == " ".join(paragraphs).split()
    for window in windows:
        assert window.span.text_in(article.text).split() == window.text.split()


async def test_a_paragraph_larger_than_the_window_is_split_at_sentences() -> None:
    sentences = [f"Sentence {n} tells of bridge {n}. " for n in range(40)]

    async def fits(part: Window) -> bool:
        return len(part.text) <= 200

    article = Article(text="".join(sentences))
    windows = await split_to_fit(article, fits=fits)
    parts = [window.text for window in windows]
    assert [window.span.text_in(article.text) for window in windows] == parts
    assert "".join(parts) == "".join(sentences)
    assert all(part.startswith("Sentence") for part in parts)


async def test_a_sentence_larger_than_the_window_is_an_error_that_says_what_to_do() -> None:
    async def fits(_part: Window) -> bool:
        return False

    with pytest.raises(ContextError, match="BRIEFER_CONTEXT_TOKENS"):
        await split_to_fit(Article(text="one\n\ntwo"), fits=fits)
