"""Statements with the words of a report in them, or of another sentence, or of another person."""

import pytest

from briefer.schema.article import Article
from briefer.schema.brief import Claim
from tests.passes.factories import grounded_statements


def claims(
    text: str, name: str = "Ann Reed", *, language: str = "en", **statement: object
) -> tuple[Claim, ...]:
    """Return the claims of a model that attributes words to one person."""
    source: dict[str, object] = {"name": name, "kind": "person"}
    given = {"by": 1, "at": 1, "cue": "said"} | statement
    article = Article(text=text, language=language)
    return grounded_statements(article, given, sources=[source]).items.claims


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Ann Reed said the men had said nothing to her.", "the men had said nothing to her"),
        ("Ann Reed said the mayor said the bridge was safe.", "the mayor said the bridge was safe"),
    ],
)
def test_the_cue_before_the_content_is_meant_if_the_content_has_the_same_word(
    text: str, first: str
) -> None:
    [claim] = claims(text, first=first)
    assert claim.content == first
    assert claim.cue is not None
    assert claim.cue.start == text.index("said")


def test_a_statement_over_sentences_keeps_its_own_cue() -> None:
    text = "Ann Reed said the bridge was safe. Tom Lund had said so. Nobody was hurt."
    [claim] = claims(text, first="the bridge was safe", last="was hurt")
    assert "Tom Lund had said so" in claim.content


def test_a_whole_sentence_keeps_what_follows_its_reporting_clause() -> None:
    [claim] = claims("Ann Reed said the bridge was safe. Nobody answered.", first="")
    assert "the bridge was safe" in claim.content


def test_a_negation_at_the_end_of_a_quotation_stays_in_it() -> None:
    text = "“We heard nothing,” said Ann Reed, “nothing at all.”"
    [claim] = claims(text, first="We heard nothing", last="nothing at all")
    assert [one.quote for one in claim.evidence] == ["“We heard nothing,”", "“nothing at all.”"]


def test_a_period_of_an_abbreviation_does_not_end_a_reporting_clause() -> None:
    text = "The toll, said Ann Reed of No. 5 Dock, was three."
    [claim] = claims(text, first="The toll", last="was three")
    assert [one.quote for one in claim.evidence] == ["The toll", "was three"]


def test_a_hedge_of_another_sentence_does_not_weaken_a_statement() -> None:
    text = "Tom Lund may come. Ann Reed said the bridge was safe."
    [claim] = claims(text, at=2, first="the bridge was safe", hedge="may")
    assert claim.hedge is None


def test_the_role_of_another_person_is_no_role_of_the_source() -> None:
    text = "Ann Reed, the mayor, met Tom Lund, the minister. Lund said the bridge was safe."
    source: dict[str, object] = {"name": "Tom Lund", "kind": "person", "role": "the mayor"}
    given: dict[str, object] = {"by": 1, "at": 2, "cue": "said", "first": "the bridge was safe"}
    [claim] = grounded_statements(Article(text=text), given, sources=[source]).items.claims
    assert claim.source.role != "the mayor"


@pytest.mark.parametrize("name", ["He", "the"])
def test_a_word_that_names_nobody_is_no_person(name: str) -> None:
    text = "Ann Reed met Tom Lund. He said the bridge was safe."
    assert name not in [one.source.name for one in claims(text, name, first="the bridge was safe")]


def test_a_quotation_that_no_rule_gives_to_anybody_needs_words_that_tie_it_to_its_speaker() -> None:
    alone = "Ann Reed waited on the quay.\n\n“Nobody told us that the bridge was shut.”"
    given = {"first": "Nobody told us", "last": "was shut"}
    assert not claims(alone, at=2, cue="", **given)
    tied = "“Nobody told us that the bridge was shut.” That was the verdict of Ann Reed."
    [claim] = claims(tied, cue="the verdict of", **given)
    assert claim.source.name == "Ann Reed"


def test_what_is_only_asked_has_no_speaker() -> None:
    assert not claims("Did Ann Reed say that the bridge was shut?", first="the bridge was shut")


