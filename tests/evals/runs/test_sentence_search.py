from briefer.evals.runs.sentence_search import find_sentences
from briefer.schema.article import Article

ARTICLE = Article(
    text="PORT ELLERY — A fire killed three people on Tuesday night. “Nobody was left without a "
    "warning,” Mayor Ingrid Okafor said. The dockworkers’ union disputed that. It wants the belts "
    "replaced before the terminal opens again."
)


def test_a_paraphrase_is_supported_by_the_sentences_with_its_words() -> None:
    assert find_sentences(ARTICLE, "Three people were killed in a fire on Tuesday") == (0,)
    both = find_sentences(
        ARTICLE, "Three people killed by fire; union wants terminal belts replaced"
    )
    assert set(both) == {0, 3}


def test_no_sentence_supports_a_line_about_something_else() -> None:
    assert find_sentences(ARTICLE, "The parliament passed a budget after long negotiations") == ()


def test_a_town_is_found_in_its_hyphenated_full_name() -> None:
    article = Article(
        text="The board closed the ward on Monday. It has 40 beds. Mothers will drive to the "
        "coast. The hospital of Ellery-on-Sea has a garden."
    )
    assert set(find_sentences(article, "Board closes ward in Ellery")) == {0, 3}
