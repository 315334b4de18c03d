"""Security Hub checks every region against a recognised standard, and little is open."""

from collections.abc import Iterator

from plugins.aws.checks.strange import strange
from plugins.aws.settings.securityhub import FailedControl, SecurityHub, Standard
from scanner import Fail, NotApplicable, Pass, Severity, Verdict, check

RECOGNISED = ("/aws-foundational-security-best-practices/", "/cis-aws-foundations-benchmark/")
NOT_READY = ("PENDING", "FAILED", "DELETING", "INCOMPLETE")
FAILS = "control {control} fails for {resources} resources, {suppressed} of them suppressed ({severity})"


@check("aws.securityhub.enabled", severity=Severity.MEDIUM, signals=["aws.sechub"], assets=["cloud"])
def enabled(hub: SecurityHub) -> Iterator[Verdict]:
    """Security Hub is enabled in every region.

    It gathers the findings of all services in one place and checks the settings day by day, also
    between two inspections.

    ## Remediation
    Enable Security Hub CSPM in each region, best of all by the central configuration of the
    organization.
    """
    if hub.standards is None:
        yield Fail(hub, "Security Hub is not enabled in this region")
    else:
        yield Pass(hub, "Security Hub is enabled")


@check("aws.securityhub.standard", severity=Severity.MEDIUM, signals=["aws.sechub"], assets=["cloud"])
def standard(hub: SecurityHub) -> Iterator[Verdict]:
    """Security Hub checks against AWS best practices or the CIS benchmark.

    Without a standard Security Hub checks nothing. One that is incomplete, for want of an AWS
    Config recorder for instance, shows no failure either.

    ## Remediation
    Enable *AWS Foundational Security Best Practices* or the *CIS AWS Foundations Benchmark*, and
    see to what keeps it from being ready.
    """
    if hub.standards is None:
        yield NotApplicable(hub, "Security Hub is not enabled in this region")
        return
    found = [one for one in hub.standards if any(name in one.arn for name in RECOGNISED)]
    if not found:
        yield Fail(hub, "neither AWS best practices nor the CIS benchmark is enabled")
    for one in found:
        yield _ready(hub, one)


def _ready(hub: SecurityHub, one: Standard) -> Verdict:
    name = one.arn.partition("/")[2]
    if one.status == "READY":
        return Pass(hub, "{standard} is checked", part=name, standard=name)
    if one.status in NOT_READY:
        line = "{standard} is not ready: {status}"
        return Fail(hub, line, part=name, standard=name, status=one.status)
    return strange(hub, "StandardsStatus", one.status, part=name)


@check("aws.securityhub.no-failed-control", severity=Severity.HIGH, signals=["aws.sechub"], assets=["cloud"])
def no_failed_control(control: FailedControl) -> Iterator[Verdict]:
    """No control of high or critical severity fails in Security Hub.

    What is known and left open is the worst kind of finding. Suppressed ones are shown too: an
    exception belongs in the municipality's own records, with its reason and its end.

    ## Remediation
    Mend the resources that the control names, or record an exception.
    """
    yield Fail(
        control,
        FAILS,
        control=control.control,
        resources=control.resources,
        suppressed=control.suppressed,
        severity=control.severity,
    )
