"""Mentions: where a parsed text names someone or something, trimmed to the bare name."""

import re
from collections.abc import Container, Iterable

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from briefer.analysis.annotations import Span
from briefer.analysis.datelines import dateline_end
from briefer.analysis.english.entities.boundaries import expand_name, has_syllables, strip_suffix
from briefer.analysis.english.entities.entity_types import (
    corrected_label,
    ends_like_non_person,
    has_honour,
    is_honour,
    word_before,
)
from briefer.analysis.english.entities.false_positives import drop_false_names
from briefer.analysis.english.entities.person_nouns import (
    RANKS,
    is_before_title,
    is_title,
    may_be_title,
)
from briefer.analysis.english.lexicon import ORGANISATION_NOUNS, PERSON_NOUNS
from briefer.analysis.spacy_helpers import SUBJECTS
from briefer.article import Article

LABELS = frozenset({"PERSON", "ORG", "NORP", "GPE", "LOC", "FAC"})
_NO_NAME = frozenset({"the", "a", "an", "pro", "anti", "ex", "then", "former"})
_CLOCK = re.compile(r"\d{1,2}:\d{2}")  # that of a live page, before its heading
_SHORT = 2  # capitals that may be initials: "JK Rowling"
_PAIR_OF_NAMES = 2  # words
_PAIR = re.compile(r"[A-Z]\w{2,}[-–][A-Z]\w{2,}")
# Credits of pictures: "(Photo: Jane Doe, AP)".
_PICTURE = re.compile(r"\((?:photo|image|picture|credit|file)s?\b[^()\n]{1,80}\)", re.IGNORECASE)
# Lines that only say who made the text, or whose post it shows: "— Jane Doe (@jane) May 3, 2024".
_CREDIT = re.compile(
    r"\b(?i:contribut(?:ed|ing))\b.{0,40}\b(?i:report)"
    r"|^\W*(?i:(?:additional )?reporting|editing|written|photograph\w*|image copyright|by)\s+"
    r"(?:(?i:by)\s+)?[A-Z][\w.’'-]*(?:,?\s+(?:[A-Z][\w.’'-]*|and|in|for|of|at|the))*\W*$"
    r"|^\W*[—–-]\s*\S.{1,60}\(@\w+\)"
)


def find_mentions(doc: Doc, article: Article) -> list[Tokens]:
    """Find the mentions of names in order, each labelled with what it seems to name.

    Those who only made the article (in a dateline, a byline, a credit) do not count.
    """
    begin = dateline_end(article)
    lines = re.finditer(r"[^\n]+", article.text)
    credited = [Span(*line.span()) for line in lines if _CREDIT.search(line[0])]
    credited += [Span(*match.span()) for match in _PICTURE.finditer(article.text)]
    return [
        mention
        for mention in drop_false_names(_mentions(doc), doc, article)
        if mention.start_char >= begin
        and not any(line.contains(Span(mention.start_char, mention.end_char)) for line in credited)
    ]


def _mentions(doc: Doc) -> list[Tokens]:
    """Entities trimmed to the bare name, and subjects in capitals that the recogniser missed."""
    found = _introduced_by_acronym(doc)
    taken = {token.i for mention in found for token in mention}
    entities = [entity for entity in doc.ents if entity.label_ in LABELS]
    trimmed = [_trimmed(entity) for entity in entities]
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
        titled = token.dep_ == "appos" and token.head.lemma_.lower() in PERSON_NOUNS
        if titled or token.dep_ in SUBJECTS:
            run = _proper_run(token, taken)
            start, end = expand_name(run)
            run = doc[start:end]
            run = _widened(doc[_after_titles(run) : run.end])
            if _is_all_titles(run, surnames) or not any(word.text[:1].isupper() for word in run):
                continue  # a common noun that the parser took for a name
            acts = " " in run.text and token.head.pos_ == "VERB"
            label = _label(run, "PERSON" if titled or acts else "ORG")
            pieces = [one for one in found if run.start <= one.start and one.end <= run.end]
            found = [one for one in found if one not in pieces]
            found.append(Tokens(doc, run.start, run.end, label=label))
            taken.update(range(run.start, run.end))
    return sorted(found, key=lambda mention: mention.start)


def _label(name: Tokens, label: str) -> str:
    return "PERSON" if has_syllables(name) else corrected_label(name, label)


def _surnames(names: Iterable[Tokens]) -> set[str]:
    """Return the last words of the names of people that are longer than a word."""
    people = (name for name in names if name.label_ == "PERSON" and len(name) > 1)
    return {name[-1].text for name in people if not _is_all_titles(name, ())}


def _introduced_by_acronym(doc: Doc) -> list[Tokens]:
    """Find names spelled out before their acronym: "Islamic State in Iraq and Syria (ISIS)"."""
    found: list[Tokens] = []
    acronyms: set[str] = set()
    for token in doc[1:]:
        letters = token.text
        is_acronym = letters.isalpha() and letters.isupper() and 2 < len(letters) < 8
        if not is_acronym or letters in acronyms or token.nbor(-1).text != "(":
            continue
        start = _start_of_words(letters, token.nbor(-1))
        if start is not None:
            found.append(Tokens(doc, start, token.i - 1, label="ORG"))
            acronyms.add(letters)
    found.extend(Tokens(doc, t.i, t.i + 1, label="ORG") for t in doc if t.text in acronyms)
    return found


