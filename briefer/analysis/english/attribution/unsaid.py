"""Recognise reporting verbs for what was not said: conditions, questions, wishes, denials.

"Reyes said that the gate was open" reports a statement. "If Reyes says that the gate was open",
"Did Reyes say that ...?", "They hope he will say that ..." and "It is not true that he said ..."
have the same verb and the same clause, and report none.

Whether something was said depends on the verb and on the clauses in which it stands. They are
followed upwards until one that takes it for granted: "after Reyes said that ...".
"""

from collections.abc import Iterator

from spacy.tokens import Token

from briefer.analysis.attribution_trace import RejectionReason
from briefer.analysis.english.attribution.fiction import is_in_fiction
from briefer.analysis.english.attribution.insertions import inserted_clause
from briefer.analysis.english.attribution.passive import is_passive
from briefer.analysis.english.attribution.reporting_subjects import (
    is_inserted,
    own_subject,
    trailing_reporter,
)
from briefer.analysis.english.entities.person_nouns import is_person_noun
from briefer.analysis.english.lexicon import (
    DENIAL,
    SPEECH,
    THOUGHT,
    WANTING,
    WEAK,
    WITH_INFINITIVE,
    WITH_OBJECT,
)
from briefer.analysis.english.unspoken_words import (
    FALSELY,
    HOPING,
    NOT_DOING,
    NOT_EVER,
    NOT_TRUE,
)
from briefer.analysis.quoted_text import QuotedText
from briefer.analysis.spacy_helpers import SUBJECTS, is_negated, remembered

MAX_NESTING = 12
"""Clauses that are looked at within one another; nobody writes sentences that nest more."""

_POSSIBILITY = frozenset("may might could should must".split())
_FUTURE = frozenset({"will", "'ll", "shall"})
_FUTURE_OR_POSSIBILITY = _FUTURE | _POSSIBILITY | {"would", "'d", "can"}
_PAST_POSSIBILITY = frozenset({"would", "'d"})  # with "have": "would have said"
_CONDITIONS = frozenset("if unless whether lest".split())
_INVERTED_CONDITIONS = frozenset("should had were".split())
_OPENING_CONDITIONS = _CONDITIONS | _INVERTED_CONDITIONS
_SUPPOSING = frozenset("provided providing assuming supposing suppose imagine".split())
_IMAGINING = frozenset({"imagine", "suppose", "supposing", "assume"})
_QUESTION_WORDS = frozenset({"WP", "WRB", "WDT", "WP$"})
_NOBODY = frozenset({"nobody", "none", "nothing", "neither", "no-one"})
_NO = frozenset({"no", "neither"})
_INSTEAD = frozenset({"without", "instead", "than"})
_PREVENTING = frozenset(  # "from saying that"
    "prevent stop keep bar ban block discourage deter dissuade forbid hinder prohibit".split()
)
_NEAR_SUBJECT = 2  # words between "if" and the subject: "if, however, Reyes says"
# What stands above a verb and may say that nothing was said.
_COMPLEMENTS = frozenset("ccomp xcomp csubj csubjpass acl pcomp conj".split())
_SINGULAR = frozenset({"NN", "NNP"})
_DEMANDING = WANTING | WITH_INFINITIVE
_THINKING = THOUGHT | WEAK


def reason_not_said(verb: Token, quoted_text: QuotedText) -> RejectionReason | None:
    """Return why a reporting verb reports nothing that was said, or None if it does."""
    if _is_purpose_or_possibility(verb) or _follows_condition(verb) or _is_supposed(verb):
        return "hypothetical"
    if is_denied(verb) or _is_denied_before(verb):
        return "negated"
    if is_in_fiction(verb):
        return "invented"
    if is_inserted(verb) or trailing_reporter(verb) is not None or inserted_clause(verb):
        return None
    if _is_subjunctive(verb):
        return "hypothetical"
    asks = _ends_with_question_mark(verb, quoted_text)
    for clause in _clauses_around(verb, quoted_text):
        if is_condition(clause):
            return "hypothetical"
        if asks and _has_order_of_question(clause):
            return "question"
        is_outside = quoted_text.quotation_at(clause.head.idx) is None
        if is_outside and (reason := reason_above(clause)) is not None:
            return reason
    return None


