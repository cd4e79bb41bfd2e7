"""Questions: the prompt files of the eval itself. Each stands alone; no user's shadows it."""

import hashlib
from functools import cache

from briefer.prompts import Prompts
from briefer.resources import data_path


@cache
def eval_prompts() -> Prompts:
    """Return where the files lie."""
    return Prompts(data_path("evals") / "prompts")


def eval_prompt_digest(name: str) -> str:
    """Return the sha256 over one of the files (``"judge.j2"``)."""
    return hashlib.sha256(eval_prompts().source(name).encode()).hexdigest()
