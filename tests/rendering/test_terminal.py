import io
import re

import pytest
from rich.cells import cell_len
from rich.console import Console

from briefer.rendering.registry import render
from briefer.rendering.terminal import PAGE_LINES, print_brief
from briefer.schema.brief import Brief, SummaryPoint, Uncertainty
from briefer.schema.evidence import Evidence
from briefer.schema.vocabulary import UNCERTAINTY_KIND, UncertaintyCode
from tests.rendering import factories


def printed(brief: Brief, *, width: int = 80, explain: bool = False, color: bool = False) -> str:
    page = io.StringIO()
    console = Console(
        file=page,
        width=width,
        force_terminal=color,
        color_system="standard" if color else None,
        legacy_windows=False,
    )
    print_brief(brief, console=console, explain=explain)
    return page.getvalue()


def flat(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("width", [60, 72, 80, 200])
@pytest.mark.parametrize("explain", [False, True])
def test_no_line_is_wider_than_the_terminal_or_than_80_columns(width: int, explain: bool) -> None:  # noqa: FBT001 (a parameter of the test)
    page = printed(factories.brief(), width=width, explain=explain)
    assert max(cell_len(line) for line in page.splitlines()) <= min(width, 80)
    assert "…" not in page


def test_wide_characters_and_one_long_word_fit_too() -> None:
    brief = factories.brief()
    headline = brief.headline.model_copy(update={"text": "火災" * 60 + " " + "x" * 130})
    page = printed(brief.model_copy(update={"headline": headline}))
    assert max(cell_len(line) for line in page.splitlines()) <= 80
    joined = page.replace("\n", "")
    assert "火災" * 60 in joined
    assert "x" * 130 in joined


def test_claims_are_listed_below_their_source_with_hedges_and_quotation_marks() -> None:
    page = flat(render(factories.brief(), "terminal"))
    assert "Ingrid Okafor, Mayor • the alarms had worked" in page
    assert "“Nobody here was left without a warning” (told reporters)" in page
    assert "““" not in page
    assert (
        "Two investigators [unnamed group, on background; not named: they were not "
        "authorised to discuss the inquiry] • a worn conveyor belt may have ignited the dust "
        "(said; hedged: “may”)" in page
    )
    assert "likelihood: very likely (80–95 %)" in page
    assert page.count("Tomás Reyes, secretary of the dockworkers’ union •") == 1


def test_uncertainty_precedes_the_facts_with_the_most_serious_kind_first() -> None:
    page = render(factories.brief(), "terminal")
    order = [
        "UNCERTAIN",
        "▲ Disputed",
        "▲ Discrepancy",
        "▲ Unnamed",
        "▲ Open question",
        "WHO",
        "WHAT",
    ]
    places = [page.index(mark) for mark in order]
    assert places == sorted(places)


def test_the_top_of_the_page_says_that_the_article_was_not_fully_read() -> None:
    brief = factories.brief()
    coverage = brief.coverage.model_copy(update={"sentences_read": 7})
    page = render(brief.model_copy(update={"coverage": coverage}), "terminal")
    assert "▲ Not fully read: The model read 7 of 15 sentences." in flat(page)
    assert page.index("Not fully read") < page.index("WHO")


def test_with_explain_lines_have_their_evidence_and_rejected_items_a_reason() -> None:
    brief = factories.brief()
    page = flat(printed(brief, explain=True))
    for evidence in brief.all_evidence():
        assert f"{evidence.start}–{evidence.end} {flat(evidence.quote)}" in page
    assert "✗ who: Captain Lund (the name “Captain Lund” is not in the article)" in page


def test_the_source_says_on_whose_word_it_relies() -> None:
    brief = factories.brief().model_copy(update={"claimed_by": factories.relying()})
    page = flat(printed(brief))
    assert "Ingrid Okafor, Mayor • the alarms had worked" in page
    assert "Ingrid Okafor, Mayor, citing two investigators • “Nobody here" in page


def test_with_explain_each_claim_says_who_found_it_if_not_only_the_rules_did() -> None:
    assert "found by" not in printed(factories.brief(), explain=True)
    brief = factories.brief().model_copy(update={"claimed_by": factories.relying()})
    page = flat(printed(brief, explain=True))
    assert "(said; partly quoted; found by the rules)" in page
    assert "(told reporters; found by the model)" in page
    assert "(said; found by the model and the rules)" in page
    assert "found by" not in printed(brief)


def test_without_explain_the_page_says_how_to_see_rejected_items() -> None:
    page = flat(render(factories.brief(), "terminal"))
    assert "The checks rejected 1 item. Use --explain to see why." in page


def test_empty_sections_say_that_nothing_was_found() -> None:
    brief = factories.brief().model_copy(
        update={"who": (), "what": (), "where": (), "when": (), "claimed_by": (), "uncertainty": ()}
    )
    page = printed(brief)
    assert page.count("None found.") == 4
    assert "No attributed claims found." in page
    assert "No uncertainty found. That does not make everything certain." in page


def test_a_section_that_nothing_could_read_says_so() -> None:
    empty = factories.brief().model_copy(update={"where": (), "uncertainty": (), "claimed_by": ()})
    coverage = empty.coverage.model_copy(
        update={"not_read": ("where", "uncertainty", "claimed_by")}
    )
    page = printed(empty.model_copy(update={"coverage": coverage}))
    assert "No uncertainty found" not in page
    assert page.count("without a parser for this language") == 3


HOSTILE = (
    "[bold]not bold[/bold] [link=x]y[/link] :smiley: \x1b]0;owned\x07 "
    "\x1b[2J\x9b31m \u202egnirts\u202c a\u200bb\r\nc"
)


def hostile() -> Brief:
    """Return a brief in which every text from the article tries to control the screen."""
    brief = factories.brief()
    text = f"{HOSTILE} {factories.TEXT}"
    proof = (Evidence.cut(text, 0, len(HOSTILE)),)
    article = factories.article().model_copy(
        update={"text": text, "publisher": HOSTILE, "authors": (HOSTILE,), "url": HOSTILE}
    )
    source = brief.claimed_by[5].source.model_copy(
        update={
            "name": HOSTILE,
            "role": HOSTILE,
            "anonymity_reason": HOSTILE,
            "evidence": proof,
        }
    )
    claim = brief.claimed_by[5].model_copy(
        update={"content": HOSTILE, "source": source, "cue": proof[0], "hedge": proof[0]}
    )
    point = SummaryPoint(text=HOSTILE, evidence=proof)
    rejected = brief.coverage.rejected[0].model_copy(
        update={"section": HOSTILE, "text": HOSTILE, "reason": HOSTILE}
    )
    return brief.model_copy(
        update={
            "article": article,
            "headline": point,
            "summary": (point,),
            "who": (
                brief.who[0].model_copy(
                    update={"name": HOSTILE, "role": HOSTILE, "aliases": (HOSTILE,)}
                ),
            ),
            "what": (brief.what[0].model_copy(update={"event": HOSTILE, "sources": (HOSTILE,)}),),
            "where": (brief.where[0].model_copy(update={"place": HOSTILE}),),
            "when": (brief.when[0].model_copy(update={"phrase": HOSTILE, "value": HOSTILE}),),
            "claimed_by": (claim,),
            "uncertainty": (Uncertainty(kind="hedged", note=HOSTILE, evidence=proof),),
            "coverage": brief.coverage.model_copy(
                update={"rejected": (rejected,), "notes": (HOSTILE,)}
            ),
            "provenance": brief.provenance.model_copy(update={"model": HOSTILE}),
        }
    )


@pytest.mark.parametrize("explain", [False, True])
def test_text_from_an_article_cannot_control_the_terminal(explain: bool) -> None:  # noqa: FBT001 (a parameter of the test)
    page = printed(hostile(), explain=explain)
    control = {sign for sign in page if ord(sign) < 32 or 127 <= ord(sign) < 160} - {"\n"}
    assert not control
    assert not set("\u202e\u202c\u200b\u2066\u2069") & set(page)
    joined = flat(page)
    assert "[bold]not bold[/bold] [link=x]y[/link] :smiley: ␛]0;owned␇" in joined


def test_in_colour_the_only_escape_sequences_are_those_of_the_page() -> None:
    page = printed(hostile(), color=True)
    assert "\x1b[1m" in page
    assert "\x1b]0" not in page
    assert "\x1b[2J" not in page
    assert "\x07" not in page


def test_the_address_is_a_link_if_the_terminal_supports_links() -> None:
    brief = factories.brief()
    assert f";{brief.article.url}\x1b\\" in printed(brief, color=True)
    article = brief.article.model_copy(update={"url": "javascript:alert(1)"})
    assert "\x1b]8" not in printed(brief.model_copy(update={"article": article}), color=True)


def test_what_is_said_about_the_address_is_not_part_of_the_link() -> None:
    brief = factories.brief()
    article = brief.article.model_copy(update={"url_declared": True})
    page = printed(brief.model_copy(update={"article": article}), color=True)
    linked = re.search(r"\x1b]8;[^;]*;http[^\x1b]*\x1b\\(.*?)\x1b]8;;", page, re.DOTALL)
    assert linked is not None
    assert "(address given" in page
    assert "(address given" not in linked[1]


def crowded() -> Brief:
    """Return a brief with more claims than fit on a page, most of them from one source."""
    brief = factories.brief()
    return brief.model_copy(update={"claimed_by": brief.claimed_by + brief.claimed_by[:1] * 40})


def test_a_crowded_brief_stays_on_one_page_and_counts_the_missing_claims() -> None:
    page = printed(crowded())
    lines = page.rstrip().splitlines()
    assert len(lines) <= PAGE_LINES
    assert " more claims (--all shows everything)" in page
    sources = {claim.source.name for claim in factories.brief().claimed_by}
    assert all(name.split()[-1] in page for name in sources if name != "unknown")


def test_the_summary_is_cut_if_it_leaves_no_room_for_a_few_claims() -> None:
    brief = crowded()
    long = brief.summary[0].model_copy(update={"text": "The harbour was closed again. " * 20})
    page = printed(brief.model_copy(update={"summary": (*brief.summary[:2], *(long,) * 3)}))
    assert len(page.rstrip().splitlines()) <= PAGE_LINES
    assert "… 2 more points (--all shows everything)" in page


def test_everything_is_shown_on_request() -> None:
    page = io.StringIO()
    print_brief(crowded(), console=Console(file=page, width=80), everything=True)
    assert "more claims" not in page.getvalue()
    assert len(page.getvalue().splitlines()) > PAGE_LINES


def test_a_crowded_page_shortens_the_notes_that_quote_a_sentence_and_no_others() -> None:
    brief = crowded()
    sentence = "The harbour was closed again, " * 8
    codes: tuple[UncertaintyCode, ...] = ("claim_denied", "hedged_sentence")
    items = tuple(
        Uncertainty(
            kind=UNCERTAINTY_KIND[code],
            code=code,
            params={"hedge": "may", "sentence": sentence} if code == "hedged_sentence" else {},
            note=f"Only “may”: “{sentence}”",
            evidence=brief.uncertainty[1].evidence,
        )
        for code in codes
    )
    page = flat(printed(brief.model_copy(update={"uncertainty": items})))
    assert f"Disputed: Only “may”: “{sentence}”" in page
    assert re.search(r"▲ Hedged: Only “may”: “The harbour was closed again, [^”]{,99} …” ", page)


def test_the_reason_for_anonymity_is_shown_once() -> None:
    brief = factories.brief()
    reason = "they were not authorised to discuss the inquiry"
    assert reason in flat(printed(brief))
    item = Uncertainty(
        kind="unnamed_source",
        code="sources_unnamed",
        params={"claims": 2, "sources": ("two investigators",), "reason": reason},
        note=f"2 claims rest on a source that is not named. The reason given: “{reason}”.",
        evidence=brief.uncertainty[0].evidence,
    )
    page = flat(printed(brief.model_copy(update={"uncertainty": (item,)})))
    assert page.count(reason) == 1
