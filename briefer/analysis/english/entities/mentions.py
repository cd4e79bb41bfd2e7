"""Find the mentions of names in a parsed article, each trimmed to the bare name.

Example: in "Mr. Kent's office", the mention is "Kent".
"""

import re
from collections.abc import Container, Iterable, Iterator, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from briefer.analysis.annotations import Span
from briefer.analysis.datelines import find_dateline, is_front_matter
from briefer.analysis.english.entities.acronyms import introduced_by_acronym
from briefer.analysis.english.entities.boundaries import (
    expand_name,
    expand_over_particles,
    has_hyphenated_forename,
    names_with_particles,
    split_pair,
    strip_suffix,
    without_zone,
)
from briefer.analysis.english.entities.entity_types import (
    corrected_label,
    ends_like_non_person,
    has_post_nominals,
    is_post_nominal,
    word_before,
)
from briefer.analysis.english.entities.false_positives import drop_false_names
from briefer.analysis.english.entities.name_words import NAME_PARTICLES
from briefer.analysis.english.entities.person_nouns import (
    RANKS,
    is_courtesy_title,
    is_person_noun,
    is_title,
    is_title_modifier,
    may_be_title,
    names_a_role,
)
from briefer.analysis.english.entities.relabelling import relabel, speaking_words
from briefer.analysis.english.lexicon import SPEECH
from briefer.analysis.english.nouns import ORGANISATION_NOUNS, PERSON_NOUNS
from briefer.analysis.parser import dictionary, is_common_word
from briefer.analysis.spacy_helpers import SUBJECTS
from briefer.analysis.time_values import DAYS, MONTHS
from briefer.schema.article import Article

_LABELS = frozenset({"PERSON", "ORG", "NORP", "GPE", "LOC", "FAC"})
_LEADING_WORDS = frozenset({"the", "a", "an", "pro", "anti", "ex", "then", "former"})
_GENERATIONS = frozenset({"Jr", "Sr"})  # the full stop after them is a part of the name
_BEFORE_NAMES = frozenset({"St.", "Ste.", "Ft.", "Mt."})  # "Ft." alone is no place
_CLOCK = re.compile(r"\d{1,2}:\d{2}")  # of a live page, before a heading
_MAX_INITIALS = 2  # capitals: "JK Rowling"
_WORDS_AFTER_TITLE = range(2, 4)  # "Nurse Jane Doe"
_CALENDAR = frozenset({*DAYS, *MONTHS})
_FULL_NAME = 2  # words: a first name and a surname
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
    found = [_without_trade(mention, title) for mention in _mentions(doc)]
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
    labelled = (entity for entity in doc.ents if entity.label_ in _LABELS)
    entities = [part for entity in labelled for part in split_pair(entity)]
    trimmed = [_trim(entity) for entity in entities]
    speakers = speaking_words(doc)
    surnames = _surnames(name for name in trimmed if name is not None)
    for entity, name in zip(entities, trimmed, strict=True):
        if name is None or any(token.i in taken for token in entity):
            continue
        if not _is_all_titles(name, surnames) and not _is_pair(name):
            found.append(name)
            taken.update(range(name.start, name.end))
    for token in doc:
        if token.pos_ != "PROPN" or token.i in taken:
            continue
        if token.text.islower() and is_common_word(token.text, "en"):  # "Heavy fog"
            continue
        titled = _is_full_name_with(token, speakers) or _names_person(token)
        if titled or token.dep_ in SUBJECTS:
            run = _proper_noun_run(token, taken)
            start, end = expand_name(run)
            run = doc[start:end]
            run = _widen_organisation(doc[_after_titles(run) : run.end])
            if _is_all_titles(run, surnames) or not any(word.text[:1].isupper() for word in run):
                continue  # a common noun that the parser took for a name
            full_name_acts = " " in run.text and token.head.pos_ == "VERB"
            label = _label(run, "PERSON" if titled or full_name_acts else "ORG")
            run = doc[expand_over_particles(run) : run.end]
            if not taken.isdisjoint(range(run.start, run.end)):
                found = [one for one in found if one.start < run.start or run.end < one.end]
            found.append(Tokens(doc, run.start, run.end, label=label))
            taken.update(range(run.start, run.end))
    found += _missed_surnames(doc, found, taken)
    named = (one for name in found if (one := without_zone(name)))
    return sorted(named, key=lambda mention: mention.start)


def _names_person(token: Token) -> bool:
    """Return True for "Lund" of "its keeper, Vera Lund,": a keeper of one word may be a firm."""
    noun = token.head
    if token.dep_ != "appos" or noun.lemma_.lower() in PERSON_NOUNS:
        return token.dep_ == "appos"
    is_full = any(child.dep_ == "compound" and child.pos_ == "PROPN" for child in token.lefts)
    return is_full and noun.text.islower() and names_a_role(noun)


def _is_full_name_with(token: Token, speakers: Container[str]) -> bool:
    """Return True if a name of several words that ends with a token is that of a person.

    It follows "Dr" or "Ms.", or its surname speaks elsewhere.
    """
    words = [child for child in token.lefts if child.dep_ == "compound" and child.pos_ == "PROPN"]
    is_last = token.dep_ != "compound" or token.head.i < token.i
    return bool(words and is_last) and (
        any(map(is_courtesy_title, words)) or token.text in speakers
    )


