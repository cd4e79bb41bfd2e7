"""Structured logs: one JSON object for each message, for programs that collect logs."""

import json
import logging
import sys
from datetime import UTC, datetime


class JsonHandler(logging.Handler):
    """Writes each log record to stderr as one line of JSON: time, level, logger, message.

    What a record has in its attribute ``fields`` is added.
    """

    def emit(self, record: logging.LogRecord) -> None:
        """Write a record."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        sys.stderr.write(json.dumps(line, ensure_ascii=False, default=str) + "\n")
        sys.stderr.flush()


def log_as_json() -> None:
    """Write briefer's own log messages as JSON, and hide those of its dependencies."""
    logging.basicConfig(handlers=[logging.NullHandler()])
    own = logging.getLogger("briefer")
    own.handlers = [JsonHandler()]
    own.setLevel(logging.INFO)
    own.propagate = False
