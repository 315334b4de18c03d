"""Network Firewall. Answers by hand are written from documentation: Network Firewall API reference."""

from dataclasses import replace

import pytest

from plugins.aws.checks.networkdomains import domains
from plugins.aws.checks.networkfirewall import exists, in_path, ips
from plugins.aws.collectors.networkfirewall import firewall_rules, firewalls
from plugins.aws.settings.account import Account, Region
from plugins.aws.settings.networkfirewall import Firewall, FirewallEndpoint, FirewallRules, RuleGroup
from plugins.aws.settings.vpc import InternetGateway, Route, RouteTable
from scanner import Fail, Gap, Message, NotApplicable, Pass, Reading, Reason, Resource, Unknown
from tests.plugins.aws.by_hand import answered
from tests.plugins.aws.conftest import TOKYO

ID = "12345678-1234-1234-1234-123456789012"
BASE = f"arn:aws:network-firewall:{TOKYO}"
ACCOUNT = Account(id="111122223333", target="aozora-aws")
ENDPOINT = FirewallEndpoint(zone=f"{TOKYO}a", id="vpce-1", status="READY")
FIREWALL = Firewall(
    arn=f"{BASE}:111122223333:firewall/aozora",
    name="aozora",
    region=TOKYO,
    policy=f"{BASE}:111122223333:firewall-policy/aozora",
    status="READY",
    sync="IN_SYNC",
    hub=None,
    endpoints=(ENDPOINT,),
)
SIGNATURES = RuleGroup(
    arn=f"{BASE}:aws-managed:stateful-rulegroup/ThreatSignaturesExploitsStrictOrder",
    managed=True,
    priority=1,
    alert_only=False,
    kind="managed",
    domains=(),
    passes=False,
)
NAMES = RuleGroup(
    arn=f"{BASE}:111122223333:stateful-rulegroup/names",
    managed=False,
    priority=2,
    alert_only=False,
    kind="ALLOWLIST",
    domains=(".aozora.example",),
    passes=True,
)
GOOD = FirewallRules(
    firewall=FIREWALL,
    strict=True,
    stateless_defaults=("aws:forward_to_sfe",),
    stateless_groups=0,
    stateful_defaults=("aws:drop_strict", "aws:alert_strict"),
    groups=(SIGNATURES, NAMES),
)
GATEWAY = InternetGateway(id="igw-1", region=TOKYO, vpcs=("vpc-1",))


def kinds(verdicts):
    return [type(one) for one in verdicts]


@pytest.mark.parametrize(
    ("gateways", "there", "expected"),
    [
        ((GATEWAY,), (FIREWALL,), [Pass]),
        ((GATEWAY,), (), [Fail]),
        ((replace(GATEWAY, vpcs=()),), (), [NotApplicable]),
        ((), (), [NotApplicable]),
    ],
)
def test_where_there_is_an_internet_gateway_there_is_a_firewall(gateways, there, expected):
    assert kinds(exists(ACCOUNT, gateways, there)) == expected


def table(target, state="active"):
    route = Route(destination="0.0.0.0/0", target=target, state=state)
    return RouteTable(
        id="rtb-1", region=TOKYO, vpc="vpc-1", main=False, subnets=(), gateways=(), routes=(route,)
    )


THROUGH = Reading((table("vpce-1"),))


def path(firewall=FIREWALL, tables=THROUGH):
    [verdict] = in_path(firewall, tables)
    return type(verdict)


def test_a_firewall_that_routes_lead_through_passes():
    assert path() is Pass


@pytest.mark.parametrize(
    "more",
    [
        {"status": "FAILED"},
        {"sync": "PENDING"},
        {"endpoints": (replace(ENDPOINT, status="ERROR"),)},
        {"endpoints": (ENDPOINT, replace(ENDPOINT, zone="b", id="vpce-2"))},  # one zone goes around it
        {"endpoints": ()},
    ],
)
def test_a_firewall_that_is_not_ready_or_not_used_fails(more):
    assert path(replace(FIREWALL, **more)) is Fail


@pytest.mark.parametrize("tables", [Reading((table("igw-1"),)), Reading((table("vpce-1", "blackhole"),))])
def test_a_firewall_that_no_route_leads_to_fails(tables):
    assert path(tables=tables) is Fail


def test_hidden_routes_are_unknown_in_their_region_only():
    gap = Gap("x", Resource("AWS::Region", TOKYO, TOKYO, TOKYO), Reason.DENIED, Message("no"))
    assert path(tables=Reading((), (gap,))) is Unknown
    elsewhere = replace(gap, scope=Resource("AWS::Region", "eu-west-1", "", "eu-west-1"))
    assert path(tables=Reading((), (elsewhere,))) is Fail