def is_denied(verb: Token) -> bool:
    """Return True if a verb says that nothing was said or thought: "never said", "nobody said".

    "Could not confirm that" and "would not say whether" report an answer, and "did not deny" nearly
    a statement; they count as said.
    """
    subject = own_subject(verb)
    if subject is not None and is_nobody(subject):
        return True
    if is_passive(verb) and _is_false(verb):
        return True
    lemma = verb.lemma_.lower()
    if not _is_never(verb):
        return False
    if lemma in _THINKING:
        return True
    if lemma not in SPEECH or lemma in DENIAL:
        return False
    answers = any(child.tag_ == "MD" for child in verb.lefts)
    return not (answers and (lemma in WITH_OBJECT or _reports_a_question(verb)))


def is_nobody(subject: Token) -> bool:
    """Return True for "nobody", "no one", "none of them", "no expert", "neither Doe nor Reed".

    "Nobody suspects and nobody says" may be parsed as if suspects were people.
    """
    is_number = subject.like_num and subject.lower_ != "one"  # "No 10"
    lefts = set() if is_number else {child.lower_ for child in subject.lefts}
    return subject.lower_ in _NOBODY or bool(lefts & (_NO | _NOBODY))


def is_future(verb: Token) -> bool:
    """Return True for "will say" and "is to say": it is announced, and not said yet."""
    is_infinitive = verb.dep_ == "xcomp" and any(child.tag_ == "TO" for child in verb.lefts)
    return (is_infinitive and verb.head.lemma_ == "be") or any(
        child.dep_ == "aux" and child.lower_ in _FUTURE for child in verb.lefts
    )


def _is_purpose_or_possibility(verb: Token) -> bool:
    """Return True for "asked for leave to describe", "critics might say", "would have said"."""
    modals = _FUTURE_OR_POSSIBILITY if verb.lemma_ in _THINKING else _POSSIBILITY
    if is_negated(verb):
        modals -= {"could"}  # "could not say when" reports an answer
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    if auxiliaries & modals or ("have" in auxiliaries and auxiliaries & _PAST_POSSIBILITY):
        return True
    if not any(child.tag_ == "TO" for child in verb.children):
        return False
    above = verb.head
    if above.lemma_ == "go" and any(child.dep_ == "prt" for child in above.children):
        return False  # "went on to say"
    is_wanted = verb.dep_ in {"xcomp", "ccomp"} and above.lemma_ in WANTING
    is_ahead = verb.dep_ == "xcomp" and above.lower_ == "going"
    is_general = above.lemma_ == "be" and any(c.lower_ == "it" for c in above.lefts)
    return is_wanted or is_ahead or is_general or verb.dep_ in {"advcl", "acl", "relcl"}


def _is_supposed(verb: Token) -> bool:
    """Return True for "Imagine Ida Reed said it", where the parser takes "Imagine" for a name.

    Also for "Imagine for a moment that Ida Reed said it", parsed as a clause of "moment".
    """
    subject, first = own_subject(verb), verb.sent[0]
    if subject is None or first.lower_ not in _IMAGINING or first.dep_ in SUBJECTS:
        return False
    is_next = subject.left_edge.i <= first.i + 1
    return is_next or any(c.lower_ == "that" and c.dep_ == "mark" for c in verb.lefts)


def _follows_condition(verb: Token) -> bool:
    """Return True for "Should the pool close, parents will protest"."""
    if not is_future(verb):
        return False
    before = (child for child in verb.lefts if child.dep_ in {"ccomp", "advcl"})
    follows = any(child.left_edge.lower_ in _OPENING_CONDITIONS for child in before)
    return follows or (verb.dep_ == "ccomp" and verb.head.i < verb.i and is_condition(verb.head))


def _is_never(verb: Token) -> bool:
    """Return True for "did not say", "never said", "nor did he say", "at no time did he say"."""
    if is_negated(verb) or any(child.lower_ in NOT_EVER for child in verb.lefts):
        return True
    fronted = (child for child in verb.lefts if child.dep_ == "prep")
    return any(word.lower_ == "no" for child in fronted for word in child.subtree)


