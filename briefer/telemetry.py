"""Report what happens as OpenTelemetry spans: one for each stage of a brief (extra ``telemetry``).

A trace listens to the same events as a progress display (``events.py``). Spans have the model, the
tokens (by the semantic conventions for generative AI), counts and the class of an error: no words
of an article or a prompt, no keys, and no addresses but the host of the model's server.

It is on if the standard variables say so (``OTEL_EXPORTER_OTLP_ENDPOINT``, for example), if the
application has set a tracer provider, or by the setting ``telemetry``.
"""

import importlib.util
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Final

from briefer.addresses import parse_web_address
from briefer.errors import WaitingForAnswersError
from briefer.events import (
    ArticleAnalysed,
    ArticleLoaded,
    BriefEvent,
    BriefReady,
    Emit,
    LinesVerified,
)
from briefer.extras import require_extra
from briefer.progress import ProgressEvent
from briefer.settings import Settings
from briefer.usage import Usage
from briefer.version import __version__

if TYPE_CHECKING:
    from opentelemetry.context import Context
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.trace import Span, Tracer

Value = str | int | float | bool

_ENDPOINTS: Final = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
_STAGES: Final = {
    "loading the article": "load",
    "analysing the article": "analysis",
    "verifying the lines": "verification",
}
_WRITING: Final = "writing "
_SPAN: Final = "briefer"


