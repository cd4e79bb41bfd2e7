"""Correct the labels of names by what the rest of the article says of them.

Examples: after "the mayor of Westmere", Westmere is a place. "Ada Moon", labelled as a place, is a
person if "Moon" or "she" speaks later. "The tanker Ada Moon" is none.
"""

from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Tokens

from briefer.analysis.annotations import Span
from briefer.analysis.english.entities.entity_types import (
    ends_like_non_person,
    is_age,
    is_called_organisation,
    word_before,
)
from briefer.analysis.english.entities.first_names import pronoun_of_name
from briefer.analysis.english.entities.located_names import MISTAKEN, names_of_places
from briefer.analysis.english.entities.name_words import (
    GOVERNED_NOUNS,
    NAME_PARTICLES,
    SHARED_FORENAMES,
    VESSELS,
    WORD_FORENAMES,
)
from briefer.analysis.english.entities.person_nouns import is_title, may_be_title, names_a_role
from briefer.analysis.english.lexicon import SPEECH
from briefer.analysis.english.nouns import COMPANY_WORDS, FIRM_NOUNS, KIN, PLACE_NOUNS
from briefer.analysis.parser import dictionary
from briefer.analysis.spacy_helpers import SUBJECTS

_LOCAL_BODIES = frozenset("council mayor parliament".split())
_NOT_PEOPLE = frozenset({"ORG", "GPE", "LOC", "FAC", "OTHER"})
_FULL_NAME = range(2, 5)  # words
_PERSONAL = frozenset({"he", "she"})
# Nouns for people that companies and bodies are called as well.
_PEOPLE_OR_FIRMS = frozenset(
    """advertiser author backer broadcaster builder buyer carrier competitor consultant contractor
    creditor dealer developer distributor donor employer founder host insurer investor keeper leader
    lender maker manager manufacturer member operator organiser organizer owner partner pioneer
    player producer provider publisher regulator representative rival seller server source sponsor
    supplier trader user vendor winner""".split()
)
_FIRMS = FIRM_NOUNS | frozenset("carmaker automaker drugmaker chipmaker".split())
_RUN_BY = frozenset("run owned founded".split())  # not "found", as lost people are
_PARTICLES = frozenset("over down out off".split())
_MAX_WORDS = 40  # from a name to the pronoun that shows a person


def relabel(mentions: Sequence[Tokens], doc: Doc, *, dateline: Span | None) -> list[Tokens]:
    """Return the mentions, with labels that fit what the article says of the same names.

    Args:
        mentions: the mentions, in order.
        doc: the article's parse.
        dateline: the place at the start of the article.
    """
    town = "" if dateline is None else dateline.text_in(doc.text).partition(",")[0].title()
    people = [m for m in mentions if m.label_ == "PERSON"]
    surnames = {person[-1].text for person in people if len(person) > 1}
    bare_surnames = {person.text for person in people if len(person) == 1}
    tokens_of_people = {token.i for person in people for token in person}
    vessels = {m.text for m in mentions if _is_vessel(m)}
    governed = {m.text for m in mentions if _is_governed(m)} | {town}
    governed -= surnames
    speakers, aged = speaking_words(doc), set(_aged_words(doc))
    shown = speakers | aged
    firms = {m.text for m in people if len(m) == 1 and _is_firm(m)} - surnames
    forenames = {person[0].text for person in people if len(person) > 1}

    def label_of(mention: Tokens) -> str:
        label = str(mention.label_)
        if label == "PERSON" and mention.text in firms:
            return "ORG"
        if mention.text in vessels or (label == "PERSON" and _has_article(mention)):
            return "OTHER"
        if label in MISTAKEN and is_place(mention):
            return "GPE"
        if label == "NORP":
            return "PERSON" if _is_described(mention) else label
        acts = label == "GPE" and mention.text in forenames and _acts(mention)
        return "PERSON" if acts or (label in _NOT_PEOPLE and is_person(mention)) else label

    def is_place(mention: Tokens) -> bool:
        is_governed = mention.text in governed and not _is_titled(mention)
        is_place_of_list = _is_governed(mention) or _is_in_list_of_places(mention)
        return is_governed or is_place_of_list or mention.text in located

    def shows_person(mention: Tokens) -> bool:
        named = _is_titled(mention) or _has_forename(mention) or _is_described(mention)
        speaks = mention[-1].text in shown or _becomes_he_or_she(mention)
        return named or speaks or (len(mention) > 1 and _acts(mention))

    def is_person(mention: Tokens) -> bool:
        has_form = _has_form_of_name(mention)
        if _is_relative(mention) or _is_described(mention) or _speaks_with_role(mention):
            return True
        if has_form and (_speaks_for_body(mention) or mention[-1].text in aged):
            return True
        if not _may_be_full_name(mention):  # "Reed's investor, Dell Moon, ... She"
            return has_form and _is_set_apart(mention) and _becomes_he_or_she(mention)
        is_surname = mention[-1].text in speakers and mention[0].text not in speakers
        joined = mention.root.dep_ == "conj" and mention.root.head.i in tokens_of_people
        is_word = mention[0].lower_ in WORD_FORENAMES and not _is_of_shared_words(mention)
        speaks = (is_word or _has_forename(mention)) and _speaks(mention)
        known = is_surname or mention[-1].text in bare_surnames
        return known or joined or speaks or _becomes_he_or_she(mention)

    located = names_of_places(mentions, shows_person) - surnames
    return [Tokens(doc, m.start, m.end, label=label_of(m)) for m in mentions]


