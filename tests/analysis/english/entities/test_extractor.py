import pytest

from briefer.analysis.analyzer import analyze
from briefer.analysis.annotations import Entity
from briefer.article import Article

TEXT = (
    "LOMBERG — Iraqi Foreign Minister Fouad Hussein met Ahmad al-Sharaa, previously known as Abu "
    "Mohammed al-Golani, on Monday. The Rail Accident Investigation Branch (RAIB) sent a team. "
    "Hussein thanked the RAIB. Frank Coleman, the group’s senior vice president, agreed with "
    "Hussein.\n\nAssociated Press writer Abby Sewell in Beirut contributed to this report."
)


def names() -> dict[str, Entity]:
    return {name.text: name for name in analyze(Article(text=TEXT)).entities}


def test_a_surname_joins_its_full_name() -> None:
    assert [span.text_in(TEXT) for span in names()["Fouad Hussein"].mentions] == [
        "Fouad Hussein",
        "Hussein",
        "Hussein",
    ]


def test_titles_and_appositions_are_roles() -> None:
    assert names()["Fouad Hussein"].roles[0].text_in(TEXT) == "Iraqi Foreign Minister"
    assert names()["Frank Coleman"].roles[0].text_in(TEXT) == "group’s senior vice president"


def test_another_name_is_an_alias() -> None:
    aliases = names()["Ahmad al-Sharaa"].aliases
    assert [alias.text_in(TEXT) for alias in aliases] == ["Abu Mohammed al-Golani"]


def test_an_acronym_is_an_alias_of_what_it_stands_for() -> None:
    branch = names()["Rail Accident Investigation Branch"]
    assert branch.kind == "organisation"
    assert [alias.text_in(TEXT) for alias in branch.aliases] == ["RAIB"]
    assert len(branch.mentions) == 3


def test_those_who_only_made_the_article_are_no_part_of_its_story() -> None:
    assert not {"Abby Sewell", "LOMBERG"} & set(names())


def kinds(text: str) -> dict[str, str]:
    return {name.text: name.kind for name in analyze(Article(text=text)).entities}


def test_a_rank_is_no_part_of_a_name_and_makes_it_a_persons() -> None:
    text = "Detective Constable Hetty Brannoch told the court that no loan was found."
    assert kinds(text)["Hetty Brannoch"] == "person"


def test_a_name_beside_what_somebody_is_joins_the_bare_surname() -> None:
    text = (
        "The historian Pavitra Somnathe recorded 63 workers over two winters. The recordings run "
        "to 210 hours, Somnathe said."
    )
    assert "Somnathe" not in kinds(text)
    assert kinds(text)["Pavitra Somnathe"] == "person"


def test_what_something_stands_in_is_a_place() -> None:
    text = "Soldiers came to Ardava. The mayor was born in Ardava and nobody slept in Ardava."
    assert kinds(text)["Ardava"] == "place"


def test_a_role_ends_before_its_clause_and_a_party_is_none() -> None:
    text = (
        "Bhaskar Venkatraj, an analyst at Lindenmark Securities, who rates the shares, said so. "
        "In her own party, Sverre Hansen spoke."
    )
    names = {name.text: name for name in analyze(Article(text=text)).entities}
    assert names["Bhaskar Venkatraj"].roles[0].text_in(text) == "analyst at Lindenmark Securities"
    assert names["Sverre Hansen"].roles == ()


def test_an_organisation_is_named_with_what_tells_it_from_others() -> None:
    text = "But the Dockers’ Union of Vessing put the number of dead at seven."
    found = [name.text for name in analyze(Article(text=text)).entities]
    assert "Dockers’ Union of Vessing" in found


def test_a_role_after_the_name_may_be_a_word_for_a_company_too() -> None:
    text = "“The roof lifted,” said Oskar Brendelane, a crane operator who was on shift."
    [name] = analyze(Article(text=text)).entities
    assert [role.text_in(text) for role in name.roles] == ["crane operator"]


