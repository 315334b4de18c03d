"""`records/plans.yaml`: what will be improved, who sees to it, and by when.

plans:
  - control: ALPHA-T05
    measure: LBOファイアウォールのファームウェアを更新する。
    owner: 情報政策課 基盤係
    date: 2026-11-20
    due: 2027-01-31
    done: 2027-01-15              # once it is; the next reading shows whether it helped
    check: aws.ec2.imdsv2         # if it mends what one check found, at one target
    target: aozora-aws

A plan changes no verdict.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date as Date, datetime  # noqa: N812 - `date` is a key of the file

from scanner.days import day, day_of
from scanner.signed import Day, Role, signed_by, written
from scanner.yamlfile import Refused

FILE = "plans.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """An improvement planned for one control; `owner` is a section or a role.

    `check` and `target` narrow it to what one check finds at one target; None if it is about all.
    """

    control: str = field(metadata={"example": "ALPHA-T05"})
    measure: str
    owner: Role = field(metadata={"example": "情報政策課 基盤係"})
    date: Day = field(metadata={"example": "2026-11-20"})
    due: Day = field(metadata={"example": "2027-01-31"})
    done: Day | None = None
    check: str | None = None
    target: str | None = None

    def __post_init__(self) -> None:
        written(self, "measure")
        signed_by(self, "owner")
        if self.last < day(self.date, "date"):
            raise Refused("it is due before it begins; correct date or due", at=("due",))
        if self.done is not None:
            day(self.done, "done")

    @property
    def first(self) -> Date:
        """The day it was made."""
        return day(self.date, "date")

    @property
    def finished(self) -> Date | None:
        """The day it was done; None if it isn't yet."""
        return day(self.done, "done") if self.done else None

    @property
    def last(self) -> Date:
        """The last day to do it in time."""
        return day(self.due, "due")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plans:
    """The file."""

    plans: tuple[Plan, ...]


def overdue(plans: Iterable[Plan], as_of: datetime) -> tuple[Plan, ...]:
    """The plans that should be done by now and aren't, the oldest first. `as_of` is aware."""
    return late(plans, day_of(as_of))


def late(plans: Iterable[Plan], today: Date) -> tuple[Plan, ...]:
    """The plans that should be done by this day and aren't, the oldest first."""
    found = (plan for plan in plans if plan.done is None and plan.last < today)
    return tuple(sorted(found, key=lambda plan: plan.last))
