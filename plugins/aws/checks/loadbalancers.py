"""Load balancers encrypt, with what the policy allows and not by what it is called."""

from collections.abc import Iterator

from plugins.aws.checks.strange import strange
from plugins.aws.settings.loadbalancers import Listener, ListenerRules, TlsPolicy
from scanner import Fail, Gap, NotApplicable, Pass, Reading, Reason, Severity, Unknown, Verdict, check

GOOD = frozenset({"TLSv1.2", "TLSv1.3"})
BAD = frozenset({"SSLv2", "SSLv3", "TLSv1", "TLSv1.1"})
THROUGH = ("TCP", "UDP", "TCP_UDP", "QUIC", "TCP_QUIC")
PASSED_ON = "{protocol} on port {port} is passed on as it comes: whether it is encrypted can't be told"
UNREAD_POLICY = "the TLS policy {policy} could not be read; needed: {permission}"
UNREAD_RULES = "the rules of HTTP on port {port} could not be read; needed: {permission}"
SERVED = "HTTP on port {port} does more than redirect to HTTPS: {actions}"


@check("aws.elb.tls", severity=Severity.HIGH, signals=["aws.elbtls"], assets=["cloud", "line"])
def tls(listener: Listener, policies: Reading[TlsPolicy], rules: Reading[ListenerRules]) -> Iterator[Verdict]:
    """Load balancers speak TLS 1.2 or later only.

    Older protocols can be broken, and plain HTTP can be read and changed by anyone on the way. The
    protocols that the policy allows are judged, not its name, so that new policies are judged too.

    ## Remediation
    Choose a security policy that begins with TLS 1.2, such as
    ELBSecurityPolicy-TLS13-1-2-2021-06, and let HTTP listeners only redirect to HTTPS.
    """
    if listener.protocol in ("HTTPS", "TLS"):
        yield _policy(listener, policies)
    elif listener.protocol == "HTTP":
        yield _http(listener, rules)
    elif listener.protocol in THROUGH:
        yield Unknown(listener, Reason.UNSUPPORTED, PASSED_ON, protocol=listener.protocol, port=listener.port)
    elif listener.protocol == "GENEVE":
        yield NotApplicable(listener, "a gateway load balancer speaks to appliances only")
    else:
        yield strange(listener, "Protocol", listener.protocol)


def found_policy(listener: Listener, policies: Reading[TlsPolicy]) -> TlsPolicy | None:
    """The TLS policy that a listener names, as its own region has it."""
    own = (listener.policy, listener.region)
    return next((one for one in policies.items if (one.name, one.region) == own), None)


def _policy(listener: Listener, policies: Reading[TlsPolicy]) -> Verdict:
    name = listener.policy or ""
    policy = found_policy(listener, policies)
    if policy is None:
        reason, needed = why(policies.gaps)
        return Unknown(listener, reason, UNREAD_POLICY, policy=name, permission=needed)
    protocols = set(policy.protocols)
    if protocols & BAD:
        allowed = ", ".join(sorted(protocols & BAD))
        return Fail(listener, "{policy} allows {protocols}", policy=name, protocols=allowed)
    if not protocols or protocols - GOOD:
        return strange(listener, "SslProtocols", ", ".join(sorted(protocols)))
    allowed = ", ".join(sorted(protocols))
    return Pass(listener, "{policy} allows only {protocols}", policy=name, protocols=allowed)


def _http(listener: Listener, rules: Reading[ListenerRules]) -> Verdict:
    own = next((one for one in rules.items if one.listener == listener), None)
    if own is None or not own.actions:
        reason, needed = why(rules.gaps)
        return Unknown(listener, reason, UNREAD_RULES, port=listener.port, permission=needed)
    others = [one for one in own.actions if (one.type, one.protocol) != ("redirect", "HTTPS")]
    if others:
        named = ", ".join(sorted({f"{one.type} {one.protocol or ''}".strip() for one in others}))
        return Fail(listener, SERVED, port=listener.port, actions=named)
    return Pass(listener, "HTTP on port {port} only redirects to HTTPS", port=listener.port)


def why(gaps: tuple[Gap, ...]) -> tuple[Reason, str]:
    """Give the reason for what is missing, and the permission that would mend it."""
    return (gaps[0].reason, gaps[0].permission) if gaps else (Reason.MALFORMED, "")
