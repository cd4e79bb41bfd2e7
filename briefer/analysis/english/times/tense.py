"""Find out whether the tense of its clause puts an English time in the past or in the future.

"The port closed on Monday" is about the past, "the port must close on Monday" about the future, and
"the port closes the quay on Monday" may be a caption of either.
"""

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from briefer.analysis.annotations import Span

_FUTURE_AUXILIARIES = frozenset({"will", "wo", "shall", "would", "'ll", "’ll"})
_MODALS = frozenset({"must", "may", "might", "should", "can", "ca"})
_PAST_AUXILIARIES = frozenset({"was", "were", "had", "has", "have", "did", "been"})
_UNTIL = frozenset({"until", "till", "to"})
_PRESENT = frozenset({"VBZ", "VBP"})
_TIMETABLE_VERBS = frozenset(
    {"begin", "close", "end", "expire", "launch", "open", "reopen", "resume", "shut", "start"}
)
_PLANNING_VERBS = frozenset({"plan", "schedule", "expect", "intend", "set", "due", "aim"})
_RELATIVE = frozenset({"WDT", "WP"})
_TIMES = frozenset({"DATE", "TIME"})


def is_future(doc: Doc, span: Span) -> bool | None:
    """Return whether the tense of its clause puts a time in the future; None if it is open."""
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    if tokens is None:
        return None
    # "killing four on Tuesday" has the tense of the verb that governs it
    first = tokens[0]  # "at 3 p.m. Monday" may be split after the full stop
    preposition = tokens.root.head.lower_ if tokens.root.dep_ == "pobj" else ""
    is_end = preposition in _UNTIL
    for verb in (tokens.root, *tokens.root.ancestors, *first.ancestors):
        if verb.pos_ not in {"VERB", "AUX"}:
            continue
        auxiliaries = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
        # "is expected in May", "was expected to come in May"; but "was set in May" is open
        is_planned = verb.lemma_ in _PLANNING_VERBS and auxiliaries & {"is", "are"}
        after_plan = verb.head != verb and verb.head.lemma_ in _PLANNING_VERBS
        is_to = verb.dep_ == "xcomp" and "to" in auxiliaries and verb.head.lower_ in {"is", "are"}
        if auxiliaries & _FUTURE_AUXILIARIES or is_planned or after_plan or is_to:
            return True
        is_attached = _is_attached(tokens, verb)
        if verb.tag_ == "VB" and auxiliaries & _MODALS and is_attached:
            return True  # "must leave by Sunday"
        if verb.tag_ == "VB" and "to" in auxiliaries:
            if verb.head.tag_ in _PRESENT and is_attached:
                return True  # "hopes to open on Friday"
            # but "it was an honour to meet him on Thursday" is past
            is_of_noun = verb.head.pos_ in {"NOUN", "PROPN"} and verb.head.dep_ != "attr"
            if preposition == "by" or is_of_noun:
                return None  # "told them to pay by Friday", "plans to close it on Friday"
        if verb.tag_ == "VBD" or auxiliaries & _PAST_AUXILIARIES or _is_past_participle(verb):
            # "was shut until Monday", "the talks planned for Monday": may be past or future
            negated = any(child.dep_ == "neg" for child in verb.children)  # "not until Monday"
            is_open = (is_end and not negated) or verb.lemma_ in _PLANNING_VERBS
            return None if is_open else False
        if verb.tag_ in _PRESENT:
            # "residents march on Sunday" is not the past, and may be a caption
            return True if is_end or _is_scheduled(verb) else None
    return None


def _is_attached(time: Tokens, verb: Token) -> bool:
    """Return True if a verb governs a time, and not a noun of its clause, which may be in the past.

    An example of the latter is "must explain Monday's raid". A clause after the time belongs to
    such a noun too, whatever the parse: "must explain the raid on Monday that killed four".
    """
    start = time[0]
    following = time.doc[time.end] if time.end < time.sent.end else start
    noun = start.nbor(-2) if start.i - time.sent.start > 1 else start
    if following.tag_ in _RELATIVE and noun.pos_ in {"NOUN", "PROPN"}:
        return False
    return any(_governor(word) == verb for word in (time.root, start))


def _governor(word: Token) -> Token:
    """Return what a time belongs to: "pay" of "pay by 5 p.m. on Monday or Tuesday"."""
    above = word.head
    while above.head != above and (above.pos_ == "ADP" or above.ent_type_ in _TIMES):
        above = above.head
    return above


def _is_scheduled(verb: Token) -> bool:
    """Return True if a verb in the present tense is on a timetable: "the rule takes effect"."""
    objects = {child.lemma_ for child in verb.children if child.dep_ in {"dobj", "obj"}}
    if verb.lemma_ == "take":
        return bool(objects & {"effect", "place"})
    return verb.lemma_ in _TIMETABLE_VERBS and not objects


def _is_past_participle(verb: Token) -> bool:
    """Return True if a participle without an auxiliary means the past: "the man shot dead"."""
    has_auxiliary = any(child.dep_ in {"aux", "auxpass"} for child in verb.children)
    return verb.tag_ == "VBN" and not has_auxiliary and verb.dep_ in {"acl", "ROOT"}
