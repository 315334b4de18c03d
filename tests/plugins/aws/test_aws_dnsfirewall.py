"""DNS Firewall. Answers by hand are written from documentation: Route 53 Resolver API reference."""

import pytest

from plugins.aws.checks.dnsfirewall import domains
from plugins.aws.collectors.dnsfirewall import dns_firewalls
from plugins.aws.settings.account import Region
from plugins.aws.settings.dnsfirewall import DnsFirewall, DnsRule
from scanner import Fail, Reason, Unknown
from tests.plugins.aws.by_hand import answered
from tests.plugins.aws.conftest import TOKYO


def rule(action, *names, managed=False, narrowed=False):
    return DnsRule(name="r", action=action, domains=None if managed else names, narrowed=narrowed)


def judged(*rules):
    [verdict] = domains(DnsFirewall(vpc="vpc-1", region=TOKYO, rules=rules))
    return verdict


NAMES, REST = rule("ALLOW", "aozora.example."), rule("BLOCK", "*")


def test_allowed_names_are_unknown_while_nobody_declared_the_registered_ones():
    verdict = judged(NAMES, REST)
    assert (type(verdict), verdict.reason) == (Unknown, Reason.UNDECLARED)
    assert "aozora.example." in str(verdict.message)


@pytest.mark.parametrize(
    "rules",
    [
        (),
        (NAMES,),
        (NAMES, rule("BLOCK", "bad.example.")),
        (NAMES, rule("BLOCK", "*", narrowed=True)),
        (NAMES, rule("BLOCK", managed=True)),
        (rule("ALLOW", "*"), REST),
        (rule("ALERT", "*"), REST),  # an alert lets the lookup through
    ],
)
def test_rules_that_answer_other_names_fail(rules):
    assert type(judged(*rules)) is Fail


def test_what_comes_after_the_last_block_does_not_matter():
    assert judged(REST, rule("ALLOW", "*")).reason is Reason.UNDECLARED


def test_names_of_a_list_that_aws_does_not_show_are_unknown():
    assert judged(rule("ALLOW", managed=True), REST).reason is Reason.UNSUPPORTED
    assert judged(rule("DREAM", "x."), REST).reason is Reason.MALFORMED


def test_rules_are_read_in_their_order_and_each_list_once(tape, sign_in):
    link = {"FirewallRuleGroupId": "rslvr-frg-1", "Priority": 101}
    rules = [
        {"Name": "rest", "Action": "BLOCK", "Priority": 20, "FirewallDomainListId": "rslvr-fdl-own"},
        {"Name": "bad", "Action": "BLOCK", "Priority": 10, "FirewallDomainListId": "rslvr-fdl-aws"},
    ]
    lists = [
        {"Id": "rslvr-fdl-own"},
        {"Id": "rslvr-fdl-aws", "ManagedOwnerName": "Route 53 Resolver DNS Firewall"},
    ]
    aws = answered(
        tape,
        sign_in,
        {
            "route53resolver.ListFirewallRuleGroupAssociations": {
                "FirewallRuleGroupAssociations": [link | {"VpcId": "vpc-1"}, link | {"VpcId": "vpc-2"}]
            },
            "route53resolver.ListFirewallRules": {"FirewallRules": rules},
            "route53resolver.ListFirewallDomainLists": {"FirewallDomainLists": lists},
            "route53resolver.ListFirewallDomains": {"Domains": ["*"]},
        },
    )
    found = list(dns_firewalls(Region(name=TOKYO), aws))
    assert [one.vpc for one in found] == ["vpc-1", "vpc-2"]
    assert [(one.name, one.domains) for one in found[0].rules] == [("bad", None), ("rest", ("*",))]
    counted = {call.operation: call.count for call in aws.calls}
    assert counted["route53resolver.ListFirewallDomains"] == 1
    assert counted["route53resolver.ListFirewallRules"] == 1