def _is_described(name: Tokens) -> bool:
    after = (child for token in name for child in token.rights if child.i >= name.end)
    is_apart = _is_set_apart(name) or any(child.dep_ == "appos" for child in after)
    apart = _has_form_of_name(name) and is_apart
    form = apart or _may_be_full_name(name) or _has_forename(name)
    return form and _is_described_as_person(name)


def _is_vessel(name: Tokens) -> bool:
    """Return True if a noun for a ship comes right before a name: "the tanker Ada Moon"."""
    before = word_before(name)
    if before is not None and is_title(before) and before.i > name.sent.start:
        before = before.nbor(-1)  # "the yacht Lady Maud"
    return before is not None and before.text.islower() and before.lower_ in VESSELS


def _has_article(name: Tokens) -> bool:
    """Return True if "the" comes right before a bare name: "the Johanna", which is no person.

    Titles can have it ("the Reverend Doe"), and so can the noun that a name modifies ("the Doe
    trial").
    """
    before = word_before(name)
    is_whole_phrase = name.root.dep_ not in {"compound", "amod", "nmod", "poss"}
    described = any(map(names_a_role, name)) or name.root.tag_ == "NNPS"
    clause_follows = any(child.dep_ == "relcl" for child in name.root.rights)
    speaks = name.root.dep_ == "nsubj" and name.root.head.lemma_ in SPEECH
    has_article = before is not None and before.lower_ == "the"
    return has_article and is_whole_phrase and not (described or clause_follows or speaks)


def _is_governed(name: Tokens) -> bool:
    """Return True if a name is that of a town or a country by its noun: "the mayor of Westmere"."""
    if name.root.dep_ == "poss" and name.root.head.lower_ in _LOCAL_BODIES and len(name) == 1:
        return True  # "Westmere's council"
    of = word_before(name)
    if of is None or of.lower_ != "of" or of.i == name.sent.start or len(name) > 1:
        return False
    return of.nbor(-1).lower_ in GOVERNED_NOUNS | PLACE_NOUNS


def _is_in_list_of_places(name: Tokens) -> bool:
    """Return True for "Hull" of "in Leeds and Hull"."""
    first = name.root
    while first.dep_ == "conj":
        first = first.head
    in_place = first.dep_ == "pobj" and first.head.lower_ == "in" and first.ent_type_ == "GPE"
    return first != name.root and in_place and len(name) == 1


