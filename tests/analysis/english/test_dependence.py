"""Sentences and titles that can be understood alone."""

import pytest

from briefer.analysis.english.dependence import stands_alone, states_event
from briefer.analysis.english.line_syntax import parsed_line


@pytest.mark.parametrize(
    "sentence",
    [
        "Remember what we know about the quay.",
        "Now consider the price of the plan.",
        "This is why the board voted against the plan.",
        "But that was before the storm broke the wall.",
        "Mayor Orme rejected that.",
        "Both were released on Friday and are well.",
        "The other is to open in Orlow in the spring.",
        "The rest is to come from a tax on shops.",
        "Its head, Ada Lunt, will resign in May.",
        "Their daughter, June, walked with the crew.",
        "She has not.",
        "Mayor Orme has not said so.",
        "Orme denied it at a hearing on Monday.",
        "Which is why the town is angry at the board.",
        "The minister said this was false.",
        "Back then the board owned two mills.",
        "And then there is the chairman of the board.",
        "As we reported on Monday, the quay is shut.",
        "As mentioned above, the quay is shut.",
        "But the county insists on the plan for the quay.",
        "However, the quay of Orlow stayed shut.",
        "Instead, experts advise reed beds.",
        "Similarly, the canal of Orlow is full.",
        "So the county wants a vote in May.",
        "As a result, the mill in Orlow closed.",
        "In contrast, Orlow is clean.",
        "Such plans fail often in Orlow.",
        "Second, the lorries wake the village.",
        "Three days before, divers had found a bomb of 1944.",
        "A year later, the beach opened again.",
        "The next day, the board sold the mill.",
        "And yet the mill in Orlow must stay.",
        "Meanwhile the board sold the mill.",
        "Because nobody in Orlow had a boat.",
        "The same rule applies to four mills, the board said.",
        "The other, Tom Brill, could not be reached.",
        "Both sides met in Orlow on Monday.",
        "Neither side wants to meet in Orlow.",
        "Ada Lunt, who led the board, was one of them.",
        "The chairman, Gus Orme, accused them of panic.",
        "Some have not spoken to me since.",
    ],
)
def test_a_sentence_that_needs_the_one_before(sentence: str) -> None:
    assert not stands_alone(parsed_line(sentence, "en"))


@pytest.mark.parametrize(
    "sentence",
    [
        "Ada Lunt said she would resign in May.",
        "The council said it would ask the company to refund the fares.",
        "After he lost the vote, Colin Orme left the hall.",
        "This week the board voted on the plan.",
        "If the quay is shut, then the board will meet.",
        "As Orme wrote on Monday, the quay is shut.",
        "As Orme explained earlier, the quay is shut.",
        "One of the guards fell ill on Monday.",
        "Those who live near the port were moved.",
        "The bank failed and that cost forty jobs.",
        "Police said a man and his son were held.",
        "Instead of dredging the lagoon, the board will plant reeds.",
        "So far, the board has sold four mills.",
        "As a result of the storm, the mill in Orlow closed.",
        "In addition to the fare, riders pay a fee.",
        "Yet to be named, the ferry will sail in May.",
        "Two days after the storm, the quay opened again.",
        "Three days before the vote, the board sold the mill.",
        "The mayor of Orlow said such plans fail.",
        "First Bank closed its branch in Orlow.",
    ],
)
def test_a_sentence_that_stands_alone(sentence: str) -> None:
    assert stands_alone(parsed_line(sentence, "en"))


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Quay gate fails above Orlow", True),
        ("Ferry line to resume after repairs", True),
        ("Two guards cleared over crush", True),
        ("The storm that split a town", False),
        ("A town without water", False),
        ("Why the tram split Orlow", False),
        ("Plus and minus: what the tram costs", False),
        ("Did the gate fail?", False),
    ],
)
def test_a_title_states_an_event_or_does_not(title: str, expected: bool) -> None:  # noqa: FBT001 (a parameter of the test)
    assert states_event(title, "en") is expected


@pytest.mark.parametrize("title", ["Dispute over closing of mill", "Row over the sale of a pier"])
def test_a_title_without_a_clause_states_no_event(title: str) -> None:
    assert not states_event(title, "en")
