"""The public site stands behind CloudFront, and cannot be reached past it."""

from collections.abc import Iterator

from plugins.aws.settings.firewalls import Distribution, Origin
from plugins.aws.settings.loadbalancers import LoadBalancer
from plugins.aws.settings.s3 import BucketPolicyStatus
from scanner import Fail, NotApplicable, Pass, Reading, Reason, Severity, Unknown, Verdict, check

WEBSITE = "origin {origin} is the website of a bucket, which anybody can reach past CloudFront"
OPEN = "origin {origin} does not ask who calls: CloudFront doesn't identify itself"
PUBLIC = "origin {origin} is a public bucket, which anybody can reach past CloudFront"
ELSEWHERE = "origin {origin} is a bucket that was not read here: whether it is public can't be told"
CUSTOM = "whether origin {origin} accepts CloudFront alone can't be told from settings"
SIGNED = "origin {origin} is a bucket that accepts CloudFront's own requests"
PRIVATE = "origin {origin} stands in a VPC without address on the internet"
UNREAD = "whether a distribution leads to it could not be read; needed: {permission}"
DIRECT = (
    "{name} faces the internet and no distribution leads to it: nobody declared whether it is a public site"
)


@check("aws.cdn.origin", severity=Severity.MEDIUM, signals=["aws.cdn"], assets=["cloud"])
def origin(distribution: Distribution, buckets: Reading[BucketPolicyStatus]) -> Iterator[Verdict]:
    """Origins of a distribution accept that distribution only.

    Whoever finds the origin goes round the firewall and the protection from floods that stand
    before it.

    ## Remediation
    Give bucket origins an *origin access control*, turn load balancers into VPC origins, or accept
    only the address list and a secret header of CloudFront.
    """
    if not distribution.enabled:
        yield NotApplicable(distribution, "the distribution is switched off")
        return
    for one in distribution.origins:
        yield _origin(distribution, one, buckets)


def _origin(distribution: Distribution, one: Origin, buckets: Reading[BucketPolicyStatus]) -> Verdict:
    if one.kind == "vpc":
        return Pass(distribution, PRIVATE, part=one.id, origin=one.id)
    if ".s3-website" in one.domain:
        return Fail(distribution, WEBSITE, part=one.id, origin=one.id)
    if one.kind != "s3":
        return Unknown(distribution, Reason.UNSUPPORTED, CUSTOM, part=one.id, origin=one.id)
    if not one.signed:
        return Fail(distribution, OPEN, part=one.id, origin=one.id)
    return _bucket(distribution, one, buckets)


def _bucket(distribution: Distribution, one: Origin, buckets: Reading[BucketPolicyStatus]) -> Verdict:
    name = one.domain.partition(".s3.")[0]
    status = next((status for status in buckets.items if status.bucket.name == name), None)
    if status is None:
        return Unknown(distribution, Reason.UNSUPPORTED, ELSEWHERE, part=one.id, origin=one.id)
    if status.public:
        return Fail(distribution, PUBLIC, part=one.id, origin=one.id)
    return Pass(distribution, SIGNED, part=one.id, origin=one.id)


@check("aws.cdn.behind", severity=Severity.LOW, signals=["aws.cdn"], assets=["cloud"])
def behind(balancer: LoadBalancer, distributions: Reading[Distribution]) -> Iterator[Verdict]:
    """Public sites stand behind a distribution.

    A distribution keeps floods, scans and the weight of disasters away from the servers.

    ## Remediation
    Put a CloudFront distribution before the load balancer of the public site, best of all as a VPC
    origin.
    """
    if balancer.scheme != "internet-facing":
        yield NotApplicable(balancer, "the load balancer does not face the internet")
        return
    name = balancer.dns or ""
    found = [
        one.domain
        for one in distributions.items
        if one.enabled and any(origin.domain.lower() == name.lower() for origin in one.origins)
    ]
    if found and name:
        yield Pass(balancer, "distribution {distribution} leads to it", distribution=min(found))
        return
    for gap in distributions.gaps[:1]:
        yield Unknown(balancer, gap.reason, UNREAD, permission=gap.permission)
    if not distributions.gaps:
        yield Unknown(balancer, Reason.UNDECLARED, DIRECT, name=balancer.name)