def _is_titled(name: Tokens) -> bool:
    before = word_before(name)
    if before is not None and before.text == "." and before.i > name.sent.start:
        before = before.nbor(-1)
    return before is not None and may_be_title(before)


def speaking_words(doc: Doc) -> set[str]:
    """Return the names of one word that are the subject of a verb of speech."""
    return {
        token.text
        for token in doc
        if token.pos_ == "PROPN"
        and (token.dep_ == "nsubj" or _is_inverted_object(token))
        and token.head.lemma_ in SPEECH
        and not any(
            child.dep_ in {"compound", "poss"} and child.lower_ not in NAME_PARTICLES
            for child in token.lefts
        )
    }


def _is_inverted_object(token: Token) -> bool:
    """Return True for "Reed" of ", conceded Reed", which the parser takes for an object."""
    verb = token.head
    has_subject = any(child.dep_ in SUBJECTS for child in verb.children)
    follows_comma = verb.i > verb.sent.start and verb.nbor(-1).text == ","
    return token.dep_ == "dobj" and follows_comma and not has_subject and verb.i < token.i


def _aged_words(doc: Doc) -> Iterator[str]:
    """Yield the names of one word with an age behind them: "Osterby, 41, comes from Hollis"."""
    for token in doc[:-3]:
        comma, age, after = (token.nbor(distance) for distance in (1, 2, 3))
        marks = {comma.text, after.text} <= {",", ".", ";"} and comma.text == ","
        if token.text.istitle() and marks and is_age(age):
            yield token.text


def _may_be_full_name(name: Tokens) -> bool:
    """Return True if a name may be that of a person by its words: "Ada Moon", not "River Moon"."""
    first = name[0].lower_
    common = first in dictionary("en") and first not in WORD_FORENAMES
    return _has_form_of_name(name) and (_has_forename(name) or not common)


def _has_form_of_name(name: Tokens) -> bool:
    """Return True if a name has the form of a first name and a surname: "Ada Moon-Reed".

    The first name may be that of a town: "Chester Moon".
    """
    words = name.text.split()
    capitalised = [word for word in words if word not in NAME_PARTICLES]
    in_form = all(word.istitle() and word.replace("-", "").isalpha() for word in capitalised)
    in_form = in_form and len(capitalised) in _FULL_NAME
    before = word_before(name)
    has_article = before is not None and before.lower_ == "the"
    company = name[-1].lower_ in COMPANY_WORDS
    return in_form and not (has_article or company or ends_like_non_person(name))


def _is_described_as_person(name: Tokens) -> bool:
    """Return True for "her rival, Ada Moon," and "Ada Moon, a nurse,".

    What owns or runs something may be a company.
    """
    after = (child for token in name for child in token.rights if child.i >= name.end)
    nouns = [child for child in after if child.dep_ == "appos"]
    if name.root.dep_ == "appos" and name.root.head.i < name.start:
        nouns.append(name.root.head)
    before = word_before(name)
    if before is not None and _has_forename(name):
        nouns.append(before)  # "promoter Walt Moon"
    return any(
        noun.tag_ == "NN"
        and noun.text.islower()
        and names_a_role(noun)
        and (noun.lower_ not in _PEOPLE_OR_FIRMS or _is_of_person(noun) or _has_forename(name))
        for noun in nouns
    )


def _is_firm(name: Tokens) -> bool:
    """Return True for "the grid operator Nettkraft" and "the carmaker Lancaster"."""
    before = word_before(name)
    is_named = before is not None and before.text.islower() and before.lower_ in _FIRMS
    return is_named or is_called_organisation(name) or _is_run(name)


def _is_run(name: Tokens) -> bool:
    """Return True for "Spotti" of "The rival, Spotti, is run by Doe", also for "headquartered".

    But people are run over by cars.
    """
    head = name.root.head if name.root.dep_ == "appos" else name.root
    verb = head.head
    if head.dep_ != "nsubjpass":
        return False
    after = {child.lower_ for child in verb.rights}
    is_run_by = verb.lower_ in _RUN_BY and "by" in after and after.isdisjoint(_PARTICLES)
    return is_run_by or verb.lemma_ == "headquarter"


