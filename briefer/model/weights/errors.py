"""The error of one source of weights, after which the next source is tried."""


class SourceFailed(Exception):  # noqa: N818 - caught by the download, never shown as an error
    """A source of weights could not be read; the message says why."""
