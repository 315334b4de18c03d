"""Lines into the cloud: site-to-site VPN, Client VPN, Direct Connect."""

from scanner import setting, value


@value
class Tunnel:
    """What one tunnel permits; an empty list means the service's default: everything it knows.

    Encryption and integrity are those of both phases, groups the Diffie-Hellman groups of both.
    `address` is the AWS end. Source: EC2 API type TunnelOption; Site-to-Site VPN User Guide,
    "Tunnel options" (defaults).
    """

    address: str
    ike: tuple[str, ...]
    encryption: tuple[tuple[str, ...], ...]
    integrity: tuple[tuple[str, ...], ...]
    groups: tuple[tuple[int, ...], ...]


@setting("AWS::EC2::VPNConnection", key="id", region="region", passing="states")
class VpnConnection:
    """A site-to-site VPN; `gateway` is the customer's address, None if it is not told.

    `states` are the states of its tunnels, UP or DOWN. No keys are read. Source: EC2
    DescribeVpnConnections (``Options.TunnelOptions``, ``VgwTelemetry``), DescribeCustomerGateways.
    """

    id: str
    region: str
    state: str
    gateway: str | None
    tunnels: tuple[Tunnel, ...]
    states: tuple[str, ...]


@setting("AWS::EC2::ClientVpnEndpoint", key="id", region="region")
class ClientVpn:
    """A Client VPN endpoint.

    `authentication` holds certificate-authentication, directory-service-authentication and
    federated-authentication. `everybody` are the ranges that a rule opens to all clients. Source:
    EC2 DescribeClientVpnEndpoints, DescribeClientVpnAuthorizationRules (``AccessAll``).
    """

    id: str
    region: str
    authentication: tuple[str, ...]
    log: bool
    rules: int
    everybody: tuple[str, ...]


@setting("AWS::DirectConnect::Connection", key="id", name="name", region="region", passing="state")
class DirectConnection:
    """A dedicated or hosted line; `encryption` is the state of MACsec, None where there is none.

    Source: Direct Connect DescribeConnections (``portEncryptionStatus``: Encryption Up or
    Encryption Down).
    """

    id: str
    name: str
    region: str
    state: str
    encryption: str | None


@setting("AWS::DirectConnect::VirtualInterface", key="id", name="name", region="region", passing="state")
class VirtualInterface:
    """A virtual interface: private, public or transit. Source: DescribeVirtualInterfaces."""

    id: str
    name: str
    region: str
    state: str
    type: str
