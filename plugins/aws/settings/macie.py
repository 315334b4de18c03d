"""Macie: the search for personal data in buckets."""

from plugins.aws.settings.account import Region
from scanner import setting


@setting("AWS::Macie::Session", of="region", passing="findings")
class SensitiveData:
    """Whether buckets of a region are searched for sensitive data, and how much was found.

    `status` is ENABLED or PAUSED, None if Macie is not enabled; `discovery` is ENABLED or DISABLED.
    `findings` counts open findings of sensitive data. Source: Macie GetMacieSession,
    GetAutomatedDiscoveryConfiguration, ListFindings (category CLASSIFICATION, not archived).
    """

    region: Region
    status: str | None
    discovery: str | None
    findings: int
