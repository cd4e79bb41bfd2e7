"""The titles and descriptions of people."""

from briefer.analysis.analyzer import analyze
from briefer.schema.article import Article


def roles(text: str) -> dict[str, list[str]]:
    entities = analyze(Article(text=text)).entities
    return {entity.text: [role.text_in(text) for role in entity.roles] for entity in entities}


def test_a_title_belongs_to_the_name_right_after_it() -> None:
    text = "Vice President Carl Neame and his son Tobin Neame left Ellery on Monday."
    found = roles(text)
    assert found["Carl Neame"] == ["Vice President"]
    assert found["Tobin Neame"] == ["son"]


def test_an_abbreviated_title_keeps_its_full_stop() -> None:
    text = "Lt. Col. Jane Okafor testified. Sen. Carl Brandt, who listened, left early."
    assert roles(text)["Jane Okafor"] == ["Lt. Col."]
    assert roles(text)["Carl Brandt"] == ["Sen."]


def test_a_title_with_of_is_one_title() -> None:
    text = "Secretary of State Ingrid Okafor said that talks would go on."
    assert roles(text)["Ingrid Okafor"] == ["Secretary of State"]


def test_points_and_kicks_next_to_a_name_are_not_roles() -> None:
    text = "Jane Okafor, 17 points, led the scorers. Carl Neame, free-kick, equalised for Ellery."
    found = roles(text)
    assert found["Jane Okafor"] == found["Carl Neame"] == []


def test_a_bare_surname_takes_no_description_in_lower_case() -> None:
    text = (
        "President Carl Brandt spoke on Monday. Ingrid Okafor, a wealthy hotelier Brandt named as "
        "envoy, said that she was glad."
    )
    assert roles(text)["Carl Brandt"] == ["President"]


def test_a_title_before_a_shared_surname_belongs_to_nobody() -> None:
    text = (
        "Carl Neame met Ingrid Neame at the harbour in Ellery. Carl Neame left. "
        "The letter says that Mayor Neame was told."
    )
    found = roles(text)
    assert found["Carl Neame"] == found["Ingrid Neame"] == []


def test_a_surname_before_the_wife_is_named_is_the_husband() -> None:
    text = (
        "President Brandt said on Monday that he would stay. Brandt smiled. His wife, Ingrid "
        "Brandt, said that she was glad."
    )
    found = roles(text)
    assert found["Brandt"] == ["President"]
    assert found["Ingrid Brandt"] == ["wife"]


def test_a_role_ends_before_brackets_and_conjunctions() -> None:
    text = "Jane Okafor, a sleep physician at Ellery General (EG) and the author, said so."
    assert roles(text)["Jane Okafor"] == ["sleep physician at Ellery General"]


def test_the_next_name_in_a_list_is_not_a_role() -> None:
    text = "The victims were named as Carl Neame, Jane Cook and Tobin Brandt of Ellery."
    found = roles(text)
    assert found["Carl Neame"] == found["Jane Cook"] == found["Tobin Brandt"] == []


def test_a_first_lady_is_family_and_a_lady_by_title_is_not() -> None:
    text = "Thatcher said on Monday that she would stay. Lady Jane Thatcher left Ellery."
    assert list(roles(text)) == ["Jane Thatcher", "Ellery"]
    text = "Brandt said that he would stay. First lady Ingrid Brandt said that she was glad."
    assert {"Brandt", "Ingrid Brandt"} <= set(roles(text))


def test_a_thing_that_ends_like_a_trade_is_not_a_role() -> None:
    text = (
        "Jane Okafor, a craftsman, won. Fireman Tobin Brandt said so. Carl Neame, equaliser, left."
    )
    found = roles(text)
    assert found["Tobin Brandt"] == ["Fireman"]
    assert found["Jane Okafor"] == ["craftsman"]
    assert found["Carl Neame"] == []


def test_a_description_may_end_with_an_acronym_or_follow_a_name_with_particles() -> None:
    text = "The bank hired a former head of the F.B.I. James B. Lunt, to lead it."
    assert roles(text)["James B. Lunt"] == ["former head of the F.B.I."]
    text = "Dr Otto von und zu Wald, a crowd expert, said the gate was too narrow."
    assert roles(text)["Otto von und zu Wald"] == ["crowd expert"]


def test_a_role_after_a_comma_keeps_its_adjective() -> None:
    text = "The toll rose to nine, civil defence chief Marta Teixeira told reporters."
    assert roles(text)["Marta Teixeira"] == ["civil defence chief"]


def test_the_apostrophe_of_many_is_part_of_a_role() -> None:
    text = "Supporters' trust secretary Wendy Hale called it strange."
    assert roles(text)["Wendy Hale"] == ["Supporters' trust secretary"]


def test_a_verb_after_a_quotation_is_part_of_no_role() -> None:
    text = '"It was the best day of my life", beamed driver Wendy Hale.'
    assert roles(text)["Wendy Hale"] in ([], ["driver"])


def test_what_follows_the_addressee_of_a_letter_may_describe_its_writer() -> None:
    text = "In a note to Marta Holm, the diver's brother, Ola Brandt, wrote that it was gone."
    assert roles(text) == {"Marta Holm": [], "Ola Brandt": ["diver's brother"]}


def test_himself_is_no_part_of_a_role() -> None:
    text = "The skipper of the ferry himself, Ola Brandt, left. The pilot herself, Ida Ode, stayed."
    assert roles(text)["Ida Ode"] == ["pilot"]
