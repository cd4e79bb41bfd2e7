"""An article and a model's answers about it, shared by several tests."""

from collections.abc import Mapping, Sequence

from pydantic import BaseModel

import briefer
from briefer import Article, Brief, FakeModel, Settings
from briefer.model.fake import FakeAnswer
from briefer.model.protocol import Message

Answers = Mapping[str, Mapping[str, object]]
"""An answer for each draft schema."""

TEXT = (
    "PORT ELLERY — A fire at the Halvorsen terminal killed three people on Tuesday night, the "
    "harbour authority said on Wednesday.\n\nMayor Ingrid Okafor said the alarms had worked. "
    "Tomás Reyes, the union’s secretary, said the sirens had stayed silent. “We heard nothing at "
    "all,” he said.\n\nTwo officials said a worn belt may have ignited the dust. They spoke on "
    "condition of anonymity because the inquiry is open.\n"
)
# The answer of a small model.
SMALL_GIST = {
    "who": ["Okafor", "Tomás Reyes"],
    "when": ["Tuesday night"],
    "where": ["Port Ellery"],
    "headline": "Fire at Halvorsen terminal killed three, the authority said",
    "summary": ["Mayor Ingrid Okafor said the alarms had worked."],
}
EMPTY_SMALL_GIST = {"who": [], "when": [], "where": [], "headline": "x", "summary": []}
# The answers of a capable model.
HEADLINE = "Fire at Halvorsen terminal killed three, the authority said"
POINT = "Mayor Ingrid Okafor said the alarms had worked."
GIST = {
    "headline": f"{HEADLINE} [1]",
    "who": [
        {"name": "Okafor", "kind": "person", "role": "Mayor"},
        {"name": "Tomás Reyes", "kind": "person", "role": "the union’s secretary"},
    ],
    "when": ["Tuesday night"],
    "where": ["Port Ellery"],
    "what": [],
    "summary": [f"{POINT} [2]"],
}
EMPTY_GIST = {"headline": "", "who": [], "when": [], "where": [], "what": [], "summary": []}
STATEMENTS = {
    "sources": [
        {"name": "the harbour authority", "kind": "organisation"},
        {"name": "Ingrid Okafor", "kind": "person", "role": "Mayor"},
        {"name": "Tomás Reyes", "kind": "person", "role": "the union’s secretary"},
        {
            "name": "Two officials",
            "kind": "unnamed_group",
            "why_unnamed": "because the inquiry is open",
        },
    ],
    "statements": [
        {"by": 1, "at": 1, "cue": "said", "first": "A fire at the", "last": "on Tuesday night"},
        {"by": 2, "at": 2, "cue": "said", "first": "the alarms had worked"},
        {"by": 3, "at": 3, "cue": "said", "first": "the sirens had stayed silent"},
        {"by": 3, "at": 4, "cue": "said", "first": "We heard nothing at all"},
        {
            "by": 4, "at": 5, "cue": "said", "first": "a worn belt", "last": "the dust",
            "hedge": "may",
        },
    ],
    "main": [4, 3],
}  # fmt: skip
NO_STATEMENTS: dict[str, object] = {"sources": [], "statements": [], "main": []}
UNCERTAINTY = {
    "uncertainty": [
        {
            "kind": "disputed",
            "note": "The mayor said the alarms had worked; the union said they were silent.",
            "quotes": ["the alarms had worked", "the sirens had stayed silent"],
        },
        {
            "kind": "unnamed_source",
            "note": "The cause rests on two officials who are not named.",
            "quotes": ["Two officials said a worn belt may have ignited the dust"],
        },
        {"kind": "open_question", "note": "Who owns the terminal?", "quotes": []},
    ]
}
NO_UNCERTAINTY: dict[str, object] = {"uncertainty": []}
NOTHING_WRONG: dict[str, object] = {"wrong": []}
ANSWERS: Answers = {
    "GistDraft": SMALL_GIST,
    "FullGistDraft": GIST,
    "StatementsDraft": STATEMENTS,
    "UncertaintyDraft": UNCERTAINTY,
    "VerdictsDraft": NOTHING_WRONG,
}
EMPTY_ANSWERS: Answers = {
    "GistDraft": EMPTY_SMALL_GIST,
    "FullGistDraft": EMPTY_GIST,
    "StatementsDraft": NO_STATEMENTS,
    "UncertaintyDraft": NO_UNCERTAINTY,
    "VerdictsDraft": NOTHING_WRONG,
}
_DRAFT_OF = {
    "gist": "FullGistDraft",
    "statements": "StatementsDraft",
    "uncertainty": "UncertaintyDraft",
    "verdicts": "VerdictsDraft",
}


def wrong(line: int, words: str = "", corrected: str = "") -> dict[str, object]:
    """Return a verdict on one line."""
    return {"line": line, "words": words, "corrected": corrected}


def _by_draft(answers: Mapping[str, FakeAnswer]) -> Mapping[str, FakeAnswer]:
    return {_DRAFT_OF[name]: answer for name, answer in answers.items()}


def capable_model(
    answers: Mapping[str, FakeAnswer] = ANSWERS,
    *,
    context_tokens: int = 32_768,
    concurrent: bool = False,
    **other: FakeAnswer,
) -> FakeModel:
    """Return a capable model that gives the same answer whenever it is asked for the same.

    Args:
        answers: an answer for each draft schema.
        context_tokens: size of its window.
        concurrent: whether it is asked several questions at once.
        other: answers to give instead, by pass: gist, statements, uncertainty or verdicts.
    """
    given = {**answers, **_by_draft(other)}

    def answer(_messages: Sequence[Message], schema: type[BaseModel]) -> FakeAnswer:
        return given[schema.__name__]

    return FakeModel(answer, context_tokens=context_tokens, concurrent=concurrent)


def brief_with(article: Article, settings: Settings, **other: FakeAnswer) -> Brief:
    """Return the brief by a capable model that answers well, except for ``other``."""
    model = capable_model({**ANSWERS, **_by_draft(other)})
    return briefer.brief(article, model=model, settings=settings)


def small_brief(article: Article, settings: Settings, gist: FakeAnswer = SMALL_GIST) -> Brief:
    """Return the brief by a small model that gives this gist."""
    return briefer.brief(article, model=FakeModel([gist], profile="small"), settings=settings)


def prompts_for(model: FakeModel, schema: str) -> list[str]:
    """Return the prompts in which a model was asked to fill a schema."""
    return [call.messages[1]["content"] for call in model.calls if call.schema.__name__ == schema]
