"""Who read which file, and who ran which function, is recorded."""

from collections.abc import Iterator, Sequence

from plugins.aws.settings.account import Account
from plugins.aws.settings.trail import AdvancedSelector, TrailRecording
from scanner import Pass, Reason, Severity, Unknown, Verdict, check

EVERY = {"AWS::S3::Object": frozenset({"arn:aws:s3"}), "AWS::Lambda::Function": frozenset({"arn:aws:lambda"})}
"""What stands for all buckets and for all functions of the account (API type DataResource)."""


@check(
    "aws.cloudtrail.data-events",
    severity=Severity.MEDIUM,
    signals=["aws.traildata"],
    partial="existence",
    assets=["cloud"],
)
def data_events(account: Account, trails: Sequence[TrailRecording]) -> Iterator[Verdict]:
    """Reading and writing of files and the use of functions are recorded.

    Management events show who changed a bucket, data events who took a file out of it. After a leak
    of resident information only they tell what was taken.

    ## Remediation
    Record the data events (Read and Write) of all S3 buckets and Lambda functions in a trail of
    every region, or at least of those that hold resident information.
    """
    watching = [one for one in trails if one.logging and one.trail.multi_region]
    everything = [kind for kind in EVERY if any(_records_all(one, kind) for one in watching)]
    if len(everything) == len(EVERY):
        yield Pass(account, "data events of all buckets and functions are recorded")
        return
    missing = ", ".join(kind for kind in EVERY if kind not in everything)
    problem = (
        "not all data events are recorded ({missing}), and nobody declared which buckets and functions hold "
        "resident information"
    )
    yield Unknown(account, Reason.UNDECLARED, problem, missing=missing)


def _records_all(one: TrailRecording, kind: str) -> bool:
    basic = any(
        selector.read_write == "All"
        and data.type == kind
        and EVERY[kind] & {v.rstrip("/:") for v in data.values}
        for selector in one.basic
        for data in selector.data
    )
    return basic or any(_selects_all(selector, kind) for selector in one.advanced)


def _selects_all(selector: AdvancedSelector, kind: str) -> bool:
    """True if nothing but the kind of resource narrows a selector of data events."""
    fields = {(field.field, field.operator): field.values for field in selector.fields}
    return fields == {("eventCategory", "Equals"): ("Data",), ("resources.type", "Equals"): (kind,)}
