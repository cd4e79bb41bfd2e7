"""The eval's own prompt files (``evals/prompts``); a user's prompt folder does not replace them."""

import hashlib
from functools import cache

from briefer.prompts import Prompts
from briefer.resources import data_path


@cache
def eval_prompts() -> Prompts:
    """Return the folder of the files."""
    return Prompts(data_path("evals") / "prompts")


def eval_prompt_digest(name: str) -> str:
    """Return the SHA-256 of one of the files (``"judge.j2"``)."""
    return hashlib.sha256(eval_prompts().source(name).encode()).hexdigest()