def _start_of_words(letters: str, mark: Token) -> int | None:
    """Return where the words before ``mark`` begin whose first letters are these."""
    wanted, start = list(letters), mark.i
    while wanted and start > mark.sent.start:
        word = mark.doc[start - 1]
        if word.text[:1] == wanted[-1]:
            wanted.pop()
        elif word.text[:1].isupper() or not word.is_stop:
            return None
        start -= 1
    return None if wanted else start


def _trimmed(entity: Tokens) -> Tokens | None:
    start, end = entity.start, entity.end
    doc = entity.doc
    while start < end and (
        doc[start].is_punct
        or doc[start].is_space
        or doc[start].lower_ in _NO_NAME
        or _CLOCK.match(doc[start].text)
    ):
        start += 1
    while end > start and (
        doc[end - 1].is_punct or doc[end - 1].is_space or doc[end - 1].tag_ == "POS"
    ):
        end -= 1
    for token in doc[start:end]:
        if token.is_space:
            end = token.i
            break
    label = entity.label_
    if start < end and (cut := strip_suffix(doc[start:end])) < end:
        label = "PERSON" if has_honour(doc[start:cut]) else label
        end = cut
    end = _whole(doc[start:end], label)
    if label == "PERSON" or _is_ranked(doc[start:end]):
        start = _after_titles(doc[start:end])
    if label == "PERSON" and end - start > 1 and _is_shouted(doc[start:end]):
        start += 1
    if end <= start or not any(token.text[:1].isupper() for token in doc[start:end]):
        return None
    name = _widened(doc[start:end])
    if corrected_label(name, label) == "PERSON":
        start, end = expand_name(name)
        name = doc[start:end]
    return Tokens(doc, name.start, name.end, label=_label(name, label))


def _whole(name: Tokens, label: str) -> int:
    """Return where a name ends that was cut before its head: "the Ellery Mail Leader"."""
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
    titled = is_title(last) and end < len(doc) and doc[end].pos_ == "PROPN"
    # what goes on to a common noun, or to somebody's name, is no name yet
    return int(name.end) if last.head.i >= end or titled or last.ent_type_ == "PERSON" else end


def _is_surname(token: Token, *, of: Token) -> bool:
    """Tell whether the noun for people after a first name is the surname: "Tim Judge"."""
    last = token.i + 1 == len(token.doc) or token.nbor().pos_ != "PROPN"
    return last and of.head == token and token.pos_ == "PROPN" and may_be_title(token)


def _is_shouted(name: Tokens) -> bool:
    """Tell whether a word in capitals is glued to a name, as credits are: "GETTY Jane Doe"."""
    first, *rest = (token.text for token in name)
    return len(first) > _SHORT and first.isupper() and any(word.istitle() for word in rest)


def _widened(name: Tokens) -> Tokens:
    """Take in what tells one union from another: "the Dockers' Union of Vessing"."""
    if any(token.lower_ not in ORGANISATION_NOUNS for token in name):
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


def _after_titles(name: Tokens) -> int:
    """Return where a name begins after the titles before it; one that is all titles keeps one."""
    after = start = int(name.start)
    while name.end - start > 1:
        word = name.doc[start]
        # "Baker Mayfield" is a name, "Baker Jane Doe" has a trade before it
        titled = is_title(word) or (name.end - start > _PAIR_OF_NAMES and may_be_title(word))
        if not titled and not is_before_title(word):
            break
        start += 1
        if titled:
            after = start
    return after


def _is_ranked(name: Tokens) -> bool:
    """Tell whether a rank stands before the name of a person: "Detective Constable Jane Doe"."""
    start = _after_titles(name)
    ranked = any(token.lower_.rstrip(".") in RANKS for token in name.doc[name.start : start])
    return (
        ranked
        and all(t.pos_ == "PROPN" for t in name.doc[start : name.end])
        and not ends_like_non_person(name)
    )


def _is_all_titles(name: Tokens, surnames: Container[str]) -> bool:
    """Tell whether a name only says what somebody is: "High Commissioner", the "KC" after a name.

    Where the article names a Tim Cook, "Cook" is his name; "the Cook" would still be none.
    """
    if all(map(is_honour, name)):
        return True
    before = word_before(name)
    if len(name) == 1 and name.text in surnames and (before is None or before.pos_ != "DET"):
        return False
    return may_be_title(name[-1]) and all(may_be_title(t) or is_before_title(t) for t in name)


def _is_pair(name: Tokens) -> bool:
    """Tell whether two names are only set side by side: "the Neame-Okafor debate"."""
    if name.label_ == "NORP":
        return False  # "African-American"
    return bool(_PAIR.fullmatch(name.text)) and name.root.dep_ in {"compound", "amod"}


def _proper_run(token: Token, taken: set[int]) -> Tokens:
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
