"""`records/changes.yaml`: changes of settings that were wanted, by whom and why; they explain differences.

changes:
  - setting: "AWS::EC2::SecurityGroup"    # a kind of setting, * and ? stand for anything
    resource: "sg-0a1b2c*"               # id or name; without it: every resource
    target: aozora-aws                   # without it: every target
    reason: 住民記録システムの更改に伴い、通信の許可を見直した（変更管理票 令和8年第12号）。
    role: 情報政策課長
    date: 2026-11-20

It explains what changed after the baseline was approved. Approving a new baseline makes it superfluous.
"""

from dataclasses import dataclass, field
from datetime import date as Date  # noqa: N812 - `date` is a key of the file
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from scanner.days import day
from scanner.signed import Day, Role, signed_by, written
from scanner.yamlfile import Refused

if TYPE_CHECKING:
    from scanner.drift import SettingChange

FILE = "changes.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A wanted change of settings that match."""

    setting: str = field(metadata={"example": '"AWS::EC2::SecurityGroup"'})
    reason: str
    role: Role = field(metadata={"example": "情報政策課長"})
    date: Day = field(metadata={"example": "2026-11-20"})
    resource: str | None = None
    target: str | None = None

    def __post_init__(self) -> None:
        written(self, "setting", "reason")
        signed_by(self, "role")
        day(self.date, "date")
        if not self.setting.strip("*?:./ ") and not self.resource:
            template = "'{value}' explains whatever changes; name what it is"
            raise Refused(template, at=("setting",), value=self.setting)

    @property
    def first(self) -> Date:
        """The day of the change."""
        return day(self.date, "date")

    def explains(self, one: "SettingChange") -> bool:
        """True if it speaks of this setting of this resource."""
        if not fnmatchcase(one.setting, self.setting):
            return False
        if self.target is not None and self.target != one.target:
            return False
        names = (one.resource.id, one.resource.name)
        return self.resource is None or any(fnmatchcase(name, self.resource) for name in names if name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The file."""

    changes: tuple[Change, ...]
