"""`records/assets.yaml`: the assets, their importance and threat levels, entered and signed by a role.

role: 情報処理安全確保支援士（委託先）
date: 2026-11-20
assets:
  - id: lgwan-servers
    name: LGWAN業務サーバ
    kind: server
    importance: 3
    threats: {TH1: 3, TH2: 3, TH3: none, TH4: 2, TH5: 3, TH6: 1}    # none: there is no such threat to it
    lowered:                          # the measures rated lower than counted; never higher
      - {threat: TH2, level: 2, reason: 二つの対策が同一製品による。, role: 情報政策課長, date: 2026-11-20}
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Date  # noqa: N812 - `date` is a key of the file
from typing import Literal

from scanner.days import day
from scanner.signed import Day, Role, signed_by, written
from scanner.yamlfile import Refused

FILE = "assets.yaml"
NONE: Literal["none"] = "none"
ThreatLevel = Literal[1, 2, 3, "none"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lowered:
    """A person's judgement that the measures on an asset are weaker than their number says.

    `level` is a 対策レベル: 1 none, 2 not enough. It only ever lowers what was counted.
    """

    threat: str = field(metadata={"example": "TH2"})
    level: Literal[1, 2] = field(metadata={"example": "2"})
    reason: str
    role: Role = field(metadata={"example": "情報政策課長"})
    date: Day = field(metadata={"example": "2026-11-20"})

    def __post_init__(self) -> None:
        written(self, "reason")
        signed_by(self, "role")
        day(self.date, "date")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """An asset, or a group of like ones: its importance, and the level (or none) of every threat to it."""

    id: str = field(metadata={"example": "lgwan-servers"})
    name: str = field(metadata={"example": "LGWAN業務サーバ"})
    kind: str = field(metadata={"example": "server"})
    importance: Literal[1, 2, 3] = field(metadata={"example": "3"})
    threats: dict[str, ThreatLevel] = field(
        metadata={"example": "{TH1: 3, TH2: 3, TH3: none, TH4: 2, TH5: 3, TH6: 1}"}
    )
    lowered: tuple[Lowered, ...] = ()

    def __post_init__(self) -> None:
        written(self, "id", "name")

    @property
    def rated(self) -> Mapping[str, int]:
        """The levels of the threats that there are."""
        return {threat: level for threat, level in self.threats.items() if level != NONE}

    def lowest(self, threat: str) -> Lowered | None:
        """The lowest level of the measures that a person has set against this threat."""
        mine = (one for one in self.lowered if one.threat == threat)
        return min(mine, key=lambda one: one.level, default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetSheet:
    """The file: who rated the assets, and when."""

    role: Role = field(metadata={"example": "情報処理安全確保支援士（委託先）"})
    date: Day = field(metadata={"example": "2026-11-20"})
    assets: tuple[Asset, ...]

    def __post_init__(self) -> None:
        signed_by(self, "role")
        day(self.date, "date")
        if not self.assets:
            raise Refused("there is no asset; add one", at=("assets",))

    @property
    def signed(self) -> Date:
        """The day it was signed."""
        return day(self.date, "date")
