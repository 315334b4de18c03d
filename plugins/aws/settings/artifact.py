"""Reports on AWS itself: what its auditors say."""

from plugins.aws.settings.account import Account
from scanner import ALL, Instant, setting, value


@value
class AuditReport:
    """A report that AWS has published, and the end of the period it covers (None: not told).

    Source: AWS Artifact ListReports, API type ReportSummary.
    """

    name: str
    series: str
    state: str
    period_end: Instant | None


@setting("AWS::Artifact::Reports", of="account", singleton=True, passing=ALL)
class AuditReports:
    """All reports that the account may fetch."""

    account: Account
    reports: tuple[AuditReport, ...]
