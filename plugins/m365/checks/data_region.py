"""Where the data lie."""

from collections.abc import Iterator

from plugins.m365.rules.unknown_value import unknown_value
from plugins.m365.settings.mail_flow import MailboxRegion
from plugins.m365.settings.teams import MeetingPolicy
from scanner import Fail, Pass, Reason, Severity, Unknown, Verdict, check

SIGNALS = ["m365.region"]
JAPAN = "JPN"
ABROAD = frozenset(
    {
        *("APC", "ARE", "AUS", "BRA", "CAN", "CHE", "DEU", "EUR", "FRA", "GBR"),
        *("IND", "KOR", "NAM", "NOR", "POL", "QAT", "SWE", "ZAF"),
    }
)  # learn.microsoft.com/microsoft-365/enterprise/multi-geo-add-group-with-pdl


@check("m365.region.mailboxes", severity=Severity.HIGH, signals=SIGNALS)
def mailboxes(setting: MailboxRegion) -> Iterator[Verdict]:
    """Mailboxes are kept in Japan.

    What lies abroad may have to be handed over under the law of another country.

    ## Remediation
    Microsoft 365 admin center, *Settings > Org settings > Organization profile > Data location*: see that all
    services say Japan; ask Microsoft to move what doesn't.
    """
    region = (setting.region or "").upper()
    named = {one.upper() for one in (*setting.regions, region) if one}
    if abroad := ABROAD & named:
        yield Fail(setting, "mailboxes may be kept in {where}", where=", ".join(sorted(abroad)))
    elif strange := named - {JAPAN}:
        yield unknown_value(setting, "DefaultMailboxRegion", ", ".join(sorted(strange)))
    elif region == JAPAN:
        yield Pass(setting, "mailboxes are kept in Japan")
    else:
        template = "the tenant doesn't say where it keeps mailboxes; attest the page on data location"
        yield Unknown(setting, Reason.UNSUPPORTED, template)


@check("m365.region.recordings", severity=Severity.MEDIUM, signals=SIGNALS)
def recordings(policy: MeetingPolicy) -> Iterator[Verdict]:
    """Recordings of Teams meetings are kept in the tenant's region.

    A recording is a copy of what was said and shown, with names and faces.

    ## Remediation
    In each meeting policy: `Set-CsTeamsMeetingPolicy -AllowRecordingStorageOutsideRegion $false`.
    """
    if policy.outside:
        yield Fail(policy, "recordings may be stored outside the region")
    else:
        yield Pass(policy, "recordings stay in the region")
