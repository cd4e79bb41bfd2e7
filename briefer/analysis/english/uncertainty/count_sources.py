"""Find who gives a number: "Police counted 40", "40, according to police", "police 40"."""

from collections.abc import Sequence

from spacy.tokens import Token

from briefer.analysis.annotations import Attribution, Span
from briefer.analysis.english.entities.person_nouns import is_person_noun
from briefer.analysis.english.lexicon import SPEECH, THOUGHT
from briefer.analysis.english.nouns import GROUP_NOUNS, ORGANISATION_NOUNS
from briefer.analysis.english.uncertainty.counting_words import ESTIMATING, FIGURE_NOUNS
from briefer.analysis.english.uncertainty.counts import by_content, source_around
from briefer.analysis.spacy_helpers import SUBJECTS
from briefer.analysis.span_index import SpanIndex

_CLAIMING = SPEECH | THOUGHT | ESTIMATING
_NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP"})


class CountSources:
    """The sources of the numbers of one article."""

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        self._by_content = by_content(attributions)
        self._by_source = SpanIndex(
            (span, (order, one.source.text))
            for order, one in enumerate(attributions)
            for span in one.source.spans
        )

    def beside(self, number: Token) -> str | None:
        """Return the source right after or before a number: "40, the mayor said", "police 40"."""
        agents = (child for child in number.children if child.lower_ == "by")
        counting = next((c for one in agents for c in one.children if _can_count(c)), None)
        if counting is not None:
            return self._name(counting)  # "$3 million by the company"
        document, following = number.doc, number.i + 1
        while following < len(document) and document[following].text in {",", "("}:
            following += 1
        if following < len(document):
            source = self._after(document[following], is_apart=following > number.i + 1)
            if source is not None:
                return source
        return self._before(number)

    def _after(self, first: Token, *, is_apart: bool) -> str | None:
        if first.lower_ == "according":
            to = first.nbor(1) if first.i + 1 < len(first.doc) else first
            source = next((one for one in to.children if one.dep_ == "pobj"), None)
            return None if source is None else self._name(source)
        if not is_apart:
            return None
        source = first
        while source.head != source and source.dep_ not in SUBJECTS:
            if source.head.left_edge.i != first.i:
                break  # the phrase ends here
            source = source.head
        is_bracketed = first.nbor(-1).text == "("
        says = source.dep_ in SUBJECTS and source.head.lemma_ in SPEECH
        if (says or is_bracketed) and _can_count(source):
            return self._name(source)
        return None

    def _before(self, number: Token) -> str | None:
        """Return "police" of "..., police 4,000", where the verb is left out."""
        source = number.head
        if number.dep_ != "nummod" or source.i != number.i - 1 or not _can_count(source):
            return None
        end = number.nbor(1) if number.i + 1 < len(number.doc) else None
        is_last = end is None or end.is_punct or end.pos_ == "CCONJ"
        before = source.left_edge.nbor(-1) if source.left_edge.i > number.sent.start else None
        separate = before is not None and (before.text in {",", ";"} or before.pos_ == "CCONJ")
        earlier = any(one.pos_ == "NUM" for one in number.sent if one.i < source.left_edge.i)
        return self._name(source) if is_last and separate and earlier else None

    def above(self, verb: Token | None, span: Span) -> str | None:
        """Return the subject of the verb of saying or counting above a number.

        Otherwise it is the source of the attribution around it.
        """
        for one in (verb, *verb.ancestors) if verb is not None else ():
            source = self._of_verb(one)
            if source is not None:
                return source
        return source_around(span, self._by_content)

    def _of_verb(self, verb: Token) -> str | None:
        # "Some 60 pupils fainted, the union said" may give "said" both as subjects
        subjects = [one for one in verb.children if one.dep_ in SUBJECTS]
        subject = subjects[-1] if subjects else None
        if subject is not None and subject.lemma_.lower() in FIGURE_NOUNS:
            owner = next((one for one in subject.children if one.dep_ == "poss"), None)
            if owner is not None and owner.pos_ != "PRON":
                return self._name(owner)
        if subject is not None and verb.lemma_ in _CLAIMING and _can_claim(subject):
            return self._name(subject)
        for one in verb.children:
            cited = next((each for each in one.children if each.dep_ == "dobj"), None)
            if one.lemma_ == "cite" and cited is not None:
                return self._name(cited)
            if one.dep_ == "parataxis" and one.lemma_ in SPEECH:
                return self._of_verb(one)
            if one.lower_ in {"according", "by"}:
                source = self._in_phrase(one)
                if source is not None:
                    return source
        return None

    def _in_phrase(self, preposition: Token) -> str | None:
        """Return the source in "according to police" and "by the union's count"."""
        nouns = [one for one in preposition.subtree if one.dep_ in {"pobj", "poss"}]
        if preposition.lower_ == "by":
            figure = next((one for one in nouns if one.lemma_.lower() in FIGURE_NOUNS), None)
            nouns = [one for one in figure.children if one.dep_ == "poss"] if figure else []
        return self._name(nouns[0]) if nouns and nouns[0].pos_ != "PRON" else None

    def _attributed(self, noun: Token) -> str | None:
        """Return the source of the attribution in which a noun is the source."""
        here = self._by_source.overlapping(Span(noun.idx, noun.idx + 1))
        _, source = min((value for _, value in here), default=(0, None))
        return source

    def _name(self, head: Token) -> str:
        """Return the source that a noun names, as attributions name it if there is one."""
        attributed = self._attributed(head)
        if attributed is not None:
            return attributed
        last = head
        for child in head.rights:
            if child.dep_ != "prep":
                break
            last = child.right_edge
        name = next((one for one in head.rights if one.dep_ == "appos" and one.ent_type_), None)
        if name is not None and name.ent_type_ == "PERSON":
            head = last = name
        return head.doc[head.left_edge.i : last.i + 1].text


def _can_claim(subject: Token) -> bool:
    """Return True for the subject of an active verb, unless it is a share ("75 percent say")."""
    is_share = subject.lemma_ in {"%", "percent"}
    return subject.dep_ == "nsubj" and subject.pos_ != "PRON" and not is_share


def _can_count(noun: Token) -> bool:
    """Return True if a noun means somebody who can count: people, an organisation, a name."""
    lemma = noun.lemma_.lower()
    is_person = is_person_noun(lemma, ending_counts=noun.text.islower())  # not "October"
    known = lemma in GROUP_NOUNS | ORGANISATION_NOUNS or is_person
    return noun.pos_ in {"NOUN", "PROPN"} and (known or noun.ent_type_ in _NAMES)
