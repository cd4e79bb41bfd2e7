"""Ask a capable model once to correct the lines of an answer that failed a check.

A small model is not asked: the article does not support its corrections either.
"""

from collections.abc import Sequence
from typing import Annotated

from pydantic import BaseModel, Field, JsonValue, ValidationError

from briefer.errors import ModelAnswerError
from briefer.model.protocol import Message, Usage
from briefer.passes.chunking import whole_article
from briefer.passes.runner import Draft, Items, Pass, PassContext, PassResult
from briefer.schema.coverage import RejectedItem
from briefer.text.normalization import says_nothing, tidy

_CORRECTION_TOKENS = 400


class Corrections(BaseModel):
    """What the model answers when lines did not hold: one line for each, empty to leave it out."""

    lines: Annotated[list[Annotated[str, Field(max_length=320)]], Field(max_length=16)]


async def run_corrected_pass(task: Pass[Draft, Items], context: PassContext) -> PassResult[Items]:
    """Ask for one pass over the whole article, check the answer, and ask once for corrections.

    Raises:
        ModelError: the model cannot be used at all. An invalid answer is not an error: the result
            says so.
    """
    messages = context.messages(task.prompt, whole_article(context.article))
    try:
        reply = await context.model.ask(messages, task.draft, max_tokens=task.max_tokens)
    except ModelAnswerError as error:
        return PassResult(None, usage=error.usage, failure=f"{task.name}: {error}")
    checker = await context.checker()
    first = task.ground(reply.answer, checker)
    if not first.problems or not context.model.profile.is_capable:
        return PassResult(first.items, first.problems, reply.usage)
    answered: Message = {"role": "assistant", "content": reply.text}
    request = _correction_request(context, first.problems)
    try:
        corrections = await context.model.ask(
            [*messages, answered, request], Corrections, max_tokens=_CORRECTION_TOKENS
        )
    except ModelAnswerError as error:
        return PassResult(first.items, first.problems, reply.usage + error.usage)
    correction_usage = corrections.usage + Usage(reasks=1)
    usage = reply.usage + correction_usage
    lines = ["" if says_nothing(line) else tidy(line) for line in corrections.answer.lines]
    lines = lines[: len(first.problems)]
    lines += [""] * (len(first.problems) - len(lines))
    dropped = tuple(p for p, line in zip(first.problems, lines, strict=True) if not line)
    try:
        corrected = _apply_corrections(reply.answer, first.problems, lines)
    except ValidationError:
        return PassResult(first.items, first.problems, usage)
    second = task.ground(corrected, checker)
    return PassResult(second.items, (*dropped, *second.problems), usage)


def _apply_corrections(
    draft: Draft, problems: Sequence[RejectedItem], lines: Sequence[str]
) -> Draft:
    """Replace the lines with problems by the corrected ones; drop list items with an empty one."""
    corrections = {tidy(p.text): line for p, line in zip(problems, lines, strict=True)}

    def corrected(value: JsonValue) -> JsonValue:
        if isinstance(value, str):
            return corrections.get(tidy(value), value)
        if isinstance(value, list):
            return [new for old in value if (new := corrected(old)) != ""]
        if isinstance(value, dict):
            return {key: corrected(inner) for key, inner in value.items()}
        return value

    return type(draft).model_validate(corrected(draft.model_dump(mode="json")))


def _correction_request(context: PassContext, problems: Sequence[RejectedItem]) -> Message:
    content = context.prompts.render("brief/revise_lines.j2", {"problems": problems})
    return {"role": "user", "content": content}
