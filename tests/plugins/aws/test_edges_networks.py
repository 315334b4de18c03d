"""Networks as endpoints tell of them when they leave out what is optional."""

from plugins.aws.settings.vpc import NatGateway
from tests.plugins.aws.by_hand import answered
from tests.plugins.aws.reading import read


def test_a_nat_gateway_of_unsaid_connectivity_is_public(tape, sign_in):
    # Written from documentation: EC2 API reference, DescribeNatGateways, CreateNatGateway.
    gateway = {"NatGatewayId": "nat-1", "VpcId": "vpc-1", "State": "available"}
    aws = answered(tape, sign_in, {"ec2.DescribeNatGateways": {"NatGateways": [gateway]}})
    assert [one.connectivity for one in read(NatGateway, aws)] == ["public"]
