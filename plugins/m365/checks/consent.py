"""Consent to applications."""

from collections.abc import Iterator

from plugins.m365.rules.unknown_value import unknown_value
from plugins.m365.settings.authorization import AdminConsent, Authorization
from scanner import Fail, Pass, Reason, Severity, Unknown, Verdict, check

OWN, OTHERS = "managepermissiongrantsforself.", "managepermissiongrantsforownedresource."
LOW_RISK = OWN + "microsoft-user-default-low"
LEGACY = OWN + "microsoft-user-default-legacy"


@check("m365.consent.users", severity=Severity.HIGH, signals=["m365.consent"])
def user_consent(setting: Authorization) -> Iterator[Verdict]:
    """People can't let applications into the tenant's data by themselves.

    One click on *Accept* gives a stranger's application a person's mail and files, without a password
    and past multi-factor authentication, until somebody takes the consent away.

    ## Remediation
    Entra admin center, *Enterprise apps > Consent and permissions*: *Do not allow user consent*, or
    at most verified publishers with permissions classified as low impact.
    """
    own = {one.casefold(): one for one in setting.grants if one.casefold().startswith(OWN)}
    others = sorted(one for folded, one in own.items() if folded != LOW_RISK)
    strange = [one for one in setting.grants if not one.casefold().startswith((OWN, OTHERS))]
    if setting.risky_apps:
        yield Fail(setting, "people may consent even to applications that are flagged as risky")
    elif LEGACY in own:
        yield Fail(setting, "people may consent to any application")
    elif others:
        template = "people may consent under {policies}; what that policy lets through is not read"
        yield Unknown(setting, Reason.UNSUPPORTED, template, policies=", ".join(others))
    elif strange:
        yield unknown_value(setting, "permissionGrantPoliciesAssigned", ", ".join(sorted(strange)))
    elif own:
        yield Pass(setting, "people may consent to verified applications with low-impact permissions alone")
    else:
        yield Pass(setting, "people can't consent to applications")


@check("m365.consent.workflow", severity=Severity.MEDIUM, signals=["m365.consent"])
def admin_consent(setting: AdminConsent) -> Iterator[Verdict]:
    """People can ask an administrator to allow an application.

    Where there's no way to ask, people look for a way around: private accounts, private clouds.

    ## Remediation
    Entra admin center, *Enterprise apps > Consent and permissions > Admin consent settings*: let users
    request consent, and name reviewers.
    """
    if not setting.enabled:
        yield Fail(setting, "there is no workflow to ask for consent")
    elif not setting.reviewers:
        yield Fail(setting, "nobody reviews requests for consent")
    else:
        yield Pass(
            setting, "{reviewers} reviewers decide on requests for consent", reviewers=setting.reviewers
        )
