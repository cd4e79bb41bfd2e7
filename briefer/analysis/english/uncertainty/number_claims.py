"""Read who gives which number of what: "Police counted 2,500 marchers; the union spoke of 6,000".

What is counted may be left out ("spoke of 6,000"), and so may the verb ("police 4,000").
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from briefer.analysis.annotations import Attribution, Span
from briefer.analysis.english.uncertainty.count_sources import CountSources
from briefer.analysis.english.uncertainty.counting_words import (
    AGAINST,
    DURATIONS,
    ESTIMATING,
    FIGURE_NOUNS,
    LASTING,
    MEASURES,
    NUMBERING,
    SAME_EVENT,
)
from briefer.analysis.english.uncertainty.counts import Count
from briefer.analysis.english.uncertainty.numerals import value_of
from briefer.analysis.spacy_helpers import SUBJECTS, end_offset
from briefer.text.number_scales import SHORT_SCALES

_VERBS = frozenset({"VERB", "AUX"})
_SILENT = ESTIMATING | NUMBERING | LASTING  # verbs that do not say what happens to what is counted
_MEASURED = frozenset({"MONEY", "PERCENT"})  # kinds of entities
_PARTICIPANTS = frozenset({*SUBJECTS, "dobj", "pobj"})
_TIME_NOUNS = frozenset(
    """second minute hour day night week month year decade century season time age aged
    o'clock am pm""".split()
)
_AFTER_AGE = frozenset("ago later earlier before after old".split())
# A number that is added to another one is no other count of the same.
_ADDED = frozenset("another more other additional further extra".split())
_PART_PREPOSITIONS = frozenset({"of", "among"})
_JOINTS = frozenset("-–/:")  # "3-2", "10:30"
_CALENDAR_YEARS = range(1000, 2101)
_Dates = dict[int, list[Tokens]]  # by the index of the verb that governs them


@dataclass(frozen=True, slots=True)
class NumberClaim:
    """A number that a source gives, and what it is a number of.

    Attributes:
        count: the number with its source.
        sentence: index of its sentence in the parse.
        thing: the lemma of what is counted; None if the words leave it out.
        unit: the unit of a measure; None for a count.
        qualifiers: the lemmas that restrict the thing ("missing").
        event: what happens to the thing, as a lemma; None if only its number is given.
        participants: the lemmas of who and what else takes part in the event.
        days: the words for times in the clause.
        is_against: whether it is set against another number ("only 9,500").
    """

    count: Count
    sentence: int
    thing: str | None
    unit: str | None
    qualifiers: frozenset[str]
    event: str | None
    participants: frozenset[str]
    days: frozenset[str]
    is_against: bool


def number_claims(doc: Doc, attributions: Sequence[Attribution]) -> Iterator[NumberClaim]:
    """Yield the numbers that sources give, in order."""
    sources, dates = CountSources(attributions), _dates(doc)
    for index, sentence in enumerate(doc.sents):
        for token in sentence:
            if token.pos_ == "NUM" and token.dep_ not in {"compound", "quantmod", "appos"}:
                claim = _Reading(token, sources, dates).claim(index)
                if claim is not None:
                    yield claim


def _dates(doc: Doc) -> _Dates:
    """Return the dates by the index of the verb that governs them."""
    dates: _Dates = defaultdict(list)
    for entity in doc.ents:
        verbs = (one for one in entity.root.ancestors if one.pos_ in _VERBS)
        if entity.label_ == "DATE" and (verb := next(verbs, None)) is not None:
            dates[verb.i].append(entity)
    return dates


