"""Resources say whose they are, in which zone they stand and how sensitive their data are."""

from collections.abc import Iterator, Sequence

from plugins.aws.settings.account import Account, Region
from plugins.aws.settings.instances import Instance
from plugins.aws.settings.s3 import Bucket
from plugins.aws.settings.storage import DbCluster, DbInstance, Volume
from plugins.aws.settings.tags import TaggedResource
from plugins.aws.settings.vpc import Vpc
from scanner import DeclaredTag, Fail, NotApplicable, Pass, Reading, Reason, Severity, Unknown, Verdict, check

USUAL = ("system", "zone", "data-class")
"""The keys that count where nobody declared others."""
UNDECLARED = "it bears no tag {keys}: declare the keys that you use instead under required_tags"
NEVER = "{count} resources never bore a tag, such as {names}"
HIDDEN = "tags could not be read; needed: {permission}"
SHOWN = 5


@check("aws.tags.required", severity=Severity.LOW, signals=["aws.tags"], assets=["cloud"])
def required(resource: TaggedResource, declared: Reading[DeclaredTag]) -> Iterator[Verdict]:
    """Every resource bears the tags of its system, its zone and the class of its data.

    Without them nobody knows in an emergency whose a server is, and no rule can treat important
    things otherwise than trifles.

    ## Remediation
    Add the tags, and let a tag policy of the organization ask for them. Declare their keys under
    required_tags if they aren't system, zone and data-class.
    """
    keys = [one.tag for one in declared.items] if not declared.gaps else list(USUAL)
    found = {tag.key.lower() for tag in resource.tags if tag.value.strip()}
    missing = ", ".join(key for key in keys if key.lower() not in found)
    if not keys:
        yield NotApplicable(resource, "no tag is required")
    elif not missing:
        yield Pass(resource, "it bears the tags {keys}", keys=", ".join(keys))
    elif declared.gaps:
        yield Unknown(resource, Reason.UNDECLARED, UNDECLARED, keys=missing)
    else:
        yield Fail(resource, "it bears no tag {keys}", keys=missing)


@check("aws.tags.any", severity=Severity.LOW, signals=["aws.tags"], assets=["cloud"], partial="universal")
def some(  # noqa: PLR0913, PLR0917 - each is a kind of resource
    account: Account,
    regions: Sequence[Region],
    instances: Sequence[Instance],
    volumes: Sequence[Volume],
    vpcs: Sequence[Vpc],
    databases: Sequence[DbInstance],
    clusters: Sequence[DbCluster],
    buckets: Sequence[Bucket],
    tagged: Reading[TaggedResource],
) -> Iterator[Verdict]:
    """No server, volume, VPC, database or bucket goes without any tag.

    The list of tags leaves out what never had one: just what was made in passing, and forgotten.

    ## Remediation
    Tag the resources or delete them.
    """
    known = {one.arn for one in tagged.items if one.tags}
    if not regions:
        yield NotApplicable(account, "no region is read")
    for region in regions:
        name = region.name
        of = f"arn:aws:ec2:{name}:{account.id}"
        arns = [f"{of}:instance/{one.id}" for one in instances if one.region == name and _stands(one)]
        arns += [f"{of}:volume/{one.id}" for one in volumes if one.region == name]
        arns += [f"{of}:vpc/{one.id}" for one in vpcs if one.region == name]
        arns += [one.arn for one in databases if one.region == name]
        arns += [one.arn for one in clusters if one.region == name]
        arns += [f"arn:aws:s3:::{one.name}" for one in buckets if one.region == name]
        yield _some(region, arns, known, tagged)


def _stands(instance: Instance) -> bool:
    return instance.state not in ("terminated", "shutting-down")


def _some(region: Region, arns: list[str], known: set[str], tagged: Reading[TaggedResource]) -> Verdict:
    for gap in tagged.gaps:
        if gap.scope.region in (region.name, "global"):
            return Unknown(region, gap.reason, HIDDEN, permission=gap.permission)
    bare = sorted(arn for arn in arns if arn not in known)
    if bare:
        names = ", ".join(arn.rpartition(":")[2] for arn in bare[:SHOWN])
        return Fail(region, NEVER, count=len(bare), names=names)
    if arns:
        return Pass(region, "all {count} resources that were looked for bear tags", count=len(arns))
    return NotApplicable(region, "there are no resources in this region")
