"""What Defender for Endpoint and Defender for Cloud Apps know."""

from scanner import ALL, Instant, setting


@setting("microsoft.windowsDefenderATP.machine", key="id", name="name", passing=ALL)
class Machine:
    """A terminal or server (learn.microsoft.com/defender-endpoint/api/machine).

    `directory_id` is aadDeviceId in lower case. One device can have several records: an old one stays when it
    is onboarded again.
    """

    id: str
    name: str
    directory_id: str | None
    onboarding: str
    health: str
    seen: Instant


@setting("microsoft.windowsDefenderATP.investigations", singleton=True)
class Investigations:
    """Whether there is any automated investigation (…/defender-endpoint/api/investigation)."""

    known: bool


@setting("microsoft.windowsDefenderATP.vulnerability", key="cve", name="cve", passing=ALL)
class Vulnerability:
    """A weakness, over all machines (…/defender-endpoint/api/get-assessment-software-vulnerabilities).

    `severity` is vulnerabilitySeverityLevel, the low ones are left out; `software` one of the programs that
    have it, `machines` how many machines do, `first_seen` since when the first of them.
    """

    cve: str
    severity: str
    software: str
    machines: int
    first_seen: Instant


@setting("microsoft.graph.security.cloudAppDiscoveryReport", key="id", name="name", passing=ALL)
class DiscoveryStream:
    """A source of traffic logs (learn.microsoft.com/graph/api/resources/security-cloudappdiscoveryreport).

    `snapshot`: made once of a file; `received`: when data last came in.
    """

    id: str
    name: str
    snapshot: bool
    received: Instant | None


@setting("microsoft.graph.security.discoveredCloudAppDetail", key=("stream", "id"), name="name", passing=ALL)
class DiscoveredApp:
    """A cloud service in use in the last 30 days (…/api/resources/security-discoveredcloudappdetail).

    `stream` is the id of the stream whose data shows it.
    """

    stream: str
    id: str
    name: str
    category: str
    tags: tuple[str, ...]
    users: int
