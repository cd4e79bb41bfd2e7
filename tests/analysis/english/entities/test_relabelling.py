"""Labels that the rest of the article corrects: towns, ships, people."""

import pytest

from briefer.analysis.analyzer import analyze
from briefer.schema.article import Article


def kinds(text: str) -> dict[str, str]:
    return {entity.text: entity.kind for entity in analyze(Article(text=text)).entities}


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The mayor of Tolmere, Una Trask, said it was late.", "Tolmere", "place"),
        ("The trawler Ragnhild sank. The Ragnhild had no radio.", "Ragnhild", "other"),
        ("Nadia Frey met reporters. The cook, she said, had slept.", "Nadia Frey", "person"),
        ("Oslo Prenn, a baker, opened his shop at dawn.", "Oslo Prenn", "person"),
        ("August Bell left. Bell said they had met in May.", "August Bell", "person"),
        ("The judge saw Ana dos Reis e Silva, a nurse.", "Ana dos Reis e Silva", "person"),
        ("Otto von und zu Wald said so. Von und zu Wald left.", "Otto von und zu Wald", "person"),
        ("The lawyer for Rep. L. D. Farrow Sr. of Ohio left.", "L. D. Farrow Sr.", "person"),
    ],
)
def test_the_article_shows_what_a_name_is(text: str, name: str, kind: str) -> None:
    assert kinds(text).get(name) == kind


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Her rival, Emil Ranft, said the count was fair.", "Emil Ranft", "person"),
        ("Her rival, Chester Ranft, asked for a new count.", "Chester Ranft", "person"),
        ("Washington Ranft of the Red Cross said it rained.", "Washington Ranft", "person"),
        ("The owner, Delta Ranft, said the count was fair.", "Delta Ranft", "organisation"),
        ("'We will wait,' said May Holt. 'The sea is rough.'", "May Holt", "person"),
        ("The town won, said Dakota Ranft, its treasurer.", "Dakota Ranft", "person"),
        ("“We saw it,” said Sidney Falls, a pilot of Ranft Air.", "Sidney Falls", "person"),
        ("The Ranft Choir hired Milan Ost. Ost, 41, sings.", "Milan Ost", "person"),
    ],
)
def test_a_description_beside_a_name_tells_its_kind(text: str, name: str, kind: str) -> None:
    assert kinds(text)[name] == kind


def test_a_first_name_that_acts_is_no_place() -> None:
    assert "Georgia" not in kinds("Georgia Ranft, a cook, won. Georgia thanked her.")


def test_a_maker_of_things_is_no_person() -> None:
    text = "The heater maker Brindle recalled heaters. Ada Frey leads the recall at Brindle."
    assert kinds(text) == {"Brindle": "organisation", "Ada Frey": "person"}
    text = "The film maker Frey won. Ada Frey thanked the jury, and Frey left."
    assert kinds(text)["Ada Frey"] == "person"


@pytest.mark.parametrize("mark", ["²", "③", "0", "116"])
def test_a_number_that_is_no_age_makes_no_person(mark: str) -> None:
    text = f"Chester Ranft, {mark}, comes from Hollis. Chester Ranft closed."
    assert kinds(text)["Chester Ranft"] == "organisation"
    assert kinds(text.replace(mark, "41"))["Chester Ranft"] == "person"


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Georgia Cable said the lines were down.", "Georgia Cable", "organisation"),
        ("Charlotte Rail announced a new line.", "Charlotte Rail", "organisation"),
        ("Florence Ranft Hospice said it was full.", "Florence Ranft Hospice", "organisation"),
        ("Georgia Ranft said the lines were down.", "Georgia Ranft", "person"),
        ("Grace Ranft said the lines were down.", "Grace Ranft", "person"),
    ],
)
def test_a_first_name_of_places_needs_a_surname(text: str, name: str, kind: str) -> None:
    assert kinds(text)[name] == kind


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("A cyclist, Keller, was run over on Friday. Keller had no lamp.", "Keller", "person"),
        ("A cyclist, Keller, was run down by a van. Keller had no lamp.", "Keller", "person"),
        ("The driver, Keller, was listed in fair condition. Keller slept.", "Keller", "person"),
        ("The driver, Keller, was found by the police. Keller slept.", "Keller", "person"),
        ("The rival, Spotti, is run by Doe. Spotti sells songs.", "Spotti", "organisation"),
        ("The rival, Spotti, was founded by Doe. Spotti sells songs.", "Spotti", "organisation"),
    ],
)
def test_what_somebody_runs_is_no_person(text: str, name: str, kind: str) -> None:
    assert kinds(text)[name] == kind
