"""Recommend an embedded model for a machine: the best that leaves room for everything else."""

import os
from typing import NamedTuple

from briefer.model.weights.catalogue import CATALOGUE, DEFAULT, Entry

# The other half is for briefer itself, the parser, and what else runs on the machine.
_SHARE_OF_MEMORY = 0.5
# A capable model has several times the work of the default one for each token.
_CORES_OF_A_CAPABLE_MODEL = 4


class Machine(NamedTuple):
    """What counts on a machine.

    Attributes:
        memory: bytes of memory, or None if that is not known.
        cores: number of cores.
    """

    memory: int | None
    cores: int


def this_machine() -> Machine:
    """Return the memory and the cores of this machine."""
    try:
        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):  # Windows, or a system that does not say
        memory = 0
    return Machine(memory if memory > 0 else None, os.cpu_count() or 1)


def recommended(machine: Machine) -> tuple[Entry | None, str]:
    """Return the model that we would pick for ``machine``, and why.

    It is the largest capable model that takes at most half of the memory, if the machine has four
    cores or more; or else the default one, if it takes at most half of the memory; or else none.
    """
    if machine.memory is None:
        return DEFAULT, "this machine does not say how much memory it has"
    room = machine.memory * _SHARE_OF_MEMORY
    amount = f"{machine.memory / 1e9:.1f} GB of memory"
    capable = [entry for entry in CATALOGUE if entry.profile == "capable" and entry.memory <= room]
    if capable and machine.cores >= _CORES_OF_A_CAPABLE_MODEL:
        best = max(capable, key=lambda entry: entry.memory)
        return best, f"at most half of {amount}, and {machine.cores} cores are enough for it"
    if DEFAULT.memory > room:
        return None, f"every useful model takes more than half of {amount}"
    if capable:
        return (
            DEFAULT,
            f"a capable model is too slow on fewer than {_CORES_OF_A_CAPABLE_MODEL} cores",
        )
    return DEFAULT, f"a capable model takes more than half of {amount}"
