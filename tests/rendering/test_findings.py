"""What the checks found, in sentences for readers and for the model."""

import re
from collections.abc import Mapping
from pathlib import Path
from string import Formatter
from typing import get_args

import pytest

from briefer.prompts import Prompts
from briefer.rendering.findings import finding_sentence, rejection_reason
from briefer.rendering.messages import languages, messages_in
from briefer.schema.coverage import RejectedItem, RejectionFinding
from briefer.schema.vocabulary import FindingCode

CODES: tuple[FindingCode, ...] = get_args(FindingCode)


def params_of(code: FindingCode) -> Mapping[str, str]:
    """Return a value for each parameter of a code's sentence."""
    sentence = messages_in("en").entries[f"finding.{code}"]
    fields = (field for _, field, _, _ in Formatter().parse(sentence) if field)
    return {field: f"50 % {{{field}}} {{{{ x }}}}" for field in fields}


def revision(*problems: RejectedItem) -> str:
    return Prompts(Path("nonexistent")).render("brief/revise_lines.j2", {"problems": problems})


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("code", CODES)
def test_a_sentence_for_readers_shows_its_parameters_in_every_language(
    code: FindingCode, language: str
) -> None:
    params = params_of(code)
    sentence = finding_sentence(code, params, language=language)
    assert sentence[-1] not in ".。"
    assert all(value in sentence for value in params.values())


def test_every_sentence_is_that_of_a_code() -> None:
    keys = {key.removeprefix("finding.") for key in messages_in("en").entries if "finding." in key}
    assert keys == {*CODES, "not_supported_at_all"}


@pytest.mark.parametrize("language", languages())
def test_a_line_without_support_has_a_sentence_that_names_no_words(language: str) -> None:
    sentences = {
        finding_sentence("not_supported", params, language=language)
        for params in ({}, {"words": ""})
    }
    assert len(sentences) == 1
    assert sentences != {finding_sentence("not_supported", {"words": "x"}, language=language)}


@pytest.mark.parametrize("code", CODES)
def test_every_code_has_a_sentence_for_the_model_with_the_same_parameters(
    code: FindingCode,
) -> None:
    params = dict(params_of(code))
    finding = RejectionFinding(code=code, params=params)
    text = revision(RejectedItem(section="summary", text="It fell.", findings=(finding,)))
    [sentence] = re.findall(r"^   - (.+)$", text, re.MULTILINE)
    assert sentence[-1] == "."
    assert all(value in sentence for value in params.values())


def test_the_model_is_told_all_findings_of_each_line() -> None:
    number = RejectionFinding(code="number_replaced", params={"line": "9", "article": "4"})
    name = RejectionFinding(code="name_not_in_article", params={"name": "Greta Kald"})
    place = RejectionFinding(code="words_not_in_article")
    assert revision(
        RejectedItem(section="summary", text="Greta Kald saw 9 boats.", findings=(number, name)),
        RejectedItem(section="where", text="Lodmark", findings=(place,)),
    ) == (
        "The article does not support these lines as they are:\n"
        '1. summary: "Greta Kald saw 9 boats."\n'
        "   - The article has 4 here, not 9.\n"
        "   - The name Greta Kald is not in the article.\n"
        '2. where: "Lodmark"\n'
        "   - These words are not in the article. Copy its words exactly.\n"
        "\n"
        "Answer as JSON with this field:\n"
        '"lines": for each numbered line its corrected text, in the same order, with nothing in it '
        "that the article does not say; an empty string where it is better left out."
    )


def test_a_reader_sees_the_most_serious_finding() -> None:
    first = RejectionFinding(code="number_replaced", params={"line": "9", "article": "4"})
    other = RejectionFinding(code="word_replaced", params={"line": "sank", "article": "fell"})
    item = RejectedItem(section="summary", text="9 boats sank", findings=(first, other))
    assert rejection_reason(item) == "the article has “4” here, not “9”"
