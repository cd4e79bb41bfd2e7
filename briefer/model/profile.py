"""What a model can do, which decides how it is asked: small or capable, at once or in sequence.

For example, the embedded model is small and is asked one pass after the other.
"""

from typing import Annotated

from pydantic import Field

from briefer.schema.evidence import FrozenModel
from briefer.schema.vocabulary import ModelSize

CAPABLE_PARAMETERS = 3_000_000_000


class ModelProfile(FrozenModel):
    """What a model can do.

    Attributes:
        size: "capable" if the model can judge a text: it is asked which claims matter most, and to
            correct those of its own lines that the article does not support. A "small" one is not.
        context_tokens: size of its context window in tokens, for prompt and answer together.
        concurrent: whether passes are sent at once (a remote model) or one after another (the
            embedded model, which is faster that way).
        enforces_schema: whether its server lets it write only what fits the schema of the answer;
            False if that is not known.
    """

    size: ModelSize
    context_tokens: Annotated[int, Field(gt=0)]
    concurrent: bool
    enforces_schema: bool

    @property
    def is_capable(self) -> bool:
        """True if the model can judge a text."""
        return self.size == "capable"


def size_class(parameters: int | None) -> ModelSize:
    """Return the size class of a model with so many parameters; None, if unknown, is small."""
    return "capable" if (parameters or 0) >= CAPABLE_PARAMETERS else "small"
