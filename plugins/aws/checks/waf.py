"""Web services that face the internet have a firewall that really blocks."""

from collections.abc import Iterator

from plugins.aws.settings.firewalls import ApiStage, BalancerFirewall, DistributionFirewall, WafRule, WebAcl
from scanner import Fail, NotApplicable, Pass, Reason, Severity, Unknown, Verdict, check

CLASSIC = "the web ACL is one of WAF Classic, which has ended: its rules are not read"
COUNTING = "managed rules {rules} only count, they block nothing"
NARROWED = "managed rules {rules} look at some requests only: whether that is enough can't be told"
EMPTIED = "managed rules {rules} are all turned to counting"


@check("aws.waf.load-balancer", severity=Severity.HIGH, signals=["aws.waf"], assets=["cloud"])
def load_balancer(service: BalancerFirewall) -> Iterator[Verdict]:
    """Every load balancer on the internet has a web ACL with managed rules that block.

    Known attacks on web programs arrive within hours of their publication. Rules that only count
    were meant for a trial, and stay so for years.

    ## Remediation
    Associate a web ACL with managed rule groups with the load balancer and, after the trial, take
    back *Override to Count*.
    """
    yield managed(service, service.acl)


@check("aws.waf.api", severity=Severity.HIGH, signals=["aws.waf"], assets=["cloud"])
def api(service: ApiStage) -> Iterator[Verdict]:
    """Every REST API on the internet has a web ACL with managed rules that block.

    An API is attacked by programs, at once and in every field. Rules that only count let all of it
    through.

    ## Remediation
    Associate a web ACL with managed rule groups with each stage, or make the API private.
    """
    yield managed(service, service.acl)


@check("aws.waf.distribution", severity=Severity.HIGH, signals=["aws.waf"], assets=["cloud"])
def distribution(service: DistributionFirewall) -> Iterator[Verdict]:
    """Every CloudFront distribution has a web ACL with managed rules that block.

    The distribution is the door of the public site. What is stopped there never reaches the servers
    behind it.

    ## Remediation
    Associate a web ACL with managed rule groups with the distribution and let the rules block.
    """
    if service.distribution.enabled:
        yield managed(service, service.acl)
    else:
        yield NotApplicable(service, "the distribution is switched off")


def managed(service: object, acl: WebAcl | None) -> Verdict:
    """Judge whether managed rules stop something; one group in force is enough."""
    if acl is None:
        return Fail(service, "no web ACL")
    if acl.classic:
        return Unknown(service, Reason.UNSUPPORTED, CLASSIC)
    groups = [rule for rule in acl.rules if rule.kind == "managed"]
    blocking = [rule for rule in groups if rule.stops and not _emptied(rule)]
    whole = [rule for rule in blocking if not rule.narrowed]
    if whole:
        return Pass(service, "managed rules {rules} block", rules=_names(whole))
    if blocking:
        return Unknown(service, Reason.UNSUPPORTED, NARROWED, rules=_names(blocking))
    if not groups:
        return Fail(service, "the web ACL has no managed rules")
    stopped = [rule for rule in groups if rule.stops]
    return Fail(service, EMPTIED if stopped else COUNTING, rules=_names(stopped or groups))


def _emptied(rule: WafRule) -> bool:
    return rule.total is not None and rule.overridden >= rule.total


def _names(rules: list[WafRule]) -> str:
    return ", ".join(sorted(rule.name for rule in rules))
