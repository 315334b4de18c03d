"""Microsoft 365: one tenant read over Microsoft Graph, Exchange, Purview, SharePoint and Teams."""

from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from plugins.m365.connection import M365Connection, connect
from plugins.m365.failures import classify
from plugins.m365.options import M365Options
from scanner import Provider, hookimpl

provider = Provider(
    name="m365",
    title="Microsoft 365",
    options=M365Options,
    connection=M365Connection,
    connect=connect,
    classify=classify,
    packages=("plugins.m365.collectors", "plugins.m365.derived", "plugins.m365.checks"),
    requires="m365",
    sdk=("msgraph_core", "azure.identity", "dns"),
    locale=Path(__file__).parent / "locale",
    demo="plugins.m365.demo:city",
    permission_formats={name: f"plugins.m365.grants:{name}" for name in ("manifest", "terraform")},
    permission_tiers={
        tier: f"plugins.m365.tiers:{name}"
        for tier, name in (("T0", "graph_only"), ("T1", "delegated"), ("T2", "everything"))
    },
    permission_reads="plugins.m365.tiers:reads",
    recorder="plugins.m365.recorder:recorder",
    log_reaches=timedelta(days=7),  # Entra ID Free; learn.microsoft.com, "Microsoft Entra data retention"
    log_lags=timedelta(minutes=90),  # learn.microsoft.com, "Search the audit log": 60 to 90 minutes
    shapes=Path(__file__).parent / "known_fields.json",
)


@hookimpl
def tenken_providers() -> Iterable[Provider]:
    """Give the Microsoft 365 provider."""
    return [provider]
