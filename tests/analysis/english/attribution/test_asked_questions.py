"""The words of a question are not those of the one who answers it."""

import pytest

from tests.analysis.english.attribution.claims import claims


@pytest.mark.parametrize(
    "text",
    [
        "Asked whether the dam was “a ticking bomb”, Holt said no.",
        "Asked if the mayor was “a liar and a thief,” 70 percent of residents said yes.",
        "Petra Amsel, who was asked whether the clinic was “a death trap”, shook her head.",
    ],
)
def test_the_answerer_has_not_said_the_question(text: str) -> None:
    assert claims(text) == []


def test_a_share_of_people_answers_the_question_of_the_poll() -> None:
    text = (
        "A Herald poll shows that few trust the mayor. "
        "Asked if he was “fit for the office,” 30 percent of residents said yes."
    )
    assert claims(text)[-1] == ("A Herald poll", "“fit for the office,”")
