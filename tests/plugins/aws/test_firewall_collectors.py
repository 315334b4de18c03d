"""Web ACLs, API stages, distributions and Shield, as the services answer.

Answers are written from documentation: the API references of WAFV2, API Gateway, CloudFront and
Shield (moto lacks parts of each).
"""

from dataclasses import replace

import boto3
import pytest

from plugins.aws.settings.account import Account
from plugins.aws.settings.firewalls import (
    ApiStage,
    BalancerFirewall,
    Distribution,
    DistributionFirewall,
    Origin,
    Shield,
    WafRule,
)
from tests.plugins.aws.by_hand import ACCOUNT, answered
from tests.plugins.aws.conftest import TOKYO
from tests.plugins.aws.reading import read

ARN = f"arn:aws:wafv2:us-east-1:{ACCOUNT}:global/webacl/aozora/473e64fd"
SEEN = {"SampledRequestsEnabled": True, "CloudWatchMetricsEnabled": True, "MetricName": "m"}
GROUP = {"VendorName": "AWS", "Name": "AWSManagedRulesCommonRuleSet"}


def rule(name, statement, **more):
    return {"Name": name, "Priority": 1, "Statement": statement, "VisibilityConfig": SEEN, **more}


def acl(*rules, **more):
    return {
        "Name": "aozora",
        "Id": "473e64fd",
        "ARN": ARN,
        "DefaultAction": {"Allow": {}},
        "VisibilityConfig": SEEN,
        "Rules": list(rules),
        **more,
    }


def site(web_acl="", *origins):
    behaviour = {"TargetOriginId": "o", "ViewerProtocolPolicy": "https-only"}
    return {
        "Id": "EDFDVBD632BHDS5",
        "ARN": f"arn:aws:cloudfront::{ACCOUNT}:distribution/EDFDVBD632BHDS5",
        "Status": "Deployed",
        "LastModifiedTime": "2026-11-01T00:00:00Z",
        "DomainName": "d111111abcdef8.cloudfront.net",
        "Aliases": {"Quantity": 0},
        "Origins": {"Quantity": len(origins), "Items": list(origins)},
        "DefaultCacheBehavior": behaviour,
        "CacheBehaviors": {"Quantity": 0},
        "CustomErrorResponses": {"Quantity": 0},
        "Comment": "",
        "PriceClass": "PriceClass_All",
        "Enabled": True,
        "ViewerCertificate": {},
        "Restrictions": {"GeoRestriction": {"RestrictionType": "none", "Quantity": 0}},
        "WebACLId": web_acl,
        "HttpVersion": "http2",
        "IsIPV6Enabled": True,
        "Staging": False,
    }


def listed(*sites):
    found = {"Marker": "", "MaxItems": 100, "IsTruncated": False, "Quantity": len(sites)}
    return {"DistributionList": {**found, "Items": list(sites)} if sites else found}


def rules_of(tape, sign_in, *rules, **more):
    answers = {
        "cloudfront.ListDistributions": listed(site(ARN, {"Id": "o", "DomainName": "www.aozora.example"})),
        "wafv2.GetWebACL": {"WebACL": acl(*rules, **more)},
        "wafv2.DescribeManagedRuleGroup": {"Rules": [{"Name": "A"}, {"Name": "B"}]},
    }
    [found] = read(DistributionFirewall, answered(tape, sign_in, answers))
    return found.acl.rules


def managed(**more):
    plain = WafRule(name="r", kind="managed", stops=True, narrowed=False, overridden=0, total=None)
    return replace(plain, **more)


SCOPE = {"GeoMatchStatement": {"CountryCodes": ["JP"]}}


@pytest.mark.parametrize(
    ("group", "override", "expected"),
    [
        ({}, "None", managed()),
        ({}, "Count", managed(stops=False)),
        ({"ScopeDownStatement": SCOPE}, "None", managed(narrowed=True)),
        ({"ExcludedRules": [{"Name": "A"}]}, "None", managed(overridden=1, total=2)),
        (
            {"RuleActionOverrides": [{"Name": "A", "ActionToUse": {"Count": {}}}]},
            "None",
            managed(overridden=1, total=2),
        ),
        ({"RuleActionOverrides": [{"Name": "A", "ActionToUse": {"Block": {}}}]}, "None", managed()),
    ],
)
def test_managed_rule_groups_are_read_with_what_softens_them(tape, sign_in, group, override, expected):
    one = rule("r", {"ManagedRuleGroupStatement": {**GROUP, **group}}, OverrideAction={override: {}})
    assert rules_of(tape, sign_in, one) == (expected,)


