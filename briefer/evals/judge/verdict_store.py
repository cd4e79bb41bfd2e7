"""Judgements: verdicts kept in a file beside the briefs, so that no question is asked twice.

A verdict is kept under its judge and the digest of what was asked. What has changed (prompt,
article, brief) is another question, so nothing old is ever taken for new.
"""

import os
from pathlib import Path

from pydantic import ValidationError

from briefer.errors import SettingsError
from briefer.evals.judge.verdict import Verdict
from briefer.evidence import FrozenModel
from briefer.schema import NonEmptyStr

JUDGEMENTS = "judgements.jsonl"


class StoredVerdict(FrozenModel):
    """One line of the file.

    Attributes:
        judge: name of the model.
        key: digest of what it was asked.
        verdict: what it said.
    """

    judge: NonEmptyStr
    key: NonEmptyStr
    verdict: Verdict


class VerdictStore:
    """The verdicts of one judge in a folder.

    Args:
        folder: where the file lies; made when it is not there.
        judge: name of the judge. The file may hold verdicts of others.

    Raises:
        SettingsError: the file is damaged, or cannot be written.
    """

    def __init__(self, folder: Path, judge: str) -> None:
        path = folder / JUDGEMENTS
        self._judge = judge
        try:
            folder.mkdir(parents=True, exist_ok=True)
            text = path.read_text(encoding="utf-8") if path.exists() else ""
            whole = text[: text.rfind("\n") + 1]  # a killed run leaves half a line
            if whole != text:
                path.write_text(whole, encoding="utf-8", newline="\n")
            lines = [StoredVerdict.model_validate_json(line) for line in whole.split("\n")[:-1]]
            self._file = path.open("a", encoding="utf-8", newline="\n")
        except OSError as error:
            raise SettingsError(
                f"cannot write '{path}': {error.strerror}. Name another folder with '-o'"
            ) from error
        except (UnicodeDecodeError, ValidationError) as error:
            raise SettingsError(
                f"'{path}' holds no judgements, or is damaged: delete it, and judge again"
            ) from error
        self._verdicts = {line.key: line.verdict for line in lines if line.judge == judge}

    def get(self, key: str) -> Verdict | None:
        """Return the verdict on a question, or None where there is none yet."""
        return self._verdicts.get(key)

    def add(self, key: str, verdict: Verdict) -> None:
        """Write one more verdict, and see that it is on the disk."""
        self._verdicts[key] = verdict
        line = StoredVerdict(judge=self._judge, key=key, verdict=verdict).model_dump_json()
        self._file.write(line + "\n")
        self._file.flush()
        os.fsync(self._file.fileno())

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
