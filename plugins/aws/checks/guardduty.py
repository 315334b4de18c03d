"""Threat detection is on in each region, and somebody hears of it."""

from collections.abc import Iterator

from plugins.aws.checks.strange import strange
from plugins.aws.checks.telling import told
from plugins.aws.settings.guardduty import FindingsExport, ThreatDetection
from plugins.aws.settings.notices import Notices
from scanner import Fail, NotApplicable, Pass, Reading, Reason, Severity, Unknown, Verdict, check

FINDING = {"source": "aws.guardduty", "detail-type": "GuardDuty Finding"}
"""The event that GuardDuty sends (GuardDuty User Guide, "Processing findings with EventBridge")."""

OFF = "GuardDuty is off in this region"
CENTRAL = "the findings go to account {account}: scan that account to see who is told there"
EXPORTED = "the findings go to a bucket: whether anybody watches it can't be told"


@check("aws.guardduty.enabled", severity=Severity.HIGH, signals=["aws.gd"], assets=["cloud"])
def enabled(detection: ThreatDetection) -> Iterator[Verdict]:
    """GuardDuty watches every region.

    An intruder works where nobody looks: a stolen key is used first in a region that the
    municipality itself never opens.

    ## Remediation
    Enable GuardDuty in each region, best of all through the delegated administrator of the
    organization with *auto-enable*. A suspended detector must be resumed.
    """
    if detection.detector is None:
        yield Fail(detection, "there is no detector in this region")
    elif detection.detector.status == "DISABLED":
        yield Fail(detection, "the detector of this region is suspended")
    elif detection.detector.status == "ENABLED":
        yield Pass(detection, "the detector of this region is on")
    else:
        yield strange(detection, "Status", detection.detector.status)


@check("aws.guardduty.watched", severity=Severity.HIGH, signals=["aws.gd"], assets=["cloud"])
def watched(
    detection: ThreatDetection, exports: Reading[FindingsExport], notices: Reading[Notices]
) -> Iterator[Verdict]:
    """GuardDuty findings reach somebody.

    A finding that lies unread in a console stops nobody. A rule counts if it is switched on, lets
    high findings through and leads to a topic with a confirmed subscriber.

    ## Remediation
    Create an EventBridge rule for *GuardDuty Finding* in each region with an SNS topic as its
    target, subscribe the people on duty, and have them confirm the subscription.
    """
    if detection.detector is None or detection.detector.status == "DISABLED":
        yield NotApplicable(detection, OFF)
        return
    verdict = told(detection, detection.region, notices, FINDING)
    yield (_elsewhere(detection, exports) or verdict) if isinstance(verdict, Fail) else verdict


def _elsewhere(detection: ThreatDetection, exports: Reading[FindingsExport]) -> Verdict | None:
    """Say where the findings go besides the event bus, so that "nobody" would be said too soon."""
    here = next((one for one in exports.items if one.region == detection.region), None)
    if here is None:
        line = "where the findings are exported to could not be read; needed: {permission}"
        gap = next((gap for gap in exports.gaps), None)
        reason, needed = (gap.reason, gap.permission) if gap else (Reason.UNRECORDED, "")
        return Unknown(detection, reason, line, permission=needed)
    if here.administrator:
        return Unknown(detection, Reason.UNSUPPORTED, CENTRAL, account=here.administrator)
    if "PUBLISHING" in here.destinations:
        return Unknown(detection, Reason.UNSUPPORTED, EXPORTED)
    return None
