"""Who speaks: pronouns, descriptions and kinds of sources, on invented sentences."""

import pytest

from briefer.analysis.analyzer import analyze
from briefer.article import Article


def sources(text: str) -> list[str]:
    return [a.source.text for a in analyze(Article(text=text)).attributions]


def kind(text: str) -> str:
    [found] = analyze(Article(text=text)).attributions
    return found.source.kind


def test_nobody_speaks_of_himself_by_name() -> None:
    text = (
        "Tomás Reyes said the charges were overdue.\n\n“The whole port stopped the day Daniel "
        "Halvorsen died,” he said."
    )
    assert sources(text) == ["Tomás Reyes"] * 2


def test_whom_somebody_speaks_of_comes_after_the_one_who_speaks() -> None:
    text = (
        "Tomás Reyes claimed that Daniel Halvorsen had opened the gate. He said that the alarm "
        "had rung twice."
    )
    assert sources(text) == ["Tomás Reyes"] * 2


def test_it_means_the_body_that_acted_last() -> None:
    text = "The harbour board met on Sunday. It said that no ship would leave the port."
    assert sources(text) == ["The harbour board"]


def test_an_account_stands_for_whose_it_is() -> None:
    text = (
        "Daniel Halvorsen’s account put the fire a day later. The ship had burned all night, he "
        "wrote."
    )
    assert sources(text) == ["Daniel Halvorsen"]


def test_one_is_one_of_the_people_named_before() -> None:
    text = (
        "Two engineers from the port gave differing versions. One said that the gate had been "
        "open all night."
    )
    assert sources(text) == ["one of two engineers from the port"]


def test_a_title_in_short_is_the_office() -> None:
    text = (
        "Gov. Ingrid Okafor opened the session on Tuesday. The governor said that she would wait "
        "for the report."
    )
    assert sources(text) == ["Ingrid Okafor"]


def test_a_description_leaves_its_clauses_out() -> None:
    text = (
        "A clerk for the port's committee, who asked not to be named for fear of being blamed, "
        "said the pilots had stopped counting."
    )
    assert "A clerk for the port's committee" in sources(text)


def test_users_who_are_prompted_to_argue_argue() -> None:
    text = "The poster prompted some residents to argue that the fence had been a mistake."
    assert sources(text) == ["some residents"]


def test_what_a_colon_introduces_is_said_by_the_subject_of_the_main_verb() -> None:
    text = "Ingrid Okafor says the rumours are wrong: “No engine stopped. Not for a second.”"
    assert set(sources(text)) == {"Ingrid Okafor"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor said that the bridge was safe.", "person"),
        ("A mechanic said that the bridge was safe.", "unnamed_person"),
        ("The bridge was safe, according to the Cedar Falls Valley Reporter.", "organisation"),
        ("The banks said that the bridge was safe.", "group"),
        ("Some residents said that the bridge was safe.", "unnamed_group"),
        ("Company data showed that the bridge was safe.", "document"),
        ("His father said that the bridge was safe.", "person"),
    ],
)
def test_a_description_tells_the_kind_of_source(text: str, expected: str) -> None:
    assert kind(text) == expected


def test_who_cannot_be_identified_did_not_ask_for_it() -> None:
    text = (
        "A sailor said that the gate was open. The body of the sailor could not be identified "
        "because of the fire."
    )
    [found] = analyze(Article(text=text)).attributions
    assert found.source.reason is None


def test_one_of_them_is_one_of_those_who_spoke_and_not_of_those_spoken_of() -> None:
    text = (
        "Two officials said that investigators were looking at the belt. One of them said it was "
        "“very likely” that the belt had overheated."
    )
    assert sources(text)[-1] == "one of two officials"


def test_we_of_the_article_itself_is_no_source_of_its_own() -> None:
    text = "The harbour board met on Sunday. We should note that no ship has left the port."
    assert sources(text) == []


def test_who_has_got_a_document_does_not_speak_in_it() -> None:
    text = "The gate had been open for a year, according to records obtained by Harbour News."
    assert sources(text) == ["records"]
    text = "The gate had been open, according to a report written by Ingrid Okafor."
    assert sources(text) == ["Ingrid Okafor"]


def test_only_the_noun_of_a_description_is_taken_up_later() -> None:
    text = (
        "A state inspector said the gate was open. Gov. Ingrid Okafor closed it. She said the "
        "state would pay, but she declined to name the owner of the port."
    )
    assert sources(text) == ["A state inspector", "Ingrid Okafor", "Ingrid Okafor"]


