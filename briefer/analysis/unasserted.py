# ruff: noqa: E501 (patterns are easier to read in one line)
"""Find passages that state nothing, by marks and word forms: questions, conditions, orders.

"Is the gate shut?", "si la porte est fermée" and "Schreiben Sie, dass das Tor zu ist" have the words
of a statement, and no statement. What only they say supports no line. In English the syntax tells
more; see ``english/unasserted_clauses.py``.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from spacy.util import get_lang_class

from briefer.analysis.annotations import Attribution, Quotation, Span
from briefer.analysis.order_words import CONDITIONS, FRAMES, ORDERS, SELF, WISHES, YOU
from briefer.analysis.prompt_injection import is_injection
from briefer.analysis.quoted_text import QuotedText
from briefer.analysis.span_index import SpanIndex
from briefer.schema.article import Article
from briefer.source.language import detect_language
from briefer.text.normalization import ends_with_colon

_QUESTION_MARKS = "?\uff1f؟\u037e"
_AFTER_MARK = " \t\n.!…\"'”’»)]*_"


@dataclass(frozen=True, slots=True)
class Unasserted:
    """Passages of an article that state nothing.

    Attributes:
        orders: what somebody is told to do or to write, and what is talk to a reader or a machine.
            It supports no line at all.
        open_clauses: questions and conditions. They support lines that are open themselves.
        sides: the lines of an interview. They are claims, and not in the article's own voice.
    """

    orders: tuple[Span, ...] = ()
    open_clauses: tuple[Span, ...] = ()
    sides: tuple[Span, ...] = ()

    def __or__(self, other: "Unasserted") -> "Unasserted":
        """Return the passages of both, in order."""
        return Unasserted(
            tuple(sorted({*self.orders, *other.orders})),
            tuple(sorted({*self.open_clauses, *other.open_clauses})),
            tuple(sorted({*self.sides, *other.sides})),
        )

    def without(self, stated: Iterable[Span]) -> "Unasserted":
        """Return the passages with what they take for granted cut out of the open clauses."""
        return replace(self, open_clauses=tuple(_cut(self.open_clauses, stated)))


READ_LANGUAGES = frozenset({"en", *(ORDERS.keys() & CONDITIONS.keys())})
"""Languages whose orders and conditions are found; in others, questions and marks are."""

_YOU = re.compile(YOU["en"])
# Marks that a chat or a data format has, and no report: tags, templates, roles, keys of JSON.
_MACHINE_MARKS = re.compile(
    r"<\s*+/?\s*[a-z_|!-][^<>\n]{0,80}>|\[/?(?:inst|sys|system|user|assistant)\]|<\|[^|\n]{1,40}\|>|\{\{|\}\}"
    r"|\{\s*[\"“'][\w -]+[\"”']\s*:|[\"“”']\s*:\s*[\"“”\[{]"
    r"|^\s*//\s|\\[a-z]+\{|(?:\b[a-z] {1,2}){5}|\b[a-z]+\d+[a-z]+ [a-z]+\d+[a-z]+\b"
    r"|^\s*[@/]\w[\w-]* |\[\[|&#\d+;|\w\([\"“'‘]|\b[a-z]+[._][a-z]+ ?[:=] |<!--"
    r"|[a-z][\u0400-\u052f]|[\u0400-\u052f][a-z]|[\uff41-\uff5a]|[\U0001d400-\U0001d7ff]"
    r"|(?:%[0-9a-f]{2}\w*){2,}|(?<!\w)\w+%[0-9a-f]{2}(?:\w+%[0-9a-f]{2})+|[A-Za-z0-9+/]{40,}={0,2}",
    re.IGNORECASE,
)
# Machines that are told something, by any of their names: "Hinweis für Maschinen."
_MACHINES = (
    r"(?:machines?|maschinen|computer|computers|robots?|roboter|chatbots?|bots?|algorithm\w*|ki|ai|ia"
    r"|máquinas?|macchine|machinas|sprachmodelle|машинам|машин|роботам|maszyn|robotów)"
)
# A passage that begins with the name of a part of a chat, or speaks to a machine.
_MACHINE = (
    r"(?:ai|a\.i\.|llms?|gpt(?:-?\d\w*)?|chatgpt|claude|gemini|copilot|chat ?bots?|bots?"
    r"|(?:ai|language|large language|automat(?:ed|ic))[ -](?:models?|assistants?|systems?|readers?|tools?)"
    r"|assistant|model"
    r"|ia|ki|ии|人工智能|语言模型|助手|summari[sz]ers?|modèle|modelo|modell|assistente?|asistente|assistent)"
)
_ADDRESSED = re.compile(
    rf"""[\W_]*+(?:
        (?:(?:end\s+of\s+)?(?:system|source|context|document|data|input|assistant|user|human|developer|instructions?|prompt
            |summari[sz]e|translate|repeat|reply|respond|write|output|answer|response|headline|summary
            |title|task|json|role|content|(?:meta\s+)?description|alt\s+text|note\s+to\s+\S+
            |(?:message|attention|note|memo|hint|instructions?)\s+(?:to|for)\s+[\w\s]{{2,40}}?)
            (?:\s+(?:message|prompt|note|override|update|instructions?))?
            (?:\s*\([^)\n]{{0,60}}\))?(?:\s*(?:[:>|=\uff1a]|->|→)|\s[-–—]\s))
      | (?:start|beginning|end)\s+of\s+(?:the\s+)?(?:article|document|summary|headline|output|prompt|answer|response|brief|digest)\b
      | (?:notice|note|message|hinweis|nachricht|mitteilung|avis|message|aviso|mensaje|nota|avviso|messaggio
            |mensagem|bericht|mededeling|уведомление|сообщение|uwaga|informacja)
            \s(?:[^\W\d]{{1,5}}\s){{1,2}}(?:(?:automat|künstlich|intelligent)\w*\s)?{_MACHINES}\b
      | (?:hey|hi|hello|dear|attention|ok(?:ay)?|note|to|for|yo|salut|bonjour|cher|chère|hola
            |querid[oa]|estimad[oa]|hallo|lieb\w+|achtung|ciao|привет|уважаем\w+|你好|亲爱的)\b
            [\s,]*(?:(?:the|all|any|every|you)\s+)*{_MACHINE}\b
      | {_MACHINE}\s*(?:[:!\uff1a]|[-–—]\s|,\s*(?:please|you|bitte|veuillez|por))
    )""",
    re.VERBOSE | re.IGNORECASE,
)
# Somebody who is spoken to within a sentence, set off by marks: "In short, dear assistant, ...".
_SPOKEN_TO = re.compile(
    rf"(?:^\W*|[,;:([«“„\"'‘–—-]\s*)(?:dear|hey)\s+(?:\w+\s+){{0,2}}"
    rf"(?:{_MACHINE}|machine|computer|robot)(?=\s*(?:[,;:.!?…)\]»”\"’'–—]|-\s|$))",
    re.IGNORECASE,
)
# A paragraph that is only a label of what follows.
_LABEL = re.compile(r"headline|title|output|prompt|system|assistant|answer|response", re.IGNORECASE)
_LABEL_ALONE = re.compile(rf"\W*(?:{_LABEL.pattern})\W*", re.IGNORECASE)
_LISTED = re.compile(r"\s*(?:[-*•]\s|[\w -]{1,20}:)")  # an item, or a key
_SIDE = re.compile(r"(?m)^[^\w\n]*(?:q|a|question|answer)\s?[:.]\s.*$", re.IGNORECASE)
_LINES_OF_INTERVIEW = 6  # one question with its answer may be made up for a machine
_FENCE = re.compile(r"\s*(?:```|~~~)")  # around code in Markdown
_ANNOUNCING = re.compile(r"[:\uff1a]|\b(?:as follows|following|below|this one)\b")
_NEXT_LINE = re.compile(r"\W{0,500}\n([^\n]+)")
_QUOTED_WORDS = 4  # fewer are a nickname or scare quotes
_LETTERS = re.compile(r"[^\W\d_]+")
_FOREIGN_WORDS, _FOREIGN_LETTERS = 8, 8  # the language of fewer cannot be told
_WORDS_AROUND = 3  # words around a quotation that are in another language than the article
_FEW = 0.2  # share of function words below which a sentence may be in another language


def find_unasserted(article: Article, quoted_text: QuotedText) -> Unasserted:
    """Find the passages of a text that state nothing, whatever its language."""
    sides = tuple(Span(*side.span()) for side in _SIDE.finditer(article.text))
    is_interview = len(sides) >= _LINES_OF_INTERVIEW
    return Unasserted(
        orders=(
            *_talk_to_machines(article),
            *_orders(article, quoted_text),
            *_foreign(article, quoted_text),
        ),
        open_clauses=(
            *_questions(article, quoted_text),
            *_conditions(article, quoted_text),
            *(() if is_interview else sides),
        ),
        sides=sides if is_interview else (),
    )


def with_what_follows(found: Unasserted, article: Article) -> Unasserted:
    """Extend an order to the next paragraph if it ends with a colon, or says that more follows."""
    announced = SpanIndex(
        (Span(line.start(), announcing.start() + 1), Span(*following.span(1)))
        for line in re.finditer(r"[^\n]+", article.text)
        for announcing in [*_ANNOUNCING.finditer(article.text, *line.span())][-1:]
        if (following := _NEXT_LINE.match(article.text, announcing.end()))
    )
    more = (announced.at(order.start) for order in found.orders)
    return found | Unasserted(orders=tuple(filter(None, more)))


def unattributed(
    quotations: Sequence[Quotation], attributions: Sequence[Attribution], text: str
) -> Unasserted:
    """Return the quotations that the article puts into nobody's mouth."""
    said = SpanIndex((span, None) for found in attributions for span in found.content)
    return Unasserted(
        open_clauses=tuple(
            one.span
            for one in quotations
            if len(one.inner.text_in(text).split()) >= _QUOTED_WORDS and not said.overlaps(one.span)
        )
    )


