from briefer.analysis.analyzer import analyze
from briefer.article import Article


def roles(text: str) -> dict[str, list[str]]:
    names = analyze(Article(text=text)).entities
    return {name.text: [role.text_in(text) for role in name.roles] for name in names}


def test_a_title_belongs_to_the_name_it_stands_before_and_not_to_the_next() -> None:
    text = "Vice President Carl Neame and his son Tobin Neame left Ellery on Monday."
    found = roles(text)
    assert found["Carl Neame"] == ["Vice President"]
    assert found["Tobin Neame"] == ["son"]


def test_a_shortened_title_keeps_its_point() -> None:
    text = "Lt. Col. Jane Okafor testified. Sen. Carl Brandt, who listened, left early."
    assert roles(text)["Jane Okafor"] == ["Lt. Col."]
    assert roles(text)["Carl Brandt"] == ["Sen."]


def test_a_title_with_of_is_one_title() -> None:
    text = "Secretary of State Ingrid Okafor said that talks would go on."
    assert roles(text)["Ingrid Okafor"] == ["Secretary of State"]


def test_what_tells_nobodys_calling_is_no_role() -> None:
    text = "Jane Okafor, 17 points, led the scorers. Carl Neame, free-kick, equalised for Ellery."
    found = roles(text)
    assert found["Jane Okafor"] == found["Carl Neame"] == []


def test_a_bare_surname_takes_no_description_in_small_letters() -> None:
    text = (
        "President Carl Brandt spoke on Monday. Ingrid Okafor, a wealthy hotelier Brandt named as "
        "envoy, said that she was glad."
    )
    assert roles(text)["Carl Brandt"] == ["President"]


def test_a_surname_that_two_bear_gives_neither_its_title() -> None:
    text = (
        "Carl Neame met Ingrid Neame at the harbour in Ellery. Carl Neame left. "
        "The letter says that Mayor Neame was told."
    )
    found = roles(text)
    assert found["Carl Neame"] == found["Ingrid Neame"] == []


def test_a_surname_before_a_wife_is_named_is_not_hers() -> None:
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


def test_the_next_name_of_a_list_is_no_role() -> None:
    text = "The victims were named as Carl Neame, Jane Cook and Tobin Brandt of Ellery."
    found = roles(text)
    assert found["Carl Neame"] == found["Jane Cook"] == found["Tobin Brandt"] == []


def test_a_lady_by_title_is_nobodys_family_and_a_first_lady_is() -> None:
    text = "Thatcher said on Monday that she would stay. Lady Jane Thatcher left Ellery."
    assert list(roles(text)) == ["Jane Thatcher", "Ellery"]
    text = "Brandt said that he would stay. First lady Ingrid Brandt said that she was glad."
    assert {"Brandt", "Ingrid Brandt"} <= set(roles(text))


def test_what_ends_as_a_trade_does_and_is_none_is_no_role() -> None:
    text = (
        "Jane Okafor, a craftsman, won. Fireman Tobin Brandt said so. Carl Neame, equaliser, left."
    )
    found = roles(text)
    assert found["Tobin Brandt"] == ["Fireman"]
    assert found["Jane Okafor"] == ["craftsman"]
    assert found["Carl Neame"] == []
