"""Decide by its first words whether a sentence can be understood alone, without a parser.

"Sie lehnte ab.", "Mais le maire insiste." and "Añadió que no lo sabía." cannot.
"""

import re

from briefer.analysis.multilingual.reporting_words import reporting_words

_FIRST_WORD = re.compile(r"\W*(?P<word>\w[\w’'-]*)")


def stands_alone(sentence: str, language: str) -> bool:
    """Return True if a sentence does not open with a connective, a pronoun or a lone verb.

    True for a language without words of its own.
    """
    words, first = reporting_words(language), _FIRST_WORD.match(sentence)
    if words is None or first is None:
        return True
    start, word = first.start("word"), first["word"].lower()
    if words.connective.match(sentence, start):
        return False
    if words.subject_optional and not words.verb_final and words.verb.match(sentence, start):
        return False  # "Añadió que ..."
    is_pronoun = word in words.pronouns and word not in words.determiners
    return not is_pronoun or words.no_pronoun.match(sentence, start) is not None
