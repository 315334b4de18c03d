"""The service level."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from plugins.m365.rules.service_level import troubled
from plugins.m365.settings.service_health import ServiceHealth, ServiceIssue
from scanner import AsOf, Fail, Limits, Pass, Reason, Severity, Unknown, Verdict, check

HOUR = timedelta(hours=1)


@check("m365.svch.level", severity=Severity.LOW, signals=["m365.svch"])
def service_level(
    service: ServiceHealth, issues: Sequence[ServiceIssue], as_of: AsOf, limits: Limits
) -> Iterator[Verdict]:
    """Each service keeps the agreed level.

    Whether an outsourced service is as available as agreed is the municipality's to verify: the provider
    reports incidents, and nobody adds them up.

    ## Remediation
    Ask the provider about the incidents in *Service health > Issue history*, claim what the contract
    grants, and keep what is needed to go on working without the service.
    """
    own = [one for one in issues if one.service == service.service]
    strange = [one for one in own if one.classification not in ("incident", "advisory")]
    endless = [one for one in own if one.resolved and one.end is None]
    if strange or endless:
        yield Unknown(service, Reason.MALFORMED, "how long an issue lasted can't be told")
        return
    incidents = [one for one in own if one.classification == "incident"]
    hours, most = troubled(incidents, as_of.time) / HOUR, limits["service_incident_hours"]
    verdict = Pass if hours <= most else Fail
    template = "{hours} hours of incidents in the last 30 days; at most {max} are agreed"
    yield verdict(service, template, hours=round(hours, 1), max=most)
