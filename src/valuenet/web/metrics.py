"""What the service counts about itself, for Prometheus."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram, ProcessCollector, generate_latest

_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Metrics:
    """The figures of one app, in a registry of its own. `statement` is the observer for its store."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._series: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}  # looking them up by label costs thrice the counting
        ProcessCollector(registry=self._registry)
        self._requests = Counter("valuenet_http_requests", "Requests answered.", ["route", "method", "status"], registry=self._registry)
        self._latency = Histogram("valuenet_http_request_seconds", "Time from a request to its answer.", ["route"], registry=self._registry)
        self._statements = Histogram(
            "valuenet_store_statement_seconds", "Time that a statement took in the store.", ["statement"], registry=self._registry
        )

    def request(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count a request. The route is a pattern, never a path, so that the number of series stays small."""
        method = method if method in _METHODS else "other"
        series = self._series.get((route, method, status))
        if series is None:
            series = self._requests.labels(route, method, str(status)), self._latency.labels(route)
            self._series[route, method, status] = series
        count, latency = series
        count.inc()
        latency.observe(seconds)

    def statement(self, name: str, seconds: float) -> None:
        """Count a statement that the store has sent; safe from any thread."""
        self._statements.labels(name).observe(seconds)

    def text(self) -> bytes:
        """All figures in the text format of Prometheus."""
        return generate_latest(self._registry)
