"""Find the main events of an article: the clauses that say what happened, with a weight each."""

import re
from collections import Counter
from collections.abc import Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from briefer.analysis.annotations import Attribution, EventClause, Quotation, Span
from briefer.analysis.asides import is_aside
from briefer.analysis.datelines import without_dateline
from briefer.analysis.english.attribution.reporting_subjects import has_auxiliary
from briefer.analysis.english.dependence import is_instruction, stands_alone
from briefer.analysis.english.entities.person_nouns import is_person_noun
from briefer.analysis.english.lexicon import HEARING, PLAIN_SPEECH
from briefer.analysis.english.nouns import GROUP_NOUNS, ORGANISATION_NOUNS, PERSON_NOUNS
from briefer.analysis.spacy_helpers import SUBJECTS, end_offset, is_negated
from briefer.analysis.span_index import SpanIndex
from briefer.schema.article import Article
from briefer.text.normalization import says_nothing

# Page text that is not part of the article.
_PAGE_TEXT = re.compile(
    r"\b(?:subscrib\w+|newsletters?|sign up|your inbox|click here|read more|follow us|cookies"
    r"|image (?:copyright|caption|source)|getty images|share on \w+|in new window"
    r"|related (?:stories|articles)|earlier version of this (?:story|article|report)"
    r"|live (?:page|blog|coverage) (?:is|has)(?: now)? (?:closed|ended)"
    r"|(?:latest|newest|most recent) (?:entry|entries|posts?|updates?) (?:is|are|appears?))\b",
    re.IGNORECASE,
)
# A question or an answer in an interview: "Q: ...", "RK: ...".
_INTERVIEW_TURN = re.compile(r"[A-Z]{1,3}[.:] ?[A-Z“\"]")
_REPORTING = PLAIN_SPEECH | HEARING
_CONTENT = frozenset({"ccomp", "parataxis"})
_DECLINING = frozenset({"decline", "refuse"})
_ANSWERING = frozenset("comment respond reply answer".split())
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_TITLE_WORDS = 3  # of a quotation; fewer are a nickname
_LEAD = 60  # tokens; a sentence that begins before this one is part of the lead
_MIN_WORDS = 5
_MAX_EVENTS = 8


def find_events(
    doc: Doc,
    article: Article,
    attributions: Sequence[Attribution],
    *,
    quotations: Sequence[Quotation],
    injections: Sequence[Span],
) -> tuple[EventClause, ...]:
    """Find the events of a parsed article: the lead's first, the others by weight.

    Args:
        doc: the parse of the article.
        article: the article.
        attributions: its attributions; what is only quoted is a claim, not an event.
        quotations: its quotations; one that is in no claim is a title, lyrics or irony.
        injections: sentences to ignore, because they instruct a language model.
    """
    topic = _topic(doc, article)
    claims = SpanIndex((part, a) for a in attributions for part in a.content)
    unclaimed = SpanIndex(
        (one.span, one) for one in quotations if next(claims.overlapping(one.span), None) is None
    )
    found = [
        event
        for sentence in doc.sents
        if not any(
            injection.overlaps(Span(sentence.start_char, sentence.end_char))
            for injection in injections
        )
        and (event := _in_sentence(sentence, article, claims, topic)) is not None
    ]
    # a story about a film begins with its title
    lead, rest = found[:1], [one for one in found[1:] if not _quotes_nobody(one, doc, unclaimed)]
    rest.sort(key=lambda event: -event.weight)
    return (*lead, *rest[: _MAX_EVENTS - 1])


def _topic(doc: Doc, article: Article) -> Counter[str]:
    """Count the lemmas of the content words; those of the title and the lead count more."""
    counts: Counter[str] = Counter()
    title = (article.title or "").lower()
    for sentence in doc.sents:
        in_lead = sentence.start < _LEAD
        for token in filter(_is_content_word, sentence):
            counts[token.lemma_.lower()] += 1 + in_lead + (token.lower_ in title)
    return counts


def _is_content_word(token: Token) -> bool:
    return token.pos_ in {"NOUN", "PROPN", "VERB"} and not token.is_stop and token.is_alpha


def _in_sentence(
    sentence: Tokens, article: Article, claims: SpanIndex[Attribution], topic: Counter[str]
) -> EventClause | None:
    whole = without_dateline(Span(sentence.start_char, _end(sentence)), article)
    if is_aside(whole, article):
        return None
    span, reported = whole, False
    for part, attribution in claims.overlapping(whole):
        # a claim in a clause of its own ("customers who, it said, ate less") is not the event
        main = _contains(part, sentence.root) or _contains(attribution.cue, sentence.root)
        # a quotation is a claim, not an event; but the lead may mention what signs say
        is_lead = sentence.start < _LEAD and not (main or _is_mostly(part, whole))
        if attribution.quote_kind != "indirect" and not is_lead:
            return None
        # one half of "It was not true, he said, that they had left" may say the opposite
        is_whole = whole.contains(part) and len(attribution.content) == 1
        # without its "he said", what nobody known has said would be the article's own words
        is_whole = is_whole and attribution.source.kind != "unknown"
        if main and is_whole and not reported and not part.contains(attribution.cue):
            span, reported = part, True
    if (
        _PAGE_TEXT.search(sentence.text)
        or _INTERVIEW_TURN.match(sentence.text)
        or _addresses_reader(sentence)
        or is_instruction(sentence)
        or _is_silence(sentence.root)
        or _reports_for_nobody(sentence, claims)
    ):
        return None
    clause = _clause(sentence, span)
    is_vague = clause is not None and _is_vague(_subject(clause))
    is_short = _is_short(span, article)
    if reported and (is_vague or is_short):
        # "it would close" and "four have died" are unclear on their own
        span, clause = whole, _clause(sentence, whole)
        is_short = (is_short and is_vague) or _is_short(whole, article)
    if clause is None or clause.root.pos_ not in {"VERB", "AUX"}:
        return None
    subject = _subject(clause)
    # in a reported clause "their jets" are those of the source, which the brief names
    alone = not _is_vague(subject) if reported else stands_alone(sentence)
    is_opening = sentence.start_char == 0
    if not (alone or is_opening) or is_short:
        return None
    lemmas = {token.lemma_.lower() for token in sentence if _is_content_word(token)}
    centrality = sum(topic[lemma] for lemma in lemmas) / (len(lemmas) + 4)
    earliness = 1 - sentence.start_char / len(article.text)
    return EventClause(
        span=span,
        sentence=article.sentence_at(span.start),  # the parse may join sentences
        actor=_actor(subject),
        actor_kind="person" if subject is not None and _is_one_person(subject) else "group",
        weight=centrality * (0.5 + earliness) * (0.8 if reported else 1.0),
    )


