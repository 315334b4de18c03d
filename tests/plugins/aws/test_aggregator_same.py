"""What an aggregator holds of accounts becomes the same settings and verdicts as their APIs give.

moto lacks Control Tower: its answer is written from documentation (Control Tower API reference,
ListLandingZones).
"""

from collections.abc import Iterator
from typing import Any

import pytest

import scanner
from plugins.aws.settings.autoscaling import ScalingGroup
from plugins.aws.settings.flowlogs import FlowLog, FlowLogTarget
from plugins.aws.settings.instances import Instance
from plugins.aws.settings.loadbalancers import LoadBalancer
from plugins.aws.settings.notices import Topic
from plugins.aws.settings.securitygroups import SecurityGroup
from plugins.aws.settings.storage import Volume
from plugins.aws.settings.vpc import (
    EgressOnlyGateway,
    InternetGateway,
    NatGateway,
    NetworkInterface,
    Subnet,
    Vpc,
)
from scanner import Config, OrganisationConfig, Reason
from scanner.assessment import Assessment
from scanner.exit_code import exit_code
from scanner.model import Outcome
from tests.plugins.aws.aggregating import AGGREGATED, World, world
from tests.plugins.aws.office import OWN, target
from tests.plugins.aws.reading import read
from tests.plugins.aws.recording import DEADLINE, HOST

SETTINGS = (
    Vpc,
    Subnet,
    SecurityGroup,
    InternetGateway,
    NetworkInterface,
    Volume,
    Instance,
    LoadBalancer,
    Topic,
    NatGateway,
    EgressOnlyGateway,
    FlowLog,
    FlowLogTarget,
    ScalingGroup,
)
CHECKS = ("aws.ebs.volume-encryption", "aws.sg.ingress", "aws.ec2.imdsv2", "aws.vpc.no-public-address")
REGIONS = 2


@pytest.fixture(scope="module")
def accounts() -> Iterator[World]:
    with world(full=True) as accounts:
        yield accounts


def scan(accounts: World, *checks: str, **options: Any) -> Assessment:
    targets = (target(accounts=accounts.accounts, **options),)
    city = OrganisationConfig(id="aozora", name="青空市", case="i", targets=targets)
    return scanner.scan(Config(organisations=(city,), deadline=DEADLINE), checks or CHECKS, host=HOST)


def verdicts(assessment: Assessment) -> set[tuple[str, ...]]:
    return {
        (one.target, one.check, one.resource.id, one.resource.region, one.outcome.value, str(one.message))
        for one in assessment.findings
    }


@pytest.mark.parametrize("setting", SETTINGS)
def test_both_sources_give_the_same_settings(accounts, setting):
    apis, held = accounts.connections(), accounts.connections(**AGGREGATED)
    for account, aws in held.items():
        found = read(setting, aws)
        assert len(found) >= REGIONS
        assert found == read(setting, apis[account])


def test_both_sources_give_the_same_verdicts(accounts):
    apis, held = scan(accounts), scan(accounts, **AGGREGATED)
    assert held.gaps == apis.gaps == ()
    assert verdicts(held) == verdicts(apis)
    assert {one.outcome for one in held.findings} >= {Outcome.FAIL}


def test_the_queries_are_counted_and_do_not_grow_with_the_accounts(accounts):
    held = scan(accounts, **AGGREGATED)
    calls = {call.operation: call.count for one in held.targets for call in one.calls}
    kinds = ["recorders", "volumes", "security groups", "servers", "network interfaces"]
    assert calls["config.SelectAggregateResourceConfig"] == len(kinds)
    assert calls["config.DescribeConfigurationAggregatorSourcesStatus"] == 1


@pytest.mark.parametrize(
    "operation",
    ["config.SelectAggregateResourceConfig", "config.DescribeConfigurationAggregatorSourcesStatus"],
)
@pytest.mark.parametrize("fallback", ["gap", "api"])
def test_an_aggregator_that_refuses_leaves_every_account_unread(accounts, operation, fallback):
    with accounts.tape.denying(operation):
        after = scan(accounts, CHECKS[0], **AGGREGATED, fallback=fallback)
    assert {one.outcome for one in after.findings} == {Outcome.UNKNOWN}
    permission = operation.replace(".", ":")
    members = {f"aozora-aws/{account}" for account in accounts.accounts}
    assert {(name, gap.reason, gap.permission) for name, gap in after.gaps} == {
        (name, Reason.DENIED, permission) for name in members
    }
    assert exit_code(after) == 4


def test_what_the_aggregator_does_not_hold_is_a_gap(accounts):
    after = scan(accounts, "aws.ebs.snapshot-encryption", **AGGREGATED)
    assert {one.outcome for one in after.findings} == {Outcome.UNKNOWN}
    assert {gap.reason for _, gap in after.gaps} == {Reason.UNSUPPORTED}
    assert len(after.gaps) == len(accounts.accounts) * REGIONS
    assert "ec2.DescribeSnapshots" in str(after.gaps[0][1].message)


def test_what_the_aggregator_does_not_hold_is_asked_of_the_account_by_choice(accounts):
    check = "aws.ebs.snapshot-encryption"
    apis, held = scan(accounts, check), scan(accounts, check, **AGGREGATED, fallback="api")
    assert held.gaps == ()
    assert verdicts(held) == verdicts(apis)


def test_an_account_of_three_that_is_not_aggregated_is_asked_itself_by_choice(accounts):
    sources = list(accounts.made.sources)
    accounts.made.sources[:] = [one for one in sources if one["SourceId"] != accounts.office.welfare]
    try:
        after = scan(accounts, CHECKS[0], **AGGREGATED)
        held = scan(accounts, CHECKS[0], **AGGREGATED, fallback="api")
    finally:
        accounts.made.sources[:] = sources
    assert {name for name, _ in after.gaps} == {f"aozora-aws/{accounts.office.welfare}"}
    assert verdicts(held) == verdicts(scan(accounts, CHECKS[0]))


def test_each_account_says_how_old_its_data_are(accounts):
    results = {one.id: one for one in scan(accounts, CHECKS[0], **AGGREGATED).targets}
    for account in accounts.accounts:
        [note] = results[f"aozora-aws/{account}"].notes
        assert "all-accounts" in str(note)
        assert "2026-11-18 11:06 UTC" in str(note)


def test_without_an_aggregator_there_is_no_such_note(accounts):
    assert {one.notes for one in scan(accounts, CHECKS[0]).targets} == {()}


def test_an_organization_is_read_from_its_aggregator(accounts):
    accounts.tape.answer("controltower.ListLandingZones", {"landingZones": []})
    after = organization(**AGGREGATED)
    members = {f"aozora-aws/{account}" for account in accounts.accounts}
    assert {one.target for one in after.findings if one.outcome is not Outcome.UNKNOWN} == members
    assert {name for name, _ in after.gaps} == {f"aozora-aws/{OWN}"}  # the account itself is not aggregated
    assert {one.id for one in after.targets if one.notes and one.parent} == members | {f"aozora-aws/{OWN}"}


def organization(**options: Any) -> Assessment:
    targets = (target(organization=True, **options),)
    city = OrganisationConfig(id="aozora", name="青空市", case="i", targets=targets)
    return scanner.scan(Config(organisations=(city,), deadline=DEADLINE), CHECKS[:1], host=HOST)
