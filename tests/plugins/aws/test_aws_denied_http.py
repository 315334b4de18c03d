"""The whole way over HTTP, from the command line to moto's server: one denied operation a service."""

import gettext
import importlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from plugins.aws.demo import OSAKA, TOKYO, city
from plugins.aws.demo.clients import Clients
from plugins.aws.operations import ANNOUNCING, READS, action_of
from scanner.cli.running import run
from tests.plugins.aws.fuller import publish
from tests.plugins.aws.refusing import Refusing

Document = dict[str, Any]

CONFIG = """\
organisations:
  - id: aozora
    name: 青空市
    case: i
    targets: [{{id: aozora-aws, provider: aws, regions: [{regions}]}}]
frameworks: [cloud-policy-2022]
"""
DENIED = {
    "accessanalyzer.ListAnalyzers": "aws.analyzer.external",
    "account.GetAlternateContact": "aws.account.contacts",
    "acm.ListCertificates": "aws.acm.algorithm",
    "apigateway.GetRestApis": "aws.waf.api",
    "apigatewayv2.GetDomainNames": "aws.apigateway.domain-tls",
    "artifact.ListReports": "aws.artifact.report",
    "autoscaling.DescribeAutoScalingGroups": "aws.ha.auto-scaling",
    "backup.ListBackupVaults": "aws.backup.vault-lock",
    "cloudformation.ListStacks": "aws.cloudformation.mandatory",
    "cloudfront.ListDistributions": "aws.waf.distribution",
    "cloudhsmv2.DescribeBackups": "aws.kms.no-copy",
    "cloudtrail.DescribeTrails": "aws.cloudtrail.validation",
    "cloudwatch.DescribeAlarms": "aws.alarms.watched",
    "codepipeline.ListPipelines": "aws.cicd.scan",
    "config.DescribeConfigurationRecorders": "aws.config.records-everything",
    "directconnect.DescribeConnections": "aws.dx.encrypted",
    "dynamodb.ListTables": "aws.dynamodb.encryption",
    "ec2.DescribeVolumes": "aws.ebs.volume-encryption",
    "ecr.DescribeRepositories": "aws.cicd.images",
    "efs.DescribeFileSystems": "aws.efs.encryption",
    "elbv2.DescribeLoadBalancers": "aws.ha.load-balancer",
    "events.ListRules": "aws.health.watched",
    "guardduty.ListDetectors": "aws.guardduty.enabled",
    "iam.GetAccountSummary": "aws.iam.root-protected",
    "inspector2.BatchGetAccountStatus": "aws.inspector.scanning",
    "kms.ListKeys": "aws.kms.algorithm",
    "license-manager.ListLicenseConfigurations": "aws.licence.within-limit",
    "logs.DescribeMetricFilters": "aws.alarms.watched",
    "macie2.GetMacieSession": "aws.macie.discovery",
    "network-firewall.ListFirewalls": "aws.firewall.exists",
    "organizations.DescribeOrganization": "aws.region.restricted",
    "rds.DescribeDBInstances": "aws.rds.not-public",
    "resourcegroupstaggingapi.GetResources": "aws.tags.required",
    "route53resolver.ListFirewallRuleGroupAssociations": "aws.dns.domains",
    "s3.GetBucketPolicyStatus": "aws.s3.policy-not-public",
    "s3control.GetPublicAccessBlock": "aws.s3.block-public-access",
    "securityhub.DescribeHub": "aws.securityhub.enabled",
    "shield.GetSubscriptionState": "aws.ddos.distribution",
    "sns.ListTopics": "aws.health.watched",
    "ssm.DescribeInstanceInformation": "aws.ssm.patched",
    "sts.GetCallerIdentity": "aws.account.contacts",
    "wafv2.GetWebACLForResource": "aws.waf.api",
}
"""A check that needs it, for one operation of each service."""
GOOD = ("pass", "not-applicable")
BETTER = ("met", "excepted", "covered-by-provider", "not-applicable")
FOUR = (TOKYO, OSAKA, "us-east-1", "eu-west-1")
SECONDS = 10


