"""An aggregator of AWS Config: each type is queried once, for all accounts and regions.

Sources: AWS Config SelectAggregateResourceConfig (``Results``, pages of at most 100),
DescribeConfigurationAggregatorSourcesStatus (``LastUpdateStatus``), API type ConfigurationItem
(``configurationItemStatus``); Developer Guide, "Querying the Current Configuration State of AWS Resources":
what a recorder doesn't record can't be queried.
"""

import json
from collections import defaultdict
from datetime import datetime
from typing import Any, NamedTuple

from plugins.aws.aggregator import reasons
from plugins.aws.aggregator.kind import Kind
from plugins.aws.aggregator.places import RECORDED_IN
from plugins.aws.aggregator.recorders import RECORDER, continuous, covers
from plugins.aws.answers import Answer, MalformedAnswer, answer
from plugins.aws.connection import AwsConnection

Place = tuple[str, str]
"""An account and a region."""
FIELDS = (
    "accountId, awsRegion, resourceId, configurationItemStatus, configurationItemCaptureTime, configuration"
)
THERE = frozenset({"OK", "ResourceDiscovered"})
GONE = frozenset({"ResourceDeleted", "ResourceDeletedNotRecorded"})
CURRENT = "SUCCEEDED"


class Source(NamedTuple):
    """The state of one place, empty if there is none, and when its data came last."""

    state: str
    time: datetime | None = None


class Aggregator:
    """One aggregator, asked through the account in which it stands; errors are told to every account."""

    def __init__(self, aws: AwsConnection, name: str, region: str | None) -> None:
        self.connection = aws
        self.name = name
        self.region = region or aws.home

    def resources(self, kind: Kind, account: str, region: str) -> list[Answer]:
        """The configurations of all resources of a type at one place; none is proved to be none.

        Raises the SDK's errors, `MalformedAnswer`, and `Unread` if it isn't shown that all are held.
        """
        self._recorded(kind.type, account, region)
        found = self._there(kind.type, account, region)
        if kind.named:
            self._complete(kind, found, account, region)
        return [one["configuration"] for one in found.values()]

    def _recorded(self, kind: str, account: str, region: str) -> None:
        """Raise `Unread` unless a type is recorded at one place, as it is now."""
        if region not in RECORDED_IN:
            raise reasons.no_region(kind, region)
        state = self.sources().get((account, region), Source("")).state
        if state != CURRENT:
            raise reasons.no_source(account, region, state)
        recorders = [one["configuration"] for one in self._there(RECORDER, account, region).values()]
        covering = [one for one in recorders if covers(one, kind)]
        if not covering:
            raise reasons.no_recorder(kind, account, region)
        if not any(continuous(one, kind) for one in covering):
            raise reasons.no_haste(kind, account, region)

    def _complete(self, kind: Kind, found: dict[str, Answer], account: str, region: str) -> None:
        """Raise `Unread` if something is in use that isn't held."""
        other, field = kind.named or ("", "")
        for item in self._there(other, account, region).values():
            used = item["configuration"][field]
            if used not in found:
                raise reasons.no_share(kind.type, account, region, str(used))

    def _there(self, kind: str, account: str, region: str) -> dict[str, Answer]:
        """The newest item of each resource that is there, by its id."""
        newest: dict[str, Answer] = {}
        for item in self._items(kind).get((account, region), ()):
            known = newest.get(item["resourceId"])
            if known is None or _age(known) <= _age(item):
                newest[item["resourceId"]] = item
        for item in newest.values():
            if item["configurationItemStatus"] not in THERE | GONE:
                raise reasons.no_record(kind, account, region, str(item["configurationItemStatus"]))
        return {name: one for name, one in newest.items() if one["configurationItemStatus"] in THERE}

    def _items(self, kind: str) -> dict[Place, list[Answer]]:
        found: dict[Place, list[Answer]] = self.connection.once.result(
            repr((self.name, kind)), lambda: self._query(kind)
        )
        return found

    def _query(self, kind: str) -> dict[Place, list[Answer]]:
        grouped: defaultdict[Place, list[Answer]] = defaultdict(list)
        asked = {"Expression": f"SELECT {FIELDS} WHERE resourceType = '{kind}'"}
        for text in self._all("config.SelectAggregateResourceConfig", "Results", **asked):
            item = _item(text)
            grouped[item["accountId"], item["awsRegion"]].append(item)
        return dict(grouped)

    def sources(self) -> dict[Place, Source]:
        """How current the data of each place are; raises the SDK's errors."""
        found: dict[Place, Source] = self.connection.once.result(repr((self.name,)), self._states)
        return found

    def _states(self) -> dict[Place, Source]:
        operation = "config.DescribeConfigurationAggregatorSourcesStatus"
        sources = self._all(operation, "AggregatedSourceStatusList")
        return {
            (one["SourceId"], one["AwsRegion"]): Source(one["LastUpdateStatus"], one.get("LastUpdateTime"))
            for one in sources
            if one["SourceType"] == "ACCOUNT"
        }

    def _all(self, operation: str, key: str, **asked: str) -> Any:
        named = {"ConfigurationAggregatorName": self.name, **asked}
        return self.connection.items(operation, key, self.region, 100, **named)


def _age(item: Answer) -> str:
    return str(item["configurationItemCaptureTime"])


def _item(text: Any) -> Answer:
    try:
        found = answer(json.loads(text))
    except ValueError:
        found = None
    if not isinstance(found, Answer) or not isinstance(found["configuration"], Answer):
        raise MalformedAnswer("Results")
    return found
