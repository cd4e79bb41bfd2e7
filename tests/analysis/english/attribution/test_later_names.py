"""A source that is described first and named later."""

import pytest

from briefer.analysis.analyzer import analyze
from briefer.schema.article import Article


def first_source(text: str) -> tuple[str, str]:
    source = analyze(Article(text=text)).attributions[0].source
    return source.text, source.kind


@pytest.mark.parametrize(
    "later",
    [
        "The guard, Ada Lunt, held a lamp.",
        "It rained. The guard, Ada Lunt, said that it was dark.",
        "Ada Lunt, the guard, said that it was dark.",
        "A day later the guard was identified as Ada Lunt.",
    ],
)
def test_a_source_that_is_named_later_is_not_unnamed(later: str) -> None:
    text = f"A night guard said the gate was open. {later}"
    assert first_source(text) == ("Ada Lunt", "person")
    assert all(found.kind != "unnamed_source" for found in analyze(Article(text=text)).uncertainty)


def test_a_spokesman_is_the_one_who_is_named_later() -> None:
    text = "A spokesman said the gate was open. On Friday, spokesman Bo Krag said it was shut."
    assert first_source(text) == ("Bo Krag", "person")


@pytest.mark.parametrize(
    "later",
    [
        "Another guard, Ada Lunt, said it was shut.",
        "The minister, Ada Lunt, said it was shut.",
        "The former guard, Ada Lunt, said it was shut.",
        "The guard, who asked not to be named, said it was late.",
    ],
)
def test_a_name_of_somebody_else_is_not_the_sources(later: str) -> None:
    assert first_source(f"A guard said the gate was open. {later}")[1] == "unnamed_person"
