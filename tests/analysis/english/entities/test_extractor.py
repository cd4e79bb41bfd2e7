"""The entities of an article: mentions, kinds, roles and aliases."""

import pytest

from briefer.analysis.analyzer import analyze
from briefer.analysis.annotations import Entity
from briefer.schema.article import Article

TEXT = (
    "LOMBERG — Iraqi Foreign Minister Fouad Hussein met Ahmad al-Sharaa, previously known as Abu "
    "Mohammed al-Golani, on Monday. The Rail Accident Investigation Branch (RAIB) sent a team. "
    "Hussein thanked the RAIB. Frank Coleman, the group’s senior vice president, agreed with "
    "Hussein.\n\nAssociated Press writer Abby Sewell in Beirut contributed to this report."
)


def entities(text: str) -> dict[str, Entity]:
    return {entity.text: entity for entity in analyze(Article(text=text)).entities}


def test_a_surname_is_a_mention_of_the_full_name() -> None:
    assert [span.text_in(TEXT) for span in entities(TEXT)["Fouad Hussein"].mentions] == [
        "Fouad Hussein",
        "Hussein",
        "Hussein",
    ]


def test_titles_and_appositions_are_roles() -> None:
    assert entities(TEXT)["Fouad Hussein"].roles[0].text_in(TEXT) == "Iraqi Foreign Minister"
    assert entities(TEXT)["Frank Coleman"].roles[0].text_in(TEXT) == "group’s senior vice president"


def test_another_name_is_an_alias() -> None:
    aliases = entities(TEXT)["Ahmad al-Sharaa"].aliases
    assert [alias.text_in(TEXT) for alias in aliases] == ["Abu Mohammed al-Golani"]


def test_an_acronym_is_an_alias_of_the_full_name() -> None:
    branch = entities(TEXT)["Rail Accident Investigation Branch"]
    assert branch.kind == "organisation"
    assert [alias.text_in(TEXT) for alias in branch.aliases] == ["RAIB"]
    assert len(branch.mentions) == 3


def test_authors_and_the_dateline_are_not_entities() -> None:
    assert not {"Abby Sewell", "LOMBERG"} & set(entities(TEXT))


def kinds(text: str) -> dict[str, str]:
    return {entity.text: entity.kind for entity in analyze(Article(text=text)).entities}


def test_a_rank_is_not_part_of_a_name_and_shows_a_person() -> None:
    text = "Detective Constable Hetty Brannoch told the court that no loan was found."
    assert kinds(text)["Hetty Brannoch"] == "person"


def test_a_bare_surname_is_a_mention_of_a_name_with_a_role() -> None:
    text = (
        "The historian Pavitra Somnathe recorded 63 workers over two winters. The recordings run "
        "to 210 hours, Somnathe said."
    )
    assert "Somnathe" not in kinds(text)
    assert kinds(text)["Pavitra Somnathe"] == "person"


def test_a_name_after_in_is_a_place() -> None:
    text = "Soldiers came to Ardava. The mayor was born in Ardava and nobody slept in Ardava."
    assert kinds(text)["Ardava"] == "place"


def test_a_role_ends_before_its_clause_and_a_party_is_not_a_role() -> None:
    text = (
        "Bhaskar Venkatraj, an analyst at Lindenmark Securities, who rates the shares, said so. "
        "In her own party, Sverre Hansen spoke."
    )
    found = entities(text)
    assert found["Bhaskar Venkatraj"].roles[0].text_in(text) == "analyst at Lindenmark Securities"
    assert found["Sverre Hansen"].roles == ()


def test_the_name_of_an_organisation_includes_the_words_that_identify_it() -> None:
    text = "But the Dockers’ Union of Vessing put the number of dead at seven."
    assert "Dockers’ Union of Vessing" in entities(text)


def test_a_role_may_be_a_word_that_also_means_a_company() -> None:
    text = "“The roof lifted,” said Oskar Brendelane, a crane operator who was on shift."
    [operator] = analyze(Article(text=text)).entities
    assert [role.text_in(text) for role in operator.roles] == ["crane operator"]


def test_a_person_in_the_title_comes_first() -> None:
    text = (
        "Carl Neame spoke first, and Carl Neame spoke last. Carl Neame was heard at the hearing. "
        "Ingrid Okafor left the board of the harbour on Monday."
    )
    article = Article(text=text, title="Ingrid Okafor leaves harbour board")
    assert analyze(article).entities[0].text == "Ingrid Okafor"


def test_a_credit_in_capitals_is_not_part_of_a_name() -> None:
    text = "On the podium GETTY Max Verstappen waved. Max Verstappen said that he was glad."
    assert list(entities(text)) == ["Max Verstappen"]


def test_a_title_alone_is_not_a_name_and_a_sentence_is_not_a_credit() -> None:
    text = "Mr. Then left.\n\nBy Monday, Mayor Jane Doe had left Ellery.\n\nBy Abby Sewell"
    assert "Jane Doe" in entities(text)
    assert "Abby Sewell" not in entities(text)


