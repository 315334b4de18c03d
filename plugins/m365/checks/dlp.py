"""Data loss prevention: My Number doesn't leave unnoticed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plugins.m365.rules.dlp_types import MY_NUMBER
from plugins.m365.rules.plans import TEAMS_DLP, plan_missing
from plugins.m365.rules.unknown_value import unknown_value
from plugins.m365.settings.plans import Sku
from plugins.m365.settings.purview import DlpPolicy, DlpRule
from scanner import Fail, Pass, Reading, Reason, Resource, Severity, Unknown, Verdict, check

DLP = Resource("Purview.DlpCompliancePolicy", "dataLossPrevention", "data loss prevention")
MODES = ("Enable", "Disable", "TestWithNotifications", "TestWithoutNotifications", "PendingDeletion")
PLACES = ("Exchange", "SharePoint", "OneDrive", "Teams")


@check("m365.dlp.my-number", severity=Severity.HIGH, signals=["m365.dlp"])
def my_number(
    policies: Sequence[DlpPolicy], rules: Sequence[DlpRule], skus: Reading[Sku]
) -> Iterator[Verdict]:
    """My Number is kept from being sent or shared, in mail, SharePoint, OneDrive and Teams.

    One number in one attachment is a leak of specific personal information that has to be reported.

    ## Remediation
    Microsoft Purview portal, *Data loss prevention > Policies*: a policy for all of Exchange, SharePoint,
    OneDrive and Teams that is turned on (not in simulation), whose rule blocks content with the type
    *Japan My Number - Personal*.
    """
    if odd := next((one for one in policies if one.mode not in MODES), None):
        yield unknown_value(odd, "Mode", odd.mode)
        return
    strong = {one.policy for one in rules if _blocks(one) and not one.narrowed}
    narrow = {one.policy for one in rules if _blocks(one) and one.narrowed}
    unclear = {one.policy for one in rules if not one.disabled and one.types is None}
    enforced = [one for one in policies if one.mode == "Enable"]
    for place in PLACES:
        yield _place(place, enforced, _Rules(strong, narrow, unclear), skus)


def _blocks(rule: DlpRule) -> bool:
    return (
        not rule.disabled and rule.block and any(one.lower() == MY_NUMBER.lower() for one in rule.types or ())
    )


@dataclass(frozen=True)
class _Rules:
    """Policies with a rule that blocks all of it, that blocks some of it, that nobody understands."""

    strong: set[str]
    narrow: set[str]
    unclear: set[str]


def _place(place: str, enforced: Sequence[DlpPolicy], rules: _Rules, skus: Reading[Sku]) -> Verdict:
    covering = [one for one in enforced if _covers(one, place)]
    names = sorted(one.name for one in covering if one.name in rules.strong)
    if names:
        return Pass(DLP, "{place}: blocked by {names}", place=place, names=", ".join(names), part=place)
    if any(one.name in rules.unclear for one in covering):
        template = "{place}: what an advanced rule looks for could not be understood"
        return Unknown(DLP, Reason.MALFORMED, template, place=place, part=place)
    if some := sorted(one.name for one in covering if one.name in rules.narrow):
        template = (
            "{place}: {names} blocks it under further conditions or with exceptions; whether all is blocked "
            "can't be told"
        )
        named = ", ".join(some)
        return Unknown(DLP, Reason.UNSUPPORTED, template, place=place, names=named, part=place)
    if place == "Teams" and plan_missing(DLP, TEAMS_DLP, skus):
        return Fail(DLP, "{place}: plan missing: {plan}", place=place, plan=TEAMS_DLP, part=place)
    template = "{place}: no policy that is on blocks My Number everywhere"
    return Fail(DLP, template, place=place, part=place)


def _covers(policy: DlpPolicy, place: str) -> bool:
    found = getattr(policy, place.lower())
    return "All" in found and not getattr(policy, f"but_{place.lower()}")
