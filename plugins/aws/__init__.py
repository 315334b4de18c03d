"""Amazon Web Services: reads one account, judges it; the SDK is loaded by `connect` alone."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from plugins.aws.base import connect
from plugins.aws.connection import AwsConnection
from plugins.aws.discovery import expand
from plugins.aws.failures import classify
from plugins.aws.options import AwsOptions
from plugins.aws.reaching import DISCOVERY
from scanner import Provider, hookimpl

provider = Provider(
    name="aws",
    title="Amazon Web Services",
    options=AwsOptions,
    connection=AwsConnection,
    connect=connect,
    expand=expand,
    packages=("plugins.aws.collectors", "plugins.aws.derived", "plugins.aws.checks"),
    classify=classify,
    requires="aws",
    sdk=("boto3",),
    locale=Path(__file__).parent / "locale",
    demo="plugins.aws.demo:city",
    log_reaches=timedelta(days=90),  # CloudTrail User Guide, "Viewing event history"
    log_lags=timedelta(minutes=15),  # CloudTrail User Guide: within 15 minutes
    discovery=DISCOVERY,
    permission_formats={
        name: f"plugins.aws.grants:{name}" for name in ("policy", "cloudformation", "terraform")
    },
)


@hookimpl
def tenken_providers() -> Iterator[Provider]:
    """Give the provider of AWS accounts."""
    yield provider
