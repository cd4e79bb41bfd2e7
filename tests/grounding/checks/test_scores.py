import pytest

from briefer.grounding.checks.scores import SCORES
from briefer.schema.article import Article
from tests.grounding.strike import params, strengths

MATCH = Article(
    title="Corby stun Ardley",
    text="Ardley 2 Corby Town 3\n\nArdley led by two goals for an hour. Then Corby scored three "
    "times in ten minutes, and the home side went out of the cup.",
)
HYPHENATED = Article(
    title="Cup", text="Ardley 2-3 Corby Town\n\nArdley led by two goals for an hour on Saturday."
)
DRAWN = Article(
    title="Cup", text="Ardley 2 Corby Town 2\n\nArdley led by two goals for an hour on Saturday."
)


@pytest.mark.parametrize(
    "line",
    [
        "Ardley won 2-3 against Corby",
        "Ardley defeated Corby Town 3-2",
        "Ardley defeated Corby",
        "Corby lost 3-2 to Ardley",
    ],
)
@pytest.mark.parametrize("article", [MATCH, HYPHENATED])
def test_a_result_the_wrong_way_round_is_found(article: Article, line: str) -> None:
    assert strengths(SCORES, line, article) == {"score_differs": 1.0}


def test_the_finding_has_the_side_and_the_score() -> None:
    found = params(SCORES, "Ardley won 2-3 against Corby", "score_differs", MATCH)
    assert found == {"name": "Ardley", "score": "Ardley 2 Corby Town 3"}


@pytest.mark.parametrize(
    "line",
    [
        "Corby beat Ardley 3-2",
        "Corby Town won 3-2 at Ardley",
        "Ardley lost 2-3 to Corby",
        "Ardley did not beat Corby",
        "Ardley had won the cup in the year before",
        "Ardley led by two goals for an hour",
    ],
)
def test_the_result_of_the_article_and_other_victories_are_right(line: str) -> None:
    assert strengths(SCORES, line, MATCH) == {}


@pytest.mark.parametrize("line", ["Ardley beat Corby 2-2", "Corby beat Ardley 2-2"])
def test_a_draw_proves_nothing(line: str) -> None:
    assert strengths(SCORES, line, DRAWN) == {}
