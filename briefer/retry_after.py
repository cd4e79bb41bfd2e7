"""Read the header ``Retry-After`` of an HTTP response: "120", or a date, is a number of seconds."""

from datetime import datetime
from email.utils import parsedate_to_datetime


def retry_after(value: str | None, *, now: datetime) -> float | None:
    """Return the wait in seconds that ``Retry-After`` asks for, as a number or as a date.

    Args:
        value: the header's value, or None.
        now: the time of the response, with time zone.
    """
    if not value:
        return None
    try:
        return max(0.0, float(value))
    except ValueError:
        pass  # it may be a date
    try:
        return max(0.0, (parsedate_to_datetime(value) - now).total_seconds())
    except (TypeError, ValueError):
        return None
