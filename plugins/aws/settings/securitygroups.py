"""Security groups: who may reach what."""

from scanner import setting, value


@value
class SecurityRule:
    """One permission: protocol and ports, from or to these address ranges, groups and prefix lists.

    `protocol` is a name, a number, or -1 for all; ports are None where all are meant or the protocol
    has none. Source: EC2 API type IpPermission.
    """

    protocol: str
    from_port: int | None
    to_port: int | None
    cidrs: tuple[str, ...]
    groups: tuple[str, ...]
    prefix_lists: tuple[str, ...]


@setting("AWS::EC2::SecurityGroup", key="id", name="name", region="region")
class SecurityGroup:
    """A security group with its rules for what comes in and goes out. Source: EC2 DescribeSecurityGroups."""

    id: str
    name: str
    region: str
    vpc: str | None
    ingress: tuple[SecurityRule, ...]
    egress: tuple[SecurityRule, ...]
