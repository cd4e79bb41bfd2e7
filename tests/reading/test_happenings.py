from briefer.article import Article
from briefer.reading.reader import read_article


def test_the_event_is_the_main_clause_where_a_clause_in_it_is_a_claim() -> None:
    text = (
        "The harbour group cut its forecast on Thursday after losing customers who, it said, were "
        "shipping less fish than expected."
    )
    assert read_article(Article(text=text)).happenings[0].span.of(text) == text
