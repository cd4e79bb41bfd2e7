"""A correction stands as a whole, and is no claim, no event and no time of the story."""

import pytest

from briefer.analysis.analyzer import analyze
from briefer.analysis.corrections import find_corrections
from briefer.schema.article import Article

STORY = "The mayor of Harl opened the new bridge on Friday. Hundreds came to see it."
CORRECTIONS = [
    "This article was amended on 3 May 2031. A previous version said that Lind fled. He did not.",
    "An earlier version said that two had drowned. It was one.",
    "Correction: The crane weighs 40 tonnes, not 400, as we reported.",
    "CORRECTION (May 4): Due to an editing error, the pilot's name was misspelled. He is Jon Ask.",
    "We said earlier that a school had been closed. It was moved, not closed.",
    "In an earlier post, we reported that the dam had burst. The dam is intact.",
    "The headline on this article incorrectly said the mine had closed. It is open.",
    "We previously reported that Lind was arrested. He was questioned and released.",
    "This report was updated on 4 May to remove a claim that the bank was broke. It is solvent.",
    "Clarification\n\nWe said earlier that the ferry carried cars. It carries none.",
]
NARRATIVE = [
    "An earlier version of the bill said that the tax would rise.",
    "The previous report by the ministry said two had died.",
    '"We said earlier that we would pay," Lind said.',
    "The company said it regrets the error in its accounts.",
    "Lind said: “This article was amended without my consent.”",
    "The law dates from 1990; it has since been amended.",
    "The map was amended by the council in May.",
]


@pytest.mark.parametrize("passage", CORRECTIONS)
def test_a_correction_is_found_as_a_whole_and_only_as_a_correction(passage: str) -> None:
    article = Article(text=f"{STORY}\n\n{passage}")
    analysis = analyze(article)
    [finding] = [one for one in analysis.uncertainty if one.kind == "correction"]
    [span] = finding.spans
    assert span.text_in(article.text) == passage
    assert analysis.attributions == ()
    assert not any(span.overlaps(event.span) for event in analysis.events)
    assert not any(span.overlaps(time.span) for time in analysis.times)


@pytest.mark.parametrize("sentence", NARRATIVE)
def test_a_correction_within_the_story_is_not_one_of_the_article(sentence: str) -> None:
    assert find_corrections(Article(text=f"{STORY} {sentence}")) == ()


@pytest.mark.parametrize(
    ("language", "passage"),
    [
        ("de", "In einer früheren Version hieß es, zwei seien ertrunken. Es war einer."),
        ("fr", "Une version précédente de cet article indiquait que Lind avait fui. C’est faux."),
        ("es", "Una versión anterior decía que hubo dos muertos. Fue uno."),
        ("nl", "In een eerdere versie stond dat er twee doden waren. Het was er één."),
        ("ar", "تصحيح: ورد أن الجسر انهار مساء السبت، والصواب أنه انهار فجر الأحد."),
        ("zh", "更正\uff1a本报此前称桥长400米\uff0c应为40米。"),
        ("ja", "訂正\uff1a橋の長さは400メートルではなく40メートルでした。"),
        ("ru", "Исправление: мост закрыли в 2020 году, не в 2019-м."),
        ("sv", "Rättelse: Bron stängdes 2020, inte 2019."),
        ("tr", "Düzeltme: Köprü 2019’da değil, 2020’de yenilendi."),
    ],
)
def test_corrections_in_other_languages(language: str, passage: str) -> None:
    article = Article(text=passage, language=language)
    assert [span.text_in(passage) for span in find_corrections(article)] == [passage]


def test_an_article_with_the_title_clarification_opens_with_one() -> None:
    text = "A report said that Lind had fled. He had not.\n\nLind sails in May."
    article = Article(text=text, title="Clarification")
    [span] = find_corrections(article)
    assert span.text_in(text) == "A report said that Lind had fled. He had not."
    assert find_corrections(Article(text=text, title="Lind sails")) == ()
