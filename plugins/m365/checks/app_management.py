"""Long-lived credentials that can't even be made."""

from collections.abc import Iterator, Sequence

from plugins.m365.rules.durations import days
from plugins.m365.rules.unknown_value import unknown_value
from plugins.m365.settings.app_management import AppManagement, Restriction
from scanner import Fail, Limits, Pass, Reason, Severity, Unknown, Verdict, check

SECRETS, CERTIFICATES = "passwordLifetime", "asymmetricKeyLifetime"
NO_SECRETS = "passwordAddition"
LISTED = (
    SECRETS,
    CERTIFICATES,
    NO_SECRETS,
    "symmetricKeyAddition",
    "symmetricKeyLifetime",
    "customPasswordAddition",
)
KEYS = {SECRETS: "application_secret_days", CERTIFICATES: "application_certificate_days"}
GOOD = {
    SECRETS: "new secrets of applications expire within {days} days; at most {max} are allowed",
    CERTIFICATES: "new certificates of applications expire within {days} days; at most {max} are allowed",
}
FREE = {
    SECRETS: "nothing limits how long new secrets of applications last",
    CERTIFICATES: "nothing limits how long new certificates of applications last",
}


@check("m365.apps.policy", severity=Severity.LOW)
def credentials_are_limited(setting: AppManagement, limits: Limits) -> Iterator[Verdict]:
    """A policy keeps applications from getting long-lived credentials.

    Whoever looks after old secrets is always late; a policy keeps new ones from being made.

    ## Remediation
    Entra admin center, *Enterprise applications > Application policies*: limit the lifetime of secrets and
    certificates, or forbid secrets, for applications and service principals alike.
    """
    if not setting.enabled:
        yield Fail(setting, "the policy for credentials of applications is off")
        return
    for group, restrictions in (("applications", setting.applications), ("services", setting.services)):
        for kind in KEYS:
            yield _limited(setting, f"{group}/{kind}", restrictions, kind, limits)


def _limited(
    setting: AppManagement, part: str, restrictions: Sequence[Restriction], kind: str, limits: Limits
) -> Verdict:
    found = {
        one.kind: one for one in restrictions if one.kind in (kind, NO_SECRETS) and one.state != "disabled"
    }
    if any(one.state != "enabled" for one in found.values()):
        template = "whether a restriction on credentials is on can't be told"
        return Unknown(setting, Reason.MALFORMED, template, part=part)
    if kind == SECRETS and NO_SECRETS in found:
        return Pass(setting, "applications can't get new secrets", part=part)
    if kind not in found:
        new = next(
            (one.kind for one in restrictions if one.kind not in LISTED and one.state != "disabled"), None
        )
        return (
            Fail(setting, FREE[kind], part=part)
            if new is None
            else unknown_value(setting, "restrictionType", new, part=part)
        )
    most, lasting = limits[KEYS[kind]], days(found[kind].lifetime or "")
    if lasting is None:
        template = "how long new credentials of applications last can't be told"
        return Unknown(setting, Reason.MALFORMED, template, part=part)
    verdict = Pass if lasting <= most + 1 else Fail
    return verdict(setting, GOOD[kind], part=part, days=lasting, max=most)
