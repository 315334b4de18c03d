"""Lines: VPN connections with their gateways, Client VPN with its rules, Direct Connect."""

from collections.abc import Iterator

from plugins.aws.answers import Answer
from plugins.aws.connection import AwsConnection
from plugins.aws.paging import pages
from plugins.aws.settings.account import Region
from plugins.aws.settings.lines import ClientVpn, DirectConnection, Tunnel, VirtualInterface, VpnConnection
from scanner import collector


@collector("ec2:DescribeVpnConnections", "ec2:DescribeCustomerGateways")
def vpn_connections(region: Region, aws: AwsConnection) -> Iterator[VpnConnection]:
    found = list(aws.items("ec2.DescribeVpnConnections", "VpnConnections", region.name))
    if not found:
        return
    gateways = aws.items("ec2.DescribeCustomerGateways", "CustomerGateways", region.name)
    addresses = {one["CustomerGatewayId"]: one.get("IpAddress") for one in gateways}
    for one in found:
        options = one.get("Options") or {}
        yield VpnConnection(
            id=one["VpnConnectionId"],
            region=region.name,
            state=one["State"],
            gateway=addresses.get(one.get("CustomerGatewayId")),
            tunnels=tuple(_tunnel(tunnel) for tunnel in options.get("TunnelOptions") or ()),
            states=tuple(tunnel["Status"] for tunnel in one.get("VgwTelemetry") or ()),
        )


def _tunnel(tunnel: Answer) -> Tunnel:
    def values(field: str) -> tuple[tuple[str, ...], ...]:
        both = (tunnel.get(f"Phase{phase}{field}") or () for phase in (1, 2))
        return tuple(tuple(sorted(one["Value"] for one in permitted)) for permitted in both)

    groups = (tunnel.get(f"Phase{phase}DHGroupNumbers") or () for phase in (1, 2))
    return Tunnel(
        address=tunnel["OutsideIpAddress"],
        ike=tuple(sorted(one["Value"] for one in tunnel.get("IkeVersions") or ())),
        encryption=values("EncryptionAlgorithms"),
        integrity=values("IntegrityAlgorithms"),
        groups=tuple(tuple(sorted(one["Value"] for one in permitted)) for permitted in groups),
    )


@collector("ec2:DescribeClientVpnEndpoints", "ec2:DescribeClientVpnAuthorizationRules")
def client_vpns(region: Region, aws: AwsConnection) -> Iterator[ClientVpn]:
    for one in aws.items("ec2.DescribeClientVpnEndpoints", "ClientVpnEndpoints", region.name):
        identity = one["ClientVpnEndpointId"]
        operation = "ec2.DescribeClientVpnAuthorizationRules"
        rules = list(aws.items(operation, "AuthorizationRules", region.name, ClientVpnEndpointId=identity))
        yield ClientVpn(
            id=identity,
            region=region.name,
            authentication=tuple(sorted(way["Type"] for way in one["AuthenticationOptions"])),
            log=one["ConnectionLogOptions"]["Enabled"],
            rules=len(rules),
            everybody=tuple(sorted(rule["DestinationCidr"] for rule in rules if rule["AccessAll"])),
        )


@collector("directconnect:DescribeConnections")
def direct_connections(region: Region, aws: AwsConnection) -> Iterator[DirectConnection]:
    for one in pages(aws, "directconnect.DescribeConnections", "connections", region.name, "nextToken"):
        yield DirectConnection(
            id=one["connectionId"],
            name=one["connectionName"],
            region=region.name,
            state=one["connectionState"],
            encryption=one.get("portEncryptionStatus"),  # only where the port can do MACsec
        )


@collector("directconnect:DescribeVirtualInterfaces")
def virtual_interfaces(region: Region, aws: AwsConnection) -> Iterator[VirtualInterface]:
    operation = "directconnect.DescribeVirtualInterfaces"
    for one in pages(aws, operation, "virtualInterfaces", region.name, "nextToken"):
        yield VirtualInterface(
            id=one["virtualInterfaceId"],
            name=one["virtualInterfaceName"],
            region=region.name,
            state=one["virtualInterfaceState"],
            type=one["virtualInterfaceType"],
        )
