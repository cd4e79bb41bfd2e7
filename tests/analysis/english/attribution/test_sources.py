"""The source of a claim: pronouns, descriptions and kinds, on invented sentences."""

import pytest

from tests.analysis.english.attribution.claims import attributions, claims, sources


def kind(text: str) -> str:
    [found] = attributions(text)
    return found.source.kind


def test_a_speaker_is_found_where_the_parser_takes_a_word_for_an_adverb_or_a_verb() -> None:
    assert sources("“We sang for Orme,” Hartly said after the concert.") == ["Hartly"]
    assert sources("“They were cold but cheerful,” said coxswain Hamish Bell.") == ["Hamish Bell"]


def test_a_person_named_in_the_content_is_not_the_antecedent() -> None:
    text = (
        "Tomás Reyes said the charges were overdue.\n\n“The whole port stopped the day Daniel "
        "Halvorsen died,” he said."
    )
    assert sources(text) == ["Tomás Reyes"] * 2


def test_a_source_is_a_likelier_antecedent_than_a_person_it_talks_about() -> None:
    text = (
        "Tomás Reyes claimed that Daniel Halvorsen had opened the gate. He said that the alarm "
        "had rung twice."
    )
    assert sources(text) == ["Tomás Reyes"] * 2


def test_it_resolves_to_the_last_organisation() -> None:
    text = "The harbour board met on Sunday. It said that no ship would leave the port."
    assert sources(text) == ["The harbour board"]


def test_a_possessor_of_an_account_can_be_an_antecedent() -> None:
    text = (
        "Daniel Halvorsen’s account put the fire a day later. The ship had burned all night, he "
        "wrote."
    )
    assert sources(text) == ["Daniel Halvorsen"]


def test_one_resolves_to_a_member_of_the_last_group() -> None:
    text = (
        "Two engineers from the port gave differing versions. One said that the gate had been "
        "open all night."
    )
    assert sources(text) == ["one of two engineers from the port"]


def test_a_short_title_stands_for_the_office() -> None:
    text = (
        "Gov. Ingrid Okafor opened the session on Tuesday. The governor said that she would wait "
        "for the report."
    )
    assert sources(text) == ["Ingrid Okafor"]


def test_a_description_excludes_its_clauses() -> None:
    text = (
        "A clerk for the port's committee, who asked not to be named for fear of being blamed, "
        "said the pilots had stopped counting."
    )
    assert "A clerk for the port's committee" in sources(text)


def test_the_object_of_a_causing_verb_is_the_source() -> None:
    text = "The poster prompted some residents to argue that the fence had been a mistake."
    assert sources(text) == ["some residents"]


def test_a_quotation_after_a_colon_belongs_to_the_subject_of_the_sentence() -> None:
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
def test_the_kind_of_source_follows_from_its_description(text: str, expected: str) -> None:
    assert kind(text) == expected


def test_a_body_that_could_not_be_identified_is_not_a_reason_for_anonymity() -> None:
    text = (
        "A sailor said that the gate was open. The body of the sailor could not be identified "
        "because of the fire."
    )
    [found] = attributions(text)
    assert found.source.reason is None


def test_one_of_them_belongs_to_the_sources_not_to_people_they_talk_about() -> None:
    text = (
        "Two officials said that investigators were looking at the belt. One of them said it was "
        "“very likely” that the belt had overheated."
    )
    assert sources(text)[-1] == "one of two officials"


def test_we_of_the_article_is_not_a_source() -> None:
    text = "The harbour board met on Sunday. We should note that no ship has left the port."
    assert sources(text) == []


def test_the_author_of_a_document_is_its_source_but_its_owner_is_not() -> None:
    text = "The gate had been open for a year, according to records obtained by Harbour News."
    assert sources(text) == ["records"]
    text = "The gate had been open, according to a report written by Ingrid Okafor."
    assert sources(text) == ["Ingrid Okafor"]


def test_only_the_noun_of_a_description_refers_back() -> None:
    text = (
        "A state inspector said the gate was open. Gov. Ingrid Okafor closed it. She said the "
        "state would pay, but she declined to name the owner of the port."
    )
    assert sources(text) == ["A state inspector", "Ingrid Okafor", "Ingrid Okafor"]