def test_a_firewall_on_a_transit_gateway_must_be_followed():
    assert path(replace(FIREWALL, hub="tgw-1")) is Unknown


def test_signatures_that_drop_pass():
    assert kinds(ips(GOOD)) == [Pass]


@pytest.mark.parametrize(
    "more",
    [
        {"groups": (replace(SIGNATURES, alert_only=True), NAMES)},
        {"groups": (NAMES,)},
        {"groups": ()},
        {"stateless_defaults": ("aws:pass",)},
    ],
)
def test_a_firewall_that_lets_attacks_through_fails(more):
    assert kinds(ips(replace(GOOD, **more))) == [Fail]


@pytest.mark.parametrize(
    "more",
    [
        {"groups": (SIGNATURES, replace(NAMES, priority=0))},
        {"strict": False},  # in which what passes is never looked at
        {"stateless_groups": 1},
        {"groups": (replace(NAMES, kind="suricata", passes=False),)},
    ],
)
def test_signatures_that_may_see_only_part_are_unknown(more):
    assert kinds(ips(replace(GOOD, **more))) == [Unknown]


def test_allowed_names_are_unknown_while_nobody_declared_the_registered_ones():
    [verdict] = domains(GOOD)
    assert verdict.reason is Reason.UNDECLARED
    assert ".aozora.example" in str(verdict.message)


@pytest.mark.parametrize(
    "more",
    [
        {"strict": False},
        {"stateful_defaults": ("aws:alert_strict",)},
        {"stateful_defaults": ()},
        {"stateless_defaults": ("aws:pass",)},
        {"groups": (SIGNATURES,)},
        {"groups": (replace(NAMES, kind="DENYLIST", passes=False),)},
    ],
)
def test_a_firewall_without_a_closed_list_of_names_fails(more):
    assert kinds(domains(replace(GOOD, **more))) == [Fail]


def test_other_rules_that_let_traffic_pass_are_unknown():
    [verdict] = domains(replace(GOOD, groups=(NAMES, replace(NAMES, kind="suricata", domains=()))))
    assert verdict.reason is Reason.UNSUPPORTED


def test_firewalls_and_their_rules_are_read(tape, sign_in):
    firewall = {
        "FirewallPolicyArn": FIREWALL.policy,
        "VpcId": "vpc-1",
        "SubnetMappings": [{"SubnetId": "subnet-1"}],
        "FirewallId": ID,
    }
    attachment = {"SubnetId": "subnet-1", "EndpointId": "vpce-1", "Status": "READY"}
    status = {
        "Status": "READY",
        "ConfigurationSyncStateSummary": "IN_SYNC",
        "SyncStates": {f"{TOKYO}a": {"Attachment": attachment}},
    }
    policy = {
        "StatelessDefaultActions": ["aws:forward_to_sfe"],
        "StatelessFragmentDefaultActions": ["aws:forward_to_sfe"],
        "StatefulDefaultActions": ["aws:drop_strict", "aws:alert_strict"],
        "StatefulEngineOptions": {"RuleOrder": "STRICT_ORDER"},
        "StatefulRuleGroupReferences": [
            {"ResourceArn": SIGNATURES.arn, "Priority": 1},
            {"ResourceArn": NAMES.arn, "Priority": 2},
        ],
    }
    named = {"Targets": [".aozora.example"], "TargetTypes": ["TLS_SNI"], "GeneratedRulesType": "ALLOWLIST"}
    about_group = {"RuleGroupArn": NAMES.arn, "RuleGroupName": "names", "RuleGroupId": ID}
    about_policy = {
        "FirewallPolicyName": "aozora",
        "FirewallPolicyArn": FIREWALL.policy,
        "FirewallPolicyId": ID,
    }
    aws = answered(
        tape,
        sign_in,
        {
            "network-firewall.ListFirewalls": {
                "Firewalls": [{"FirewallName": "aozora", "FirewallArn": FIREWALL.arn}]
            },
            "network-firewall.DescribeFirewall": {"Firewall": firewall, "FirewallStatus": status},
            "network-firewall.DescribeFirewallPolicy": {
                "UpdateToken": ID,
                "FirewallPolicyResponse": about_policy,
                "FirewallPolicy": policy,
            },
            "network-firewall.DescribeRuleGroup": {
                "UpdateToken": ID,
                "RuleGroup": {"RulesSource": {"RulesSourceList": named}},
                "RuleGroupResponse": about_group,
            },
        },
    )
    assert list(firewalls(Region(name=TOKYO), aws)) == [FIREWALL]
    assert firewall_rules(FIREWALL, aws) == GOOD
    assert [call.count for call in aws.calls if call.operation.endswith("DescribeRuleGroup")] == [1]
