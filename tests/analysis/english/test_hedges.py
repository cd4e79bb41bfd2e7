import pytest

from briefer.analysis.english.hedges import find_hedges
from briefer.analysis.parser import parse
from briefer.schema.article import Article


def hedges(text: str) -> list[str]:
    article = Article(text=text)
    return [hedge.span.text_in(text) for hedge in find_hedges(parse(article), article)]


@pytest.mark.parametrize(
    "text",
    [
        "With no rain in sight the reservoir could run dry by May.",
        "No decision has been made and the bridge could close in May.",
        "Engineers saw no leak but warned the wall could burst.",
        "Nothing was decided and the bridge could close.",
    ],
)
def test_could_is_a_hedge_if_no_negates_another_word(text: str) -> None:
    assert hedges(text) == ["could"]


@pytest.mark.parametrize(
    "text",
    [
        "No ship could leave.",
        "No member of the harbour board could leave.",
        "None of the three divers could swim.",
        "No one in the town could sleep.",
        "Neither the mayor nor the clerk could swim.",
    ],
)
def test_could_is_not_a_hedge_if_its_subject_is_negated(text: str) -> None:
    assert hedges(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "No one had thought to measure the hall.",
        "She thought to call the harbour.",
        "The might of the storm was a surprise.",
        "With all her might she held the rope.",
        "April May saw it. May said so.",
        "May is the wettest month in Orlow.",
        "May the best boat win.",
        "He reported to the harbour on Monday.",
        "She appeared to a crowd of forty.",
        "She suspected her brother.",
        "He had expected to win.",
    ],
)
def test_words_that_only_look_like_a_hedge(text: str) -> None:
    assert hedges(text) == []


@pytest.mark.parametrize(
    ("text", "hedge"),
    [
        ("It is thought that the boat sank.", "It is thought"),
        ("The boat, it is believed, sank.", "it is believed"),
        ("The boat is thought to have sunk.", "thought to"),
        ("A man thought to be forty fled.", "thought to"),
        ("He is believed to be in Orlow.", "believed to"),
        ("The fire is reported to have begun in a barn.", "reported to"),
        ("The suspected thief was held.", "suspected"),
        ("“It might,” she said.", "might"),
        ("Rain may cut the road.", "may"),
    ],
)
def test_words_that_weaken_a_statement(text: str, hedge: str) -> None:
    assert hedges(text) == [hedge]


@pytest.mark.parametrize(
    "text",
    [
        "From there we could see the whole bay.",
        "They could hardly stand when it ended.",
        "The trust could no longer run the ward at night.",
        "The flames could be seen from twelve miles away.",
    ],
)
def test_what_somebody_was_able_to_do_is_no_hedge(text: str) -> None:
    assert hedges(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Brandt is understood to want the post.", ["understood to"]),
        ("The clerk is said to have fled.", ["said to"]),
        ("It is understood that the post is open.", ["It is understood"]),
        ("Brandt had understood to his cost what it meant.", []),
        ("Nothing was said to the crew.", []),
    ],
)
def test_hearsay_in_the_passive_is_a_hedge(text: str, found: list[str]) -> None:
    assert hedges(text) == found
