import pytest

from briefer.analysis.english.hedges import find_hedges
from briefer.schema.article import Article


def hedges(text: str) -> list[str]:
    return [hedge.span.text_in(text) for hedge in find_hedges(Article(text=text))]


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
