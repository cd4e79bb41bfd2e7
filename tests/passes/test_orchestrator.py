"""Long articles: how the passes are sent in parts."""

from collections.abc import Sequence

import pytest

import briefer
from briefer import Article, Brief, FakeModel, Settings
from briefer.model.protocol import Answer, Message, Reply
from briefer.passes.capable.statements import STATEMENTS
from briefer.passes.gist import GIST as GIST_PASS
from tests.factories import EMPTY_ANSWERS, EMPTY_SMALL_GIST, capable_model, prompts_for

LINES = [f"Mayor Ingrid Okafor said on day {n} that bridge {n} was safe." for n in range(300)]
LONG = Article(text="\n".join(LINES))


def test_a_long_article_is_sent_in_parts_without_losing_a_line(settings: Settings) -> None:
    model = capable_model(EMPTY_ANSWERS, context_tokens=10_000)
    brief = briefer.brief(LONG, model=model, settings=settings)
    for schema in ("FullGistDraft", "StatementsDraft", "UncertaintyDraft", "VerdictsDraft"):
        parts = prompts_for(model, schema)
        shown = " ".join(part.split("</article-")[0] for part in parts)
        assert len(parts) > 1
        assert all(shown.count(line) == 1 for line in LINES)
    assert any(f"read in {len(parts)} parts" in note for note in brief.coverage.notes)


def test_a_sentence_has_the_same_number_in_every_part(settings: Settings) -> None:
    model = capable_model(EMPTY_ANSWERS, context_tokens=10_000)
    briefer.brief(LONG, model=model, settings=settings)
    shown = "".join(prompts_for(model, "FullGistDraft"))
    assert all(f"[{n}] {line}" in shown for n, line in enumerate(LINES, start=1))


def test_a_small_model_needs_room_for_the_gist_only(settings: Settings) -> None:
    article = Article(text="\n".join(LINES[:100]))

    def brief_of(model: FakeModel) -> Brief:
        return briefer.brief(article, model=model, settings=settings)

    prompt = brief_of(FakeModel([EMPTY_SMALL_GIST], profile="small")).provenance.input_tokens
    window = prompt + GIST_PASS.max_tokens
    once = brief_of(FakeModel([EMPTY_SMALL_GIST], profile="small", context_tokens=window))
    assert once.provenance.calls == 1
    assert not any("parts" in note for note in once.coverage.notes)
    again = brief_of(capable_model(EMPTY_ANSWERS, context_tokens=window + 3_000))
    assert any("parts" in note for note in again.coverage.notes)


class Limited(FakeModel):
    """A model that keeps how long each answer may be, by its schema."""

    def __init__(self, *, context_tokens: int) -> None:
        super().__init__(
            lambda _messages, schema: EMPTY_ANSWERS[schema.__name__], context_tokens=context_tokens
        )
        self.limits: dict[str, int] = {}

    async def ask(
        self, messages: Sequence[Message], answer: type[Answer], *, max_tokens: int
    ) -> Reply[Answer]:
        self.limits[answer.__name__] = max_tokens
        return await super().ask(messages, answer, max_tokens=max_tokens)


@pytest.mark.parametrize("context_tokens", [9_000, 32_768])
def test_an_answer_takes_at_most_a_third_of_the_window(
    settings: Settings, context_tokens: int
) -> None:
    model = Limited(context_tokens=context_tokens)
    briefer.brief(Article(text=LINES[0]), model=model, settings=settings)
    assert len(model.limits) == 4
    assert max(model.limits.values()) <= context_tokens // 3
    wanted = min(STATEMENTS.max_tokens, context_tokens // 3)
    assert model.limits["StatementsDraft"] == wanted
