"""Claims of the model and claims of the rules, merged."""

from dataclasses import replace

from briefer.analysis.analyzer import analyze
from briefer.analysis.annotations import AttributionSource, Span
from briefer.assembly.claim_merging import ClaimCandidate, distinct_claims, merge_claims
from briefer.schema.article import Article
from briefer.schema.brief import Claim, Source

TEXT = (
    "Mayor Ingrid Okafor said the alarms had worked. Tomás Reyes said the sirens had stayed silent "
    "and that nobody had come. “We heard nothing at all,” he said. Two officials said a worn belt "
    "may have ignited the dust."
)
ARTICLE = Article(text=TEXT)
ANALYSIS = analyze(ARTICLE)


def span_of(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def source(name: str) -> Source:
    return Source(name=name, kind="person", evidence=(ARTICLE.evidence(*span_of(name)),))


def claim(words: str, name: str, *, relies_on: str | None = None) -> Claim:
    return Claim(
        content=words,
        source=source(name),
        quote_kind="indirect",
        relies_on=source(relies_on) if relies_on else None,
        found_by="model",
        evidence=(ARTICLE.evidence(*span_of(words)),),
    )


def merged(*claims: Claim, rules: str = "") -> list[ClaimCandidate]:
    """Return the claims merged with the attributions of the rules that have these words."""
    found = [
        one
        for one in ANALYSIS.attributions
        if any(rules in part.text_in(TEXT) for part in one.content)
    ]
    assert found
    return list(merge_claims(claims, found, article=ARTICLE, analysis=ANALYSIS))


def test_what_model_and_rules_found_is_one_claim_with_what_only_the_rules_have() -> None:
    [one] = merged(claim("the alarms had worked", "Ingrid Okafor"), rules="the alarms")
    assert (one.claim.found_by, one.rival) == ("both", None)
    assert one.claim.cue is not None
    assert one.claim.cue.quote == "said"


def test_the_model_s_own_cue_is_kept() -> None:
    cue = ARTICLE.evidence(*span_of("Okafor said"))
    found = claim("the alarms had worked", "Ingrid Okafor").model_copy(update={"cue": cue})
    [one] = merged(found, rules="the alarms")
    assert one.claim.cue == cue


def test_a_claim_that_only_the_rules_found_is_kept() -> None:
    found = merged(claim("the alarms had worked", "Ingrid Okafor"), rules="worn belt")
    assert [one.claim.found_by for one in found] == ["model", "rules"]


def test_another_source_for_the_same_words_is_a_rival() -> None:
    [one] = merged(claim("the alarms had worked", "Tomás Reyes"), rules="the alarms")
    assert (one.claim.source.name, one.claim.found_by) == ("Tomás Reyes", "model")
    assert one.rival is not None
    assert one.rival.source.name == "Ingrid Okafor"


def test_another_source_for_a_small_part_of_the_words_is_a_claim_of_its_own() -> None:
    [first, second] = merged(claim("nobody had come", "Ingrid Okafor"), rules="the sirens")
    assert {first.claim.found_by, second.claim.found_by} == {"model", "rules"}
    assert (first.rival, second.rival) == (None, None)


def test_a_pronoun_of_the_rules_is_no_disagreement() -> None:
    [one] = merged(claim("We heard nothing at all", "Ingrid Okafor"), rules="We heard")
    assert (one.claim.source.name, one.claim.found_by) == ("Ingrid Okafor", "both")
    assert one.rival is None


def test_a_source_that_the_claim_relies_on_counts() -> None:
    found = claim("the alarms had worked", "Tomás Reyes", relies_on="Ingrid Okafor")
    [one] = merged(found, rules="the alarms")
    assert (one.claim.found_by, one.rival) == ("both", None)


def test_words_that_one_source_retells_are_no_second_claim_of_the_other() -> None:
    first = claim("the alarms had worked", "Ingrid Okafor")
    retold = claim("the alarms had worked", "Tomás Reyes", relies_on="Ingrid Okafor")
    for both in ((first, retold), (retold, first)):
        [one] = merged(*both, rules="the alarms")
        assert one.claim.source.name == "Tomás Reyes"


def test_a_source_that_cites_itself_or_is_cited_back_loses_no_claim() -> None:
    own = claim("the alarms had worked", "Ingrid Okafor", relies_on="Ingrid Okafor")
    assert len(merged(own, rules="the alarms")) == 1
    back = claim("the alarms had worked", "Tomás Reyes", relies_on="Ingrid Okafor")
    forth = claim("the alarms had worked", "Ingrid Okafor", relies_on="Tomás Reyes")
    assert len(merged(back, forth, rules="the alarms")) == 2


def test_the_same_words_of_the_same_source_are_one_claim() -> None:
    twice = [claim("the alarms had worked", "Ingrid Okafor") for _ in range(2)]
    longer = claim("said the alarms had worked", "Ingrid Okafor")
    assert len(merged(*twice, longer, rules="the alarms")) == 1


def test_a_part_that_only_the_rules_found_is_no_second_claim() -> None:
    whole = claim("the sirens had stayed silent and that nobody had come", "Tomás Reyes")
    part = claim("nobody had come", "Tomás Reyes")
    by_rules = part.model_copy(update={"found_by": "rules"})
    assert distinct_claims([by_rules, whole]) == [whole]
    assert distinct_claims([part, whole]) == [part, whole]


def test_a_source_that_the_rules_know_by_its_role_is_no_rival() -> None:
    found = claim("the alarms had worked", "Tomás Reyes")
    mayor = found.source.model_copy(update={"role": "Mayor Ingrid Okafor"})
    [one] = merged(found.model_copy(update={"source": mayor}), rules="the alarms")
    assert (one.claim.found_by, one.rival) == ("both", None)


def test_the_same_words_of_two_sources_are_two_claims() -> None:
    both = (
        claim("the alarms had worked", "Ingrid Okafor"),
        claim("the alarms had worked", "Tomás Reyes"),
    )
    found = merged(*both, rules="the alarms")
    assert [(one.claim.source.name, one.claim.found_by) for one in found] == [
        ("Ingrid Okafor", "both"),
        ("Tomás Reyes", "model"),
    ]


def test_claims_are_in_the_order_of_the_article() -> None:
    late = claim("a worn belt may have ignited the dust", "Two officials")
    early = claim("the alarms had worked", "Ingrid Okafor")
    starts = [one.claim.evidence[0].start for one in merged(late, early)]
    assert starts == sorted(starts)
    assert len(starts) >= 4


def test_the_hedge_of_a_longer_claim_of_the_rules_is_not_that_of_a_part() -> None:
    part = claim("ignited the dust", "Tomás Reyes").model_copy(
        update={"source": source("Two officials")}
    )
    [one] = merged(part, rules="worn belt")
    assert (one.claim.found_by, one.claim.hedge) == ("both", None)
    whole = part.model_copy(
        update={"evidence": (ARTICLE.evidence(*span_of("may have ignited the dust")),)}
    )
    [one] = merged(whole, rules="worn belt")
    assert one.claim.hedge is not None
    assert one.claim.hedge.quote == "may"


def test_a_source_whom_somebody_cites_does_not_cite_itself() -> None:
    [found] = [a for a in ANALYSIS.attributions if "alarms" in a.content[0].text_in(TEXT)]
    retold = replace(found, source=AttributionSource("unknown", "unknown"), relies_on=found.source)
    own = claim("the alarms had worked", "Ingrid Okafor")
    [one] = merge_claims([own], [retold], article=ARTICLE, analysis=ANALYSIS)
    assert (one.claim.source.name, one.claim.relies_on) == ("Ingrid Okafor", None)
