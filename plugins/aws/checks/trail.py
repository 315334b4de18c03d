"""Everything that is done in the account is recorded, and the record can be trusted."""

from collections.abc import Iterator, Sequence

from plugins.aws.checks.keys import custody
from plugins.aws.checks.s3_encryption import unseen_key
from plugins.aws.settings.account import Account
from plugins.aws.settings.kms import Key
from plugins.aws.settings.trail import AdvancedSelector, Trail, TrailRecording
from scanner import Fail, Pass, Reading, Severity, Verdict, check

READ, WRITE = "Read", "Write"
SIDES = {"All": frozenset({READ, WRITE}), "ReadOnly": frozenset({READ}), "WriteOnly": frozenset({WRITE})}
READ_ONLY: dict[tuple[str, ...] | None, frozenset[str]] = {
    None: SIDES["All"],
    ("true",): SIDES["ReadOnly"],
    ("false",): SIDES["WriteOnly"],
}


@check(
    "aws.cloudtrail.all-regions",
    severity=Severity.CRITICAL,
    signals=["aws.trail"],
    partial="existence",
    assets=["cloud"],
)
def all_regions(account: Account, trails: Sequence[TrailRecording]) -> Iterator[Verdict]:
    """A trail records all management events of every region.

    Activity in a region nobody watches is the activity nobody sees. Reading is recorded as well as
    writing, for a leak is a reading; no service is left out, for the use of keys belongs to it.

    ## Remediation
    Create one trail with *Apply trail to all regions* and management events *Read* and *Write*,
    without excluding KMS or RDS Data API events, and start logging.
    """
    watching = [one for one in trails if one.trail.multi_region and one.logging]
    recorded = frozenset(side for one in watching for side in recorded_sides(one))
    if recorded == SIDES["All"]:
        for one in watching:
            if sides := recorded_sides(one):
                yield Pass(
                    one, "records {sides} management events of every region", sides=" + ".join(sorted(sides))
                )
    elif watching:
        missing = ", ".join(sorted(SIDES["All"] - recorded))
        yield Fail(
            account, "no trail of every region records all {missing} management events", missing=missing
        )
    else:
        yield Fail(account, "no trail that is switched on records every region")


def recorded_sides(one: TrailRecording) -> frozenset[str]:
    """Say whether all Read and all Write management events are recorded; part of a side is nothing."""
    found = [
        SIDES.get(basic.read_write, frozenset())
        for basic in one.basic
        if basic.management and not basic.excluded
    ]
    found += [_advanced_sides(advanced) for advanced in one.advanced]
    return frozenset().union(*found)


def _advanced_sides(selector: AdvancedSelector) -> frozenset[str]:
    fields = {(field.field, field.operator): field.values for field in selector.fields}
    if fields.pop(("eventCategory", "Equals"), ()) != ("Management",):
        return frozenset()
    read_only = fields.pop(("readOnly", "Equals"), None)
    if fields:  # every further condition leaves events out
        return frozenset()
    return READ_ONLY.get(read_only, frozenset())


@check("aws.cloudtrail.validation", severity=Severity.MEDIUM, signals=["aws.trailprot"], assets=["cloud"])
def validation(trail: Trail) -> Iterator[Verdict]:
    """The log files of every trail are validated.

    The signed digests show whether a log file was changed or deleted after CloudTrail wrote it;
    without them the record proves nothing.

    ## Remediation
    Turn on *Log file validation* of the trail.
    """
    if trail.validation:
        yield Pass(trail, "log files are validated")
    else:
        yield Fail(trail, "log files are not validated")


@check("aws.cloudtrail.encryption", severity=Severity.MEDIUM, signals=["aws.trailprot"], assets=["cloud"])
def encryption(trail: Trail, account: Account, keys: Reading[Key]) -> Iterator[Verdict]:
    """The log files of every trail are encrypted with a customer managed key.

    With a key of its own, reading the logs needs a second right beside the one on the bucket, and
    each reading is recorded.

    ## Remediation
    Turn on SSE-KMS for the log files of the trail with a customer managed key.
    """
    owner = custody(trail.key, trail.home_region, account.id, keys)
    if owner == "aws":
        yield Fail(trail, "not encrypted with a customer managed key")
    elif owner == "customer":
        yield Pass(trail, "encrypted with the customer managed key {key}", key=trail.key)
    else:
        yield unseen_key(trail, trail.key, keys)
