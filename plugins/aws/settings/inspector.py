"""Vulnerability scanning: what Inspector scans, and the critical vulnerabilities it found."""

from plugins.aws.settings.account import Region
from scanner import ALL, Instant, setting


@setting("AWS::InspectorV2::Scanning", of="region")
class VulnerabilityScanning:
    """The state of Inspector in a region, and of each kind of scan.

    ENABLING, ENABLED, DISABLING, DISABLED, SUSPENDING or SUSPENDED; `functions` is None where the
    answer does not speak of Lambda. Source: Inspector BatchGetAccountStatus, API types
    AccountState (``state``), ResourceState.
    """

    region: Region
    status: str
    servers: str
    images: str
    functions: str | None


@setting("AWS::InspectorV2::Finding", key="arn", region="region", passing=ALL)
class CriticalFinding:
    """A critical vulnerability that is open, or that a suppression rule hides.

    `status` is ACTIVE or SUPPRESSED. Source: Inspector ListFindings, API type Finding.
    """

    arn: str
    region: str
    resource: str
    status: str
    first_observed: Instant
