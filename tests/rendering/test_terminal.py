import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from briefer.evidence import Evidence
from briefer.rendering.registry import render
from briefer.rendering.terminal import PAGE_LINES, print_brief
from briefer.schema import Brief, SummaryPoint, Uncertainty
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


def test_claims_stand_under_their_source_with_hedges_and_quotation_marks() -> None:
    page = flat(render(factories.brief(), "terminal"))
    assert "Ingrid Okafor, Mayor • the alarms had worked" in page
    assert "“Nobody here was left without a warning” (told reporters)" in page
    assert "““" not in page
    assert (
        "Two investigators [unnamed group, on background; not named because: they were not "
        "authorised to discuss the inquiry] • a worn conveyor belt may have ignited the dust "
        "(said; hedged: “may”)" in page
    )
    assert "likelihood: very likely (80–95 %)" in page
    assert page.count("Tomás Reyes, secretary of the dockworkers’ union •") == 1


def test_uncertainty_comes_before_the_facts_and_the_gravest_first() -> None:
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


def test_an_article_that_was_not_fully_read_is_said_at_the_top() -> None:
    brief = factories.brief()
    held = brief.coverage.model_copy(update={"sentences_read": 7})
    page = render(brief.model_copy(update={"coverage": held}), "terminal")
    assert "▲ Not fully read: The model read 7 of 15 sentences." in flat(page)
    assert page.index("Not fully read") < page.index("WHO")


def test_explained_lines_carry_their_evidence_and_refusals_their_reason() -> None:
    brief = factories.brief()
    page = flat(printed(brief, explain=True))
    for evidence in brief.all_evidence():
        assert f"{evidence.start}–{evidence.end} {flat(evidence.quote)}" in page
    assert "✗ who: Captain Lund (the article names no “Captain Lund”)" in page


def test_without_explanation_the_page_says_how_to_see_what_was_refused() -> None:
    assert "1 item was refused by the checks and left out. --explain lists them." in flat(
        render(factories.brief(), "terminal")
    )


def test_empty_sections_say_that_nothing_was_found() -> None:
    brief = factories.brief().model_copy(
        update={"who": (), "what": (), "where": (), "when": (), "claimed_by": (), "uncertainty": ()}
    )
    page = printed(brief)
    assert page.count("None found.") == 4
    assert "Nothing found that the article attributes to anyone." in page
    assert "Nothing was marked. That does not make everything certain." in page


HOSTILE = (
    "[bold]not bold[/bold] [link=x]y[/link] :smiley: \x1b]0;owned\x07 "
    "\x1b[2J\x9b31m \u202egnirts\u202c a\u200bb\r\nc"
)


def hostile() -> Brief:
    """Return a brief in which every text that came from the article tries to steer the screen."""
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
    refused = brief.coverage.rejected[0].model_copy(
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
                update={"rejected": (refused,), "notes": (HOSTILE,)}
            ),
            "provenance": brief.provenance.model_copy(update={"model": HOSTILE}),
        }
    )


@pytest.mark.parametrize("explain", [False, True])
def test_text_from_an_article_cannot_steer_the_terminal(explain: bool) -> None:  # noqa: FBT001 (a parameter of the test)
    page = printed(hostile(), explain=explain)
    steering = {sign for sign in page if ord(sign) < 32 or 127 <= ord(sign) < 160} - {"\n"}
    assert not steering
    assert not set("\u202e\u202c\u200b\u2066\u2069") & set(page)
    joined = flat(page)
    assert "[bold]not bold[/bold] [link=x]y[/link] :smiley: ␛]0;owned␇" in joined


def test_in_colour_the_only_escapes_are_those_of_the_page_itself() -> None:
    page = printed(hostile(), color=True)
    assert "\x1b[1m" in page
    assert "\x1b]0" not in page
    assert "\x1b[2J" not in page
    assert "\x07" not in page


def test_the_address_is_a_link_where_the_terminal_has_links() -> None:
    brief = factories.brief()
    assert f";{brief.article.url}\x1b\\" in printed(brief, color=True)
    article = brief.article.model_copy(update={"url": "javascript:alert(1)"})
    assert "\x1b]8" not in printed(brief.model_copy(update={"article": article}), color=True)


def crowded() -> Brief:
    """Return a brief with far more claims than a page holds, most of them one source's."""
    brief = factories.brief()
    return brief.model_copy(update={"claimed_by": brief.claimed_by + brief.claimed_by[:1] * 40})


def test_a_crowded_brief_keeps_to_one_page_and_counts_what_it_leaves_out() -> None:
    page = printed(crowded())
    lines = page.rstrip().splitlines()
    assert len(lines) <= PAGE_LINES
    assert " more claims do not fit on this page: --all shows everything." in page
    voices = {claim.source.name for claim in factories.brief().claimed_by}
    assert all(name.split()[-1] in page for name in voices if name != "unknown")


def test_the_summary_gives_way_where_a_few_claims_have_no_room() -> None:
    brief = crowded()
    long = brief.summary[0].model_copy(update={"text": "The harbour was closed again. " * 20})
    page = printed(brief.model_copy(update={"summary": (*brief.summary[:2], *(long,) * 3)}))
    assert len(page.rstrip().splitlines()) <= PAGE_LINES
    assert "… 2 more points do not fit on this page: --all shows everything." in page


def test_everything_is_shown_when_it_is_asked_for() -> None:
    page = io.StringIO()
    print_brief(crowded(), console=Console(file=page, width=80), everything=True)
    assert "more claims" not in page.getvalue()
    assert len(page.getvalue().splitlines()) > PAGE_LINES
