"""What is measured of a running service, for Prometheus."""

from collections.abc import Iterator
from time import perf_counter
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.process_collector import ProcessCollector
from prometheus_client.registry import Collector
from sqlalchemy import event

from api.service.service import Service
from api.store.errors import StoreError
from api.store.jobs import count_jobs
from api.store.tables import JOB_STATES
from data.version import __version__

_REQUEST_BOUNDS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
_STORE_BOUNDS_S = (0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 30)
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Metrics:
    """Counters of one service; each has a registry of its own."""

    def __init__(self, service: Service) -> None:
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "quankan_requests", "Requests answered", ("method", "route", "status"),
            registry=self._registry,
        )  # fmt: skip
        self._seconds = Histogram(
            "quankan_request_seconds", "Until the answer was sent", ("method", "route"),
            buckets=_REQUEST_BOUNDS_S, registry=self._registry,
        )  # fmt: skip
        self.under_way = Gauge(
            "quankan_requests_under_way", "Requests that are being answered",
            registry=self._registry,
        )  # fmt: skip
        self._statements = Histogram(
            "quankan_store_seconds", "Until the store has answered a statement",
            buckets=_STORE_BOUNDS_S, registry=self._registry,
        )  # fmt: skip
        self._registry.register(_State(service))
        ProcessCollector(registry=self._registry)
        _time_statements(service, self._statements)

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request.

        Args:
            method: Its method.
            route: The template of its path; never the path, of which there is no end.
            status: HTTP status of the answer.
            seconds: How long it took.
        """
        known = method if method in _METHODS else "other"
        self._requests.labels(known, route, str(status)).inc()
        self._seconds.labels(known, route).observe(seconds)

    def text(self) -> bytes:
        """All of it, as Prometheus reads it."""
        return generate_latest(self._registry)


class _State(Collector):
    """What is looked up in the store when somebody asks."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def describe(self) -> Iterator[Metric]:
        """Nothing is looked up before somebody asks."""
        yield from ()

    def collect(self) -> Iterator[Metric]:
        """The state of the store and of jobs."""
        yield InfoMetricFamily("quankan", "The program", value={"version": __version__})
        try:
            with self._service.store.reading() as connection:
                jobs = count_jobs(connection)
        except StoreError:
            yield GaugeMetricFamily("quankan_store_up", "Whether the store answers", value=0)
            return
        yield GaugeMetricFamily("quankan_store_up", "Whether the store answers", value=1)
        states = GaugeMetricFamily("quankan_jobs", "Jobs by state", labels=("state",))
        for state in JOB_STATES:
            states.add_metric((state,), jobs.get(state, 0))
        yield states


def _time_statements(service: Service, histogram: Histogram) -> None:
    """Time every statement that the store answers."""

    def begun(_: Any, __: Any, ___: Any, ____: Any, context: Any, _____: Any) -> None:  # noqa: ANN401  # of SQLAlchemy
        context.quankan_began_s = perf_counter()

    def ended(_: Any, __: Any, ___: Any, ____: Any, context: Any, _____: Any) -> None:  # noqa: ANN401  # of SQLAlchemy
        histogram.observe(perf_counter() - context.quankan_began_s)

    event.listen(service.store.engine, "before_cursor_execute", begun)
    event.listen(service.store.engine, "after_cursor_execute", ended)
