"""What assistants read about the tools, from ``prompts/mcp/tools.toml``.

``load_texts().tools["brief_url"].title`` is ``"Brief an article on the web"``.
"""

import tomllib
from functools import cache

from briefer.errors import BrieferError
from briefer.resources import data_path
from briefer.schema.evidence import FrozenModel


class ToolTexts(FrozenModel):
    """The texts of one tool.

    Attributes:
        title: its name for people.
        description: what it does and when to use it.
        arguments: what each argument means, by name.
    """

    title: str
    description: str
    arguments: dict[str, str]


class Texts(FrozenModel):
    """All texts of the file.

    Attributes:
        instructions: how to use the server.
        tools: the texts of each tool, by name.
        resources: what a resource is, by format.
        hints: what to do after an error, by the class of the error or by the reason.
    """

    instructions: str
    tools: dict[str, ToolTexts]
    resources: dict[str, str]
    hints: dict[str, str]

    def hint_for(self, error: BrieferError) -> str:
        """Return what to do after an error: the hint of its class, or of the nearest base."""
        names = (base.__name__ for base in type(error).__mro__)
        return next((self.hints[name] for name in names if name in self.hints), "")


@cache
def load_texts() -> Texts:
    """Read the file."""
    text = (data_path("prompts") / "mcp" / "tools.toml").read_text(encoding="utf-8")
    return Texts.model_validate(tomllib.loads(text))
