"""Claims after verification: kept, with another source, or left out."""

from briefer.assembly.claim_merging import ClaimCandidate
from briefer.passes.capable.settling import Settled, Written
from briefer.schema.article import Article
from briefer.schema.brief import Claim, Source, Uncertainty
from tests.factories import TEXT, wrong
from tests.passes.factories import settled

ARTICLE = Article(text=TEXT, published="2026-03-18")
ALARMS, SIRENS = "the alarms had worked", "the sirens had stayed silent"
OKAFOR, REYES = "Ingrid Okafor", "Tomás Reyes"


def claim(words: str, name: str) -> Claim:
    place, named = TEXT.index(words), TEXT.index(name)
    return Claim(
        content=words,
        source=Source(
            name=name, kind="person", evidence=(ARTICLE.evidence(named, named + len(name)),)
        ),
        quote_kind="indirect",
        found_by="model",
        evidence=(ARTICLE.evidence(place, place + len(words)),),
    )


async def settled_claims(
    *candidates: ClaimCandidate, verdicts: list[dict[str, object]], verify: bool = True
) -> Settled:
    return await settled(ARTICLE, Written(claims=candidates), *verdicts, verify=verify)


def names(found: Settled) -> list[str]:
    return [one.source.name for one in found.claims]


WRONG_SOURCE = ClaimCandidate(claim(ALARMS, REYES))
DISAGREEMENT = ClaimCandidate(claim(ALARMS, REYES), rival=claim(ALARMS, OKAFOR))


async def test_a_claim_without_a_verdict_is_kept() -> None:
    found = await settled_claims(ClaimCandidate(claim(ALARMS, OKAFOR)), verdicts=[])
    assert (names(found), found.verified, found.rejected) == ([OKAFOR], 1, [])


async def test_a_claim_gets_the_source_that_its_correction_names() -> None:
    found = await settled_claims(WRONG_SOURCE, verdicts=[wrong(1, REYES, OKAFOR)])
    [one] = found.claims
    assert (one.source.name, one.content) == (OKAFOR, ALARMS)
    assert OKAFOR in [evidence.quote for evidence in one.source.evidence]
    assert (found.corrected, found.refused) == (1, 0)


async def test_a_correction_may_repeat_the_whole_line() -> None:
    verdict = wrong(1, REYES, f"Mayor {OKAFOR} (said): “{ALARMS}”")
    assert names(await settled_claims(WRONG_SOURCE, verdicts=[verdict])) in (
        [OKAFOR], [f"Mayor {OKAFOR}"],
    )  # fmt: skip


async def test_a_corrected_source_that_the_article_does_not_have_leaves_the_claim_out() -> None:
    found = await settled_claims(WRONG_SOURCE, verdicts=[wrong(1, REYES, "Greta Kald")])
    assert (names(found), found.corrected, found.refused) == ([], 0, 1)
    [item] = found.rejected
    assert (item.section, item.text) == ("claimed_by", f"{REYES}: {ALARMS}")
    assert [finding.code for finding in item.findings] == ["not_supported"]


async def test_that_it_is_not_said_who_is_no_name_of_a_source() -> None:
    found = await settled_claims(WRONG_SOURCE, verdicts=[wrong(1, REYES, "It is not said who")])
    assert "It is not said who" not in names(found)


async def test_the_same_source_is_no_correction() -> None:
    found = await settled_claims(WRONG_SOURCE, verdicts=[wrong(1, ALARMS, "Reyes")])
    assert (names(found), found.refused) == ([], 1)


async def test_a_claim_wins_against_its_rival_if_nothing_is_found_in_it() -> None:
    found = await settled_claims(DISAGREEMENT, verdicts=[wrong(2, OKAFOR)])
    assert names(found) == [REYES]
    [item] = found.rejected
    assert item.text == f"{OKAFOR}: {ALARMS}"
    [finding] = item.findings
    assert (finding.code, finding.params) == ("other_source", {"article": REYES, "line": OKAFOR})


async def test_the_rival_wins_if_only_the_claim_is_wrong() -> None:
    found = await settled_claims(DISAGREEMENT, verdicts=[wrong(1, REYES)])
    assert names(found) == [OKAFOR]
    assert [item.text for item in found.rejected] == [f"{REYES}: {ALARMS}"]
    assert (found.verified, found.corrected, found.refused) == (2, 1, 0)


