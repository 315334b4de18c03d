"""Analyzers, and the active findings of each."""

from collections.abc import Iterator

from plugins.aws.connection import AwsConnection
from plugins.aws.settings.account import Region
from plugins.aws.settings.analyzers import AccessFinding, AccessFindings, Analyzer
from scanner import collector


@collector("access-analyzer:ListAnalyzers")
def analyzers(region: Region, aws: AwsConnection) -> Iterator[Analyzer]:
    for analyzer in aws.items("accessanalyzer.ListAnalyzers", "analyzers", region.name):
        yield Analyzer(
            arn=analyzer["arn"],
            name=analyzer["name"],
            region=region.name,
            type=analyzer["type"],
            status=analyzer["status"],
        )


@collector("access-analyzer:ListFindings")
def access_findings(analyzer: Analyzer, aws: AwsConnection) -> AccessFindings:
    wanted = {"status": {"eq": ["ACTIVE"]}, "resourceOwnerAccount": {"eq": [aws.account]}}
    found = aws.items(
        "accessanalyzer.ListFindingsV2",
        "findings",
        analyzer.region,
        analyzerArn=analyzer.arn,
        filter=wanted,
    )
    findings = (
        AccessFinding(
            id=one["id"],
            resource=one.get("resource") or one["resourceType"],  # optional on the API's page
            created=one["createdAt"],
        )
        for one in found
    )
    return AccessFindings(analyzer=analyzer, findings=tuple(findings))