def test_a_name_next_to_the_subject_can_be_an_antecedent() -> None:
    text = (
        "A port inspector said the gate was open. The inspector, Tomás Reyes, retired last year. "
        "Reached at home, he said that nobody had called."
    )
    assert sources(text)[-1] == "Tomás Reyes"


def test_a_pronoun_makes_its_source_the_next_antecedent() -> None:
    text = (
        "Ingrid Okafor runs the port. She said that a sailor had told her of the fire. The board "
        "denied it later, she said."
    )
    assert sources(text)[-1] == "Ingrid Okafor"


def test_they_resolves_to_the_people_of_the_sentence_before() -> None:
    text = (
        "The harbour board paid for the work. Divers from the institute filmed the hull. "
        "Researchers at the institute studied the films. They found that the belt had been worn."
    )
    assert sources(text) == ["Researchers at the institute"]


def test_two_joined_groups_are_one_source() -> None:
    text = "The ferry went down near the port, officials and witnesses said."
    assert sources(text) == ["officials and witnesses"]


def test_one_of_them_with_a_name_is_that_person() -> None:
    text = "Two clerks came. One of them, Ingrid Okafor, said that the gate had been open."
    assert sources(text) == ["Ingrid Okafor"]


def test_a_name_after_a_clause_is_found() -> None:
    text = "A nurse called by the defence, Ingrid Okafor, said that the gate had been open."
    assert sources(text) == ["Ingrid Okafor"]


def test_trades_are_people_and_makers_are_firms_and_places_are_not_authors() -> None:
    def kinds(text: str) -> list[tuple[str, str]]:
        return [(a.source.text, a.source.kind) for a in attributions(text)]

    assert kinds("The carmaker said it would cut jobs.") == [("The carmaker", "organisation")]
    assert kinds("The striker said he was fit.") == [("The striker", "unnamed_person")]
    footage = kinds("Footage from Paris showed that the house was gone.")
    assert footage == [("Footage from Paris", "document")]


def test_a_title_with_of_is_followed_to_the_name() -> None:
    text = "Superintendent of Police Tomás Reyes said that the gate had been open."
    assert sources(text) == ["Tomás Reyes"]


def test_titles_distinguish_people_of_one_surname() -> None:
    text = (
        "Daniel Reyes built the gate. His daughter, Ingrid Reyes, closed it. “It was late,” Ms. "
        "Reyes said. “It was early,” Mr. Reyes said."
    )
    assert sources(text) == ["Ingrid Reyes", "Daniel Reyes"]


def test_an_unnamed_mp_is_not_a_named_one() -> None:
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
def test_the_source_is_found_where_the_parser_attaches_it_wrongly(text: str) -> None:
    assert sources(text) == ["Ingrid Okafor"]


def test_a_player_is_an_unnamed_person() -> None:
    assert kind("“I just hit it,” the striker said.") == "unnamed_person"


def test_the_reason_of_one_official_is_not_the_reason_of_all() -> None:
    text = (
        "Many officials said that the ferry had gone down. The official spoke on condition of "
        "anonymity because the talks are secret."
    )
    assert attributions(text)[0].source.reason is None


def test_one_in_five_is_a_group_of_its_own() -> None:
    text = "Half the residents say that it is safe, and one in five say that it is not."
    assert sources(text)[-1] == "one in five"


def test_it_resolves_to_a_report_in_the_sentence_before() -> None:
    text = (
        "The army closed the port. What set off the alarm was a report on state radio. It said on "
        "Tuesday that the gate had been open."
    )
    assert sources(text) == ["a report on state radio"]


def test_a_surname_parsed_as_a_noun_is_a_person() -> None:
    text = (
        "“I put one up,” Wade Hollerance said. Ingrid Okafor said a teacher had told her that the "
        "gate was on a list. Hollerance said he knew of no such list."
    )
    assert sources(text)[-1] == "Wade Hollerance"


