"""Evidence: verbatim words with their place in the article."""

from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator


class FrozenModel(BaseModel):
    """Base of all nouns: immutable, and strict about the fields that it knows."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Evidence(FrozenModel):
    """A slice of an article's text.

    ``article.text[evidence.start:evidence.end] == evidence.quote`` holds for every evidence that
    briefer hands out. :meth:`cut` makes one from a text, so it holds by construction; a `Brief`
    proves it again for each of its items whenever one is made or parsed.

    Attributes:
        start: offset of the first character, in Unicode code points from the start of the text.
        end: offset after the last character.
        quote: the words themselves, never normalised.
    """

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(gt=0)]
    quote: Annotated[str, Field(min_length=1)]

    @model_validator(mode="after")
    def _is_as_long_as_its_span(self) -> Self:
        if self.end - self.start != len(self.quote):
            raise ValueError(
                f"evidence {self.start}:{self.end} spans {self.end - self.start} characters, "
                f"its quote has {len(self.quote)}"
            )
        return self

    @classmethod
    def cut(cls, text: str, start: int, end: int) -> Self:
        """Cut the slice ``text[start:end]``, less the white space at its ends.

        Raises:
            ValueError: the slice is out of bounds or holds nothing but white space.
        """
        if not 0 <= start < end <= len(text):
            raise ValueError(f"{start}:{end} is no slice of a text of {len(text)} characters")
        quote = text[start:end]
        start += len(quote) - len(quote.lstrip())
        quote = quote.strip()
        return cls(start=start, end=start + len(quote), quote=quote)

    def holds_in(self, text: str) -> bool:
        """Tell whether the quote stands in ``text`` at exactly its offsets."""
        return text[self.start : self.end] == self.quote

    def overlaps(self, start: int, end: int) -> bool:
        """Tell whether the slice shares a character with ``start:end``."""
        return self.start < end and start < self.end
