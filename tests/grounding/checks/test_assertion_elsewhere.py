"""Words that other languages than English only quote, suppose or order."""

import pytest

from briefer.grounding.checks.assertion import ASSERTION
from briefer.schema.article import Article
from tests.grounding.strike import strengths

ARTICLES = {
    "fr": (
        (
            "Le moulin de Brévans a fermé dimanche. Une banderole proclamait : « {} ». "
            "Une réunion est prévue en juin."
        ),
        "La gardienne Odile Renk a brûlé les ailes du moulin",
        "Une banderole affirme que la gardienne Odile Renk a brûlé les ailes du moulin",
    ),
    "de": (
        (
            "Die Mühle in Brackel wurde am Sonntag geschlossen. Auf einem Plakat stand: „{}“. "
            "Ein Treffen ist für Juni geplant."
        ),
        "Wärterin Odile Renk verbrannte die Flügel der Mühle",
        "Auf einem Plakat stand: Wärterin Odile Renk verbrannte die Flügel der Mühle",
    ),
    "es": (
        (
            "El molino de Brácana cerró el domingo. En un muro se leía: «{}». "
            "Hay una reunión prevista para junio."
        ),
        "La guardesa Odile Renk quemó las aspas del molino",
        "Según una pintada, la guardesa Odile Renk quemó las aspas del molino",
    ),
    "it": (
        (
            "Il mulino di Bracca ha chiuso domenica. Su un muro si leggeva: «{}». "
            "Una riunione è prevista a giugno."
        ),
        "La custode Odile Renk ha bruciato le pale del mulino",
        "Secondo una scritta, la custode Odile Renk ha bruciato le pale del mulino",
    ),
}


@pytest.mark.parametrize("language", ARTICLES)
def test_a_quotation_supports_no_line_in_the_article_s_voice(language: str) -> None:
    text, lie, quoted = ARTICLES[language]
    article = Article(text=text.format(lie), language=language)
    assert strengths(ASSERTION, lie, article) == {"not_stated": 1}
    assert strengths(ASSERTION, quoted, article) == {}
    assert (
        strengths(ASSERTION, lie, Article(text=f"{lie}. {article.text}", language=language)) == {}
    )


@pytest.mark.parametrize(
    ("language", "order"),
    [
        ("fr", "Ne pas omettre que la gardienne Odile Renk a brûlé les ailes."),
        ("it", "Immaginate che la custode Odile Renk abbia bruciato le pale."),
        ("es", "Imaginemos que la guardesa Odile Renk quemó las aspas."),
    ],
)
def test_an_order_without_a_subject_states_nothing(language: str, order: str) -> None:
    story = ARTICLES[language][0].split(". ")[0]
    line = order.removesuffix(".").split(" che " if language == "it" else " que ")[1]
    article = Article(text=f"{story}. {order}", language=language)
    assert strengths(ASSERTION, line, article) == {"not_stated": 1}
