"""`records/systems.yaml`: the systems, the tag that their resources bear, and who runs them.

systems:
  - {id: resident-records, name: 住民記録, tag: system=jumin, importance: 3}
operators:
  - {id: vendor-a, name: 青空情報サービス株式会社, systems: [resident-records]}
"""

from dataclasses import dataclass, field
from typing import Literal

from scanner.signed import written
from scanner.yamlfile import Refused

FILE = "systems.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """A system; `tag` is `key=value` of its resources in the cloud, `importance` 1 to 3."""

    id: str = field(metadata={"example": "resident-records"})
    name: str = field(metadata={"example": "住民記録"})
    importance: Literal[1, 2, 3] = field(metadata={"example": "3"})
    tag: str | None = field(default=None, metadata={"example": "system=jumin"})

    def __post_init__(self) -> None:
        written(self, "id", "name")
        if self.tag is not None and not all(self.tag.partition("=")):
            template = "'{value}' is no tag; write key=value, for example system=jumin"
            raise Refused(template, at=("tag",), value=self.tag)


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """A company or section that runs systems, by the ids of those."""

    id: str = field(metadata={"example": "vendor-a"})
    name: str = field(metadata={"example": "青空情報サービス株式会社"})
    systems: tuple[str, ...] = field(metadata={"example": "[resident-records]"})

    def __post_init__(self) -> None:
        written(self, "id", "name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Systems:
    """The file."""

    systems: tuple[System, ...]
    operators: tuple[Operator, ...] = ()