@pytest.mark.parametrize(
    ("introduction", "relative", "reference"),
    [
        ("Mayor Odd Farrow opened the fair.", "The mayor's predecessor, Una Trask,", "The mayor"),
        ("Coach Odd Farrow was ill.", "The assistant coach, Una Trask,", "The coach"),
        ("President Odd Farrow slept.", "A spokeswoman for the president, Una Trask,",
         "The president"),
        ("Gov. Odd Farrow slept.", "Former Gov. Una Trask", "The governor"),
        ("General Odd Farrow slept.", "The widow of the general, Una Trask,", "The general"),
    ],
)  # fmt: skip
def test_a_role_belongs_to_its_noun(introduction: str, relative: str, reference: str) -> None:
    text = f"{introduction} {relative} said it was late. {reference} said that it was early."
    assert sources(text) == ["Una Trask", "Odd Farrow"]


def test_the_holder_of_another_post_is_not_meant() -> None:
    text = "The deputy mayor, Una Trask, said it was late. The mayor said that it was early."
    assert sources(text) == ["Una Trask", "The mayor"]


def test_owners_tell_two_of_a_trade_apart() -> None:
    text = (
        "The suspect's lawyer, Una Trask, met the victim's lawyer, Odd Farrow. The suspect's "
        "lawyer said that the talks were short."
    )
    assert sources(text) == ["Una Trask"]


@pytest.mark.parametrize(
    "before",
    ["Tom Farrow met Ben Trask. Farrow praised him.", "Tom Farrow and Ben Trask argued."],
)
def test_a_pronoun_of_two_likely_people_is_unknown(before: str) -> None:
    assert sources(f"{before} He said that the roof was new.") == ["unknown"]


def test_nobody_is_no_antecedent_and_no_source() -> None:
    text = "Una Trask owns the inn. No guest said that it was cold. She said that all was well."
    assert sources(text) == ["Una Trask"]


def test_a_name_taken_for_a_place_is_the_antecedent() -> None:
    text = "The head of the schools, Florence Oslo, spoke. “We wait,” she said."
    assert sources(text) == ["Florence Oslo"]


def test_the_sentences_about_a_person_tell_he_from_she() -> None:
    text = (
        "Robin Farrow sold her boat. Odd Trask bought it. Kim Voll was there. She said that the "
        "boat was sound. Voll took his hat."
    )
    assert sources(text) == ["Robin Farrow"]


def test_a_modal_verb_before_a_past_form_is_a_name() -> None:
    assert sources("He fell ill, his sister June Will said.") == ["June Will"]
    assert sources("Ben Will was cold. “I slept in the snow,” Will said.") == ["Ben Will"]


def test_a_town_never_speaks() -> None:
    text = "A fire broke out in Oslo on Monday. Oslo said that the fire was out."
    assert sources(text) == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The bank released a report that blamed the drivers for the delay.", "The bank"),
        ("The council issued a statement denying that it had lied.", "The council"),
        ("A group near Ellery ran an ad that attacked the work of the mayor.", "A group"),
        ("The bank obtained a memo that blamed the drivers for the delay.", "a memo"),
        ("The Herald published a study that blamed the drivers for the delay.", "a study"),
        ("The Herald ran a letter that blamed the drivers for the delay.", "a letter"),
    ],
)
def test_a_document_speaks_for_the_one_who_issues_it(text: str, source: str) -> None:
    assert sources(text)[0].startswith(source)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Olaf Lunt left. He's told drivers that the mill is lost.", "Olaf Lunt"),
        ("Ada Lunt left. She's said that the mill is lost.", "Ada Lunt"),
        ("Ada Lunt left. She's told that the mill is lost.", "unknown"),
    ],
)
def test_a_contracted_has_is_not_passive(text: str, source: str) -> None:
    assert sources(text) == [source]


@pytest.mark.parametrize(
    "text",
    [
        "The wall may fall, warned Ada Lunt.",
        "The wall, objected Ada Lunt, may fall.",
        "The mill sold its boats on Monday after two fires in Ohio, the Sea Safety Board said.",
        "Ada Lunt remembered that the wall was old.",
    ],
)
def test_the_speaker_of_a_clause_that_is_often_misparsed(text: str) -> None:
    assert sources(text) in (["Ada Lunt"], ["Sea Safety Board"])


