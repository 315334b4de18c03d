"""Client VPN and Direct Connect."""

from collections.abc import Iterator

from plugins.aws.checks.strange import strange
from plugins.aws.settings.lines import ClientVpn, DirectConnection, VirtualInterface
from scanner import Fail, NotApplicable, Pass, Reason, Severity, Unknown, Verdict, check

WAYS = ("certificate-authentication", "federated-authentication")
GONE = ("deleting", "deleted", "rejected")
PLAIN = "MACsec is not up ({status}): whether IPsec runs on top can't be told"
REGISTERED = "an interface of type {type}: nobody declared which ones are registered"


@check("aws.cvpn.authentication", severity=Severity.HIGH, signals=["aws.cvpn"], assets=["line"])
def authentication(endpoint: ClientVpn) -> Iterator[Verdict]:
    """Client VPN asks for a certificate and for a federated sign-in.

    The certificate proves the device, the sign-in with MFA the person. One without the other lets
    a stolen device or a stolen password in.

    ## Remediation
    Create the endpoint anew with *mutual authentication* and *federated authentication*: the way of
    authentication can't be changed later.
    """
    for way in WAYS:
        if way in endpoint.authentication:
            yield Pass(endpoint, "asks for {way}", part=way, way=way)
        else:
            yield Fail(endpoint, "does not ask for {way}", part=way, way=way)


@check("aws.cvpn.authorization", severity=Severity.MEDIUM, signals=["aws.cvpn"], assets=["line"])
def authorization(endpoint: ClientVpn) -> Iterator[Verdict]:
    """Client VPN opens networks to named groups only.

    Who may sign in may not therefore go everywhere.

    ## Remediation
    Replace rules that *allow access to all users* by rules for the group that needs the network.
    """
    for cidr in endpoint.everybody:
        yield Fail(endpoint, "{cidr} is open to every client", part=cidr, cidr=cidr)
    if not endpoint.everybody and endpoint.rules:
        yield Pass(endpoint, "all {count} rules name a group", count=endpoint.rules)
    elif not endpoint.everybody:
        yield Pass(endpoint, "no rule opens any network")


@check("aws.cvpn.log", severity=Severity.MEDIUM, signals=["aws.cvpn"], assets=["line"])
def log(endpoint: ClientVpn) -> Iterator[Verdict]:
    """Client VPN records connections.

    Who was in the network, from where and when, is the first question after an incident.

    ## Remediation
    Enable *connection logging* to a log group that is kept for a year.
    """
    if endpoint.log:
        yield Pass(endpoint, "connections are recorded")
    else:
        yield Fail(endpoint, "connections are not recorded")


@check("aws.dx.encrypted", severity=Severity.MEDIUM, signals=["aws.dx"], assets=["line"])
def encrypted(line: DirectConnection) -> Iterator[Verdict]:
    """Direct Connect lines are encrypted.

    A dedicated line is private, not secret: it passes through equipment of others.

    ## Remediation
    Use a port with MACsec in mode *must_encrypt*, or run a VPN over the line.
    """
    if line.state in GONE:
        yield NotApplicable(line, "the line is {state}", state=line.state)
    elif line.encryption == "Encryption Up":
        yield Pass(line, "MACsec is up")
    elif line.encryption in (None, "Encryption Down"):
        yield Unknown(line, Reason.UNSUPPORTED, PLAIN, status=line.encryption or "-")
    else:
        yield strange(line, "portEncryptionStatus", line.encryption)


@check("aws.dx.interfaces", severity=Severity.MEDIUM, signals=["aws.dx"], assets=["line"])
def interfaces(interface: VirtualInterface) -> Iterator[Verdict]:
    """Only registered private and transit interfaces hang on Direct Connect lines.

    A public interface is a way between the municipality's network and public addresses, past the
    gates that watch the internet.

    ## Remediation
    Delete public virtual interfaces and those that nobody knows.
    """
    if interface.state in GONE:
        yield NotApplicable(interface, "the interface is {state}", state=interface.state)
    elif interface.type == "public":
        yield Fail(interface, "the interface is public")
    elif interface.type in ("private", "transit"):
        yield Unknown(interface, Reason.UNDECLARED, REGISTERED, type=interface.type)
    else:
        yield strange(interface, "virtualInterfaceType", interface.type)
