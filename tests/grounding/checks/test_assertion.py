import pytest

from briefer.grounding.checks.assertion import ASSERTION
from briefer.schema.article import Article
from tests.grounding.strike import strengths

INQUIRY = Article(
    text="Did the inquiry find a reason for the fire that killed Tomás Holt and two other men? "
    "Half of the town, 49%, say the mill should close. Two in three of those asked were sure, and "
    "the answer is clear: the mill has to go. The band was told to begin playing as the smoke "
    "rose over the river. Would the owner, who might have locked the gate, resign?"
)


@pytest.mark.parametrize(
    "line",
    [
        "A fire killed Tomás Holt and two other men",  # the question takes it for granted
        "49% of the town say the mill should close",
        "The mill has to go, the answer is",
        "The band played as smoke rose over the river",
    ],
)
def test_what_an_article_says_or_takes_for_granted_is_stated(line: str) -> None:
    assert strengths(ASSERTION, line, INQUIRY) == {}


@pytest.mark.parametrize(
    "line",
    [
        "The inquiry found a reason for the fire",
        "The owner resigned",
        "The owner locked the gate",
    ],
)
def test_what_an_article_only_asks_is_not_stated(line: str) -> None:
    assert strengths(ASSERTION, line, INQUIRY) == {"not_stated": 1}


def test_a_line_that_names_the_month_of_may_is_no_possibility() -> None:
    article = Article(
        text="Did the mayor sell the mill in May? The council of Orme meets on Friday. The mill is "
        "empty."
    )
    assert strengths(ASSERTION, "The mayor sold the mill in May", article) == {"not_stated": 1}
