"""Where the story happens."""

from briefer.article import Article
from briefer.reading.reader import read_article


def places_in(text: str) -> list[str]:
    return [place.span.of(text) for place in read_article(Article(text=text)).places]


def test_a_surname_is_no_place() -> None:
    text = (
        "Officials in Boston met Anna Paris on Monday. Paris said that the bridge in Boston would "
        "stay closed. Paris left early."
    )
    assert places_in(text) == ["Boston"]


def test_a_place_within_a_place_is_one() -> None:
    assert "Anbar province, western Iraq" in places_in(
        "Soldiers searched a house in Anbar province, western Iraq, on Friday."
    )
