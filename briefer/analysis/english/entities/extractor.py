"""Group the mentions of names into entities, the most important first.

Example: "Mayor Jane Doe", "Ms. Doe" and "Doe" become one person with the role "Mayor".
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import islice

from rapidfuzz import fuzz
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from briefer.analysis.annotations import Entity, Span
from briefer.analysis.english.entities.entity_types import (
    follows_title,
    is_called_organisation,
    is_employer,
    is_storm,
    word_before,
)
from briefer.analysis.english.entities.mentions import find_mentions
from briefer.analysis.english.entities.name_words import NAME_PARTICLES
from briefer.analysis.english.entities.roles import is_family, roles_of
from briefer.analysis.english.nouns import ORGANISATION_NOUNS, PLACE_NOUNS
from briefer.analysis.parser import is_common_word
from briefer.schema.article import Article
from briefer.schema.vocabulary import EntityKind
from briefer.text.normalization import fold_name

_KINDS: dict[str, EntityKind] = {
    "PERSON": "person", "ORG": "organisation", "NORP": "group",
    "GPE": "place", "LOC": "place", "FAC": "place",
}  # fmt: skip
_ALIAS = re.compile(
    r"""[\s,(]*(?:\b(?:better|also|previously|formerly|widely|once)\s+known\s+(?:simply\s+)?as|
        \bknown\s+as|\baka\b|\ba\.k\.a\.|\bnicknamed|\bborn(?!\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)))\s+(?:the\s+)?
        ["“']?(?P<alias>[A-Z][\w.\-]*(?:[ ’'\-](?:[A-Z][\w.\-]*|al-\w+|of|the|bin|ibn|de|von|van))*)
        ["”']?""",
    re.VERBOSE,
)
_PLACE_LABELS = frozenset({"GPE", "LOC", "NORP"})
_PLACE_PREPOSITIONS = frozenset({"in", "near", "inside", "outside"})
_ACTOR_DEPS = frozenset({"nsubj", "nsubjpass", "agent"})
_TITLE_WEIGHT = 5.0  # a mention in the article's title weighs as much as five others
# Titles that a bare first name needs: "Prince Edmund", "Lady Ada".
_FIRST_NAME_TITLES = frozenset(
    "prince princess king queen pope emperor empress sultan lady sir dame saint".split()
)
_SAINT = frozenset({"st", "saint"})
_MAX_NAMESAKES = 50  # names with one word that a name is compared with
_MIN_SPELLING_RATIO = 88  # rapidfuzz ratio of two spellings of one full name


def find_entities(doc: Doc, article: Article) -> tuple[Entity, ...]:
    """Find the entities of a parsed article, the most important first."""
    text = article.text
    index = _ClusterIndex()
    for mention in find_mentions(doc, article):
        index.add(mention)
    clusters = index.merge_surnames()
    for cluster in clusters:
        cluster.find_descriptions(text)
    title = f" {fold_name(article.title or '')} "
    clusters.sort(key=lambda cluster: -cluster.weight(len(text), title))
    return tuple(cluster.to_entity(text) for cluster in clusters)


class _Cluster:
    """The mentions of one entity, while they are being collected.

    Attributes:
        mentions: the mentions, in order.
        kinds: votes for each kind.
        prominence: the number of mentions; a mention as an actor counts twice.
        roles: the titles and descriptions of a person.
        aliases: other names.
        ambiguous: starts of mentions by a surname that several people have.
        fullest: the mention with the fullest form of the name.
        words: the folded words of that form.
    """

    def __init__(self, mention: Tokens) -> None:
        self.mentions: list[Tokens] = []
        self.kinds: Counter[EntityKind] = Counter()
        self.prominence = 0
        self.roles: list[Span] = []
        self.aliases: list[Span] = []
        self.ambiguous = set[int]()
        self.fullest = mention
        self.words = fold_name(mention.text).split()
        self.add(mention, self.words)

    def add(self, mention: Tokens, words: list[str]) -> None:
        """Add a mention, the folded words of which are ``words``."""
        self.mentions.append(mention)
        self.prominence += _prominence(mention)
        capitals = len(words) > 1 and self.fullest.text.isupper() and not mention.text.isupper()
        if len(words) > len(self.words) or (capitals and len(words) == len(self.words)):
            self.fullest, self.words = mention, words
        kind = "other" if is_storm(self.fullest) else _KINDS.get(mention.label_, "other")
        # the entity recogniser often labels a bare surname as a town or a company
        short = len(words) < len(self.words) and self.kinds["person"]
        if not short or kind == "person" or self.kind != "person":
            self.kinds[kind] += 3 if len(words) > 1 or follows_title(mention) else 1
        if _is_location(mention):
            self.kinds["place"] += 4 if mention.label_ == "ORG" else 3  # "near Corbett Falls"
        if _names_site(mention):
            self.kinds["place"] += 3
        if is_employer(mention) or is_called_organisation(mention):
            self.kinds["organisation"] += 3

    def absorb(self, other: "_Cluster") -> None:
        """Add the mentions of another cluster without its votes for a kind."""
        self.mentions = sorted([*self.mentions, *other.mentions], key=lambda m: m.start)
        self.prominence += other.prominence

    @property
    def kind(self) -> EntityKind:
        """The kind with the most votes."""
        return self.kinds.most_common(1)[0][0]

    @property
    def initials(self) -> str:
        """The capitals at the start of the words of the fullest form."""
        return "".join(token.text[0] for token in self.fullest if token.text[:1].isupper())

    def weight(self, length: int, title: str) -> float:
        """Return how important the entity is: by its kind, mentions, roles and place in the title.

        Args:
            length: characters of the article's text.
            title: the folded title, between spaces.
        """
        early = 3.0 * (1 - self.mentions[0].start_char / max(length, 1)) ** 4
        factor = {"person": 1.5, "organisation": 1.2}.get(self.kind, 0.7)
        return factor * (self.prominence + early + 2 * bool(self.roles) + self._in_title(title))

    def _in_title(self, title: str) -> float:
        """Return a weight for a mention in the title, larger if it is early."""
        forms = {fold_name(mention.text) for mention in self.mentions}
        offsets = [title.find(f" {form} ") for form in forms if form]
        first = min((offset for offset in offsets if offset >= 0), default=None)
        return 0.0 if first is None else _TITLE_WEIGHT * (1.5 - first / len(title))

    def find_descriptions(self, text: str) -> None:
        """Collect the roles and aliases next to the mentions."""
        for mention in self.mentions:
            if self.kind == "person" and mention.start not in self.ambiguous:
                self.roles.extend(roles_of(mention, is_full=len(mention) >= len(self.fullest)))
            tail = text[mention.end_char : mention.end_char + 80]
            if match := _ALIAS.match(tail):
                start, end = match.span("alias")
                self.aliases.append(Span(mention.end_char + start, mention.end_char + end))
            elif len(mention) == 1 and mention.text.isupper() and mention.text != self.fullest.text:
                self.aliases.append(Span(mention.start_char, mention.end_char))
        self.aliases = _distinct(self.aliases, text)
        self.roles.sort(key=lambda role: (-min(role.end - role.start, 60), role.start))

    def to_entity(self, text: str) -> Entity:
        """Return the finished entity; a bare first name includes its title."""
        fullest, mentions = self.fullest, self.mentions
        if self.kind == "person" and len(self.words) == 1:
            mentions = [_with_title(mention) for mention in mentions]
            fullest = max(mentions, key=len)
        spans = tuple(Span(mention.start_char, mention.end_char) for mention in mentions)
        return Entity(
            text=text[fullest.start_char : fullest.end_char],
            kind=self.kind,
            mentions=spans,
            roles=tuple(role for role in self.roles if not any(s.contains(role) for s in spans)),
            aliases=tuple(self.aliases),
        )


def _prominence(mention: Tokens) -> int:
    return 2 if mention.root.dep_ in _ACTOR_DEPS else 1


def _with_title(mention: Tokens) -> Tokens:
    """Return a bare first name with its title, if it has one: "Prince Edmund"."""
    before = word_before(mention)
    titled = before is not None and before.text.istitle() and before.lower_ in _FIRST_NAME_TITLES
    return mention.doc[mention.start - 1 : mention.end] if titled else mention


def _is_location(mention: Tokens) -> bool:
    """Return True if a name comes right after "in" or the like: "in Ellery"."""
    doc = mention.doc
    before = doc[mention.start - 1] if mention.start > 0 else None
    after = doc[mention.end] if mention.end < len(doc) else None
    possessive = after is not None and after.tag_ == "POS"
    if before is None or possessive or mention[-1].lower_ in ORGANISATION_NOUNS:
        return False  # "in Congress"
    is_object = mention.root.dep_ == "pobj" and mention.root.head == before
    return is_object and before.lower_ in _PLACE_PREPOSITIONS


def _names_site(mention: Tokens) -> bool:
    """Return True for "Saltcombe" of "a theatre on Saltcombe pier"."""
    site = mention.root.head
    is_site = mention.root.dep_ == "compound" and site.i >= mention.end and site.text.islower()
    is_where = site.dep_ == "pobj" and site.head.lower_ in _PLACE_PREPOSITIONS | {"on", "at"}
    return is_site and is_where and site.lemma_ in PLACE_NOUNS


def _distinct(spans: list[Span], text: str) -> list[Span]:
    """Return the first span of each wording."""
    return list({fold_name(span.text_in(text)): span for span in reversed(spans)}.values())[::-1]


class _ClusterIndex:
    """All clusters, indexed by the words of their mentions and by their initials."""

    def __init__(self) -> None:
        self.all: list[_Cluster] = []
        # as sets that keep their order
        self._by_word: dict[str, dict[int, None]] = defaultdict(dict)
        self._by_name: dict[tuple[str, ...], dict[int, None]] = defaultdict(dict)

    def add(self, mention: Tokens) -> None:
        """Add a mention to the cluster with its name, or start a new cluster."""
        words = fold_name(mention.text).split()
        if not words:
            return
        keys = (*words, mention.text)
        candidates = set[int]().union(*map(self._first, keys), self._by_name[tuple(words)])
        for matches in (_matches_name, _matches_surname, _matches_first_name, _matches_middle_name):
            found = [i for i in candidates if matches(words, mention, self.all[i])]
            if found:
                # a shared surname means the most prominent of the people, or else the first
                index = max(found, key=lambda i: (self.all[i].prominence, -i))
                if len(found) > 1:
                    self.all[index].ambiguous.add(mention.start)
                self.all[index].add(mention, words)
                self._index(index, words)
                return
        self.all.append(_Cluster(mention))
        self._index(len(self.all) - 1, words)

    def merge_surnames(self) -> list[_Cluster]:
        """Return the clusters, with bare surnames merged into the one person of that surname.

        The entity recogniser often labels a bare surname as an organisation or a town.
        """
        people: dict[str, list[_Cluster]] = defaultdict(list)
        for cluster in self.all:
            if cluster.kind == "person" and len(cluster.words) > 1:
                people[cluster.words[-1]].append(cluster)
        merged = []
        for cluster in self.all:
            namesakes = people[cluster.words[0]] if len(cluster.words) == 1 else []
            if (
                len(namesakes) == 1
                and not any(map(_is_location, cluster.mentions))
                and not is_family(namesakes[0].mentions[0])
            ):
                company = self._company_of(cluster, namesakes[0])
                (company or namesakes[0]).absorb(cluster)
            elif (body := self._body_called(cluster)) is not None:
                body.absorb(cluster)
            else:
                merged.append(cluster)
        return merged

    def _body_called(self, short: _Cluster) -> _Cluster | None:
        """Return the one body that a bare name is short for: "Halvard Foods" for "Halvard"."""
        if short.kind != "organisation" or len(short.words) > 1:
            return None
        word = short.words[0]
        if is_common_word(word, "en"):
            return None  # "National" may be many
        named = (self.all[i] for i in self._by_word[word])
        longer = [one for one in named if one.words[0] == word and one is not short]
        is_body = len(longer) == 1 and longer[0].kind == "organisation"
        is_first = is_body and longer[0].mentions[0].start < short.mentions[0].start
        return longer[0] if is_first else None

    def _company_of(self, short: _Cluster, person: _Cluster) -> _Cluster | None:
        """Return the company that a bare name is short for, although a person has that name, too.

        News gives a full name before the short one: "Brandt" is Brandt Lines if the article has
        not named Carl Brandt yet.
        """
        first = short.mentions[0].start
        if person.mentions[0].start < first:
            return None
        companies = (
            cluster
            for cluster in self.all
            if cluster.kind == "organisation"
            and cluster.words[0] == short.words[0]
            and len(cluster.words) > 1
            and cluster.mentions[0].start < first
        )
        return next(companies, None)

    def _first(self, word: str) -> list[int]:
        """Return the first clusters with a word: "Group" may be in the names of thousands."""
        return list(islice(self._by_word.get(word, {}), _MAX_NAMESAKES))

    def _index(self, index: int, words: list[str]) -> None:
        self._by_name[tuple(words)][index] = None
        for key in (*words, self.all[index].initials):
            self._by_word[key][index] = None


def _matches_name(words: list[str], mention: Tokens, cluster: _Cluster) -> bool:
    bare_storm = is_storm(cluster.fullest) and words == cluster.words[-1:]  # "Isaac"
    if words == cluster.words or bare_storm:
        return True
    return mention.text == cluster.initials and len(cluster.initials) > 2


def _matches_surname(words: list[str], mention: Tokens, cluster: _Cluster) -> bool:
    if not _may_be_person(words, mention, cluster):
        return False
    known = cluster.words
    if len(known) == 1 < len(words) and is_family(mention):
        return False  # the bare surname was that of the relative who was named before
    if len(words) == len(known) > 1:
        return fuzz.ratio(" ".join(words), " ".join(known)) >= _MIN_SPELLING_RATIO
    short, full = sorted((words, known), key=len)
    return short[-1] == full[-1] and _in_order(short, full)


def _matches_first_name(words: list[str], mention: Tokens, cluster: _Cluster) -> bool:
    known = cluster.words
    return _may_be_person(words, mention, cluster) and len(words) == 1 and words[0] == known[0]


def _matches_middle_name(words: list[str], mention: Tokens, cluster: _Cluster) -> bool:
    """Return True if a bare name is the first of two surnames: "Ruiz" in "Ana Ruiz Castaño"."""
    middle = [fold_name(word) for word in cluster.fullest.text.split()[1:-1]]
    is_middle = len(words) == 1 and words[0] in middle and len(words[0]) > 1
    is_place = mention.label_ in _PLACE_LABELS or _is_location(mention)  # "Samuel Israel Holt"
    return is_middle and _may_be_person(words, mention, cluster) and not is_place


def _may_be_person(words: list[str], mention: Tokens, cluster: _Cluster) -> bool:
    # bare surnames often have a wrong label, so only longer names must be labelled as a person
    bare = [word for word in words if word not in NAME_PARTICLES]  # "de Mesnil"
    one_word = len(bare) == 1 or " " not in mention.text  # "Lund-Okafor"
    saint = len(words) == 2 and words[0] in _SAINT and not _is_location(mention)  # "Ray St. John"
    return cluster.kind == "person" and (mention.label_ == "PERSON" or one_word or saint)


def _in_order(short: Iterable[str], full: Iterable[str]) -> bool:
    """Return True if ``full`` has the words of ``short`` in order; initials match words."""
    rest = iter(full)
    return all(
        any(word == other or (len(word) == 1 and other.startswith(word)) for other in rest)
        for word in short
    )
