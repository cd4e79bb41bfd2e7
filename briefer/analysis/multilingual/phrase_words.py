"""Find where a noun phrase ends, word by word, in a language without a parser.

In "a déclaré jeudi la préfète Solène Darcourt devant la presse" the phrase after "jeudi" has the
words "la", "préfète", "Solène" and "Darcourt": "devant" cannot be part of it.
"""

import re
from collections.abc import Iterator

from briefer.analysis.annotations import Span
from briefer.analysis.multilingual.dates import calendar_pattern
from briefer.analysis.multilingual.reporting_words import CAPITALISED, ReportingWords

_CAPITALISED = re.compile(CAPITALISED)
_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+['’](?=[^\W\d_])|[\w'’\-&/]*\w|['’]")
_GAP = re.compile(r"[ \t\xa0\u202f]*(?:(?:№|n[°º]|Nr\.|nr)[ \xa0]?\d+[ \xa0]+)?")  # "school № 4"
_MOST_WORDS = 12  # of a phrase
_MOST_PLAIN_WORDS = 3  # in lower case, one after another: a noun and its adjectives
_FULL_NAME = 2  # words; after a full name the phrase ends


class PhraseWords:
    """Finds the words of phrases in one text.

    Args:
        text: the article's text.
        words: the words of its language.
        language: ISO 639-1 code.
    """

    def __init__(self, text: str, words: ReportingWords, language: str) -> None:
        self.text, self.words = text, words
        self._calendar = calendar_pattern(language)

    def skip_adverbs(self, position: int, end: int) -> int:
        """Return where the words after adverbs and times begin ("jeudi", "am Montag")."""
        while True:
            position = self.gap(position, end)
            after = self.adverb_end(position, end)
            if after is None:
                return position
            position = after

    def adverb_end(self, position: int, end: int) -> int | None:
        """Return the end of an adverb or a time at ``position``, with its preposition."""
        if adverb := self.words.adverb.match(self.text, position, end):
            return adverb.end()
        if self._calendar is None:
            return None
        time = self._calendar.match(self.text, position, end)
        before = self.word(position, end)
        if time is None and before is not None:
            word = before.text_in(self.text)
            words = self.words
            joins = words.stop.fullmatch(word) or words.linker.fullmatch(word)
            if self.is_determiner(before) or joins:
                time = self._calendar.match(self.text, self.gap(before.end, end), end)
        return time.end() if time else None

    def phrase_at(self, position: int, end: int, *, bare: bool = False) -> list[Span]:
        """Return the words of the phrase that begins at ``position``; none if none can.

        Args:
            position: where it begins.
            end: where it ends at the latest.
            bare: whether it may begin with a noun without an article ("según fuentes").
        """
        first = self.word(position, end)
        if first is None or not self._may_begin(first, end, bare=bare):
            return []
        return self.words_from(first, end)

    def words_from(self, first: Span, end: int) -> list[Span]:
        """Return a word and those after it that may belong to its phrase."""
        return [first, *self._more_words(first, end)]

    def _more_words(self, first: Span, end: int) -> Iterator[Span]:
        """Yield the words after the first one."""
        plain, names = int(self._is_plain(first)), self._name_words(first)
        word, count = first, 1
        while count < _MOST_WORDS:
            following = self.word(self.gap(word.end, end), end)
            if following is None:
                return
            is_name = is_capitalised(following.text_in(self.text))
            if not is_name and self.adverb_end(following.start, end) is not None:
                return
            if self._begins_clause(word, following):
                return
            if linked := self._linked(following, end):
                yield from linked
                plain, names = 0, names if self._is_particle(following) else 0
                word = linked[-1]
            elif self._ends_before(following, end):
                return
            else:
                plain = plain + 1 if self._is_plain(following) else 0
                if plain and (plain > self._most_plain() or names >= self._most_names()):
                    return
                if plain and names and self._is_verb_after_name(word, following, end):
                    return
                names += self._name_words(following)
                yield following
                word = following
            count += 1

    def _linked(self, word: Span, end: int) -> list[Span]:
        """Return a linker at ``word``, with an article after it; nothing if there is none."""
        linker = self.words.linker.match(self.text, word.start, end)
        if linker is None or self.word(self.gap(linker.end(), end), end) is None:
            return []
        joined = Span(*linker.span())
        following = self.word(self.gap(linker.end(), end), end)
        if following is None or not self.is_determiner(following):
            return [joined]
        # "skriver föreningen i ett brev": the letter is not part of the association
        indefinite = "i" in self.words.determiners[self.determiner_key(following)]
        return [] if self.words.short_phrases and indefinite else [joined, following]

    def _begins_clause(self, word: Span, following: Span) -> bool:
        """Return True for an office after another noun, in a language without articles.

        "Według prokuratury burmistrz przyjął ...": the mayor is what the prosecutors speak about.
        """
        words = self.words
        without_articles = words.subject_optional and words.short_phrases
        is_office = words.role.fullmatch(following.text_in(self.text)) is not None
        return without_articles and is_office and self._is_plain(word)

    def _is_verb_after_name(self, name: Span, word: Span, end: int) -> bool:
        """Return True for "stiger" of "Ifølge Politiken stiger prisen", which is not of the name.

        An office ("Ajax trainer Jan Vos") has a name behind it, and a genitive has a noun.
        """
        if not self.words.short_phrases or not self._name_words(name):
            return False
        following = self.word(self.gap(word.end, end), end)
        if following is not None and is_capitalised(following.text_in(self.text)):
            return False
        may_be_genitive = name.text_in(self.text).endswith("s")  # and "Reuters" may be none
        return not may_be_genitive or self._is_verb_before(word, following)

    def _is_verb_before(self, word: Span, following: Span | None) -> bool:
        """Return True for "stiger" before "prisen", and not for "tal" before the verb "falder"."""
        words = self.words
        if following is None or not words.verb_form.fullmatch(word.text_in(self.text)):
            return False
        text = following.text_in(self.text)
        others = (words.verb_form, words.verb, words.past, words.future, words.linker, words.stop)
        return self.is_determiner(following) or not any(one.fullmatch(text) for one in others)

    def _most_plain(self) -> int:
        return 1 if self.words.short_phrases else _MOST_PLAIN_WORDS

    def _most_names(self) -> int:
        """Return after how many words with a capital one without it is not part of the phrase."""
        return 1 if self.words.capitalised_nouns else _FULL_NAME

    def _may_begin(self, word: Span, end: int, *, bare: bool) -> bool:
        words, text = self.words, word.text_in(self.text)
        if self.is_determiner(word) or self.is_title(word) or words.role.fullmatch(text):
            return True
        patterns = (words.stop, words.adverb, words.according, words.as_said, words.that)
        if any(pattern.match(self.text, word.start, word.end) for pattern in patterns):
            return False
        if words.according.match(self.text, word.start, end):
            return False
        is_bare = bare and not words.capitalised_nouns
        if text.islower() and words.verb.match(self.text, word.start, end):
            return False
        if words.caseless or words.bare_nouns or is_bare or is_capitalised(text):
            return True
        return self._is_name_at(word.end, end)

    def _is_name_at(self, position: int, end: int) -> bool:
        """Return True if two capitalised words follow, as in "vertelt buurvrouw Ria Smit"."""
        for _ in range(_FULL_NAME):
            word = self.word(self.gap(position, end), end)
            if word is None or not is_capitalised(word.text_in(self.text)):
                return False
            position = word.end
        return not self.words.capitalised_nouns

    def _ends_before(self, word: Span, end: int) -> bool:
        """Return True if a word cannot be part of a phrase that has begun."""
        words, text = self.words, word.text_in(self.text)
        if self.is_title(word):
            return False
        in_name = is_capitalised(text) and not words.capitalised_nouns
        if self.adverb_end(word.start, end) is not None:
            return not in_name
        if self._is_particle(word):
            following = self.word(self.gap(word.end, end), end)
            if following and is_capitalised(following.text_in(self.text)):
                return False
        is_verb = words.verb.match(self.text, word.start, end) and not is_capitalised(text)
        return bool(words.stop.fullmatch(text) or self.is_determiner(word) or is_verb)

    def _is_plain(self, word: Span) -> bool:
        """Return True for a word that is neither a name nor known to be part of a phrase."""
        words, text = self.words, word.text_in(self.text)
        known = words.role.fullmatch(text) or words.adjective.fullmatch(text)
        fixed = self.is_determiner(word) or self.is_title(word) or self._is_particle(word)
        return not (known or fixed or words.caseless or is_capitalised(text))

    def _name_words(self, word: Span) -> int:
        """Return how many words of a name a word is worth: an acronym is a whole name."""
        text = word.text_in(self.text)
        if not is_capitalised(text) or self.is_determiner(word) or self.is_title(word):
            return 0
        return _FULL_NAME if len(text) > 1 and text.isupper() else 1

    def _is_particle(self, word: Span) -> bool:
        return self.words.particle.fullmatch(word.text_in(self.text)) is not None

    def is_determiner(self, word: Span) -> bool:
        """Return True for an article or a word in its place."""
        return self.determiner_key(word) in self.words.determiners

    def determiner_key(self, word: Span) -> str:
        """Return a word as the list of determiners spells it."""
        return word.text_in(self.text).replace("'", "’").lower()

    def is_title(self, word: Span) -> bool:
        """Return True for a title before a name."""
        return self.words.title.fullmatch(word.text_in(self.text)) is not None

    def gap(self, position: int, end: int) -> int:
        """Return the position after spaces."""
        match = _GAP.match(self.text, position, end)
        return match.end() if match else position

    def word(self, position: int, end: int) -> Span | None:
        """Return the word at ``position``; None if there is none."""
        title = self.words.title.match(self.text, position, end)
        match = title or _WORD.match(self.text, position, end)
        return Span(*match.span()) if match else None


def is_capitalised(word: str) -> bool:
    """Return True if a word begins with a capital letter."""
    return _CAPITALISED.match(word) is not None
