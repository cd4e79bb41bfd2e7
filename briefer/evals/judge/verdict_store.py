"""Store verdicts in a file next to the briefs, so that no question is asked twice.

A verdict is stored under its judge and the digest of its question. If the prompt, the article or
the brief changes, so does the question; an old verdict is never used for it.
"""

import os
from pathlib import Path

from pydantic import ValidationError

from briefer.errors import SettingsError
from briefer.evals.judge.verdict import Verdict
from briefer.schema.evidence import FrozenModel, NonEmptyStr

JUDGEMENTS = "judgements.jsonl"


class StoredVerdict(FrozenModel):
    """One line of the file.

    Attributes:
        judge: name of the model.
        key: digest of the question.
        verdict: its answer.
    """

    judge: NonEmptyStr
    key: NonEmptyStr
    verdict: Verdict


class VerdictStore:
    """The stored verdicts of one judge.

    Args:
        folder: the folder of the file; created if necessary.
        judge: name of the judge. The file may contain verdicts of other judges, too.

    Raises:
        SettingsError: the file is damaged, or cannot be written.
    """

    def __init__(self, folder: Path, judge: str) -> None:
        path = folder / JUDGEMENTS
        self._judge = judge
        try:
            folder.mkdir(parents=True, exist_ok=True)
            text = path.read_text(encoding="utf-8") if path.exists() else ""
            complete = text[: text.rfind("\n") + 1]  # a killed run leaves half a line
            if complete != text:
                path.write_text(complete, encoding="utf-8", newline="\n")
            lines = [StoredVerdict.model_validate_json(line) for line in complete.split("\n")[:-1]]
            self._file = path.open("a", encoding="utf-8", newline="\n")
        except OSError as error:
            raise SettingsError(
                f"cannot write '{path}': {error.strerror}. Name another folder with '-o'"
            ) from error
        except (UnicodeDecodeError, ValidationError) as error:
            raise SettingsError(
                f"'{path}' does not contain verdicts, or is damaged: delete it and judge again"
            ) from error
        self._verdicts = {line.key: line.verdict for line in lines if line.judge == judge}

    def get(self, key: str) -> Verdict | None:
        """Return the verdict for a question, or None if there is none yet."""
        return self._verdicts.get(key)

    def add(self, key: str, verdict: Verdict) -> None:
        """Write a verdict and flush it to disk."""
        self._verdicts[key] = verdict
        line = StoredVerdict(judge=self._judge, key=key, verdict=verdict).model_dump_json()
        self._file.write(line + "\n")
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """Close the file."""
        self._file.close()
