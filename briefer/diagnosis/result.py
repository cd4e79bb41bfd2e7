"""The result of one check of this machine."""

from typing import Literal, NamedTuple

State = Literal["ok", "warn", "fail"]


class CheckResult(NamedTuple):
    """What one check has found.

    Attributes:
        name: what was checked ("extra pdf").
        state: "ok"; "warn" if something is missing that the chosen model does not need; "fail" if
            it needs it.
        found: what was found, in one sentence.
        mend: what to do about it; empty if there is nothing to do, or if ``found`` says it.
    """

    name: str
    state: State
    found: str
    mend: str = ""
