"""Words that can name somebody or a place."""

import pytest

from briefer.analysis.analyzer import analyze
from briefer.analysis.annotations import Span
from briefer.passes.slot_words import can_act, can_be_place
from briefer.schema.article import Article

FRENCH = "Le comité de défense avance un chiffre. Il a parlé vite. L’hôpital et la mairie ferment."
SPANISH = "El director del hospital habló poco y una vecina lloraba al cerrar la puerta."


@pytest.mark.parametrize(
    ("language", "text", "words", "expected"),
    [
        ("fr", FRENCH, "comité de défense", True),
        ("fr", FRENCH, "Le comité de défense", True),
        ("fr", FRENCH, "hôpital", True),
        ("fr", FRENCH, "mairie", True),
        ("fr", FRENCH, "parlé vite", False),
        ("fr", FRENCH, "avance un chiffre", False),
        ("es", SPANISH, "hospital", True),
        ("es", SPANISH, "una vecina", True),
        ("es", SPANISH, "habló poco", False),
    ],
)
def test_a_noun_has_a_determiner_in_it_or_before_it(
    language: str, text: str, words: str, *, expected: bool
) -> None:
    article = Article(text=text, language=language)
    start = text.index(words)
    assert can_act(Span(start, start + len(words)), article, analyze(article)) is expected


FACTORY = (
    "The factory in the old harbour was bought by a brewery. A pump failed near the loading ramp; "
    "rescuers and divers evacuated a nursery and treated people with cold water in Mill Lane."
)


@pytest.mark.parametrize(
    ("words", "acts", "is_place"),
    [
        ("rescuers", True, False),
        ("The factory", True, False),
        ("A pump", True, False),
        ("cold water", False, False),
        ("a brewery", True, False),
        ("divers", True, False),
        ("a nursery", True, True),
        ("the old harbour", False, True),
        ("the loading ramp", False, True),
        ("Mill Lane", True, True),
    ],
)
def test_who_acts_and_what_something_is_in(words: str, *, acts: bool, is_place: bool) -> None:
    article = Article(text=FACTORY)
    span = Span(FACTORY.index(words), FACTORY.index(words) + len(words))
    analysis = analyze(article)
    assert can_act(span, article, analysis) is acts
    assert can_be_place(span, article, analysis) is is_place
