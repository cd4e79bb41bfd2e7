import pytest

from briefer.grounding.checks.attribution import ATTRIBUTION
from briefer.schema.article import Article
from tests.grounding.strike import params, strengths

CLEAR, WEAK = 0.4, 0.25

INSPECTORS = Article(
    text="Mara Lind, the director of the Port Bureau, said the gates had shut in time. Three "
    "inspectors with knowledge of the tests said the pumps had jammed twice in the night. Tom Bray "
    "said he was tired."
)

UNDISPUTED = Article(
    text="Petra Lindqvist, the head of the keepers’ union, said that 340 members had voted for the "
    "strike. It will start on 9 June. A barge damaged the northern gate in March."
)
HARBOUR = Article(
    text="“Nobody has won this, and nobody has lost it,” Pavla Ostrand told reporters. Ruta Sem, "
    "the head of the port, said the cranes were new. Pavla Ostrand was born in Lund. She said that "
    "every hour of the tapes had been typed out. Ilya Dev, the director of the museum, said the "
    "lights were off."
)


@pytest.mark.parametrize(
    "line",
    [
        "Owen Marsh said that 340 members had voted for the strike",
        "The Canal Board said 340 members had voted for the strike",
        "Lindqvist denied that the board had cut their pay",
    ],
)
def test_another_named_source_is_found(line: str) -> None:
    assert strengths(ATTRIBUTION, line)["wrong_source"] >= CLEAR


@pytest.mark.parametrize(
    "line",
    [
        # its words are all function words and forms of "to be", so only their order tells
        "“Nobody has won this, and nobody has lost it,” Ruta Sem told reporters",
        # the article has the source as a pronoun
        "Every hour of the tapes had been typed out, Ruta Sem said",
        # the parser finds no subject after an apposition
        "Every hour of the tapes had been typed out, the museum’s director, Ilya Dev, said",
    ],
)
def test_a_wrong_source_is_found_in_every_form_of_the_line(line: str) -> None:
    assert strengths(ATTRIBUTION, line, HARBOUR)["wrong_source"] >= CLEAR


@pytest.mark.parametrize(
    "line",
    [
        "“Nobody has won this, and nobody has lost it,” Pavla Ostrand told reporters",
        "Every hour of the tapes has been typed out, Ostrand said",
        "The lights were off, the museum’s director, Ilya Dev, said",
    ],
)
def test_the_right_source_in_the_same_forms_is_right(line: str) -> None:
    assert all(strength <= WEAK for strength in strengths(ATTRIBUTION, line, HARBOUR).values())


def test_a_wrong_source_has_both_names() -> None:
    line = "Owen Marsh said that 340 members had voted for the strike"
    found = params(ATTRIBUTION, line, "wrong_source")
    assert found == {"line": "Owen Marsh", "article": "Petra Lindqvist"}


FERRY = Article(
    text="The ferry to Tarn was hit at sea, Prime Minister Ilse Brandt of Nordavia said on Friday. "
    "Nordavia lies on the coast. Gotland said that the port was too small for the ferry. Sudland "
    "has sent a ship. Sudland is an island."
)


def test_a_country_may_stand_for_those_who_speak_for_it() -> None:
    line = "Nordavia says the ferry to Tarn was hit at sea"
    assert "wrong_source" not in strengths(ATTRIBUTION, line, FERRY)


def test_a_country_does_not_stand_for_the_minister_of_another() -> None:
    found = strengths(ATTRIBUTION, "Sudland says the ferry to Tarn was hit at sea", FERRY)
    assert max(found.get("wrong_source", 0.0), found.get("other_source", 0.0)) >= CLEAR


@pytest.mark.parametrize(
    "line",
    [
        "Mara Lind said the pumps had jammed twice in the night",
        "Tom Bray said the pumps had jammed twice in the night",
    ],
)
def test_a_named_source_for_what_an_unnamed_one_says_is_found(line: str) -> None:
    assert strengths(ATTRIBUTION, line, INSPECTORS)["other_source"] >= CLEAR


@pytest.mark.parametrize(
    "line",
    [
        "340 members had voted for the strike",
        "As many as 340 members had voted for the union’s strike",
    ],
)
def test_a_claim_without_its_source_is_found(line: str) -> None:
    assert strengths(ATTRIBUTION, line, UNDISPUTED)["claim_as_fact"] >= CLEAR


def test_a_claim_next_to_a_dispute_is_contested() -> None:
    line = "340 members had voted for the strike"  # the next sentence has "denied"
    assert strengths(ATTRIBUTION, line)["contested_as_fact"] >= CLEAR


@pytest.mark.parametrize("line", ["The board has cut their pay", "The board had not cut their pay"])
def test_a_denied_claim_without_its_source_is_found(line: str) -> None:
    assert strengths(ATTRIBUTION, line)["contested_as_fact"] >= CLEAR


@pytest.mark.parametrize(
    "line",
    [
        "Petra Lindqvist said that 340 members had voted for the strike",
        "According to Lindqvist, 340 members had voted for the strike",
        "The head of the keepers’ union said 340 members voted for the strike",
        "Marsh denied that the board had cut their pay",
        "The director of the Canal Board denied cutting their pay",
        "Lindqvist accused Marsh of hiding a report",
        "A barge damaged the northern gate in March",
        "The strike will start on 9 June",
    ],
)
def test_a_line_with_the_right_source_or_without_a_claim_is_right(line: str) -> None:
    assert all(strength <= WEAK for strength in strengths(ATTRIBUTION, line).values())


@pytest.mark.parametrize(
    "line",
    [
        "Inspectors said the pumps had jammed twice",
        "The Port Bureau’s director said the gates shut in time",
        "The Port Bureau said the gates shut in time",
    ],
)
def test_a_source_may_be_named_in_other_words(line: str) -> None:
    assert all(strength <= WEAK for strength in strengths(ATTRIBUTION, line, INSPECTORS).values())
