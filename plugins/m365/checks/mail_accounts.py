"""Who gets at mailboxes, and what of them is shown outside."""

from collections.abc import Iterator, Sequence

from plugins.m365.rules.plans import CUSTOMER_LOCKBOX, plan_missing
from plugins.m365.settings.mail_flow import ExchangeOrganization, SharingPolicy, TransportConfig
from plugins.m365.settings.plans import Sku
from plugins.m365.settings.purview import MailboxAccess
from scanner import Fail, NotApplicable, Pass, Reading, Severity, Verdict, check


@check("m365.exchange.smtp-auth", severity=Severity.MEDIUM)
def smtp_auth(config: TransportConfig, mailboxes: Sequence[MailboxAccess]) -> Iterator[Verdict]:
    """Mail is not handed in with a password alone (SMTP AUTH).

    This way in knows no second factor. A password that was guessed is enough to send in the name of the
    municipality.

    ## Remediation
    `Set-TransportConfig -SmtpClientAuthenticationDisabled $true`, and for each mailbox that has its own
    setting `Set-CASMailbox -SmtpClientAuthenticationDisabled $null`.
    """
    own = sum(one.smtp for one in mailboxes)
    if not config.smtp_auth_disabled:
        yield Fail(config, "it is allowed for every mailbox")
    elif own:
        yield Fail(config, "it is off for the tenant, but allowed for {count} mailboxes", count=own)
    else:
        yield Pass(config, "it is off for every mailbox")


@check("m365.exchange.calendar-sharing", severity=Severity.MEDIUM)
def calendar_sharing(policy: SharingPolicy) -> Iterator[Verdict]:
    """Calendars and contacts are not shared with everybody outside.

    Who meets whom, and when nobody is in, is what a visitor with bad intent wants to know.

    ## Remediation
    Exchange admin center, *Organization > Sharing*: take *Sharing with all domains* and *Sharing with anyone*
    out of every policy.
    """
    wide = [one for one in policy.domains if one.partition(":")[0].strip().lower() in ("*", "anonymous")]
    if not policy.enabled:
        yield NotApplicable(policy, "the policy is off")
    elif wide:
        yield Fail(policy, "shared with everybody: {entries}", entries=", ".join(sorted(wide)))
    else:
        yield Pass(policy, "nothing is shared with everybody")


@check("m365.exchange.lockbox", severity=Severity.LOW)
def lockbox(organization: ExchangeOrganization, skus: Reading[Sku]) -> Iterator[Verdict]:
    """Microsoft's staff get at content only after the municipality agreed (Customer Lockbox).

    A request for support may need somebody to look into a mailbox. Whose, and when, the municipality decides.

    ## Remediation
    Microsoft 365 admin center, *Settings > Org settings > Security & privacy > Customer lockbox*: require
    approval.
    """
    if organization.lockbox:
        yield Pass(organization, "approval is required")
    else:
        off = Fail(organization, "approval is not required")
        yield plan_missing(organization, CUSTOMER_LOCKBOX, skus) or off
