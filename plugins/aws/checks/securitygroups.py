"""Nobody on the internet reaches the doors of administrators and databases."""

import ipaddress
from collections.abc import Iterator

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
CARRIERS = ("tcp", "udp", "6", "17")
WIDEST = {4: 8, 6: 16}
"""A range with a shorter prefix than this holds whole continents: it is the internet by another name."""
OPEN = "{source} reaches {ports}"
EVERYTHING = "{source} reaches every port"
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
    found: dict[str, Verdict] = {}
    for rule in group.ingress:
        for verdict in _rule(group, rule):
            found.setdefault(verdict.part, verdict)
    yield from found.values()
    if not found:
        yield Pass(group, "no door of administrators or databases is open to the internet")


def _rule(group: SecurityGroup, rule: SecurityRule) -> Iterator[Verdict]:
    ports = _ports(rule)
    for source in (*rule.cidrs, *rule.prefix_lists):
        part = f"{source} {rule.protocol} {rule.from_port}-{rule.to_port}"
        if _every(rule):
            yield Fail(group, EVERYTHING, part=part, source=source)
        elif ports and source.startswith("pl-"):
            yield Unknown(group, Reason.UNSUPPORTED, LISTED, part=part, source=source, ports=ports)
        elif ports and _internet(source):
            yield Fail(group, OPEN, part=part, source=source, ports=ports)


def _every(rule: SecurityRule) -> bool:
    if rule.protocol == "-1":
        return True
    whole = rule.from_port in (None, 0, 1) and rule.to_port in (None, 65535)
    return rule.protocol in CARRIERS and whole


def _ports(rule: SecurityRule) -> str:
    if rule.protocol not in CARRIERS or rule.from_port is None or rule.to_port is None:
        return ""
    found = [port for port in PORTS if rule.from_port <= port <= rule.to_port]
    return ", ".join(f"{port} ({PORTS[port]})" for port in found)


def _internet(source: str) -> bool:
    net = ipaddress.ip_network(source, strict=False)
    return net.prefixlen < WIDEST[net.version]
