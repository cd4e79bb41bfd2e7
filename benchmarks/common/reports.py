"""Reports: the figures of one benchmark, with what they were measured on."""

import json
import os
import platform
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REPORTS = ROOT / "reports"


def write_report(name: str, **figures: object) -> None:
    """Write figures to ``reports/NAME.json``, beside Python's version and the number of cores."""
    REPORTS.mkdir(exist_ok=True)
    path = REPORTS / f"{name}.json"
    report = {"python": platform.python_version(), "cores": os.cpu_count(), **figures}
    path.write_text(json.dumps(report, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"written to {path.relative_to(ROOT)}")
