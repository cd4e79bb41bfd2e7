# ruff: noqa: E501, ISC004 (two texts of each language)
"""A check that cannot read a language has not passed a line in it."""

from collections.abc import Sequence

import pytest
from pydantic import BaseModel

import briefer
from briefer import Article, FakeModel, Settings
from briefer.grounding.registry import CHECKS
from briefer.model.fake import FakeAnswer
from briefer.model.protocol import Message
from briefer.schema.vocabulary import ModelSize
from tests.grounding.strike import checker

# The article's first sentence, and a line that says the opposite in words of the article.
FALSE_LINES = {
    "fr": (
        "Le directeur Paul Girard n’a pas averti le maire avant la rupture du barrage. Le maire, "
        "Léa Moreau, a demandé une enquête.",
        "Le maire a averti le directeur avant la rupture du barrage.",
    ),
    "es": (
        "El director Pablo Gil no avisó a la alcaldesa antes de la rotura de la presa. La alcaldesa, "
        "Rosa Vidal, pidió una investigación.",
        "La alcaldesa avisó al director antes de la rotura de la presa.",
    ),
    "de": (
        "Der Direktor Paul Gerber warnte die Bürgermeisterin vor dem Bruch des Damms nicht. Die "
        "Bürgermeisterin, Jana Kolb, verlangte eine Untersuchung.",
        "Die Bürgermeisterin warnte den Direktor vor dem Bruch des Damms.",
    ),
    "ar": (
        "لم يحذر المدير سامي حداد رئيسة البلدية قبل انهيار السد. وطلبت رئيسة البلدية ليلى عون فتح تحقيق.",
        "حذرت رئيسة البلدية المدير قبل انهيار السد.",
    ),
    "zh": (
        "厂长林海在大坝决口前没有警告市长。市长周岚要求进行调查。",
        "市长在大坝决口前警告了厂长。",
    ),
}


def _writing(line: str, size: ModelSize, *, wrong: bool) -> FakeModel:
    verdict = [{"line": 1, "words": line, "corrected": ""}] if wrong else []
    answers: dict[str, FakeAnswer] = {
        "GistDraft": {"headline": line, "who": [], "when": [], "where": [], "summary": [line]},
        "FullGistDraft": {
            "headline": f"{line} [1]", "who": [], "when": [], "where": [], "what": [], "summary": [],
        },
        "StatementsDraft": {"sources": [], "statements": [], "main": []},
        "UncertaintyDraft": {"uncertainty": []},
        "VerdictsDraft": {"wrong": verdict},
    }  # fmt: skip

    def answer(_messages: Sequence[Message], schema: type[BaseModel]) -> FakeAnswer:
        return answers[schema.__name__]

    return FakeModel(answer, profile=size)


@pytest.mark.parametrize("language", FALSE_LINES)
def test_checks_that_cannot_read_a_line_are_named(language: str) -> None:
    text, line = FALSE_LINES[language]
    found = checker(Article(text=text, language=language)).check(line)
    expected = {check.name for check in CHECKS if not check.reads(language)}
    assert set(found.unread) == expected
    assert {"arguments", "certainty of verbs", "attribution", "truncation"} <= expected


def test_all_checks_read_english() -> None:
    assert checker().check("Okafor said so").unread == ()


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("absent names", "de"),  # nouns have capitals, too
        ("absent names", "ar"),
        ("absent numbers", "zh"),
        ("certainty", "ru"),
        ("assertion", "sv"),
        ("assertion", "ja"),  # orders, but no conditions
    ],
)
def test_what_a_check_sees_in_part_it_does_not_read(name: str, language: str) -> None:
    check = next(check for check in CHECKS if check.name == name)
    assert check.runs_for(language)
    assert not check.reads(language)


@pytest.mark.parametrize("language", FALSE_LINES)
def test_a_small_models_line_gives_way_to_the_article(language: str, settings: Settings) -> None:
    text, line = FALSE_LINES[language]
    article = Article(text=text, language=language)
    brief = briefer.brief(article, model=_writing(line, "small", wrong=False), settings=settings)
    shown = [brief.headline, *brief.summary]
    assert all(words in text for point in shown for words in point.text.split("…"))
    assert line in {item.text for item in brief.coverage.rejected}


@pytest.mark.parametrize("language", FALSE_LINES)
def test_a_capable_models_line_is_decided_by_verification(
    language: str, settings: Settings
) -> None:
    text, line = FALSE_LINES[language]
    article = Article(text=text, language=language)
    brief = briefer.brief(article, model=_writing(line, "capable", wrong=True), settings=settings)
    assert brief.headline.text != line
    codes = {f.code for item in brief.coverage.rejected for f in item.findings}
    assert "not_supported" in codes
