"""`records/waivers.yaml`: findings or controls that are excepted, why, by whom, until when.

waivers:
  - control: ALPHA-T10
    check: m365.ca.mfa-all            # without it: every check of the control
    resource: "svc-*"                 # id or name, * and ? stand for anything; without it: every resource
    reason: 連携用アカウントの移行が令和9年3月に完了するため。
    approver: 最高情報セキュリティ責任者
    date: 2026-11-20
    valid_until: 2027-03-31
    compensating: 接続元アドレスを庁内に限定し、ログを毎週確認する。

A waiver never hides: the control is shown as excepted, with the reason.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date as Date  # noqa: N812 - `date` is a key of the file
from fnmatch import fnmatchcase

from scanner.days import day
from scanner.findings import Finding
from scanner.model import Outcome
from scanner.signed import Day, LastDay, Role, not_before, signed_by, written
from scanner.yamlfile import Refused

FILE = "waivers.yaml"
FINDING = re.compile(r"[0-9a-f]{24}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """An exception of one finding, or of a control: wholly, or for a check and resources that match."""

    reason: str
    approver: Role = field(metadata={"example": "最高情報セキュリティ責任者"})
    date: Day = field(metadata={"example": "2026-11-20"})
    valid_until: LastDay = field(metadata={"example": "2027-03-31"})
    compensating: str = field(metadata={"example": "接続元を庁内に限定する。"})
    finding: str | None = None
    control: str | None = None
    check: str | None = None
    resource: str | None = None

    def __post_init__(self) -> None:
        written(self, "reason", "compensating")
        signed_by(self, "approver")
        if bool(self.finding) == bool(self.control):
            raise Refused("give one of finding: (its id) and control: ALPHA-T10")
        if self.finding and not FINDING.fullmatch(self.finding):
            template = "'{value}' is no finding id; copy its 24 characters from the report"
            raise Refused(template, at=("finding",), value=self.finding)
        if self.finding and (self.check or self.resource):
            raise Refused("check and resource go with a control, not with a finding")
        not_before(self.first, self.last)

    @property
    def first(self) -> Date:
        """The day it was approved."""
        return day(self.date, "date")

    @property
    def last(self) -> Date:
        """The last day it holds."""
        return day(self.valid_until, "valid_until")

    @property
    def whole(self) -> bool:
        """True if it excepts a control wholly."""
        return bool(self.control) and not self.check and not self.resource

    def matches(self, finding: Finding, checks: Collection[str]) -> bool:
        """True if it excepts this Fail; `checks` are those of its control."""
        if finding.outcome is not Outcome.FAIL:
            return False
        if self.finding:
            return finding.id == self.finding
        of_check = finding.check == self.check if self.check else finding.check in checks
        return of_check and (self.resource is None or self._names(self.resource, finding))

    @staticmethod
    def _names(pattern: str, finding: Finding) -> bool:
        plain = pattern.replace("[", "[[]")  # a bracket in an ARN is a bracket
        return any(fnmatchcase(one, plain) for one in (finding.resource.id, finding.resource.name) if one)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waivers:
    """The file."""

    waivers: tuple[Waiver, ...]
