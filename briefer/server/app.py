"""The application of a server: the API, the web page, health and metrics, behind one guard."""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from importlib.resources import files
from typing import Any, Final

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.openapi.utils import get_openapi
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from briefer.pipeline import stream as stream_brief
from briefer.server import api, pages, warm
from briefer.server.access import Access
from briefer.server.briefing import Models, Stream
from briefer.server.configuration import ServerSettings
from briefer.server.fingerprint import fingerprint
from briefer.server.guard import Guard
from briefer.server.jobs import JobQueue
from briefer.server.metrics import MEDIA_TYPE, Metrics
from briefer.server.problems import Kind, Problem, ProblemError, problem
from briefer.server.rate_limit import RateLimit
from briefer.server.served import Local, Served, Serving, problem_response
from briefer.server.store import JobStore
from briefer.server.store_thread import StoreThread
from briefer.settings import Settings
from briefer.version import __version__

_KINDS: Final[dict[int, Kind]] = {
    401: "unauthorized", 403: "forbidden", 404: "not_found", 405: "not_allowed", 413: "too_large",
}  # fmt: skip
_DESCRIPTION: Final = (
    "Briefs of news articles in which every line can be checked. Ask for a brief, follow its job, "
    "and fetch it in any format."
)


def create_app(
    settings: Settings, server: ServerSettings, *, stream: Stream = stream_brief
) -> FastAPI:
    """Return the application of a server; its jobs start with it.

    Args:
        settings: how briefs are made.
        server: who may use it, and its limits.
        stream: makes a brief; tests pass one with a model object.

    Raises:
        SettingsError: the model cannot be served.
        UnknownModelError: there is no model of one of the names.
    """
    metrics = Metrics()
    store = StoreThread(server.data_dir)
    models = Models(settings, server.models)
    served = Served(
        jobs=JobQueue(server, models, metrics, store=store, stream=stream),
        models=models,
        access=Access(server),
        store=store,
        metrics=metrics,
        rate=RateLimit(server.rate),
        max_bytes=settings.max_source_bytes,
        local=Local(secrets.token_urlsafe(32), fingerprint(settings)),
        stream=stream,
    )
    jobs = served.jobs
    metrics.watch(queued=lambda: jobs.queued, running=lambda: jobs.running)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        await served.jobs.start()
        try:
            served.access.remember_ended(await store.call(JobStore.ended_sessions))
            yield
        finally:
            await served.jobs.close()

    app = FastAPI(
        title="briefer",
        version=__version__,
        description=_DESCRIPTION,
        openapi_url="/v1/openapi.json",
        docs_url=None,  # these pages load scripts from elsewhere
        redoc_url=None,
        lifespan=lifespan,
    )
    app.state.served = served
    app.openapi = lambda: _openapi(app)  # type: ignore[method-assign]  # as FastAPI documents it
    app.include_router(api.router)
    app.include_router(pages.router)
    app.include_router(warm.router)
    app.mount("/static", StaticFiles(directory=str(files("briefer.server") / "static")))
    _add_status(app)
    _add_error_handlers(app)
    app.add_middleware(Guard, served=served)
    return app


def _add_status(app: FastAPI) -> None:
    @app.get("/health", tags=["status"])
    async def health() -> dict[str, str]:
        """Say that the server runs."""
        return {"status": "ok", "version": __version__}

    @app.get("/ready", tags=["status"], responses={503: {"description": "It takes no jobs"}})
    async def ready(served: Serving, response: Response) -> dict[str, str | int]:
        """Say whether the server takes jobs, and how many wait and run."""
        jobs = served.jobs
        if not jobs.is_open:
            response.status_code = 503
        status = "ok" if jobs.is_open else "stopping"
        return {"status": status, "queued": jobs.queued, "running": jobs.running}

    @app.get(
        "/metrics",
        tags=["status"],
        response_class=Response,
        responses={200: {"content": {"text/plain": {}}}},
    )
    async def metrics(served: Serving) -> Response:
        """Return the figures of the server for Prometheus."""
        return Response(served.metrics.text(), media_type=MEDIA_TYPE)


def _add_error_handlers(app: FastAPI) -> None:
    @app.exception_handler(ProblemError)
    async def on_problem(request: Request, error: ProblemError) -> Response:
        return _error(request, error.problem, error.headers)

    @app.exception_handler(RequestValidationError)
    async def on_invalid(request: Request, error: RequestValidationError) -> Response:
        # not what was sent: it may be long, and may not be encodable
        found = "; ".join(
            f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors()[:3]
        )
        return _error(request, problem("invalid_request", 422, f"{found}. Correct it"))

    @app.exception_handler(HTTPException)
    async def on_http_error(request: Request, error: HTTPException) -> Response:
        served: Served = request.app.state.served
        status = error.status_code
        if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
            return _error(request, served.too_large())
        kind = _KINDS.get(status, "invalid_request")
        return _error(request, problem(kind, status, str(error.detail)), dict(error.headers or {}))

    @app.exception_handler(Exception)
    async def on_bug(request: Request, error: Exception) -> Response:
        del error  # the server's log has it
        reason = "the reason is in the log of the server: report it"
        return _error(request, problem("internal", 500, reason))


def _error(request: Request, reason: Problem, headers: dict[str, str] | None = None) -> Response:
    """Answer with a problem: as a page where a browser shows it, else as JSON."""
    is_page = not request.url.path.startswith("/v1/") and "text/html" in request.headers.get(
        "accept", ""
    )
    if is_page:
        return pages.error_page(reason, headers)
    return problem_response(reason, headers)


def _openapi(app: FastAPI) -> dict[str, Any]:
    """Return the description of the API, with the problems and events that FastAPI does not see."""
    if app.openapi_schema is None:
        found = get_openapi(
            title=app.title, version=app.version, description=app.description, routes=app.routes
        )
        schemas = found["components"]["schemas"]
        events = api.event_schema()
        schemas |= events.pop("$defs")
        schemas["JobEvent"] = events
        schemas["Problem"] = Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        found["components"]["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer"}}
        app.openapi_schema = found
    return app.openapi_schema
