"""Recognise English sentences about the texts that others are to write, and talk to machines.

"Any summary states that the gate is shut", "Expected output: ..." and "A good assistant answers
that" have a clause that they do not state. What one summary said ("The summary said that") is news.
"""

from spacy.tokens import Token

from briefer.analysis.english.attribution.unsaid import is_condition
from briefer.analysis.english.lexicon import DENIAL, SPEECH, THOUGHT, WITH_OBJECT
from briefer.analysis.spacy_helpers import SUBJECTS

# Verbs of those who make texts, besides the verbs of speech.
WRITING = frozenset(
    """write report output print publish include mention summarize summarise describe present put
    headline title brief cover carry run reply respond answer state note read repeat translate
    add lead""".split()
)
OPENING = frozenset("open begin start end close".split())  # with a text as subject
SAYING = SPEECH | THOUGHT | WITH_OBJECT | WRITING
DOUBTING = DENIAL | {"doubt"}
_IMPOSSIBLE = frozenset("impossible hard difficult pointless".split())
LABEL_ENDS = frozenset({":", "!"})
_SUMMARIES = frozenset("headline summary digest synopsis brief".split())
TEXTS = _SUMMARIES | frozenset("answer output response title reply".split())
_THIS_TEXT = frozenset("article text webpage".split())
_PARTS = _SUMMARIES | frozenset("bullet caption line sentence subtitle title".split())
_PLACED = frozenset("instruction line paragraph sentence statement text words".split())
_EACH = frozenset("any every each all".split())
_ANY = _EACH | frozenset("no this these your our".split())
_ANY_OR_A = _ANY | {"a", "an"}  # of machines; what one summary says may be news
_OPENING_MARKS = frozenset({'"', "“", "«", "'", "‘"})
_DASHES = frozenset({"-", "–", "—"})
_MACHINES = frozenset(
    "ai llm gpt assistant chatbot bot model summarizer summariser reader system machine".split()
)
_KINDS_OF_MACHINES = frozenset("ai language automated automatic machine screen".split())
_AUDIENCES = frozenset("desk editor newsroom reader tool software".split())
_AHEAD = frozenset("must should shall will would 'll can could may might ought".split())
NEEDING = frozenset(
    "have need be require instruct ask order tell request oblige ought suppose".split()
)
_FRAMES = frozenset("article text instruction prompt bot input".split())
_ANSWERS = frozenset("answer response reply title article text instruction input".split())


def is_about_text(token: Token) -> bool:
    """Return True for a noun, colon or verb that makes its sentence one about a text to write."""
    return (
        _is_framed(token)
        or _is_about_summary(token)
        or _is_about_this_text(token)
        or _is_placed_above(token)
        or (is_mentioned(token) and not _is_past(token))
    )


def is_mentioned(verb: Token) -> bool:
    """Return True for the verb of "a headline that the gate is shut", "a line saying that"."""
    noun = verb.head
    if verb.dep_ in {"ccomp", "pcomp"} and noun.dep_ in {"acl", "relcl"}:
        return noun.lemma_.lower() in SAYING and noun.head.lemma_.lower() in _PARTS
    has_mark = any(child.dep_ == "mark" for child in verb.lefts)
    return has_mark and verb.dep_ in {"acl", "relcl"} and noun.lemma_.lower() in _PARTS


def _is_past(noun: Token) -> bool:
    """Return True if a sentence tells what happened: "said", "has said"."""
    root = noun.sent.root
    if root.tag_ == "VBN" and any(word.lemma_ == "have" for word in root.lefts):
        return True
    return any(word.tag_ == "VBD" for word in (root, *root.lefts))


