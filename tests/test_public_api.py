"""The public API: exactly these names, each one importable and documented."""

import importlib
import inspect
import pkgutil

import pytest

import briefer
from briefer import errors
from briefer.version import __version__

NAMES = {
    "__version__",
    # functions
    "abrief", "abrief_many", "aextract", "brief", "brief_many", "extract", "load", "render",
    "stream",
    # events of stream
    "ArticleAnalysed", "ArticleLoaded", "BriefReady", "LinesVerified", "ProgressEvent",
    # data and settings
    "Article", "Brief", "Evidence", "Extraction", "Settings", "FakeModel",
    "BatchOptions", "BatchRow", "BatchSource",
    # errors
    "BrieferError", "CheckError", "ContextError", "FetchError", "ModelAnswerError",
    "ModelAuthError", "ModelError", "ModelUnavailableError", "NotAnArticleError",
    "SettingsError", "SourceError", "UnknownModelError", "WaitingForAnswersError", "WeightsError",
}  # fmt: skip


def test_the_public_names_are_exactly_these() -> None:
    assert set(briefer.__all__) == NAMES
    assert list(briefer.__all__) == sorted(briefer.__all__)
    assert set(dir(briefer)) >= NAMES


@pytest.mark.parametrize("name", sorted(NAMES))
def test_each_name_can_be_imported_and_has_a_docstring(name: str) -> None:
    value = getattr(briefer, name)
    if name == "__version__":
        assert value == __version__
    else:
        assert value.__name__ == name
        assert inspect.getdoc(value)


def test_an_unknown_name_raises_attribute_error() -> None:
    with pytest.raises(AttributeError, match="'briefer' has no attribute 'summarise'"):
        briefer.summarise  # type: ignore[attr-defined]  # noqa: B018 (the access is the test)


def test_every_error_is_public() -> None:
    tree = {
        name
        for name, value in vars(errors).items()
        if inspect.isclass(value) and issubclass(value, errors.BrieferError)
    }
    assert tree <= NAMES


def test_no_module_has_the_name_of_a_public_function() -> None:
    functions = {name for name in NAMES if inspect.isfunction(getattr(briefer, name))}
    modules = {found.name for found in pkgutil.walk_packages(briefer.__path__, "briefer.")}
    assert "briefer.pipeline" in modules
    assert not {f"briefer.{name}" for name in functions} & modules


def test_public_functions_have_at_most_six_parameters_all_but_the_first_keyword_only() -> None:
    for name in NAMES:
        function = getattr(briefer, name)
        if not inspect.isfunction(function):
            continue
        parameters = list(inspect.signature(function).parameters.values())
        assert len(parameters) <= 6, name
        # render(brief, "html") reads as what it does: the format is the one exception.
        first = 2 if name == "render" else 1
        kinds = {parameter.kind for parameter in parameters[first:]}
        assert kinds <= {inspect.Parameter.KEYWORD_ONLY}, name


def test_every_module_can_be_imported_and_has_a_docstring() -> None:
    for found in pkgutil.walk_packages(briefer.__path__, "briefer."):
        assert importlib.import_module(found.name).__doc__, found.name
