"""The API does what its own description says: schemathesis calls it with all kinds of input."""

import re
import typing
from pathlib import Path
from typing import Any

import hypothesis
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase
from schemathesis import Case
from schemathesis.specs.openapi.checks import positive_data_acceptance

from briefer.server.app import create_app
from briefer.server.problems import Kind
from tests.server.factories import server_in, settings_in
from tests.server.in_thread import in_thread

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = 15
METHODS = ("get", "post", "delete")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> typing.Iterator[str]:
    folder = tmp_path_factory.mktemp("api")
    with in_thread(create_app(settings_in(folder), server_in(folder, queue=5))) as address:
        yield address


def operations() -> list[tuple[str, str]]:
    """Return method and path of every operation."""
    app = create_app(settings_in(Path("unused")), server_in(Path("unused")))
    paths = app.openapi()["paths"]
    return [(method, path) for path, found in paths.items() for method in found]


@pytest.mark.parametrize(("method", "path"), operations())
def test_no_input_makes_the_server_fail(address: str, method: str, path: str) -> None:
    schema = schemathesis.openapi.from_url(f"{address}/v1/openapi.json")
    operation = schema[path][method.upper()]

    @hypothesis.given(case=operation.as_strategy())
    @hypothesis.settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def call(case: "Case[Any]") -> None:
        # a stream of a job that waits has no end
        reply = case.call(timeout=30.0)
        assert reply.status_code < 500, reply.content
        # an address, a model or a text may be refused, though its form is right
        case.validate_response(reply, excluded_checks=[positive_data_acceptance])

    call()


def test_every_endpoint_is_in_the_docs_and_nothing_else_is() -> None:
    text = (ROOT / "docs" / "server.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(GET|POST|DELETE) (/[\w/{}]*)`", text))
    assert named == {(method.upper(), path) for method, path in operations()}


def test_every_kind_of_problem_is_in_the_docs() -> None:
    text = (ROOT / "docs" / "server.md").read_text(encoding="utf-8")
    assert [kind for kind in typing.get_args(Kind) if f"`{kind}`" not in text] == []


def test_events_and_problems_are_described() -> None:
    app = create_app(settings_in(Path("unused")), server_in(Path("unused")))
    schemas = app.openapi()["components"]["schemas"]
    assert {"Problem", "JobEvent", "StepEvent", "DoneEvent", "ErrorEvent"} <= set(schemas)
    for path, found in app.openapi()["paths"].items():
        if path.startswith("/v1/"):
            for operation in found.values():
                problems = [r for code, r in operation["responses"].items() if code >= "400"]
                assert problems
                for each in problems:
                    assert list(each["content"]) == ["application/problem+json"], path
