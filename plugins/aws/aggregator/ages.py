"""How old what an aggregator holds of each account is: a note beside its results.

Source: AWS Config DescribeConfigurationAggregatorSourcesStatus, ``LastUpdateTime``.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime

from plugins.aws.aggregator.held import CURRENT, Aggregator
from plugins.aws.failures import classify
from scanner import Message

AGE = "read from the aggregator {name} of AWS Config, whose data came in at {time} or later"


def ages(opened: Callable[[], Aggregator], regions: Collection[str] | None) -> Mapping[str, Message]:
    """A note by account; none where nothing is known: what can't be read is told by each reading itself."""
    times: defaultdict[str, list[datetime]] = defaultdict(list)
    try:
        source = opened()
        for (account, region), one in source.sources().items():
            if one.state == CURRENT and one.time and (regions is None or region in regions):
                times[account].append(one.time)
    except Exception as error:
        if classify(error) is None:
            raise
        return {}
    return {account: _note(source.name, min(some)) for account, some in times.items()}


def _note(name: str, time: datetime) -> Message:
    return Message.of(AGE, name=name, time=f"{time.astimezone(UTC):%Y-%m-%d %H:%M} UTC")
