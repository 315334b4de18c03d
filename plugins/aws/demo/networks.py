"""Networks of 青空市: one closed, one that leaks, one open by intent, one that nobody declared."""

from typing import Any

from plugins.aws.demo.clients import Clients


def fill_networks(aws: Clients) -> dict[str, str]:
    """Make the VPCs; gives the declared zone of each."""
    ec2 = aws("ec2")
    mynumber = _vpc(ec2, "10.10.0.0/16", "mynumber")
    lgwan = _vpc(ec2, "10.20.0.0/16", "lgwan")
    archive = _vpc(ec2, "10.25.0.0/16", "lgwan-archive")
    public = _vpc(ec2, "10.30.0.0/16", "website")
    _vpc(ec2, "10.40.0.0/16", "trial")  # nobody declared what this one is
    _leak(ec2, lgwan)
    _follow(ec2, archive)
    _open(ec2, public)
    return {mynumber: "mynumber", lgwan: "lgwan", archive: "lgwan", public: "internet"}


def _vpc(ec2: Any, block: str, name: str) -> str:
    vpc = ec2.create_vpc(CidrBlock=block)["Vpc"]["VpcId"]
    subnet = ec2.create_subnet(VpcId=vpc, CidrBlock=block.replace(".0.0/16", ".1.0/24"))["Subnet"]["SubnetId"]
    ec2.create_tags(Resources=[vpc, subnet], Tags=[{"Key": "Name", "Value": f"aozora-{name}"}])
    return str(vpc)


def _main_table(ec2: Any, vpc: str) -> str:
    chosen = [{"Name": "vpc-id", "Values": [vpc]}, {"Name": "association.main", "Values": ["true"]}]
    return str(ec2.describe_route_tables(Filters=chosen)["RouteTables"][0]["RouteTableId"])


def _subnet(ec2: Any, vpc: str) -> str:
    return str(ec2.describe_subnets(Filters=[{"Name": "vpc-id", "Values": [vpc]}])["Subnets"][0]["SubnetId"])


def _open(ec2: Any, vpc: str) -> str:
    """Attach an internet gateway, and route everything to it."""
    gateway = str(ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"])
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    table = _main_table(ec2, vpc)
    ec2.create_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", GatewayId=gateway)
    return gateway


def _leak(ec2: Any, vpc: str) -> None:
    """Route out by two halves, with a public address on an interface."""
    gateway = str(ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"])
    ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
    table = _main_table(ec2, vpc)
    for half in ("0.0.0.0/1", "128.0.0.0/1"):
        ec2.create_route(RouteTableId=table, DestinationCidrBlock=half, GatewayId=gateway)
    card = ec2.create_network_interface(SubnetId=_subnet(ec2, vpc))["NetworkInterface"]["NetworkInterfaceId"]
    address = ec2.allocate_address(Domain="vpc")["AllocationId"]
    ec2.associate_address(AllocationId=address, NetworkInterfaceId=card)
    ec2.modify_subnet_attribute(SubnetId=_subnet(ec2, vpc), MapPublicIpOnLaunch={"Value": True})


def _follow(ec2: Any, vpc: str) -> None:
    """Route everything to a transit gateway: what lies beyond it must be followed."""
    hub = ec2.create_transit_gateway()["TransitGateway"]["TransitGatewayId"]
    subnets = [_subnet(ec2, vpc)]
    ec2.create_transit_gateway_vpc_attachment(TransitGatewayId=hub, VpcId=vpc, SubnetIds=subnets)
    table = _main_table(ec2, vpc)
    ec2.create_route(RouteTableId=table, DestinationCidrBlock="0.0.0.0/0", TransitGatewayId=hub)
