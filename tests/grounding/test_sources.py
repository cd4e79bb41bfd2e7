from briefer.analysis.analyzer import analyze
from briefer.grounding.line_context import LineContext
from briefer.grounding.sources import sources_of
from briefer.schema.article import Article
from tests.grounding.strike import STRIKE, index


def sources(line: str, article: Article = STRIKE) -> tuple[str, ...]:
    sentences = LineContext(index(article), line).sentences
    return sources_of(line, article=article, analysis=analyze(article), sentences=sentences)


def test_a_line_with_an_attributed_claim_has_its_source() -> None:
    assert sources("340 members had voted for the strike") == ("Petra Lindqvist",)


def test_what_the_article_says_itself_has_no_source() -> None:
    assert sources("A barge damaged the northern gate in March") == ()


def test_a_line_that_names_its_source_has_only_that_source() -> None:
    article = Article(
        text="The bank denied on Monday that it would scrap the 500-crown note. A man says in a "
        "message that the 500-crown note will be worthless."
    )
    line = "The bank denies the end of the 500-crown note"
    found = sources_of(line, article=article, analysis=analyze(article), sentences=(0, 1))
    assert found == ("The bank",)


def test_the_actor_of_a_line_is_not_its_source() -> None:
    article = Article(
        text="Residents said the army attacked the town, while the army said it was at its base."
    )
    assert sources("The army attacked the town", article) == ("Residents",)


def test_what_a_person_did_not_mention_is_not_attributed_to_them() -> None:
    article = Article(
        text="Greta Lund spoke for an hour. Lund did not mention the audit of the locks that is to "
        "be published on Thursday."
    )
    assert sources("The audit of the locks is to be published on Thursday", article) == ()


def test_what_the_title_states_needs_no_source() -> None:
    title = "340 members had voted for the strike"
    assert sources(title, STRIKE.model_copy(update={"title": title})) == ()
