"""Which metrics are watched by an alarm that somebody hears, region by region."""

from plugins.aws.derived.notices import blind
from plugins.aws.settings.account import Region
from plugins.aws.settings.alarms import AlarmWatch, WatchedMetric
from plugins.aws.settings.capacity import WatchedMetrics
from plugins.aws.settings.notices import Notices
from scanner import Reading, derived


@derived
def watched_metrics(
    region: Region, watches: Reading[AlarmWatch], notices: Reading[Notices]
) -> WatchedMetrics:
    """Join alarms that are switched on with topics that have a confirmed subscriber."""
    here = [one for one in notices.items if one.region == region]
    confirmed = {topic for one in here for topic in one.confirmed}
    topics = {topic for one in here for topic in one.topics}
    alarms = [one for one in watches.items if one.alarm.region == region.name and one.alarm.enabled]
    told = [one for one in alarms if confirmed & set(one.alarm.actions)]
    elsewhere = [one for one in alarms if one not in told and set(one.alarm.actions) - topics]
    unseen = blind(region, watches, notices)
    return WatchedMetrics(
        region=region,
        told=_metrics(told),
        elsewhere=_metrics(elsewhere),
        blind=(*unseen, *(gap for one in here for gap in one.blind if gap not in unseen)),
    )


def _metrics(watches: list[AlarmWatch]) -> tuple[WatchedMetric, ...]:
    return tuple(sorted({metric for one in watches for metric in one.metrics}, key=repr))
