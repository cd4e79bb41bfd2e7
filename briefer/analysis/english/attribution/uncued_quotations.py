"""Attribute the quotations that no reporting verb or noun has claimed.

Either a colon introduces them (Jane Doe: “...”), or the source of the cue before them continues.
"""

from spacy.tokens import Doc

from briefer.analysis.annotations import Attribution, Quotation, Span
from briefer.analysis.english.attribution.builder import AttributionBuilder
from briefer.analysis.english.attribution.content import Content
from briefer.analysis.english.attribution.rules import Rule
from briefer.analysis.spacy_helpers import SUBJECTS

# Marks that end a quoted sentence, or a part of one; a heading in quotation marks has none.
_ENDS = frozenset(".!?,;:…—–-’'")
_MAX_SENTENCES = 6  # between a cue and a quotation without one that continues it


def attribute_uncued(
    quotation: Quotation, doc: Doc, builder: AttributionBuilder
) -> Attribution | None:
    """Return the attribution of a quotation without a cue of its own, if it has a source."""
    if not builder.quoted_text.is_statement(quotation):
        builder.reject(Rule.QUOTATION_CONTINUES_SOURCE, quotation.span, "too_short")
        return None
    return _introduced(quotation, doc, builder) or _continued(quotation, builder)


def _introduced(quotation: Quotation, doc: Doc, builder: AttributionBuilder) -> Attribution | None:
    """Attribute the quotation of "Jane Doe: “...”" to Jane Doe."""
    line = builder.quoted_text.line_at(quotation.span.start)
    introduction = builder.article.text[line.start : quotation.span.start].rstrip()
    if not introduction.endswith(":"):
        return None
    colon = line.start + len(introduction) - 1
    tokens = doc.char_span(line.start, colon, alignment_mode="contract")
    root = next((token for token in reversed(tokens or ()) if token.dep_ == "ROOT"), None)
    subjects = [child for child in root.lefts if child.dep_ in SUBJECTS] if root else []
    names = [root] if root and root.pos_ == "PROPN" else []
    source = next(map(builder.sources.resolve, (*subjects, *names)), None)
    cue, rule = Span(colon, colon + 1), Rule.COLON_BEFORE_QUOTATION
    if source is None:
        builder.reject(rule, cue, "no_source")
        return None
    return builder.build(source, cue, Content((quotation.span,)), rule=rule)


def _continued(quotation: Quotation, builder: AttributionBuilder) -> Attribution | None:
    """Attribute a quotation to the source of the cue before it.

    It must follow another quotation of that source in its paragraph, take up an unclosed one, or
    fill a paragraph on its own.
    """
    rule = Rule.QUOTATION_CONTINUES_SOURCE
    line = builder.quoted_text.line_at(quotation.span.start)
    continues = quotation.continues or _follows_attributed_quotation(quotation, line, builder)
    if not (continues or _fills_paragraph(quotation, line, builder)):
        builder.reject(rule, quotation.span, "no_cue")
        return None
    last = builder.last_cue(quotation.span.start)
    if last is None:
        builder.reject(rule, quotation.span, "no_source")
        return None
    cue, source = last
    sentence_at = builder.article.sentence_at
    if sentence_at(quotation.span.start) - sentence_at(cue.start) > _MAX_SENTENCES:
        builder.reject(rule, quotation.span, "too_far")
        return None
    return builder.build(source, cue, Content((quotation.span,)), rule=rule)


def _fills_paragraph(quotation: Quotation, line: Span, builder: AttributionBuilder) -> bool:
    """Return True if a quotation is a sentence and the only one of its paragraph."""
    words = quotation.inner.text_in(builder.article.text).rstrip()
    return (
        builder.quoted_text.adjacent(line.start, quotation.span.start)
        and builder.quoted_text.adjacent(quotation.span.end, line.end)
        and words[-1:] in _ENDS
    )


def _follows_attributed_quotation(
    quotation: Quotation, line: Span, builder: AttributionBuilder
) -> bool:
    """Return True if the sentence right before contains a quotation that has a source."""
    index = builder.article.sentence_at(quotation.span.start)
    if index == 0:
        return False
    before = Span(*builder.article.sentences[index - 1])
    return (
        before.start >= line.start
        and builder.quoted_text.adjacent(before.end, quotation.span.start)
        and any(q.span in builder.attributed for q in builder.quoted_text.quotations_in(before))
    )
