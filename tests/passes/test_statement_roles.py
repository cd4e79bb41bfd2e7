"""The role of a source, and why it is not named: the article's words about that source."""

import pytest

from briefer.schema.article import Article
from briefer.schema.brief import Source
from tests.passes.factories import grounded_statements


def source(text: str, **given: object) -> Source:
    """Return the source of “the bridge was safe” as the article describes it."""
    at = 1 + Article(text=text).sentence_at(text.index("the bridge was safe"))
    statement = {"by": 1, "at": at, "cue": "said", "first": "the bridge was safe"}
    drafts: list[dict[str, object]] = [{"name": "Ann Reed", "kind": "person"} | given]
    [claim] = grounded_statements(Article(text=text), statement, sources=drafts).items.claims
    return claim.source


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Ann Reed, the mayor, said the bridge was safe.", "the mayor"),
        ("Mayor Ann Reed said the bridge was safe.", "Mayor"),
        ("The mayor, Ann Reed, said the bridge was safe.", "The mayor"),
        ("Ann Reed, head of the Lund river board, said the bridge was safe.",
         "head of the Lund river board"),
    ],
)  # fmt: skip
def test_a_role_next_to_the_name_is_copied_from_the_article(text: str, role: str) -> None:
    found = source(text, role=role.upper())
    assert found.role == role
    assert role in [one.quote for one in found.evidence]


def test_a_role_next_to_another_mention_of_the_source_counts() -> None:
    text = "Ann Reed, the mayor, came late. Reed said the bridge was safe."
    assert source(text, role="the mayor").role == "the mayor"


def test_a_role_in_another_paragraph_needs_a_noun_for_somebody() -> None:
    text = "Reed said the bridge was safe.\n\nThe mayor came late. A train was delayed by snow."
    assert source(text, name="Reed", role="the mayor").role == "The mayor"
    assert source(text, name="Reed", role="delayed by snow").role is None
    text = "Two officials said the bridge was safe.\n\nThey were not authorised to speak publicly."
    why = "not authorised to speak publicly"
    unnamed = source(text, name="two officials", kind="unnamed_group", why_unnamed=why)
    assert unnamed.anonymity_reason == why


def test_of_two_mentions_the_one_at_the_name_is_meant() -> None:
    text = "A mayor must decide, Ann Reed, a mayor, said: the bridge was safe."
    found = source(text, role="a mayor")
    places = [one.start for one in found.evidence if one.quote.lower() == "a mayor"]
    assert places == [text.index("a mayor, said")]


def test_a_role_that_the_article_does_not_have_is_left_out() -> None:
    assert source("Ann Reed said the bridge was safe.", role="queen of Lodmark").role is None


def test_the_reason_for_not_naming_a_source_is_copied_from_the_article() -> None:
    text = "Two officials, fearing for their jobs, said the bridge was safe."
    why = "Fearing for their jobs"
    found = source(text, name="two officials", kind="unnamed_group", why_unnamed=why)
    assert (found.anonymity_reason, found.basis) == ("fearing for their jobs", "background")
