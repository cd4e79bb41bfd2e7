"""Journal: what a run has made so far, a line for each brief, so that nothing is made twice.

While a run goes on, its journal is ``journal.jsonl``; the first line says which run it is. When
the run is done the file becomes ``briefs.jsonl``, from which it can be scored again.
"""

import hashlib
import os
from pathlib import Path

from pydantic import ValidationError

from briefer.errors import SettingsError
from briefer.evidence import FrozenModel
from briefer.schema import Brief, NonEmptyStr

RUNNING, DONE = "journal.jsonl", "briefs.jsonl"


class Sample(FrozenModel):
    """One brief of a run, or the reason why there is none.

    Attributes:
        suite: name of its suite.
        system: what made it.
        case: id of its case.
        sample: which repeat it is, from 0.
        brief: the brief; None when it could not be made.
        error: why it could not.
    """

    suite: NonEmptyStr
    system: NonEmptyStr
    case: NonEmptyStr
    sample: int = 0
    brief: Brief | None = None
    error: str | None = None

    @property
    def key(self) -> tuple[str, str, str, int]:
        """What tells it from the others of its run."""
        return (self.suite, self.system, self.case, self.sample)


class Run(FrozenModel):
    """What a run is about; two runs of which all of this is the same give the same report.

    Attributes:
        suites: digest of each suite by its name.
        systems: what is run, in order.
        against: the systems that each is held against; what is only a baseline is not among them.
        repeat: how often.
        prompts: digest of the prompt files of each system that asks a model.
        code: digest of briefer's own code.
    """

    suites: dict[str, str]
    systems: tuple[str, ...]
    against: dict[str, tuple[str, ...]]
    repeat: int
    prompts: dict[str, str]
    code: str

    @property
    def digest(self) -> str:
        """The sha256 over all of it."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()


class Journal:
    """The file of a run.

    Args:
        folder: where it lies; made when it is not there.
        run: the run. A journal of another run is begun anew.

    Attributes:
        made: what is there already.
    """

    def __init__(self, folder: Path, run: Run) -> None:
        self._path = folder / RUNNING
        self._done = folder / DONE
        self.made: list[Sample] = []
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if self._path.exists():
                begun, made = read(self._path)
                self.made = made if begun == run else []
            head = [run.model_dump_json(), *(one.model_dump_json() for one in self.made)]
            self._path.write_text("\n".join(head) + "\n", encoding="utf-8")
            self._file = self._path.open("a", encoding="utf-8")
        except OSError as error:
            raise SettingsError(
                f"cannot write '{self._path}': {error.strerror}. Name another folder with '-o'"
            ) from error

    def add(self, made: Sample) -> None:
        """Write one more brief, and see that it is on the disk."""
        self.made.append(made)
        self._file.write(made.model_dump_json() + "\n")
        self._file.flush()
        os.fsync(self._file.fileno())

    def finish(self) -> None:
        """Say that the run is whole."""
        self.close()
        self._path.replace(self._done)

    def close(self) -> None:
        """Let go of the file; the run can be taken up again."""
        self._file.close()


def read(path: Path) -> tuple[Run, list[Sample]]:
    """Read a journal; a last line that a killed run did not end is left out.

    Raises:
        SettingsError: it cannot be read, or is no journal.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
        run = Run.model_validate_json(lines[0])
        return run, [Sample.model_validate_json(line) for line in lines[1:-1]]
    except (OSError, ValidationError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"'{path}' is no journal of a run, or is damaged: delete it, and run again"
        ) from error


def read_run(folder: Path) -> tuple[Run, list[Sample]]:
    """Read the briefs of a run that is done, or else of one that is not."""
    for name in (DONE, RUNNING):
        if (folder / name).exists():
            return read(folder / name)
    raise SettingsError(
        f"there are no briefs in '{folder}': name the folder that 'briefer eval -o' wrote"
    )
