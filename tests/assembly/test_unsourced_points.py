"""A quotation without a known speaker is no point of a brief: it is not the article's own word."""

from briefer import Article, Settings, brief


def test_a_quotation_without_a_speaker_is_not_stated_by_the_article_itself() -> None:
    text = (
        "The quay at Corrie fell into the sea on Monday morning.\n\n"
        "Two boats were lost in the night.\n\n“Nobody has mended it since the flood of May.”\n"
    )
    result = brief(Article(text=text), settings=Settings(model="none"))
    stated = [what.event for what in result.what]
    assert any("boats" in words for words in stated)
    assert not any("mended" in words for words in stated)
