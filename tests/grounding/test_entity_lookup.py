import pytest

from briefer.analysis.analyzer import analyze
from briefer.grounding.entity_lookup import resolve_entity
from briefer.schema.article import Article

ARTICLE = Article(
    text="Ann Reed, the mayor, met Tomás Luis Bray on Monday. Reed and Carl Lund left early. Vera "
    "Lund stayed. The Velmoor Canal Board paid."
)


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("Ann Reed", "Ann Reed"),
        ("reed", "Ann Reed"),
        ("Tomás Bray", "Tomás Luis Bray"),
        ("Lund", None),  # there are two
        ("Carl Lund", "Carl Lund"),
        ("Canal", None),
        ("Greta Kald", None),
    ],
)
def test_a_name_or_its_only_short_form_finds_the_entity(name: str, entity: str | None) -> None:
    found = resolve_entity(name, analyze(ARTICLE), ARTICLE)
    assert (found.text if found else None) == entity
