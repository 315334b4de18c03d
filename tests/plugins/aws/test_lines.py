"""VPN, Client VPN and Direct Connect."""

from dataclasses import replace

import pytest

from plugins.aws.checks.lines import authentication, authorization, encrypted, interfaces, log
from plugins.aws.checks.vpn import gateway, parameters, tunnels
from plugins.aws.settings.lines import ClientVpn, DirectConnection, Tunnel, VirtualInterface, VpnConnection
from scanner import DeclaredAddress, Fail, NotApplicable, Pass, Reason, Unknown
from tests.plugins.aws.by_hand import answered
from tests.plugins.aws.conftest import TOKYO
from tests.plugins.aws.reading import read

STRONG = Tunnel(
    address="203.0.113.17",
    ike=("ikev2",),
    encryption=(("AES256",), ("AES256-GCM-16",)),
    integrity=(("SHA2-256",), ("SHA2-512",)),
    groups=((14,), (20, 21)),
)
VPN = VpnConnection(
    id="vpn-1",
    region=TOKYO,
    state="available",
    gateway="198.51.100.1",
    tunnels=(STRONG,),
    states=("UP", "DOWN"),
)
ENDPOINT = ClientVpn(
    id="cvpn-endpoint-1",
    region=TOKYO,
    authentication=("certificate-authentication", "federated-authentication"),
    log=True,
    rules=2,
    everybody=(),
)
LINE = DirectConnection(
    id="dxcon-1", name="aozora", region=TOKYO, state="available", encryption="Encryption Up"
)
INTERFACE = VirtualInterface(id="dxvif-1", name="aozora", region=TOKYO, state="available", type="private")


def permits(**more):
    [verdict] = parameters(replace(VPN, tunnels=(replace(STRONG, **more),)))
    return verdict


def test_a_strong_tunnel_passes():
    assert type(permits()) is Pass


@pytest.mark.parametrize(
    ("more", "named"),
    [
        ({"ike": ("ikev1", "ikev2")}, "ikev1"),
        ({"ike": ()}, "ikev1"),
        ({"encryption": (("AES256",), ("AES128", "AES256"))}, "AES128"),
        ({"integrity": (("SHA1", "SHA2-256"), ("SHA2-256",))}, "SHA1"),
        ({"groups": ((14,), (2, 14))}, "DH 2"),
        ({"encryption": ((), ("AES256",))}, "AES128 (default)"),
        ({"integrity": (("SHA2-256",), ())}, "SHA1 (default)"),
        ({"groups": ((), ())}, "DH 2 (default)"),
    ],
)
def test_what_a_tunnel_permits_the_other_end_may_choose(more, named):
    verdict = permits(**more)
    assert type(verdict) is Fail
    assert named in str(verdict.message)


def test_a_connection_without_tunnels_is_unknown_and_one_that_is_gone_not_asked():
    assert [type(one) for one in parameters(replace(VPN, tunnels=()))] == [Unknown]
    gone = replace(VPN, state="deleted")
    for found in (parameters(gone), gateway(gone, []), tunnels(gone)):
        assert [type(one) for one in found] == [NotApplicable]


@pytest.mark.parametrize(
    ("address", "cidr", "expected"),
    [
        ("198.51.100.1", "198.51.100.0/24", Pass),
        ("198.51.100.1", "203.0.113.0/24", Unknown),
        ("198.51.100.1", "2001:db8::/32", Unknown),
        (None, "198.51.100.0/24", Unknown),
    ],
)
def test_the_other_end_is_declared(address, cidr, expected):
    [verdict] = gateway(replace(VPN, gateway=address), [DeclaredAddress(cidr=cidr)])
    assert type(verdict) is expected


def test_nobody_declared_which_lines_are_always_on():
    [verdict] = tunnels(VPN)
    assert verdict.reason is Reason.UNDECLARED
    assert "1 of 2" in str(verdict.message)


def test_both_ways_of_authentication_are_asked_for():
    assert [type(one) for one in authentication(ENDPOINT)] == [Pass, Pass]
    alone = replace(ENDPOINT, authentication=("certificate-authentication",))
    assert [type(one) for one in authentication(alone)] == [Pass, Fail]
    directory = replace(ENDPOINT, authentication=("directory-service-authentication",))
    assert [type(one) for one in authentication(directory)] == [Fail, Fail]