def _is_short(span: Span, article: Article) -> bool:
    return len(span.text_in(article.text).split()) < _MIN_WORDS


def _reports_for_nobody(sentence: Tokens, claims: SpanIndex[Attribution]) -> bool:
    """Return True if a sentence reports what no claim has: it is not in the article's own voice."""
    whole = Span(sentence.start_char, sentence.end_char)
    if next(iter(claims.overlapping(whole)), None) is not None:
        return False
    return any(
        verb.pos_ == "VERB"
        and verb.lemma_ in _REPORTING
        and (verb.tag_ in _FINITE or has_auxiliary(verb))
        and not is_negated(verb)
        and (any(child.dep_ in _CONTENT for child in verb.children) or _opens_content(verb))
        and any(child.dep_ in SUBJECTS and child.lower_ != "we" for child in verb.lefts)
        for verb in sentence
    )


def _opens_content(verb: Token) -> bool:
    """Return True for "says that", "wrote: “...”" and ", warns, will": the words are beside it."""
    around = [word.lower_ for word in verb.doc[max(verb.i - 1, 0) : verb.i + 2]]
    is_inserted = around[0] == around[-1] == ","
    marks = {word.lower_ for word in verb.children} & {"so", ":"}  # "or so the mayor insists"
    return is_inserted or around[-1] == "that" or bool(marks)


def _is_silence(root: Token) -> bool:
    """Return True for "Reed declined to comment" and "Reed did not respond": nothing happened."""
    asked = next((child for child in root.rights if child.dep_ == "xcomp"), None)
    declines = root.lemma_ in _DECLINING and asked is not None and asked.lemma_ in _ANSWERING
    return declines or (root.lemma_ in _ANSWERING and is_negated(root))


def _quotes_nobody(event: EventClause, doc: Doc, unclaimed: SpanIndex[Quotation]) -> bool:
    """Return True for a song or a film with its title, and for a verb in ironic quotation marks.

    In "The town “gains” a debt" nobody is quoted, and the town gains nothing. What somebody not
    named is quoted with may be news: "Reed had “treated the fund as his own”".
    """
    for _, quotation in unclaimed.overlapping(event.span):
        words = list(doc.char_span(*quotation.inner, alignment_mode="contract") or ())
        is_title = len(words) >= _TITLE_WORDS and words[0].is_title
        if is_title or (len(words) == 1 and words[0].tag_ in _FINITE):
            return True
    return False


def _addresses_reader(sentence: Tokens) -> bool:
    """Return True if a sentence is a question or addresses someone as "you"."""
    words = {token.lower_ for token in sentence}
    return sentence.text.rstrip(' \n"”’').endswith("?") or bool(words & {"you", "your"})


def _subject(clause: Tokens) -> Token | None:
    return next((child for child in clause.root.children if child.dep_ in SUBJECTS), None)


def _is_vague(subject: Token | None) -> bool:
    return subject is not None and subject.pos_ == "PRON"


def _is_mostly(part: Span, whole: Span) -> bool:
    return 2 * (part.end - part.start) > whole.end - whole.start


def _contains(span: Span, token: Token) -> bool:
    return span.start <= token.idx < span.end


def _clause(sentence: Tokens, span: Span) -> Tokens | None:
    """Return the tokens of a span."""
    return sentence.doc.char_span(span.start, span.end, alignment_mode="contract")


def _end(sentence: Tokens) -> int:
    return int(sentence.start_char + len(sentence.text.rstrip()))


def _actor(subject: Token | None) -> Span | None:
    """Return the phrase of a subject that can act: a name, people, or an organisation."""
    if subject is None or says_nothing(subject.text):
        return None  # an emoji acts, too, to the parser
    lemma = subject.lemma_.lower()
    acts = subject.pos_ == "PROPN" or lemma in PERSON_NOUNS | GROUP_NOUNS | ORGANISATION_NOUNS
    counted = any(child.dep_ == "nummod" for child in subject.children) and is_person_noun(lemma)
    if not (acts or counted or subject.ent_type_ in {"PERSON", "ORG", "NORP"}):
        return None
    end = subject
    for child in subject.rights:
        is_time = any(token.ent_type_ in {"DATE", "TIME"} for token in child.subtree)
        if is_time or child.dep_ not in {"prep", "amod", "compound", "nmod"}:
            break  # "A judge on Thursday"
        end = child.right_edge
    while end.i > subject.i and (end.pos_ == "CCONJ" or end.is_punct):
        end = end.nbor(-1)
    return Span(subject.left_edge.idx, end_offset(end))


def _is_one_person(subject: Token) -> bool:
    return subject.lemma_.lower() in PERSON_NOUNS and subject.tag_ in {"NN", "NNP"}
