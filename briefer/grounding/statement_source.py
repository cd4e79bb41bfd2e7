"""Find the source of a statement in the article: by its name, or by the words that describe it."""

import re
from collections.abc import Mapping, Sequence

from briefer.analysis.annotations import Analysis, Entity, Span
from briefer.analysis.english.entities.person_nouns import is_somebody
from briefer.analysis.multilingual.reporting_words import reporting_words
from briefer.analysis.parser import can_parse
from briefer.analysis.quoted_text import QuotedText
from briefer.grounding.alignment import find_inflected, find_mentions, find_words
from briefer.grounding.entity_lookup import resolve_entity
from briefer.grounding.tokens import tokenize
from briefer.grounding.unstated import Unstated
from briefer.schema.article import Article
from briefer.schema.brief import Source
from briefer.schema.vocabulary import SourceKind
from briefer.text.normalization import ends_with_colon, fold_name, is_description, words_of

_PARTS = re.compile(r"[,;()\uff08\uff09]")
_PAIRS = (
    ("(", ")"),
    ("“", "”"),
    ("„", "“"),
    ("«", "»"),
    ("‘", "’"),
    ("\u300a", "\u300b"),
    ("\u300c", "\u300d"),
    ("\u300e", "\u300f"),
    ("\uff08", "\uff09"),
)
# What stands for a source of each kind that its paragraph does not name.
_PERSON, _SEVERAL, _THING = "he|she|him|her|his|hers", "they|them|their|theirs", "it|its"
_PRONOUNS: Mapping[SourceKind, str] = {
    "person": _PERSON,
    "unnamed_person": f"{_PERSON}|{_SEVERAL}",
    "organisation": f"{_THING}|{_SEVERAL}",
    "group": f"{_THING}|{_SEVERAL}",
    "unnamed_group": _SEVERAL,
    "document": _THING,
}
_LONG_WORD, _ENDING = 6, 2  # letters of a word that may have another ending
_ADJACENT = 2  # characters between a name and a role next to it: ", "
_MAX_SPREAD = 200  # characters over which the words of a description may be spread


def find_source(
    name: str, *, near: Span, article: Article, analysis: Analysis
) -> tuple[str, tuple[Span, ...]] | None:
    """Return a source's name and where the article has it, the mention nearest to ``near`` first.

    A name that the article does not have in one piece ("the minister Ann Reed" where it has "Ann
    Reed, the minister") is found by its parts. None if the article neither names nor describes it.
    """
    if not fold_name(name):
        return None
    entity = resolve_entity(name, analysis, article)
    whole = find_words(article, name, near=near)
    if whole is not None:
        whole = _with_other_mark(whole, article.text)
        mentions = [whole, *_mentions_near(entity, near, article)]
        return (_text(whole, article), tuple(dict.fromkeys(mentions)))
    if entity is not None:
        full = next(span for span in entity.mentions if span.text_in(article.text) == entity.text)
        return entity.text, tuple(dict.fromkeys([*_mentions_near(entity, near, article), full]))
    inflected = find_inflected(article, name, near=near)
    if inflected is not None:
        return name, (inflected,)
    within = _entity_within(name, analysis)
    if within is not None:
        return find_source(within.text, near=near, article=article, analysis=analysis)
    return _description(name, near, article)


def find_role(
    role: str,
    mentions: Sequence[Span],
    *,
    quoted_text: QuotedText,
    article: Article,
    analysis: Analysis,
) -> Span | None:
    """Find the words that say who somebody is, next to a mention if possible.

    In English, words in a paragraph without a mention need a noun for people or bodies: "the mayor"
    has one, "was suspended" has none. Otherwise as ``find_description``.
    """
    names_somebody = not can_parse(article.language) or any(map(_is_actor, role.lower().split()))
    found = find_description(role, mentions, article=article, analysis=analysis)
    if found is None or names_somebody:
        return found
    paragraph = quoted_text.line_at(found.start)
    return found if any(map(paragraph.contains, mentions)) else None


