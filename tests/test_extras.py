"""What comes with an extra, and is not installed, is named together with the extra."""

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


def test_every_extra_of_the_project_is_known() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(project["optional-dependencies"]) == set(EXTRAS)


def test_a_module_that_is_there_is_returned() -> None:
    assert require_extra("evals", "json.decoder").JSONDecoder


@pytest.mark.parametrize(
    ("extra", "module", "kind"),
    [("evals", "scipy.stats", SettingsError), ("local", "xllamacpp", UnknownModelError)],
)
def test_a_module_that_is_missing_names_its_package_and_its_extra(
    extra: Extra, module: str, kind: type[BrieferError], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    package = module.partition(".")[0]
    told = rf'needs the package {package}, .*`pip install "briefer\[{extra}\]"`'
    with pytest.raises(kind, match=told):
        require_extra(extra, module)


@pytest.mark.parametrize("options", [[], ["--lint"]])
def test_an_evaluation_without_scipy_is_an_error_of_usage(
    options: list[str], tmp_path: Path
) -> None:
    code, said = briefer_without("scipy", "eval", "--model", "none", *options, home=tmp_path)
    assert code == 2
    assert 'pip install "briefer[evals]"' in said


def test_an_embedded_model_without_xllamacpp_is_an_error_before_weights_are_pulled(
    tmp_path: Path,
) -> None:
    article = str(ROOT / "examples" / "articles" / "harbour.md")
    code, said = briefer_without("xllamacpp", article, "--model", "local", home=tmp_path)
    assert code == 4
    assert 'pip install "briefer[local]"' in said
    assert "pull" not in said
    assert list(tmp_path.rglob("*.gguf*")) == []