def _missed_surnames(doc: Doc, found: Sequence[Tokens], taken: set[int]) -> Iterator[Tokens]:
    """Yield bare surnames that the tagger takes for other words: "Akers has run the clinic"."""
    surnames = _surnames(found)
    for token in doc:
        is_name = token.text in surnames and token.text[:1].isupper()
        if token.i in taken or not is_name or token.ent_type_ in _LABELS:
            continue
        lower = token.lower_
        unmistakable = lower not in dictionary("en") and lower not in _CALENDAR
        if unmistakable or (token.dep_ == "nsubj" and token.pos_ in {"NOUN", "ADJ", "PROPN"}):
            yield Tokens(doc, token.i, token.i + 1, label="PERSON")


def _with_label(name: Tokens) -> Tokens:
    start = _after_titles(name)
    return Tokens(name.doc, start, name.end, label=_label(name.doc[start : name.end], name.label_))


def _label(name: Tokens, label: str) -> str:
    return "PERSON" if has_hyphenated_forename(name) else corrected_label(name, label)


def _surnames(names: Iterable[Tokens]) -> set[str]:
    """Return the last words of person names of more than one word."""
    people = (name for name in names if name.label_ == "PERSON" and len(name) > 1)
    return {name[-1].text for name in people if not _is_all_titles(name, ())}


def _is_opening_verb(token: Token) -> bool:
    """Return True for "Said" of "Said Reed: “...”", which looks like a first name."""
    opens = bool(token.is_sent_start) and token.tag_ == "VBD" and token.lemma_.lower() in SPEECH
    return opens and any(child.dep_ in SUBJECTS for child in token.rights)


def _trim(entity: Tokens) -> Tokens | None:
    """Return the bare name of an entity with its corrected label, or None if nothing is left."""
    doc = entity.doc
    start, end = _bounds_of_name(entity)
    label = entity.label_
    if start < end and (cut := strip_suffix(doc[start:end])) < end:
        label = "PERSON" if has_post_nominals(doc[start:cut]) else label
        end = cut
    end = _end_of_name(doc[start:end], label)
    if label == "PERSON" or _is_ranked(doc[start:end]):
        start = _after_titles(doc[start:end])
    if label == "PERSON" and end - start > 1 and _starts_with_credit(doc[start:end]):
        start += 1
    if end - start > 1 and _is_opening_verb(doc[start]):
        start += 1
    if end <= start or not any(token.text[:1].isupper() for token in doc[start:end]):
        return None
    name = _widen_organisation(doc[start:end])
    if corrected_label(name, label) == "PERSON":
        start, end = expand_name(name)
        start = _after_titles(doc[start:end])  # of "Det Insp Jane Doe" the recogniser has two words
        start = expand_over_particles(doc[start:end])
        name = doc[start:end]
    return Tokens(doc, name.start, name.end, label=_label(name, label))


def _bounds_of_name(entity: Tokens) -> tuple[int, int]:
    """Return where a name starts and ends, without marks, leading words and later lines."""
    doc, start, end = entity.doc, entity.start, entity.end
    while start < end and (
        doc[start].is_punct
        or doc[start].is_space
        or doc[start].lower_ in _LEADING_WORDS
        or _CLOCK.match(doc[start].text)
    ):
        start += 1
    while end > start and (
        doc[end - 1].is_punct or doc[end - 1].is_space or doc[end - 1].tag_ == "POS"
    ):
        end -= 1
    if 0 < end < len(doc) and doc[end - 1].text in _GENERATIONS and doc[end].text == ".":
        end += 1
    if start < end < len(doc) and doc[end - 1].text in _BEFORE_NAMES and doc[end].text.istitle():
        end += 1
    spaces = (token.i for token in doc[start:end] if token.is_space)
    return start, next(spaces, end)


def _end_of_name(name: Tokens, label: str) -> int:
    """Return the end of a name, including a head that was cut off: "the Ellery Mail Leader"."""
    doc, end = name.doc, int(name.end)
    if (
        label == "PERSON"
        and len(name) == 1
        and end < len(doc)
        and _is_surname(doc[end], of=doc[end - 1])
    ):
        return end + 1
    if label != "ORG" or not name or doc[end - 1].tag_ == "POS":
        return end
    while end < len(doc) and doc[end].pos_ == "PROPN" and doc[end - 1].head == doc[end]:
        end += 1
    last = doc[end - 1]
    is_title_of_next = is_title(last) and end < len(doc) and doc[end].pos_ == "PROPN"
    # do not extend a name to the title of a person, a person, or a part of a longer phrase
    incomplete = last.head.i >= end or is_title_of_next or last.ent_type_ == "PERSON"
    return int(name.end) if incomplete else end


def _is_surname(token: Token, *, of: Token) -> bool:
    """Return True if the noun for a person after a first name is the surname: "Tim Judge"."""
    last = token.i + 1 == len(token.doc) or token.nbor().pos_ != "PROPN"
    return last and of.head == token and token.pos_ == "PROPN" and may_be_title(token)


