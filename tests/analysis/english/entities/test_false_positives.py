"""Words that look like names but are not."""

import pytest

from briefer.analysis.analyzer import analyze
from briefer.schema.article import Article


def names(text: str) -> set[str]:
    return {entity.text for entity in analyze(Article(text=text)).entities}


def test_a_word_that_also_occurs_in_lower_case_is_not_a_name() -> None:
    text = "Cholera has reached Ellery. Officials said that cholera spreads through wells."
    assert names(text) == {"Ellery"}


def test_a_common_word_at_the_start_of_sentences_is_not_a_name() -> None:
    text = "Authorities closed the harbour. Headaches were reported by one in eight in Ellery."
    assert names(text) == {"Ellery"}


def test_a_heading_in_capitals_adds_no_names() -> None:
    text = "VILLAGE QUARANTINED\n\nA hunter fell ill near Lake Morun and was taken to Ellery."
    assert names(text) == {"Lake Morun", "Ellery"}


def test_words_that_the_page_joined_are_not_a_name() -> None:
    text = "Brandt left. South Ardava voted. Jane BrandtSouth Ardava governor stays in office."
    found = names(text)
    assert {"Brandt", "South Ardava"} <= found
    assert not any("BrandtSouth" in name for name in found)


def test_a_title_alone_and_a_month_are_not_names() -> None:
    text = "The High Commissioner for Refuge said so. September ended well for Ellery."
    found = names(text)
    assert "Ellery" in found
    assert not {"High Commissioner", "September"} & found


def test_the_author_of_a_post_and_a_picture_credit_are_not_entities() -> None:
    text = (
        "The mayor of Ellery resigned.\n\n— Jane Okafor (@janeokafor) November 18, 2031\n\n"
        "(Photo: Carl Neame, AP) The square was empty."
    )
    assert names(text) == {"Ellery"}


def test_the_time_stamp_of_a_live_page_is_not_part_of_a_name() -> None:
    text = "18:05 Dockers’ Union blames cuts\n\nThe union said that crews had warned of it."
    assert names(text) == {"Dockers’ Union"}


def test_a_company_that_acts_is_a_name_even_if_it_is_a_common_word() -> None:
    text = "Amazon fell by 2 percent on Monday. Shell rose. Target cut 400 jobs in Ellery."
    assert {"Amazon", "Shell", "Target"} <= names(text)


@pytest.mark.parametrize("label", ["Correction", "Clarification", "Update"])
def test_the_label_of_a_note_is_not_a_name(label: str) -> None:
    text = f"The mayor of Ellery resigned.\n\n{label}: Her deputy, Carl Neame, stays in office."
    assert names(text) == {"Ellery", "Carl Neame"}


def test_an_adverb_that_opens_a_quotation_is_not_a_name() -> None:
    text = 'A rally met on Sunday. "Right now she is safe. It is a safe town," Ida Brook said.'
    analysis = analyze(Article(text=text))
    found = {one.text for one in (*analysis.entities, *analysis.unstated_entities)}
    assert found == {"Ida Brook"}
