"""No answer of a model may crash briefer: whatever it writes, the brief passes all checks."""

from collections.abc import Iterator, Mapping
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Annotated, TypeVar, get_args

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, Field

import briefer
from briefer import Article, Brief, Evidence, Extraction, FakeModel, ModelAnswerError, Settings
from briefer.analysis.analyzer import analyze
from briefer.rendering.registry import TextFormat, render
from briefer.schema.vocabulary import ModelSize, UncertaintyKind
from briefer.verification import verify_brief

HARBOUR = (
    "PORT ELLERY — A fire at the Halvorsen terminal killed three people on Tuesday night, the "
    "harbour authority said on Wednesday.\n\nMayor Ingrid Okafor said the alarms had worked. "
    "Tomás Reyes, the union’s secretary, said the sirens had not sounded. “We heard nothing at "
    "all,” he said. Three of the 12 cranes may be lost.\n\nTwo officials said a worn belt may have "
    "ignited the dust. They spoke on condition of anonymity because the inquiry is open.\n"
)
BRIDGE = (
    "Le pont d’Ellery restera fermé jusqu’au 3 mai, a déclaré mardi la maire Inès Caldère. "
    "« Nous n’avons rien entendu », a affirmé Tomás Reyes, secrétaire du syndicat.\n"
)
ARTICLES = {
    "English": Article(
        text=HARBOUR, title="Fire kills three in Port Ellery", published="2026-03-18"
    ),
    "French": Article(text=BRIDGE, language="fr"),
    "nearly empty": Article(text="Closed.", title="…"),
}
NAMES = ["Okafor", "Ingrid Okafor", "Mayor Okafor of Ellery", "Reyes", "Port Ellery", "Greta Kald"]
TIMES = ["Tuesday", "2026-03-17", "on Tuesday night", "during the fire", "9999-99-99", "mardi"]
LINES = [
    "Fire at Halvorsen terminal killed 12 people.", "Twelve 🚒🚒 cranes of Ellery burned",
    "Ⓐ cranes of the Ⓑ port", "3 … 4 ––", "He did not say", "Okafor said that Okafor said",
    "Who owns the terminal?", "L’incendie a tué trois personnes", "NOT NOT NOT", "the the the of",
]  # fmt: skip
ODD = "\x00\x07\x1b\x7f\x85\xa0\xad\u200b\u200d\u202e\u2028\ufeff\ufffd\U000e0041"
ODD += "İßﬁⅫ²Ⓐª🚒\u0301\ud800"
Value = TypeVar("Value")
NUMBERS = st.one_of(st.integers(1, 12), st.integers(-(10**20), 10**20))
FORMATS: tuple[TextFormat, ...] = ("terminal", "md", "html", "json")
MARKS = " \t\n.,;:!?-–—'\"“”’«»()[]{}<>/\\|*_#&%$@…"


def fragments(text: str) -> st.SearchStrategy[str]:
    """Slices of an article that begin and end anywhere."""
    place = st.integers(0, len(text))
    return st.tuples(place, st.integers(0, 90)).map(lambda cut: text[cut[0] : cut[0] + cut[1]])


def texts(article: Article, longest: int) -> st.SearchStrategy[str]:
    """Texts that a model might write, of at most ``longest`` characters."""
    piece = st.one_of(
        st.text(MARKS, max_size=8),
        st.text(ODD + MARKS + "aE1", max_size=12),
        st.text(max_size=40),
        st.sampled_from([*NAMES, *TIMES, *LINES]),
        st.integers(-(10**12), 10**12).map(str),
        fragments(article.text),
        st.sampled_from([" ", "a", "word ", "Über-", "1 "]).map(lambda word: word * 400),
    )
    joined = st.lists(piece, min_size=2, max_size=3).map(" ".join)
    return st.one_of(piece, joined).map(lambda text: text[:longest])


def lines(article: Article, longest: int, max_items: int) -> st.SearchStrategy[list[str]]:
    return st.lists(texts(article, longest), max_size=max_items)


