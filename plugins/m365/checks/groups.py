"""Microsoft 365 groups: closed to others, and looked after by one section."""

from collections import Counter
from collections.abc import Iterator, Sequence

from plugins.m365.rules.groups import SHOWN
from plugins.m365.settings.groups import GuestGroups, UnifiedGroup
from scanner import Fail, NotApplicable, Pass, Reason, Resource, Severity, Unknown, Verdict, check

SIGNALS = ["m365.sites"]
GROUPS = Resource("microsoft.graph.group", "groups", "Microsoft 365 groups")
CLOSED = ("Private", "HiddenMembership")


@check("m365.groups.private", severity=Severity.MEDIUM, signals=SIGNALS, partial="universal")
def private(groups: Sequence[UnifiedGroup]) -> Iterator[Verdict]:
    """No group is open to all staff.

    Everybody in the municipality can read the files and mails of a public group, and its site, without being
    asked in. What belongs to one section is then everybody's.

    ## Remediation
    Microsoft 365 admin center, *Teams & groups*: set the privacy of the group to *Private*. Record an
    exception for a group that is meant for all staff.
    """
    verdicts = [found for one in groups if (found := _open(one))]
    yield from verdicts
    if not groups:
        yield NotApplicable(GROUPS, "there are no Microsoft 365 groups")
    elif not verdicts:
        yield Pass(GROUPS, "{count} groups, none of them public", count=len(groups))


def _open(group: UnifiedGroup) -> Verdict | None:
    if group.visibility in CLOSED:
        return None
    if group.visibility == "Public":
        return Fail(group, "the group is public")
    return Unknown(group, Reason.MALFORMED, "whether the group is public can't be told")


@check("m365.groups.owned", severity=Severity.LOW, signals=SIGNALS, partial="universal")
def owned(groups: Sequence[UnifiedGroup]) -> Iterator[Verdict]:
    """Every group has an owner.

    Without an owner nobody decides who belongs to the group, and nobody takes out who has left.

    ## Remediation
    Microsoft 365 admin center, *Teams & groups*: name two owners of the section that the group belongs to, or
    delete the group.
    """
    orphans = [one for one in groups if not one.owners]
    yield from (Fail(one, "the group has no owner") for one in orphans)
    if not groups:
        yield NotApplicable(GROUPS, "there are no Microsoft 365 groups")
    elif not orphans:
        yield Pass(GROUPS, "{count} groups, each with an owner", count=len(groups))


@check("m365.groups.section", severity=Severity.MEDIUM, signals=SIGNALS, partial="universal")
def section(groups: Sequence[UnifiedGroup]) -> Iterator[Verdict]:
    """The owners of a group belong to one section.

    Where owners of several sections let people in, nobody answers for who reads the files. To which section
    an owner belongs is the department in the directory.

    ## Remediation
    Leave the group to owners of the section whose work it holds, and enter the department of each in
    Microsoft Entra ID. Record an exception for a group that several sections were told to share.
    """
    looked_after = [one for one in groups if one.owners]
    verdicts = [found for one in looked_after if (found := _shared(one))]
    yield from verdicts
    if not looked_after:
        yield NotApplicable(GROUPS, "no group has an owner")
    elif not verdicts:
        template = "{count} groups with owners, each of one section"
        yield Pass(GROUPS, template, count=len(looked_after))


def _shared(group: UnifiedGroup) -> Verdict | None:
    if len(group.sections) > 1:
        return Fail(group, "its owners belong to {sections}", sections=", ".join(group.sections))
    if group.unplaced:
        template = "of {count} owners no section is entered in the directory, or none is shown"
        return Unknown(group, Reason.UNSUPPORTED, template, count=group.unplaced)
    if group.owners >= SHOWN:
        return Unknown(group, Reason.UNSUPPORTED, "it may have more owners than are shown")
    return None


@check("m365.groups.no-guests", severity=Severity.MEDIUM, signals=SIGNALS, partial="universal")
def no_guests(groups: Sequence[UnifiedGroup], guests: Sequence[GuestGroups]) -> Iterator[Verdict]:
    """No guest is in a group.

    A guest in a group reads its files and mails, old ones too, and stays until somebody thinks of it.

    ## Remediation
    Take the guests out of the group, and share with them the files alone that they need. Record an exception
    for a group that was made for work with others.
    """
    able = [one for one in guests if one.enabled]
    inside = Counter(group for one in able for group in one.groups)
    open_ones = [one for one in groups if inside[one.id]]
    unsure = [one for one in able if not one.complete]
    for one in open_ones:
        yield Fail(one, "{count} guests are in the group", count=inside[one.id])
    for guest in unsure:
        yield Unknown(guest, Reason.UNSUPPORTED, "the guest may be in more groups than are shown")
    if not groups:
        yield NotApplicable(GROUPS, "there are no Microsoft 365 groups")
    elif not (open_ones or unsure):
        yield Pass(GROUPS, "{count} groups, no guest in any", count=len(groups))
