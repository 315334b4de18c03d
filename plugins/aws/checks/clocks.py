"""Clocks of servers agree."""

from collections.abc import Iterator

from plugins.aws.settings.clocks import VpcClock
from scanner import Pass, Reason, Severity, Unknown, Verdict, check

AMAZON = frozenset({"169.254.169.123", "fd00:ec2::123"})
"""The Amazon Time Sync Service (EC2 User Guide, "Precision clock and time synchronization")."""
SILENT = "the DHCP options name no NTP server: which clock the servers follow depends on their image"
OTHERS = "the DHCP options name {servers}: nobody declared these as registered NTP servers"


@check("aws.time.ntp", severity=Severity.LOW, signals=["aws.time"], assets=["server"])
def ntp(clock: VpcClock) -> Iterator[Verdict]:
    """Servers follow the Amazon Time Sync Service or a registered NTP server.

    Logs of different systems can be put in order only if their clocks agree.

    ## Remediation
    Set *NTP servers* of the VPC's DHCP options to 169.254.169.123.
    """
    others = [server for server in clock.servers if server not in AMAZON]
    if others:
        yield Unknown(clock, Reason.UNDECLARED, OTHERS, servers=", ".join(others))
    elif clock.servers:
        yield Pass(clock, "the DHCP options name the Amazon Time Sync Service")
    else:
        yield Unknown(clock, Reason.UNSUPPORTED, SILENT)
