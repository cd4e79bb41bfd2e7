"""A package of an extra that is not installed is named in the error, with the extra."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from briefer.errors import BrieferError, SettingsError, UnknownModelError
from briefer.extras import EXTRAS, Extra, require_extra

ROOT = Path(__file__).resolve().parents[1]
RUN = "import sys; sys.modules[sys.argv.pop(1)] = None; from briefer.cli import main; main()"


def briefer_without(package: str, *arguments: str, home: Path) -> tuple[int, str]:
    """Run the command line where a package cannot be imported; return exit code and stderr."""
    own = {"BRIEFER_CACHE_DIR": str(home), "BRIEFER_MODEL_DIR": str(home), "PYTHONPATH": str(ROOT)}
    kept = {name: value for name, value in os.environ.items() if not name.endswith("_API_KEY")}
    ran = subprocess.run(
        [sys.executable, "-c", RUN, package, *arguments],
        env=kept | own,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout == ""
    assert "Traceback" not in ran.stderr
    return ran.returncode, ran.stderr


def test_every_extra_in_pyproject_is_known() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(project["optional-dependencies"]) == set(EXTRAS)


def test_an_installed_module_is_returned() -> None:
    assert require_extra("evals", "json.decoder").JSONDecoder


@pytest.mark.parametrize(
    ("extra", "module", "kind"),
    [("evals", "scipy.stats", SettingsError), ("local", "xllamacpp", UnknownModelError)],
)
def test_the_error_for_a_missing_module_names_its_package_and_its_extra(
    extra: Extra, module: str, kind: type[BrieferError], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    package = module.partition(".")[0]
    message = rf'needs the package {package}, .*`pip install "briefer\[{extra}\]"`'
    with pytest.raises(kind, match=message):
        require_extra(extra, module)


@pytest.mark.parametrize("options", [[], ["--lint"]])
def test_an_evaluation_without_scipy_is_a_usage_error(options: list[str], tmp_path: Path) -> None:
    code, said = briefer_without("scipy", "eval", "--model", "none", *options, home=tmp_path)
    assert code == 2
    assert 'pip install "briefer[evals]"' in said


def test_a_server_for_assistants_without_its_package_is_a_usage_error(tmp_path: Path) -> None:
    code, said = briefer_without("mcp", "mcp", home=tmp_path)
    assert code == 2
    assert 'pip install "briefer[mcp]"' in said


def test_an_embedded_model_without_xllamacpp_fails_before_the_download(
    tmp_path: Path,
) -> None:
    article = str(ROOT / "examples" / "articles" / "harbour.md")
    code, said = briefer_without("xllamacpp", article, "--model", "local", home=tmp_path)
    assert code == 4
    assert 'pip install "briefer[local]"' in said
    assert "pull" not in said
    assert list(tmp_path.rglob("*.gguf*")) == []
