"""The gist of a capable model: its lines with their citations, and who, when and where."""

import pytest

from briefer.passes.capable.cited_lines import split_citation
from briefer.passes.capable.gist import FullGist, FullGistDraft, ground_full_gist
from briefer.passes.runner import GroundingResult
from briefer.schema.article import Article
from briefer.schema.brief import SummaryPoint, Who
from tests.factories import EMPTY_GIST, TEXT
from tests.passes.factories import checker

ARTICLE = Article(text=TEXT, published="2026-03-18")


def grounded(**answers: object) -> GroundingResult[FullGist]:
    return ground_full_gist(FullGistDraft.model_validate(EMPTY_GIST | answers), checker(ARTICLE))


def point(line: str) -> SummaryPoint:
    [found] = grounded(summary=[line]).items.lines
    assert found.point is not None
    return found.point


def cited(line: str) -> list[int]:
    """Return the numbers of the sentences that are evidence of a line, from 1."""
    return [ARTICLE.sentence_at(one.start) + 1 for one in point(line).evidence]


@pytest.mark.parametrize(
    ("written", "line", "numbers"),
    [
        ("It burned [2].", "It burned.", (1,)),
        ("It burned [2, 5]", "It burned", (1, 4)),
        ("It burned [2][5]", "It burned", (1, 4)),
        ("It burned [2; 5]", "It burned", (1, 4)),
        ("It burned [2] and fell [5].", "It burned and fell.", (1, 4)),
        ("It burned \uff3b2\uff3d", "It burned", (1,)),
        ("It burned 【2】", "It burned", (1,)),
        ("It burned [0, 7, 99, 3, 3]", "It burned", (2,)),
        ("It burned [1, 2, 3, 4]", "It burned", (0, 1, 2)),
        ("It [nearly] burned", "It [nearly] burned", ()),
        ("", "", ()),
    ],
)
def test_citations_are_split_off(written: str, line: str, numbers: tuple[int, ...]) -> None:
    assert split_citation(written, 6) == (line, numbers)


def test_a_range_of_sentences_has_all_of_them() -> None:
    assert split_citation("It burned [2-4]", 6) == ("It burned", (1, 2, 3))


def test_the_sentence_with_the_words_of_a_line_is_evidence_also_beside_three_others() -> None:
    assert cited("Tomás Reyes said the sirens had stayed silent [5, 6, 1]") == [5, 6, 3]


def test_cited_sentences_are_the_first_evidence() -> None:
    assert cited("The sirens had stayed silent, Tomás Reyes said [4, 3]")[:2] == [4, 3]


def test_a_line_that_cites_nothing_has_the_sentences_that_are_nearest_to_it() -> None:
    assert cited("Tomás Reyes said the sirens had stayed silent.")[0] == 3


def test_numbers_of_sentences_that_do_not_exist_are_ignored() -> None:
    assert cited("Tomás Reyes said the sirens had stayed silent [0, 77]")[0] == 3


def test_the_text_of_a_line_has_no_citation() -> None:
    assert point("Tomás Reyes said the sirens had stayed silent [3].").text == (
        "Tomás Reyes said the sirens had stayed silent."
    )


def test_lines_are_headline_summary_and_events_in_this_order() -> None:
    found = grounded(
        headline="Fire at the Halvorsen terminal killed three people [1]",
        summary=["Mayor Ingrid Okafor said the alarms had worked [2]"],
        what=["A worn belt may have ignited the dust, two officials said [5]"],
    )
    assert [line.section for line in found.items.lines] == ["headline", "summary", "what"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Fire at the Halvorsen terminal killed 90 people [1]", "number_not_in_article"),
        ("Greta Kald said the alarms had worked [2]", "name_not_in_article"),
        ("“We heard sirens all night,” Tomás Reyes said [4]", "quotation_not_verbatim"),
    ],
)
def test_a_fault_that_is_proved_leaves_no_point(line: str, code: str) -> None:
    [found] = grounded(summary=[line]).items.lines
    assert found.point is None
    assert found.findings[0].code == code
    assert found.text == line.partition(" [")[0]


def test_a_suspicious_line_keeps_its_point() -> None:
    [found] = grounded(summary=["Tomás Reyes said the alarms had worked [2]"]).items.lines
    assert found.is_suspicious
    assert found.point is not None


def who(**answer: object) -> tuple[list[Who], list[str]]:
    found = grounded(who=[answer])
    return list(found.items.slots.who), [one.text for one in found.problems]


def test_a_role_is_copied_from_the_article() -> None:
    [one], problems = who(name="Reyes", kind="person", role="The union’s Secretary")
    assert (one.name, one.role) == ("Tomás Reyes", "the union’s secretary")
    assert "the union’s secretary" in [evidence.quote for evidence in one.evidence]
    assert problems == []


def test_a_role_that_the_article_does_not_have_is_a_problem() -> None:
    [one], problems = who(name="Tomás Reyes", kind="person", role="admiral of the fleet")
    assert one.role != "admiral of the fleet"
    assert problems == ["admiral of the fleet"]


def test_a_name_that_the_article_does_not_have_is_a_problem() -> None:
    assert who(name="Greta Kald", kind="person") == ([], ["Greta Kald"])


def test_who_when_and_where_are_located() -> None:
    slots = grounded(when=["tuesday NIGHT"], where=["port ellery"]).items.slots
    assert [(when.phrase, when.value) for when in slots.when] == [
        ("Tuesday night", "2026-03-17TNI")
    ]
    assert [where.place for where in slots.where] == ["PORT ELLERY"]


def test_two_names_of_one_person_are_one_answer() -> None:
    found = grounded(who=[{"name": "Okafor"}, {"name": "Ingrid Okafor"}])
    assert [one.name for one in found.items.slots.who] == ["Ingrid Okafor"]
