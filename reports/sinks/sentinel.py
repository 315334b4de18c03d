"""Microsoft Sentinel: the Logs Ingestion API of Azure Monitor, into a table by a data collection rule.

Source: learn.microsoft.com/azure/azure-monitor/logs/logs-ingestion-api-overview: 1 MB a call.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from reports.sinks import http
from reports.sinks.batch import DELIVERED, later, parted, refused, shown
from reports.sinks.http import ABOUT_EVENTS, waiting
from reports.sinks.splunk import web_address
from scanner.config_secret import reveal
from scanner.sink import Outgoing, Receipt, Sink
from scanner.yamlfile import Refused

LOOPBACK = ("http://127.0.0.1", "http://localhost", "http://[::1]")


@dataclass(frozen=True, slots=True, kw_only=True)
class SentinelOptions:
    """`endpoint` is that of the data collection; `rule` the immutable id of its rule; `stream` its stream.

    With `client_secret` the app signs in; without it the environment decides (workload or managed identity,
    …).
    """

    endpoint: str = field(metadata={"example": "https://tenken-abcd.japaneast-1.ingest.monitor.azure.com"})
    rule: str = field(metadata={"example": "dcr-00000000000000000000000000000000"})
    stream: str = "Custom-TenkenFindings"
    tenant_id: str | None = None
    client_id: str | None = None
    client_secret: str | None = field(
        default=None, metadata={"example": "env:TENKEN_SENTINEL_SECRET", "secret": True}
    )

    def __post_init__(self) -> None:
        web_address(self.endpoint, "endpoint")
        if self.client_secret and not (self.tenant_id and self.client_id):
            raise Refused("client_secret needs tenant_id and client_id", at=("client_secret",))


class Sentinel:
    """Uploads rows."""

    def __init__(self, options: SentinelOptions, credential: Any = None) -> None:
        from azure.monitor.ingestion import LogsIngestionClient  # noqa: PLC0415 - starting time

        self._options = options
        self._secret = reveal(options.client_secret) if options.client_secret else ""
        self._client = LogsIngestionClient(
            options.endpoint,
            credential or self._credential(),
            retry_total=0,
            connection_timeout=10,
            read_timeout=http.TIMEOUT,
        )
        self._own: dict[str, Any] = {"enforce_https": False} if options.endpoint.startswith(LOOPBACK) else {}

    def deliver(self, batch: Sequence[Outgoing]) -> Sequence[Receipt]:
        """Upload a batch."""
        return parted(batch, self._send)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _credential(self) -> Any:
        from azure.identity import ClientSecretCredential, DefaultAzureCredential  # noqa: PLC0415 - starting time

        one = self._options
        if one.tenant_id and one.client_id and self._secret:
            return ClientSecretCredential(one.tenant_id, one.client_id, self._secret)
        return DefaultAzureCredential()

    def _send(self, batch: Sequence[Outgoing]) -> Receipt:
        from azure.core.exceptions import AzureError, HttpResponseError  # noqa: PLC0415 - starting time

        rows: Any = [row(one.payload) for one in batch]
        try:
            self._client.upload(self._options.rule, self._options.stream, rows, **self._own)
        except HttpResponseError as error:
            return self._failed(error)
        except AzureError as error:
            return later("Azure was not reached ({problem})", problem=type(error).__name__)
        return DELIVERED

    def _failed(self, error: Any) -> Receipt:
        status, said = error.status_code or 0, shown(str(error.message), self._secret)
        if status in ABOUT_EVENTS:
            return refused("the receiver refuses it with {status}: {said}", status=status, said=said)
        if status == 429 or status >= 500:
            headers = getattr(error.response, "headers", {})
            return later("the receiver is busy ({status})", after=waiting(headers), status=status)
        return later(
            "the receiver answers {status}: {said}; check url and credential", status=status, said=said
        )


def row(payload: Any) -> dict[str, Any]:
    """A row of the table: what is searched for most as columns of their own, the event whole beside them."""
    about, stands = payload["finding_info"], payload["compliance"]
    return {
        "TimeGenerated": datetime.fromtimestamp(payload["time"] / 1000, UTC).isoformat(
            timespec="milliseconds"
        ),
        "FindingUid": about["uid"],
        "EventUid": payload["metadata"]["uid"],
        "Activity": payload["activity_name"],
        "Status": stands["status"],
        "StatusCode": stands["status_code"],
        "Severity": payload["severity"],
        "Control": stands.get("control", ""),
        "Title": about["title"],
        "Organisation": payload["metadata"]["tenant_uid"],
        "Event": payload,
    }


SINKS = (
    Sink("sentinel", "Microsoft Sentinel", SentinelOptions, Sentinel, bytes=700_000, requires="sentinel"),
)
