"""Find the mentions of names in a parsed article, each trimmed to the bare name.

Example: in "Mr. Kent's office", the mention is "Kent".
"""

import re

from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from briefer.analysis.annotations import Span
from briefer.analysis.datelines import find_dateline, is_front_matter
from briefer.analysis.english.entities.acronyms import introduced_by_acronym
from briefer.analysis.english.entities.boundaries import (
    names_with_particles,
    split_pair,
    without_zone,
)
from briefer.analysis.english.entities.false_positives import drop_false_names
from briefer.analysis.english.entities.missed_names import missed_name, missed_surnames, surnames_of
from briefer.analysis.english.entities.name_words import NAME_LABELS
from briefer.analysis.english.entities.organisation_names import without_trade
from briefer.analysis.english.entities.relabelling import relabel, speaking_words
from briefer.analysis.english.entities.titled_names import after_titles, is_all_titles
from briefer.analysis.english.entities.trimming import label_of, trim
from briefer.schema.article import Article

_HYPHENATED_PAIR = re.compile(r"[A-Z]\w{2,}[-–][A-Z]\w{2,}")
# Credits of pictures: "(Photo: Jane Doe, AP)".
_PICTURE_CREDIT = re.compile(
    r"\((?:photo|image|picture|credit|file)s?\b[^()\n]{1,80}\)", re.IGNORECASE
)
# Words that open a note of the outlet: "Correction: the bridge is in Ellery".
_LABELS_OF_NOTES = frozenset({"Correction", "Clarification", "Update"})
# Lines that only name the author of the article or of a post: "— Jane Doe (@jane) May 3, 2024".
_CREDIT_LINE = re.compile(
    r"\b(?i:contribut(?:ed|ing))\b.{0,40}\b(?i:report)"
    r"|^\W*(?i:(?:additional )?reporting|editing|written|photograph\w*|image copyright|by)\s+"
    r"(?:(?i:by)\s+)?[A-Z][\w.’'-]*(?:,?\s+(?:[A-Z][\w.’'-]*|and|in|for|of|at|the))*"
    r"(?:\W*|\s*[|;·].*)$"
    r"|^\W*[—–-]\s*\S.{1,60}\(@\w+\)"
)


def find_mentions(doc: Doc, article: Article) -> list[Tokens]:
    """Find the mentions of names, in order, each labelled with its entity type.

    Names in a dateline, a byline or a credit are left out.
    """
    lines = re.finditer(r"[^\n]+", article.text)
    credited = [Span(*line.span()) for line in lines if _CREDIT_LINE.search(line[0])]
    credited += [Span(*match.span()) for match in _PICTURE_CREDIT.finditer(article.text)]
    title = article.title or ""
    found = [without_trade(mention, title) for mention in _mentions(doc)]
    mentions = relabel(found, doc, dateline=find_dateline(article))
    return [
        mention
        for mention in drop_false_names(mentions, doc, article)
        if not any(line.contains(Span(mention.start_char, mention.end_char)) for line in credited)
        and not is_front_matter(Span(mention.start_char, mention.end_char), article)
        and mention.text not in _LABELS_OF_NOTES
    ]


def _mentions(doc: Doc) -> list[Tokens]:
    """Return the trimmed entities, and capitalised subjects that the entity recogniser missed."""
    found = introduced_by_acronym(doc)
    found += map(_with_label, names_with_particles(doc))
    taken = {token.i for mention in found for token in mention}
    labelled = (entity for entity in doc.ents if entity.label_ in NAME_LABELS)
    entities = [part for entity in labelled for part in split_pair(entity)]
    trimmed = [trim(entity) for entity in entities]
    speakers = speaking_words(doc)
    surnames = surnames_of(name for name in trimmed if name is not None)
    for entity, name in zip(entities, trimmed, strict=True):
        if name is None or any(token.i in taken for token in entity):
            continue
        if not is_all_titles(name, surnames) and not _is_pair(name):
            found.append(name)
            taken.update(range(name.start, name.end))
    for token in doc:
        missed = missed_name(token, taken=taken, speakers=speakers, surnames=surnames)
        if missed is None:
            continue
        words = range(missed.start, missed.end)
        if not taken.isdisjoint(words):
            found = [one for one in found if one.start < missed.start or missed.end < one.end]
        found.append(missed)
        taken.update(words)
    found += missed_surnames(doc, found, taken)
    named = (one for name in found if (one := without_zone(name)))
    return sorted(named, key=lambda mention: mention.start)


def _with_label(name: Tokens) -> Tokens:
    bare = name.doc[after_titles(name) : name.end]
    return Tokens(name.doc, bare.start, bare.end, label=label_of(bare, name.label_))


def _is_pair(name: Tokens) -> bool:
    """Return True if a hyphen joins the names of two people: "the Neame-Okafor debate"."""
    if name.label_ == "NORP":
        return False  # "African-American"
    return bool(_HYPHENATED_PAIR.fullmatch(name.text)) and name.root.dep_ in {"compound", "amod"}
