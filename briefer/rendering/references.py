"""Numbers of evidence as they follow a line: the first evidence that is used is number 1."""

from collections.abc import Iterable

from briefer.schema.evidence import Evidence


class References:
    """Numbers the evidence in the order of its first use.

    Attributes:
        numbers: the number of each evidence that was used.
    """

    def __init__(self) -> None:
        self.numbers: dict[Evidence, int] = {}

    def to(self, evidence: Iterable[Evidence]) -> tuple[int, ...]:
        """Return the numbers of ``evidence``, the smallest first."""
        numbers = {self.numbers.setdefault(each, len(self.numbers) + 1) for each in evidence}
        return tuple(sorted(numbers))
