"""Limits on the content of a brief: how many items each section has.

All limits are here, so that what fits on one page is decided in one place. What a renderer shows of
these items, and how much a model is asked to write (its draft schemas), is decided there.
"""

from typing import Final

MAX_SUMMARY_POINTS: Final = 5
"""Points of a summary; points that the model did not write are filled in from the article."""

MAX_EXTRACTIVE_POINTS: Final = 4
"""Points of a summary without a model: the article's sentences are longer than a model's."""

MAX_WHO: Final = 8
"""People, organisations and groups; without a model the lead's actor may come on top."""

MAX_EVENTS: Final = 5
"""Events."""

FILL_EVENTS_TO: Final = 4
"""Events up to which the list is filled in from the article when the model wrote fewer."""

MAX_PLACES: Final = 4
"""Places."""

MAX_TIMES: Final = 4
"""Dates and times."""

MAX_CLAIMS: Final = 18
"""Claims; every source gets one before any source gets a second."""

MAX_MODEL_CLAIMS: Final = 60
"""Claims that a capable model found; pages show the first of them."""

MAX_UNCERTAINTY: Final = 8
"""Uncertainties of all kinds."""

MAX_MODEL_UNCERTAINTY: Final = 16
"""Uncertainties of all kinds that a capable model found; pages show the first of them."""

MAX_HEDGED: Final = 3
"""Uncertainties of kind ``hedged``, so that weaker findings leave room for graver ones."""

MAX_UNCERTAINTY_EVIDENCE: Final = 8
"""Slices that one uncertainty shows; more of them prove nothing more."""
