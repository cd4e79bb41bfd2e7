"""Support: whether the evidence bears a line out.

Each check returns the problem in words that a model can act on, or None. They look for what fluent
summaries get wrong: names and numbers that are not there, a lost "not", a lost "may", and
somebody's claim told as fact.
"""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from briefer.article import Article
from briefer.grounding.alignment import content_words, fold, words_of
from briefer.reading.candidates import Attribution, Reading, Span, Speaker

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_NUMBER_WORDS = {
    word: str(number)
    for number, word in enumerate(
        """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
        fifteen sixteen seventeen eighteen nineteen twenty""".split()
    )
}
_NEGATIONS = frozenset(
    """not no never none nobody neither nor without cannot deny denied denies denying refuse
    refused refuses reject rejected rejects fail failed fails lack lacks unable n't""".split()
)
_HEDGING = re.compile(
    r"\b(?:may|might|could|would|alleg\w+|reportedly|apparent\w*|appear\w*|seem\w*|likely|unlikely"
    r"|probabl\w+|possib\w+|suspect\w*|believ\w+|estimat\w+|expect\w*|unclear|unconfirmed|perhaps"
    r"|potential\w*|purport\w+|suppos\w+|preliminary|about|around|some|up to|at least|as many as"
    r"|claim\w*|accus\w+|said|says|according|think\w*|fear\w*|concern\w*|hope\w*|plan\w*|aim\w*)\b",
    re.IGNORECASE,
)
_REPORTING = re.compile(
    r"\b(?:sa(?:id|ys?|ying)|according|claim\w*|stat(?:ed|es|ing)|announc\w+|report\w*|accus\w+|den(?:y|ied|ies)"
    r"|warn\w*|told|tells?|confirm\w*|believ\w+|think\w*|argu\w+|add(?:s|ed)|alleg\w+|insist\w*|call\w*"
    r"|criti\w+|describ\w+|urg\w+|pledg\w+|vow\w*|promis\w+|post(?:ed|s)|wrote|writes|emphasi\w+|stress\w*"
    r"|express\w*|not(?:ed|es)|suggest\w*|assert\w*|acknowledg\w*|admit\w*|predict\w*|estimat\w+|demand\w*"
    r"|reject\w*|blam\w+|prais\w+|condemn\w*|show(?:s|ed)|find|finds|found|reveal\w*|declar\w+|explain\w*)\b",
    re.IGNORECASE,
)
_LEAST_BORNE = 2  # content words of a line that a claim must bear for its source to be needed
_NEAR_WORDS = 4  # words on either side of a hedge or a "not" that tell what it is about


def problem_of(
    text: str, *, article: Article, reading: Reading, sentences: Sequence[int]
) -> str | None:
    """Return the first reason why ``text`` is not borne out by these sentences, or None."""
    return next(_problems(text, article, reading, sentences), None)


def _problems(
    text: str, article: Article, reading: Reading, sentences: Sequence[int]
) -> Iterator[str]:
    evidence = [article.text[slice(*article.sentences[index])] for index in sentences]
    together = " ".join(evidence)
    yield from _lost_source(text, reading, article, sentences)
    for number in sorted(numbers_of(text) - numbers_of(together)):
        yield f"the number {number} does not stand in the passage it rests on"
    for word in foreign_names(text, together, article, reading):
        yield f"{word!r} is not in the article's passage about it"
    wanted = content_words(text)
    if wanted and len(wanted & content_words(together)) < len(wanted) / 2:
        yield "the article does not say this"
    yield from _lost_negation(text, evidence)
    yield from _lost_hedge(text, reading, article, sentences)


def numbers_of(text: str) -> set[str]:
    """Return the numbers of a text in digits, without their thousands separators."""
    numbers = {number.replace(",", "") for number in _NUMBER.findall(text)}
    numbers.update(
        _NUMBER_WORDS[w] for w in re.findall(r"[a-z]+", text.lower()) if w in _NUMBER_WORDS
    )
    return numbers


def foreign_names(text: str, evidence: str, article: Article, reading: Reading) -> list[str]:
    """Return the capitalised words of ``text`` that its evidence does not hold.

    Someone whom the evidence names may be called by each of the names that the article gives.
    """
    known = {word.folded for word in words_of(evidence)}
    names: set[str] = set()
    for name in reading.names:
        places = (*name.mentions, *name.aliases, *name.roles)
        forms = {name.text, *(place.of(article.text) for place in places)}
        words = {word.folded for form in forms for word in words_of(form)}
        names |= words
        if any(_stands_in(form, evidence) for form in forms):
            known |= words
    foreign = []
    for index, word in enumerate(words_of(text)):
        written = text[word.start : word.end]
        # the first word of a line is capital anyway: only a name of the article is foreign there
        if written[:1].isupper() and word.folded not in known and (index or word.folded in names):
            foreign.append(written)
    return foreign


