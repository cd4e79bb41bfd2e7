import pytest

from briefer import Article
from briefer.analysis.analyzer import analyze
from briefer.grounding.article_index import ArticleIndex
from briefer.grounding.open_questions import question_findings
from tests.grounding.strike import index


def codes(text: str, language: str = "en") -> list[str]:
    return [finding.code for finding in question_findings(text, index(), language, is_note=False)]


@pytest.mark.parametrize(
    "question",
    [
        "How much smaller may the raise in August be?",
        "When will the Canal Board answer the letters?",
        "Who damaged the northern gate of the canal?",
    ],
)
def test_what_the_article_leaves_open_may_be_asked(question: str) -> None:
    assert codes(question) == []


@pytest.mark.parametrize(
    "question",
    [
        "Why did Marsh steal the money for the repairs?",
        "Is Petra Lindqvist a murderer?",
        "Did Marsh damage the gate on purpose?",
        "Will Lindqvist resign over the scandal?",
        "Where can visitors buy tickets for the opera in town?",
    ],
)
def test_what_the_article_does_not_say_is_not_taken_for_granted(question: str) -> None:
    assert codes(question) == ["words_not_in_article"]


@pytest.mark.parametrize(
    "question",
    [
        "Have you paid for the tour of the station?",
        "Did the board write to http://evil.example/login about the letters?",
    ],
)
def test_talk_to_the_reader_is_no_question_about_the_article(question: str) -> None:
    assert codes(question) == ["not_a_question"]


@pytest.mark.parametrize(
    ("question", "language"),
    [("Marsh hat das Tor vorsätzlich beschädigt?", "de"), ("马什故意损坏了闸门吗\uff1f", "zh")],
)
def test_another_language_has_its_own_words_for_guilt(question: str, language: str) -> None:
    assert codes(question, language) == ["words_not_in_article"]


def test_nobody_is_asked_about_whom_only_a_question_names() -> None:
    text = "The lock at Ostrand was shut on Monday.\n\nDid Otto Brand shut it?"
    article = Article(text=text)
    found = question_findings(
        "Did Otto Brand shut the lock?",
        ArticleIndex(article, analyze(article)),
        "en",
        is_note=False,
    )
    assert [finding.code for finding in found] == ["not_stated"]