async def test_if_both_are_wrong_neither_is_kept_nor_lost_in_silence() -> None:
    found = await settled_claims(DISAGREEMENT, verdicts=[wrong(1, REYES), wrong(2, OKAFOR)])
    assert names(found) == []
    assert f"{REYES}: {ALARMS}" in {item.text for item in found.rejected}


async def test_a_rival_that_is_wrong_too_is_recorded() -> None:
    found = await settled_claims(DISAGREEMENT, verdicts=[wrong(1, REYES), wrong(2, OKAFOR)])
    assert {item.text for item in found.rejected} == {f"{REYES}: {ALARMS}", f"{OKAFOR}: {ALARMS}"}


async def test_a_corrected_source_has_the_kind_and_basis_of_what_it_is() -> None:
    unknown = claim(ALARMS, REYES).model_copy(
        update={"source": Source(name="unknown", kind="unknown")}
    )
    found = await settled_claims(ClaimCandidate(unknown), verdicts=[wrong(1, "", "Two officials")])
    [one] = found.claims
    assert one.source.name == "Two officials"
    assert (one.source.kind, one.source.basis) == ("unnamed_group", "unknown")


async def test_the_verdict_on_a_rival_belongs_to_its_own_claim() -> None:
    first, other = ClaimCandidate(claim(SIRENS, REYES)), DISAGREEMENT
    found = await settled_claims(first, other, verdicts=[wrong(2, REYES)])
    assert names(found) == [REYES, OKAFOR]


async def test_without_verification_the_models_claim_is_kept() -> None:
    found = await settled_claims(DISAGREEMENT, verdicts=[], verify=False)
    assert names(found) == [REYES]
    assert [item.text for item in found.rejected] == [f"{OKAFOR}: {ALARMS}"]


def dispute(*quotes: str) -> Uncertainty:
    cuts = [(TEXT.index(quote), TEXT.index(quote) + len(quote)) for quote in quotes]
    evidence = tuple(ARTICLE.evidence(*cut) for cut in cuts)
    return Uncertainty(kind="disputed", note="They differ.", evidence=evidence)


async def test_the_sides_of_a_dispute_are_the_sources_of_the_settled_claims() -> None:
    written = Written(
        claims=(ClaimCandidate(claim(ALARMS, REYES)), ClaimCandidate(claim(SIRENS, REYES))),
        uncertainty=(dispute(ALARMS, SIRENS),),
    )
    # the note is the first line, the claims follow
    found = await settled(ARTICLE, written, wrong(2, REYES, OKAFOR))
    [item] = found.uncertainty
    assert [side.source for side in item.sides] == [OKAFOR, REYES]
    assert [side.evidence for side in item.sides] == [(one,) for one in item.evidence]


async def test_a_sentence_with_claims_of_several_sources_is_nobodys_side() -> None:
    other = claim("worked", REYES)
    written = Written(
        claims=(ClaimCandidate(claim(ALARMS, OKAFOR)), ClaimCandidate(other)),
        uncertainty=(dispute(ALARMS, "the inquiry is open"),),
    )
    [item] = (await settled(ARTICLE, written)).uncertainty
    assert [side.source for side in item.sides] == [None, None]


async def test_a_side_that_no_claim_has_is_the_articles_own() -> None:
    written = Written(
        claims=(ClaimCandidate(claim(ALARMS, OKAFOR)),),
        uncertainty=(dispute(ALARMS, "the inquiry is open"),),
    )
    [item] = (await settled(ARTICLE, written)).uncertainty
    assert [side.source for side in item.sides] == [OKAFOR, None]


CHAIN = claim(SIRENS, REYES).model_copy(update={"reported_by": claim(ALARMS, OKAFOR).source})


async def test_a_claim_loses_only_its_reporter_if_that_alone_is_wrong() -> None:
    verdict = wrong(1, f"as {OKAFOR} says", REYES)
    found = await settled_claims(ClaimCandidate(CHAIN), verdicts=[verdict])
    [one] = found.claims
    assert (one.source.name, one.reported_by) == (REYES, None)
    assert (found.corrected, found.refused) == (1, 0)


async def test_a_claim_whose_source_is_wrong_too_is_left_out() -> None:
    verdict = wrong(1, f"{REYES}, as {OKAFOR} says", "")
    found = await settled_claims(ClaimCandidate(CHAIN), verdicts=[verdict])
    assert (found.claims, found.refused) == ([], 1)
