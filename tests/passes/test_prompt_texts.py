"""The prompts as a capable model receives them, whole: a changed word is a changed text here.

The texts are in ``tests/passes/prompts``; ``python -m tests.passes.test_prompt_texts`` writes them
anew.
"""

import asyncio
from collections.abc import Mapping
from pathlib import Path

import pytest

from briefer.analysis.annotations import Analysis
from briefer.model.fake import FakeModel
from briefer.passes.capable.cited_lines import ground_line
from briefer.passes.chunking import whole_article
from briefer.passes.runner import PassContext
from briefer.prompts import Prompts
from briefer.schema.article import Article
from tests.factories import TEXT
from tests.passes.factories import checker

FOLDER = Path(__file__).with_name("prompts")
ARTICLE = Article(title="Fire kills three in Port Ellery", text=TEXT, published="2026-03-18")
LINES = ["Mayor Ingrid Okafor said the alarms had worked.", "Who owns the terminal?"]
FAULTY = ["Fire at the terminal killed 90 people.", "Greta Kald said “it was an evil spell”."]
PROMPTS: dict[str, tuple[str, dict[str, object]]] = {
    "gist": ("capable/gist.j2", {}),
    "statements": ("capable/statements.j2", {"earlier": ()}),
    "statements of a later part": (
        "capable/statements.j2",
        {"earlier": ("Ingrid Okafor", "Norrgate Engineering")},
    ),
    "uncertainty": ("capable/uncertainty.j2", {}),
    "verification": ("capable/verify_lines.j2", {"lines": LINES, "faulty": ()}),
    "verification with faults": ("capable/verify_lines.j2", {"lines": LINES, "faulty": FAULTY}),
}


async def rendered(name: str) -> str:
    """Return a whole chat, each message under its role."""
    prompt, variables = PROMPTS[name]
    found: Mapping[str, object] = variables
    if variables.get("faulty"):
        lines = [ground_line("summary", text, checker(ARTICLE)) for text in FAULTY]
        found = {**variables, "faulty": lines}

    async def analysis() -> Analysis:
        return checker(ARTICLE).analysis

    context = PassContext(
        ARTICLE,
        asyncio.create_task(analysis()),
        FakeModel([]),
        Prompts(FOLDER / "no prompts of the user"),
        "en",
    )
    await context.analysis
    chat = context.messages(prompt, whole_article(ARTICLE), numbered=True, variables=found)
    return "".join(f"--- {one['role']}\n{one['content']}\n" for one in chat)


def path_of(name: str) -> Path:
    return FOLDER / f"{name.replace(' ', '_')}.txt"


@pytest.mark.parametrize("name", PROMPTS)
async def test_a_prompt_is_exactly_this_text(name: str) -> None:
    assert await rendered(name) == path_of(name).read_text(encoding="utf-8")


def test_every_text_belongs_to_a_prompt() -> None:
    assert sorted(FOLDER.glob("*.txt")) == sorted(map(path_of, PROMPTS))


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for each in PROMPTS:
        path_of(each).write_text(asyncio.run(rendered(each)), encoding="utf-8")
