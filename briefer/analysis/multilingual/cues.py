"""Find the words that say who says something, in a language without a parser, and who it is.

In "a annoncé jeudi la préfète Solène Darcourt" the cue is "a annoncé" and the source its subject;
in "Selon Hydrovale" the cue is "Selon". The subject is looked for after and before its verb.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from briefer.analysis.annotations import AttributionSource, Quotation, Span
from briefer.analysis.multilingual.noun_phrases import Phrase, PhraseReader
from briefer.analysis.multilingual.people import People
from briefer.analysis.multilingual.reporting_words import ReportingWords
from briefer.analysis.span_index import SpanIndex

_LONGEST_SENTENCE = 2000  # characters; longer ones are lists, and would take too long
_CLAUSE = re.compile(r"[,;:–—]\s+|\s[–—]\s")
_ENDS_CLAUSE = re.compile(r"\s*(?:[.,;:!?…–—]|$)")
_INSERTION = re.compile(r"\([^()]*\)|,|,[^,]*(?:,[^,]*)?,")
_COLON_BEFORE_QUOTATION = re.compile(r":(?=\s*[«„“”‘\"»])")
_WORD_AFTER_QUOTATION = re.compile(
    r"(?P<comma>[ \xa0]?[,–—])?[ \xa0]+(?P<word>[^\W\d_]{3,})(?=[ \xa0])"
)
_QUOTATION_BEHIND_COMMA = re.compile(r"[ \xa0]?,[ \xa0]*[«„“\"]")
_TWO_WORDS = re.compile(r"(?:[ \xa0][^\W\d_]+){1,2}\s*")
_NOTHING_OR_BRACKETS = re.compile(r"\s*(?:\([^()\n]{1,60}\)\s*)?")
_PRONOUN_IN_VERB = re.compile(r"-(?:t-)?(?P<pronoun>[^\W\d_]+)\b")


class Cue(NamedTuple):
    """A cue with its source.

    Attributes:
        span: the words of the cue.
        source: who says it; None if the verb has no subject, so that it is the source before.
        region: cue and source together.
        is_verb: whether it is a verb, not a preposition.
    """

    span: Span
    source: AttributionSource | None
    region: Span
    is_verb: bool


class CueFinder:
    """Finds the cues of one text.

    Args:
        text: the article's text.
        words: the words of its language.
        reader: reads noun phrases in it.
        people: the people in it.
        quotations: its quotations; a cue in one of them is not the article's.
    """

    def __init__(
        self,
        text: str,
        words: ReportingWords,
        *,
        reader: PhraseReader,
        people: People,
        quotations: tuple[Quotation, ...],
    ) -> None:
        self._text, self._words = text, words
        self._reader, self._people = reader, people
        self._quoted = SpanIndex((one.span, one) for one in quotations)

    def cues_in(self, sentence: Span) -> list[Cue]:
        """Return the cues of a sentence in order; none for what is too long for a sentence."""
        if sentence.end - sentence.start > _LONGEST_SENTENCE:
            return []
        return sorted(self._found_in(sentence), key=lambda cue: cue.span)

    def after_particle(self, position: int, end: int) -> int:
        """Return where the words after the second part of a verb begin ("teilte ... mit")."""
        particle = self._words.verb_particle.match(self._text, position, end)
        return self._reader.skip_adverbs(particle.end(), end) if particle else position

    def _found_in(self, sentence: Span) -> Iterator[Cue]:
        words = self._words
        for match in words.verb.finditer(self._text, *sentence):
            yield from self._of_verb(Span(*match.span()), sentence)
        for match in words.split_verb.finditer(self._text, *sentence):
            auxiliary, verb = Span(*match.span("auxiliary")), Span(*match.span("verb"))
            phrase = self._phrase_before(auxiliary, sentence) or self._phrase_after(
                auxiliary.end, Span(sentence.start, verb.start)
            )
            yield from self._cue(verb, phrase, is_verb=True)
        for pattern, is_verb in ((words.so, True), (words.according, False)):
            for match in pattern.finditer(self._text, *sentence):
                phrase = self._after_preposition(match.end(), sentence)
                yield from self._cue(Span(*match.span()), phrase, is_verb=is_verb)
        yield from self._holder_before_quotation(sentence)
        for colon in _COLON_BEFORE_QUOTATION.finditer(self._text, *sentence):
            yield from self._speaker_before(Span(*colon.span()), sentence)
        for _, quotation in self._quoted.overlapping(sentence):
            yield from self._of_other_verb(quotation.span, sentence)
        for match in words.after_source.finditer(self._text, *sentence):
            phrase = self._phrase_before(Span(*match.span()), sentence)
            yield from self._cue(Span(*match.span()), phrase, is_verb=False)

    def _holder_before_quotation(self, sentence: Span) -> Iterator[Cue]:
        """Yield "Pour" of "Pour la mère d’un élève, Inès Cabrol, «c’est trop»"."""
        holds = self._words.holds.match(self._text, *sentence)
        phrase = self._reader.read(holds.end(), sentence.end) if holds else None
        if holds is None or phrase is None or not self._people.is_named(phrase):
            return
        if _QUOTATION_BEHIND_COMMA.match(self._text, phrase.span.end, sentence.end):
            yield from self._cue(Span(*holds.span()), phrase, is_verb=False)

    def _speaker_before(self, colon: Span, sentence: Span) -> Iterator[Cue]:
        """Yield the colon of "Bürgermeisterin Adele Sturz (54): „Wir helfen“" as a cue.

        A named official with one or two words before the colon speaks, too: "Sturz winkt ab:".
        """
        phrase = self._reader.read(sentence.start, colon.start)
        if phrase is None:
            return
        is_alone = _NOTHING_OR_BRACKETS.fullmatch(self._text, phrase.span.end, colon.start)
        is_named = self._people.is_named(phrase)
        if (is_alone and (phrase.is_role or is_named)) or (
            is_named
            and phrase.is_role
            and _TWO_WORDS.fullmatch(self._text, phrase.span.end, colon.start)
            and not self._has_verb(phrase.span.end, colon.start)
        ):
            yield from self._cue(colon, phrase, is_verb=True)

    def _has_verb(self, start: int, end: int) -> bool:
        words = self._words
        return any(one.search(self._text, start, end) for one in (words.verb, words.split_verb))

    def _of_other_verb(self, quotation: Span, sentence: Span) -> Iterator[Cue]:
        """Yield the one word between a quotation and a named person: "«Mai», nega Ada Ferri"."""
        match = _WORD_AFTER_QUOTATION.match(self._text, quotation.end, sentence.end)
        if match is None or not (match["comma"] or self._text[quotation.end - 2] in ",!?…"):
            return
        word = Span(*match.span("word"))
        words = self._words
        others = (
            *(words.stop, words.connective, words.adverb, words.that),
            *(words.verb, words.according, words.so, words.as_said),
        )
        if any(one.match(self._text, *word) for one in others):
            return
        phrase = self._reader.read(word.end, sentence.end)
        if phrase and self._people.is_named(phrase) and self._ends_clause(phrase, sentence):
            yield from self._cue(word, phrase, is_verb=True)

    def _of_verb(self, verb: Span, sentence: Span) -> Iterator[Cue]:
        phrase = self._subject_of(verb, sentence)
        if phrase is not None:
            yield from self._cue(verb, phrase, is_verb=True)
        elif self._may_lack_subject(verb, sentence) and not self._is_quoted(verb):
            yield Cue(verb, None, verb, is_verb=True)

    def _cue(self, span: Span, phrase: Phrase | None, *, is_verb: bool) -> Iterator[Cue]:
        if phrase is None or self._is_quoted(span):
            return
        region = Span(min(span.start, phrase.span.start), max(span.end, phrase.span.end))
        yield Cue(span, self._people.source_of(phrase, span.start), region, is_verb)

    def _is_quoted(self, span: Span) -> bool:
        return any(self._quoted.overlapping(span))

    def _subject_of(self, verb: Span, sentence: Span) -> Phrase | None:
        """Return the subject of a verb: within it, after it or before it."""
        if self._words.verb_final:
            return self._phrase_at_start(verb, sentence)
        inverted = self._phrase_after(verb.end, sentence)
        before = self._text[sentence.start : verb.start].rstrip()
        back = self._words.refers_back.match(self._text, *sentence)
        if inverted and back and back.end() == sentence.start + len(before):
            return inverted  # "Det sade polisen"
        if self._opens_with_subject(verb, sentence, inverted):
            return self._phrase_before(verb, sentence)
        if inverted and before.endswith((",", "–", "—")) and self._ends_clause(inverted, sentence):
            return self._phrase_in(verb) or inverted
        found = self._phrase_in(verb) or self._phrase_before(verb, sentence)
        if found and inverted and self._is_object(found) and self._people.is_named(inverted):
            return inverted
        return found or inverted

    def _opens_with_subject(self, verb: Span, sentence: Span, inverted: Phrase | None) -> bool:
        """Return True if a sentence has nothing but a named official before its verb.

        In "O prefeito, Caio Nunes, anunciou o fim da obra" what follows the verb is its object.
        """
        first = self._reader.read(sentence.start, verb.start)
        if first is None or not (first.is_role and first.name):
            return False
        between = self._text[first.span.end : verb.start].strip()
        return between == "," and not (inverted and self._people.is_named(inverted))

    def _is_object(self, phrase: Phrase) -> bool:
        """Return True if a phrase before a verb may be its object ("Der Zeitung sagte Brandt")."""
        is_subject = phrase.is_role or phrase.is_pronoun or phrase.is_impersonal
        return not is_subject and not self._people.is_named(phrase)

    def _ends_clause(self, phrase: Phrase, sentence: Span) -> bool:
        rest = self._reader.skip_adverbs(phrase.span.end, sentence.end)
        rest = self.after_particle(rest, sentence.end)
        return _ENDS_CLAUSE.match(self._text, rest, sentence.end) is not None

    def _may_lack_subject(self, verb: Span, sentence: Span) -> bool:
        """Return True if a verb begins its clause, or follows a quotation."""
        if not self._words.subject_optional:
            return False
        before = self._text[sentence.start : verb.start].rstrip()
        return not before or before[-1] in ',;–—»”"“'

    def _phrase_in(self, verb: Span) -> Phrase | None:
        """Return the pronoun within a French verb ("a-t-elle déclaré")."""
        match = _PRONOUN_IN_VERB.search(self._text, *verb)
        return self._reader.read(*match.span("pronoun")) if match else None

    def _after_preposition(self, position: int, sentence: Span) -> Phrase | None:
        """Return the phrase after "laut", or after the linker in "nach Ansicht von"."""
        start = self._reader.skip_adverbs(position, sentence.end)
        phrase = self._reader.read(start, sentence.end, bare=True)
        linker = self._words.linker.match(self._text, position + 1, sentence.end)
        return phrase or (self._phrase_after(linker.end(), sentence) if linker else None)

    def _phrase_after(self, position: int, sentence: Span) -> Phrase | None:
        start = self._reader.skip_adverbs(position, sentence.end)
        return self._reader.read(start, sentence.end) or self._behind_addressee(start, sentence)

    def _behind_addressee(self, position: int, sentence: Span) -> Phrase | None:
        """Return "o prefeito, Caio Nunes," of "disse ao jornal o prefeito, Caio Nunes,".

        The paper is who was told: it follows a preposition. Whoever speaks has a name or an office.
        """
        to = self._words.stop.match(self._text, position, sentence.end)
        told = self._reader.read(to.end(), sentence.end, bare=True) if to else None
        if told is None:
            return None
        after = self._reader.skip_adverbs(told.span.end, sentence.end)
        phrase = self._reader.read(after, sentence.end)
        return phrase if phrase and (phrase.is_role or self._people.is_named(phrase)) else None

    def _phrase_at_start(self, verb: Span, sentence: Span) -> Phrase | None:
        """Return the subject that begins a sentence, with a quotation between it and the verb."""
        start = self._reader.skip_adverbs(sentence.start, verb.start)
        phrase = self._reader.read(start, verb.start)
        return None if phrase is None or phrase.is_impersonal else phrase

    def _phrase_before(self, verb: Span, sentence: Span) -> Phrase | None:
        """Return the subject before a verb: a phrase that ends at it, or its apposition does."""
        before = self._quoted.overlapping(Span(sentence.start, verb.start))
        start = max((one.end for one, _ in before), default=sentence.start)
        clauses = _CLAUSE.finditer(self._text, start, verb.start)
        for begin in (start, *(match.end() for match in clauses)):
            as_said = self._words.as_said.match(self._text, begin, verb.start)
            subject = self._reader.skip_adverbs(as_said.end() if as_said else begin, verb.start)
            phrase = self._reader.read(subject, verb.start)
            if phrase is None:
                continue
            rest = self._reader.skip_adverbs(phrase.span.end, verb.start)
            between = self._text[rest : verb.start].strip()
            if not between or _INSERTION.fullmatch(between):
                return phrase
        return None
