"""The journal of a run: one JSON line for each brief, so that an interrupted run can continue.

The first line identifies the run (see `Run`). During the run the file is ``journal.jsonl``;
afterwards it is renamed to ``briefs.jsonl``, and its briefs can be scored again.
"""

import hashlib
import os
from pathlib import Path

from pydantic import Field, ValidationError

from briefer.errors import SettingsError
from briefer.schema.brief import Brief
from briefer.schema.evidence import FrozenModel, NonEmptyStr
from briefer.schema.vocabulary import ModelSize

RUNNING, DONE = "journal.jsonl", "briefs.jsonl"


class Sample(FrozenModel):
    """One brief of a run, or the error that prevented it.

    Attributes:
        suite: name of its suite.
        system: name of the system that made it.
        case: id of its case.
        sample: number of the repeat, from 0.
        brief: the brief; None if the system failed.
        error: why the system failed.
    """

    suite: NonEmptyStr
    system: NonEmptyStr
    case: NonEmptyStr
    sample: int = 0
    brief: Brief | None = None
    error: str | None = None

    @property
    def key(self) -> tuple[str, str, str, int]:
        """Its identity in the run."""
        return (self.suite, self.system, self.case, self.sample)


class Run(FrozenModel):
    """The inputs of a run; an interrupted run continues only if all of them are the same.

    Attributes:
        suites: digest of each suite, by name.
        systems: names of the systems, in order.
        against: for each system under test, the systems it is compared with. Systems that are only
            baselines are not keys.
        repeat: how often each system that uses a model briefs each case.
        prompts: digest of the prompt files, by system that uses a model.
        code: digest of briefer's code.
        profiles: size class of the models, by system, if it does not only depend on the model.
    """

    suites: dict[str, str]
    systems: tuple[str, ...]
    against: dict[str, tuple[str, ...]]
    repeat: int
    prompts: dict[str, str]
    code: str
    profiles: dict[str, ModelSize] = Field(default_factory=dict)

    @property
    def digest(self) -> str:
        """The SHA-256 of all inputs."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()


class Journal:
    """The journal file of a run.

    Args:
        folder: its folder; created if necessary.
        run: the run. A journal of a different run in the folder is overwritten.

    Attributes:
        samples: the briefs so far.

    Raises:
        SettingsError: the file cannot be written, or is damaged.
    """

    def __init__(self, folder: Path, run: Run) -> None:
        self._path = folder / RUNNING
        self._done = folder / DONE
        self.samples: list[Sample] = []
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if self._path.exists():
                interrupted, samples = read(self._path)
                self.samples = samples if interrupted == run else []
            lines = [run.model_dump_json(), *(one.model_dump_json() for one in self.samples)]
            self._path.write_text("\n".join(lines) + "\n", encoding="utf-8")
            self._file = self._path.open("a", encoding="utf-8")
        except OSError as error:
            raise SettingsError(
                f"cannot write '{self._path}': {error.strerror}. Name another folder with '-o'"
            ) from error

    def add(self, sample: Sample) -> None:
        """Write a brief and flush it to disk."""
        self.samples.append(sample)
        self._file.write(sample.model_dump_json() + "\n")
        self._file.flush()
        os.fsync(self._file.fileno())

    def finish(self) -> None:
        """Close the file and mark the run as complete."""
        self.close()
        self._path.replace(self._done)

    def close(self) -> None:
        """Close the file; the run can be continued later."""
        self._file.close()


def read(path: Path) -> tuple[Run, list[Sample]]:
    """Read a journal; the last line is ignored if a killed run left it incomplete.

    Raises:
        SettingsError: the file cannot be read, or is not a journal.
    """
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
        run = Run.model_validate_json(lines[0])
        return run, [Sample.model_validate_json(line) for line in lines[1:-1]]
    except (OSError, ValidationError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"'{path}' is not the journal of a run, or is damaged: delete it and run again"
        ) from error


def read_run(folder: Path) -> tuple[Run, list[Sample]]:
    """Read the briefs of the run in a folder, complete or interrupted.

    Raises:
        SettingsError: there are no briefs, or the file cannot be read.
    """
    for name in (DONE, RUNNING):
        if (folder / name).exists():
            return read(folder / name)
    raise SettingsError(
        f"there are no briefs in '{folder}': name the folder that 'briefer eval -o' wrote"
    )