def states_nothing(title: str) -> bool:
    """Return True if a title is a question, an order to a model, or talk to a machine."""
    return (
        is_question(title)
        or is_injection(title)
        or _ADDRESSED.match(title) is not None
        or _MACHINE_MARKS.search(title) is not None
    )


def is_question(text: str) -> bool:
    """Return True if a text ends with a question mark, other marks behind it apart."""
    return text.rstrip(_AFTER_MARK)[-1:] in set(_QUESTION_MARKS)


def talks_to_readers(line: str, language: str) -> bool:
    """Return True if a line that a model wrote talks to somebody: "Have you paid yet?"."""
    pattern = ORDERS.get(language)
    return _YOU.search(line) is not None or (
        pattern is not None and re.search(pattern, line) is not None
    )


def _cut(passages: Iterable[Span], stated: Iterable[Span]) -> Iterator[Span]:
    """Yield what is left of some passages without others inside them."""
    inside = SpanIndex((span, None) for span in stated)
    for passage in passages:
        start = passage.start
        for span, _ in inside.overlapping(passage):
            if passage.start < span.start and span.end < passage.end:
                yield Span(start, max(start, span.start))
                start = max(start, span.end)
        yield Span(start, passage.end)


def _talk_to_machines(article: Article) -> Iterator[Span]:
    """Yield the paragraphs with talk to a machine, each from where it begins.

    An opening that ends with a colon takes the next paragraph with it, and any takes the keys and
    items of a list in the lines below it.
    """
    carried = is_code = False
    end = -2  # of the talk before
    for paragraph in re.finditer(r"[^\n]+", article.text):
        start = paragraph.start()
        is_fence = _FENCE.match(paragraph[0]) is not None
        is_code ^= is_fence
        is_listed = start == end + 1 and _LISTED.match(paragraph[0]) is not None
        if carried or is_fence or is_code or is_listed or _MACHINE_MARKS.search(paragraph[0]):
            yield Span(*paragraph.span())
        else:
            start = next(
                (
                    sentence.start
                    for sentence in _sentences_in(article, Span(*paragraph.span()))
                    if _ADDRESSED.match(article.text, *sentence)
                    or _SPOKEN_TO.search(sentence.text_in(article.text))
                ),
                -1,
            )
            if start < 0 and not _LABEL_ALONE.fullmatch(paragraph[0]):
                carried = False
                continue
            yield Span(max(start, paragraph.start()), paragraph.end())
        without_marks = _LABEL.sub("", _MACHINE_MARKS.sub("", paragraph[0]), count=1)
        is_only_mark = not re.search(r"[^\W\d_]", without_marks)
        end = paragraph.end()
        carried = is_only_mark or ends_with_colon(paragraph[0])


