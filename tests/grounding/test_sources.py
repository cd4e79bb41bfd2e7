import pytest

from briefer.analysis.analyzer import analyze
from briefer.analysis.annotations import Attribution, AttributionSource, Span
from briefer.grounding.line_context import LineContext
from briefer.grounding.sources import is_not_said, sources_of
from briefer.schema.article import Article
from tests.grounding.strike import STRIKE, index


def sources(line: str, article: Article = STRIKE) -> tuple[str, ...]:
    sentences = LineContext(index(article), line).sentences
    return sources_of(line, article=article, analysis=analyze(article), sentences=sentences)


def test_a_line_with_an_attributed_claim_has_its_source() -> None:
    assert sources("340 members had voted for the strike") == ("Petra Lindqvist",)


def test_what_the_article_says_itself_has_no_source() -> None:
    assert sources("A barge damaged the northern gate in March") == ()


@pytest.mark.parametrize("bank", ["The bank", "Malmora's central bank"])
def test_a_line_that_names_its_source_has_only_that_source(bank: str) -> None:
    article = Article(
        text=f"{bank} denied on Monday that it would scrap the 500-crown note. A man says in a "
        "message that the 500-crown note will be worthless."
    )
    line = "The central bank denies the end of the 500-crown note"
    found = sources_of(line, article=article, analysis=analyze(article), sentences=(0, 1))
    assert found == (bank,)


def test_an_office_may_be_anybodys() -> None:
    article = Article(
        text="The mayor's office said the harbour was safe. The governor's office said the harbour "
        "was closed."
    )
    line = "The governor's office said the harbour was closed"
    found = sources_of(line, article=article, analysis=analyze(article), sentences=(0, 1))
    assert found == ("The governor's office",)


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


@pytest.mark.parametrize(
    ("cue", "not_said"),
    [
        ("said", False), ("did not say", True), ("didn’t say", True), ("never said", True),
        ("declined to say", True), ("refused to confirm", True), ("denied", False),
        ("according to", False), ("noted", False), ("Not saying", True),
    ],
)  # fmt: skip
def test_some_cues_say_that_something_was_not_said(cue: str, *, not_said: bool) -> None:
    text = f"Ann Reed {cue} that the bridge was safe."
    by, said, content = (
        Span(text.index(words), text.index(words) + len(words))
        for words in ("Ann Reed", cue, "the bridge was safe")
    )
    source = AttributionSource("Ann Reed", "person", (by,))
    claim = Attribution(source, said, (content,), "indirect", sentence=0, rule="A1")
    assert is_not_said(claim, Article(text=text)) == not_said


def test_a_negation_within_the_content_does_not_count() -> None:
    article = Article(text="Ann Reed said that the bridge was never safe.")
    [claim] = analyze(article).attributions
    assert not is_not_said(claim, article)
