"""Who acts in the story: the lead's actor and the main entity, then sources, then others."""

import re

from briefer.analysis.annotations import (
    Analysis,
    Entity,
    EventClause,
    Span,
)
from briefer.assembly.conversion import (
    evidence_of,
    single_line,
    who_of,
)
from briefer.assembly.limits import (
    MAX_WHO,
)
from briefer.schema.article import Article
from briefer.schema.brief import Who
from briefer.schema.vocabulary import EntityKind
from briefer.text.normalization import fold
from briefer.text.sentences import ends_like_a_sentence

# Words between the actor's start and an entity that is not itself the actor: "members of Congress",
# "Ardava's president".
_MODIFIER_LINK = re.compile(r"\b(?:of|in|for|from|at|to|by|with|on|and)\b|[’']s?\s")


# A capitalised word before an entity, which belongs to its name: "Black Lives Matter".
_NAME_BEFORE = re.compile(r"\b(?!The\s)[A-ZÀ-Þ]\S*\s+$")


_APPOSITION = re.compile(r",\s+")
_OPENING_MARKS = frozenset("\"“‘'«„")


def actors(article: Article, analysis: Analysis) -> tuple[Who, ...]:
    """Return the lead's actor and the main entity, then the sources, then the others."""
    sources = {attribution.source.text for attribution in analysis.attributions}
    title = fold(article.title or "")
    agents = [
        entity
        for entity in analysis.entities
        if entity.kind in {"person", "organisation"}
        and (not _is_only_a_word(entity, article) or _is_named_in(title, entity, article))
    ]
    ranked = [*agents[:1], *sorted(agents[1:], key=lambda entity: entity.text not in sources)]
    found = [who_of(entity, article) for entity in ranked[:MAX_WHO]]
    lead = analysis.events[0] if analysis.events else None
    actor = lead.actor if lead is not None else None
    if lead is None or actor is None or (agents and _describes(lead, agents[0], article, analysis)):
        return tuple(found)
    first = _actor(actor, lead.actor_kind, article, analysis)
    return (first, *(w for w in found if w.name != first.name)) if first else tuple(found)


def _is_only_a_word(entity: Entity, article: Article) -> bool:
    """Return True for a word with a capital in tables and headings, or where a quotation begins.

    Examples are "Change" of "Rent: 920; Change: 11%" and "Justice" of "“Justice is slow,”".
    """
    return " " not in entity.text and not any(
        _is_told(mention, article) for mention in entity.mentions
    )


def _is_told(mention: Span, article: Article) -> bool:
    start, end = article.sentences[article.sentence_at(mention.start)]
    begins = article.text[max(0, mention.start - 1) : mention.start] in _OPENING_MARKS
    return not begins and ends_like_a_sentence(article.text[start:end].rstrip())


def _describes(lead: EventClause, main: Entity, article: Article, analysis: Analysis) -> bool:
    """Return True if the lead's actor describes an entity that the title names.

    Examples are "the two men" and "a former coach".
    """
    if lead.actor is None or not _is_named_in(fold(article.title or ""), main, article):
        return False
    if lead.actor_kind == "group":
        return not any(
            lead.actor.contains(mention)
            for entity in analysis.entities
            for mention in entity.mentions
        )
    words = set(fold(lead.actor.text_in(article.text)).split())
    roles = [fold(role.text_in(article.text)).split()[-1:] for role in main.roles]
    return any(words.issuperset(role) for role in roles)


def _actor(actor: Span, kind: EntityKind, article: Article, analysis: Analysis) -> Who | None:
    """Return the lead's actor, by name if it has one; None if it is not an agent (a storm)."""
    mentions = [
        (entity, mention)
        for entity in analysis.entities
        for mention in entity.mentions
        if actor.overlaps(mention)
    ]
    for entity, mention in mentions:
        before = article.text[actor.start : max(actor.start, mention.start)]
        in_apposition = before.rstrip().endswith(",")  # "The head of the club, Ann Brandt"
        is_modifier = _MODIFIER_LINK.search(before) and not in_apposition
        if mention.end < actor.end or is_modifier:
            continue  # "members of Congress"
        if entity.kind == "other":
            return None  # a storm or a book does not act
        has_more = _NAME_BEFORE.search(before) and entity.text not in (article.title or "")
        is_partial = entity.kind == "organisation" and has_more
        if entity.kind in {"organisation", "person"} and not is_partial:
            return who_of(entity, article)
    apposition = _APPOSITION.match(article.text, actor.end) if kind == "person" else None
    if apposition is not None:  # "The president of the club, Ann Brandt, ..."
        for entity in analysis.entities:
            starts = {mention.start for mention in entity.mentions}
            if entity.kind == "person" and apposition.end() in starts:
                return who_of(entity, article)
    span = Span(actor.start, max([actor.end, *(mention.end for _, mention in mentions)]))
    return Who(
        name=single_line(span.text_in(article.text)),
        kind=kind,
        evidence=evidence_of(article, (span,)),
    )


def _is_named_in(title: str, entity: Entity, article: Article) -> bool:
    words = set(title.split())
    return any(set(fold(m.text_in(article.text)).split()) <= words for m in entity.mentions)