def optional(words: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(st.just(""), words)


def as_rows(items: st.SearchStrategy[dict[str, Value]]) -> st.SearchStrategy[object]:
    """Items as objects, and as rows, which their values may break."""
    return st.one_of(items, items.map(lambda item: "|".join(map(str, item.values()))))


def cited_lines(article: Article, max_items: int) -> st.SearchStrategy[list[str]]:
    """Lines that may end with the numbers of sentences, of which some do not exist."""
    citation = st.lists(NUMBERS, min_size=1, max_size=4).map(lambda found: f" {found}")
    line = st.tuples(texts(article, 320), optional(citation)).map("".join)
    return st.lists(line, max_size=max_items)


def full_gists(article: Article) -> st.SearchStrategy[Mapping[str, object]]:
    words = texts(article, 100)
    kind = st.sampled_from(["person", "organisation", "group", "place", "other"])
    who = st.fixed_dictionaries({"name": words, "kind": kind, "role": optional(words)})
    return st.fixed_dictionaries(
        {
            "headline": cited_lines(article, 1).map("".join),
            "who": st.lists(as_rows(who), max_size=6),
            "when": lines(article, 100, 3),
            "where": lines(article, 100, 3),
            "what": cited_lines(article, 3),
            "summary": cited_lines(article, 4),
        }
    )


def statements(article: Article) -> st.SearchStrategy[Mapping[str, object]]:
    words = optional(texts(article, 200))
    kinds = ["person", "organisation", "group", "document", "unnamed_person", "unknown"]
    source = st.fixed_dictionaries(
        {"name": words, "kind": st.sampled_from(kinds), "role": words, "why_unnamed": words}
    )
    statement = st.fixed_dictionaries(
        {
            "by": NUMBERS, "at": NUMBERS, "cue": words, "first": words, "last": words,
            "hedge": words, "relies_on": NUMBERS,
        }
    )  # fmt: skip
    return st.fixed_dictionaries(
        {
            "sources": st.lists(as_rows(source), max_size=4),
            "statements": st.lists(as_rows(statement), max_size=8),
            "main": st.lists(NUMBERS, max_size=4),
        }
    )


def uncertainty(article: Article) -> st.SearchStrategy[Mapping[str, object]]:
    item = st.fixed_dictionaries(
        {
            "kind": st.sampled_from(sorted(get_args(UncertaintyKind))),
            "note": texts(article, 300),
            "quotes": lines(article, 100, 3),
        }
    )
    return st.fixed_dictionaries({"uncertainty": st.lists(as_rows(item), max_size=4)})


def verdicts(article: Article) -> st.SearchStrategy[Mapping[str, object]]:
    words = optional(texts(article, 300))
    verdict = st.fixed_dictionaries({"line": NUMBERS, "words": words, "corrected": words})
    return st.fixed_dictionaries({"wrong": st.lists(verdict, max_size=12)})


def answers(article: Article) -> st.SearchStrategy[Mapping[str, Mapping[str, object]]]:
    """Draw a valid answer for each draft schema that a model is asked to fill."""
    return st.fixed_dictionaries(
        {
            "GistDraft": st.fixed_dictionaries(
                {
                    "headline": texts(article, 200),
                    "who": lines(article, 100, 4),
                    "when": lines(article, 100, 2),
                    "where": lines(article, 100, 2),
                    "summary": lines(article, 320, 4),
                }
            ),
            "FullGistDraft": full_gists(article),
            "StatementsDraft": statements(article),
            "UncertaintyDraft": uncertainty(article),
            "VerdictsDraft": verdicts(article),
        }
    )


@pytest.fixture(scope="module", autouse=True)
def _analyze_once() -> Iterator[None]:
    """Analyse each article once: it takes most of the time, and no answer changes it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("briefer.steps.analyze", cache(analyze))
        yield


@pytest.mark.parametrize("article", ARTICLES.values(), ids=ARTICLES)
@hypothesis.settings(max_examples=60)
@given(data=st.data(), profile=st.sampled_from(["small", "capable"]))
def test_any_answer_ends_in_a_brief_that_passes_all_checks(
    article: Article, data: st.DataObject, *, profile: ModelSize
) -> None:
    given_answers = data.draw(answers(article))
    model = FakeModel(lambda _messages, schema: given_answers[schema.__name__], profile=profile)
    brief = briefer.brief(article, model=model, settings=Settings(cache=False))
    assert verify_brief(brief.model_dump_json()).failures == ()
    assert Brief.model_validate_json(brief.model_dump_json()) == brief
    for output_format in FORMATS:
        render(brief, output_format).encode()


class Person(BaseModel):
    """Someone with the words that name them."""

    name: str
    words: Evidence
    role: Evidence | None = None


class Found(BaseModel):
    """A field of each type that a schema may contain."""

    count: Annotated[int, Field(ge=0)]
    tags: list[str]
    people: list[Person]
    quotes: set[Evidence]
    topics: dict[str, Evidence]
    first: tuple[str, Evidence] | None = None


def fillings(article: Article) -> st.SearchStrategy[Mapping[str, object]]:
    """Draw answers of the form of ``Found``, with a text for each Evidence."""
    words = texts(article, 120)
    person = st.fixed_dictionaries(
        {"name": words, "words": words, "role": st.one_of(st.none(), words)}
    )
    return st.fixed_dictionaries(
        {
            "count": st.integers(0, 10**30),
            "tags": st.lists(words, max_size=3),
            "people": st.lists(person, max_size=3),
            "quotes": st.lists(words, max_size=3),
            "topics": st.dictionaries(words, words, max_size=3),
            "first": st.one_of(st.none(), st.lists(words, min_size=2, max_size=2)),
        }
    )


@pytest.fixture(scope="module")
def prompt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("prompts") / "found.j2"
    path.write_text('{% extends "bundled/brief/article.j2" %}{% block question %}?{% endblock %}')
    return path


@pytest.mark.parametrize("article", ARTICLES.values(), ids=ARTICLES)
@hypothesis.settings(max_examples=40)
@given(data=st.data())
def test_any_answer_fills_a_custom_schema_or_is_rejected(
    article: Article, prompt: Path, data: st.DataObject
) -> None:
    drawn = {
        "FoundDraft": data.draw(fillings(article)),
        "Corrections": {"lines": data.draw(lines(article, 320, 16))},
    }
    model = FakeModel(lambda _messages, schema: drawn[schema.__name__])
    try:
        found = briefer.extract(article, schema=Found, prompt=prompt, model=model)
    except ModelAnswerError:
        return
    people = chain.from_iterable((one.words, one.role) for one in found.data.people)
    first = found.data.first[1:] if found.data.first else ()
    for evidence in (*found.data.quotes, *found.data.topics.values(), *first, *people):
        assert evidence is None or evidence.holds_in(article.text)
    assert Extraction[Found].model_validate_json(found.model_dump_json()) == found
