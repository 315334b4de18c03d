"""What AWS Config records in part: that there is nothing can be told, of the rest too little."""

from typing import Any

import pytest

from plugins.aws.collectors.lines import vpn_connections
from plugins.aws.connection import AwsConnection
from plugins.aws.failures import Unread
from plugins.aws.settings.account import Region
from tests.plugins.aws.aggregating import AGGREGATED
from tests.plugins.aws.conftest import TOKYO

LINE = {"vpnConnectionId": "vpn-0", "customerGatewayId": "cgw-0", "state": {"value": "available"}}


def lines(aws: AwsConnection) -> list[Any]:
    return list(vpn_connections(Region(name=TOKYO), aws))


def test_that_there_is_no_vpn_can_be_told(accounts, office):
    assert lines(accounts.connections(**AGGREGATED)[office.taxes]) == []


def test_what_is_not_recorded_of_a_vpn_is_not_taken_for_absent(accounts, office, made):
    made.add("AWS::EC2::VPNConnection", office.taxes, TOKYO, "vpn-0", LINE)
    with pytest.raises(Unread, match="Options"):
        lines(accounts.connections(**AGGREGATED)[office.taxes])


def test_a_vpn_is_asked_of_the_account_by_choice(accounts, office, made):
    made.add("AWS::EC2::VPNConnection", office.taxes, TOKYO, "vpn-0", LINE)
    assert lines(accounts.connections(**AGGREGATED, fallback="api")[office.taxes]) == []  # none in moto
    assert ("ec2.DescribeVpnConnections", TOKYO) in accounts.tape.calls
