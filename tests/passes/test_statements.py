"""The statements pass: what becomes a claim, and what a problem."""

import pytest

from briefer.schema.article import Article
from briefer.schema.brief import Claim
from briefer.schema.coverage import RejectedItem
from briefer.schema.vocabulary import Likelihood
from tests.passes.factories import grounded_statements

ARTICLE = Article(
    text="ELLERY — Ingrid Okafor, the mayor, said the alarms had worked. “We heard nothing at all,”"
    " Tomás Reyes said.\n\nTwo officials, who asked not to be named because the inquiry is open, "
    "said a worn belt probably ignited the dust. Reyes said the owner had told him the belt was "
    "“as good as new”. A report by Norrgate Engineering found three cracks."
)
OKAFOR: dict[str, object] = {"name": "Ingrid Okafor", "kind": "person", "role": "the mayor"}
REYES: dict[str, object] = {"name": "Tomás Reyes", "kind": "person"}
OFFICIALS: dict[str, object] = {
    "name": "Two officials",
    "kind": "unnamed_group",
    "why_unnamed": "because the inquiry is open",
}
OWNER: dict[str, object] = {"name": "the owner", "kind": "unnamed_person"}
REPORT: dict[str, object] = {"name": "A report by Norrgate Engineering", "kind": "document"}
SOURCES: list[dict[str, object]] = [OKAFOR, REYES, OFFICIALS, OWNER, REPORT]
ALARMS: dict[str, object] = {"by": 1, "at": 1, "cue": "said", "first": "the alarms had worked"}
NOTHING: dict[str, object] = {"by": 2, "at": 2, "cue": "said", "first": "We heard nothing at all"}
BELT: dict[str, object] = {
    "by": 3, "at": 3, "cue": "said", "first": "a worn belt", "last": "the dust",
    "hedge": "probably",
}  # fmt: skip
NEW: dict[str, object] = {
    "by": 2,
    "at": 4,
    "cue": "said",
    "first": "the belt was",
    "last": "as new",
}


def claim(
    statement: dict[str, object], sources: list[dict[str, object]] = SOURCES, **changes: object
) -> Claim:
    found = grounded_statements(ARTICLE, statement | changes, sources=sources)
    assert found.problems == ()
    [one] = found.items.claims
    return one


def problem(statement: dict[str, object], **changes: object) -> RejectedItem:
    found = grounded_statements(ARTICLE, statement | changes, sources=SOURCES)
    [one] = found.problems
    return one


def test_a_statement_is_a_claim_in_the_articles_words_with_its_source_and_cue() -> None:
    found = claim(ALARMS)
    assert found.content == "the alarms had worked"
    assert [one.quote for one in found.evidence] == ["the alarms had worked"]
    assert (found.source.name, found.source.kind) == ("Ingrid Okafor", "person")
    assert found.cue is not None
    assert found.cue.quote == "said"
    assert found.found_by == "model"


def test_the_cue_is_the_one_next_to_the_content() -> None:
    found = claim(NOTHING)
    assert found.cue is not None
    assert found.cue.start > found.evidence[0].start


@pytest.mark.parametrize(
    ("statement", "kind"), [(ALARMS, "indirect"), (NOTHING, "direct"), (NEW, "mixed")]
)
def test_the_quote_kind_is_how_much_is_quoted(statement: dict[str, object], kind: str) -> None:
    assert claim(statement).quote_kind == kind


def test_a_role_is_copied_from_the_article() -> None:
    source = claim(ALARMS).source
    assert source.role == "the mayor"
    assert "the mayor" in [one.quote for one in source.evidence]


def test_a_role_that_the_article_does_not_have_is_left_out() -> None:
    sources = [OKAFOR | {"role": "Secretary of the Navy"}]
    assert claim(ALARMS, sources).source.role != "Secretary of the Navy"


def test_an_unnamed_source_is_on_background_with_the_reason() -> None:
    source = claim(BELT).source
    assert (source.name, source.kind, source.basis) == (
        "Two officials", "unnamed_group", "background",
    )  # fmt: skip
    assert source.anonymity_reason == "because the inquiry is open"


def test_an_unnamed_source_without_a_reason_has_an_unknown_basis() -> None:
    sources = [OFFICIALS | {"why_unnamed": "because he was afraid of wolves"}]
    source = claim(BELT, sources, by=1).source
    assert (source.basis, source.anonymity_reason) == ("unknown", None)


@pytest.mark.parametrize(
    ("kind", "basis"), [("person", "on_record"), ("document", "on_record"), ("group", "on_record")]
)
def test_a_named_source_is_on_the_record(kind: str, basis: str) -> None:
    source = claim(ALARMS, [OKAFOR | {"kind": kind}]).source
    assert (source.kind, source.basis) == (kind, basis)


