"""Speakers: a noun phrase becomes a source, pronouns and short names resolved."""

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from briefer.reading.candidates import Name, Span, Speaker
from briefer.reading.lexicon import (
    ANONYMOUS_NOUNS,
    DOCUMENT_NOUNS,
    GROUP_NOUNS,
    ORGANISATION_NOUNS,
    PERSON_NOUNS,
)
from briefer.schema import SourceKind

_SINGULAR = frozenset({"he", "she"})
_PLURAL = frozenset({"they", "both", "we"})
_RELATIVE = frozenset({"who", "which", "that"})
_CLAUSES = frozenset({"relcl", "acl", "appos", "advcl", "parataxis", "ccomp"})
_ANONYMITY = re.compile(
    r"""\bcondition\s+of\s+anonymity|\b(?:requested|asked\s+for|sought|granted|insisted\s+on)\s+anonymity
        |\banonymously\b
        |\b(?:not|n['’]t)\s+(?:to\s+)?be(?:ing)?\s+(?:named|identified|quoted)
        |\b(?:not|n['’]t|without\s+being)\s+(?:be(?:ing)?\s+)?authori[sz]ed\s+to\s+
            (?:speak|discuss|comment|talk|brief)
        |\bspoke\s+on\s+background|\bdeclined\s+to\s+be\s+(?:named|identified)""",
    re.VERBOSE | re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?P<reason>(?:because|due\s+to|as|since|citing|for\s+fear|out\s+of\s+fear|fearing|so\s+as"
    r"|given|in\s+order\s+to|to\s+(?:speak|discuss|talk|describe|avoid|protect))\b.*)",
    re.IGNORECASE | re.DOTALL,
)
_BOTH = re.compile(r"\W*(?:both|they|he|she|all|neither|the (?:two|three|pair))\b", re.IGNORECASE)
_NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "ADJ", "DET"})
_REACH = 3  # sentences over which the reason for anonymity reaches back to its sources


