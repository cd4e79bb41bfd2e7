"""A claim of an unknown source is no reason to ask a line for its source."""

from briefer.analysis.annotations import Analysis, Attribution, AttributionSource, Span
from briefer.grounding.line_checker import LineChecker
from briefer.schema.article import Article

TEXT = (
    "The Kesu bridge was closed on Monday. It was claimed that the northern pier had sunk by a "
    "metre. Boats passed beneath it."
)


def codes(source: AttributionSource) -> set[str]:
    cue, content = "claimed", "the northern pier had sunk by a metre"
    spans = [Span(TEXT.index(words), TEXT.index(words) + len(words)) for words in (cue, content)]
    found = Attribution(source, spans[0], (spans[1],), "indirect", sentence=1, rule="A1")
    analysis = Analysis("syntax", attributions=(found,))
    line = "The northern pier had sunk by a metre."
    return {one.code for one in LineChecker(Article(text=TEXT), analysis).findings(line)}


def test_only_a_claim_of_a_known_source_is_stated_as_a_fact() -> None:
    assert "contested_as_fact" in codes(AttributionSource("Tomás Reyes", "person"))
    unknown = codes(AttributionSource("unknown", "unknown"))
    assert not {"claim_as_fact", "contested_as_fact"} & unknown
