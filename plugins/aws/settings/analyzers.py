"""IAM Access Analyzer: who from outside has access, and which access nobody uses."""

from scanner import ALL, Instant, setting, value


@setting("AWS::AccessAnalyzer::Analyzer", key="arn", name="name", region="region")
class Analyzer:
    """An analyzer.

    `type` is ACCOUNT or ORGANIZATION (external access), ACCOUNT_UNUSED_ACCESS,
    ORGANIZATION_UNUSED_ACCESS, ACCOUNT_INTERNAL_ACCESS or ORGANIZATION_INTERNAL_ACCESS; `status` is
    ACTIVE, CREATING, DISABLED or FAILED. Source: Access Analyzer ListAnalyzers.
    """

    arn: str
    name: str
    region: str
    type: str
    status: str


@value
class AccessFinding:
    """An active finding: the resource it speaks of and since when. Source: ListFindingsV2."""

    id: str
    resource: str
    created: Instant


@setting("AWS::AccessAnalyzer::Analyzer/findings", of="analyzer", passing=ALL)
class AccessFindings:
    """All active findings of an analyzer for this account."""

    analyzer: Analyzer
    findings: tuple[AccessFinding, ...]