@pytest.mark.parametrize(
    ("rules", "everybody", "expected"),
    [(2, (), [Pass]), (0, (), [Pass]), (2, ("10.0.0.0/8", "0.0.0.0/0"), [Fail, Fail])],
)
def test_networks_are_open_to_groups_only(rules, everybody, expected):
    found = authorization(replace(ENDPOINT, rules=rules, everybody=everybody))
    assert [type(one) for one in found] == expected


@pytest.mark.parametrize(("on", "expected"), [(True, Pass), (False, Fail)])
def test_connections_are_recorded(on, expected):
    assert [type(one) for one in log(replace(ENDPOINT, log=on))] == [expected]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, Pass),
        ({"encryption": "Encryption Down"}, Unknown),  # a VPN may run on top
        ({"encryption": None}, Unknown),
        ({"encryption": "Dreaming"}, Unknown),
        ({"state": "deleted", "encryption": None}, NotApplicable),
    ],
)
def test_a_line_is_encrypted(more, expected):
    assert [type(one) for one in encrypted(replace(LINE, **more))] == [expected]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({}, Unknown),
        ({"type": "transit"}, Unknown),
        ({"type": "public"}, Fail),
        ({"type": "dreaming"}, Unknown),
        ({"state": "deleted", "type": "public"}, NotApplicable),
    ],
)
def test_a_public_interface_fails_and_others_must_be_declared(more, expected):
    assert [type(one) for one in interfaces(replace(INTERFACE, **more))] == [expected]


# Written from documentation: EC2 and Direct Connect API references; moto lacks tunnel options,
# Client VPN and MACsec.
def test_vpn_connections_are_read_without_their_keys(tape, sign_in):
    def values(*found):
        return [{"Value": one} for one in found]

    tunnel = {
        "OutsideIpAddress": "203.0.113.17",
        "PreSharedKey": "secret-of-aozora",
        "IkeVersions": values("ikev2"),
        "Phase1EncryptionAlgorithms": values("AES256"),
        "Phase2EncryptionAlgorithms": values("AES256-GCM-16"),
        "Phase1IntegrityAlgorithms": values("SHA2-256"),
        "Phase2IntegrityAlgorithms": values("SHA2-512"),
        "Phase1DHGroupNumbers": values(14),
        "Phase2DHGroupNumbers": values(20, 21),
    }
    vpn = {
        "VpnConnectionId": "vpn-1",
        "State": "available",
        "CustomerGatewayId": "cgw-1",
        "Options": {"TunnelOptions": [tunnel]},
        "VgwTelemetry": [{"Status": "UP"}, {"Status": "DOWN"}],
    }
    answers = {
        "ec2.DescribeVpnConnections": {"VpnConnections": [vpn]},
        "ec2.DescribeCustomerGateways": {
            "CustomerGateways": [{"CustomerGatewayId": "cgw-1", "IpAddress": "198.51.100.1"}]
        },
    }
    found = read(VpnConnection, answered(tape, sign_in, answers))
    assert found == [VPN]
    assert "secret" not in repr(found)


def test_client_vpns_are_read(tape, sign_in):
    endpoint = {
        "ClientVpnEndpointId": "cvpn-endpoint-1",
        "AuthenticationOptions": [{"Type": one} for one in ENDPOINT.authentication],
        "ConnectionLogOptions": {"Enabled": True},
    }
    rules = [
        {"DestinationCidr": "10.0.0.0/8", "AccessAll": True},
        {"DestinationCidr": "10.1.0.0/16", "GroupId": "g", "AccessAll": False},
    ]
    answers = {
        "ec2.DescribeClientVpnEndpoints": {"ClientVpnEndpoints": [endpoint]},
        "ec2.DescribeClientVpnAuthorizationRules": {"AuthorizationRules": rules},
    }
    found = read(ClientVpn, answered(tape, sign_in, answers))
    assert found == [replace(ENDPOINT, everybody=("10.0.0.0/8",))]


def test_lines_and_interfaces_are_read(tape, sign_in):
    line = {
        "connectionId": "dxcon-1",
        "connectionName": "aozora",
        "connectionState": "available",
        "portEncryptionStatus": "Encryption Up",
    }
    interface = {
        "virtualInterfaceId": "dxvif-1",
        "virtualInterfaceName": "aozora",
        "virtualInterfaceState": "available",
        "virtualInterfaceType": "private",
    }
    answers = {
        "directconnect.DescribeConnections": {"connections": [line]},
        "directconnect.DescribeVirtualInterfaces": {"virtualInterfaces": [interface]},
    }
    aws = answered(tape, sign_in, answers)
    assert read(DirectConnection, aws) == [LINE]
    assert read(VirtualInterface, aws) == [INTERFACE]
