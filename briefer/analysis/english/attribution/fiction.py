"""Recognise what an invented person says: "In the play, a king says that the war is lost"."""

from spacy.tokens import Token

from briefer.analysis.english.attribution.reporting_subjects import own_subject
from briefer.analysis.english.unspoken_words import FICTION


def is_in_fiction(verb: Token) -> bool:
    """Return True for "In the film, a king says that": a part in it speaks, in the present tense.

    Who has a name may be a real person, whom a documentary shows, and so may several people.
    """
    subject = own_subject(verb)
    if subject is None or subject.tag_ != "NN" or verb.tag_ != "VBZ":
        return False
    named = any(child.dep_ == "appos" for child in subject.rights)
    # what opens a sentence may be attached to the verb of a title: In “The King Says No”
    places = (word for word in (verb.sent[0], *verb.lefts) if word.lower_ == "in")
    works = (child for place in places for child in place.rights if child.dep_ == "pobj")
    return not named and any(work.lemma_.lower() in FICTION for work in works)
