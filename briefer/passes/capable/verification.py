"""Verification: a capable model checks all lines and claims once more against the article.

One request per window lists them with numbers, and those with a proved fault, too. The model names
the wrong ones, says which words are wrong, and corrects them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import BaseModel, Field

from briefer.errors import ModelAnswerError
from briefer.passes.capable.cited_lines import CitedLine
from briefer.passes.chunking import Window
from briefer.passes.runner import PassContext
from briefer.schema.brief import Claim
from briefer.text.normalization import says_nothing, tidy
from briefer.usage import Usage

VERIFY_PROMPT = "capable/verify_lines.j2"
VERIFY_TOKENS = 1_200
"""Maximum length of an answer: only wrong lines are listed."""

NOT_SAID_WHO = "It is not said who"
"""The source of a claim whose source is unknown, in a line to verify."""

_Text = Annotated[str, Field(max_length=600)]


class WrongLineDraft(BaseModel):
    """A line that the article does not support, as the model sees it."""

    line: int
    words: _Text = ""
    corrected: _Text = ""


class VerdictsDraft(BaseModel):
    """What the model answers: the wrong lines."""

    wrong: Annotated[list[WrongLineDraft], Field(max_length=200)]


@dataclass(frozen=True, slots=True)
class Verdicts:
    """The model's verdicts.

    Attributes:
        wrong: by the index of a line: the words that are wrong, and the corrected line.
        usage: calls and tokens.
        failure: why there are no verdicts; None if there are.
    """

    wrong: Mapping[int, WrongLineDraft] = field(default_factory=dict)
    usage: Usage = field(default_factory=Usage)
    failure: str | None = None


def claim_line(claim: Claim) -> str:
    """Return a claim as a line to verify: ``Ann Reed (said), as Lund says: “it had worked”``."""
    cue = f" ({tidy(claim.cue.quote)})" if claim.cue else ""
    name = NOT_SAID_WHO if claim.source.kind == "unknown" else claim.source.name
    reported = f", as {claim.reported_by.name} says" if claim.reported_by else ""
    return f"{name}{cue}{reported}: “{claim.content.strip('“”')}”"


async def verify_lines(
    lines: Sequence[str],
    context: PassContext,
    window: Window,
    *,
    faulty: Sequence[CitedLine] = (),
) -> Verdicts:
    """Ask which lines are wrong; the lines with a proved fault are asked for corrections only.

    Args:
        lines: the lines to verify.
        context: article, model and prompts.
        window: the part of the article that the lines are about.
        faulty: lines that a check proves wrong; their indices follow those of ``lines``.

    Raises:
        ModelError: the model cannot be used at all. An invalid answer is not an error: the verdicts
            say so.
    """
    if not lines and not faulty:
        return Verdicts()
    messages = context.messages(
        VERIFY_PROMPT, window, numbered=True, variables={"lines": lines, "faulty": faulty}
    )
    limit = context.answer_tokens(VERIFY_TOKENS)
    try:
        reply = await context.model.ask(messages, VerdictsDraft, max_tokens=limit)
    except ModelAnswerError as error:
        return Verdicts(usage=error.usage, failure=f"the verification: {error}")
    wrong = {
        one.line - 1: one.model_copy(update={"corrected": _said(one.corrected)})
        for one in reversed(reply.answer.wrong)  # the first verdict on a line counts
        if 1 <= one.line <= len(lines) + len(faulty)
    }
    return Verdicts(wrong, reply.usage)


def _said(text: str) -> str:
    return "" if says_nothing(text) else tidy(text)
