"""Attribute the quotations that no reporting verb or noun has claimed.

A colon introduces them (Jane Doe: “...”), or the words right around them name their speaker, or
they belong to a quotation that has one, or the source of the cue before them continues.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from spacy.tokens import Doc, Token

from briefer.analysis.annotations import Attribution, Quotation, Span
from briefer.analysis.english.attribution.builder import AttributionBuilder, Cue
from briefer.analysis.english.attribution.content import Content
from briefer.analysis.english.attribution.cues import cue_of
from briefer.analysis.english.attribution.nearby_speakers import (
    actor_before,
    announcer_before,
    comment_after,
    holder_of_view,
    signature_after,
    signed_posts,
)
from briefer.analysis.english.attribution.rules import Rule
from briefer.analysis.english.entities.person_nouns import is_person_noun
from briefer.analysis.english.lexicon import SPEECH
from briefer.analysis.spacy_helpers import SUBJECTS
from briefer.text.normalization import end_of_words

# Marks that end a quoted sentence, or a part of one; a heading in quotation marks has none.
_ENDS = frozenset(".!?,;:…—–-’'")
_SENTENCE_BREAKS = frozenset(".!?;:\n")
_BRACKET_AT_END = re.compile(r"\([^()\n]{1,80}\)[ \t]{0,9}$")
_MAX_SENTENCES = 6  # between a cue and a quotation without one that continues it
_MAX_PARAGRAPHS = 100  # of one speech, before and after one of them
_PEOPLE = frozenset({"person", "unnamed_person"})


def attribute_uncued(
    quotation: Quotation, doc: Doc, builder: AttributionBuilder
) -> Attribution | None:
    """Return the attribution of a quotation without a cue of its own, if it has a source."""
    if not builder.quoted_text.is_statement(quotation):
        builder.reject(Rule.QUOTATION_CONTINUES_SOURCE, quotation.span, "too_short")
        return None
    return (
        _introduced(quotation, doc, builder)
        or _named_after(quotation, doc, builder)
        or _shown_by_action(quotation, doc, builder)
        or _continued(quotation, doc, builder)
    )


def attribute_posts(doc: Doc, builder: AttributionBuilder) -> Iterator[Attribution]:
    """Attribute the posts without quotation marks, each with its author: Gone. — Doe (@doe)."""
    for post, speaker in signed_posts(doc, builder.quoted_text):
        source = builder.sources.resolve(speaker.head)
        if source is not None:
            rule = Rule.SPEAKER_AFTER_QUOTATION
            found = builder.build(source, speaker.cue, Content((post,)), rule=rule)
            if found is not None:
                yield found


def _introduced(quotation: Quotation, doc: Doc, builder: AttributionBuilder) -> Attribution | None:
    """Attribute the quotation of "Jane Doe: “...”" to Jane Doe."""
    line = builder.quoted_text.line_at(quotation.span.start)
    introduction = builder.article.text[line.start : quotation.span.start].rstrip()
    if not introduction.endswith(":"):
        return None
    colon = line.start + len(introduction) - 1
    start = max(line.start, builder.article.sentences[builder.article.sentence_at(colon)].start)
    if bracket := _BRACKET_AT_END.search(builder.article.text, start, colon):
        return _introduced_in_brackets(quotation, doc, builder, (start, bracket.start(), colon))
    tokens = doc.char_span(start, colon, alignment_mode="contract")
    root = next((token for token in reversed(tokens or ()) if _is_root(token, colon)), None)
    # "The union was not amused: “...”", whose subject may be parsed as that of "was"
    verbs = [root, *(c for c in root.lefts if c.dep_ in {"aux", "auxpass"})] if root else []
    subjects = [child for verb in verbs for child in verb.lefts if child.dep_ in SUBJECTS]
    is_noun = root is not None and (root.pos_ == "PROPN" or is_person_noun(root.lemma_.lower()))
    is_noun = is_noun or (root is not None and holder_of_view(root) is not None)
    names = [root] if root and is_noun else _name_of_speaker(tokens or (), colon)
    if names and names[0].text.startswith("@") and names[0].i > 0:
        names = [names[0].nbor(-1)]  # "Jane Doe @janedoe: “...”"
    # for the answer in "The answer from Doe was short: “...”" it is Doe
    speakers = [holder_of_view(one) or one for one in (*subjects, *names)]
    source = next(map(builder.sources.resolve, speakers), None)
    last = tokens[-1] if tokens else None
    is_cue = last is not None and last.lemma_ in SPEECH  # "answered: “No.”"
    cue = cue_of(last) if last is not None and is_cue else Span(colon, colon + 1)
    rule = Rule.COLON_BEFORE_QUOTATION
    if source is None:
        builder.reject(rule, cue, "no_source")
        return None
    return builder.build(source, cue, Content((quotation.span,)), rule=rule)


def _introduced_in_brackets(
    quotation: Quotation, doc: Doc, builder: AttributionBuilder, offsets: tuple[int, int, int]
) -> Attribution | None:
    """Attribute the quotation of "Jane Doe (for the state): “...”", in which nothing else is said.

    Args:
        quotation: the quotation.
        doc: the parse of the article.
        builder: builds the attribution.
        offsets: where the sentence, the bracket and the colon are.
    """
    start, bracket, colon = offsets
    tokens = doc.char_span(start, bracket, alignment_mode="contract") or ()
    words = [one for one in tokens if not one.is_space]
    if not words or any(one.pos_ in {"VERB", "AUX"} for one in words):
        return None
    source = builder.sources.resolve(words[-1])
    cue = Span(colon, colon + 1)
    if source is None:
        builder.reject(Rule.COLON_BEFORE_QUOTATION, cue, "no_source")
        return None
    content = Content((quotation.span,))
    return builder.build(source, cue, content, rule=Rule.COLON_BEFORE_QUOTATION)


def _name_of_speaker(tokens: Iterable[Token], colon: int) -> list[Token]:
    """Return "Doe" of "Jane Doe: “...”", parsed as a part of what Doe says."""
    words = [token for token in tokens if not token.is_space]
    heads = [token for token in words if token.head.idx > colon and not token.is_punct]
    is_name = len(heads) == 1 and heads[0].ent_type_ == "PERSON"
    return heads if is_name and not any(word.pos_ == "VERB" for word in words) else []


def _is_root(token: Token, colon: int) -> bool:
    """Return True for the main verb before a colon, even if parsed as a part of the quotation."""
    is_verb = token.pos_ in {"VERB", "AUX"}
    is_below = is_verb and token.lemma_ not in SPEECH and token.head.idx > colon
    return token.dep_ == "ROOT" or is_below


def _named_after(quotation: Quotation, doc: Doc, builder: AttributionBuilder) -> Attribution | None:
    """Attribute “...” — Jane Doe, and “...” That was the view of Jane Doe."""
    speaker = signature_after(quotation.span.end, doc, builder.quoted_text)
    speaker = speaker or comment_after(quotation, doc, builder.article)
    source = None if speaker is None else builder.sources.resolve(speaker.head)
    if speaker is None or source is None:
        return None
    content = Content((quotation.span,))
    return builder.build(source, speaker.cue, content, rule=Rule.SPEAKER_AFTER_QUOTATION)


def _shown_by_action(
    quotation: Quotation, doc: Doc, builder: AttributionBuilder
) -> Attribution | None:
    """Attribute the quotation of "Doe shook her head. “...”" to Doe."""
    speaker = actor_before(quotation, doc, builder.article, builder.quoted_text)
    if speaker is None or quotation.continues:
        return None
    source = builder.sources.resolve(speaker.head)
    if source is None or source.kind not in _PEOPLE:
        return None
    content = Content((quotation.span,))
    return builder.build(source, speaker.cue, content, rule=Rule.ACTION_BEFORE_QUOTATION)


def _continued(quotation: Quotation, doc: Doc, builder: AttributionBuilder) -> Attribution | None:
    """Attribute a quotation to the source of the quotation or of the cue before it.

    It must belong to another quotation of that source, or fill a paragraph on its own.
    """
    rule = Rule.QUOTATION_CONTINUES_SOURCE
    if _answers_at_once(quotation, builder):
        builder.reject(rule, quotation.span, "no_cue")
        return None
    line = builder.quoted_text.line_at(quotation.span.start)
    last = _cue_of_same_speech(quotation, builder) or _announced(quotation, doc, builder)
    if last is None:
        follows = _follows_attributed_quotation(quotation, line, builder)
        follows = follows and not _has_clause(quotation, doc)
        is_alone = _fills_paragraph(quotation, line, builder) and _follows_speech(line, builder)
        if not (quotation.continues or follows or is_alone):
            builder.reject(rule, quotation.span, "no_cue")
            return None
        last = _cue_before(quotation, builder, in_dialogue=not (follows or quotation.continues))
    if last is None:
        builder.reject(rule, quotation.span, "no_source")
        return None
    cue, source = last
    sentence_at = builder.article.sentence_at
    if sentence_at(quotation.span.start) - sentence_at(cue.start) > _MAX_SENTENCES:
        builder.reject(rule, quotation.span, "too_far")
        return None
    return builder.build(source, cue, Content((quotation.span,)), rule=rule)


def _answers_at_once(quotation: Quotation, builder: AttributionBuilder) -> bool:
    """Return True for the second of “Who did?” “Ask the bank.”: somebody else says it."""
    before = _quotation_before(quotation, builder)
    if before is None or quotation.continues or not _asks(before, builder):
        return False
    between = builder.article.text[before.span.end : quotation.span.start]
    return not between.strip() and "\n" not in between


def _cue_before(
    quotation: Quotation, builder: AttributionBuilder, *, in_dialogue: bool
) -> Cue | None:
    """Return the cue before a quotation, which in a dialogue may be that of the other speaker."""
    last = builder.last_cue(quotation.span.start)
    if last is None or not in_dialogue or not _changes_speaker(quotation, builder):
        return last
    return builder.last_cue(quotation.span.start, but=_speaker_before(quotation, builder))


def _changes_speaker(quotation: Quotation, builder: AttributionBuilder) -> bool:
    """Return True for the answer to a question, and for a question after such an answer."""
    before = _quotation_before(quotation, builder)
    if before is None or before.span not in builder.attributed:
        return False
    earlier = _quotation_before(before, builder)
    speakers = [_speaker_before(quotation, builder), _speaker_before(before, builder)]
    is_answered = earlier is not None and _asks(earlier, builder) and None not in speakers
    has_answered = is_answered and speakers[0] != speakers[1]
    return _asks(before, builder) or (has_answered and _asks(quotation, builder))


def _speaker_before(quotation: Quotation, builder: AttributionBuilder) -> str | None:
    """Return the name of the source of the quotation before another one."""
    before = _quotation_before(quotation, builder)
    cue = None if before is None else builder.attributed.get(before.span)
    return None if cue is None else cue[1].text


def _asks(quotation: Quotation, builder: AttributionBuilder) -> bool:
    return quotation.inner.text_in(builder.article.text).rstrip().endswith("?")


def _cue_of_same_speech(quotation: Quotation, builder: AttributionBuilder) -> Cue | None:
    """Return the cue of the quotation to which this one belongs.

    It is a paragraph of the same unclosed quotation, before or after this one, or the first half
    of a sentence that the reporting clause interrupts.
    """
    quotations = builder.quoted_text.quotations
    index = _index_of(quotation, builder)
    first = last = index
    while quotations[first].continues and first > max(0, index - _MAX_PARAGRAPHS):
        first -= 1
    end = min(len(quotations), index + _MAX_PARAGRAPHS)
    while last + 1 < end and quotations[last + 1].continues:
        last += 1
    cues = (builder.attributed.get(part.span) for part in quotations[first : last + 1])
    return (
        next(filter(None, cues), None)
        or _cue_of_first_half(quotation, builder)
        or _cue_of_second_half(quotation, builder)
    )


def _announced(quotation: Quotation, doc: Doc, builder: AttributionBuilder) -> Cue | None:
    """Return the cue "spoke" of "Doe spoke on Friday." before a speech of several paragraphs."""
    quotations, index = builder.quoted_text.quotations, _index_of(quotation, builder)
    following = quotations[index + 1] if index + 1 < len(quotations) else None
    if quotation.continues or following is None or not following.continues:
        return None
    speaker = announcer_before(quotation, doc, builder.article)
    source = None if speaker is None else builder.sources.resolve(speaker.head)
    is_person = source is not None and source.kind in _PEOPLE
    return (speaker.cue, source) if speaker and source and is_person else None


def _cue_of_first_half(quotation: Quotation, builder: AttributionBuilder) -> Cue | None:
    """Return the cue "laughed" for “but I do” of “I know,” Doe laughed, alone, “but I do”."""
    before = _quotation_before(quotation, builder)
    text = builder.article.text
    if before is None or before.inner.text_in(text).rstrip()[-1:] != ",":
        return None
    between = text[before.span.end : quotation.span.start]
    goes_on = between.rstrip()[-1:] in set(",—–-")
    is_interrupted = goes_on and not _SENTENCE_BREAKS & set(between)
    return builder.attributed.get(before.span) if is_interrupted else None


def _cue_of_second_half(quotation: Quotation, builder: AttributionBuilder) -> Cue | None:
    """Return the cue "said" for “I know,” of “I know,” Doe said of Roe, “But who else?”."""
    quotations, text = builder.quoted_text.quotations, builder.article.text
    following = _index_of(quotation, builder) + 1
    if following == len(quotations) or quotation.inner.text_in(text).rstrip()[-1:] != ",":
        return None
    after = quotations[following].span
    found = builder.attributed.get(after)
    is_between = found is not None and quotation.span.end <= found[0].start < after.start
    is_one = is_between and not _SENTENCE_BREAKS & set(text[quotation.span.end : after.start])
    return found if is_one else None


def _quotation_before(quotation: Quotation, builder: AttributionBuilder) -> Quotation | None:
    index = _index_of(quotation, builder)
    return builder.quoted_text.quotations[index - 1] if index else None


def _index_of(quotation: Quotation, builder: AttributionBuilder) -> int:
    return bisect_left(builder.quoted_text.quotations, quotation.span, key=lambda q: q.span)


def _fills_paragraph(quotation: Quotation, line: Span, builder: AttributionBuilder) -> bool:
    """Return True if a quotation is a sentence and the only one of its paragraph."""
    words = quotation.inner.text_in(builder.article.text).rstrip()
    return (
        builder.quoted_text.adjacent(line.start, quotation.span.start)
        and builder.quoted_text.adjacent(quotation.span.end, line.end)
        and words[-1:] in _ENDS
    )


def _follows_speech(line: Span, builder: AttributionBuilder) -> bool:
    """Return True if somebody speaks in the paragraph before a line."""
    before = end_of_words(builder.article.text, line.start)
    paragraph = builder.quoted_text.line_at(max(before - 1, 0))
    cue = builder.last_cue(before)
    has_cue = cue is not None and paragraph.start <= cue[0].start
    quoted = builder.quoted_text.quotations_in(paragraph)
    return has_cue or any(quotation.span in builder.attributed for quotation in quoted)


def _follows_attributed_quotation(
    quotation: Quotation, line: Span, builder: AttributionBuilder
) -> bool:
    """Return True if the sentence right before contains a quotation that has a source."""
    index = builder.article.sentence_at(quotation.inner.start)
    if index == 0:
        return False
    before = Span(*builder.article.sentences[index - 1])
    return (
        before.start >= line.start
        and builder.quoted_text.adjacent(before.end, quotation.inner.start)
        and any(q.span in builder.attributed for q in builder.quoted_text.quotations_in(before))
    )


def _has_clause(quotation: Quotation, doc: Doc) -> bool:
    """Return True if a clause of its own follows a quotation: “Gone,” came the reply."""
    quoted = doc.char_span(*quotation.inner, alignment_mode="expand")
    root = None if quoted is None else quoted[0].sent.root
    return root is not None and root.idx >= quotation.span.end and root.pos_ == "VERB"