class _Reading:
    """What the parse says about one number.

    Attributes:
        number: the last word of the number.
        noun: what follows the number and is counted or is its unit; None for a bare number.
        verb: the verb that governs it.
        between: the nouns and prepositions from the number up to the verb.
    """

    def __init__(self, number: Token, sources: CountSources, dates: _Dates) -> None:
        self._sources = sources
        self._dates = dates
        self.number = number
        self._scale = _scale_after(number)
        follows = number.dep_ == "nummod" and number.head.i > number.i
        self.noun = number.head if follows and number.head != self._scale else None
        self.between: list[Token] = []
        self.verb: Token | None = None
        for token in self.top.ancestors:
            if token.pos_ in _VERBS:
                self.verb = token
                break
            self.between.append(token)

    @property
    def top(self) -> Token:
        """The head of the phrase with the number."""
        scaled = self._scale if self._scale == self.number.head else None
        return self.noun or scaled or self.number

    def claim(self, sentence: int) -> NumberClaim | None:
        """Return the number with its source, if it has one; None if it counts nothing."""
        value = value_of(" ".join(token.text for token in self._numerals()))
        if value is None or self._is_time() or self._is_part() or _is_repeated(self.number):
            return None
        value *= 1 if self._scale is None else SHORT_SCALES[_bare(self._scale)]
        beside = self._sources.beside(self.number) or self._sources.beside(self.top)
        counts = self.noun is not None or self._scale is not None
        if not (counts or beside or self._is_given() or self._acts()):
            return None
        source = beside or self._sources.above(self.verb, self._span())
        unit = self._unit()
        return NumberClaim(
            count=Count(value, self._span(), source),
            sentence=sentence,
            thing=self._thing(unit),
            unit=unit,
            qualifiers=self._qualifiers(),
            event=None if beside and self.noun is None else self._event(),
            participants=self._participants(source),
            days=self._days(),
            is_against=any(one.lower_ in AGAINST for one in self.number.lefts),
        )

    def _numerals(self) -> list[Token]:
        parts = [t for t in self.number.lefts if t.dep_ == "compound" and t.pos_ == "NUM"]
        return [*parts, self.number]

    def _span(self) -> Span:
        last = self.top if self._scale is None or self.noun else self._scale
        end = end_offset(last)
        return Span(self._numerals()[0].idx, end - (last == self._scale and last.text[-1:] == "."))

    def _is_time(self) -> bool:
        """Return True for a year, a time of day, a duration, an age or a score."""
        first = self._numerals()[0]
        if _is_joined(first, self.number) or _is_age(first):
            return True
        if self.noun is not None:
            is_date = self.noun.ent_type_ == "DATE" and self.noun.pos_ == "PROPN"  # "3 June"
            is_time = self.noun.lemma_.lower() in _TIME_NOUNS
            return is_date or (is_time and not self._is_duration())
        if self.number.head.pos_ == "PROPN" and self.number.head.ent_type_ == "DATE":
            return True  # "October 4"
        year = self.number.text.isdecimal() and int(self.number.text) in _CALENDAR_YEARS
        return year or self.number.ent_type_ in {"TIME", "ORDINAL"}

    def _is_duration(self) -> bool:
        """Return True for the time that something took: "lasted six hours", not "six hours ago"."""
        noun, verb = self.noun, self.verb
        if noun is None or verb is None or noun.lemma_.lower() not in DURATIONS:
            return False
        is_after_verb = noun.head == verb and noun.i > verb.i
        is_given = bool(self.between) and self._is_given()
        is_given |= [one.lower_ for one in self.between] == ["for"]
        is_all = noun.i + 1 == len(noun.doc) or noun.nbor().lower_ not in _AFTER_AGE
        return is_all and (is_given or (is_after_verb and verb.lemma_ in LASTING | {"be"}))

    def _is_part(self) -> bool:
        """Return True for "120 of them", "of the 300, 120", "including 12" and "30 more"."""
        phrase = (*self.top.children, *self.number.children)
        if any(one.lower_ in _ADDED and one.nbor(1).lower_ != "than" for one in phrase):
            return True
        clause = () if self.verb is None else self.verb.lefts
        prepositions = [one for one in (*phrase, *clause) if one.dep_ == "prep"]
        whole = (
            self._unit() not in MEASURES
            and one.lower_ in _PART_PREPOSITIONS
            and self.number not in one.subtree
            for one in prepositions
        )
        return any(whole) or any(one.lower_ == "including" for one in self.between)

    def _unit(self) -> str | None:
        """Return the unit if the number is a measure: "percent", "crown", "tonne"."""
        if self.noun is None:
            beside = (*self.number.children, *(self._scale.children if self._scale else ()))
            return "$" if any(child.text in "$€£¥" for child in beside) else None
        unit = self.noun.lemma_.lower()
        is_measure = unit in MEASURES or unit in DURATIONS or self.noun.ent_type_ in _MEASURED
        return unit if is_measure or self._described() is not None else None

    def _is_given(self) -> bool:
        """Return True if a bare number is said to be the number: "spoke of 6,000", "it was 40"."""
        verb = self.verb
        if verb is None or (verb.lemma_ not in _SILENT and not self._is_elliptic()):
            return False
        return all(one.pos_ == "ADP" or _is_figure(one) or _is_close(one) for one in self.between)

    def _is_elliptic(self) -> bool:
        """Return True if the verb is left out after its auxiliary: "that 240,000 had"."""
        verb = self.verb
        rest = (one.dep_ for one in verb.rights) if verb is not None else ()
        return verb is not None and verb.pos_ == "AUX" and set(rest) <= {"punct", "neg", "advmod"}

    def _acts(self) -> bool:
        """Return True if a bare number is the subject of a verb: "4,000 attended"."""
        return self.number.dep_ in SUBJECTS and self.verb is not None

    def _thing(self, unit: str | None) -> str | None:
        if self.noun is None:
            return self._described()
        whole = next((one for one in self.noun.children if one.lower_ == "of"), None)
        counted = self.noun if unit is None else whole and _child(whole, {"pobj"})
        return counted.lemma_.lower() if counted else self._described()

    def _described(self) -> str | None:
        """Return what the clause says that the number is the number of: "put the crowd at ..."."""
        if self.verb is None or self.verb.lemma_ not in _SILENT:
            return None
        is_numbering = self.verb.lemma_ in NUMBERING | LASTING
        if is_numbering and (self.top.dep_ in {"attr", "dobj", "npadvmod"} or self.between):
            noun = _child(self.verb, SUBJECTS)
        elif self.between and self.between[0].lower_ in {"at", "as"}:
            noun = _child(self.verb, {"dobj"})
        else:
            return None
        return _counted(noun)

    def _qualifiers(self) -> frozenset[str]:
        if self.noun is None:
            return frozenset()
        before = [one for one in self.noun.children if one.dep_ in {"amod", "compound", "nmod"}]
        after = [one for each in self.noun.rights for one in each.children if one.dep_ == "pobj"]
        return frozenset(one.lemma_.lower() for one in (*before, *after))

    def _event(self) -> str | None:
        noun = next(
            (one for one in self.between if one.pos_ == "NOUN" and not _is_figure(one)), None
        )
        if noun is not None:
            return noun.lemma_.lower()
        verb = self.verb
        if verb is None or verb.lemma_ in ESTIMATING or self._is_elliptic():
            return None
        if verb.lemma_ in LASTING:  # "it took six hours to mend"
            done = _child(verb, {"xcomp", "advcl", "ccomp"})
            return done.lemma_ if done is not None and done.i > verb.i else None
        if verb.lemma_ in NUMBERING:
            if self._is_duration() and self.between:  # "was ill for three days"
                state = _child(verb, {"acomp", "attr"})
                return state.lemma_.lower() if state else verb.lemma_
            if self.top.dep_ not in SUBJECTS:
                return None
            complement = _child(verb, {"acomp", "attr", "prep", "advmod"})
            inner = complement and _child(complement, {"pobj"})
            state = inner or complement
            return state.lemma_.lower() if state else None
        return SAME_EVENT.get(verb.lemma_, verb.lemma_)

    def _participants(self, source: str | None) -> frozenset[str]:
        if self.verb is None or self._event() is None:
            return frozenset()
        nouns = [
            noun
            for one in self.verb.children
            for noun in (one, *one.children)
            if noun.dep_ in _PARTICIPANTS and noun.head.dep_ != "relcl"
            if self.top not in noun.subtree
        ]
        people = (one for one in nouns if one.pos_ == "PRON" and one.lower_ != "it")
        own = self.verb.dep_ == "xcomp" or any(people)
        names = {one.lemma_.lower() for one in nouns if one.pos_ in {"NOUN", "PROPN"}}
        return frozenset(names | ({source} if own and source else set()))

    def _days(self) -> frozenset[str]:
        verbs = {self.verb.i, self.verb.head.i} if self.verb is not None else set()
        return frozenset(
            date.text.lower()
            for verb in verbs
            for date in self._dates.get(verb, ())
            if self.number not in date
        )


