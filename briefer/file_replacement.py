"""Replace a file by a complete one, so that no moment leaves half of it.

``with replacement_of(path) as temporary:`` gives the name of a new file in the same folder. It
takes the place of ``path`` when the block ends, and is deleted if the block raises an error.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4


@contextmanager
def replacement_of(path: Path) -> Iterator[Path]:
    """Yield the name of a file to write, which replaces ``path`` at the end.

    Raises:
        OSError: ``path`` cannot be replaced, or the block did not write the file.
    """
    temporary = path.with_name(f".{uuid4().hex}.part")  # short: the name itself may be long
    try:
        yield temporary
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
