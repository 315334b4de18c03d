"""Load balancers: TLS by what the policy allows."""

from dataclasses import replace

import boto3
import pytest

from plugins.aws.checks.loadbalancers import tls
from plugins.aws.settings.loadbalancers import Action, Listener, ListenerRules, LoadBalancer, TlsPolicy
from scanner import Fail, Gap, Message, NotApplicable, Pass, Reading, Reason, Resource, Unknown
from tests.plugins.aws.conftest import TOKYO
from tests.plugins.aws.reading import read

BALANCER = LoadBalancer(
    arn="arn:aws:elasticloadbalancing:ap-northeast-1:111122223333:loadbalancer/app/aozora/1",
    name="aozora",
    region=TOKYO,
    type="application",
    scheme="internal",
    dns="internal-aozora-1.ap-northeast-1.elb.amazonaws.com",
    vpc="vpc-1",
    zones=("ap-northeast-1a", "ap-northeast-1c"),
)
HTTPS = Listener(arn="l1", region=TOKYO, balancer=BALANCER, protocol="HTTPS", port=443, policy="Modern")
HTTP = replace(HTTPS, arn="l2", protocol="HTTP", port=80, policy=None)
MODERN = TlsPolicy(name="Modern", region=TOKYO, protocols=("TLSv1.2", "TLSv1.3"), ciphers=())
REDIRECT = Action(type="redirect", protocol="HTTPS")
FORWARD = Action(type="forward", protocol=None)
GAP = Gap("x", Resource("AWS::Region", TOKYO, TOKYO, TOKYO), Reason.DENIED, Message("no"))


def judged(listener=HTTPS, policies=(MODERN,), actions=(REDIRECT,), gaps=()):
    rules = (ListenerRules(listener=listener, actions=tuple(actions)),)
    [verdict] = tls(listener, Reading(policies, gaps), Reading(rules if actions else (), gaps))
    return verdict


@pytest.mark.parametrize("protocol", ["HTTPS", "TLS"])
@pytest.mark.parametrize(
    ("allowed", "expected"),
    [
        (("TLSv1.2",), Pass),
        (("TLSv1.2", "TLSv1.3"), Pass),
        (("TLSv1.3",), Pass),
        (("TLSv1.1", "TLSv1.2"), Fail),
        (("TLSv1", "TLSv1.1", "TLSv1.2"), Fail),
        (("TLSv1.2", "TLSv9"), Unknown),
        ((), Unknown),
    ],
)
def test_a_policy_is_judged_by_what_it_allows(protocol, allowed, expected):
    verdict = judged(replace(HTTPS, protocol=protocol), (replace(MODERN, protocols=allowed),))
    assert type(verdict) is expected


def test_a_policy_with_a_modern_name_that_allows_old_protocols_fails():
    policy = TlsPolicy(
        name="ELBSecurityPolicy-TLS13-1-0-2021-06", region=TOKYO, protocols=("TLSv1", "TLSv1.3"), ciphers=()
    )
    assert type(judged(replace(HTTPS, policy=policy.name), (policy,))) is Fail


def test_a_policy_that_was_not_read_is_unknown():
    assert judged(policies=(), gaps=(GAP,)).reason is Reason.DENIED
    assert judged(policies=()).reason is Reason.MALFORMED
    assert judged(policies=(replace(MODERN, region="us-east-1"),)).reason is Reason.MALFORMED


@pytest.mark.parametrize(
    ("actions", "expected"),
    [
        ((REDIRECT,), Pass),
        ((REDIRECT, FORWARD), Fail),  # one rule serves what the default rule redirects
        ((FORWARD,), Fail),
        ((replace(REDIRECT, protocol="HTTP"),), Fail),
        ((replace(REDIRECT, protocol="#{protocol}"),), Fail),  # from HTTP to HTTP
        ((Action(type="fixed-response", protocol=None),), Fail),
    ],
)
def test_http_may_only_redirect_to_https(actions, expected):
    assert type(judged(HTTP, actions=actions)) is expected


def test_rules_that_were_not_read_are_unknown():
    assert judged(HTTP, actions=(), gaps=(GAP,)).reason is Reason.DENIED
    assert type(judged(HTTP, actions=())) is Unknown


@pytest.mark.parametrize(
    ("protocol", "expected"),
    [("TCP", Unknown), ("UDP", Unknown), ("GENEVE", NotApplicable), ("DREAM", Unknown)],
)
def test_other_protocols_are_not_called_encrypted(protocol, expected):
    assert type(judged(replace(HTTPS, protocol=protocol, policy=None))) is expected


def test_listeners_rules_and_policies_are_read(aws):
    ec2, elb = boto3.client("ec2", TOKYO), boto3.client("elbv2", TOKYO)
    subnets = [one["SubnetId"] for one in ec2.describe_subnets()["Subnets"]][:2]
    made = elb.create_load_balancer(Name="aozora", Subnets=subnets, Scheme="internal")
    arn = made["LoadBalancers"][0]["LoadBalancerArn"]
    redirect = {"Type": "redirect", "RedirectConfig": {"Protocol": "HTTPS", "StatusCode": "HTTP_301"}}
    elb.create_listener(LoadBalancerArn=arn, Protocol="HTTP", Port=80, DefaultActions=[redirect])

    [balancer] = read(LoadBalancer, aws)
    assert (balancer.arn, balancer.scheme, len(balancer.zones)) == (arn, "internal", 2)
    assert [(one.protocol, one.port) for one in read(Listener, aws)] == [("HTTP", 80)]
    assert [one.actions for one in read(ListenerRules, aws)] == [(REDIRECT,)]
    policies = {one.name: one.protocols for one in read(TlsPolicy, aws)}
    assert policies["ELBSecurityPolicy-TLS-1-2-2017-01"] == ("TLSv1.2",)
