"""Long articles and a capable model: statements and verification for each part."""

import re
from collections.abc import Mapping, Sequence

from pydantic import BaseModel

import briefer
from briefer import Article, Brief, FakeModel, ModelAnswerError, Settings
from briefer.model.fake import FakeAnswer
from briefer.model.protocol import Message
from tests.factories import EMPTY_ANSWERS, EMPTY_GIST, prompts_for, wrong

NAMES = ["Ingrid Okafor", "Tomás Reyes", "Petra Lindqvist", "Carl Duvall"]
LINES = [
    f"Engineers looked at pier {n} of bridge {n} in the rain on that day." for n in range(1, 140)
]
for _place, _name in zip((5, 40, 75, 110), NAMES, strict=True):
    LINES[_place] = f"Mayor {_name} said bridge {_place} was never safe."
ARTICLE = Article(text="\n".join(LINES))  # under 10 kB
WINDOW = 6_500


def shown(messages: Sequence[Message]) -> str:
    return messages[1]["content"].split("</article-")[0]


def answer(messages: Sequence[Message], schema: type[BaseModel]) -> FakeAnswer:
    """Point at every statement of the part that is shown; each is also an uncertainty."""
    said = re.findall(r"\[(\d+)\] Mayor (.+?) said (bridge \d+ was never safe)", shown(messages))
    if schema.__name__ == "StatementsDraft":
        return {
            "sources": [{"name": name, "kind": "person"} for _, name, _ in said],
            "statements": [
                {"by": by, "at": int(number), "cue": "said", "first": words}
                for by, (number, _, words) in enumerate(said, start=1)
            ],
            "main": [1],
        }
    if schema.__name__ == "UncertaintyDraft":
        items = [
            {"kind": "single_source", "note": f"Only {name} says so.", "quotes": [words]}
            for _, name, words in said
        ]
        return {"uncertainty": items}
    if schema.__name__ == "FullGistDraft":
        summary = [f"Mayor {name} said {words} [{number}]" for number, name, words in said]
        headline = summary[0] if summary else ""
        return {**EMPTY_GIST, "headline": headline, "summary": summary[1:]}
    return EMPTY_ANSWERS[schema.__name__]


def made(
    settings: Settings, replies: Mapping[str, FakeAnswer] | None = None
) -> tuple[Brief, FakeModel]:
    def reply(messages: Sequence[Message], schema: type[BaseModel]) -> FakeAnswer:
        return (replies or {}).get(schema.__name__) or answer(messages, schema)

    model = FakeModel(reply, context_tokens=WINDOW)
    return briefer.brief(ARTICLE, model=model, settings=settings), model


def test_each_part_is_asked_for_everything_and_verified(settings: Settings) -> None:
    _, model = made(settings)
    asked = [call.schema.__name__ for call in model.calls]
    parts = asked.count("FullGistDraft")
    assert parts > 1
    assert asked.count("StatementsDraft") == asked.count("UncertaintyDraft") == parts
    verified = prompts_for(model, "VerdictsDraft")
    assert len(verified) == parts
    read = [prompt.split("</article-")[0] for prompt in prompts_for(model, "FullGistDraft")]
    assert [prompt.split("</article-")[0] for prompt in verified] == read


def test_a_part_is_verified_with_its_own_lines_only(settings: Settings) -> None:
    _, model = made(settings)
    for prompt in prompts_for(model, "VerdictsDraft"):
        article, _, question = prompt.partition("</article-")
        named = [name for name in NAMES if name in question]
        assert named == [name for name in NAMES if name in article]


def test_the_claims_of_all_parts_are_in_the_brief_once(settings: Settings) -> None:
    brief, _ = made(settings)
    assert sorted(claim.source.name for claim in brief.claimed_by) == sorted(NAMES)
    assert {claim.found_by for claim in brief.claimed_by} == {"both"}
    notes = [item.note for item in brief.uncertainty]
    assert sorted(notes) == sorted(f"Only {name} says so." for name in NAMES)


def test_no_line_is_in_the_brief_twice(settings: Settings) -> None:
    brief, _ = made(settings)
    lines = [brief.headline.text, *(point.text for point in brief.summary)]
    assert len(set(lines)) == len(lines)


def test_later_parts_are_told_the_names_of_earlier_ones(settings: Settings) -> None:
    _, model = made(settings)
    first, *later = prompts_for(model, "StatementsDraft")
    assert "Named earlier" not in first
    seen = first.split("</article-")[0]
    for prompt in later:
        [listed] = re.findall(r"Named earlier in the article: (.+)\.", prompt)
        assert [name for name in NAMES if name in listed] == [n for n in NAMES if n in seen]
        seen += prompt.split("</article-")[0]


def test_a_name_of_an_earlier_part_can_be_a_source(settings: Settings) -> None:
    statement = {"by": 1, "at": 112, "cue": "said", "first": "bridge 110 was never safe"}
    draft = {
        "sources": [{"name": "Ingrid Okafor", "kind": "person"}],
        "statements": [statement],
        "main": [],
    }
    brief, _ = made(settings, {"StatementsDraft": draft})
    [claim] = [one for one in brief.claimed_by if "bridge 110" in one.content]
    assert claim.source.name == "Ingrid Okafor"


def test_a_statement_that_two_parts_give_is_one_claim(settings: Settings) -> None:
    draft = {
        "sources": [{"name": "Ingrid Okafor", "kind": "person"}],
        "statements": [{"by": 1, "at": 6, "cue": "said", "first": "bridge 5 was never safe"}],
        "main": [1],
    }
    brief, _ = made(settings, {"StatementsDraft": draft})
    assert len([one for one in brief.claimed_by if "bridge 5 " in one.content]) == 1


def test_the_counts_of_all_parts_are_added(settings: Settings) -> None:
    brief, model = made(settings, {"VerdictsDraft": {"wrong": [wrong(1)]}})
    parts = len(prompts_for(model, "VerdictsDraft"))
    assert brief.provenance.lines_refused == parts
    assert brief.provenance.lines_verified > parts
    assert brief.provenance.calls == 4 * parts


def test_a_part_whose_verification_fails_is_noted_and_kept(settings: Settings) -> None:
    brief, _ = made(settings, {"VerdictsDraft": ModelAnswerError("the answer was cut off")})
    assert any("the answer was cut off" in note for note in brief.coverage.notes)
    assert sorted(claim.source.name for claim in brief.claimed_by) == sorted(NAMES)
    assert brief.provenance.lines_verified == 0