FAR = "Ann Reed said the bridge was safe.\n\nThe council sold the quay to a rival in May."


@pytest.mark.parametrize("cue", ["said", ""])
def test_words_of_a_paragraph_without_the_source_are_not_the_source_s(cue: str) -> None:
    assert claims(FAR, at=2, cue=cue, first="The council sold the quay") == ()


@pytest.mark.parametrize(
    "text",
    [
        "Ann Reed said the bridge was safe. A nightmare told of it: the sea swallows Ann Reed.",
        "Ann Reed came late. In a ballad, “the sea swallows Ann Reed”, sailors drown.",
    ],
)
def test_words_that_nothing_ties_to_the_source_are_not_its(text: str) -> None:
    assert claims(text, at=2, cue="", first="the sea swallows Ann Reed") == ()


def test_a_mention_beside_a_statement_or_a_quotation_of_its_own_ties_it_to_the_source() -> None:
    text = "Ann Reed: the bridge is safe. She laughed. “It always was safe.”"
    [claim] = claims(text, cue="", first="the bridge is safe")
    assert claim.cue is None
    [claim] = claims(text, at=3, cue="", first="“It always was safe.”")
    assert claim.quote_kind == "direct"
    text = (
        "Ann Reed came late. To her the bridge was safe.\n\nAnn Reed: It is safe. Boats may pass."
    )
    [claim] = claims(text, at=2, cue="", first="the bridge was safe")
    [claim] = claims(text, at=4, cue="", first="Boats may pass")


def test_indirect_speech_in_a_mood_of_its_own_goes_on() -> None:
    text = "Anna Roth kündigte eine Klage an. Die Brücke sei sicher und bleibe offen."
    [claim] = claims(text, "Anna Roth", language="de", at=2, cue="", first="Die Brücke sei sicher")
    assert claim.source.name == "Anna Roth"


def test_words_of_a_paragraph_with_a_pronoun_may_be_the_source_s() -> None:
    [claim] = claims(FAR.replace("a rival", "her rival"), at=2, first="The council sold the quay")
    assert claim.source.name == "Ann Reed"


@pytest.mark.parametrize("words", ["its rival", "their rival", "“his” rival"])
def test_a_pronoun_of_another_kind_or_a_quoted_one_is_not_the_source(words: str) -> None:
    text = FAR.replace("a rival", words)
    assert claims(text, at=2, first="The council sold the quay", last="May") == ()


@pytest.mark.parametrize("line", ["Ann Reed said on Friday:", "Ann Reed:"])
def test_words_after_a_line_with_a_colon_are_those_of_whom_it_names(line: str) -> None:
    text = f"{line}\n\nThe ferries will stop at dusk.\n\nThe council sold the quay."
    [claim] = claims(text, at=2, first="The ferries will stop", last="dusk")
    assert claim.source.name == "Ann Reed"
    assert claims(text, at=3, first="The council sold", last="quay") == ()


def test_what_a_source_denied_is_no_statement_without_the_denial() -> None:
    text = "Ann Reed denied that the council had sold the quay."
    assert claims(text, first="the council had sold the quay", cue="") == ()
    [claim] = claims(text, first="the council had sold the quay", cue="denied")
    assert claim.cue is not None
    assert claim.cue.quote == "denied"


def test_a_named_source_is_not_unnamed_for_a_reason() -> None:
    source: dict[str, object] = {"name": "Ann Reed", "kind": "person", "why_unnamed": "the bridge"}
    text = "Ann Reed said the bridge was safe."
    given: dict[str, object] = {"by": 1, "at": 1, "cue": "said", "first": "the bridge was safe"}
    [claim] = grounded_statements(Article(text=text), given, sources=[source]).items.claims
    assert claim.source.anonymity_reason is None


def test_a_quotation_of_somebody_else_in_its_paragraph_is_not_the_source_s() -> None:
    text = "Ann Reed said the bridge was safe.\n\n“The quay is sold and gone,” a banner read."
    assert claims(text, at=2, cue="", first="The quay is sold", last="gone") == ()
