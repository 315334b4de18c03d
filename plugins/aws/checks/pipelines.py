"""Nothing is released that wasn't scanned."""

from collections.abc import Iterator
from fnmatch import fnmatchcase

from plugins.aws.checks.strange import strange
from plugins.aws.settings.pipelines import ImageRepository, Pipeline, RegistryScanning, Step
from scanner import Fail, NotApplicable, Pass, Reading, Reason, Severity, Unknown, Verdict, check

SCAN = "InspectorScan"
OPAQUE = ("Build", "Test", "Invoke", "Compute")
"""Kinds of steps that may scan, or may release: what they run is not told."""
ENDLESS = "the scan {step} stops at no number of findings: it blocks nothing"
SKIPPED = "the stage of the scan {step} goes on when it fails: it blocks nothing"
PERHAPS = "whether {steps} scan the program and stop the release can't be told"
HIDDEN = "how images are scanned could not be read; needed: {permission}"


@check("aws.cicd.scan", severity=Severity.MEDIUM, signals=["aws.cicd"], assets=["cloud"])
def scan(pipeline: Pipeline) -> Iterator[Verdict]:
    """A scan that can stop the release comes before every release.

    A scan that only reports is read after the release, if ever. What stops the pipeline is mended
    first.

    ## Remediation
    Add an action *InspectorScan* with a threshold of 0 for critical findings to a stage before the
    release, and let that stage fail.
    """
    release = next((step for step in pipeline.steps if step.category == "Deploy"), None)
    before = [step for step in pipeline.steps if release is None or _precedes(step, release)]
    scans = [step for step in before if step.provider == SCAN]
    blocking = [step for step in scans if step.thresholds and not step.skipped]
    opaque = [step for step in before if step.category in OPAQUE and step not in scans]
    if blocking:
        yield Pass(pipeline, "the scan {step} comes before the release", step=blocking[0].name)
    elif opaque:
        steps = ", ".join(step.name for step in opaque)
        yield Unknown(pipeline, Reason.UNSUPPORTED, PERHAPS, steps=steps)
    elif scans:
        yield Fail(pipeline, SKIPPED if scans[0].skipped else ENDLESS, step=scans[0].name)
    elif release:
        yield Fail(pipeline, "{step} releases what nothing has scanned", step=release.name)
    else:
        yield NotApplicable(pipeline, "the pipeline releases nothing")


def _precedes(step: Step, release: Step) -> bool:
    return (step.stage, step.order) < (release.stage, release.order)


@check("aws.cicd.images", severity=Severity.MEDIUM, signals=["aws.cicd"], assets=["cloud"])
def images(repository: ImageRepository, scanning: Reading[RegistryScanning]) -> Iterator[Verdict]:
    """Every container image is scanned when it arrives.

    An image brings the packages of years with it, and their weaknesses.

    ## Remediation
    Set the registry to enhanced scanning with a rule that covers every repository, at each push or
    continuously.
    """
    here = next((one for one in scanning.items if one.region.name == repository.region), None)
    if here is None:
        gap = next((gap for gap in scanning.gaps if gap.scope.region in (repository.region, "global")), None)
        reason, permission = (gap.reason, gap.permission) if gap else (Reason.UNRECORDED, "")
        yield Unknown(repository, reason, HIDDEN, permission=permission)
    elif here.kind not in ("BASIC", "ENHANCED"):
        yield strange(repository, "scanType", here.kind)
    else:
        yield _scanned(repository, here)


def _scanned(repository: ImageRepository, here: RegistryScanning) -> Verdict:
    found = {
        rule.frequency
        for rule in here.rules
        if any(fnmatchcase(repository.name, one) for one in rule.filters)
    }
    odd = found - {"SCAN_ON_PUSH", "CONTINUOUS_SCAN", "MANUAL"}
    if found & {"SCAN_ON_PUSH", "CONTINUOUS_SCAN"} or (here.kind == "BASIC" and repository.on_push):
        return Pass(repository, "images are scanned when they arrive")
    if odd:
        return strange(repository, "scanFrequency", min(odd))
    return Fail(repository, "no rule scans images when they arrive")
