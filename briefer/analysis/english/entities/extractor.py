"""Names: who and what the article names, under all its names, with its descriptions."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from rapidfuzz import fuzz
from spacy.tokens import Doc
from spacy.tokens import Span as Tokens

from briefer.analysis.annotations import Entity, Span
from briefer.analysis.english.entities.entity_types import follows_title, is_storm, word_before
from briefer.analysis.english.entities.mentions import find_mentions
from briefer.analysis.english.entities.roles import is_family, roles_of
from briefer.analysis.english.lexicon import ORGANISATION_NOUNS
from briefer.article import Article
from briefer.text.normalization import fold_name
from briefer.vocabulary import EntityKind

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
_OF_PLACES = frozenset({"GPE", "LOC", "NORP"})
_WHERE = frozenset({"in", "near", "inside", "outside"})
_ACTING = frozenset({"nsubj", "nsubjpass", "agent"})
_TITLED = 5.0  # a place in the title weighs as much as so many mentions
# Titles before a first name, without which nobody knows whose it is: "Prince Edmund", "Lady Ada".
_BEFORE_FIRST_NAMES = frozenset(
    "prince princess king queen pope emperor empress sultan lady sir dame saint".split()
)
_SAINT = frozenset({"st", "saint"})
_SAME_NAME = 88  # rapidfuzz ratio from which two spellings of a full name are one


def find_entities(doc: Doc, article: Article) -> tuple[Entity, ...]:
    """Find the names in a parsed article, the most important first."""
    text = article.text
    clusters = _Clusters()
    for mention in find_mentions(doc, article):
        clusters.place(mention)
    found = clusters.joined()
    for cluster in found:
        cluster.describe(text)
    title = f" {fold_name(article.title or '')} "
    found.sort(key=lambda cluster: -cluster.weight(len(text), title))
    return tuple(cluster.name(text) for cluster in found)


class _Cluster:
    """Mentions of one bearer, while they are being gathered."""

    def __init__(self, mention: Tokens) -> None:
        self.mentions: list[Tokens] = []
        self.kinds: Counter[EntityKind] = Counter()
        self.roles: list[Span] = []
        self.aliases: list[Span] = []
        self.shared = set[int]()  # mentions by a surname that others bear too
        self.fullest = mention
        self.words = fold_name(mention.text).split()
        self.add(mention, self.words)

    def add(self, mention: Tokens, words: list[str]) -> None:
        self.mentions.append(mention)
        shouted = len(words) > 1 and self.fullest.text.isupper() and not mention.text.isupper()
        if len(words) > len(self.words) or (shouted and len(words) == len(self.words)):
            self.fullest, self.words = mention, words
        kind = "other" if is_storm(self.fullest) else _KINDS.get(mention.label_, "other")
        # the recogniser takes many a bare surname for a town or a company
        short = len(words) < len(self.words) and self.kinds["person"]
        if not short or kind == "person" or self.kind != "person":
            self.kinds[kind] += 3 if len(words) > 1 or follows_title(mention) else 1
        if _is_where(mention):
            self.kinds["place"] += 3

    def take_in(self, other: "_Cluster") -> None:
        """Take in the mentions of another cluster; its kind does not count."""
        self.mentions = sorted([*self.mentions, *other.mentions], key=lambda m: m.start)

    @property
    def kind(self) -> EntityKind:
        return self.kinds.most_common(1)[0][0]

    @property
    def initials(self) -> str:
        return "".join(token.text[0] for token in self.fullest if token.text[:1].isupper())

    @property
    def presence(self) -> int:
        """How often the bearer is named; as one who acts, twice as much."""
        acting = (mention.root.dep_ in _ACTING for mention in self.mentions)
        return len(self.mentions) + sum(acting)

    def weight(self, length: int, title: str) -> float:
        """Mentions count, early ones and the title more; who acts counts more than where."""
        early = 3.0 * (1 - self.mentions[0].start_char / max(length, 1)) ** 4
        factor = {"person": 1.5, "organisation": 1.2}.get(self.kind, 0.7)
        return factor * (self.presence + early + 2 * bool(self.roles) + self._in_title(title))

    def _in_title(self, title: str) -> float:
        """Weigh how early the folded title names the bearer: it names the main ones, and early."""
        forms = {fold_name(mention.text) for mention in self.mentions}
        places = [title.find(f" {form} ") for form in forms if form]
        first = min((place for place in places if place >= 0), default=None)
        return 0.0 if first is None else _TITLED * (1.5 - first / len(title))

    def describe(self, text: str) -> None:
        for mention in self.mentions:
            if self.kind == "person" and mention.start not in self.shared:
                self.roles.extend(roles_of(mention, is_full=len(mention) >= len(self.fullest)))
            tail = text[mention.end_char : mention.end_char + 80]
            if match := _ALIAS.match(tail):
                start, end = match.span("alias")
                self.aliases.append(Span(mention.end_char + start, mention.end_char + end))
            elif len(mention) == 1 and mention.text.isupper() and mention.text != self.fullest.text:
                self.aliases.append(Span(mention.start_char, mention.end_char))
        self.aliases = _unlike(self.aliases, text)
        self.roles.sort(key=lambda role: (-min(role.end - role.start, 60), role.start))

    def name(self, text: str) -> Entity:
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


def _with_title(mention: Tokens) -> Tokens:
    """Return a bare first name with the title that belongs to it."""
    before = word_before(mention)
    titled = before is not None and before.text.istitle() and before.lower_ in _BEFORE_FIRST_NAMES
    return mention.doc[mention.start - 1 : mention.end] if titled else mention


def _is_where(mention: Tokens) -> bool:
    """Tell whether "in" or the like stands right before a name and nothing belongs to it."""
    doc = mention.doc
    before = doc[mention.start - 1] if mention.start > 0 else None
    after = doc[mention.end] if mention.end < len(doc) else None
    owns = after is not None and after.tag_ == "POS"
    if mention[-1].lower_ in ORGANISATION_NOUNS:
        return False  # "in Congress"
    is_object = mention.root.dep_ == "pobj" and mention.root.head == before
    return is_object and before is not None and before.lower_ in _WHERE and not owns


def _unlike(spans: list[Span], text: str) -> list[Span]:
    """Keep the first span of each wording."""
    return list({fold_name(span.text_in(text)): span for span in reversed(spans)}.values())[::-1]


class _Clusters:
    """All clusters, each found again by the words of its mentions and by its initials."""

    def __init__(self) -> None:
        self.all: list[_Cluster] = []
        self._by_word: dict[str, set[int]] = defaultdict(set)

    def place(self, mention: Tokens) -> None:
        """Add a mention to the cluster that bears its name, or begin a new one."""
        words = fold_name(mention.text).split()
        if not words:
            return
        near = set[int]().union(*(self._by_word.get(key, ()) for key in (*words, mention.text)))
        for same in (_same, _same_surname, _same_first_name, _same_middle_name):
            bearers = [i for i in near if same(words, mention, self.all[i])]
            if bearers:
                # a surname of several is that of the main one, and of equals the first
                index = max(bearers, key=lambda i: (self.all[i].presence, -i))
                if len(bearers) > 1:
                    self.all[index].shared.add(mention.start)
                self.all[index].add(mention, words)
                self._index(index, words)
                return
        self.all.append(_Cluster(mention))
        self._index(len(self.all) - 1, words)

    def joined(self) -> list[_Cluster]:
        """Return the clusters, bare surnames joined to the one person of that surname.

        The recogniser labels many a bare surname as an organisation or a town.
        """
        people: dict[str, list[_Cluster]] = defaultdict(list)
        for cluster in self.all:
            if cluster.kind == "person" and len(cluster.words) > 1:
                people[cluster.words[-1]].append(cluster)
        kept = []
        for cluster in self.all:
            bearers = people[cluster.words[0]] if len(cluster.words) == 1 else []
            if (
                len(bearers) == 1
                and not any(map(_is_where, cluster.mentions))
                and not is_family(bearers[0].mentions[0])
            ):
                company = self._company_of(cluster, bearers[0])
                (company or bearers[0]).take_in(cluster)
            else:
                kept.append(cluster)
        return kept

    def _company_of(self, short: _Cluster, person: _Cluster) -> _Cluster | None:
        """Return the company that a bare name is short for, though its founder bears it, too.

        News gives a name in full before it is used alone: "Brandt" is Brandt Lines where Carl
        Brandt has not been named yet.
        """
        first = short.mentions[0].start
        if person.mentions[0].start < first:
            return None
        named = (
            cluster
            for cluster in self.all
            if cluster.kind == "organisation"
            and cluster.words[0] == short.words[0]
            and len(cluster.words) > 1
            and cluster.mentions[0].start < first
        )
        return next(named, None)

    def _index(self, index: int, words: list[str]) -> None:
        for key in (*words, self.all[index].initials):
            self._by_word[key].add(index)


def _same(words: list[str], mention: Tokens, cluster: _Cluster) -> bool:
    storms = is_storm(cluster.fullest) and words == cluster.words[-1:]  # "Isaac"
    if words == cluster.words or storms:
        return True
    return mention.text == cluster.initials and len(cluster.initials) > 2


def _same_surname(words: list[str], mention: Tokens, cluster: _Cluster) -> bool:
    if not _may_be_person(words, mention, cluster):
        return False
    known = cluster.words
    if len(known) == 1 < len(words) and is_family(mention):
        return False  # the surname alone was that of the one whose family this is
    if len(words) == len(known) > 1:
        return fuzz.ratio(" ".join(words), " ".join(known)) >= _SAME_NAME
    short, full = sorted((words, known), key=len)
    return short[-1] == full[-1] and _in_order(short, full)


def _same_first_name(words: list[str], mention: Tokens, cluster: _Cluster) -> bool:
    known = cluster.words
    return _may_be_person(words, mention, cluster) and len(words) == 1 and words[0] == known[0]


def _same_middle_name(words: list[str], mention: Tokens, cluster: _Cluster) -> bool:
    """Tell whether a bare name is the first of two surnames: the "Ruiz" of "Ana Ruiz Castaño"."""
    middle = [fold_name(word) for word in cluster.fullest.text.split()[1:-1]]
    within = len(words) == 1 and words[0] in middle and len(words[0]) > 1
    elsewhere = mention.label_ in _OF_PLACES or _is_where(mention)  # "Samuel Israel Holt"
    return within and _may_be_person(words, mention, cluster) and not elsewhere


def _may_be_person(words: list[str], mention: Tokens, cluster: _Cluster) -> bool:
    # the recogniser mistakes bare surnames, so only a longer name must be labelled a person
    one_word = len(words) == 1 or " " not in mention.text  # "Lund-Okafor"
    saint = len(words) == 2 and words[0] in _SAINT and not _is_where(mention)  # "Ray St. John"
    return cluster.kind == "person" and (mention.label_ == "PERSON" or one_word or saint)


def _in_order(short: Iterable[str], full: Iterable[str]) -> bool:
    rest = iter(full)
    return all(
        any(word == other or (len(word) == 1 and other.startswith(word)) for other in rest)
        for word in short
    )
