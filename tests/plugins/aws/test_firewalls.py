"""Web ACLs that block, floods, and origins behind CloudFront."""

from dataclasses import replace

import pytest

from plugins.aws.checks import cdn, ddos, waf
from plugins.aws.settings.account import Account
from plugins.aws.settings.firewalls import (
    ApiStage,
    BalancerFirewall,
    Distribution,
    DistributionFirewall,
    Origin,
    Shield,
    WafRule,
    WebAcl,
)
from plugins.aws.settings.loadbalancers import LoadBalancer
from plugins.aws.settings.s3 import Bucket, BucketPolicyStatus
from scanner import Fail, Gap, Message, NotApplicable, Pass, Reading, Reason, Resource, Unknown
from tests.plugins.aws.conftest import TOKYO

ACCOUNT = Account(id="111122223333", target="aozora-aws")
MANAGED = WafRule(name="core", kind="managed", stops=True, narrowed=False, overridden=0, total=None)
RATE = replace(MANAGED, name="flood", kind="rate")
OTHER = replace(MANAGED, name="own", kind="other")
GOOD = WebAcl(
    arn="arn:aws:wafv2:ap-northeast-1:111122223333:regional/webacl/a/1", classic=False, rules=(MANAGED, RATE)
)
CLASSIC = replace(GOOD, classic=True, rules=())
BALANCER = LoadBalancer(
    arn="arn:aws:elasticloadbalancing:ap-northeast-1:111122223333:loadbalancer/app/aozora/1",
    name="aozora",
    region=TOKYO,
    type="application",
    scheme="internet-facing",
    dns="aozora-1.ap-northeast-1.elb.amazonaws.com",
    vpc="vpc-1",
    zones=("ap-northeast-1a",),
)
BUCKET = Bucket(name="aozora-site", region=TOKYO)
ORIGIN = Origin(id="o1", domain="aozora-site.s3.ap-northeast-1.amazonaws.com", kind="s3", signed=True)
SITE = Distribution(
    arn="arn:aws:cloudfront::111122223333:distribution/EDFDVBD632BHDS5",
    domain="d111111abcdef8.cloudfront.net",
    enabled=True,
    web_acl="",
    origins=(ORIGIN,),
)
STAGE = ApiStage(
    arn="arn:aws:apigateway:ap-northeast-1::/restapis/a/stages/p", name="api/p", region=TOKYO, acl=GOOD
)
SHIELD = Shield(account=ACCOUNT, state="INACTIVE", protected=())
GAP = Gap("x", Resource("AWS::Account", "111122223333"), Reason.DENIED, Message("no"))


def services(acl):
    yield waf.load_balancer, ddos.load_balancer, BalancerFirewall(balancer=BALANCER, acl=acl)
    yield waf.api, ddos.api, replace(STAGE, acl=acl)
    yield waf.distribution, ddos.distribution, DistributionFirewall(distribution=SITE, acl=acl)


def rules(*found):
    return replace(GOOD, rules=found)


@pytest.mark.parametrize(
    ("acl", "expected"),
    [
        (GOOD, Pass),
        (None, Fail),
        (rules(), Fail),
        (rules(RATE, OTHER), Fail),
        (rules(replace(MANAGED, stops=False)), Fail),  # the group only counts
        (rules(replace(MANAGED, overridden=3, total=3)), Fail),  # each of its rules only counts
        (rules(replace(MANAGED, overridden=2, total=3)), Pass),
        (rules(replace(MANAGED, narrowed=True)), Unknown),
        (rules(replace(MANAGED, narrowed=True), MANAGED), Pass),
        (CLASSIC, Unknown),
    ],
)
def test_managed_rules_must_block(acl, expected):
    for judge, _, service in services(acl):
        assert [type(one) for one in judge(service)] == [expected]


def test_rules_that_only_count_are_named():
    [verdict] = waf.api(replace(STAGE, acl=rules(replace(MANAGED, stops=False))))
    assert "core only count" in str(verdict.message)


@pytest.mark.parametrize(
    ("acl", "expected"),
    [
        (GOOD, Pass),
        (None, Fail),
        (rules(MANAGED), Fail),
        (rules(replace(RATE, stops=False)), Fail),
        (rules(replace(RATE, narrowed=True)), Unknown),
        (CLASSIC, Unknown),
    ],
)
def test_floods_must_be_held_back(acl, expected):
    for _, judge, service in services(acl):
        assert [type(one) for one in judge(service, Reading((SHIELD,)))] == [expected]


def flood(shield, acl=None):
    [verdict] = ddos.load_balancer(BalancerFirewall(balancer=BALANCER, acl=acl), shield)
    return verdict


def test_shield_advanced_holds_floods_back_where_it_protects_this_one():
    active = replace(SHIELD, state="ACTIVE", protected=(BALANCER.arn,))
    assert type(flood(Reading((active,)))) is Pass
    assert type(flood(Reading((replace(active, protected=()),)))) is Fail
    assert type(flood(Reading((replace(active, state="INACTIVE"),)))) is Fail


def test_shield_that_could_not_be_read_is_unknown_but_a_rule_stands():
    assert flood(Reading((), (GAP,))).reason is Reason.DENIED
    assert type(flood(Reading((), (GAP,)), GOOD)) is Pass
    assert type(flood(Reading((replace(SHIELD, state="DREAMING"),)))) is Unknown


def test_a_distribution_that_is_off_is_not_asked():
    off = DistributionFirewall(distribution=replace(SITE, enabled=False), acl=None)
    assert [type(one) for one in waf.distribution(off)] == [NotApplicable]
    assert [type(one) for one in ddos.distribution(off, Reading((SHIELD,)))] == [NotApplicable]
    assert [type(one) for one in cdn.origin(off.distribution, Reading())] == [NotApplicable]


def origin(*, public=False, known=True, **more):
    status = (BucketPolicyStatus(bucket=BUCKET, public=public),) if known else ()
    site = replace(SITE, origins=(replace(ORIGIN, **more),))
    [verdict] = cdn.origin(site, Reading(status))
    return type(verdict)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, Pass),
        ({"public": None}, Pass),
        ({"kind": "vpc"}, Pass),
        ({"signed": False}, Fail),
        ({"public": True}, Fail),
        ({"known": False}, Unknown),
        ({"kind": "custom", "domain": "www.aozora.example"}, Unknown),
        ({"kind": "custom", "domain": "aozora.s3-website-ap-northeast-1.amazonaws.com"}, Fail),
    ],
)
def test_an_origin_must_accept_cloudfront_only(more, expected):
    assert origin(**more) is expected


def behind(balancer=BALANCER, sites=(), gaps=()):
    [verdict] = cdn.behind(balancer, Reading(sites, gaps))
    return verdict


def test_a_public_site_stands_behind_a_distribution():
    before = replace(SITE, origins=(replace(ORIGIN, kind="custom", domain=BALANCER.dns.upper()),))
    assert type(behind(sites=(before,))) is Pass
    assert behind(sites=(replace(before, enabled=False),)).reason is Reason.UNDECLARED
    assert behind(gaps=(GAP,)).reason is Reason.DENIED
    assert type(behind(replace(BALANCER, scheme="internal"))) is NotApplicable
    assert (
        type(
            behind(
                replace(BALANCER, dns=None), sites=(replace(before, origins=(replace(ORIGIN, domain=""),)),)
            )
        )
        is Unknown
    )
