"""Alert policies: somebody is told when it matters."""

from collections.abc import Iterator, Sequence

from plugins.m365.rules.alerts import PURPOSES, serves
from plugins.m365.rules.plans import DEFENDER_OFFICE_P2, plan_missing
from plugins.m365.settings.plans import Sku
from plugins.m365.settings.purview import Alert
from scanner import Fail, Pass, Reading, Resource, Severity, Verdict, check

ALERTS = Resource("Purview.ProtectionAlert", "alertPolicies", "alert policies")


@check("m365.alert.policies", severity=Severity.MEDIUM, signals=["m365.alert"])
def policies(alerts: Sequence[Alert], skus: Reading[Sku]) -> Iterator[Verdict]:
    """Somebody is told when administrators gain rights, files leave in masses, or mail is forwarded.

    An alert that nobody gets is a line in a log. These three are what an attacker does first.

    ## Remediation
    Microsoft Defender portal, *Policies & rules > Alert policy*: turn on *Elevation of Exchange admin
    privilege*, *Unusual external user file activity* and *Creation of forwarding/redirect rule*, or alerts of
    your own for these operations, with the mailbox of the security desk as recipient.
    """
    for purpose in PURPOSES:
        found = [one for one in alerts if not one.disabled and serves(one, purpose)]
        told = sorted({name for one in found for name in one.notified if name.strip()})
        if told:
            yield Pass(ALERTS, "{names} are told", names=", ".join(told), part=purpose)
        elif found:
            yield Fail(ALERTS, "the alert is on, but nobody is told", part=purpose)
        elif purpose == "downloads" and plan_missing(ALERTS, DEFENDER_OFFICE_P2, skus):
            yield Fail(ALERTS, "plan missing: {plan}", plan=DEFENDER_OFFICE_P2, part=purpose)
        else:
            yield Fail(ALERTS, "no alert like {name} is on", name=PURPOSES[purpose][0], part=purpose)
