import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefer.grounding.alignment import find_phrase
from briefer.schema.article import Article

TEXT = (
    "PORT ELLERY — A fire killed three people on Tuesday night. “Nobody was left without a "
    "warning,” Mayor Ingrid Okafor said. The dockworkers’ union disputed that. It wants the belts "
    "replaced before the terminal opens again."
)
ARTICLE = Article(text=TEXT)


@pytest.mark.parametrize(
    ("written", "slice_"),
    [
        ("Tuesday night", "Tuesday night"),
        ("tuesday  NIGHT.", "Tuesday night"),
        ('"Nobody was left without a warning"', "Nobody was left without a warning"),
        ("the dockworkers' union", "The dockworkers’ union"),
        (
            "a fire killed three peple on Tuesday night",
            "A fire killed three people on Tuesday night",
        ),
    ],
)
def test_a_phrase_is_found_as_the_article_writes_it(written: str, slice_: str) -> None:
    found = find_phrase(ARTICLE, written)
    assert found is not None
    assert found.quote == slice_
    assert found.holds_in(TEXT)


@pytest.mark.parametrize("written", ["Wednesday", "kill", "a flood drowned nine sheep", "", " . "])
def test_a_phrase_that_is_not_in_the_article_is_not_found(written: str) -> None:
    assert find_phrase(ARTICLE, written) is None


@given(st.data())
def test_every_phrase_of_the_article_is_found_in_it(
    data: st.DataObject,
) -> None:
    words = TEXT.split()
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    found = find_phrase(ARTICLE, " ".join(words[start:end]))
    if any(character.isalnum() for character in " ".join(words[start:end])):
        assert found is not None
        assert found.holds_in(TEXT)
