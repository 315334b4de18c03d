"""Metrics with an alarm that somebody hears."""

from plugins.aws.settings.account import Region
from plugins.aws.settings.alarms import WatchedMetric
from plugins.aws.settings.vpc import Blindness
from scanner import setting


@setting("AWS::CloudWatch::WatchedMetrics", of="region")
class WatchedMetrics:
    """Metrics with an alarm that tells a confirmed subscriber, and those whose alarm acts elsewhere.

    `blind` names what of it could not be read. Made from alarms, topics and subscriptions.
    """

    region: Region
    told: tuple[WatchedMetric, ...]
    elsewhere: tuple[WatchedMetric, ...]
    blind: tuple[Blindness, ...]