def test_an_article_that_leaves_open_who_speaks_has_an_unknown_source() -> None:
    source = claim(ALARMS, [{"name": "", "kind": "person"}]).source
    assert (source.name, source.kind, source.evidence) == ("unknown", "unknown", ())


def test_a_document_is_a_source() -> None:
    found = claim({"by": 5, "at": 5, "cue": "found", "first": "three cracks"})
    assert (found.source.kind, found.content) == ("document", "three cracks")


def test_a_source_may_rely_on_another() -> None:
    relied = claim(NEW, relies_on=4).relies_on
    assert relied is not None
    assert relied.name == "the owner"


@pytest.mark.parametrize("number", [2, 99, -1, 0])
def test_a_source_does_not_rely_on_itself_or_on_none(number: int) -> None:
    assert claim(NEW, relies_on=number).relies_on is None


@pytest.mark.parametrize(
    ("hedge", "likelihood"), [("probably", "likely"), ("ignited", None), ("", None)]
)
def test_a_hedge_has_the_likelihood_of_its_words(hedge: str, likelihood: Likelihood | None) -> None:
    found = claim(BELT, hedge=hedge)
    assert (found.hedge.quote if found.hedge else "") == hedge
    assert found.likelihood == likelihood


@pytest.mark.parametrize("at", [0, -5, 99, 10**20])
def test_a_sentence_number_out_of_range_is_only_a_hint(at: int) -> None:
    assert claim(ALARMS, at=at).content == "the alarms had worked"


@pytest.mark.parametrize("by", [0, -1, 6, 10**20])
def test_a_source_number_out_of_range_is_an_unknown_source(by: int) -> None:
    assert claim(ALARMS, by=by).source.kind == "unknown"


def test_the_same_statement_twice_is_one_claim() -> None:
    assert len(grounded_statements(ARTICLE, ALARMS, ALARMS, sources=SOURCES).items.claims) == 1


def test_the_main_statements_are_in_the_order_of_the_model() -> None:
    found = grounded_statements(ARTICLE, ALARMS, NOTHING, sources=SOURCES, main=(2, 9, 1, 2, -1))
    claims = found.items.claims
    assert found.items.main == (claims[1], claims[0])


def test_words_that_the_article_does_not_have_are_a_problem() -> None:
    found = problem(ALARMS, first="the alarms had failed on all nine floors")
    assert found.section == "claimed_by"
    assert found.text == "the alarms had failed on all nine floors"
    assert [one.code for one in found.findings] == ["words_not_in_article"]


def test_last_words_before_the_first_ones_are_a_problem() -> None:
    found = problem(NEW, first="Norrgate Engineering found", last="alarms had worked")
    assert found.text == "Norrgate Engineering found … alarms had worked"


def test_a_source_that_the_article_does_not_have_is_a_problem() -> None:
    sources: list[dict[str, object]] = [{"name": "Greta Kald", "kind": "person"}]
    found = grounded_statements(ARTICLE, ALARMS, sources=sources)
    assert found.items.claims == ()
    [one] = found.problems
    assert [(f.code, f.params) for f in one.findings] == [
        ("source_not_in_article", {"source": "Greta Kald"})
    ]


@pytest.mark.parametrize("field", ["cue", "hedge"])
def test_a_cue_or_a_hedge_that_is_not_next_to_its_statement_is_a_problem(field: str) -> None:
    found = grounded_statements(ARTICLE, ALARMS | {field: "found"}, sources=SOURCES)
    [one] = found.items.claims
    assert getattr(one, field) is None
    assert [item.text for item in found.problems] == ["found: the alarms had worked"]


CHECKED = Article(
    text="“We checked,” Ann Reed said. “Twice.” Nobody answered.\n\n“It is safe,” Ann Reed said."
)


def checked(*statements: dict[str, object]) -> list[Claim]:
    sources: list[dict[str, object]] = [{"name": "Ann Reed", "kind": "person"}]
    return list(grounded_statements(CHECKED, *statements, sources=sources).items.claims)


def test_a_quotation_that_goes_on_after_its_cue_is_one_claim() -> None:
    [claim] = checked(
        {"by": 1, "at": 1, "cue": "said", "first": "We checked"},
        {"by": 1, "at": 2, "first": "Twice"},
    )
    assert [one.quote for one in claim.evidence] == ["“We checked,”", "“Twice.”"]
    assert (claim.content, claim.quote_kind) == ("“We checked,” … “Twice.”", "direct")


def test_quotations_of_two_paragraphs_are_two_claims() -> None:
    found = checked(
        {"by": 1, "at": 1, "cue": "said", "first": "We checked"},
        {"by": 1, "at": 4, "cue": "said", "first": "It is safe"},
    )
    assert len(found) == 2