def _starts_with_credit(name: Tokens) -> bool:
    """Return True if a name starts with a picture credit in capitals: "GETTY Jane Doe"."""
    first, *rest = (token.text for token in name)
    return len(first) > _MAX_INITIALS and first.isupper() and any(word.istitle() for word in rest)


def _widen_organisation(name: Tokens) -> Tokens:
    """Add the words that identify an organisation: to "Union", "Dockers' Union of Vessing"."""
    is_named_for = _is_possessed_noun(name)
    if not is_named_for and any(token.lower_ not in ORGANISATION_NOUNS for token in name):
        return name
    doc, start, end = name.doc, int(name.start), int(name.end)
    while start > name.sent.start and (
        doc[start - 1].tag_ == "POS"
        or (doc[start - 1].text[:1].isupper() and doc[start - 1].pos_ in {"PROPN", "NOUN", "ADJ"})
    ):
        start -= 1
    if end + 1 < name.sent.end and doc[end].lower_ == "of" and doc[end + 1].pos_ == "PROPN":
        end += 1
        while end < name.sent.end and doc[end].pos_ == "PROPN":
            end += 1
    return doc[start:end]


def _without_trade(name: Tokens, title: str) -> Tokens:
    """Return "Halvard Foods" of "Confectioner Halvard Foods", if the title has the name alone."""
    doc = name.doc
    bare = doc[name.start + 1 : name.end]
    is_body = name.label_ == "ORG" and len(bare) > 1 and name[0].is_sent_start
    if not (is_body and is_common_word(name[0].text, "en")) or name.text in title:
        return name
    return Tokens(doc, bare.start, bare.end, label=name.label_) if bare.text in title else name


def _is_possessed_noun(name: Tokens) -> bool:
    """Return True for "Alliance" of "Sailors' Alliance", not for "Britain's Alliance"."""
    before = word_before(name)
    if len(name) > 1 or before is None or before.tag_ != "POS" or before.is_sent_start:
        return False
    possessor = before.nbor(-1)
    is_named = possessor.text[:1].isupper() and possessor.ent_type_ not in _LABELS
    return is_named and is_common_word(name.text, "en")


def _after_titles(name: Tokens) -> int:
    """Return the start of a name without its titles; if all words are titles, one is kept."""
    bare_start = start = int(name.start)
    while name.end - start > 1:
        word = name.doc[start]
        # "Baker Mayfield" is a name, "Baker Jane Doe" is a name with a trade
        is_before_name = name.end - start > _FULL_NAME
        titled = is_title(word) or (is_before_name and (may_be_title(word) or _is_trade(word)))
        if not titled and not is_title_modifier(word):
            break
        start += 1
        if titled:
            bare_start = start
    return bare_start


def _is_ranked(name: Tokens) -> bool:
    """Return True if a rank comes before the name of a person: "Detective Constable Jane Doe"."""
    start = _after_titles(name)
    titles = name.doc[name.start : start]
    ranked = any(token.lower_.rstrip(".") in RANKS or _is_trade(token) for token in titles)
    # other titles also begin the names of ships and places: "Queen Anne", "Bishop Auckland"
    full_name = any(map(is_title, titles)) and name.end - start in _WORDS_AFTER_TITLE
    return (
        (ranked or full_name)
        and all(t.pos_ == "PROPN" or t.text in NAME_PARTICLES for t in name.doc[start : name.end])
        and not ends_like_non_person(name)
    )


def _is_trade(word: Token) -> bool:
    """Return True for "Trainer" of "Trainer Jane Doe" at the start of a sentence."""
    is_noun = is_person_noun(word.lower_) and word.lower_ in dictionary("en")
    return bool(word.is_sent_start) and is_noun


def _is_all_titles(name: Tokens, surnames: Container[str]) -> bool:
    """Return True if a name is only a title: "High Commissioner", or the "KC" after a name.

    If the article names a Tim Cook, "Cook" is a name, but "the Cook" is still a title.
    """
    if all(map(is_post_nominal, name)):
        return True
    before = word_before(name)
    if len(name) == 1 and name.text in surnames and (before is None or before.pos_ != "DET"):
        return False
    return may_be_title(name[-1]) and all(may_be_title(t) or is_title_modifier(t) for t in name)


def _is_pair(name: Tokens) -> bool:
    """Return True if a hyphen joins the names of two people: "the Neame-Okafor debate"."""
    if name.label_ == "NORP":
        return False  # "African-American"
    return bool(_HYPHENATED_PAIR.fullmatch(name.text)) and name.root.dep_ in {"compound", "amod"}


def _proper_noun_run(token: Token, taken: set[int]) -> Tokens:
    """Return the proper nouns that end with ``token``, without tokens that are already taken."""
    doc = token.doc
    start = token.i
    while (
        start > token.sent.start
        and start - 1 not in taken
        and doc[start - 1].pos_ == "PROPN"
        and doc[start - 1].head.i in range(start - 1, token.i + 1)
    ):
        start -= 1
    return doc[start : token.i + 1]