def _is_relative(name: Tokens) -> bool:
    """Return True for "Her brother, Chase, held her hand": relatives often have no surname."""
    noun = name.root.head
    is_named = name.root.dep_ == "appos" and noun.i < name.start and noun.lower_ in KIN
    return is_named and len(name) == 1 and name.text.istitle()


def _has_forename(name: Tokens) -> bool:
    """Return True for "Walt Moon": hardly anything but a man is called Walt."""
    return pronoun_of_name(name.text) is not None and not _is_of_shared_words(name)


def _is_of_shared_words(name: Tokens) -> bool:
    """Return True for "Georgia Power": no word of it is for people only, as in "Georgia Ranft"."""
    return name[0].lower_ in SHARED_FORENAMES and name[-1].lower_ in dictionary("en")


def _is_set_apart(name: Tokens) -> bool:
    """Return True for a comma before a name: in "The striker Real Madrid sold" there is none."""
    return name.start > name.sent.start and name.doc[name.start - 1].is_punct


def _speaks(name: Tokens) -> bool:
    return name.root.dep_ in SUBJECTS and name.root.head.lemma_ in SPEECH


def _speaks_with_role(name: Tokens) -> bool:
    """Return True for "Dakota Reed, its treasurer, said", whatever the words of the name are."""
    words = name.text.split()
    is_name = len(words) in _FULL_NAME and all(map(str.istitle, words))
    company = name[-1].lower_ in COMPANY_WORDS
    return is_name and not company and _speaks(name) and _is_described_as_person(name)


def _acts(name: Tokens) -> bool:
    """Return True for the subject of a verb that is not "be": "Georgia taught me"."""
    return name.root.dep_ == "nsubj" and name.root.head.pos_ == "VERB"


def _speaks_for_body(name: Tokens) -> bool:
    """Return True for "Chester Roe of the Red Cross said": a town speaks for no other body.

    "Legal Aid of Georgia" has common words.
    """
    if name[-1].lower_ in dictionary("en"):
        return False
    of = next((child for child in name.root.rights if child.lower_ in {"of", "from"}), None)
    return _speaks(name) and of is not None and any(one.tag_ == "NNP" for one in of.rights)


def _is_of_person(noun: Token) -> bool:
    """Return True for "her rival"."""
    return any(c.dep_ == "poss" and c.lower_ in {"his", "her", "my"} for c in noun.lefts)


def _becomes_he_or_she(name: Tokens) -> bool:
    """Return True if "he" or "she" follows a subject, and no other person is named between.

    In "Ada Moon met reporters. She said ..." only a person can be meant.
    """
    head = name.root.head if name.root.dep_ == "appos" else name.root
    own = [head, *(child for child in head.lefts if child.dep_ == "poss")]
    before_name = name.sent[: name.start - name.sent.start]
    others = (token for token in before_name if token not in own)  # "Moon's investor, Dell Reed,"
    if head.dep_ not in SUBJECTS or _names_a_person(others):
        return False
    doc = name.doc
    for token in doc[name.end : min(name.end + _MAX_WORDS, len(doc))]:
        if token.lower_ in _PERSONAL and token.dep_ in SUBJECTS:
            # in "The captain, she said, had slept" she is not the captain
            inserted = token.head.dep_ == "parataxis"
            before = min(token.i, token.sent.start) if inserted else token.i
            return not _names_a_person(doc[name.end : before])
    return False


def _names_a_person(tokens: Iterable[Token]) -> bool:
    return any(
        token.ent_type_ == "PERSON" or (token.pos_ == "NOUN" and names_a_role(token))
        for token in tokens
        if not any(child.lower_ == "no" for child in token.lefts)  # "no guest"
    )