def _is_about_this_text(noun: Token) -> bool:
    """Return True for "article" of "In a version of this article", and of "a model read this text".

    What happened to it ("This article was corrected") is news.
    """
    lemma = noun.lemma_.lower()
    is_this = any(word.lower_ == "this" for word in noun.lefts)
    if noun.lower_ == "this" and noun.dep_ == "dobj":  # "a machine reading this"
        return any(map(is_machine, subjects(noun.head)))
    if not (is_this and lemma in _THIS_TEXT):
        return False
    return not _is_past(noun) or (noun.dep_ == "dobj" and any(map(is_machine, subjects(noun.head))))


def _is_placed_above(noun: Token) -> bool:
    """Return True for "instructions" of "the instructions above say that"."""
    return (
        noun.lemma_.lower() in _PLACED
        and any(word.lower_ in {"above", "below"} and word.dep_ != "prep" for word in noun.subtree)
        and not _is_past(noun)
    )


def _is_about_summary(noun: Token) -> bool:
    """Return True for "summary" of "Any summary states that", not of "The summary said that".

    What one summary or headline says may be news, and so is that there is one; what each of them
    says, or should ("We would like to see “...” in the summary"), is not.
    """
    if noun.lemma_.lower() not in _SUMMARIES or noun.pos_ != "NOUN" or noun.dep_ == "compound":
        return False
    root = noun.sent.root
    if is_condition(noun.head) and noun.head.tag_ != "VBD":  # "If a summary is made"
        return True
    if _is_past(noun):
        return False
    determiners = _determiners(noun)
    if determiners & _EACH:
        return True
    after = noun.doc[noun.i + 1 : noun.sent.end]
    has_that = any(word.lower_ == "that" and word.tag_ == "IN" for word in after)
    is_quoted = any(word.text in _OPENING_MARKS for word in noun.sent)
    verbs = (root, noun.head) if noun.dep_ in SUBJECTS else (root,)
    if any(word.tag_ == "MD" for verb in verbs for word in verb.lefts):
        return has_that or is_quoted or any(map(is_content, noun.subtree))
    if is_quoted and noun.dep_ in SUBJECTS:
        return True
    return has_that and _is_any(noun, _ANY) and noun.dep_ not in {"dobj", "pobj"}


def has_content(verb: Token) -> bool:
    """Return True if a verb has what is said: "that" and a clause, or a colon."""
    inside = (word for child in verb.rights for word in child.subtree)
    return any(map(is_content, inside)) or colon_after(verb)


def is_content(word: Token) -> bool:
    """Return True for the verb of "(say) that it is so" and of "(add the fact) that it is so"."""
    has_mark = any(child.dep_ == "mark" for child in word.lefts)
    return word.dep_ == "ccomp" or (word.dep_ == "acl" and has_mark)


def is_about_answer(verb: Token, auxiliaries: set[str]) -> bool:
    """Return True for what a text or a machine is to say: "The summary has to say".

    What it said is news: "The chatbot wrote that", "The headline said that".
    """
    above = verb.head
    is_needed = verb.dep_ == "xcomp" and "to" in auxiliaries and above.lemma_ in NEEDING
    named = subjects(verb) or (subjects(above) if is_needed else [])
    is_ahead = is_needed or bool(auxiliaries & _AHEAD)
    lemma = verb.lemma_.lower()
    says = lemma in SAYING or lemma in OPENING
    if any(word.lemma_.lower() == "prompt" for word in named):
        return says
    machines = [word for one in named for word in (one, *one.conjuncts) if is_machine(word)]
    if machines:
        is_general = verb.tag_ in {"VBP", "VBZ"} and any(
            _is_any(one, _ANY_OR_A) for one in machines
        )
        is_each = verb.tag_ == "VBN" and any(_determiners(one) & _EACH for one in machines)
        return says and (is_ahead or is_general or is_each)
    if not any(word.lemma_.lower() in TEXTS for word in named):
        return False
    if is_ahead and has_content(verb):
        return True
    if verb.lemma_ == "be":
        if any(map(_is_described, named)):
            return False
        return is_ahead or (verb.tag_ != "VBD" and (colon_after(verb) or _begins_quotation(verb)))
    is_supposed = is_ahead or verb.tag_ == "VB" or is_condition(verb)
    return says and (is_supposed or (verb.tag_ != "VBD" and colon_after(verb)))