def _reports_a_question(verb: Token) -> bool:
    """Return True for "say whether it was sold" and "say when", also where it comes first."""
    clauses = (child for child in verb.children if child.dep_ in {"ccomp", "xcomp", "advcl"})
    words = (word for clause in clauses for word in (clause.left_edge, *clause.lefts))
    bare = (child for child in verb.rights if child.dep_ == "advmod")
    return any(
        word.lower_ in _CONDITIONS or word.tag_ in _QUESTION_WORDS for word in (*words, *bare)
    )


def _is_subjunctive(verb: Token) -> bool:
    """Return True for "demanded that Reyes say": a base form with one person as its subject."""
    subject = own_subject(verb)
    is_one = subject is not None and (
        subject.tag_ in _SINGULAR or subject.lower_ in {"he", "she", "it"}
    )
    is_bare = verb.lower_ == verb.lemma_ and verb.tag_ in {"VB", "VBP"}
    is_bare |= any(child.dep_ == "auxpass" and child.lower_ == "be" for child in verb.lefts)
    has_auxiliary = any(child.dep_ == "aux" for child in verb.lefts)
    is_joined = subject is not None and any(child.dep_ == "conj" for child in subject.rights)
    return is_one and is_bare and not (has_auxiliary or is_joined) and verb.dep_ == "ccomp"


def _is_denied_before(verb: Token) -> bool:
    """Return True for "refused" of "It was not true, he said, that they had refused".

    The parser rarely joins a "that" after an inserted clause to the words before it.
    """
    subject = own_subject(verb)
    first = verb.i if subject is None else min(subject.left_edge.i, verb.i)
    start = verb.sent.start
    if first < start + 2 or verb.doc[first - 1].lower_ not in {"that", "to"}:
        return False
    if verb.doc[first - 2].text != ",":
        return False
    before = verb.doc[start : first - 1]
    return any(word.dep_ == "neg" or word.lower_ in NOT_TRUE for word in before)


def is_demanded(clause: Token) -> bool:
    """Return True for "demanded that papers say so": a base form below a verb of wanting."""
    wants = clause.head.lemma_ in _DEMANDING
    return _is_subjunctive(clause) or (
        wants and clause.tag_ == "VB" and not any(child.dep_ == "aux" for child in clause.lefts)
    )


def _clauses_around(verb: Token, quoted_text: QuotedText) -> Iterator[Token]:
    """Yield the verb and the words above it, up to a clause that takes it for granted.

    Words of a quotation say nothing about a verb outside it.
    """
    yield verb
    for _ in range(MAX_NESTING):
        if not is_complement(verb) or quoted_text.quotation_at(verb.head.idx) is not None:
            return
        is_means = verb.dep_ == "pcomp" and verb.head.head.pos_ == "VERB"
        verb = verb.head.head if is_means else verb.head  # "if Reyes says in writing that"
        yield verb


@remembered
def is_condition(clause: Token) -> bool:
    """Return True for "if Reyes says", "whether Reyes said" and "should Reyes say"."""
    subject = own_subject(clause)
    first = clause.i if subject is None else min(subject.left_edge.i, clause.i)
    for child in clause.lefts:
        is_near = first - child.i <= _NEAR_SUBJECT
        if child.dep_ in {"mark", "advmod"} and child.lower_ in _CONDITIONS and is_near:
            return True
    if clause.head.lower_ in _SUPPOSING and clause.dep_ in _COMPLEMENTS:
        return True
    is_inverted = subject is not None and any(
        child.lower_ in _INVERTED_CONDITIONS and child.i < subject.left_edge.i
        for child in clause.lefts
        if child.dep_ == "aux"
    )
    is_before_main = clause.dep_ in {"advcl", "ccomp"} and clause.i < clause.head.i
    opens = clause.sent[0].lower_ in _INVERTED_CONDITIONS and clause.left_edge == clause.sent[0]
    opens = opens and all(token.text != "?" for token in clause.sent)
    return is_inverted and (is_before_main or opens or _has_consequence(clause))


