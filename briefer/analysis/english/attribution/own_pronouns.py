"""Find the pronoun with which a claim begins, if it stands for the claim's own source.

In "Falk said he would resign" it is "he", which is Falk. After "Lunt was dismissed." it may as well
be Lunt, and nothing is found.
"""

import re
from collections.abc import Iterable

from spacy.tokens import Doc, Token

from briefer.analysis.annotations import Attribution, AttributionSource, Span
from briefer.analysis.english.attribution.sources import SourceResolver
from briefer.analysis.english.entities.person_nouns import is_person_noun
from briefer.analysis.english.nouns import KIN
from briefer.analysis.quoted_text import QuotedText
from briefer.analysis.spacy_helpers import SUBJECTS, end_offset
from briefer.analysis.span_index import SpanIndex

_FORMS = {"he": "he", "his": "he", "she": "she", "her": "she", "they": "they", "their": "they"}
_OTHER_FORMS = {"him": "he", "himself": "he", "hers": "she", "herself": "she", "them": "they"}
_ALL_FORMS = _FORMS | _OTHER_FORMS
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_PLURAL = frozenset({"NNS", "NNPS"})
_AMOUNTS = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY"})
_ACRONYMS = re.compile("[A-Z]{2,}s")  # "MPs", which the tagger may take for one name
_MAX_WORDS = 150  # before a pronoun, in its sentence and in the one before


class OwnPronouns:
    """Finds the pronouns of an article's claims that stand for their sources.

    Args:
        doc: the article's parse.
        quoted_text: its text with its quotations.
        sources: the resolver to which all of its sources are known.
        attributions: its attributions.
    """

    def __init__(
        self,
        doc: Doc,
        quoted_text: QuotedText,
        sources: SourceResolver,
        attributions: Iterable[Attribution],
    ) -> None:
        self._doc = doc
        self._quoted_text = quoted_text
        self._sources = sources
        mentions = (one.source.spans[0] for one in attributions if one.source.spans)
        self._speakers = SpanIndex((mention, True) for mention in mentions)
        self._antecedents: dict[int, str | None] = {}

    def find(self, attribution: Attribution) -> Span | None:
        """Return the pronoun with which the content begins, if nobody but the source is meant."""
        pronoun = self._first_nominal(attribution)
        source = attribution.source
        if pronoun is None or not self._is_subject_or_possessor(pronoun):
            return None
        if self._quoted_text.quotation_at(pronoun.idx) is not None:
            return None  # the source would say "I"
        form = _FORMS[pronoun.lower_]
        if self._antecedent(pronoun, form) != source.text:
            return None
        if form == "they":
            is_open = not self._describes(source) or self._has_rival_group(pronoun, source.spans)
        else:
            is_open = source.entity is None or self._has_rival(pronoun, form, source.text)
        return None if is_open else Span(pronoun.idx, end_offset(pronoun))

    def _first_nominal(self, attribution: Attribution) -> Token | None:
        """Return the first noun or pronoun of a statement that follows its cue.

        None for a content that needs its verb: "called his death a crime".
        """
        first = attribution.content[0]
        if attribution.cue.end > first.start:
            return None
        words = self._doc.char_span(*first, alignment_mode="expand") or ()
        return next((one for one in words if one.pos_ in _NOMINAL or one.tag_ == "PRP$"), None)

    @staticmethod
    def _is_subject_or_possessor(pronoun: Token) -> bool:
        is_form = pronoun.lower_ in _FORMS
        return is_form and (pronoun.tag_ == "PRP$" or pronoun.dep_ in SUBJECTS)

    def _antecedent(self, pronoun: Token, form: str) -> str | None:
        if pronoun.i not in self._antecedents:
            found = self._sources.pronouns.antecedent(pronoun, form)
            self._antecedents[pronoun.i] = None if found is None else found.text
        return self._antecedents[pronoun.i]

    def _has_rival(self, pronoun: Token, form: str, name: str) -> bool:
        """Return True if the words before "he" speak of another one for whom it can stand.

        They are those of its sentence, and of the sentence before. Who only speaks in that one is
        no rival: "Lunt said it was late. Falk said he would resign."
        """
        own = pronoun.sent.start
        words = self._doc[self._doc[max(own - 1, 0)].sent.start : pronoun.i]
        if len(words) > _MAX_WORDS:
            return True
        within = Span(words.start_char, words.end_char)
        for mention, person in self._sources.pronouns.people_named(within, form):
            only_speaks = mention.start < self._doc[own].idx and self._speakers.overlaps(mention)
            if person.text != name and not only_speaks:
                return True
        return any(self._is_another(word, form, name) for word in words)

    def _is_another(self, word: Token, form: str, name: str) -> bool:
        """Return True for a pronoun of somebody else, and for "the driver" that acts."""
        if word.lower_ in _ALL_FORMS:
            is_alike = _ALL_FORMS[word.lower_] == form
            return is_alike and self._antecedent(word, form) != name
        lemma = word.lemma_.lower()
        is_person = word.tag_ == "NN" and (is_person_noun(lemma) or lemma in KIN)
        if not is_person or word.dep_ not in SUBJECTS:
            return False
        described = self._sources.person_at(word, form)
        return described is not None and described != name

    def _describes(self, source: AttributionSource) -> bool:
        """Return True if a source is a group by its own noun, not "some" or "they"."""
        words = self._doc.char_span(*source.spans[0], alignment_mode="expand") or ()
        has_noun = any(word.pos_ in {"NOUN", "PROPN"} for word in words)
        return has_noun and source.kind in {"group", "unnamed_group"} and not source.by_pronoun

    def _has_rival_group(self, pronoun: Token, source: Iterable[Span]) -> bool:
        """Return True if the sentence of "they" names other people or things before it."""
        words = self._doc[pronoun.sent.start : pronoun.i]
        several = (word for word in words if self._are_several(word))
        return len(words) > _MAX_WORDS or any(
            not any(span.start <= word.idx < span.end for span in source) for word in several
        )

    @staticmethod
    def _are_several(word: Token) -> bool:
        """Return True for what "they" can stand for: many, or a body, but no amount."""
        if word.ent_type_ in _AMOUNTS:
            return False
        is_body = word.ent_type_ in {"ORG", "NORP"} or word.lower_ == "police"
        is_plural = word.tag_ in _PLURAL or _ACRONYMS.fullmatch(word.text) is not None
        return is_body or is_plural or _ALL_FORMS.get(word.lower_) == "they"