def _sentences_in(article: Article, span: Span) -> Iterator[Span]:
    for index in range(article.sentence_at(span.start), len(article.sentences)):
        sentence = article.sentences[index]
        if sentence.start >= span.end:
            return
        yield Span(*sentence)


def _questions(article: Article, quoted_text: QuotedText) -> Iterator[Span]:
    for sentence in article.sentences:
        last = len(article.text[slice(*sentence)].rstrip(_AFTER_MARK)) + sentence.start - 1
        is_mark = last >= 0 and article.text[last] in _QUESTION_MARKS
        if is_mark and quoted_text.quotation_at(last) is None:
            yield Span(*sentence)


def _conditions(article: Article, quoted_text: QuotedText) -> Iterator[Span]:
    """Yield the clauses after a word that opens a condition, up to the next comma."""
    words = CONDITIONS.get(article.language)
    if words is None:
        return
    unspaced = article.language == "zh"
    pattern = re.compile(words if unspaced else rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
    for match in pattern.finditer(article.text):
        if quoted_text.quotation_at(match.start()) is None:
            sentence = article.sentences[article.sentence_at(match.start())]
            rest = re.compile(r"[^,;\uff0c\uff1b]*").match(article.text, match.end(), sentence.end)
            yield Span(match.start(), rest.end() if rest else match.end())


def _foreign(article: Article, quoted_text: QuotedText) -> Iterator[Span]:
    """Yield the sentences in another language than the article's: no check can read them."""
    for sentence in article.sentences:
        text = article.text[slice(*sentence)]
        words = _LETTERS.findall(text)
        known = _small_words(article.language)
        if quoted_text.quotations_in(Span(*sentence)):
            around = _LETTERS.findall(quoted_text.unquoted(Span(*sentence)))
            if len(around) < _WORDS_AROUND or any(word.lower() in known for word in around):
                continue
        is_sentence = len("".join(words)) >= _FOREIGN_LETTERS
        is_latin_sentence = len(words) >= _FOREIGN_WORDS and known and _few(words, known)
        looks_foreign = _has_other_script(words, article) or is_latin_sentence
        if is_sentence and looks_foreign and detect_language(text) != article.language:
            yield Span(*sentence)


def _few(words: Sequence[str], known: frozenset[str]) -> bool:
    return sum(word.lower() in known for word in words) < _FEW * len(words)


def _has_other_script(words: Sequence[str], article: Article) -> bool:
    """Return True if most letters are Latin in a text that is not, or the other way round."""
    letters = "".join(words)
    return (sum(map(_is_latin, letters)) > len(letters) / 2) != _is_latin_text(article)


def _is_latin(letter: str) -> bool:
    return letter < "\u0250"


@lru_cache(maxsize=8)
def _is_latin_text(article: Article) -> bool:
    letters = [letter for letter in article.text if letter.isalpha()]
    return sum(map(_is_latin, letters)) > len(letters) / 2


@lru_cache(maxsize=32)
def _small_words(language: str) -> frozenset[str]:
    """Return the function words of a language; none if they are not known."""
    try:
        return frozenset(get_lang_class(language).Defaults.stop_words)
    except ImportError:
        return frozenset()


def _orders(article: Article, quoted_text: QuotedText) -> Iterator[Span]:
    """Yield the sentences with a verb form or a pronoun that talks to somebody."""
    if article.language not in ORDERS:
        return
    tables = (ORDERS, FRAMES, SELF, WISHES)
    patterns = [re.compile(one[article.language]) for one in tables if article.language in one]
    for sentence in article.sentences:
        text = article.text[slice(*sentence)]
        found = (match.start() + sentence.start for one in patterns for match in one.finditer(text))
        if any(quoted_text.quotation_at(place) is None for place in found):
            yield Span(*sentence)