def _has_consequence(clause: Token) -> bool:
    """Return True for "had Reyes said so, they would leave" with its first verb as the head."""
    return any(
        child.dep_ == "ccomp"
        and any(
            word.dep_ == "aux" and word.lower_ in _FUTURE_OR_POSSIBILITY for word in child.lefts
        )
        and any(word.text == "," for word in child.lefts)
        for child in clause.rights
    )


@remembered
def _has_order_of_question(clause: Token) -> bool:
    """Return True for "did Reyes say" and "who said"."""
    subject = own_subject(clause)
    if subject is None:
        return False
    auxiliaries = [child for child in clause.lefts if child.dep_ in {"aux", "auxpass"}]
    before = [*auxiliaries, clause] if clause.pos_ == "AUX" else auxiliaries
    return subject.tag_ in _QUESTION_WORDS or any(word.i < subject.i for word in before)


def _ends_with_question_mark(verb: Token, quoted_text: QuotedText) -> bool:
    last = next(token for token in reversed(verb.sent) if not token.is_space)
    return last.text == "?" and quoted_text.quotation_at(last.idx) is None


def is_complement(clause: Token) -> bool:
    """Return True for a clause that the word above governs: "a myth that he said so" too."""
    if clause.dep_ == "relcl":
        return any(child.dep_ == "mark" and child.lower_ == "that" for child in clause.lefts)
    return clause.dep_ in _COMPLEMENTS


@remembered
def reason_above(clause: Token) -> RejectionReason | None:
    """Return the reason that the word above a clause gives: it denies, wishes or avoids it."""
    above = clause.head
    if not is_complement(clause) or above is clause:
        return None
    if _is_object_of_denial(above):
        return "negated"
    if clause.dep_ == "conj":
        is_alternative = any(c.dep_ == "cc" and c.lower_ in {"or", "nor"} for c in above.rights)
        return "negated" if is_alternative and _is_never(above) else None
    if clause.dep_ == "pcomp":
        words = {above.lower_, above.head.lower_}
        return "negated" if words & _INSTEAD or _is_prevented(above) else None
    if clause.dep_ in {"acl", "relcl"}:
        # "no evidence that he said so", "it was not the case that", "it was a lie that"
        no_such = any(child.lower_ in _NO for child in above.lefts)
        verb = above.head
        untrue = above.dep_ == "attr" and (_is_never(verb) or _calls_untrue(verb))
        return "negated" if no_such or untrue else None
    if clause.dep_ == "xcomp" and any(child.lower_ == "yet" for child in above.children):
        return "negated"  # "has yet to say"
    if above.lemma_ in NOT_DOING:
        return None if _is_never(above) else "negated"
    if clause.dep_ != "xcomp" and above.lemma_ in HOPING:
        return "hypothetical"
    denies = above.lemma_ in DENIAL and clause.dep_ == "ccomp"
    return "negated" if denies or _is_never(above) or _calls_untrue(above) else None


def _is_prevented(preposition: Token) -> bool:
    """Return True for "from" of "kept him from saying that", not of "did not keep him from"."""
    verb = preposition.head
    if preposition.lower_ != "from" or verb.lemma_ not in _PREVENTING:
        return False
    named = (child for child in verb.lefts if child.dep_ in SUBJECTS)
    return not (is_negated(verb) or any(map(is_nobody, named)))


def _is_object_of_denial(noun: Token) -> bool:
    """Return True for "reports" of "denied reports that" and of "reports that ... were denied"."""
    is_object = noun.dep_ in {"dobj", "nsubjpass"} and noun.head.lemma_ in DENIAL
    return is_object and not is_person_noun(noun.lemma_.lower())


def _calls_untrue(verb: Token) -> bool:
    """Return True for "it is untrue that" and "it was a lie that", and if nobody says so."""
    subject = next((child for child in verb.lefts if child.dep_ in SUBJECTS), None)
    predicates = (child for child in verb.rights if child.dep_ in {"acomp", "attr"})
    untrue = any(predicate.lower_ in NOT_TRUE for predicate in predicates)
    return untrue or _is_false(verb) or (subject is not None and is_nobody(subject))


def _is_false(verb: Token) -> bool:
    """Return True for "was wrongly reported" and "falsely claimed"."""
    return any(child.lower_ in FALSELY for child in verb.children)