def test_a_person_is_one_entity_whatever_label_the_surname_gets() -> None:
    text = (
        "Ambassador Gordon Lakeland faces questions. Lakeland has amended his account. Lakeland’s "
        "appearance was brief. It was agreed between Lakeland and a visitor. "
        "“Ambassador Lakeland replied,” an aide said."
    )
    assert kinds(text) == {"Gordon Lakeland": "person"}


def test_a_company_is_not_a_person() -> None:
    text = "Carl Neame Productions said that it would sue. Neame Productions gave no reason."
    assert kinds(text)["Carl Neame Productions"] == "organisation"


def test_a_building_is_not_an_organisation() -> None:
    text = "The Vasikka Bridge closes on Monday, and Vasikka Bridge traffic moves to the ferry."
    assert kinds(text)["Vasikka Bridge"] == "place"


def test_a_company_may_have_the_name_of_a_lake() -> None:
    assert kinds("Silver Lake bought the firm.")["Silver Lake"] == "organisation"


def test_two_surnames_with_a_hyphen_are_not_a_name() -> None:
    text = "Ingrid Okafor won the Brandt-Okafor debate. Okafor said that she was glad."
    assert kinds(text) == {"Ingrid Okafor": "person"}


@pytest.mark.parametrize("surname", ["Cook", "Carpenter", "Judge", "Driver", "King"])
def test_a_surname_that_is_also_a_trade_means_the_full_name(surname: str) -> None:
    text = f"Tim {surname} opened the store in Ellery. {surname} said that it would stay open."
    attributions = analyze(Article(text=text)).attributions
    assert [found.source.text for found in attributions] == [f"Tim {surname}"]


def test_a_first_name_that_is_also_a_trade_is_not_a_title() -> None:
    text = "Baker Mayfield threw for two scores. Mayfield said that he was glad."
    assert list(entities(text)) == ["Baker Mayfield"]


def test_a_title_alone_is_not_a_name_if_no_surname_is_a_title() -> None:
    text = "Jane Okafor met the Judge. The Judge said that Okafor could go."
    assert set(kinds(text)) == {"Jane Okafor"}


def test_a_trade_before_a_full_name_is_a_title() -> None:
    text = "Driver Carl Brandt, 34, was hurt in Ellery. Brandt said that he was glad."
    [brandt] = (e for e in analyze(Article(text=text)).entities if "Brandt" in e.text)
    assert brandt.text == "Carl Brandt"
    assert [role.text_in(text) for role in brandt.roles] == ["Driver"]


def test_the_short_name_of_a_company_is_not_its_founder_who_is_named_later() -> None:
    text = (
        "Hartmann Lines Inc. cut its forecast on Friday. Hartmann expects to earn less, and "
        "Hartmann will shed jobs. The company was founded by Peter Hartmann in 1904."
    )
    found = {name: len(entity.mentions) for name, entity in entities(text).items()}
    assert found == {"Hartmann Lines Inc.": 3, "Peter Hartmann": 1}


def test_a_noun_named_for_somebody_is_the_name_of_a_body() -> None:
    text = "The charity Parkinson's Alliance urged patients to wait. Owen Tait runs the alliance."
    assert kinds(text)["Parkinson's Alliance"] == "organisation"


def test_a_name_after_a_street_is_a_place() -> None:
    text = "Desmond Arkwright, 71, of Limes Avenue, Poltney, was found guilty in February."
    assert kinds(text)["Poltney"] == "place"


def test_weather_at_the_beginning_of_a_sentence_is_no_name() -> None:
    assert entities("Heavy fog grounded the helicopter for most of the day.") == {}


def test_a_name_after_near_is_a_place_and_one_where_somebody_works_is_none() -> None:
    text = "She fell near Corbett Falls. Pernille Dahl, an analyst at Nordbanken, was there."
    found = kinds(text)
    assert (found["Corbett Falls"], found["Nordbanken"]) == ("place", "organisation")


def test_the_first_word_of_a_company_means_the_company() -> None:
    text = "Halvard Foods cut its forecast. Halvard declined to comment on it."
    assert list(entities(text)) == ["Halvard Foods"]


def test_a_trade_before_a_company_that_the_title_names_is_not_part_of_it() -> None:
    text = "Confectioner Halvard Foods on Thursday cut its forecast for the year."
    found = analyze(Article(text=text, title="Halvard Foods cuts its forecast")).entities
    assert [entity.text for entity in found] == ["Halvard Foods"]


def test_a_name_before_a_pier_is_a_place() -> None:
    text = "Saltcombe has no bank. A fire destroyed a theatre on Saltcombe pier on Friday."
    assert kinds(text)["Saltcombe"] == "place"


def test_a_name_that_is_called_a_company_once_is_one_everywhere() -> None:
    text = "In a letter to Lantera, they asked why. The company Lantera did not answer."
    assert kinds(text)["Lantera"] == "organisation"


def test_the_author_of_a_credit_with_more_in_its_line_is_not_in_the_story() -> None:
    text = (
        "By Nora Quill | Arts correspondent | 3 May\n\nThe choir of Tomás Reyes sang on Friday.\n\n"
        "— Additional reporting by Hal Stone; photos by Rook Pictures"
    )
    assert [entity.text for entity in analyze(Article(text=text)).entities] == ["Tomás Reyes"]
