"""Every change of a setting is recorded, delivered and kept."""

from collections.abc import Iterator, Sequence

from plugins.aws.checks.strange import strange
from plugins.aws.settings.account import Account
from plugins.aws.settings.config import ConfigDelivery, ConfigRecording, ConfigRetention, Delivery, Recorder
from scanner import Fail, Limits, NotApplicable, Pass, Reason, Severity, Unknown, Verdict, check

STATES = frozenset({"Success", "Failure", "Not_Applicable", None})
DEFAULT_DAYS = 2557
NONE = "no recorder of AWS Config in this region"


@check("aws.config.records-everything", severity=Severity.MEDIUM, signals=["aws.cfgrec"], assets=["cloud"])
def records_everything(recording: ConfigRecording) -> Iterator[Verdict]:
    """AWS Config records every kind of resource in every region.

    Without the record nobody can say what was changed, when, and how it was before: neither after
    a mistake nor after an attack. A type that is left out is where a change goes unseen.

    ## Remediation
    Start the recorder in each region with *Record all current and future resource types*, without
    exclusions.
    """
    if not recording.recorders:
        yield Fail(recording, NONE)
    for recorder in recording.recorders:
        yield _records(recording, recorder)


def _records(recording: ConfigRecording, recorder: Recorder) -> Verdict:
    part = recorder.name
    if not recorder.recording:
        return Fail(recording, "recorder {recorder} is stopped", part=part, recorder=part)
    if recorder.excluded:
        types = ", ".join(recorder.excluded)
        return Fail(
            recording, "recorder {recorder} leaves out {types}", part=part, recorder=part, types=types
        )
    if recorder.strategy not in (None, "ALL_SUPPORTED_RESOURCE_TYPES") or not recorder.all_supported:
        return Fail(recording, "recorder {recorder} records chosen types only", part=part, recorder=part)
    return Pass(recording, "recorder {recorder} records every type", part=part, recorder=part)


@check("aws.config.delivers", severity=Severity.MEDIUM, signals=["aws.cfgrec"], assets=["cloud"])
def delivers(delivery: ConfigDelivery) -> Iterator[Verdict]:
    """What AWS Config records is delivered.

    A bucket policy or a key that changed ends the delivery without a word: the recorder still runs,
    but nothing arrives.

    ## Remediation
    Give the recorder a delivery channel and mend the bucket policy, the key or the topic that the
    last error names.
    """
    if not delivery.recording.recorders:
        yield NotApplicable(delivery, NONE)
    elif not delivery.deliveries:
        yield Fail(delivery, "no delivery channel in this region")
    else:
        yield from (_delivers(delivery, channel) for channel in delivery.deliveries)


def _delivers(subject: ConfigDelivery, delivery: Delivery) -> Verdict:
    states = {"history": delivery.history, "snapshot": delivery.snapshot, "stream": delivery.stream}
    failed = ", ".join(kind for kind, state in states.items() if state == "Failure")
    name = delivery.name
    if failed:
        line = "channel {channel} failed last to deliver: {kinds}"
        return Fail(subject, line, part=name, channel=name, kinds=failed)
    if unheard := set(states.values()) - STATES:
        return strange(subject, "lastStatus", ", ".join(sorted(map(str, unheard))), part=name)
    if "Success" in (delivery.history, delivery.snapshot):
        return Pass(subject, "channel {channel} delivers", part=name, channel=name)
    line = "channel {channel} has delivered nothing yet"
    return Unknown(subject, Reason.UNRECORDED, line, part=name, channel=name)


@check(
    "aws.config.records-identities",
    severity=Severity.MEDIUM,
    signals=["aws.cfgrec"],
    partial="existence",
    assets=["cloud"],
)
def records_identities(account: Account, recordings: Sequence[ConfigRecording]) -> Iterator[Verdict]:
    """AWS Config records users, groups, roles and policies in one region at least.

    *All resource types* does not mean these: they belong to no region and must be switched on by
    themselves. Yet a right that was granted is the change that matters most.

    ## Remediation
    Switch on *Include globally recorded resource types* for the recorder of the home region.
    """
    found = [
        one
        for one in recordings
        if any(recorder.recording and recorder.identities for recorder in one.recorders)
    ]
    for one in found:
        yield Pass(one, "identities are recorded in this region")
    if not found:
        yield Fail(account, "no recorder records users, groups, roles and policies")


@check("aws.config.retention", severity=Severity.MEDIUM, signals=["aws.cfgret"], assets=["cloud"])
def retention(kept: ConfigRetention, limits: Limits) -> Iterator[Verdict]:
    """The records of AWS Config are kept for a year.

    Incidents are often noticed months later. What was changed then must still be on record.

    ## Remediation
    Set the retention period of AWS Config to 365 days or more.
    """
    days, least = kept.days if kept.days is not None else DEFAULT_DAYS, limits["config_retention_days"]
    if days >= least:
        yield Pass(kept, "kept for {days} days", days=days)
    else:
        yield Fail(kept, "kept for {days} days, less than {least}", days=days, least=least)