def test_whom_the_title_names_comes_first() -> None:
    text = (
        "Carl Neame spoke first, and Carl Neame spoke last. Carl Neame was heard at the hearing. "
        "Ingrid Okafor left the board of the harbour on Monday."
    )
    article = Article(text=text, title="Ingrid Okafor leaves harbour board")
    assert analyze(article).entities[0].text == "Ingrid Okafor"


def test_a_credit_in_capitals_is_no_part_of_a_name() -> None:
    text = "On the podium GETTY Max Verstappen waved. Max Verstappen said that he was glad."
    assert [name.text for name in analyze(Article(text=text)).entities] == ["Max Verstappen"]


def test_a_title_alone_is_no_name_and_a_sentence_is_no_credit() -> None:
    text = "Mr. Then left.\n\nBy Monday, Mayor Jane Doe had left Ellery.\n\nBy Abby Sewell"
    assert "Jane Doe" in {name.text for name in analyze(Article(text=text)).entities}
    assert "Abby Sewell" not in {name.text for name in analyze(Article(text=text)).entities}


def test_one_person_is_one_name_whatever_the_recogniser_takes_the_surname_for() -> None:
    text = (
        "Ambassador Gordon Lakeland faces questions. Lakeland has amended his account. Lakeland’s "
        "appearance was brief. It was agreed between Lakeland and a visitor. "
        "“Ambassador Lakeland replied,” an aide said."
    )
    assert kinds(text) == {"Gordon Lakeland": "person"}


def test_a_company_is_no_person() -> None:
    text = "Carl Neame Productions said that it would sue. Neame Productions gave no reason."
    assert kinds(text)["Carl Neame Productions"] == "organisation"


def test_a_building_is_no_organisation() -> None:
    text = "The Vasikka Bridge closes on Monday, and Vasikka Bridge traffic moves to the ferry."
    assert kinds(text)["Vasikka Bridge"] == "place"


def test_a_firm_may_be_called_after_a_lake() -> None:
    assert kinds("Silver Lake bought the firm.")["Silver Lake"] == "organisation"


def test_two_names_set_side_by_side_are_nobodys_name() -> None:
    text = "Ingrid Okafor won the Brandt-Okafor debate. Okafor said that she was glad."
    assert kinds(text) == {"Ingrid Okafor": "person"}


@pytest.mark.parametrize("surname", ["Cook", "Carpenter", "Judge", "Driver", "King"])
def test_a_surname_that_is_a_trade_joins_its_full_name(surname: str) -> None:
    text = f"Tim {surname} opened the store in Ellery. {surname} said that it would stay open."
    attributions = analyze(Article(text=text)).attributions
    assert [found.source.text for found in attributions] == [f"Tim {surname}"]


def test_a_first_name_that_is_a_trade_is_no_title() -> None:
    text = "Baker Mayfield threw for two scores. Mayfield said that he was glad."
    assert [name.text for name in analyze(Article(text=text)).entities] == ["Baker Mayfield"]


def test_a_title_alone_stays_none_where_a_surname_is_no_title() -> None:
    text = "Jane Okafor met the Judge. The Judge said that Okafor could go."
    assert set(kinds(text)) == {"Jane Okafor"}


def test_a_trade_before_a_full_name_is_a_title() -> None:
    text = "Driver Carl Brandt, 34, was hurt in Ellery. Brandt said that he was glad."
    [brandt] = (n for n in analyze(Article(text=text)).entities if "Brandt" in n.text)
    assert brandt.text == "Carl Brandt"
    assert [role.text_in(text) for role in brandt.roles] == ["Driver"]


def test_a_company_in_short_is_not_its_founder_who_is_named_later() -> None:
    text = (
        "Hartmann Lines Inc. cut its forecast on Friday. Hartmann expects to earn less, and "
        "Hartmann will shed jobs. The company was founded by Peter Hartmann in 1904."
    )
    found = {name.text: len(name.mentions) for name in analyze(Article(text=text)).entities}
    assert found == {"Hartmann Lines Inc.": 3, "Peter Hartmann": 1}
