"""Words that can name somebody, in languages without a parser."""

import pytest

from briefer.analysis.analyzer import analyze
from briefer.analysis.annotations import Span
from briefer.passes.slot_words import can_name
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
    assert can_name(Span(start, start + len(words)), article, analyze(article)) is expected
