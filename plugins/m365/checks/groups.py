"""Microsoft 365 groups: closed to others, and looked after."""

from collections.abc import Iterator, Sequence

from plugins.m365.settings.groups import UnifiedGroup
from scanner import Fail, NotApplicable, Pass, Reason, Resource, Severity, Unknown, Verdict, check

GROUPS = Resource("microsoft.graph.group", "groups", "Microsoft 365 groups")
CLOSED = ("Private", "HiddenMembership")


@check("m365.groups.private", severity=Severity.MEDIUM, partial="universal")
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


@check("m365.groups.owned", severity=Severity.LOW, partial="universal")
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
