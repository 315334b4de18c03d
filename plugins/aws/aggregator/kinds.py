"""Which lists of the APIs an aggregator can stand in for, and which of their fields it holds.

Sources: github.com/awslabs/aws-config-resource-schema, the file of each type under
config/properties/resource-types, such as AWS::EC2::VPC.properties.json. It names the properties that AWS
Config records; what it doesn't name is not held here, and never taken for absent.

Left out: route tables (associations of gateways and most targets are not in the schema), databases (whether
those of Neptune and DocumentDB are recorded is not documented), trails (no shadow trails), keys (whether
those of AWS are recorded is not documented), and the global ones (buckets, users, roles, policies).
"""

from plugins.aws.aggregator.kind import Kind

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
    Kind(
        "ec2.DescribeNatGateways",
        "AWS::EC2::NatGateway",
        "NatGateways",
        "natGatewayId vpcId connectivityType state.value",
    ),
    Kind(
        "ec2.DescribeEgressOnlyInternetGateways",
        "AWS::EC2::EgressOnlyInternetGateway",
        "EgressOnlyInternetGateways",
        "egressOnlyInternetGatewayId attachments.vpcId attachments.state",
    ),
    Kind(
        "ec2.DescribeFlowLogs",
        "AWS::EC2::FlowLog",
        "FlowLogs",
        "flowLogId resourceId flowLogStatus trafficType deliverLogsStatus logDestination logDestinationType "
        "logGroupName",
    ),
    Kind(
        "autoscaling.DescribeAutoScalingGroups",
        "AWS::AutoScaling::AutoScalingGroup",
        "AutoScalingGroups",
        "autoScalingGroupName availabilityZones.value maxSize",
    ),
    Kind("sns.ListTopics", "AWS::SNS::Topic", "Topics", "TopicArn"),
)
KINDS = {kind.operation: kind for kind in _ALL}
"""By operation; what isn't here is not held."""
