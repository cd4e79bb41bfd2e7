"""Decide whether a sentence can be understood alone, without the one before it.

"Mayor Orme rejected that.", "Its head will resign." and "Now consider the costs." cannot. "Ann Reed
said she would resign" can: "she" has an antecedent in the sentence.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Token

from briefer.analysis.english.entities.person_nouns import is_person_noun
from briefer.analysis.english.line_syntax import parsed_line
from briefer.analysis.english.nouns import GROUP_NOUNS, KIN
from briefer.analysis.spacy_helpers import SUBJECTS

_HE_SHE = frozenset("he she him her his hers".split())
_SPEAKER = frozenset("me my mine myself".split())
_IT = frozenset("it its".split())
_THEY = frozenset("they them their theirs".split())
_DEMONSTRATIVES = frozenset("this that these those such".split())
# Subjects that are a part of what the sentence before names.
_REMAINDERS = frozenset(
    "both other others rest remainder latter former neither either another each one several".split()
)
# Words that compare the first noun with one before: "the same rule".
_SAME = frozenset("same latter".split())
# Openings that set a sentence against the one before it, or draw a conclusion from it.
_CONNECTIVE = re.compile(
    r"(?:but|and|or(?! else\b)|however|yet(?! to\b)|nor|also|likewise|similarly|conversely"
    r"|nevertheless|nonetheless"
    r"|meanwhile|moreover|furthermore|therefore|thus|hence|consequently|accordingly|otherwise"
    r"|even so"
    r"|so(?! far\b| called\b|-| that\b| long as\b| much\b| many\b)|instead(?! of\b)|that said"
    r"|rather(?! than\b)|still,|besides,|in (?:contrast|addition)(?! to\b)|by contrast|in turn\b"
    r"|in (?:other words|short),?|as a (?:result|consequence)(?! of\b)|for (?:example|instance)"
    r"|on the (?:other hand|contrary)|(?:not only|worse|better|more) than that|not only that"
    r"|the same goes|here(?: is|['’]s| are)|(?:first|second|third|fourth)(?:ly)?,|finally,|lastly,)"
    r"(?![\w'’-])",
    re.IGNORECASE,
)
# "Three days before, divers had found a bomb": before what?
_TIME_AFTER_ANOTHER = re.compile(
    r"(?:(?:[\w-]+ ){0,4}(?:second|minute|hour|day|week|month|year|decade|moment)s?"
    r" (?:later|earlier|before|after|afterwards?|beforehand)"
    r"|(?:later|earlier) (?:that|the same) \w+"
    r"|the (?:next|following|same|previous|day before) \w+),",
    re.IGNORECASE,
)
_QUESTION_TAGS = frozenset({"WDT", "WP", "WP$", "WRB"})
_NOMINAL = frozenset({"NOUN", "PROPN"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_OBJECTS = frozenset({"dobj", "pobj", "dative"})
_FIRST_WORDS = 3
_OPENING = 12  # words
_BEFORE_THEN = frozenset("and but back since by until till even just only".split())
_WRITERS = frozenset({"i", "we"})
_EARLIER = frozenset("above below earlier before previously".split())
_WRITING = frozenset("write say report mention note explain see argue describe warn show".split())
_SAYING_SO = frozenset("say do think believe hope".split())
# Nouns that "this" may point at from outside the text: "this week", "this country".
_AROUND_US = frozenset(
    """second minute hour morning afternoon evening night day week weekend month
    quarter year decade century season spring summer autumn fall winter time
    monday tuesday wednesday thursday friday saturday sunday country nation city
    town world article story newspaper""".split()
)


def stands_alone(sentence: Iterable[Token]) -> bool:
    """Return True if a sentence needs no other one; also for a language that is not parsed."""
    words = [token for token in sentence if not token.is_space]
    if not words:
        return True
    opening = "".join(word.text_with_ws for word in words[:_OPENING])
    return not (
        is_instruction(words)
        or _CONNECTIVE.match(opening)
        or _TIME_AFTER_ANOTHER.match(opening)
        or _is_continuation(words)
        or _compares(words)
        or _points_back(words)
        or any(_is_dangling(word, words) for word in _outside_quotations(words))
    )


def states_event(title: str, language: str) -> bool:
    """Return True if a title says that something happens: no noun phrase, and no question.

    In a language that is not parsed, only the mark of a question tells.
    """
    words = [token for token in parsed_line(title, language) if not token.is_space]
    if title.rstrip(' "”»').endswith(("?", "\uff1f", "؟")):
        return False
    starts = (one for one in words if one.i == 0 or one.nbor(-1).text in {":", "-", "–", "—"})
    if any(one.tag_ in _QUESTION_TAGS for one in starts):
        return False  # "Why the tram split the town"
    # "Dispute over the pier" is parsed as an order
    orders = {one for one in words[:1] if is_instruction(words)}
    verbs = (one for one in words if one.pos_ == "VERB" and one not in orders)
    return not words or any(
        not any(child.tag_ in _QUESTION_TAGS for child in verb.children) for verb in verbs
    )


def is_instruction(sentence: Iterable[Token]) -> bool:
    """Return True for "Remember what we know" and "Now consider this"."""
    skipped = {"ADV", "PUNCT", "INTJ", "SPACE"}
    first = next((word for word in sentence if word.pos_ not in skipped), None)
    if first is None:
        return False
    has_subject = any(child.dep_ in {*SUBJECTS, "expl"} for child in first.children)
    return first.dep_ == "ROOT" and first.tag_ == "VB" and not has_subject


def _is_continuation(words: Sequence[Token]) -> bool:
    """Return True for a subject such as "the other" and "both", and for "which is why ...".

    Also for an answer to a question: "Because there was nobody else".
    """
    first = words[0]
    if first.dep_ == "mark" and first.head.dep_ == "ROOT":
        return True
    if first.tag_ in _QUESTION_TAGS and first.head.dep_ == "ROOT":
        return True
    root = next((word for word in words if word.dep_ == "ROOT"), first)
    subject = next((child for child in root.children if child.dep_ in SUBJECTS), None)
    if subject is None:
        return False
    is_part = subject.lower_ in _REMAINDERS or subject.pos_ in {"NUM", "ADJ"}
    explained = any(child.dep_ in {"prep", "relcl", "acl"} for child in subject.rights)
    return is_part and not explained


def _compares(words: Sequence[Token]) -> bool:
    """Return True for "The same rule applies", "The other, Doe, left" and "Neither side spoke".

    Not for "The same rule as in Leeds applies" and "Both Doe and Roe met".
    """
    opening = [word.lower_ for word in words[:3]]
    if opening[0] == "the" and opening[1:] in (["other", ","], ["others", ","]):
        return True
    if opening[0] in {"both", "neither"} and words[0].dep_ in {"det", "predet"}:
        noun = words[0].head
        if noun.conjuncts:
            return False
    elif opening[0] == "the" and opening[1:] and opening[1] in _SAME:
        noun = words[1].head
    else:
        return False
    return not any(child.dep_ in {"prep", "relcl", "acl"} for child in noun.rights)


def _points_back(words: Sequence[Token]) -> bool:
    """Return True for "Back then ...", "And then ...", and "As I wrote last week, ..."."""
    first = [word for word in words if not word.is_punct][:_FIRST_WORDS]
    adverbs = [word for word in first if word.lower_ == "then" and word.tag_ == "RB"]
    if adverbs and all(one.lower_ in _BEFORE_THEN for one in first if one.i < adverbs[0].i):
        return True
    return any(
        word.lemma_ in _WRITING
        and any(child.lower_ == "as" for child in word.lefts)
        and any(child.lower_ in _WRITERS | _EARLIER for child in word.children)
        and not any(c.dep_ in SUBJECTS and c.lower_ not in _WRITERS for c in word.lefts)
        for word in _outside_quotations(words)
    )


def _is_dangling(word: Token, words: Sequence[Token]) -> bool:
    """Return True for a pronoun or a demonstrative without an antecedent in the sentence."""
    lower = word.lower_
    if lower in _DEMONSTRATIVES:
        return _is_dangling_demonstrative(word, words)
    if lower in _SPEAKER:
        return True  # an answer in an interview
    if lower == "so" and word.head.lemma_ in _SAYING_SO:
        return not any(one.pos_ == "VERB" for one in words if one.i < word.head.i)
    if lower not in _HE_SHE | _IT | _THEY or word.dep_ == "expl":
        return False
    candidates = [one for one in words if one.pos_ in _NOMINAL and _may_mean(word, one)]
    if any(one.i < word.i for one in candidates):
        return False
    # "After he left, Ann Reed ...": the antecedent follows the words that come first
    is_first_phrase = words[0].pos_ in {"ADP", "SCONJ"} and word.head.dep_ != "ROOT"
    return not (is_first_phrase and any(word not in one.subtree for one in candidates))


def _may_mean(pronoun: Token, noun: Token) -> bool:
    """Return True if a noun can be the antecedent of a pronoun."""
    lemma = noun.lemma_.lower()
    in_same_clause = noun.head == pronoun.head and noun.dep_ in SUBJECTS
    if lemma in _AROUND_US or (pronoun.dep_ in _OBJECTS and in_same_clause):
        return False
    is_named = noun.pos_ == "PROPN" and not (noun.dep_ == "pobj" and noun.ent_type_ in _PLACES)
    is_person = is_named or is_person_noun(lemma) or lemma in KIN | GROUP_NOUNS
    if pronoun.lower_ in _HE_SHE:
        return is_person
    if pronoun.lower_ in _THEY:
        # "one of them" is one of several, and nobody accuses himself as "them"
        is_other = _is_of(pronoun) or pronoun.dep_ == "dobj"
        is_several = noun.tag_ in {"NNS", "NNPS"} or lemma in GROUP_NOUNS or bool(noun.conjuncts)
        return is_several or not is_other
    if noun.pos_ == "PROPN":
        return noun.ent_type_ != "PERSON"
    return not (is_person or noun.tag_ == "NNS")


def _is_of(pronoun: Token) -> bool:
    return pronoun.dep_ == "pobj" and pronoun.head.lower_ == "of"


def _is_dangling_demonstrative(word: Token, words: Sequence[Token]) -> bool:
    if word.lower_ == "such":
        is_first = not any(one.pos_ in _NOMINAL for one in words if one.i < word.i)
        return is_first and word.head.pos_ in _NOMINAL and word.i < word.head.i
    if word.dep_ == "det":
        noun = word.head
        named_before = any(one.lemma_ == noun.lemma_ for one in words if one.i < word.i)
        explained = any(child.dep_ in {"relcl", "acl", "prep"} for child in noun.rights)
        return not (named_before or explained or noun.lemma_.lower() in _AROUND_US)
    if word.pos_ != "PRON" or word.tag_ in {"WDT", "IN"}:
        return False
    explained = any(child.dep_ in {"relcl", "acl", "prep"} for child in word.rights)
    governing = _governing(word)
    before = (one for one in words if one.i < word.i and one not in governing)
    follows_clause = any(one.pos_ == "VERB" for one in before)
    return not (explained or follows_clause)


def _governing(word: Token) -> set[Token]:
    """Return the words that a word depends on within its own clause and those around it."""
    found = set()
    while word.head != word:
        is_joined = word.dep_ == "conj"
        word = word.head
        if not is_joined:
            found.add(word)
    return found


def _outside_quotations(words: Sequence[Token]) -> Iterator[Token]:
    is_quoted = False
    for word in words:
        if word.text in {'"', "“", "”"}:
            is_quoted = not is_quoted
        elif not is_quoted:
            yield word
