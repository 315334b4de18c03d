"""What the exit code of a scan says; the one place that decides it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from scanner.assessment import Assessment
    from scanner.evidence import Evidence, TargetEvidence
    from scanner.model import Gap, Reason

GOOD = 0
"""No required control is *not met*, and nothing was left unread."""
DEFECT = 1
"""A fault of Tenken itself; wins over all others."""
USAGE = 2
"""Wrong usage or configuration."""
NOT_MET = 3
"""At least one required control is not met."""
UNREAD = 4
"""Something could not be read, so the assessment is incomplete; wins over `NOT_MET`."""

INTERRUPTED = 130
"""Ended by Ctrl-C before there was anything to show."""
PIPE_CLOSED = 141
"""The reader of the output went away."""


def exit_code(assessment: "Assessment", *, strict: bool = False, zero: bool = False) -> int:
    """The exit code of an assessment.

    What people have not declared is no gap in the reading. `strict` counts required controls that need
    evidence as not met. `zero` gives 0 whatever was found, but for a fault of Tenken itself.
    """
    from scanner.model import Reason  # noqa: PLC0415 - starting time: the codes are known without it

    reasons = set(_reasons(assessment))
    if Reason.DEFECT in reasons:
        return DEFECT
    if zero:
        return GOOD
    if reasons - {Reason.UNDECLARED}:
        return UNREAD
    return NOT_MET if _not_met(assessment, strict=strict) else GOOD


def reading_code(evidence: "Evidence") -> int:
    """The exit code of a reading that nobody has judged yet: was everything read?"""
    from scanner.model import Reason  # noqa: PLC0415 - starting time

    accepted = {pair for one in evidence.standing.values() for pair in one.accepted}
    left = [(one.target.id, gap) for one in evidence.targets for gap in unread(one)]
    reasons = {gap.reason for target, gap in left if (target, gap) not in accepted}
    if Reason.DEFECT in reasons:
        return DEFECT
    return UNREAD if reasons else GOOD


def unread(target: "TargetEvidence") -> "tuple[Gap, ...]":
    """What was not read of a target, each gap once; what people have not declared is none."""
    from scanner.model import Reason  # noqa: PLC0415 - starting time

    return tuple(gap for gap in target.gaps if gap.reason is not Reason.UNDECLARED)


def _reasons(assessment: "Assessment") -> Iterator["Reason"]:
    """Why things are not known: what was not read, and what checks could not tell."""
    accepted = assessment.accepted
    yield from (gap.reason for target, gap in assessment.gaps if (target, gap) not in accepted)
    for one in assessment.findings:
        if one.code and (one.gap is None or (one.target, one.gap) not in accepted):
            yield one.code


def _not_met(assessment: "Assessment", *, strict: bool) -> bool:
    from scanner.assessment import Status  # noqa: PLC0415 - starting time
    from scanner.framework_model import Level  # noqa: PLC0415

    bad = {Status.NOT_MET, Status.EVIDENCE_NEEDED} if strict else {Status.NOT_MET}
    return any(one.level == Level.REQUIRED and one.status in bad for one in assessment.controls)
