"""Names: who and what the article names, under all its names, with its descriptions."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz
from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from briefer.article import Article
from briefer.reading.candidates import Name, Span
from briefer.reading.datelines import dateline_end
from briefer.reading.lexicon import ORGANISATION_NOUNS, PERSON_NOUNS, PLACE_NOUNS
from briefer.schema import NameKind

_KINDS: dict[str, NameKind] = {
    "PERSON": "person", "ORG": "organisation", "NORP": "group",
    "GPE": "place", "LOC": "place", "FAC": "place",
}  # fmt: skip
_TITLES = frozenset(
    """mr mrs ms miss dr sir lord lady rep sen gov prof president minister senator judge king
    queen prince princess pope mayor general gen col lt capt sgt rev""".split()
)
_PARTICLES = frozenset("al el bin ibn abu de da di del der van von la le ben".split())
_ALIAS = re.compile(
    r"""[\s,(]*(?:\b(?:better|also|previously|formerly|widely|once)\s+known\s+(?:simply\s+)?as|
        \bknown\s+as|\baka\b|\ba\.k\.a\.|\bnicknamed|\bborn)\s+(?:the\s+)?
        ["“']?(?P<alias>[A-Z][\w.\-]*(?:[ ’'\-](?:[A-Z][\w.\-]*|al-\w+|of|the|bin|ibn|de|von|van))*)
        ["”']?""",
    re.VERBOSE,
)
_BEFORE_TITLES = frozenset({"PRON", "DET", "CCONJ", "ADP", "SPACE", "PUNCT"})
_NAMING = frozenset({"identify", "name", "describe"})
_FORMS_OF_ADDRESS = frozenset({"mr", "mrs", "ms", "miss", "sir", "lord", "lady"})
_PARTY = re.compile(r"[A-Z]-[A-Z]")  # "R-Pa." after a lawmaker's name
_CREDIT = re.compile(
    r"\bcontribut(?:ed|ing)\b.{0,40}\breport|^\W*(?:reporting|additional reporting|editing|written"
    r"|photograph\w*|image copyright|by)\s+(?:by\s+)?[A-Z][\w ,.]{2,60}$",
    re.IGNORECASE,
)
_SAME_NAME = 88  # rapidfuzz ratio from which two spellings of a full name are one


def fold(text: str) -> str:
    """Fold a name for comparison: case, accents, the hyphens and apostrophes of its spelling."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return re.sub(r"[^\w]+", " ", plain.replace("'s ", " ")).strip()


def find_names(doc: Doc, article: Article) -> tuple[Name, ...]:
    """Find the names in a parsed article, the most important first.

    Those who only made it (in a dateline, a byline, a credit) do not count.
    """
    text = article.text
    clusters: list[_Cluster] = []
    begin = dateline_end(article)
    credited = _credit_lines(text)
    for mention in _mentions(doc):
        span = Span(mention.start_char, mention.end_char)
        if span.start < begin or any(line.holds(span) for line in credited):
            continue
        _place(mention, clusters)
    for cluster in clusters:
        cluster.describe(text)
    clusters.sort(key=lambda cluster: -cluster.weight(len(text)))
    return tuple(cluster.name(text) for cluster in clusters)


def _credit_lines(text: str) -> list[Span]:
    return [Span(*line.span()) for line in re.finditer(r"[^\n]+", text) if _CREDIT.search(line[0])]


class _Cluster:
    """Mentions of one bearer, while they are being gathered."""

    def __init__(self, mention: Tokens) -> None:
        self.mentions: list[Tokens] = []
        self.kinds: Counter[NameKind] = Counter()
        self.roles: list[Span] = []
        self.aliases: list[Span] = []
        self.add(mention)

    def add(self, mention: Tokens) -> None:
        self.mentions.append(mention)
        kind = _KINDS.get(mention.label_, "other")
        # a full name tells more of its kind than a bare surname
        self.kinds[kind] += 3 if len(mention) > 1 else 1

    @property
    def kind(self) -> NameKind:
        return self.kinds.most_common(1)[0][0]

    @property
    def fullest(self) -> Tokens:
        return max(
            self.mentions, key=lambda mention: (len(fold(mention.text).split()), -mention.start)
        )

    def weight(self, length: int) -> float:
        """Mentions count, early ones more; who acts counts more than where."""
        early = 3.0 * (1 - self.mentions[0].start_char / max(length, 1)) ** 4
        acting = sum(
            mention.root.dep_ in {"nsubj", "nsubjpass", "agent"} for mention in self.mentions
        )
        factor = {"person": 1.5, "organisation": 1.2}.get(self.kind, 0.7)
        return factor * (len(self.mentions) + acting + early + 2 * bool(self.roles))

    def describe(self, text: str) -> None:
        for mention in self.mentions:
            if self.kind == "person":
                self.roles.extend(_roles(mention))
            tail = text[mention.end_char : mention.end_char + 80]
            if match := _ALIAS.match(tail):
                start, end = match.span("alias")
                self.aliases.append(Span(mention.end_char + start, mention.end_char + end))
            elif len(mention) == 1 and mention.text.isupper() and mention.text != self.fullest.text:
                self.aliases.append(Span(mention.start_char, mention.end_char))
        self.aliases = _unlike(self.aliases, text)
        self.roles.sort(key=lambda role: (-min(role.end - role.start, 60), role.start))

    def name(self, text: str) -> Name:
        spans = tuple(Span(mention.start_char, mention.end_char) for mention in self.mentions)
        fullest = self.fullest
        return Name(
            text=text[fullest.start_char : fullest.end_char],
            kind=self.kind,
            mentions=spans,
            roles=tuple(self.roles),
            aliases=tuple(self.aliases),
        )


def _unlike(spans: list[Span], text: str) -> list[Span]:
    """Keep the first span of each wording."""
    return list({fold(span.of(text)): span for span in reversed(spans)}.values())[::-1]


def _mentions(doc: Doc) -> list[Tokens]:
    """Entities trimmed to the bare name, and subjects in capitals that the recogniser missed."""
    found = _introduced_by_acronym(doc)
    taken = {token.i for mention in found for token in mention}
    for entity in doc.ents:
        if entity.label_ not in _KINDS or any(token.i in taken for token in entity):
            continue
        trimmed = _trimmed(entity)
        if trimmed is not None:
            found.append(trimmed)
            taken.update(range(trimmed.start, trimmed.end))
    for token in doc:
        if token.pos_ == "PROPN" and token.dep_ in {"nsubj", "nsubjpass"} and token.i not in taken:
            run = _proper_run(token, taken)
            label = "PERSON" if len(run) > 1 and token.head.pos_ == "VERB" else "ORG"
            found.append(Tokens(doc, run.start, run.end, label=label))
            taken.update(range(run.start, run.end))
    return sorted(found, key=lambda mention: mention.start)


def _introduced_by_acronym(doc: Doc) -> list[Tokens]:
    """Find names spelled out before their acronym: "Islamic State in Iraq and Syria (ISIS)"."""
    found: list[Tokens] = []
    for token in doc:
        letters = token.text
        if not (letters.isalpha() and letters.isupper() and 2 < len(letters) < 8):
            continue
        if token.i == 0 or doc[token.i - 1].text != "(":
            continue
        wanted, start = list(letters), token.i - 1
        while wanted and start > token.sent.start:
            word = doc[start - 1]
            if word.text[:1] == wanted[-1]:
                wanted.pop()
            elif word.text[:1].isupper() or not word.is_stop:
                break
            start -= 1
        if not wanted:
            found.append(Tokens(doc, start, token.i - 1, label="ORG"))
            found.extend(
                Tokens(doc, other.i, other.i + 1, label="ORG")
                for other in doc
                if other.text == letters
            )
    return found


def _trimmed(entity: Tokens) -> Tokens | None:
    start, end = entity.start, entity.end
    doc = entity.doc
    while start < end and (
        doc[start].is_punct or doc[start].is_space or doc[start].lower_ in {"the", "a", "an"}
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
    if entity.label_ == "PERSON":
        while end - start > 1 and doc[start].lower_.rstrip(".") in _TITLES:
            start += 1
    if end <= start or not any(token.text[:1].isupper() for token in doc[start:end]):
        return None
    return Tokens(doc, start, end, label=_label(doc[start:end], entity.label_))


def _label(name: Tokens, label: str) -> str:
    """Correct the recogniser by the words in and before the name."""
    last = name[-1].lower_
    if label == "PERSON" and (last in ORGANISATION_NOUNS or last in PLACE_NOUNS):
        return "ORG"
    before = name.doc[name.start - 1] if name.start > name.sent.start else None
    titled = before is not None and (
        before.lower_.rstrip(".") in _TITLES
        or (before.text[:1].isupper() and before.lower_ in PERSON_NOUNS)
    )
    if label == "ORG" and titled and len(name) < 4:
        return "PERSON"
    return label


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


def _place(mention: Tokens, clusters: list[_Cluster]) -> None:
    """Add a mention to the latest cluster that bears its name, or begin a new one."""
    words = fold(mention.text).split()
    if not words:
        return
    for same in (_same, _same_surname, _same_first_name):
        for cluster in reversed(clusters):
            if same(words, mention, cluster):
                cluster.add(mention)
                return
    clusters.append(_Cluster(mention))


def _same(words: list[str], mention: Tokens, cluster: _Cluster) -> bool:
    if words == fold(cluster.fullest.text).split():
        return True
    initials = "".join(token.text[0] for token in cluster.fullest if token.text[:1].isupper())
    return mention.text == initials and len(initials) > 2


def _same_surname(words: list[str], mention: Tokens, cluster: _Cluster) -> bool:
    if not _may_be_person(words, mention, cluster):
        return False
    known = fold(cluster.fullest.text).split()
    if len(words) == len(known) > 1:
        return fuzz.ratio(" ".join(words), " ".join(known)) >= _SAME_NAME
    short, full = sorted((words, known), key=len)
    return short[-1] == full[-1] and _in_order(short, full)


def _same_first_name(words: list[str], mention: Tokens, cluster: _Cluster) -> bool:
    known = fold(cluster.fullest.text).split()
    return _may_be_person(words, mention, cluster) and len(words) == 1 and words[0] == known[0]


def _may_be_person(words: list[str], mention: Tokens, cluster: _Cluster) -> bool:
    # the recogniser mistakes bare surnames, so only a longer name must be labelled a person
    return cluster.kind == "person" and (mention.label_ == "PERSON" or len(words) == 1)


def _in_order(short: Iterable[str], full: Iterable[str]) -> bool:
    rest = iter(full)
    return all(
        any(word == other or (len(word) == 1 and other.startswith(word)) for other in rest)
        for word in short
    )


def _roles(mention: Tokens) -> list[Span]:
    """Return where a person's title or description stands beside this mention of the name."""
    phrases = (*_titles(mention), *_appositions(mention), *_named_as(mention))
    return [_span(phrase) for phrase in phrases if _describes(phrase)]


def _titles(mention: Tokens) -> Iterator[Tokens]:
    """Yield what stands right before the name: "Iraqi Foreign Minister"."""
    doc = mention.doc
    start = mention.root.left_edge.i
    while start < mention.start and doc[start].pos_ in _BEFORE_TITLES:
        start += 1
    inner_mark = any(
        t.dep_ == "punct" and t.text not in {"-", "."} for t in doc[start : mention.start]
    )
    if start < mention.start and doc[mention.start - 1].tag_ != "POS" and not inner_mark:
        yield doc[start : mention.start]


def _appositions(mention: Tokens) -> Iterator[Tokens]:
    """Yield "the foreign minister" of both "X, the foreign minister" and "the minister, X"."""
    root = mention.root
    for child in root.children:
        if child.dep_ == "appos" and child.i > root.i and child.pos_ in {"NOUN", "PROPN"}:
            yield _noun_phrase(child)
    if root.dep_ == "appos" and root.i > root.head.i and root.head.pos_ in {"NOUN", "PROPN"}:
        yield _strip(mention.doc[root.head.left_edge.i : mention.start])


def _named_as(mention: Tokens) -> Iterator[Tokens]:
    """Yield "the deputy caliph" of "identified X as the deputy caliph"."""
    verb = mention.root.head
    if mention.root.dep_ != "dobj" or verb.lemma_ not in _NAMING:
        return
    for child in verb.children:
        if child.dep_ == "prep" and child.lower_ == "as":
            yield from (_noun_phrase(grandchild) for grandchild in child.children)


def _describes(span: Tokens) -> bool:
    words = [token for token in span if token.text[:1].isalpha()]
    if not words or len(span) > 16 or _PARTY.match(span.text):
        return False
    if len(words) == 1 and words[0].lower_.rstrip(".") in _FORMS_OF_ADDRESS:
        return False
    return any(token.pos_ in {"NOUN", "PROPN"} for token in words)


def _noun_phrase(head: Token) -> Tokens:
    """Return the noun phrase of ``head`` without its clauses."""
    end = head.i + 1
    for child in head.rights:
        if child.dep_ in {"prep", "amod", "compound", "nmod"} or child.tag_ == "POS":
            end = max(end, child.right_edge.i + 1)
        else:
            break
    return _strip(head.doc[head.left_edge.i : end])


def _strip(span: Tokens) -> Tokens:
    start, end = span.start, span.end
    doc = span.doc
    while start < end and (
        doc[start].is_space or doc[start].is_punct or doc[start].lower_ in {"the", "a", "an"}
        or doc[start].pos_ in {"CCONJ", "SCONJ", "PRON"}
    ):  # fmt: skip
        start += 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].is_punct):
        end -= 1
    return doc[start:end]


def _span(span: Tokens) -> Span:
    span = _strip(span)
    return Span(span.start_char, span.end_char)