def test_groups_that_firewall_manager_put_there_count_too(tape, sign_in):
    group = {
        "Name": "r",
        "Priority": 1,
        "FirewallManagerStatement": {"ManagedRuleGroupStatement": GROUP},
        "OverrideAction": {"None": {}},
        "VisibilityConfig": SEEN,
    }
    assert rules_of(tape, sign_in, PreProcessFirewallManagerRuleGroups=[group]) == (managed(),)


@pytest.mark.parametrize(
    ("action", "stops"), [("Block", True), ("Captcha", True), ("Challenge", True), ("Count", False)]
)
def test_a_rate_based_rule_is_read_with_its_action(tape, sign_in, action, stops):
    rate = {"RateBasedStatement": {"Limit": 1000, "AggregateKeyType": "IP"}}
    [found] = rules_of(tape, sign_in, rule("flood", rate, Action={action: {}}))
    assert (found.kind, found.stops, found.narrowed) == ("rate", stops, False)


def test_origins_are_told_apart(tape, sign_in):
    bucket = {"OriginAccessIdentity": ""}
    origins = [
        {
            "Id": "a",
            "DomainName": "a.s3.amazonaws.com",
            "S3OriginConfig": bucket,
            "OriginAccessControlId": "E1",
        },
        {
            "Id": "b",
            "DomainName": "b.s3.amazonaws.com",
            "S3OriginConfig": bucket,
            "OriginAccessControlId": "",
        },
        {"Id": "c", "DomainName": "c.example", "VpcOriginConfig": {"VpcOriginId": "vo_1"}},
        {"Id": "d", "DomainName": "www.aozora.example"},
    ]
    aws = answered(tape, sign_in, {"cloudfront.ListDistributions": listed(site("", *origins))})
    [found] = read(Distribution, aws)
    assert [(one.id, one.kind, one.signed) for one in found.origins] == [
        ("a", "s3", True),
        ("b", "s3", False),
        ("c", "vpc", False),
        ("d", "custom", False),
    ]
    assert isinstance(found.origins[0], Origin)


def test_no_distribution_is_an_empty_list(tape, sign_in):
    assert read(Distribution, answered(tape, sign_in, {"cloudfront.ListDistributions": listed()})) == []


@pytest.mark.parametrize(("named", "expected"), [("", None), ("473e64fd", True)])
def test_a_distribution_without_web_acl_and_one_of_waf_classic(tape, sign_in, named, expected):
    origin = {"Id": "o", "DomainName": "www.aozora.example"}
    aws = answered(tape, sign_in, {"cloudfront.ListDistributions": listed(site(named, origin))})
    [found] = read(DistributionFirewall, aws)
    assert (found.acl and found.acl.classic) == expected


def test_only_balancers_on_the_internet_are_asked_for_a_web_acl(moto, tape, sign_in):
    ec2, elb = boto3.client("ec2", TOKYO), boto3.client("elbv2", TOKYO)
    subnets = [one["SubnetId"] for one in ec2.describe_subnets()["Subnets"]][:2]
    elb.create_load_balancer(Name="inside", Subnets=subnets, Scheme="internal")
    elb.create_load_balancer(Name="outside", Subnets=subnets, Scheme="internet-facing")
    found = read(BalancerFirewall, sign_in())
    assert [(one.balancer.name, one.acl) for one in found] == [("outside", None)]


def test_private_apis_are_left_out(tape, sign_in):
    def api(identity, kind):
        return {"id": identity, "name": identity, "endpointConfiguration": {"types": [kind]}}

    answers = {
        "apigateway.GetRestApis": {"items": [api("a1", "REGIONAL"), api("a2", "PRIVATE")]},
        "apigateway.GetStages": {"item": [{"stageName": "prod"}]},
        "wafv2.GetWebACLForResource": {"WebACL": acl()},
    }
    [found] = read(ApiStage, answered(tape, sign_in, answers))
    assert found.arn == "arn:aws:apigateway:ap-northeast-1::/restapis/a1/stages/prod"
    assert found.acl.rules == ()


def test_protections_are_read_where_shield_is_subscribed(tape, sign_in):
    answers = {
        "shield.GetSubscriptionState": {"SubscriptionState": "ACTIVE"},
        "shield.ListProtections": {
            "Protections": [{"Id": "6e2cd8a4-3d0c-4b1a-9d3e-7f2f1c1f0a11", "ResourceArn": "arn:x"}]
        },
    }
    account = Account(id=ACCOUNT, target="aozora")
    assert read(Shield, answered(tape, sign_in, answers)) == [
        Shield(account=account, state="ACTIVE", protected=("arn:x",))
    ]


def test_without_subscription_nothing_is_listed(tape, sign_in):
    aws = answered(tape, sign_in, {"shield.GetSubscriptionState": {"SubscriptionState": "INACTIVE"}})
    assert [(one.state, one.protected) for one in read(Shield, aws)] == [("INACTIVE", ())]
