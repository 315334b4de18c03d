"""Nothing lies outside Japan."""

from collections.abc import Iterator

from plugins.aws.settings.instances import Instance
from plugins.aws.settings.organization import ResourcesElsewhere
from plugins.aws.settings.s3 import Bucket
from plugins.aws.settings.storage import DbInstance, Volume
from scanner import Fail, Pass, Reading, Reason, Severity, Unknown, Verdict, check

BUILT_IN = frozenset(
    {
        "AWS::EC2::DHCPOptions",
        "AWS::EC2::InternetGateway",
        "AWS::EC2::NetworkAcl",
        "AWS::EC2::RouteTable",
        "AWS::EC2::SecurityGroup",
        "AWS::EC2::Subnet",
        "AWS::EC2::VPC",
        "AWS::Athena::WorkGroup",
        "AWS::CodeDeploy::DeploymentConfig",
        "AWS::Config::ConfigurationRecorder",
        "AWS::Events::EventBus",
        "AWS::GuardDuty::Detector",
        "AWS::IAM::Group",
        "AWS::IAM::Policy",
        "AWS::IAM::Role",
        "AWS::IAM::User",
        "AWS::SecurityHub::Standard",
        "AWS::XRay::EncryptionConfig",
    }
)
"""What every region has from the start, what belongs to no region, and what watches a region."""
ONCE = frozenset({"AWS::EC2::InternetGateway", "AWS::EC2::VPC"})
"""Every region has one of these from the start; a second one somebody made."""
WATCHERS = ("access-analyzer", "config", "guardduty", "inspector2", "macie2", "securityhub")
"""Services that watch a region: what they tag there is no resource of the municipality."""
SHOWN = 5
KNOWN = "resources lie in this region: {names}"
PARTLY = (
    "AWS Config does not record everything in this region: what lies there is not known, for tags and the "
    "few kinds that were read show only a part"
)


@check("aws.region.nothing-elsewhere", severity=Severity.HIGH, signals=["aws.region"], assets=["cloud"])
def nothing_elsewhere(
    found: ResourcesElsewhere,
    buckets: Reading[Bucket],
    instances: Reading[Instance],
    volumes: Reading[Volume],
    databases: Reading[DbInstance],
) -> Iterator[Verdict]:
    """No resource lies outside Japan.

    What a policy denies today may have been made yesterday. And a forgotten server abroad is
    watched by nobody.

    ## Remediation
    Move the resources to Tokyo or Osaka and delete them there. Let AWS Config record every type in every
    region, for only then can it be seen that nothing is there.
    """
    own = [one for one in found.counts if one.count > (one.type in ONCE) and _counts(one.type)]
    region = found.region.name
    seen = [f"{one.type} {one.count}" for one in own]
    seen += [arn for arn in found.tagged if arn.split(":")[2] not in WATCHERS]
    seen += [f"arn:aws:s3:::{one.name}" for one in buckets.items if one.region == region]
    seen += [one.id for one in instances.items if one.region == region and one.state != "terminated"]
    seen += [one.id for one in volumes.items if one.region == region]
    seen += [one.arn for one in databases.items if one.region == region]
    yield _judged(found, list(dict.fromkeys(seen)))


def _counts(kind: str) -> bool:
    return kind in ONCE or kind not in BUILT_IN


def _judged(found: ResourcesElsewhere, seen: list[str]) -> Verdict:
    if seen:
        more = f" (+{len(seen) - SHOWN})" if len(seen) > SHOWN else ""
        return Fail(found, KNOWN, names=", ".join(seen[:SHOWN]) + more)
    if not found.recorded:
        return Unknown(found, Reason.DISABLED, PARTLY)
    return Pass(found, "nothing lies in this region but what every region has")
