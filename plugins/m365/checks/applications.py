"""Applications: short-lived credentials, and no right to make themselves administrators."""

from collections.abc import Iterator, Sequence
from datetime import timedelta

from plugins.m365.settings.applications import Application, Credential, GraphPermission
from scanner import (
    AsOf,
    Fail,
    Limits,
    NotApplicable,
    Pass,
    Reason,
    Resource,
    Severity,
    Unknown,
    Verdict,
    check,
)

GRAPH = Resource("microsoft.graph.servicePrincipal", "MicrosoftGraph", "Microsoft Graph")
LIMIT = {"secret": "application_secret_days", "certificate": "application_certificate_days"}
ENDLESS = {"secret": "a secret never expires", "certificate": "a certificate never expires"}
LONG = {
    "secret": "a secret is valid for {days} days; at most {max} are allowed",
    "certificate": "a certificate is valid for {days} days; at most {max} are allowed",
}
ESCALATING = frozenset(
    {
        *("RoleManagement.ReadWrite.Directory", "RoleAssignmentSchedule.ReadWrite.Directory"),
        *("RoleEligibilitySchedule.ReadWrite.Directory", "AppRoleAssignment.ReadWrite.All"),
        *("Application.ReadWrite.All", "Policy.ReadWrite.PermissionGrant"),
        *("PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup", "RoleManagementPolicy.ReadWrite.Directory"),
        *("PrivilegedEligibilitySchedule.ReadWrite.AzureADGroup", "UserAuthenticationMethod.ReadWrite.All"),
    }
)
"""Whoever holds one can give any right to itself: learn.microsoft.com/graph/permissions-reference."""


@check("m365.apps.credentials", severity=Severity.MEDIUM)
def credentials(application: Application, as_of: AsOf, limits: Limits) -> Iterator[Verdict]:
    """Secrets and certificates of applications expire soon.

    A secret is copied into scripts and mails, and stays good until it expires. One that is good for years
    outlives those who knew it.

    ## Remediation
    Entra admin center, *App registrations > Certificates & secrets*: replace the credential with one that
    expires sooner, and delete the old one. Prefer certificates and managed identities to secrets.
    """
    valid = [one for one in application.credentials if one.end is None or one.end > as_of.time]
    verdicts = [found for one in valid if (found := _credential(application, one, limits))]
    yield from verdicts
    if not valid:
        yield NotApplicable(application, "the application has no valid credential")
    elif not verdicts:
        yield Pass(application, "{count} credentials, all of them short-lived", count=len(valid))


def _credential(application: Application, one: Credential, limits: Limits) -> Verdict | None:
    most = limits[LIMIT[one.kind]]
    if one.end is None:
        return Fail(application, ENDLESS[one.kind], part=one.id)
    if one.start is None:
        template = "since when a credential is valid can't be told"
        return Unknown(application, Reason.MALFORMED, template, part=one.id)
    if one.end - one.start <= timedelta(days=most + 1):  # the portal counts calendar months
        return None
    days = (one.end - one.start).days
    return Fail(application, LONG[one.kind], part=one.id, days=days, max=most)


@check("m365.apps.no-escalation", severity=Severity.HIGH, partial="universal", assets=["terminal"])
def no_escalation(permissions: Sequence[GraphPermission]) -> Iterator[Verdict]:
    """No application can make itself an administrator.

    An application signs in with a secret, without a second factor. If it may hand out roles, permissions or
    sign-in methods, that secret is worth as much as a Global Administrator's account.

    ## Remediation
    Entra admin center, *Enterprise applications > Permissions*: revoke the permission, and give the
    application one that is limited to its task. If it can't do without, record an exception.
    """
    found = [one for one in permissions if one.permission is None or one.permission in ESCALATING]
    yield from map(_escalating, found)
    if not found:
        template = "permissions that applications hold: {count}; none lets one become an administrator"
        yield Pass(GRAPH, template, count=len(permissions))


def _escalating(one: GraphPermission) -> Verdict:
    name = one.principal_name or one.principal
    subject = Resource("microsoft.graph.servicePrincipal", one.principal, name)
    if one.permission is None:
        template = "the application holds a permission that has no name"
        return Unknown(subject, Reason.MALFORMED, template, part=one.id)
    return Fail(subject, "the application holds {permission}", part=one.permission, permission=one.permission)
