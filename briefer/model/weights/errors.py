"""What a source of weights raises when it cannot give the file; the next one is tried then."""


class SourceFailed(Exception):  # noqa: N818 - an event on the way, never shown as an error
    """A source of weights could not be read; the message says why."""
