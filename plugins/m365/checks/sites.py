"""SharePoint's sites: each its section's, closed to guests and to all staff."""

from collections.abc import Iterator, Sequence

from plugins.m365.rules.unknown_value import unknown_value
from plugins.m365.settings.groups import UnifiedGroup
from plugins.m365.settings.sharepoint import SharePoint
from plugins.m365.settings.sites import Claims, Site
from scanner import Fail, NotApplicable, Pass, Reading, Reason, Resource, Severity, Unknown, Verdict, check

SIGNALS = ["m365.sites"]
SITES = Resource("SharePoint.Site", "sites", "SharePoint sites")
CLOSED, OPEN = 0, (1, 2, 3)
"""Members of SharingCapabilities: Disabled, then the three that let guests in."""
OFF = "disabled"


@check("m365.sites.grouped", severity=Severity.MEDIUM, signals=SIGNALS, partial="universal")
def grouped(sites: Sequence[Site], groups: Sequence[UnifiedGroup]) -> Iterator[Verdict]:
    """The group of a site tells whose it is, and who may enter.

    The site of a Microsoft 365 group has the owners and members of the group. Any other has permissions of
    its own, in which one entry may let in all staff; they can't be read in a list.

    ## Remediation
    Connect the site to a Microsoft 365 group of the section (*Settings > Connect to new Microsoft 365
    Group*), or look at its permissions by hand regularly, and attest what was seen.
    """
    known = {one.id.casefold() for one in groups}
    verdicts = [found for one in sites if (found := _alone(one, known))]
    yield from verdicts
    if not sites:
        yield NotApplicable(SITES, "there are no SharePoint sites")
    elif not verdicts:
        yield Pass(SITES, "{count} sites, each of a group", count=len(sites))


def _alone(site: Site, groups: set[str]) -> Verdict | None:
    if not site.group:
        template = (
            "the site has permissions of its own: whose it is, and whether all staff may enter, isn't read"
        )
        return Unknown(site, Reason.UNSUPPORTED, template)
    if site.group.casefold() not in groups:
        return Unknown(site, Reason.UNSUPPORTED, "the directory doesn't know the group of the site any more")
    return None


@check("m365.sites.no-guests", severity=Severity.MEDIUM, signals=SIGNALS, partial="universal")
def no_guests(sites: Sequence[Site], tenant: Reading[SharePoint]) -> Iterator[Verdict]:
    """No site can be shared with guests.

    What the tenant allows, each site may take up. One that need not be shared with anybody outside is better
    closed, whatever the tenant allows.

    ## Remediation
    SharePoint admin center, *Active sites*: *External file sharing* of the site *Only people in your
    organization*. Record an exception for a site that was made for work with others.
    """
    shut = any(one.sharing == OFF for one in tenant.items)
    verdicts = [] if shut else [found for one in sites if (found := _shared(one, tenant))]
    yield from verdicts
    if not sites:
        yield NotApplicable(SITES, "there are no SharePoint sites")
    elif not verdicts:
        yield Pass(SITES, "{count} sites, none open to guests", count=len(sites))


def _shared(site: Site, tenant: Reading[SharePoint]) -> Verdict | None:
    if site.sharing == CLOSED:
        return None
    if site.sharing not in OPEN:
        return unknown_value(site, "SharingCapability", str(site.sharing))
    if tenant.gaps:
        template = "the site can be shared with guests if the tenant allows it, which was not read"
        return Unknown(site, tenant.gaps[0].reason, template)
    return Fail(site, "the site can be shared with guests")


@check("m365.sites.everyone", severity=Severity.LOW, signals=SIGNALS)
def everyone(claims: Claims) -> Iterator[Verdict]:
    """Nobody can let all staff into a site with one entry.

    *Everyone* and *Everyone except external users* stand in the people picker beside the names of colleagues.
    One choice, and a site of the welfare section is everybody's.

    ## Remediation
    `Set-SPOTenant -ShowEveryoneClaim $false -ShowEveryoneExceptExternalUsersClaim $false -ShowAllUsersClaim
    $false`. Entries that were made before stay: look for them.
    """
    offered = {
        "ShowEveryoneClaim": claims.everyone,
        "ShowEveryoneExceptExternalUsersClaim": claims.staff,
        "ShowAllUsersClaim": claims.all_users,
    }
    shown = ", ".join(name for name, on in offered.items() if on)
    if shown:
        yield Fail(claims, "the people picker offers all staff at once: {settings}", settings=shown)
    else:
        yield Pass(claims, "the people picker offers persons and groups alone")
