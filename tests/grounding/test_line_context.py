import pytest

from briefer.schema.article import Article
from tests.grounding.strike import context

BOARD = Article(
    text="Keepers in Velmoor stopped work at noon. The Velmoor Canal Board runs 40 locks. The "
    "board met the union on Friday. Ilse Brandt, the minister, praised the keepers on Sunday. A "
    "ferry will replace the barges until spring."
)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("Twelve-day strike begins on 9 June", 1),
        ("The strike lasts 12 days", 1),
        ("Mending the gate took 2,500,000 pounds", 7),
        ("The gate was repaired for £2.5m", 7),
        ("The union’s head says that 340 voted for the strike", 2),
        ("The director denies that pay was cut", 3),
        ("A barge hit and damaged a gate in March", 6),
    ],
)
def test_a_paraphrase_is_supported_by_the_sentence_that_says_so(line: str, sentence: int) -> None:
    assert context(line).sentences[0] == sentence


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("VCB runs 40 locks", 1),
        ("The minister praised the keepers", 3),
        ("Brandt praised the keepers", 3),
    ],
)
def test_a_role_or_initials_find_the_sentence_of_a_name(line: str, sentence: int) -> None:
    assert context(line, BOARD).sentences[0] == sentence


def test_a_line_may_join_three_sentences() -> None:
    line = "The board of 40 locks met the union on Friday and the minister praised the keepers"
    assert set(context(line, BOARD).sentences) == {1, 2, 3}


def test_one_sentence_is_enough_for_a_line_that_it_covers() -> None:
    assert context("The board met the union on Friday", BOARD).sentences == (2,)


def test_names_have_a_capital_that_the_start_of_the_line_does_not_explain() -> None:
    names = {token.text for token in context("Keepers in Velmoor praise Brandt", BOARD).names}
    assert names == {"Velmoor", "Brandt"}
    assert {token.text for token in context("Brandt praises keepers", BOARD).names} == {"Brandt"}


def test_a_sentence_of_the_article_is_covered_and_has_no_edits() -> None:
    line = context("A barge damaged the northern gate of the canal in March.")
    assert line.total_cover == 1
    assert line.comparison.sentence == 6
    assert line.comparison.likeness == 1
    assert line.comparison.edits == ()


def test_a_line_about_something_else_is_hardly_covered() -> None:
    assert context("Shares of a foreign bank rose sharply in Tokyo").total_cover < 0.2


def test_a_replaced_word_is_an_edit_with_its_surroundings() -> None:
    line = context("A barge damaged the southern gate of the canal in March")
    (edit,) = line.comparison.edits
    assert [token.text for token in edit.line] == ["southern"]
    assert [token.text for token in edit.sentence] == ["northern"]
    assert (edit.before, edit.after) == (4, 6)
    assert edit.context == 1


def test_a_word_that_is_left_out_is_an_edit_without_words_of_the_line() -> None:
    (edit,) = context("The board did answer three letters from the Harbour Court").comparison.edits
    assert edit.line == ()
    assert [token.text for token in edit.sentence] == ["not"]


def test_at_the_end_of_a_line_as_many_words_of_the_sentence_count() -> None:
    line = "Lock keepers in the town of Velmoor voted on Friday"  # "on Monday to stop work …"
    edit = context(line).comparison.edits[-1]
    assert [token.text for token in edit.sentence] == ["Monday"]
    assert edit.at_edge
    assert edit.is_cut
    assert edit.context == 1


def test_the_one_who_reports_is_known() -> None:
    line = context("The union’s head, Petra Lindqvist, said that 340 members voted")
    assert "lindqvist" in line.reporter_names
    assert context("The strike will start on 9 June").reporters == ()


def test_nobody_reports_in_a_row_over_a_report() -> None:
    assert context("Lock keepers block the canal over pay report").reporters == ()


def test_a_line_without_words_is_covered_by_nothing() -> None:
    line = context("… !")
    assert line.content == ()
    assert line.total_cover == 0
    assert line.sentences


@pytest.mark.parametrize(
    ("line", "chosen", "missing"),
    [
        ("Velmoor’s 40 locks stay shut until spring", [4], (1,)),
        ("Ilse Brandt said a ferry will replace the barges", [4], (3,)),
        ("Keepers in Velmoor stopped work", [0], ()),
        ("Two ferries will replace the barges of Ostmark", [4], ()),  # nowhere in the article
    ],
)
def test_names_and_figures_that_sentences_lack_are_in_these(
    line: str, chosen: list[int], missing: tuple[int, ...]
) -> None:
    assert context(line, BOARD).sentences_missing_from(chosen) == missing


def test_of_several_sentences_with_a_name_the_nearest_is_added() -> None:
    text = "Reed spoke. The sea was calm. The pier was closed. It reopened. Reed left. He waved."
    line = context("On the pier, Reed waved", Article(text=text))
    assert line.sentences_missing_from([5]) == (4,)
