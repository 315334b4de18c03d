"""Defender for Cloud Apps: which cloud services people use, and that personal ones are blocked."""

from collections.abc import Iterator, Sequence

from plugins.m365.rules.cloud_apps import CATEGORIES, PERSONAL
from plugins.m365.rules.plans import CLOUD_APPS, plan_missing
from plugins.m365.rules.unknown_value import unknown_value
from plugins.m365.settings.defender import DiscoveredApp, DiscoveryStream
from plugins.m365.settings.plans import Sku
from scanner import (
    AsOf,
    Fail,
    Limits,
    Pass,
    Reading,
    Reason,
    Resource,
    Severity,
    Unknown,
    Verdict,
    check,
)

SIGNALS = ["m365.cas"]
DISCOVERY = Resource("microsoft.graph.security.cloudAppDiscoveryReport", "uploadedStreams", "Cloud discovery")


@check("m365.cas.discovery", severity=Severity.MEDIUM, signals=SIGNALS, partial="existence")
def discovery(
    streams: Sequence[DiscoveryStream], skus: Reading[Sku], limits: Limits, now: AsOf
) -> Iterator[Verdict]:
    """Which cloud services people use is discovered all the time.

    A service that somebody signed up for by himself is known to nobody, until its traffic is looked at. A
    report that was made once of a file is no discovery.

    ## Remediation
    Microsoft Defender portal, *Settings > Cloud apps > Cloud Discovery*: turn on *Microsoft Defender for
    Endpoint*, or send the logs of the break-out firewall by a log collector.
    """
    days = limits["log_silence_days"]
    lasting = [one for one in streams if not one.snapshot and one.received]
    fresh = _fresh(streams, days, now)
    if fresh:
        yield Pass(DISCOVERY, "{names} sends data", names=", ".join(sorted(one.name for one in fresh)))
    elif lasting:
        yield Fail(DISCOVERY, "no data came in for more than {days} days", days=days)
    else:
        nothing = Fail(DISCOVERY, "nothing sends data for discovery")
        yield plan_missing(DISCOVERY, CLOUD_APPS, skus) or nothing


def _fresh(streams: Sequence[DiscoveryStream], days: int, now: AsOf) -> list[DiscoveryStream]:
    """The streams that go on, and whose data came in within so many days."""
    lasting = [(one, one.received) for one in streams if not one.snapshot]
    return [one for one, received in lasting if received and (now.time - received).days <= days]


@check("m365.cas.personal", severity=Severity.MEDIUM, signals=SIGNALS, partial="universal")
def personal(
    apps: Sequence[DiscoveredApp], streams: Sequence[DiscoveryStream], limits: Limits, now: AsOf
) -> Iterator[Verdict]:
    """Personal cloud services are blocked, unless they were sanctioned.

    Storage, mail and chat of one's own take the municipality's files out by a way that no rule watches.

    ## Remediation
    Microsoft Defender portal, *Cloud apps > Cloud discovery > Discovered apps*: tag the service
    *Unsanctioned*, or *Sanctioned* if it was approved; turn on *Enforce app access* for Defender for
    Endpoint.
    """
    verdicts = [found for one in apps if (found := _app(one))]
    yield from verdicts
    if not _fresh(streams, limits["log_silence_days"], now):
        yield Unknown(DISCOVERY, Reason.UNSUPPORTED, "nothing is discovered; what people use isn't known")
    elif not verdicts:
        yield Pass(DISCOVERY, "no personal service is used that was not sanctioned")


def _app(one: DiscoveredApp) -> Verdict | None:
    tags = {tag.casefold() for tag in one.tags}
    if one.category not in CATEGORIES:
        return unknown_value(one, "category", one.category)
    if one.category not in PERSONAL or "sanctioned" in tags:
        return None
    if "unsanctioned" in tags:
        template = (
            "tagged as unsanctioned; no page describes how to read whether terminals and firewalls refuse "
            "it: attest it"
        )
        return Unknown(one, Reason.UNSUPPORTED, template)
    return Fail(one, "used by {count} people, neither sanctioned nor blocked", count=one.users)
