"""Web services that face the internet withstand a flood of requests."""

from collections.abc import Iterator

from plugins.aws.checks.strange import strange
from plugins.aws.checks.waf import CLASSIC
from plugins.aws.settings.firewalls import ApiStage, BalancerFirewall, DistributionFirewall, Shield, WebAcl
from scanner import Fail, NotApplicable, Pass, Reading, Reason, Severity, Unknown, Verdict, check

UNREAD = (
    "no rate-based rule blocks; whether Shield Advanced protects it could not be read; needed: {permission}"
)
NARROWED = "rule {rule} limits some requests only: whether that is enough can't be told"


@check("aws.ddos.load-balancer", severity=Severity.MEDIUM, signals=["aws.shield"], assets=["cloud"])
def load_balancer(service: BalancerFirewall, shield: Reading[Shield]) -> Iterator[Verdict]:
    """Every load balancer on the internet is protected from floods.

    A flood of requests can be bought for little money, and takes the municipality's services off
    the net on the day they are needed most.

    ## Remediation
    Add a rate-based rule with action *Block* to the web ACL, or protect the load balancer with
    Shield Advanced.
    """
    yield _flood(service, service.balancer.arn, service.acl, shield)


@check("aws.ddos.api", severity=Severity.MEDIUM, signals=["aws.shield"], assets=["cloud"])
def api(service: ApiStage, shield: Reading[Shield]) -> Iterator[Verdict]:
    """Every REST API on the internet is protected from floods.

    Each call of an API starts work behind it, so that few requests are enough to overload it.

    ## Remediation
    Add a rate-based rule with action *Block* to the web ACL of the stage.
    """
    yield _flood(service, service.arn, service.acl, shield)


@check("aws.ddos.distribution", severity=Severity.MEDIUM, signals=["aws.shield"], assets=["cloud"])
def distribution(service: DistributionFirewall, shield: Reading[Shield]) -> Iterator[Verdict]:
    """Every CloudFront distribution is protected from floods.

    CloudFront absorbs floods of packets by itself, but not floods of well-formed requests.

    ## Remediation
    Add a rate-based rule with action *Block* to the web ACL, or protect the distribution with
    Shield Advanced.
    """
    if service.distribution.enabled:
        yield _flood(service, service.distribution.arn, service.acl, shield)
    else:
        yield NotApplicable(service, "the distribution is switched off")


def _flood(service: object, arn: str, acl: WebAcl | None, shield: Reading[Shield]) -> Verdict:
    rates = [rule for rule in acl.rules if rule.kind == "rate" and rule.stops] if acl else []
    for rule in rates:
        if not rule.narrowed:
            return Pass(service, "rule {rule} limits the rate of requests", rule=rule.name)
    for one in shield.items:
        if one.state == "ACTIVE" and arn in one.protected:
            return Pass(service, "Shield Advanced protects it")
    return _without(service, acl, [rule.name for rule in rates], shield)


def _without(service: object, acl: WebAcl | None, rates: list[str], shield: Reading[Shield]) -> Verdict:
    for gap in shield.gaps:
        return Unknown(service, gap.reason, UNREAD, permission=gap.permission)
    for one in shield.items:
        if one.state not in ("ACTIVE", "INACTIVE"):
            return strange(service, "SubscriptionState", one.state)
    if rates:
        return Unknown(service, Reason.UNSUPPORTED, NARROWED, rule=rates[0])
    if acl and acl.classic:
        return Unknown(service, Reason.UNSUPPORTED, CLASSIC)
    return Fail(service, "neither a rate-based rule nor Shield Advanced")
