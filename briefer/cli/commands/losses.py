"""What became worse than the baseline: one message for each loss, then an error."""

from collections.abc import Sequence

from briefer.cli.console import message
from briefer.errors import CheckError


def report_losses(losses: Sequence[str], error: str, *, allowed: bool = False) -> None:
    """Write each loss to stderr.

    Raises:
        CheckError: there is one, and that is not allowed; with the text ``error``.
    """
    for loss in losses:
        message("gate", loss)
    if losses and not allowed:
        raise CheckError(error)
