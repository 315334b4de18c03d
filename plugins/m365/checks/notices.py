"""Where Microsoft's notices go."""

from collections.abc import Iterator

from plugins.m365.settings.organization import Organization
from scanner import Fail, Pass, Severity, Verdict, check


@check("m365.notif.technical", severity=Severity.LOW)
def technical(organization: Organization) -> Iterator[Verdict]:
    """Technical notices have an address of the municipality.

    Notices of failed synchronisation, expiring certificates and outages go to this address alone.

    ## Remediation
    Microsoft 365 admin center, *Settings > Org settings > Organization profile*: enter the mailbox of the
    desk that is on duty, rather than a person's.
    """
    yield _address(organization, organization.technical_mails)


@check("m365.notif.security", severity=Severity.LOW)
def security(organization: Organization) -> Iterator[Verdict]:
    """Notices on security and compliance have an address of the municipality.

    If Microsoft notices an attack on the tenant, it can only tell whom it knows.

    ## Remediation
    Enter the mailbox of the security desk as the contact for security and compliance notices of the
    organization (`securityComplianceNotificationMails`).
    """
    yield _address(organization, organization.security_mails)


def _address(organization: Organization, mails: tuple[str, ...]) -> Verdict:
    named = [one for one in mails if one.strip()]
    if not named:
        return Fail(organization, "no address is entered")
    return Pass(organization, "notices go to {addresses}", addresses=", ".join(sorted(named)))