@pytest.fixture(scope="module")
def aws() -> Iterator[tuple[Refusing, dict[str, str]]]:
    """The demo's city on a server that can be told what to refuse, and the environment to reach it."""
    refusing, module = Refusing(), importlib.import_module("plugins.aws.demo.server")
    with patch.object(module, "_application", refusing.around(module._application)), city():
        publish(Clients())
        yield refusing, {name: text for name, text in os.environ.items() if name.startswith("AWS_")}
        refusing.over.set()


@pytest.fixture
def refusing(aws: tuple[Refusing, dict[str, str]], monkeypatch: pytest.MonkeyPatch) -> Iterator[Refusing]:
    made, environment = aws
    for name, text in environment.items():
        monkeypatch.setenv(name, text)
    monkeypatch.setenv("LANGUAGE", "")
    domain = gettext.textdomain()
    yield made
    made.refused = made.silent = ""
    gettext.textdomain(domain)


@pytest.fixture
def scan(tmp_path: Path) -> Callable[..., tuple[int, Document, str]]:
    """Run the command with one check; gives exit code, document and what it said."""
    (tmp_path / "tenken.yaml").write_text(CONFIG.format(regions=TOKYO), encoding="utf-8")

    def scan(check: str, capture: pytest.CaptureFixture[str]) -> tuple[int, Document, str]:
        folder = tmp_path / "result"
        arguments = ["scan", "--config", str(tmp_path / "tenken.yaml"), "--lang", "en", "--select", check]
        code = run([*arguments, "--out", str(folder)])
        return code, json.loads((folder / "assessment.json").read_text()), "".join(capture.readouterr())

    return scan


def test_every_service_has_an_operation_that_is_denied():
    assert {name.partition(".")[0] for name in DENIED} == {
        name.partition(".")[0] for name in READS - ANNOUNCING
    } | {"sts"}


@pytest.mark.parametrize(("operation", "check"), DENIED.items())
def test_a_denial_over_http_makes_nothing_better_and_is_named(refusing, scan, capsys, operation, check):
    _, before, _ = scan(check, capsys)
    assert denied(before) == set()
    refusing.refused = operation
    code, after, said = scan(check, capsys)
    assert code == 4
    assert denied(after) == {action_of(operation)}
    assert action_of(operation) in said
    assert good(after, "findings", "outcome", GOOD) <= good(before, "findings", "outcome", GOOD)
    assert good(after, "controls", "status", BETTER) <= good(before, "controls", "status", BETTER)


def denied(document: Document) -> set[str]:
    return {gap["permission"] for gap in document["gaps"] if gap["reason_code"] == "denied"}


def good(document: Document, kind: str, field: str, words: tuple[str, ...]) -> set[tuple[str, str]]:
    return {(one["id"], one[field]) for one in document[kind] if one[field] in words}


def test_a_silent_region_of_four_keeps_neither_the_others_nor_the_process(refusing, tmp_path):
    (tmp_path / "tenken.yaml").write_text(CONFIG.format(regions=", ".join(FOUR)), encoding="utf-8")
    refusing.silent = OSAKA
    arguments = ["--deadline", str(SECONDS), "--select", "aws.ebs.*", "--out", "result"]
    done = subprocess.run(
        [sys.executable, "-m", "scanner.cli", "scan", *arguments],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    ended = time.time()
    assert done.returncode == 4
    document = json.loads((tmp_path / "result/assessment.json").read_text())
    judged = {one["region"] for one in document["findings"] if one["outcome"] != "unknown"}
    assert set(FOUR) - {OSAKA} <= judged
    assert {gap["reason_code"] for gap in document["gaps"]} == {"deadline"}
    begun, read = (moment(document["run"][name]) for name in ("started_at", "finished_at"))
    assert read - begun < SECONDS + 1
    assert ended - read < 1 + 3  # judging and writing included, on a busy machine; the region stays silent


def moment(text: str) -> float:
    return datetime.fromisoformat(text).timestamp()
