"""`records/accepted-gaps.yaml`: what can't be read here, why that is accepted, by whom, until when.

accepted_gaps:
  - target: aozora-aws
    permission: "organizations:*"     # or setting: "AWS::Organizations::*"
    reason: ガバメントクラウドでは組織単位の読取りが許可されない。
    approver: 統括情報セキュリティ責任者
    date: 2026-11-20
    valid_until: 2027-03-31

The controls behind it stay undetermined: only the exit code no longer asks for it to be mended.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date as Date, datetime  # noqa: N812 - `date` is a key of the file
from fnmatch import fnmatchcase

from scanner.days import day, day_of
from scanner.model import Gap, Reason
from scanner.provider import means
from scanner.signed import Day, LastDay, Role, holds, not_before, one_of, signed_by, written
from scanner.yamlfile import Refused

FILE = "accepted-gaps.yaml"
LASTING = frozenset(
    {Reason.DENIED, Reason.UNLICENSED, Reason.UNSUPPORTED, Reason.DISABLED, Reason.UNREACHABLE}
)
"""What a decision of somebody else can bring about. A fault or a slow answer is never accepted beforehand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedGap:
    """One kind of gap at one target; where setting and permission are given, both must match."""

    target: str = field(metadata={"example": "aozora-aws"})
    reason: str
    approver: Role = field(metadata={"example": "統括情報セキュリティ責任者"})
    date: Day = field(metadata={"example": "2026-11-20"})
    valid_until: LastDay = field(metadata={"example": "2027-03-31"})
    setting: str | None = None
    permission: str | None = None

    def __post_init__(self) -> None:
        written(self, "target", "reason")
        signed_by(self, "approver")
        one_of(self, ("setting", "permission"), 'permission: "organizations:*"')
        for name in ("setting", "permission"):
            pattern = getattr(self, name)
            if pattern is not None and not pattern.strip("*?:./ "):
                template = "'{value}' accepts whatever can't be read; name what it is"
                raise Refused(template, at=(name,), value=pattern)
        not_before(self.first, self.last)

    @property
    def first(self) -> Date:
        """The day it was accepted."""
        return day(self.date, "date")

    @property
    def last(self) -> Date:
        """The last day it holds."""
        return day(self.valid_until, "valid_until")

    def matches(self, gap: Gap) -> bool:
        """True if it speaks of this gap."""
        return (
            gap.reason in LASTING
            and _like(self.setting, gap.setting)
            and _like(self.permission, gap.permission)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedGaps:
    """The file."""

    accepted_gaps: tuple[AcceptedGap, ...]


def accepted(gap: Gap, target: str, records: Iterable[AcceptedGap], as_of: datetime) -> bool:
    """True if a record that holds on that day accepts this gap of the target with this id.

    A gap whose permission isn't known is accepted by its setting alone. `as_of` is aware.
    """
    today = day_of(as_of)
    return any(means(one.target, target) and holds(one, today) and one.matches(gap) for one in records)


def _like(pattern: str | None, text: str) -> bool:
    return pattern is None or fnmatchcase(text, pattern.replace("[", "[[]"))
