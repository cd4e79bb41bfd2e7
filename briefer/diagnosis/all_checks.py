"""Run all checks of this machine, and of the model that would be used."""

from collections.abc import Iterator

from briefer.diagnosis.machine import (
    check_browser,
    check_cache,
    check_config,
    check_extras,
    check_local_server,
    check_memory,
    check_parser,
    check_python,
)
from briefer.diagnosis.model import check_keys, check_model, check_weights, chosen_model
from briefer.diagnosis.result import CheckResult
from briefer.errors import BrieferError
from briefer.model.spec import CatalogueSpec, LocalSpec
from briefer.settings import Settings


def diagnose(settings: Settings | BrieferError) -> Iterator[CheckResult]:
    """Yield the result of each check.

    Args:
        settings: the settings; or why there are none, and then only the machine is checked.
    """
    yield check_python()
    config = check_config()
    yield config
    if isinstance(settings, BrieferError):
        if config.state != "fail":
            yield CheckResult("settings", "fail", str(settings))
        yield from check_extras(frozenset())
        yield check_memory(None)
    else:
        yield from _checks_with(settings)
    yield check_parser()
    yield check_browser()


def _checks_with(settings: Settings) -> Iterator[CheckResult]:
    try:
        spec = chosen_model(settings)
    except BrieferError as error:
        yield CheckResult("model", "fail", str(error))
        yield from check_extras(frozenset())
        yield check_memory(None)
    else:
        yield from check_model(spec, settings)
        yield from check_extras(frozenset({"local"} if isinstance(spec, LocalSpec) else ()))
        yield check_memory(spec.entry if isinstance(spec, CatalogueSpec) else None)
    yield from check_weights(settings)
    yield from check_keys(settings)
    yield check_cache(settings)
    yield check_local_server(settings)
