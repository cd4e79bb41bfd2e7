"""Which rule finds a claim, and why a candidate is rejected."""

from typing import get_args

import pytest

from briefer.analysis.analyzer import analyze_with_trace
from briefer.analysis.attribution_trace import REJECTION_REASONS, RejectionReason
from briefer.analysis.english.attribution.rules import RULES, Rule
from briefer.schema.article import Article
from tests.analysis.english.attribution.claims import attributions


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Tomás Reyes said that the gate was open.", Rule.SUBJECT_OF_REPORTING_VERB),
        ("The gate was open all night, according to Tomás Reyes.", Rule.ACCORDING_TO),
        (
            "Holt was told by Tomás Reyes that the gate had been shut.",
            Rule.AGENT_OF_PASSIVE_VERB,
        ),
        (
            "The treasurer took the money for a roof, a jury has been told.",
            Rule.PASSIVE_WITHOUT_AGENT,
        ),
        ("The inquest heard from a nurse that the gate was open.", Rule.COURT_HEARS),
        ("The board rejected Reyes's claim that the gate was open.", Rule.CLAIM_NOUN),
        (
            "The mayor put it more simply on Monday: “Never again.”",
            Rule.COLON_BEFORE_QUOTATION,
        ),
        (
            "Tomás Reyes said the gate had held.\n\n“There was no time to run at all.”",
            Rule.QUOTATION_CONTINUES_SOURCE,
        ),
    ],
)
def test_an_attribution_names_the_rule_that_found_it(text: str, rule: Rule) -> None:
    assert attributions(text)[-1].rule == rule


def test_merged_attributions_keep_the_rule_of_the_first() -> None:
    [found] = attributions("“We left at dawn,” Ingrid Okafor said. “Nobody followed us there.”")
    assert len(found.content) == 2
    assert found.rule == Rule.SUBJECT_OF_REPORTING_VERB


@pytest.mark.parametrize(
    ("text", "rule", "words", "reason"),
    [
        ("The harbour board declined to comment.", "A1", "declined", "no_content"),
        ("There were fears, confirmed later, that the gate was open.", "A1", "conf", "no_content"),
        ("Who said that the gate was open?", "A1", "said", "question"),
        ("Nobody said that the gate was open.", "A1", "said", "negated"),
        ("Holt will resign if Tomás Reyes says that it was open.", "A1", "says", "hypothetical"),
        ("“A very high rate of return on it,” the sign.", "A8", "“A very", "no_cue"),
        ("Tomás Reyes did not believe that the gate was open.", "A1", "did not b", "negated"),
        ("Critics might say that the gate was never safe.", "A1", "might say", "hypothetical"),
        ("Tomás Reyes knows what the board wants.", "A1", "knows", "question"),
        ("The judge denied bail to the clerk.", "A1", "denied", "refusal"),
        ("Tomás Reyes offered to repair the gate of the dock.", "A1", "offered", "weak_verb"),
        (
            "Tomás Reyes praised the work of the crew, speaking of the long night.",
            "A1",
            "speaking",
            "continues_claim",
        ),
        (
            "“Here we are on a great day,” Tomás Reyes told the crew, according to a statement.",
            "A2",
            "according to",
            "quotation_has_cue",
        ),
        (
            "“My neighbour said that the dog barked,” Ingrid Okafor told the court.",
            "A1",
            "said",
            "inside_quotation",
        ),
        (
            "Tomás Reyes said the gate was shut and that he expected that it would stay shut.",
            "A1",
            "expected",
            "inside_another",
        ),
        ("Tomás Reyes said he won.", "A1", "said", "too_short"),
    ],
)
def test_a_rejected_candidate_has_its_rule_its_words_and_its_reason(
    text: str, rule: str, words: str, reason: str
) -> None:
    _, rejected = analyze_with_trace(Article(text=text))
    found = [(r.rule, r.reason) for r in rejected if r.span.text_in(text).startswith(words)]
    assert (rule, reason) in found


def test_content_in_another_sentence_than_its_cue_is_rejected() -> None:
    text = (
        "Holt was told by a clerk that the cracks had been known to the exec. Residents were told "
        "that the bridge was safe, according to a letter seen by the Post."
    )
    _, rejected = analyze_with_trace(Article(text=text))
    assert "crosses_sentences" in {candidate.reason for candidate in rejected}


def test_a_quotation_after_a_paragraph_without_speech_is_rejected() -> None:
    between = "The gate was shut again later.\n"
    text = f"Tomás Reyes said the gate had held.\n{between}“There was no time to run at all.”"
    _, rejected = analyze_with_trace(Article(text=text))
    assert [candidate.reason for candidate in rejected] == ["no_cue"]


def test_the_trace_does_not_change_the_analysis() -> None:
    article = Article(text="“We left at dawn,” Ingrid Okafor said. Critics might say it is late.")
    assert analyze_with_trace(article)[0].attributions == attributions(article.text)


def test_every_rule_and_every_reason_is_explained_in_one_line() -> None:
    assert set(RULES) == set(Rule)
    assert set(REJECTION_REASONS) == set(get_args(RejectionReason))
    assert all("\n" not in line for line in (*RULES.values(), *REJECTION_REASONS.values()))
