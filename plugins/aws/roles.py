"""What accounts are in their organization: who manages it, who administers which service, Control Tower.

Enrolled accounts: Control Tower API reference, ListEnabledBaselines, type EnabledBaselineSummary; User Guide,
"Examples for baseline API usage" (the target of an account is its ARN of Organizations).
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from plugins.aws.base import Base
from plugins.aws.failures import classify
from scanner import Gap, Message, Target

MANAGEMENT = "management account of the organization"
DELEGATED = "delegated administrator: {services}"
ENROLLED = "enrolled in Control Tower ({state})"
NO_ZONE = (
    "no landing zone of Control Tower answers in {region}; where another region is its home, its "
    "accounts are not marked"
)
ELSEWHERE = "Control Tower answers the management account alone: its accounts are not marked"
TOWER = {
    ("centralizedLogging", "accountId"): "log archive account of Control Tower",
    ("securityRoles", "accountId"): "audit account of Control Tower",
    ("config", "accountId"): "AWS Config account of Control Tower",
    ("backup", "configurations", "centralBackup", "accountId"): "central backup account of Control Tower",
    ("backup", "configurations", "backupAdmin", "accountId"): "backup administrator of Control Tower",
}
"""Where the manifest names accounts. Source: Control Tower User Guide, "Landing zone schemas" (to 4.0)."""


class Roles:
    """Notes by account id. What can't be read becomes a gap: nothing is judged by it."""

    def __init__(self, target: Target, base: Base) -> None:
        self._target, self._aws, self._base = target, base.connection, base
        self._notes: defaultdict[str, list[Message]] = defaultdict(list)
        self._zones = 0

    def of(self, account: str) -> tuple[Message, ...]:
        """What is known of an account."""
        return tuple(self._notes.get(account, ()))

    def read(self) -> Iterator[Message | Gap]:
        """Read them; gives notes on the whole, and what is unread. Raises if there is no organization."""
        found = self._aws.once.ask("organizations.DescribeOrganization")["Organization"]
        management = found["MasterAccountId"]
        self._notes[management].append(Message.of(MANAGEMENT))
        yield from self._trying("AWS::Organizations::DelegatedAdministrator", self._delegated)
        if self._base.account != management:
            yield Message.of(ELSEWHERE)
            return
        gaps = list(self._trying("AWS::ControlTower::LandingZone", self._tower))
        yield from gaps
        if self._zones:
            yield from self._trying("AWS::ControlTower::EnabledBaseline", self._enrolled)
        elif not gaps:
            yield Message.of(NO_ZONE, region=self._aws.home)

    def _trying(self, setting: str, read: Callable[[], None]) -> Iterator[Gap]:
        try:
            read()
        except Exception as error:
            failure = classify(error)
            if failure is None:
                raise
            permission = failure.permission or ""
            yield Gap(
                setting, self._target.resource, failure.reason, failure.message, permission, failure.operation
            )

    def _delegated(self) -> None:
        administrators = self._aws.items(
            "organizations.ListDelegatedAdministrators", "DelegatedAdministrators"
        )
        for one in administrators:
            services = self._aws.items(
                "organizations.ListDelegatedServicesForAccount", "DelegatedServices", AccountId=one["Id"]
            )
            names = sorted(service["ServicePrincipal"].removesuffix(".amazonaws.com") for service in services)
            self._notes[one["Id"]].append(Message.of(DELEGATED, services=", ".join(names)))

    def _tower(self) -> None:
        for zone in self._aws.items("controltower.ListLandingZones", "landingZones"):
            self._zones += 1
            found = self._aws.ask("controltower.GetLandingZone", landingZoneIdentifier=zone["arn"])
            manifest = found["landingZone"]["manifest"]
            whole = json.loads(manifest) if isinstance(manifest, str) else manifest
            for path, note in TOWER.items():
                if account := _at(whole, path):
                    self._notes[str(account)].append(Message.of(note))

    def _enrolled(self) -> None:
        """Mark the accounts that have a baseline from their unit; the unit itself is the parent of it."""
        found = self._aws.items("controltower.ListEnabledBaselines", "enabledBaselines", includeChildren=True)
        for one in found:
            whose, _, account = one["targetIdentifier"].rpartition("/")
            if ":account/" in whose and one.get("parentIdentifier"):
                note = Message.of(ENROLLED, state=one["statusSummary"]["status"])
                if note not in self._notes[account]:
                    self._notes[account].append(note)


def _at(value: Any, path: tuple[str, ...]) -> Any:
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value