def find_description(
    words: str, mentions: Sequence[Span], *, article: Article, analysis: Analysis
) -> Span | None:
    """Find words that describe somebody, next to a mention if possible.

    Words that stand next to another name ("Mayor Ann Reed", "Ann Reed, the mayor") describe that,
    and words in an order or a question describe nobody.

    Args:
        words: the words.
        mentions: where the article names or describes them.
        article: the article.
        analysis: its analysis.
    """
    found = find_mentions(article, words, within=Span(0, len(article.text)))
    others = [
        mention
        for entity in analysis.entities
        if entity.kind == "person" and not any(m in entity.mentions for m in mentions)
        for mention in entity.mentions
    ]
    unstated = Unstated(analysis)
    free = [
        span
        for span in found
        if not (unstated.has_all((span,)) or any(_is_next_to(span, o) for o in others))
    ]
    return min(
        free,
        key=lambda span: min(map(span.distance_to, mentions), default=0),
        default=None,
    )


def _is_actor(word: str) -> bool:
    """Return True for "laureates", "goalie," and "vice-president"."""
    parts = re.findall(r"\w+", word)
    return any(is_somebody(part) or is_somebody(part.removesuffix("s")) for part in parts)


def _is_next_to(one: Span, other: Span) -> bool:
    return one.distance_to(other) <= _ADJACENT


def may_speak(
    source: Source,
    cue: Span | None,
    content: Span,
    *,
    quoted_text: QuotedText,
    article: Article,
    analysis: Analysis,
) -> bool:
    """Return True if words may be a source's: a cue or the source beside them ties them to it.

    A quotation that is a whole sentence, or indirect speech in a mood of its own, goes on from the
    sentence before. Source or cue are in the paragraph of the words or right before it; a quotation
    may run on without them, unless its paragraph says who speaks. A pronoun may stand for the
    source, and in a language without a parser so may a verb.

    Args:
        source: the source, with its evidence in the article. One that the article leaves open has
            none, and needs a cue ("reportedly").
        cue: the words that say that it speaks, if there are any.
        content: what it may have said.
        quoted_text: the article's text with its quotations.
        article: the article.
        analysis: its analysis.
    """
    if cue is None and not (
        source.evidence
        and (
            _names_beside(source, content, quoted_text, article)
            or _runs_on(content, quoted_text, article)
        )
    ):
        return False
    if not source.evidence or not can_parse(article.language):
        return True
    paragraph = quoted_text.line_at(content.start)
    if quoted_text.quotation_at(content.start) is not None:
        spoken = (one for one in analysis.attributions if paragraph.contains(one.cue))
        if not any(part.overlaps(content) for one in spoken for part in one.content):
            return True
    named = [*_mentions_of(source), *filter(None, (cue,))]
    if any(paragraph.contains(one) or is_introduced(content, one, article) for one in named):
        return True
    return _has_pronoun(source, quoted_text.unquoted(paragraph))


def _mentions_of(source: Source) -> list[Span]:
    return [Span(one.start, one.end) for one in source.evidence]


def _has_pronoun(source: Source, text: str) -> bool:
    pronouns = _PRONOUNS.get(source.kind)
    return bool(pronouns) and re.search(rf"\b(?:{pronouns})\b", text, re.IGNORECASE) is not None


def _names_beside(source: Source, content: Span, quoted_text: QuotedText, article: Article) -> bool:
    """Return True if the sentence of some words has a source beside them, or a pronoun for it.

    A line that begins with the name and a colon, as in a transcript, has it, too.
    """
    sentence = Span(*article.sentences[article.sentence_at(content.start)])
    line = quoted_text.line_at(content.start)
    mentions = _mentions_of(source)
    before, after = Span(sentence.start, content.start), Span(content.end, sentence.end)
    return (
        any(sentence.contains(one) and not content.overlaps(one) for one in mentions)
        or any(is_introduced(content, one, article) for one in mentions)
        or any(
            one.start == line.start and article.text[one.end : one.end + 1] == ":"
            for one in mentions
        )
        or any(_has_pronoun(source, span.text_in(article.text)) for span in (before, after))
    )


def _runs_on(content: Span, quoted_text: QuotedText, article: Article) -> bool:
    """Return True for a sentence that goes on with what somebody says.

    It is a quotation as a whole, or in a language with a mood for reported speech in that mood.
    """
    sentence = Span(*article.sentences[article.sentence_at(content.start)])
    if quoted_text.quotation_at(content.start) is not None:
        return not any(map(str.isalpha, quoted_text.unquoted(sentence)))
    words, text = reporting_words(article.language), sentence.text_in(article.text)
    return words is not None and bool(
        words.subjunctive.search(text) or words.reported_mood.search(text)
    )


