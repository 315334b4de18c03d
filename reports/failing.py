"""The checks behind required controls that are not met."""

from collections.abc import Iterator
from dataclasses import dataclass

from reports.summary import required_not_met
from scanner.assessment import Assessment, CheckInfo, Organisation
from scanner.findings import Finding
from scanner.model import Outcome, Severity


@dataclass(frozen=True, slots=True)
class Failure:
    """A check, what it found to be wrong, and the required controls that are not met for it."""

    check: CheckInfo
    findings: tuple[Finding, ...]
    controls: tuple[str, ...]


def failing(assessment: Assessment, organisation: Organisation) -> Iterator[Failure]:
    """The checks behind the organisation's required controls that are not met, worst first."""
    found: dict[str, dict[str, Finding]] = {}
    controls: dict[str, dict[str, None]] = {}
    failed = {one.id: one for one in assessment.findings if one.outcome is Outcome.FAIL}
    for control in required_not_met(assessment.controls):
        if control.organisation == organisation.id:
            for finding in (failed[one] for one in control.findings if one in failed):
                found.setdefault(finding.check, {})[finding.id] = finding
                controls.setdefault(finding.check, {})[control.id] = None
    order = list(Severity)
    for check in sorted(assessment.checks, key=lambda check: (order.index(check.severity), check.id)):
        if check.id in found:
            yield Failure(check, tuple(found[check.id].values()), tuple(controls[check.id]))
