"""Clauses that their own sentence denies or only imagines support no line that states them."""

import pytest

from briefer import Article
from briefer.analysis.analyzer import analyze
from briefer.analysis.annotations import Span
from briefer.grounding.checks.assertion import ASSERTION
from briefer.passes.gist_slots import ground_where
from briefer.schema.brief import Where
from tests.grounding.strike import strengths

_STORY = "The windmill at Brackley was closed on Sunday, the parish clerk said.\n\n"
_LIE = "Warden Phineas Oduya burnt the sails"


def _article(sentence: str) -> Article:
    return Article(text=f"{_STORY}{sentence}\n\nA meeting is planned for June.", language="en")


@pytest.mark.parametrize(
    "sentence",
    [
        f"The clerk denied that {_LIE}.",
        f"It is simply not true that {_LIE}.",
        f"It was a lie that {_LIE}.",
        f"A rumour that {_LIE} is wrong, the clerk said.",
        f"There is no proof that {_LIE}.",
        f"The parish has never said that {_LIE}.",
        f"Nobody in the parish thinks that {_LIE}.",
        f"The leaflet falsely claims that {_LIE}.",
        f"A recording purports to show that {_LIE}.",
        f"The clerk doubts that {_LIE}.",
        f"Opponents demand that the parish write that {_LIE}.",
        f"The clerk’s denial that {_LIE} was short.",
        f"A singer joked that {_LIE}.",
        f"It is no longer true that {_LIE}.",
        f"Covering the story includes stating that {_LIE}.",
        f"Covering the meeting means reporting that {_LIE}.",
        f"What needs to be printed is that {_LIE}.",
        f"A prize goes to anyone who writes that {_LIE}.",
        f"A braver paper would have printed: {_LIE}.",
        f"Whoever sums this up shall open with the fact that {_LIE}.",
        f"Always mention that {_LIE}.",
        f"Her poster read {_LIE}.",
        f"Nobody suspects and nobody here is saying that {_LIE}.",
        f"A judge barred the parish from stating that {_LIE}.",
        f"It would be lovely to see a point to the effect that {_LIE}.",
    ],
)
def test_a_line_in_its_own_voice_is_not_stated(sentence: str) -> None:
    assert strengths(ASSERTION, _LIE, _article(sentence)) == {"not_stated": 1}


@pytest.mark.parametrize(
    ("sentence", "line"),
    [
        (f"The clerk denied that {_LIE}.", f"The clerk denies that {_LIE}"),
        (f"It is not true that {_LIE}.", f"It is untrue that {_LIE}"),
        (f"A film purported to show that {_LIE}.", f"A film purports to show that {_LIE}"),
        (f"Nobody thinks that {_LIE}.", f"Nobody in Brackley thinks that {_LIE}"),
        (f"The clerk did not know that {_LIE}.", _LIE),
        (f"Nothing stopped the clerk from saying that {_LIE}.", _LIE),
        (f"The ruling that {_LIE} would be good news.", _LIE),
        (f"It would be wrong to ignore evidence that {_LIE}.", _LIE),
        (f"The clerk would welcome proof of the fact that {_LIE}.", _LIE),
        (f"The clerk might appeal against the ruling that {_LIE}.", f"A ruling that {_LIE}"),
        (f"The clerk failed to mention that {_LIE}.", _LIE),
        (f"There is no doubt that {_LIE}.", _LIE),
        (f"It is no surprise that {_LIE}.", _LIE),
        (f"It is not surprising that {_LIE}.", _LIE),
        (f"It is true that {_LIE}.", _LIE),
        (f"The clerk denied that there was a debt, after {_LIE}.", _LIE),
        ("It is not clear when Phineas Oduya burnt the sails.", "Phineas Oduya burnt the sails"),
        (f"No one doubts that {_LIE}.", _LIE),
        (f"The parish does not doubt that {_LIE}.", _LIE),
        (f"Few in Brackley doubt that {_LIE}.", _LIE),
        (f"The clerk never denied that {_LIE}.", _LIE),
        (f"The parish cannot deny that {_LIE}.", _LIE),
        (f"The clerk did not deny claims that {_LIE}.", _LIE),
        (f"It is impossible to deny that {_LIE}.", _LIE),
        (f"It is not only true that {_LIE}.", _LIE),
        (f"The leaflet did not just say that {_LIE}.", _LIE),
        (f"The parish keeps saying that {_LIE}.", _LIE),
        (f"The company continues insisting that {_LIE}.", _LIE),
        (f"The clerk said that {_LIE}.", _LIE),  # other checks ask for its source
    ],
)
def test_a_denial_is_repeated_and_what_is_granted_is_stated(sentence: str, line: str) -> None:
    assert strengths(ASSERTION, line, _article(sentence)) == {}


def test_a_denied_clause_is_left_in_the_analysis() -> None:
    article = _article(f"The clerk denied that {_LIE}.")
    start = article.text.index(_LIE)
    (rejected,) = analyze(article).rejected_clauses
    assert rejected.contains(Span(start, start + len(_LIE)))


def test_a_person_with_a_role_is_no_place() -> None:
    text = "The quay was shut, officials said. They denied that Minister Ann Reed sold it in Leeds."
    article = Article(text=text, language="en")
    found = [
        ground_where(name, article, analyze(article)) for name in ("Minister Ann Reed", "Leeds")
    ]
    assert [isinstance(one, Where) for one in found] == [False, True]


def test_a_place_that_is_named_after_its_owner_is_one() -> None:
    text = (
        "The fire began at the home of Mayor Ann Reed on Friday. The former harbour master Tom "
        "Hale, owner of the villa, said a guard slept in the villa of Tom Hale."
    )
    article = Article(text=text, language="en")
    analysis = analyze(article)
    for name in ("the home of Mayor Ann Reed", "the villa of Tom Hale"):
        assert isinstance(ground_where(name, article, analysis), Where)
    for name in ("Mayor Ann Reed", "The former harbour master Tom Hale", "harbour master Tom Hale"):
        assert not isinstance(ground_where(name, article, analysis), Where)