def is_introduced(content: Span, words: Span, article: Article) -> bool:
    """Return True if the line of some words ends with a colon and the content is in the next."""
    line, is_broken, rest = article.text[words.end : content.start].partition("\n")
    return bool(is_broken) and ends_with_colon(line) and "\n" not in rest.lstrip()


def is_same_source(one: str, other: str, *, analysis: Analysis, article: Article) -> bool:
    """Return True if two names are those of one source: the same entity, or one within the other.

    "Mayor Ann Reed" is "Reed" and "the mayor, Ann Reed"; "two officials" are "the officials".
    """
    if not fold_name(one) or not fold_name(other):
        return False
    first, second = resolve_entity(one, analysis, article), resolve_entity(other, analysis, article)
    if first is not None and second is not None:
        return first == second
    left, right = fold_name(one).split(), fold_name(other).split()
    if left[-1] == right[-1] and is_description(one) and is_description(other):
        return True
    within = set(left) <= set(right) or set(right) <= set(left)
    return within or _is_unspaced_part(one, other) or _is_unspaced_part(other, one)


def _is_unspaced_part(one: str, other: str) -> bool:
    """Return True if a name without spaces is a part of another one: "周岚" in "市长周岚"."""
    return len(words_of(one)) > len(one.split()) and fold_name(one) in fold_name(other)


def _with_other_mark(span: Span, text: str) -> Span:
    """Extend a name to the mark of a pair next to it that it lacks: “The Post” editors."""
    start, end = span
    for opening, closing in _PAIRS:
        opened, closed = (text.count(mark, start, end) for mark in (opening, closing))
        if closed > opened and text.startswith(opening, start - 1) and start:
            start -= 1
        elif opened > closed and text.startswith(closing, end):
            end += 1
    return Span(start, end)


def _text(span: Span, article: Article) -> str:
    return " ".join(span.text_in(article.text).split())


def _mentions_near(entity: Entity | None, near: Span, article: Article) -> list[Span]:
    """Return the mentions of an entity in the sentence of ``near``, the first one only."""
    if entity is None:
        return []
    sentence = Span(*article.sentences[article.sentence_at(near.start)])
    return [span for span in entity.mentions if sentence.contains(span)][:1]


def _entity_within(name: str, analysis: Analysis) -> Entity | None:
    """Return the longest-named person or organisation whose name is a part of ``name``."""
    words = f" {fold_name(name)} "
    found = [
        entity
        for entity in analysis.entities
        if entity.kind != "place" and f" {fold_name(entity.text)} " in words
    ]
    return max(found, key=lambda entity: len(entity.text), default=None)


def _description(name: str, near: Span, article: Article) -> tuple[str, tuple[Span, ...]] | None:
    """Find a description by its parts, or by its content words, all in one passage."""
    parts = [part.strip() for part in _PARTS.split(name) if part.strip()]
    if len(parts) > 1:
        spans = [find_words(article, part, near=near) for part in parts]
        found = [span for span in spans if span is not None]
        if found and len(found) == len(parts) and _spread(found) <= _MAX_SPREAD:
            return name, tuple(sorted(found))
    tokens = tokenize(name, article.language)
    words = [token.text for token in tokens if token.is_content or token.kind == "negation"]
    places = [_word_or_form(word, near, article) for word in words]
    located = [span for span in places if span is not None]
    if words and len(located) == len(words) and _spread(located) <= _MAX_SPREAD:
        return name, (Span(min(s.start for s in located), max(s.end for s in located)),)
    return None


def _word_or_form(word: str, near: Span, article: Article) -> Span | None:
    """Find a word, or another form of it: "Berlin" for "Berliner"."""
    found = find_words(article, word, near=near)
    if found is not None or len(word) < _LONG_WORD or article.language == "en":
        return found
    form = re.compile(rf"\b{re.escape(word[:-_ENDING])}\w{{0,{_ENDING + 1}}}\b")
    matches = (Span(*match.span()) for match in form.finditer(article.text))
    return min(matches, key=lambda span: abs(span.start - near.start), default=None)


def _spread(spans: Sequence[Span]) -> int:
    return max(span.end for span in spans) - min(span.start for span in spans)
