"""Which lists of the APIs an aggregator can stand in for, and which of their fields it holds.

Sources: github.com/awslabs/aws-config-resource-schema, the file of each type under
config/properties/resource-types, such as AWS::EC2::VPC.properties.json. It names the properties that AWS
Config records; what it doesn't name is not held here, and never taken for absent. AWS Config Developer Guide,
"Resource Coverage by Region Availability": only types that are recorded in every region are here, for a
recorder of "all types" covers also what its region doesn't record (NAT and egress-only gateways, flow logs).

Left out as well: route tables (associations of gateways and most targets are not in the schema), databases
(whether those of Neptune and DocumentDB are recorded is not documented), trails (no shadow trails), keys
(whether those of AWS are recorded is not documented), and the global ones (buckets, users, roles, policies).
"""

from dataclasses import dataclass
from typing import Any

Fields = dict[str, tuple[str, Any]]
"""By the API's name in small letters: Config's name in small letters, and the fields below."""


@dataclass(frozen=True)
class Kind:
    """One list of an API: the resource type behind it, the key of the list, the fields that are held.

    A field is written in Config's words, as the path stands in the schema; ``here>There`` is called
    *There* in the API. `inner` is the list inside each item of the list, if the resources stand in that.
    `partial` says that a collector reads more than is held. `named` are a type and its field by which the
    resources are known that are in use, and the field with their id: one that is named but not held is
    shared by another account.
    """

    operation: str
    type: str
    key: str
    fields: str
    inner: str = ""
    partial: bool = False
    named: tuple[str, str] | None = None

    @property
    def held(self) -> Fields:
        """The fields as a tree."""
        tree: Fields = {}
        for path in self.fields.split():
            branch = tree
            for part in path.split("."):
                theirs, _, api = part.lower().partition(">")
                branch = branch.setdefault(api or theirs, (theirs, {}))[1]
        return tree


CARD = "AWS::EC2::NetworkInterface"
_RULE = (
    "fromPort toPort ipProtocol ipv4Ranges>ipRanges.cidrIp ipv6Ranges.cidrIpv6 userIdGroupPairs.groupId "
    "prefixListIds.prefixListId"
)
_RULES = " ".join(
    f"{rules}.{one}" for rules in ("ipPermissions", "ipPermissionsEgress") for one in _RULE.split()
)
_ALL = (
    Kind("ec2.DescribeVpcs", "AWS::EC2::VPC", "Vpcs", "vpcId ownerId dhcpOptionsId", named=(CARD, "vpcId")),
    Kind(
        "ec2.DescribeSubnets",
        "AWS::EC2::Subnet",
        "Subnets",
        "subnetId vpcId mapPublicIpOnLaunch assignIpv6AddressOnCreation",
        named=(CARD, "subnetId"),
    ),
    Kind(
        "ec2.DescribeInternetGateways",
        "AWS::EC2::InternetGateway",
        "InternetGateways",
        "internetGatewayId attachments.vpcId attachments.state",
    ),
    Kind(
        "ec2.DescribeSecurityGroups",
        "AWS::EC2::SecurityGroup",
        "SecurityGroups",
        "groupId groupName vpcId " + _RULES,
    ),
    Kind(
        "ec2.DescribeNetworkInterfaces",
        CARD,
        "NetworkInterfaces",
        "networkInterfaceId vpcId subnetId interfaceType association.publicIp "
        "privateIpAddresses.association.publicIp ipv6Addresses.ipv6Address",
    ),
    Kind("ec2.DescribeVolumes", "AWS::EC2::Volume", "Volumes", "volumeId encrypted"),
    Kind(
        "ec2.DescribeInstances",
        "AWS::EC2::Instance",
        "Reservations",
        "instanceId state.name placement.availabilityZone vpcId subnetId metadataOptions.httpTokens "
        "metadataOptions.httpEndpoint",
        inner="Instances",
    ),
    Kind(
        "ec2.DescribeCustomerGateways",
        "AWS::EC2::CustomerGateway",
        "CustomerGateways",
        "customerGatewayId ipAddress",
    ),
    # The options of its tunnels are not recorded: only that there is none can be told.
    Kind(
        "ec2.DescribeVpnConnections",
        "AWS::EC2::VPNConnection",
        "VpnConnections",
        "vpnConnectionId customerGatewayId state.value",
        partial=True,
    ),
    Kind(
        "elbv2.DescribeLoadBalancers",
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        "LoadBalancers",
        "loadBalancerArn loadBalancerName type scheme dNSName vpcId availabilityZones.zoneName",
    ),
    Kind("sns.ListTopics", "AWS::SNS::Topic", "Topics", "TopicArn"),
)
KINDS = {kind.operation: kind for kind in _ALL}
"""By operation; what isn't here is not held."""
