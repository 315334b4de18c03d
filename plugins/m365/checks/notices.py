"""Where Microsoft's notices go."""

from collections.abc import Iterator

from plugins.m365.settings.organization import Organization
from scanner import DeclaredDesk, Fail, Pass, Reading, Reason, Severity, Unknown, Verdict, check

SIGNALS = ["m365.notif"]


@check("m365.notif.technical", severity=Severity.LOW, signals=SIGNALS)
def technical(organization: Organization, desks: Reading[DeclaredDesk]) -> Iterator[Verdict]:
    """Technical notices go to the registered desk.

    Notices of failed synchronisation, expiring certificates and outages go to this address alone.

    ## Remediation
    Microsoft 365 admin center, *Settings > Org settings > Organization profile*: enter the mailbox of the
    desk that is on duty, rather than a person's, and name it under `notice_addresses` in
    `records/declarations.yaml`.
    """
    yield _address(organization, organization.technical_mails, desks)


@check("m365.notif.security", severity=Severity.LOW, signals=SIGNALS)
def security(organization: Organization, desks: Reading[DeclaredDesk]) -> Iterator[Verdict]:
    """Notices on security and compliance go to the registered desk.

    If Microsoft notices an attack on the tenant, it can only tell whom it knows.

    ## Remediation
    Enter the mailbox of the security desk as the contact for security and compliance notices of the
    organization (`securityComplianceNotificationMails`), and name it under `notice_addresses` in
    `records/declarations.yaml`.
    """
    yield _address(organization, organization.security_mails, desks)


def _address(organization: Organization, mails: tuple[str, ...], desks: Reading[DeclaredDesk]) -> Verdict:
    registered = {one.address.casefold() for one in desks.items}
    named = sorted(one.strip() for one in mails if one.strip())
    others = ", ".join(one for one in named if one.casefold() not in registered)
    if not named:
        return Fail(organization, "no address is entered")
    if not others:
        return Pass(organization, "notices go to {addresses}, a registered desk", addresses=", ".join(named))
    if desks.complete:
        template = "notices go to {addresses}, which is not registered as a desk"
        return Fail(organization, template, addresses=others)
    template = "notices go to {addresses}; name the desk under notice_addresses in records/declarations.yaml"
    return Unknown(organization, Reason.UNDECLARED, template, addresses=others)
