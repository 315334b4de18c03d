"""Reports of AWS Artifact, which are kept in one region."""

from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Account
from plugins.aws.settings.artifact import AuditReport, AuditReports
from scanner import collector

HOME = "us-east-1"
"""The region of AWS Artifact (AWS General Reference, "AWS Artifact endpoints and quotas")."""


@collector("artifact:ListReports")
def audit_reports(account: Account, aws: AwsConnection) -> AuditReports:
    reports = (
        AuditReport(
            name=one["name"],
            series=one.get("series") or "",
            state=one["state"],
            period_end=one.get("periodEnd"),
        )
        for one in aws.items("artifact.ListReports", "reports", HOME)
    )
    return AuditReports(account=account, reports=tuple(reports))
