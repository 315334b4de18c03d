"""Sharing and synchronisation of SharePoint and OneDrive."""

from collections.abc import Iterator

from plugins.m365.rules.agreed import not_agreed
from plugins.m365.rules.unknown_value import unknown_value
from plugins.m365.settings.sharepoint import SharePoint, SharePointTenant
from scanner import (
    DeclaredDomain,
    Fail,
    NotApplicable,
    Pass,
    Reading,
    Reason,
    Severity,
    Unknown,
    Verdict,
    check,
)

OFF, ANYONE = "disabled", "externalUserAndGuestSharing"
GUESTS = ("externalUserSharingOnly", "existingExternalUserSharingOnly")


@check("m365.sharepoint.sharing", severity=Severity.HIGH, signals=["m365.share"])
def sharing(setting: SharePoint) -> Iterator[Verdict]:
    """Files are not shared with anyone who has the link.

    A link that needs no sign-in passes from hand to hand; nobody can say any more who has read the file.

    ## Remediation
    SharePoint admin center, *Policies > Sharing*: *Only people in your organization*, or at most
    *New and existing guests*; default link *Specific people*.
    """
    if setting.sharing == OFF:
        yield Pass(setting, "nothing is shared outside the organisation")
    elif setting.sharing == ANYONE:
        yield Fail(setting, "files can be shared with anyone who has the link")
    elif setting.sharing in GUESTS:
        yield Pass(setting, "files can be shared with guests who sign in, not with anyone", part="anyone")
        yield Unknown(
            setting,
            Reason.UNSUPPORTED,
            "whether the default link is for specific people can't be read over Microsoft Graph",
            part="link",
        )
    else:
        yield unknown_value(setting, "sharingCapability", setting.sharing)


@check("m365.sharepoint.sharing-domains", severity=Severity.MEDIUM, signals=["m365.share"])
def sharing_domains(setting: SharePoint, declared: Reading[DeclaredDomain]) -> Iterator[Verdict]:
    """Files are shared only with the domains that were agreed to.

    Without a list of allowed domains, a free mail address is as good a guest as a partner's.

    ## Remediation
    SharePoint admin center, *Policies > Sharing > Limit external sharing by domain*: *Allow only
    specific domains*, and name the same domains under `partner_domains` in `records/declarations.yaml`.
    """
    if setting.sharing == OFF:
        yield NotApplicable(setting, "nothing is shared outside the organisation")
    elif setting.domain_mode in ("none", "blockList"):
        yield Fail(setting, "sharing is not limited to a list of allowed domains")
    elif setting.domain_mode != "allowList":
        yield unknown_value(setting, "sharingDomainRestrictionMode", setting.domain_mode)
    else:
        yield from _listed(setting, declared)


def _listed(setting: SharePoint, declared: Reading[DeclaredDomain]) -> Iterator[Verdict]:
    others = not_agreed(setting.allowed_domains, declared)
    if not others:
        yield Pass(setting, "sharing is limited to the domains that were declared")
    elif declared.complete:
        template = "sharing is allowed with domains that were not declared: {domains}"
        yield Fail(setting, template, domains=others)
    else:
        template = (
            "sharing is allowed with {domains}; name the agreed domains under partner_domains "
            "in records/declarations.yaml"
        )
        yield Unknown(setting, Reason.UNDECLARED, template, domains=others)


@check("m365.sharepoint.unmanaged-sync", severity=Severity.HIGH, signals=["m365.sync"])
def unmanaged_sync(setting: SharePoint) -> Iterator[Verdict]:
    """Files are synchronised only to computers of the listed domains.

    The OneDrive client copies whole libraries to a computer. On one that nobody manages, they stay
    there when the person leaves.

    ## Remediation
    SharePoint admin center, *Settings > OneDrive > Sync*: *Allow syncing only on computers joined to
    specific domains* with the municipality's domain GUIDs, and block the Mac client
    (`Set-SPOTenantSyncClientRestriction -Enable -DomainGuids … -BlockMacSync:$true`).
    """
    if not setting.unmanaged_sync_restricted:
        yield Fail(setting, "any computer can synchronise files")
    elif not setting.sync_domains:
        yield Unknown(setting, Reason.MALFORMED, "synchronisation is restricted, but no domain is listed")
    elif setting.mac_sync:
        yield Fail(setting, "synchronisation is restricted to listed domains, but the Mac client needs none")
    else:
        template = "only computers of {count} listed domains synchronise; those still do"
        yield Pass(setting, template, count=len(setting.sync_domains))


@check("m365.sharepoint.legacy-authentication", severity=Severity.MEDIUM, signals=["m365.calegacy"])
def legacy_authentication(setting: SharePoint) -> Iterator[Verdict]:
    """SharePoint refuses applications that can't sign in the modern way.

    Such applications know no second factor, and no Conditional Access policy reaches them.

    ## Remediation
    SharePoint admin center, *Policies > Access control > Apps that don't use modern
    authentication*: *Block access*.
    """
    if setting.legacy_authentication:
        yield Fail(setting, "legacy authentication is allowed")
    else:
        yield Pass(setting, "legacy authentication is refused")


@check("m365.infect.sharepoint", severity=Severity.MEDIUM, signals=["m365.infect"])
def infected(setting: SharePointTenant) -> Iterator[Verdict]:
    """A file in which malware was found can't be downloaded.

    By default SharePoint and OneDrive warn, and let people download the file all the same.

    ## Remediation
    `Set-SPOTenant -DisallowInfectedFileDownload $true`.
    """
    if setting.infected_refused:
        yield Pass(setting, "infected files can't be downloaded")
    else:
        yield Fail(setting, "infected files can be downloaded after a warning")