def test_a_name_beside_the_subject_is_whom_he_means() -> None:
    text = (
        "A port inspector said the gate was open. The inspector, Tomás Reyes, retired last year. "
        "Reached at home, he said that nobody had called."
    )
    assert sources(text)[-1] == "Tomás Reyes"


def test_a_pronoun_carries_on_who_speaks() -> None:
    text = (
        "Ingrid Okafor runs the port. She said that a sailor had told her of the fire. The board "
        "denied it later, she said."
    )
    assert sources(text)[-1] == "Ingrid Okafor"


def test_they_are_the_people_of_the_sentence_before() -> None:
    text = (
        "The harbour board paid for the work. Divers from the institute filmed the hull. "
        "Researchers at the institute studied the films. They found that the belt had been worn."
    )
    assert sources(text) == ["Researchers at the institute"]


def test_two_groups_speak_as_one() -> None:
    text = "The ferry went down near the port, officials and witnesses said."
    assert sources(text) == ["officials and witnesses"]


def test_one_of_them_with_a_name_has_that_name() -> None:
    text = "Two clerks came. One of them, Ingrid Okafor, said that the gate had been open."
    assert sources(text) == ["Ingrid Okafor"]


def test_a_clause_before_the_name_does_not_hide_it() -> None:
    text = "A nurse called by the defence, Ingrid Okafor, said that the gate had been open."
    assert sources(text) == ["Ingrid Okafor"]


def test_a_carmaker_is_a_firm_and_a_striker_a_person_and_a_place_writes_no_report() -> None:
    def kinds(text: str) -> list[tuple[str, str]]:
        found = analyze(Article(text=text)).attributions
        return [(a.source.text, a.source.kind) for a in found]

    assert kinds("The carmaker said it would cut jobs.") == [("The carmaker", "organisation")]
    assert kinds("The striker said he was fit.") == [("The striker", "unnamed_person")]
    footage = kinds("Footage from Paris showed that the house was gone.")
    assert footage == [("Footage from Paris", "document")]


def test_a_title_with_of_goes_on_to_the_name() -> None:
    text = "Superintendent of Police Tomás Reyes said that the gate had been open."
    assert sources(text) == ["Tomás Reyes"]


def test_namesakes_are_told_apart_by_their_titles() -> None:
    text = (
        "Daniel Reyes built the gate. His daughter, Ingrid Reyes, closed it. “It was late,” Ms. "
        "Reyes said. “It was early,” Mr. Reyes said."
    )
    assert sources(text) == ["Ingrid Reyes", "Daniel Reyes"]


def test_an_mp_without_a_name_is_nobody_called_mp() -> None:
    text = (
        "Harbour MP Ingrid Okafor said the gate was safe. A government MP, who did not want to be "
        "named, said the party was nervous. “Some are counting,” the MP said."
    )
    assert sources(text) == ["Ingrid Okafor", "A government MP", "A government MP"]


@pytest.mark.parametrize(
    "text",
    [
        "Outside court, the chief executive, Ingrid Okafor, said the staff were happy.",
        "Reacting, the board's chairwoman, Ingrid Okafor, said the staff were happy.",
        "The staff were happy, said a witness in the case, Ingrid Okafor.",
        "The staff were happy after a clerk of the port, Ingrid Okafor, acknowledged a leak in it.",
    ],
)
def test_who_speaks_is_found_behind_what_the_parser_takes_for_it(text: str) -> None:
    assert sources(text) == ["Ingrid Okafor"]


def test_a_player_is_a_person_without_a_name() -> None:
    assert kind("“I just hit it,” the striker said.") == "unnamed_person"


def test_the_reason_of_one_official_is_not_that_of_all() -> None:
    text = (
        "Many officials said that the ferry had gone down. The official spoke on condition of "
        "anonymity because the talks are secret."
    )
    assert analyze(Article(text=text)).attributions[0].source.reason is None


def test_one_in_five_is_none_of_those_before() -> None:
    text = "Half the residents say that it is safe, and one in five say that it is not."
    assert sources(text)[-1] == "one in five"


def test_it_means_the_report_that_the_sentence_before_tells_of() -> None:
    text = (
        "The army closed the port. What set off the alarm was a report on state radio. It said on "
        "Tuesday that the gate had been open."
    )
    assert sources(text) == ["a report on state radio"]


def test_a_surname_that_looks_like_a_noun_is_whose_it_is() -> None:
    text = (
        "“I put one up,” Wade Hollerance said. Ingrid Okafor said a teacher had told her that the "
        "gate was on a list. Hollerance said he knew of no such list."
    )
    assert sources(text)[-1] == "Wade Hollerance"