class Trace:
    """The spans of one brief, or of one part of a batch.

    Args:
        tracer: makes the spans; None makes none.
        root: the span of the whole.
    """

    def __init__(self, tracer: "Tracer | None" = None, root: "Span | None" = None) -> None:
        self._tracer = tracer
        self._root = root
        self._open: dict[str, Span] = {}
        self._model: dict[str, Value] = {}

    def heard(self, emit: Emit) -> Emit:
        """Return a function that passes events on, after the trace has heard them."""
        if self._tracer is None:
            return emit

        def both(event: BriefEvent) -> None:
            self.hear(event)
            emit(event)

        return both

    def hear(self, event: BriefEvent) -> None:
        """Begin or end the span of a step, or note what an event counts."""
        if self._tracer is None:
            return
        if isinstance(event, ProgressEvent):
            self._step(event)
        elif isinstance(event, ArticleLoaded):
            article = event.article
            self.note(
                {"article.language": article.language, "article.characters": len(article.text)}
            )
        elif isinstance(event, ArticleAnalysed):
            self.note(
                {"analysis.parser": event.parser, "analysis.attributions": event.attributions}
            )
        elif isinstance(event, LinesVerified):
            self.note(
                {"lines.verified": event.verified, "lines.corrected": event.corrected,
                 "lines.refused": event.refused}
            )  # fmt: skip
        else:
            self._ready(event)

    def note(self, values: Mapping[str, Value]) -> None:
        """Note values of the whole; their names begin with ``briefer.``."""
        if self._root is not None:
            self._root.set_attributes({f"{_SPAN}.{name}": value for name, value in values.items()})

    def model(self, name: str) -> None:
        """Note the model that is asked from now on."""
        self._model = model_attributes(name)
        if self._root is not None:
            self._root.set_attributes(self._model)

    def spent(self, usage: Usage) -> None:
        """Note what the whole has cost."""
        if self._root is not None:
            self._root.set_attributes(usage_attributes(usage))

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Make the span of a stage that reports no events."""
        if self._tracer is None:
            yield
            return
        with self._tracer.start_as_current_span(
            f"{_SPAN} {name}",
            attributes={f"{_SPAN}.stage": name},
            record_exception=False,
            set_status_on_exception=False,
        ):
            yield

    def fail(self, kind: str) -> None:
        """Note that the whole has failed with this kind of error."""
        if self._root is not None:
            _set_failed(self._root, kind)

    def end(self) -> None:
        """End the spans of steps that have not ended, because an error has stopped them."""
        while self._open:
            self._open.popitem()[1].end()

    def _step(self, event: ProgressEvent) -> None:
        if event.state == "began" and self._tracer is not None and event.step not in self._open:
            name = event.step.partition(", part ")[0]
            is_pass = name.startswith(_WRITING)
            stage = "pass" if is_pass else _STAGES.get(name, "preparation")
            attributes: dict[str, Value] = {f"{_SPAN}.stage": stage, f"{_SPAN}.step": event.step}
            if is_pass or stage == "verification":
                attributes |= {"gen_ai.operation.name": "chat", **self._model}
            self._open[event.step] = self._tracer.start_span(
                f"{_SPAN} {name}", self._below_root(), attributes=attributes
            )
        elif event.state == "ended" and (span := self._open.pop(event.step, None)) is not None:
            if event.usage is not None:
                span.set_attributes(usage_attributes(event.usage))
            span.end()

    def _below_root(self) -> "Context | None":
        """Return the context of the root: a download reports from a thread that has none."""
        from opentelemetry.trace import set_span_in_context  # noqa: PLC0415 (an extra)

        return None if self._root is None else set_span_in_context(self._root)

    def _ready(self, event: BriefReady) -> None:
        made = event.brief.provenance
        self.note({"from_cache": event.from_cache, "claims": len(event.brief.claimed_by)})
        if not event.from_cache and made.calls:
            usage = Usage(
                calls=made.calls,
                reasks=made.reasks,
                input_tokens=made.input_tokens,
                cached_tokens=made.cached_tokens,
                output_tokens=made.output_tokens,
            )
            self.spent(usage)


@contextmanager
def traced(name: str, settings: Settings) -> Iterator[Trace]:
    """Trace what happens inside, as a span with the spans of its stages below it.

    Args:
        name: name of the span: "brief", for example.
        settings: whether to trace.

    Raises:
        SettingsError: telemetry was asked for, and its packages are not installed.
    """
    tracer = _tracer(settings)
    if tracer is None:
        yield Trace()
        return
    with tracer.start_as_current_span(
        f"{_SPAN} {name}", record_exception=False, set_status_on_exception=False
    ) as root:
        trace = Trace(tracer, root)
        try:
            yield trace
        except WaitingForAnswersError:
            trace.note({"waiting": True})
            raise
        except BaseException as error:
            _set_failed(root, type(error).__name__)
            raise
        finally:
            trace.end()


def flush() -> None:
    """Send the spans that are finished, where a process may end without warning."""
    if _provider.cache_info().currsize:
        _provider().force_flush()


def usage_attributes(usage: Usage) -> dict[str, Value]:
    """Return what calls to a model have cost, by the semantic conventions where these have a name.

    For example, ``{"gen_ai.usage.input_tokens": 1200, …, "briefer.calls": 1}``.
    """
    return {
        "gen_ai.usage.input_tokens": usage.input_tokens,
        "gen_ai.usage.output_tokens": usage.output_tokens,
        "gen_ai.usage.cache_read.input_tokens": usage.cached_tokens,
        f"{_SPAN}.calls": usage.calls,
        f"{_SPAN}.reasks": usage.reasks,
    }


def model_attributes(name: str) -> dict[str, Value]:
    """Return provider and name of a model, and the host of its server; no path and no password.

    For example, "m at http://u:p@gpu1:8000/v1" is the model "m" at the host "gpu1".
    """
    model, at, address = name.partition(" at ")
    if at and (found := parse_web_address(address)) is not None:
        server: dict[str, Value] = {"server.address": found.host}
        if found.port is not None:
            server["server.port"] = found.port
        return {
            "gen_ai.provider.name": "openai_compatible",
            "gen_ai.request.model": model,
            **server,
        }
    for kind in ("local", "files"):
        if name.startswith(f"{kind}:"):  # the name of a file or a folder, without its path
            return {"gen_ai.provider.name": kind, "gen_ai.request.model": name.rsplit("/", 1)[-1]}
    provider, slash, model = name.partition("/")
    if not slash:
        return {"gen_ai.provider.name": "other", "gen_ai.request.model": name}
    return {"gen_ai.provider.name": provider, "gen_ai.request.model": model}


def _set_failed(span: "Span", kind: str) -> None:
    """Note the class of an error; its message may have words of the article."""
    from opentelemetry.trace import Status, StatusCode  # noqa: PLC0415 (an extra)

    span.set_attribute("error.type", kind)
    span.set_status(Status(StatusCode.ERROR))


def _tracer(settings: Settings) -> "Tracer | None":
    """Return what makes spans; None if nobody wants them."""
    if settings.telemetry is False or os.environ.get("OTEL_SDK_DISABLED", "").lower() == "true":
        return None
    if settings.telemetry:
        require_extra("telemetry", "opentelemetry.sdk.trace")
        require_extra("telemetry", "opentelemetry.exporter.otlp.proto.http.trace_exporter")
    elif not _has_provider() and not (_environment_asks() and _is_installed()):
        return None
    from opentelemetry import trace  # noqa: PLC0415 (an extra)

    if _has_provider():
        return trace.get_tracer(_SPAN, __version__)
    return _provider().get_tracer(_SPAN, __version__)


def _has_provider() -> bool:
    """Return True if the application has set a tracer provider; imports nothing."""
    if "opentelemetry.sdk.trace" not in sys.modules:
        return False
    from opentelemetry import trace  # noqa: PLC0415 (an extra)
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415

    return isinstance(trace.get_tracer_provider(), TracerProvider)


def _environment_asks() -> bool:
    exporter = os.environ.get("OTEL_TRACES_EXPORTER", "").lower()
    if exporter == "none":
        return False
    return "otlp" in exporter or any(os.environ.get(name) for name in _ENDPOINTS)


def _is_installed() -> bool:
    return importlib.util.find_spec("opentelemetry") is not None and bool(
        importlib.util.find_spec("opentelemetry.sdk")
        and importlib.util.find_spec("opentelemetry.exporter")
    )


@cache
def _provider() -> "TracerProvider":
    """Return a provider that sends spans by OTLP over HTTP, as the standard variables say.

    It is briefer's own, so that the spans of other libraries are not switched on with it. The spans
    that are left are sent when the process ends.
    """
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import (  # noqa: PLC0415
        OTLPSpanExporter,
    )
    from opentelemetry.sdk.resources import Resource  # noqa: PLC0415
    from opentelemetry.sdk.trace import TracerProvider  # noqa: PLC0415
    from opentelemetry.sdk.trace.export import BatchSpanProcessor  # noqa: PLC0415

    named = os.environ.get("OTEL_SERVICE_NAME") or "service.name" in os.environ.get(
        "OTEL_RESOURCE_ATTRIBUTES", ""
    )
    about = {"service.version": __version__} | ({} if named else {"service.name": _SPAN})
    provider = TracerProvider(resource=Resource.create(about))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    return provider
