"""An article's checker, and parts of a capable model's answers, grounded and settled."""

import asyncio
from functools import cache
from pathlib import Path

from briefer.analysis.analyzer import analyze
from briefer.analysis.annotations import Analysis
from briefer.grounding.line_checker import LineChecker
from briefer.model.fake import FakeAnswer, FakeModel
from briefer.passes.capable.settling import Settled, Written, settle
from briefer.passes.capable.statements import Statements, StatementsDraft, ground_statements
from briefer.passes.chunking import whole_article
from briefer.passes.runner import GroundingResult, PassContext
from briefer.prompts import Prompts
from briefer.schema.article import Article


@cache
def checker(article: Article, *, language: str | None = None) -> LineChecker:
    """Return the checker of an article for lines of a capable model."""
    return LineChecker(article, analyze(article), language=language)


def grounded_statements(
    article: Article,
    *statements: dict[str, object],
    sources: list[dict[str, object]],
    main: tuple[int, ...] = (),
) -> GroundingResult[Statements]:
    """Return the statements that can be located, and the problems of the others."""
    draft = {"sources": sources, "statements": list(statements), "main": list(main)}
    return ground_statements(StatementsDraft.model_validate(draft), checker(article))


async def settled(
    article: Article, written: Written, *wrong: dict[str, object], verify: bool = True
) -> Settled:
    """Return what is left of ``written`` when the model finds these lines wrong."""
    found, _ = await settled_by({"wrong": list(wrong)}, article, written, verify=verify)
    return found


async def settled_by(
    verdicts: FakeAnswer, article: Article, written: Written, *, verify: bool = True
) -> tuple[Settled, FakeModel]:
    """Return what is left of ``written``, and the model that gave these verdicts."""

    async def analysis() -> Analysis:
        return checker(article).analysis

    model = FakeModel([verdicts], reasks=0)
    context = PassContext(
        article,
        asyncio.create_task(analysis()),
        model,
        Prompts(Path("no prompts of the user")),
        article.language,
    )
    return await settle(written, context, whole_article(article), verify=verify), model
