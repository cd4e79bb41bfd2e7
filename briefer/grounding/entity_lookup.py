"""Find the entity that a name or part of a name refers to: "Reed" or "Ann Reed"."""

from briefer.analysis.annotations import Analysis, Entity
from briefer.schema.article import Article
from briefer.text.normalization import fold, is_in_order


def resolve_entity(name: str, analysis: Analysis, article: Article) -> Entity | None:
    """Return the entity that ``name`` refers to.

    ``name`` is one of the entity's names, or a short form that fits only one person.
    """
    wanted = fold(name)
    partial = []
    for entity in analysis.entities:
        forms = set(map(fold, entity.forms(article.text)))
        if wanted in forms:
            return entity
        if entity.kind == "person" and any(_is_short_for(wanted, form) for form in forms):
            partial.append(entity)
    return partial[0] if len(partial) == 1 else None


def _is_short_for(short: str, full: str) -> bool:
    """Return True if ``short`` is ``full`` without some of its first or middle names."""
    words, full_words = short.split(), full.split()
    return words[-1:] == full_words[-1:] and is_in_order(words, full_words)
