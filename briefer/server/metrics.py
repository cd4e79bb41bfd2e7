"""What the server counts, for Prometheus."""

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest

MEDIA_TYPE = CONTENT_TYPE_LATEST
_BRIEF_SECONDS = (0.1, 0.3, 1, 3, 10, 30, 60, 120, 300, 600)
_REQUEST_SECONDS = (0.005, 0.02, 0.1, 0.5, 2, 10)


class Metrics:
    """The figures of one server.

    Attributes:
        jobs: jobs by what has become of them: submitted, done, failed, cancelled.
        seconds: how long briefs took, without waiting.
        requests: requests by method, route and status.
        request_seconds: how long requests took until the reply began.
        refused: requests over a limit: rate, queue, size.
    """

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        registry = self._registry
        self.jobs = Counter("briefer_jobs", "Jobs by state.", ["state"], registry=registry)
        self.seconds = Histogram(
            "briefer_brief_seconds", "Seconds per brief.", buckets=_BRIEF_SECONDS, registry=registry
        )
        self.requests = Counter(
            "briefer_requests", "Requests.", ["method", "route", "status"], registry=registry
        )
        self.request_seconds = Histogram(
            "briefer_request_seconds", "Seconds until a reply begins.",
            buckets=_REQUEST_SECONDS, registry=registry,
        )  # fmt: skip
        self.refused = Counter(
            "briefer_refused", "Requests over a limit.", ["limit"], registry=registry
        )
        self._waiting = Gauge("briefer_jobs_queued", "Jobs that wait.", registry=registry)
        self._running = Gauge("briefer_jobs_running", "Jobs that run.", registry=registry)
        ProcessCollector(registry=registry)

    def watch(self, *, queued: Callable[[], int], running: Callable[[], int]) -> None:
        """Report how many jobs wait and run, as these functions say."""
        self._waiting.set_function(queued)
        self._running.set_function(running)

    def text(self) -> bytes:
        """Return all figures in the text format of Prometheus."""
        return generate_latest(self._registry)
