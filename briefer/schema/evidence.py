"""Evidence: words of an article, copied exactly, with their offsets in its text."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

NonEmptyStr = Annotated[str, Field(min_length=1)]


class FrozenModel(BaseModel):
    """Base of all data models: immutable, and without unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Evidence(FrozenModel):
    """A slice of an article's text.

    ``article.text[evidence.start:evidence.end] == evidence.quote`` is true for all evidence that
    briefer returns. :meth:`cut` makes it true by construction; a `Brief` checks it for each of its
    items whenever it is created or parsed.

    Attributes:
        start: offset of the first character, in Unicode code points from the start of the text.
        end: offset after the last character.
        quote: the exact words, never normalised.
    """

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(gt=0)]
    quote: Annotated[str, Field(min_length=1)]

    @model_validator(mode="after")
    def _quote_has_length_of_span(self) -> Self:
        if self.end - self.start != len(self.quote):
            raise ValueError(
                f"evidence {self.start}:{self.end} spans {self.end - self.start} characters, but "
                f"its quote has {len(self.quote)}"
            )
        return self

    @classmethod
    def cut(cls, text: str, start: int, end: int) -> Self:
        """Cut the slice ``text[start:end]``, without white space at its ends.

        Raises:
            ValueError: the slice is out of bounds or contains only white space.
        """
        if not 0 <= start < end <= len(text):
            raise ValueError(f"{start}:{end} is not a slice of a text of {len(text)} characters")
        quote = text[start:end]
        start += len(quote) - len(quote.lstrip())
        quote = quote.strip()
        return cls(start=start, end=start + len(quote), quote=quote)

    def holds_in(self, text: str) -> bool:
        """Return True if ``text`` has the quote at exactly these offsets."""
        return text[self.start : self.end] == self.quote

    def overlaps(self, start: int, end: int) -> bool:
        """Return True if the slice shares a character with ``start:end``."""
        return self.start < end and start < self.end


EvidenceTuple = Annotated[tuple[Evidence, ...], Field(min_length=1)]