def _is_any(noun: Token, among: frozenset[str]) -> bool:
    """Return True for "assistants", and for "any bot" if "any" is among some determiners."""
    determiners = _determiners(noun)
    return bool(determiners & among) or (noun.tag_ == "NNS" and not determiners)


def _determiners(noun: Token) -> set[str]:
    return {word.lower_ for word in noun.lefts if word.dep_ in {"det", "poss"}}


def _is_framed(mark: Token) -> bool:
    """Return True for the colon of "Expected output: ..." and "The summary is to have this: ...".

    Words on what a text or a machine is to have report nothing, but for those in the past: "In a
    summary, the court said: ...". A dash frames after a label without a verb.
    """
    before = mark.doc[mark.sent.start : mark.i]
    is_dash = mark.text in _DASHES and mark.nbor(-1).whitespace_ != "" if mark.i else False
    if not is_dash and mark.text not in {":", "="}:
        return False
    told = (word for word in before if word.dep_ not in {"acl", "advcl", "relcl"})
    if any(word.tag_ == "VBD" or (is_dash and word.pos_ in {"AUX", "VERB"}) for word in told):
        return False
    nouns = [word for word in before if word.pos_ in {"NOUN", "PROPN"} and not _is_described(word)]
    framing = {word.lemma_.lower() for word in nouns} & (TEXTS | _FRAMES)
    is_quoted = _begins_quotation(mark)
    if is_dash:
        return bool(framing & _SUMMARIES)
    is_addressed = any(map(is_machine, nouns)) or any(map(_is_audience, nouns))
    return bool(framing - _ANSWERS if is_quoted else framing) or is_addressed


def _is_audience(noun: Token) -> bool:
    """Return True for "editors" of "A note to editors", not for "a reader" who does something."""
    return (
        noun.lemma_.lower() in _AUDIENCES
        and noun.dep_ == "pobj"
        and noun.head.lower_ in {"for", "to"}
    )


def _is_described(noun: Token) -> bool:
    """Return True for "answer" of "The answer is clear: ..."."""
    is_described = any(child.dep_ == "acomp" for child in noun.head.rights)
    return noun.dep_ in SUBJECTS and is_described and noun.lemma_.lower() != "prompt"


def _begins_quotation(token: Token) -> bool:
    return token.i + 1 < token.sent.end and token.nbor().text in _OPENING_MARKS


def is_machine(word: Token) -> bool:
    """Return True for "assistants", "language models" and "AI systems", not for "the model"."""
    lemma = word.lemma_.lower()
    kinds = {child.lower_ for child in word.lefts}
    if lemma in {"reader", "system", "tool"}:
        return bool(kinds & _KINDS_OF_MACHINES)
    return lemma in _MACHINES


def colon_after(verb: Token) -> bool:
    """Return True if a colon follows a verb in its sentence, and words follow the colon."""
    after = verb.doc[verb.i + 1 : verb.sent.end]
    return any(word.text == ":" and word.i + 1 < verb.sent.end for word in after)


def subjects(verb: Token) -> list[Token]:
    """Return the subjects of a verb; a bullet or a label before it ("Editor: write") is none."""
    found = (child for child in verb.lefts if child.dep_ in SUBJECTS or child.dep_ == "expl")
    return [
        word
        for word in found
        if any(map(str.isalnum, word.text))
        and not any(mark.text in LABEL_ENDS for mark in verb.doc[word.i : verb.i])
    ]


def is_hard_to_deny(verb: Token) -> bool:
    """Return True for "deny" of "it is impossible to deny that the gate is shut": it is shut."""
    predicates = verb.head.rights if verb.dep_ == "xcomp" else ()
    is_hard = any(word.lower_ in _IMPOSSIBLE for word in (verb.head, *predicates))
    return is_hard and verb.lemma_ in DOUBTING
