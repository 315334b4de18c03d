"""Each region with the rules that tell somebody, and the topics that reach somebody."""

from typing import Any

from plugins.aws.settings.account import Region
from plugins.aws.settings.notices import EventRule, EventTargets, Notice, Notices, Subscribers, Topic
from plugins.aws.settings.vpc import Blindness
from scanner import Gap, Reading, derived

GLOBAL = "global"
OFF = "DISABLED"


@derived
def notices(
    region: Region,
    rules: Reading[EventRule],
    targets: Reading[EventTargets],
    topics: Reading[Topic],
    subscribers: Reading[Subscribers],
) -> Notices:
    """Join rules, targets and topics of one region; what could not be read is named, not left out."""
    readings: tuple[Reading[Any], ...] = (rules, targets, topics, subscribers)
    confirmed = {one.topic.arn for one in subscribers.items if one.confirmed}
    here = {topic.arn for topic in topics.items if topic.region == region.name}
    return Notices(
        region=region,
        notices=tuple(_notice(one, here, confirmed) for one in targets.items if _speaks(one.rule, region)),
        topics=tuple(sorted(here)),
        confirmed=tuple(sorted(here & confirmed)),
        blind=blind(region, *readings),
    )


def blind(region: Region, *readings: Reading[Any]) -> tuple[Blindness, ...]:
    """Name what these readings could not see in a region."""
    gaps = dict.fromkeys(gap for reading in readings for gap in reading.gaps if _hides(gap, region))
    return tuple(
        Blindness(kind=gap.setting, reason=gap.reason.value, permission=gap.permission) for gap in gaps
    )


def _hides(gap: Gap, region: Region) -> bool:
    return gap.scope.region in (region.name, GLOBAL)


def _speaks(rule: EventRule, region: Region) -> bool:
    return rule.region == region.name and rule.state != OFF and rule.pattern is not None


def _notice(one: EventTargets, here: set[str], confirmed: set[str]) -> Notice:
    own = [target for target in one.targets if target in here]
    return Notice(
        rule=one.rule.name,
        pattern=one.rule.pattern or "",
        told=tuple(target for target in own if target in confirmed),
        untold=tuple(target for target in own if target not in confirmed),
        elsewhere=tuple(target for target in one.targets if target not in here),
    )
