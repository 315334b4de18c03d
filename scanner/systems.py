"""`records/systems.yaml`: the systems, the tag that their resources bear, and who runs them.

systems:
  - {id: resident-records, name: 住民記録, tag: system=jumin, importance: 3, resources: ["jumin-*"]}
operators:
  - {id: vendor-a, name: 青空情報サービス株式会社, systems: [resident-records]}
  - {id: vendor-b, name: みどりクラウド株式会社, targets: [aozora-aws]}    # all else that is there
"""

from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Literal

from scanner.model import Resource
from scanner.signed import written
from scanner.yamlfile import Refused

FILE = "systems.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """A system; `tag` is `key=value` of its resources in the cloud, `importance` 1 to 3.

    `resources` are ids or names of resources that belong to it; * and ? stand for anything.
    """

    id: str = field(metadata={"example": "resident-records"})
    name: str = field(metadata={"example": "住民記録"})
    importance: Literal[1, 2, 3] = field(metadata={"example": "3"})
    tag: str | None = field(default=None, metadata={"example": "system=jumin"})
    resources: tuple[str, ...] = field(default=(), metadata={"example": '["jumin-*"]'})

    def __post_init__(self) -> None:
        written(self, "id", "name")
        if self.tag is not None and not all(self.tag.partition("=")):
            template = "'{value}' is no tag; write key=value, for example system=jumin"
            raise Refused(template, at=("tag",), value=self.tag)
        for number, pattern in enumerate(self.resources):
            if not pattern.strip("*?"):
                template = "'{value}' would be every resource; name those of the system"
                raise Refused(template, at=("resources", number), value=pattern)

    def has(self, resource: Resource) -> bool:
        """True if the resource belongs to it, by id or by name."""
        names = (resource.id, resource.name)
        return any(fnmatchcase(name, pattern) for pattern in self.resources for name in names if name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Operator:
    """A company or section that runs systems, by the ids of those, or all else at some targets."""

    id: str = field(metadata={"example": "vendor-a"})
    name: str = field(metadata={"example": "青空情報サービス株式会社"})
    systems: tuple[str, ...] = field(default=(), metadata={"example": "[resident-records]"})
    targets: tuple[str, ...] = field(default=(), metadata={"example": "[aozora-aws]"})

    def __post_init__(self) -> None:
        written(self, "id", "name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Systems:
    """The file."""

    systems: tuple[System, ...]
    operators: tuple[Operator, ...] = ()
