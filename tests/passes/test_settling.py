"""Lines after verification: kept, corrected once, or left out."""

import pytest

from briefer.errors import ModelAnswerError
from briefer.passes.capable.cited_lines import CitedLine, ground_line
from briefer.passes.capable.settling import Settled, Written
from briefer.schema.article import Article
from briefer.schema.brief import Uncertainty
from briefer.schema.vocabulary import Section
from tests.factories import TEXT, wrong
from tests.passes.factories import checker, settled, settled_by

ARTICLE = Article(text=TEXT, published="2026-03-18")
RIGHT = "Mayor Ingrid Okafor said the alarms had worked."
OTHER = "Tomás Reyes said the sirens had stayed silent."
SUSPICIOUS = "Tomás Reyes said the alarms had worked."
PROVED = "Fire at the Halvorsen terminal killed 90 people."


def line(text: str, section: Section = "summary") -> CitedLine:
    return ground_line(section, text, checker(ARTICLE))


async def settled_lines(
    *texts: str, verdicts: list[dict[str, object]] | None = None, verify: bool = True
) -> Settled:
    written = Written(lines=tuple(map(line, texts)))
    return await settled(ARTICLE, written, *(verdicts or []), verify=verify)


def kept(found: Settled) -> list[str]:
    return [point.text for _, point in found.points]


def left_out(found: Settled) -> list[tuple[str, str]]:
    return [(item.text, item.findings[0].code) for item in found.rejected]


def counts(found: Settled) -> tuple[int, int, int]:
    return found.verified, found.corrected, found.refused


async def test_a_line_without_a_verdict_is_kept() -> None:
    found = await settled_lines(RIGHT)
    assert (kept(found), left_out(found), counts(found)) == ([RIGHT], [], (1, 0, 0))


async def test_a_correction_replaces_its_line() -> None:
    found = await settled_lines(RIGHT, SUSPICIOUS, verdicts=[wrong(2, "Tomás Reyes", OTHER)])
    assert (kept(found), left_out(found), counts(found)) == ([RIGHT, OTHER], [], (2, 1, 0))


async def test_a_correction_keeps_the_section_and_the_citation_of_its_line() -> None:
    written = Written(lines=(line(f"{SUSPICIOUS} [4]", "what"),))
    found = await settled(ARTICLE, written, wrong(1, "Tomás", OTHER))
    [(section, point)] = found.points
    assert section == "what"
    assert point.evidence[0].quote == "“We heard nothing at all,” he said."


@pytest.mark.parametrize("correction", [PROVED, SUSPICIOUS, "Greta Kald said so.", "", "…"])
async def test_a_correction_that_fails_the_checks_leaves_the_line_out(correction: str) -> None:
    found = await settled_lines(RIGHT, verdicts=[wrong(1, "the alarms", correction)])
    assert (kept(found), counts(found)) == ([], (1, 0, 1))
    assert left_out(found) == [(RIGHT, "not_supported")]
    assert found.rejected[0].findings[0].params == {"words": "the alarms"}


@pytest.mark.parametrize("verdicts", [[], [wrong(1, "90")], [wrong(1, "90", PROVED)]])
async def test_a_line_with_a_proved_fault_is_never_kept(
    verdicts: list[dict[str, object]],
) -> None:
    found = await settled_lines(PROVED, verdicts=verdicts)
    assert (kept(found), found.refused) == ([], 1)
    assert left_out(found) == [(PROVED, "number_not_in_article")]


async def test_a_line_with_a_proved_fault_is_replaced_by_its_correction() -> None:
    found = await settled_lines(PROVED, RIGHT, verdicts=[wrong(2, "90", OTHER)])
    assert kept(found) == [OTHER, RIGHT]
    assert (found.corrected, found.refused, found.rejected) == (1, 0, [])


async def test_a_suspicious_line_is_kept_if_verification_finds_nothing() -> None:
    found = await settled_lines(SUSPICIOUS)
    assert (kept(found), found.rejected) == ([SUSPICIOUS], [])


async def test_without_verification_a_suspicious_line_is_left_out() -> None:
    found = await settled_lines(RIGHT, SUSPICIOUS, PROVED, verify=False)
    assert (kept(found), counts(found)) == ([RIGHT], (0, 0, 0))
    assert [text for text, _ in left_out(found)] == [SUSPICIOUS, PROVED]


async def test_no_more_lines_are_refused_than_verified() -> None:
    found = await settled_lines(PROVED)
    assert found.refused <= found.verified


async def test_numbers_of_lines_that_do_not_exist_are_ignored() -> None:
    verdicts = [wrong(number, "x", OTHER) for number in (0, -1, 2, 10**20)]
    assert kept(await settled_lines(RIGHT, verdicts=verdicts)) == [RIGHT]


async def test_of_two_verdicts_on_a_line_the_first_counts() -> None:
    found = await settled_lines(RIGHT, verdicts=[wrong(1, "x", OTHER), wrong(1, "x")])
    assert kept(found) == [OTHER]


async def test_failed_verification_is_noted_and_suspicious_lines_are_left_out() -> None:
    written = Written(lines=(line(RIGHT), line(SUSPICIOUS)))
    found, _ = await settled_by(ModelAnswerError("cut off"), ARTICLE, written)
    assert kept(found) == [RIGHT]
    assert [text for text, _ in left_out(found)] == [SUSPICIOUS]
    assert found.failure is not None
    assert "cut off" in found.failure
    assert counts(found) == (0, 0, 0)


async def test_without_verification_nothing_is_asked() -> None:
    _, model = await settled_by({}, ARTICLE, Written(lines=(line(RIGHT),)), verify=False)
    assert model.calls == []


async def test_with_nothing_to_verify_nothing_is_asked() -> None:
    found, model = await settled_by({}, ARTICLE, Written())
    assert model.calls == []
    assert found.failure is None


def dispute(note: str = "The mayor and the union differ.") -> Uncertainty:
    quotes = ("the alarms had worked", "the sirens had stayed silent")
    starts = map(TEXT.index, quotes)
    cuts = zip(starts, quotes, strict=True)
    evidence = tuple(ARTICLE.evidence(start, start + len(quote)) for start, quote in cuts)
    return Uncertainty(kind="disputed", note=note, evidence=evidence)


async def settled_note(*verdicts: dict[str, object]) -> Settled:
    return await settled(ARTICLE, Written(uncertainty=(dispute(),)), *verdicts)


async def test_an_uncertainty_without_a_verdict_is_kept() -> None:
    found = await settled_note()
    assert ([one.note for one in found.uncertainty], counts(found)) == (
        [dispute().note], (1, 0, 0),
    )  # fmt: skip


async def test_the_note_of_an_uncertainty_is_corrected() -> None:
    found = await settled_note(wrong(1, "differ", OTHER))
    assert ([one.note for one in found.uncertainty], counts(found)) == ([OTHER], (1, 1, 0))


async def test_the_corrected_note_of_an_uncertainty_has_no_citation() -> None:
    found = await settled_note(wrong(1, "differ", f"{OTHER} [3]"))
    assert [one.note for one in found.uncertainty] == [OTHER]


@pytest.mark.parametrize("correction", ["", "Greta Kald denied it.", "90 alarms had worked."])
async def test_an_uncertainty_without_a_good_correction_is_left_out(correction: str) -> None:
    found = await settled_note(wrong(1, "differ", correction))
    assert (found.uncertainty, counts(found)) == ([], (1, 0, 1))
    assert left_out(found) == [(dispute().note, "not_supported")]
