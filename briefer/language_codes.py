"""The form of a language code, for settings and data."""

from typing import Annotated

from pydantic import Field

LanguageCode = Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
"""An ISO 639 code: "en", "de"."""
