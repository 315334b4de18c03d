"""Retention: what is deleted, by mistake or by malware, can be brought back."""

from collections.abc import Iterator, Sequence

from plugins.m365.settings.purview import RetentionPolicy, RetentionRule
from scanner import Fail, Pass, Reason, Resource, Severity, Unknown, Verdict, check

RETENTION = Resource("Purview.RetentionCompliancePolicy", "retentionPolicies", "retention policies")
PLACES = ("Exchange", "SharePoint", "OneDrive")
KEEPING, OTHER = ("Keep", "KeepAndDelete"), ("Delete",)
MODES, STATUSES = ("Enforce", "AuditAndNotify", "Test"), ("Success", "Pending", "Error")


@check("m365.backup.retention", severity=Severity.MEDIUM, signals=["m365.backup"])
def retention(policies: Sequence[RetentionPolicy], rules: Sequence[RetentionRule]) -> Iterator[Verdict]:
    """Mail and files are kept by a retention policy that reaches all of Exchange, SharePoint and OneDrive.

    Recycle bins empty themselves after some weeks. What ransomware or a leaver deleted before is gone.

    ## Remediation
    Microsoft Purview portal, *Data lifecycle management > Retention policies*: a policy that keeps content,
    for all mailboxes, sites and OneDrive accounts without exceptions; see that its status is *On (Success)*.
    """
    keeping = {one.policy for one in rules if not one.disabled and one.action in KEEPING}
    odd = {one.policy for one in rules if one.action not in KEEPING + OTHER}
    for place in PLACES:
        yield _place(place, policies, keeping, odd)


def _place(place: str, policies: Sequence[RetentionPolicy], keeping: set[str], odd: set[str]) -> Verdict:
    covering = [one for one in policies if one.enabled and _covers(one, place)]
    kept = [one for one in covering if one.id in keeping]
    sound = sorted(one.name for one in kept if (one.mode, one.status) == ("Enforce", "Success"))
    if sound:
        return Pass(RETENTION, "{place}: kept by {names}", place=place, names=", ".join(sound), part=place)
    unlisted = [one for one in kept if one.mode not in MODES or one.status not in STATUSES]
    if unlisted or any(one.id in odd for one in covering):
        template = "{place}: what the policy does has a value that no page lists"
        return Unknown(RETENTION, Reason.MALFORMED, template, place=place, part=place)
    if kept:
        template = "{place}: {name} doesn't work (mode {mode}, status {status})"
        one = kept[0]
        return Fail(
            RETENTION, template, place=place, name=one.name, mode=one.mode, status=one.status, part=place
        )
    return Fail(RETENTION, "{place}: no policy keeps everything", place=place, part=place)


def _covers(policy: RetentionPolicy, place: str) -> bool:
    return "All" in getattr(policy, place.lower()) and not policy.but