def _stands_in(form: str, evidence: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(fold(form))}(?!\w)", fold(evidence)) is not None


def _lost_negation(text: str, evidence: Sequence[str]) -> Iterator[str]:
    said = {w.lower() for w in re.findall(r"[A-Za-z]+(?:n['’]t)?|n['’]t", text)}
    denies = bool(said & _NEGATIONS) or any(w.endswith(("n't", "n’t")) for w in said)
    best = evidence[0] if evidence else ""
    words = [w.lower().replace("’", "'") for w in re.findall(r"[\w'’-]+", best)]
    negated = [i for i, w in enumerate(words) if w in _NEGATIONS or w.endswith("n't")]
    if denies and evidence and not any(_denies(part) for part in evidence):
        yield "it says “not” where the article does not"
    if not denies:
        wanted = content_words(text)
        for index in negated:
            about = content_words(" ".join(words[index + 1 : index + 1 + _NEAR_WORDS]))
            if about and about <= wanted:
                yield f"it leaves out the “{words[index]}” of the article"
                return


def _denies(text: str) -> bool:
    words = {w.lower().replace("’", "'") for w in re.findall(r"[\w'’-]+", text)}
    return bool(words & _NEGATIONS) or any(w.endswith("n't") for w in words)


def _lost_hedge(
    text: str, reading: Reading, article: Article, sentences: Sequence[int]
) -> Iterator[str]:
    if _HEDGING.search(text):
        return
    wanted = content_words(text)
    for hedge in reading.hedges:
        if hedge.sentence not in sentences:
            continue
        after = article.text[hedge.span.end : hedge.span.end + 60].split()[:_NEAR_WORDS]
        about = content_words(" ".join(after))
        if about and len(about & wanted) * 2 > len(about):
            yield f"it leaves out the “{hedge.span.of(article.text)}” of the article"
            return


def _lost_source(
    text: str, reading: Reading, article: Article, sentences: Sequence[int]
) -> Iterator[str]:
    """Find a claim told as fact, or put into another's mouth.

    Where all that bears out a part of the line is somebody's word, the line must name that
    source, or at least say that somebody says so; it may not name another source instead.
    """
    wanted = content_words(text)
    told = [frozenset(content_words(article.text[slice(*article.sentences[i])])) for i in sentences]
    named = [a.speaker for a in reading.attributions if _names(a.speaker, wanted, article)]
    for index, words in zip(sentences, told, strict=True):
        others = frozenset().union(*(t for t in told if t is not words))
        borne_here = (wanted & words) - others
        for attribution in reading.attributions:
            claimed = _claimed_words(attribution, Span(*article.sentences[index]), article)
            if len(borne_here & claimed) < _LEAST_BORNE or len(borne_here - claimed) > 1:
                continue
            speaker = attribution.speaker
            if speaker.kind == "unknown" or _names(speaker, wanted, article):
                continue
            if named:
                yield f"that part is on the word of {speaker.text}, not of {named[0].text}"
            elif not _REPORTING.search(text):
                yield f"the article has this on the word of {speaker.text}: say so"


def _claimed_words(attribution: Attribution, sentence: Span, article: Article) -> frozenset[str]:
    """Return the content words of what is attributed within a sentence, less its cue."""
    parts = [part.of(article.text) for part in attribution.content if part.meets(sentence)]
    cue = content_words(attribution.cue.of(article.text))
    return frozenset().union(*map(content_words, parts)) - cue


def _names(speaker: Speaker, wanted: AbstractSet[str], article: Article) -> bool:
    """Tell whether a line holds a speaker's name, or what the article calls the speaker."""
    if speaker.kind == "person" and words_of(speaker.text)[-1].folded in wanted:
        return True  # the surname alone names a person
    forms = [speaker.text, *(span.of(article.text) for span in speaker.spans)]
    if speaker.name is not None:
        mentions = (*speaker.name.mentions, *speaker.name.aliases)
        forms.extend(span.of(article.text) for span in mentions)
    if speaker.role is not None:
        forms.append(speaker.role.of(article.text))
    return any((words := content_words(form)) and words <= wanted for form in forms)
