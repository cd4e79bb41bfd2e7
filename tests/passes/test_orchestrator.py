"""Long articles: how the passes are sent in parts."""

from collections.abc import Mapping, Sequence

from pydantic import BaseModel

import briefer
from briefer import Article, Brief, FakeModel, Settings
from briefer.model.protocol import Message
from briefer.passes.gist import GIST as GIST_PASS
from tests.factories import EMPTY_GIST


def test_a_long_article_is_sent_in_parts_without_losing_a_line(settings: Settings) -> None:
    lines = [f"Mayor Ingrid Okafor said on day {n} that bridge {n} was safe." for n in range(300)]
    model = FakeModel(
        lambda _messages, schema: (
            {"lines": []}
            if schema.__name__ == "Corrections"
            else {"claims": [], "open": []}
            if schema.__name__ == "WeighDraft"
            else EMPTY_GIST
        ),
        context_tokens=7_000,
    )
    brief = briefer.brief(Article(text="\n".join(lines)), model=model, settings=settings)
    gists = [call for call in model.calls if call.schema.__name__ == "GistDraft"]
    sent = " ".join(call.messages[1]["content"] for call in gists)
    assert len(gists) > 1
    assert all(line in sent for line in lines)
    assert any(f"read in {len(gists)} parts" in note for note in brief.coverage.notes)


def test_claims_are_ranked_in_every_part_of_a_long_article(settings: Settings) -> None:
    lines = [f"Mayor Ingrid Okafor said on day {n} that bridge {n} was safe." for n in range(300)]
    questions = ["Who painted it?", "Who sells tickets?", "Who feeds swans?", "Who owns boats?"]
    last: list[str] = []  # for each ranking, the last line of its part, which it chose

    def answer(messages: Sequence[Message], schema: type[BaseModel]) -> Mapping[str, object]:
        if schema.__name__ != "WeighDraft":
            return {"lines": []} if schema.__name__ == "Corrections" else EMPTY_GIST
        shown = messages[1]["content"].split("</article>")[0]
        last.append(shown.strip().splitlines()[-1])
        return {"claims": [last[-1]], "open": [questions[len(last) - 1]]}

    model = FakeModel(answer, context_tokens=7_000)
    brief = briefer.brief(Article(text="\n".join(lines)), model=model, settings=settings)
    assert len(last) > 1
    assert last[-1] == lines[-1]
    first = [claim.evidence[0].quote for claim in brief.claimed_by[: len(last)]]
    assert all(quote in line for quote, line in zip(first, last, strict=True))
    questions_shown = [item.note for item in brief.uncertainty if item.code == "open_question"]
    assert questions_shown == questions[:2]


def test_without_corrections_the_window_needs_room_for_one_answer_only(settings: Settings) -> None:
    lines = [f"Mayor Ingrid Okafor said that bridge {n} was safe." for n in range(100)]

    def brief_of(model: FakeModel) -> Brief:
        return briefer.brief(Article(text="\n".join(lines)), model=model, settings=settings)

    def answer(_messages: object, schema: type[BaseModel]) -> Mapping[str, object]:
        return EMPTY_GIST if schema.__name__ == "GistDraft" else {"claims": [], "open": []}

    prompt = brief_of(FakeModel(answer, profile="small")).provenance.input_tokens
    window = prompt + GIST_PASS.max_tokens
    once = brief_of(FakeModel(answer, profile="small", context_tokens=window))
    assert once.provenance.calls == 1
    assert not any("parts" in note for note in once.coverage.notes)
    again = brief_of(FakeModel(answer, profile="capable", context_tokens=window))
    assert any("parts" in note for note in again.coverage.notes)