def _scale_after(number: Token) -> Token | None:
    """Return "m" of "$2m"; at the end of a sentence the parser takes it for "m."."""
    following = number.nbor(1) if number.i + 1 < len(number.doc) else None
    joined = following is not None and not number.whitespace_ and _bare(following) in SHORT_SCALES
    return following if joined else None


def _bare(scale: Token) -> str:
    return scale.lower_.rstrip(".")


def _is_joined(first: Token, last: Token) -> bool:
    """Return True if a mark joins a number to the words beside it: "3-2", "10:30"."""
    doc = first.doc
    before = doc[first.i - 1].text_with_ws[-1:] if first.i > 0 else ""
    after = doc[last.i + 1].text[:1] if last.i + 1 < len(doc) and not last.whitespace_ else ""
    return before in _JOINTS or after in _JOINTS


def _is_age(number: Token) -> bool:
    """Return True for "91" of "aged 91" and "at the age of 91"."""
    before = [one.lower_ for one in number.doc[max(0, number.i - 2) : number.i] if one.text != "of"]
    return before[-1:] in (["aged"], ["age"])


def _is_repeated(number: Token) -> bool:
    """Return True for each number of "one by one" and "Two by two"."""
    doc, i = number.doc, number.i
    around = (doc[max(0, start) : start + 3] for start in (i, i - 2))
    return any(
        [word.lower_ for word in words] == [number.lower_, "by", number.lower_] for words in around
    )


def _child(head: Token, relations: frozenset[str] | set[str]) -> Token | None:
    return next((child for child in head.children if child.dep_ in relations), None)


def _is_figure(token: Token) -> bool:
    return token.lemma_.lower() in FIGURE_NOUNS


def _is_close(token: Token) -> bool:
    return token.lemma_.lower() in {"close", "closer", "near", "nearer"}


def _counted(noun: Token | None) -> str | None:
    """Return what a noun counts: "protester" for "the number of protesters", "crowd" for itself."""
    if noun is None or noun.pos_ not in {"NOUN", "PROPN"}:
        return None
    if not _is_figure(noun):
        return noun.lemma_.lower()
    of = next((one for one in noun.children if one.lower_ == "of"), None)
    inner = of and _child(of, {"pobj", "pcomp"})
    return inner.lemma_.lower() if inner and inner.pos_ != "NUM" else None