class Speakers:
    """The speakers of one parsed article, and who a pronoun stands for.

    Built as the attributions are read in order: each named speaker becomes the one that a later
    pronoun most likely means.
    """

    def __init__(self, doc: Doc, text: str, names: Sequence[Name]) -> None:
        self._doc = doc
        self._text = text
        self._sentence_starts = [sentence.start_char for sentence in doc.sents]
        self._by_mention = {mention: name for name in names for mention in name.mentions}
        self._mentions = sorted(self._by_mention)
        self._by_token: dict[int, Name] = {}
        for mention, name in self._by_mention.items():
            tokens = doc.char_span(mention.start, mention.end, alignment_mode="expand")
            for token in tokens or ():
                self._by_token[token.i] = name
        self._gender: dict[str, str] = {}
        self._last: list[tuple[int, Speaker]] = []

    def unknown(self) -> Speaker:
        """Return the speaker of a claim that nobody is named for."""
        return Speaker("unknown", "unknown")

    def of(self, head: Token, *, cited: bool = False) -> Speaker | None:
        """Return the speaker that the noun phrase of ``head`` stands for.

        Args:
            head: the head of the noun phrase.
            cited: whether "according to" makes it a source, whatever it is.
        """
        if head.lower_ in _RELATIVE and head.dep_ in {"nsubj", "nsubjpass"}:
            verb = head.head
            while verb.dep_ in {"ccomp", "xcomp", "conj"}:
                verb = verb.head
            if verb.dep_ not in {"relcl", "acl"} or verb.head.pos_ == "VERB":
                return None
            head = verb.head
        if head.pos_ == "PRON" and not self._is_one_of(head):
            return self._pronoun(head)
        speaker = self._one_of(head) or self._named(head) or self._described(head, cited=cited)
        if speaker is not None:
            self._remember(head.idx, speaker)
        return speaker

    def last(self, before: int) -> Speaker | None:
        """Return the latest speaker that was read before an offset."""
        earlier = [speaker for offset, speaker in self._last if offset < before]
        return earlier[-1] if earlier else None

    def with_reason(self, speaker: Speaker, offset: int) -> Speaker:
        """Add the reason for anonymity that the article gives for an unnamed speaker."""
        if speaker.kind not in {"unnamed_person", "unnamed_group", "group"} or speaker.reason:
            return speaker
        reason = self._reason_near(speaker, offset)
        if reason is None:
            return speaker
        if speaker.kind == "group":
            return replace(speaker, kind="unnamed_group", reason=reason)
        return replace(speaker, reason=reason)

    def _remember(self, offset: int, speaker: Speaker) -> None:
        self._last.append((offset, speaker))
        self._last.sort(key=lambda entry: entry[0])

    def _named(self, head: Token) -> Speaker | None:
        name = self._by_token.get(head.i)
        mention = self._mention_at(head)
        if name is None and head.pos_ in {"NOUN", "PROPN"}:
            # "the minister, Jane Doe," and "Jane Doe's spokesman" differ: only an apposition names
            for child in head.children:
                if child.dep_ == "appos" and child.i in self._by_token:
                    name, mention = self._by_token[child.i], self._mention_at(child)
                    break
        if name is None or mention is None:
            return None
        if name.kind == "group" or (name.kind == "place" and head.i > head.left_edge.i + 1):
            return None
        full = next(span for span in name.mentions if span.of(self._text) == name.text)
        role = name.roles[0] if name.roles else None
        spans = tuple(dict.fromkeys((mention, full)))
        kind: SourceKind = "person" if name.kind == "person" else "organisation"
        return Speaker(name.text, kind, spans, name=name, role=role)

    def _mention_at(self, token: Token) -> Span | None:
        at = token.idx
        return next((span for span in self._mentions if span.start <= at < span.end), None)

    def _is_one_of(self, head: Token) -> bool:
        return head.lower_ in {"one", "another", "other"} and self._last_group(head) is not None

    def _one_of(self, head: Token) -> Speaker | None:
        """Resolve "one of them" and "the other" to the unnamed group they belong to."""
        described = any(child.pos_ in {"NOUN", "PROPN"} for child in head.subtree)
        group = self._last_group(head)
        if not self._is_one_of(head) or described or group is None:
            return None
        which = "the other" if head.lower_ == "other" else head.lower_
        text = f"{which} of {group.text[:1].lower()}{group.text[1:]}"
        reason = self.with_reason(group, group.spans[0].start).reason
        return Speaker(text, "unnamed_person", (self._phrase(head), *group.spans), reason=reason)

    def _last_group(self, head: Token) -> Speaker | None:
        groups = [
            speaker
            for offset, speaker in self._last
            if offset < head.idx and speaker.kind in {"unnamed_group", "group"}
        ]
        return groups[-1] if groups else None

    def _described(self, head: Token, *, cited: bool) -> Speaker | None:
        if head.pos_ not in _NOMINAL or head.ent_type_ in {"DATE", "TIME"}:
            return None
        maker = self._maker(head)
        if maker is not None:
            return maker
        known = self._by_role(head)
        if known is not None:
            return known
        span = self._phrase(head)
        text = " ".join(span.of(self._text).split())
        kind = self._kind(head) or ("document" if cited else None)
        if kind is None:
            return None
        return Speaker(text, kind, (span,))

    def _maker(self, head: Token) -> Speaker | None:
        """Resolve "an announcement made by X" and "a statement from X" to X."""
        if head.lemma_.lower() not in DOCUMENT_NOUNS:
            return None
        for child in head.rights:
            by = next((c for c in child.children if c.dep_ == "agent"), None)
            if child.dep_ == "acl" and child.tag_ == "VBN" and by is not None:
                child = by  # noqa: PLW2901 (one step down, to the preposition)
            if child.lower_ in {"by", "from"}:
                made_by = next((c for c in child.children if c.dep_ == "pobj"), None)
                return None if made_by is None else self._named(made_by) or self._by_role(made_by)
        return None

    def _by_role(self, head: Token) -> Speaker | None:
        """Resolve "the mayor" to the person whom the article calls mayor."""
        definite = any(child.lower_ in {"the", "this"} for child in head.children)
        if not definite or head.lemma_.lower() not in PERSON_NOUNS or head.tag_ == "NNS":
            return None
        wanted = head.lemma_.lower()
        modifiers = {
            child.lower_ for child in head.children if child.dep_ in {"amod", "compound", "nmod"}
        }
        before = [span for span in self._mentions if span.end <= head.idx]
        after = [span for span in self._mentions if span.start > head.idx]
        # who holds an office is as a rule introduced before it is referred to, at times after
        for mention in (*reversed(before), *after):
            name = self._by_mention[mention]
            for role in name.roles if name.kind == "person" else ():
                words = re.findall(r"\w+", role.of(self._text).lower())
                if wanted in words and modifiers <= set(words):
                    here = self._phrase(head)
                    return Speaker(name.text, "person", (here, mention), name=name, role=role)
        return None

    def _kind(self, head: Token) -> SourceKind | None:
        lemma = head.lemma_.lower()
        plural = head.tag_ in {"NNS", "NNPS"}
        definite = any(
            child.lower_ in {"the", "this", "that", "his", "her", "their", "our", "my"}
            or child.dep_ == "poss"
            for child in head.children
        )
        if lemma in PERSON_NOUNS or lemma.endswith(("man", "woman", "person")):
            if plural:
                return "unnamed_group" if lemma in ANONYMOUS_NOUNS else "group"
            return "unnamed_person"
        if lemma == "people" and "familiar" in {token.lower_ for token in head.subtree}:
            return "unnamed_group"
        if lemma in DOCUMENT_NOUNS:
            return "document"
        if lemma in ORGANISATION_NOUNS or head.ent_type_ == "ORG":
            return "organisation"
        if (
            lemma in GROUP_NOUNS
            or plural
            or head.ent_type_ == "NORP"
            or head.pos_ in {"NUM", "DET", "ADJ"}
        ):
            return "group"
        if head.ent_type_ in {"GPE", "LOC", "FAC"}:
            return "organisation"
        if head.pos_ == "PROPN":
            return "organisation" if definite else "person"
        return None

    def _phrase(self, head: Token) -> Span:
        """Return the noun phrase of ``head`` less its clauses."""
        start, end = head.left_edge.i, head.i + 1
        for child in head.rights:
            if child.dep_ in _CLAUSES or child.dep_ in {"punct", "cc", "conj"}:
                break
            end = max(end, child.right_edge.i + 1)
        while start < head.i and (
            self._doc[start].is_punct
            or self._doc[start].is_space
            or self._doc[start].dep_ in {"cc", "predet"}
        ):
            start += 1
        first, last = self._doc[start], self._doc[end - 1]
        return Span(first.idx, last.idx + len(last.text))

    def _pronoun(self, token: Token) -> Speaker | None:
        here = Span(token.idx, token.idx + len(token.text))
        if token.lower_ in _SINGULAR:
            found = self._antecedent(token, {"person", "unnamed_person"})
        elif token.lower_ in _PLURAL:
            found = self._antecedent(token, {"group", "unnamed_group", "organisation"})
        elif token.lower_ == "it":
            found = self._antecedent(token, {"organisation", "document"})
        elif token.lower_ in {"many", "some", "others", "most", "several", "few", "all"}:
            found = Speaker(token.text.lower(), "group", (here,))
            self._remember(token.idx, found)
            return found
        else:
            return None
        if found is None:
            return Speaker("unknown", "unknown", (here,), by_pronoun=True)
        if found.name is not None and token.lower_ in _SINGULAR:
            self._gender[found.name.text] = token.lower_
        spans = tuple(dict.fromkeys((here, *found.spans)))
        return replace(found, spans=spans, by_pronoun=True)

    def _antecedent(self, token: Token, kinds: set[str]) -> Speaker | None:
        """Find who a pronoun means: the latest fitting speaker, or person named as a subject."""
        candidates: list[tuple[int, Speaker]] = [
            (offset, speaker)
            for offset, speaker in self._last
            if offset < token.idx and speaker.kind in kinds
        ]
        if "person" in kinds:
            for mention in self._mentions:
                if mention.end > token.idx:
                    break
                name = self._by_mention[mention]
                root = self._doc.char_span(mention.start, mention.end, alignment_mode="expand")
                acts = root is not None and root.root.dep_ in {"nsubj", "nsubjpass"}
                if name.kind == "person" and acts:
                    speaker = self._named(root.root) if root is not None else None
                    if speaker is not None:
                        candidates.append((mention.start, speaker))
        fitting = [
            (offset, speaker)
            for offset, speaker in candidates
            if speaker.name is None
            or self._gender.get(speaker.name.text, token.lower_) == token.lower_
        ]
        if not fitting:
            return None
        return max(fitting, key=lambda entry: entry[0])[1]

    def _reason_near(self, speaker: Speaker, offset: int) -> Span | None:
        """Find why a source is not named: in its own sentence, or in one soon after."""
        noun = speaker.text.split()[-1].lower().rstrip("s")
        sentences = list(self._doc.sents)
        first = max(
            (i for i, sentence in enumerate(sentences) if sentence.start_char <= offset), default=0
        )
        for index in range(first, min(first + _REACH + 1, len(sentences))):
            start, end = sentences[index].start_char, sentences[index].end_char
            words = self._text[start:end]
            match = _ANONYMITY.search(words)
            if match is None:
                continue
            about_them = noun in words[: match.start()].lower() or _BOTH.match(words)
            if index > first and not about_them:
                continue
            reason = _REASON.search(words, match.start())
            begin = match.start() if reason is None else reason.start("reason")
            finish = match.end() if reason is None else reason.end("reason")
            return Span(start + begin, start + len(words[:finish].rstrip(' .\n"”')))
        return None
