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
    forbidden = found.get(NO_SECRETS) if kind == SECRETS else None
    if forbidden and forbidden.since is None:
        return Pass(setting, "applications can't get new secrets", part=part)
    if kind in found:
        return _lasting(setting, part, found[kind], limits)
    return _partly(setting, part, forbidden) if forbidden else _free(setting, part, restrictions, kind)


def _lasting(setting: AppManagement, part: str, one: Restriction, limits: Limits) -> Verdict:
    most, lasting = limits[KEYS[one.kind]], days(one.lifetime or "")
    if lasting is None:
        template = "how long new credentials of applications last can't be told"
        return Unknown(setting, Reason.MALFORMED, template, part=part)
    if lasting > most + 1:
        return Fail(setting, GOOD[one.kind], part=part, days=lasting, max=most)
    if one.since is not None:
        return _partly(setting, part, one)
    return Pass(setting, GOOD[one.kind], part=part, days=lasting, max=most)


def _partly(setting: AppManagement, part: str, one: Restriction) -> Verdict:
    template = (
        "the restriction is for applications made since {day}; whether there are older ones is not read"
    )
    return Unknown(setting, Reason.UNSUPPORTED, template, part=part, day=f"{one.since:%Y-%m-%d}")


def _free(setting: AppManagement, part: str, restrictions: Sequence[Restriction], kind: str) -> Verdict:
    new = [one.kind for one in restrictions if one.kind not in LISTED and one.state != "disabled"]
    if new:
        return unknown_value(setting, "restrictionType", ", ".join(sorted(new)), part=part)
    return Fail(setting, FREE[kind], part=part)
