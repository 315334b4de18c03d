"""What AWS Config would record of the accounts that moto holds.

Written from the answers of the APIs, as github.com/awslabs/aws-config-resource-schema names the properties
of each type; nothing was recorded.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import boto3

Made = dict[str, Any]


def small(value: Any) -> Any:
    """Write names with a small first letter."""
    if isinstance(value, dict):
        return {name[:1].lower() + name[1:]: small(one) for name, one in value.items()}
    return [small(one) for one in value] if isinstance(value, list) else value


def stated(one: Made) -> Made:
    """Write the state as an object with a value."""
    return {**small(one), "state": {"value": one["State"]}}


def scaling(one: Made) -> Made:
    """Write a group of servers: its zones are objects with a value."""
    return {**small(one), "availabilityZones": [{"value": zone} for zone in one["AvailabilityZones"]]}


def group(one: Made) -> Made:
    """Write a security group: ranges of IPv4 stand in a list of their own, beside one of plain texts."""
    return {
        **small(one),
        "ipPermissions": [_rule(rule) for rule in one["IpPermissions"]],
        "ipPermissionsEgress": [_rule(rule) for rule in one["IpPermissionsEgress"]],
    }


def _rule(rule: Made) -> Made:
    plain = [one["CidrIp"] for one in rule["IpRanges"]]
    return {**small(rule), "ipv4Ranges": small(rule["IpRanges"]), "ipRanges": plain}


class Listed(NamedTuple):
    """A list of an API, and how its items are recorded."""

    type: str
    service: str
    method: str
    key: str
    id: str
    write: Callable[[Made], Made] = small


LISTS = (
    Listed("AWS::EC2::VPC", "ec2", "describe_vpcs", "Vpcs", "VpcId", stated),
    Listed("AWS::EC2::Subnet", "ec2", "describe_subnets", "Subnets", "SubnetId", stated),
    Listed("AWS::EC2::SecurityGroup", "ec2", "describe_security_groups", "SecurityGroups", "GroupId", group),
    Listed(
        "AWS::EC2::InternetGateway",
        "ec2",
        "describe_internet_gateways",
        "InternetGateways",
        "InternetGatewayId",
    ),
    Listed(
        "AWS::EC2::NetworkInterface",
        "ec2",
        "describe_network_interfaces",
        "NetworkInterfaces",
        "NetworkInterfaceId",
    ),
    Listed("AWS::EC2::Volume", "ec2", "describe_volumes", "Volumes", "VolumeId", stated),
    Listed(
        "AWS::EC2::CustomerGateway",
        "ec2",
        "describe_customer_gateways",
        "CustomerGateways",
        "CustomerGatewayId",
        stated,
    ),
    Listed(
        "AWS::EC2::VPNConnection",
        "ec2",
        "describe_vpn_connections",
        "VpnConnections",
        "VpnConnectionId",
        stated,
    ),
    Listed("AWS::EC2::NatGateway", "ec2", "describe_nat_gateways", "NatGateways", "NatGatewayId", stated),
    Listed(
        "AWS::EC2::EgressOnlyInternetGateway",
        "ec2",
        "describe_egress_only_internet_gateways",
        "EgressOnlyInternetGateways",
        "EgressOnlyInternetGatewayId",
    ),
    Listed("AWS::EC2::FlowLog", "ec2", "describe_flow_logs", "FlowLogs", "FlowLogId"),
    Listed(
        "AWS::AutoScaling::AutoScalingGroup",
        "autoscaling",
        "describe_auto_scaling_groups",
        "AutoScalingGroups",
        "AutoScalingGroupARN",
        scaling,
    ),
    Listed("AWS::SNS::Topic", "sns", "list_topics", "Topics", "TopicArn", dict),
    Listed(
        "AWS::ElasticLoadBalancingV2::LoadBalancer",
        "elbv2",
        "describe_load_balancers",
        "LoadBalancers",
        "LoadBalancerArn",
    ),
)


def configurations(session: boto3.Session, region: str) -> Iterator[tuple[str, str, Made]]:
    """Everything of an account in a region: type, id and configuration."""
    for listed in LISTS:
        answer = getattr(session.client(listed.service, region), listed.method)()
        for one in answer[listed.key]:
            yield listed.type, one[listed.id], listed.write(one)
    for some in session.client("ec2", region).describe_instances()["Reservations"]:
        for one in some["Instances"]:
            yield "AWS::EC2::Instance", one["InstanceId"], small(one)


def fill(session: boto3.Session, region: str) -> None:
    """Put something of each type into an account, some of it wrongly set."""
    ec2 = session.client("ec2", region)
    vpc = ec2.describe_vpcs()["Vpcs"][0]["VpcId"]
    subnets = [one["SubnetId"] for one in ec2.describe_subnets()["Subnets"]]
    gateway = ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    ec2.run_instances(ImageId="ami-12c6146b", MinCount=1, MaxCount=1, SubnetId=subnets[0])
    door = ec2.create_security_group(GroupName="door", Description="door", VpcId=vpc)["GroupId"]
    port = {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22}
    ranges = {"IpRanges": [{"CidrIp": "0.0.0.0/0"}], "Ipv6Ranges": [{"CidrIpv6": "2001:db8::/32"}]}
    ec2.authorize_security_group_ingress(GroupId=door, IpPermissions=[{**port, **ranges}])
    ec2.create_customer_gateway(Type="ipsec.1", BgpAsn=65000, PublicIp="203.0.113.7")
    ec2.create_egress_only_internet_gateway(VpcId=vpc)
    ec2.create_nat_gateway(SubnetId=subnets[0], ConnectivityType="private")
    _log(ec2, vpc)
    _scale(session.client("autoscaling", region), f"{region}a")
    session.client("sns", region).create_topic(Name="notices")
    session.client("elbv2", region).create_load_balancer(Name="front", Subnets=subnets[:2])


def _log(ec2: Any, vpc: str) -> None:
    where = {"LogGroupName": "flows", "DeliverLogsPermissionArn": "arn:aws:iam::111122223333:role/flows"}
    ec2.create_flow_logs(ResourceIds=[vpc], ResourceType="VPC", TrafficType="ALL", **where)


def _scale(autoscaling: Any, zone: str) -> None:
    kind = {"ImageId": "ami-12c6146b", "InstanceType": "t3.micro"}
    autoscaling.create_launch_configuration(LaunchConfigurationName="plan", **kind)
    size = {"MinSize": 0, "MaxSize": 2, "AvailabilityZones": [zone]}
    autoscaling.create_auto_scaling_group(
        AutoScalingGroupName="fleet", LaunchConfigurationName="plan", **size
    )