def test_a_quoted_verb_is_not_continued_outside_its_quotation() -> None:
    text = "Ada Lunt says the board “hides its losses” from us, and insists that it must go."
    assert sources(text) == ["Ada Lunt", "Ada Lunt"]


def test_a_rival_with_a_name_is_a_person_who_goes_on_speaking() -> None:
    text = "Her rival, Emil Ranft, said the wall was old. He said it may fall."
    assert sources(text) == ["Emil Ranft", "Emil Ranft"]


@pytest.mark.parametrize(
    "text",
    [
        "Earlier work by the same group suggested that the pill protects nerve cells.",
        "Experiments in mice showed that the pill protects nerve cells.",
    ],
)
def test_scientific_work_is_a_document(text: str) -> None:
    assert kind(text) == "document"


def test_who_speaks_on_condition_of_anonymity_after_a_place_is_the_source() -> None:
    text = (
        "At least four people were killed in clashes in the port of Samir, a doctor at the main "
        "hospital said, speaking on condition of anonymity."
    )
    assert sources(text) == ["a doctor at the main hospital"]


def test_a_broadcaster_without_a_name_is_a_source() -> None:
    assert sources("State television said two people had died.") == ["State television"]


def test_people_with_knowledge_of_something_are_not_named() -> None:
    assert kind("Three people with knowledge of the matter said it was late.") == "unnamed_group"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The accused, Nat Frome, said the boat was old.", "Nat Frome"),
        ("“It was old,” the accused said.", "the accused"),
        ("The plant does not deny it, but says it was paint.", "The plant"),
        ("Hospital staff say the ward was full.", "Hospital staff"),
        ("A team-mate said the race was lost.", "A team-mate"),
        ("A maid said the guest had left.", "A maid"),
        ("Eva Holt lost. Holt, beaten by a point, said Ranft deserved it.", "Eva Holt"),
        ("The union's answer: “We are full.”", "The union"),
        ("A proverb says that water finds a way.", None),
    ],
)
def test_who_is_described_in_an_unusual_way_is_a_source(text: str, expected: str | None) -> None:
    found = [name for name in sources(text) if name != "unknown"]
    assert found == ([expected] if expected else [])


def test_two_quotations_side_by_side_are_of_two_people() -> None:
    text = "“Did you pay?” asked Peter Hauge. “No,” said Ida Koss. “Who did?” “Ask the bank.”"
    assert [content for _, content in claims(text)] == ["“Did you pay?”", "“No,” … “Who did?”"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Its keeper, the diver Ola Brandt, said the bell was gone.", "Ola Brandt"),
        ("The miller's cousin, the diver Ola Brandt, swore it was gone.", "Ola Brandt"),
        ("The website Dokkwire reported that the bell had sunk.", "The website Dokkwire"),
        ("In a note to Reyes, the diver, Ola Brandt, wrote that it was gone.", "Ola Brandt"),
        ("The bell, its keeper, Ola Brandt, warns, will not ring.", "Ola Brandt"),
        ("“It will not ring,” the diver Karl Brandt said.", "Karl Brandt"),
        (
            "The minutes of the talks, which the mill released on Friday, say that it was safe.",
            "The minutes of the talks",
        ),
        ("The harbour chief, Ola Brandt, retorted that ships store coal.", "Ola Brandt"),
    ],
)
def test_a_name_beside_a_description_is_the_source(text: str, source: str) -> None:
    assert sources(text) == [source]


def test_who_tells_something_after_a_quotation_has_not_said_it() -> None:
    text = (
        "Ada Lunt told Rolf Krag: “The clerk said, ‘Sell it,’ and I said, ‘Never.’” Rolf Krag "
        "told the board about it in May."
    )
    assert sources(text) == ["Ada Lunt"]


def test_a_surname_after_its_verb_is_that_of_the_person() -> None:
    text = (
        "The dam would hold, ventured Inge Skov of the River party. It would not, admitted Skov "
        "in the end. Said Skov: “We shall drown.”"
    )
    assert set(sources(text)) == {"Inge Skov"}
