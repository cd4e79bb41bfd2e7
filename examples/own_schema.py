"""Your own schema and prompt: every count of casualties in an article, with source and evidence.

A field of type Evidence is filled by code: the model copies words, and code finds them in the
article or rejects them.
"""

import sys
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, Field

import briefer

EXAMPLES = Path(__file__).resolve().parent


class Toll(BaseModel):
    """One count of casualties."""

    who_says: str
    people: Annotated[int, Field(ge=0)]
    evidence: briefer.Evidence


class Tolls(BaseModel):
    """All counts that the article gives."""

    tolls: list[Toll]


def main(model: str | briefer.FakeModel) -> None:
    """Print each count with its source and its evidence."""
    found = briefer.extract(
        EXAMPLES / "articles" / "harbour.html",
        schema=Tolls,
        prompt=EXAMPLES / "prompts" / "tolls.j2",
        model=model,
    )
    for toll in found.data.tolls:
        print(f"{toll.people:3} {toll.who_says}: “{toll.evidence.quote}”")


if __name__ == "__main__":
    main(sys.argv[1] if sys.argv[1:] else "local")
