"""Nobody on the internet reaches the doors of administrators and databases."""

import ipaddress
from collections.abc import Callable, Iterator, Mapping

from plugins.aws.settings.securitygroups import SecurityGroup, SecurityRule
from scanner import Fail, Pass, Reason, Severity, Unknown, Verdict, check

PORTS = {
    20: "FTP",
    21: "FTP",
    22: "SSH",
    23: "Telnet",
    111: "RPC",
    135: "RPC",
    137: "NetBIOS",
    138: "NetBIOS",
    139: "NetBIOS",
    389: "LDAP",
    445: "SMB",
    636: "LDAPS",
    1433: "SQL Server",
    1434: "SQL Server",
    1521: "Oracle",
    2049: "NFS",
    2375: "Docker",
    2376: "Docker",
    2379: "etcd",
    2483: "Oracle",
    2484: "Oracle",
    3306: "MySQL",
    3389: "RDP",
    5432: "PostgreSQL",
    5439: "Redshift",
    5601: "Kibana",
    5900: "VNC",
    5985: "WinRM",
    5986: "WinRM",
    6379: "Redis",
    6443: "Kubernetes",
    8182: "Neptune",
    9042: "Cassandra",
    9092: "Kafka",
    9200: "Elasticsearch",
    9300: "Elasticsearch",
    10250: "Kubernetes",
    11211: "Memcached",
    27017: "MongoDB",
    27018: "MongoDB",
}
"""Ports of administration and databases, by their usual owner (IANA service names)."""
BASTION = {port: PORTS[port] for port in (22, 3389)}
CARRIERS = ("tcp", "udp", "6", "17")
WIDEST = {4: 8, 6: 16}
"""A range with a shorter prefix than this holds whole continents: it is the internet by another name."""
OPEN = "{source} reaches {ports}"
EVERYTHING = "{source} reaches every port"
Judge = Callable[[SecurityGroup, SecurityRule, str, str], Verdict | None]
LISTED = "prefix list {source} reaches {ports}: its addresses were not read"


@check("aws.sg.ingress", severity=Severity.HIGH, signals=["aws.sg"], assets=["server"])
def ingress(group: SecurityGroup) -> Iterator[Verdict]:
    """No security group opens administration or database ports to the internet, or every port.

    Open doors are found within minutes by those who try every address. A range split in halves, or
    protocol *all*, opens them as well. A rule for every port hides which door is meant.

    ## Remediation
    Name the ports and the addresses that need them. Administer servers through Session Manager
    instead of SSH or RDP.
    """
    yield from _doors(group, _rule, "no door of administrators or databases is open to the internet")


@check("aws.sg.bastion", severity=Severity.HIGH, signals=["aws.ssmdoc"], assets=["server"])
def bastion(group: SecurityGroup) -> Iterator[Verdict]:
    """No server is administered by SSH or RDP from the internet.

    What is done over SSH or RDP leaves no log of the session, and a bastion on the internet is tried by
    everybody.

    ## Remediation
    Administer servers through Session Manager, and close the ports 22 and 3389.
    """
    yield from _doors(group, _bastion, "neither SSH nor RDP is open to the internet")


def _doors(group: SecurityGroup, judge: Judge, closed: str) -> Iterator[Verdict]:
    found: dict[str, Verdict] = {}
    for rule in group.ingress:
        for source in (*rule.cidrs, *rule.prefix_lists):
            part = f"{source} {rule.protocol} {rule.from_port}-{rule.to_port}"
            if verdict := judge(group, rule, source, part):
                found.setdefault(part, verdict)
    yield from found.values()
    if not found:
        yield Pass(group, closed)


def _rule(group: SecurityGroup, rule: SecurityRule, source: str, part: str) -> Verdict | None:
    if _every(rule):
        return Fail(group, EVERYTHING, part=part, source=source)
    return _open(group, source, part, _ports(rule, PORTS))


def _bastion(group: SecurityGroup, rule: SecurityRule, source: str, part: str) -> Verdict | None:
    every = ", ".join(f"{port} ({BASTION[port]})" for port in BASTION)
    return _open(group, source, part, every if _every(rule) else _ports(rule, BASTION))


def _open(group: SecurityGroup, source: str, part: str, ports: str) -> Verdict | None:
    if ports and source.startswith("pl-"):
        return Unknown(group, Reason.UNSUPPORTED, LISTED, part=part, source=source, ports=ports)
    if ports and _internet(source):
        return Fail(group, OPEN, part=part, source=source, ports=ports)
    return None


def _every(rule: SecurityRule) -> bool:
    if rule.protocol == "-1":
        return True
    whole = rule.from_port in (None, 0, 1) and rule.to_port in (None, 65535)
    return rule.protocol in CARRIERS and whole


def _ports(rule: SecurityRule, doors: Mapping[int, str]) -> str:
    if rule.protocol not in CARRIERS or rule.from_port is None or rule.to_port is None:
        return ""
    found = [port for port in doors if rule.from_port <= port <= rule.to_port]
    return ", ".join(f"{port} ({doors[port]})" for port in found)


def _internet(source: str) -> bool:
    net = ipaddress.ip_network(source, strict=False)
    return net.prefixlen < WIDEST[net.version]
