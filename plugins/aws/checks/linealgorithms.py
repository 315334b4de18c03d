"""What encrypts on the way uses only algorithms that the government recommends."""

from collections.abc import Iterator

from plugins.aws.algorithms import suite, tunnel
from plugins.aws.checks.loadbalancers import UNREAD_POLICY, found_policy, why
from plugins.aws.checks.recommended import judged
from plugins.aws.checks.vpn import GONE
from plugins.aws.settings.lines import Tunnel, VpnConnection
from plugins.aws.settings.loadbalancers import Listener, TlsPolicy
from scanner import NotApplicable, Reading, Reason, Severity, Unknown, Verdict, check


@check("aws.elb.algorithm", severity=Severity.MEDIUM, signals=["aws.kmsspec"], assets=["cloud", "line"])
def suites(listener: Listener, policies: Reading[TlsPolicy]) -> Iterator[Verdict]:
    """Load balancers use cipher suites of the e-Government Recommended Ciphers List only.

    What the policy allows, the browser may choose. TLS 1.2 alone still allows suites with SHA-1, or
    with a session key that the server's key opens years later.

    ## Remediation
    Choose a security policy whose suites all begin with TLS_ or ECDHE and end with GCM or SHA-2,
    such as ELBSecurityPolicy-TLS13-1-2-Res-2021-06.
    """
    name = listener.policy
    policy = found_policy(listener, policies)
    if listener.protocol not in ("HTTPS", "TLS"):
        yield NotApplicable(
            listener, "the listener does not end TLS: it speaks {protocol}", protocol=listener.protocol
        )
    elif policy is None:
        reason, needed = why(policies.gaps)
        yield Unknown(listener, reason, UNREAD_POLICY, policy=name or "", permission=needed)
    else:
        yield judged(listener, policy.name, {one: suite(one) for one in policy.ciphers})


@check("aws.vpn.algorithm", severity=Severity.MEDIUM, signals=["aws.kmsspec"], assets=["cloud", "line"])
def tunnels(vpn: VpnConnection) -> Iterator[Verdict]:
    """VPN tunnels use algorithms of the e-Government Recommended Ciphers List only.

    What a tunnel permits, the other end may choose: SHA-1, or a key exchange of 1024 bits (groups 2
    and 22). A tunnel whose options nobody set permits them.

    ## Remediation
    Permit AES, SHA2-256 or higher and the groups 14 to 21 in both phases of each tunnel.
    """
    if vpn.state in GONE:
        yield NotApplicable(vpn, "the connection is {state}", state=vpn.state)
        return
    for one in vpn.tunnels:
        yield judged(vpn, one.address, tunnel(*_permitted(one)), part=one.address)
    if not vpn.tunnels:
        yield Unknown(vpn, Reason.MALFORMED, "the answer says nothing about {field}", field="TunnelOptions")


def _permitted(one: Tunnel) -> tuple[set[str], set[int]]:
    """The options of both phases; where nobody set any, the weakest of what is permitted by default."""
    names = {name for phase in one.encryption for name in phase or ("AES128",)}
    names |= {name for phase in one.integrity for name in phase or ("SHA1",)}
    return names, {number for phase in one.groups for number in phase or (2,)}
