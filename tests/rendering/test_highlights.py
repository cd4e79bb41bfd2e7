"""The text of an article in segments, each with the evidence that covers it."""

from briefer.rendering.highlights import paragraphs
from briefer.schema.evidence import Evidence

TEXT = "The mill burnt.\nNobody was hurt.\n\nReed left."


def cut(quote: str) -> Evidence:
    start = TEXT.index(quote)
    return Evidence.cut(TEXT, start, start + len(quote))


def test_a_paragraph_is_cut_where_evidence_begins_or_ends() -> None:
    evidence = [cut("mill burnt"), cut("The mill"), cut("mill")]
    first = paragraphs(TEXT, evidence)[0]
    assert first == [("The ", (1,)), ("mill", (0, 1, 2)), (" burnt", (0,)), (".", ())]


def test_evidence_may_cover_several_paragraphs() -> None:
    evidence = [cut("burnt.\nNobody was hurt.\n\nReed"), cut("was")]
    assert paragraphs(TEXT, evidence) == [
        [("The mill ", ()), ("burnt.", (0,))],
        [("Nobody ", (0,)), ("was", (0, 1)), (" hurt.", (0,))],
        [("Reed", (0,)), (" left.", ())],
    ]


def test_a_text_without_evidence_is_one_segment_a_line() -> None:
    found = paragraphs(TEXT, [])
    assert [segment.text for segments in found for segment in segments] == [
        "The mill burnt.",
        "Nobody was hurt.",
        "Reed left.",
    ]
