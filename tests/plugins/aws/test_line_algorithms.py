"""Cipher suites of load balancers and options of tunnels, compared with the government's list."""

from dataclasses import replace

import pytest

from plugins.aws.algorithms import suite
from plugins.aws.checks.linealgorithms import suites, tunnels
from plugins.aws.checks.vpn import parameters
from plugins.aws.settings.lines import Tunnel, VpnConnection
from plugins.aws.settings.loadbalancers import TlsPolicy
from scanner import Fail, NotApplicable, Pass, Reading, Unknown
from tests.plugins.aws.conftest import TOKYO
from tests.plugins.aws.reading import read
from tests.plugins.aws.test_loadbalancers import GAP, HTTP, HTTPS, MODERN

BEST = "ECDHE-ECDSA-AES256-GCM-SHA384"
TUNNEL = Tunnel(
    address="192.0.2.1",
    ike=("ikev2",),
    encryption=(("AES256",), ("AES256-GCM-16",)),
    integrity=(("SHA2-256",), ("SHA2-512",)),
    groups=((14, 19), (20, 24)),
)
VPN = VpnConnection(
    id="vpn-1", region=TOKYO, state="available", gateway="192.0.2.9", tunnels=(TUNNEL,), states=("UP",)
)


def of(*ciphers, listener=HTTPS, policies=None, gaps=()):
    found = (replace(MODERN, ciphers=ciphers),) if policies is None else policies
    [verdict] = suites(listener, Reading(found, gaps))
    return verdict


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (BEST, Pass),
        ("TLS_AES_128_GCM_SHA256", Pass),
        ("TLS_CHACHA20_POLY1305_SHA256", Pass),
        ("ECDHE-RSA-CHACHA20-POLY1305", Pass),
        ("ECDHE-RSA-AES128-SHA256", Pass),
        ("DHE-RSA-AES128-SHA256", Pass),
        ("ECDHE-RSA-AES128-SHA", Fail),  # HMAC with SHA-1
        ("AES128-GCM-SHA256", Fail),  # the session key is sent with RSA
        ("DES-CBC3-SHA", Fail),
        ("ECDHE-RSA-RC4-SHA", Fail),
        ("TLS_DREAM_GCM_SHA256", Unknown),
        ("ECDHE-RSA-ARIA128-GCM-SHA256", Unknown),
    ],
)
def test_each_suite_is_judged_by_what_it_is_made_of(name, expected):
    assert type(of(name)) is expected
    assert type(of(BEST, name)) is expected


def test_what_is_not_recommended_is_named_though_another_is_unknown():
    verdict = of(BEST, "DES-CBC3-SHA", "TLS_DREAM")
    assert isinstance(verdict, Fail)
    assert "DES-CBC3-SHA" in str(verdict.message)
    assert BEST not in str(verdict.message)


def test_a_policy_without_suites_or_that_was_not_read_is_unknown():
    assert isinstance(of(), Unknown)
    assert isinstance(of(policies=(), gaps=(GAP,)), Unknown)
    assert isinstance(of(policies=(replace(MODERN, region="ap-northeast-3", ciphers=(BEST,)),)), Unknown)


def test_a_listener_that_ends_no_tls_has_no_suites():
    assert isinstance(of(BEST, listener=HTTP), NotApplicable)
    assert isinstance(of(BEST, listener=replace(HTTP, protocol="TCP")), NotApplicable)


def test_every_suite_that_moto_knows_of_is_understood(aws):
    policies = read(TlsPolicy, aws)
    names = {one for policy in policies for one in policy.ciphers}
    assert len(names) > 15
    assert {one for one in names if suite(one) is None} == set()
    by_name = {one.name: one for one in policies}
    listener = replace(HTTPS, policy="ELBSecurityPolicy-TLS13-1-2-2021-06")
    [good] = suites(listener, Reading(tuple(by_name.values())))
    [bad] = suites(replace(listener, policy="ELBSecurityPolicy-TLS-1-2-2017-01"), Reading(tuple(policies)))
    assert (type(good), type(bad)) == (Pass, Fail)


def tunnel(**more):
    [verdict] = tunnels(replace(VPN, tunnels=(replace(TUNNEL, **more),)))
    return verdict


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, Pass),
        (
            {"encryption": (("AES128",), ("AES128-GCM-16",))},
            Pass,
        ),  # listed, if not what the VPN check asks for
        ({"integrity": (("SHA1",), ("SHA2-256",))}, Fail),
        ({"integrity": ((), ("SHA2-256",))}, Fail),  # nobody set it: all are permitted
        ({"groups": ((14,), (2, 14))}, Fail),
        ({"groups": ((14,), ())}, Fail),
        ({"groups": ((22,), (14,))}, Fail),  # a higher number than 14, and 1024 bits
        ({"groups": ((5,), (14,))}, Fail),
        ({"groups": ((14,), (99,))}, Unknown),
        ({"encryption": (("DREAM",), ("AES256",))}, Unknown),
    ],
)
def test_each_option_of_a_tunnel_is_judged(more, expected):
    assert type(tunnel(**more)) is expected


def test_a_connection_that_is_gone_or_tells_no_tunnels():
    [gone] = tunnels(replace(VPN, state="deleted"))
    [silent] = tunnels(replace(VPN, tunnels=()))
    assert (type(gone), type(silent)) == (NotApplicable, Unknown)


def test_group_22_is_no_strong_parameter_either():
    [verdict] = parameters(replace(VPN, tunnels=(replace(TUNNEL, groups=((22,), (14,))),)))
    assert isinstance(verdict, Fail)
