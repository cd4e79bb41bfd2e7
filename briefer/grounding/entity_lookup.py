"""Find the entity that a name or a part of a name stands for."""

from briefer.analysis.annotations import Analysis, Entity
from briefer.article import Article
from briefer.text.normalization import fold


def resolve_entity(words: str, analysis: Analysis, article: Article) -> Entity | None:
    """Return the name that is meant by ``words``: one of its forms, or a part that only it has."""
    wanted = fold(words)
    partial = []
    for name in analysis.entities:
        forms = set(map(fold, name.forms(article.text)))
        if wanted in forms:
            return name
        if name.kind == "person" and any(_is_short_for(wanted, form) for form in forms):
            partial.append(name)
    return partial[0] if len(partial) == 1 else None


def _is_short_for(short: str, full: str) -> bool:
    """Tell whether a name leaves out first or middle names of a fuller one."""
    words, fuller = short.split(), full.split()
    rest = iter(fuller)
    return words[-1] == fuller[-1] and all(word in rest for word in words)
