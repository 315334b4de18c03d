"""`records/systems.yaml`: the systems, the tag that their resources bear, and who runs them.

systems:
  - {id: resident-records, name: 住民記録, tag: system=jumin, importance: 3, resources: ["jumin-*"]}
  - {id: tax, name: 税務, importance: 3, targets: [aozora-org/444455556666]}    # an account of its own
operators:
  - {id: vendor-a, name: 青空情報サービス株式会社, systems: [resident-records]}
  - {id: vendor-b, name: みどりクラウド株式会社, targets: [aozora-aws]}    # all else that is there
"""

from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Literal

from scanner.model import Resource
from scanner.provider import means
from scanner.signed import written
from scanner.yamlfile import Refused

FILE = "systems.yaml"


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """A system; `tag` is `key=value` of its resources in the cloud, `importance` 1 to 3.

    `resources` are ids or names of resources that belong to it; * and ? stand for anything. At `targets`,
    such as an account of its own, all is the system's.
    """

    id: str = field(metadata={"example": "resident-records"})
    name: str = field(metadata={"example": "住民記録"})
    importance: Literal[1, 2, 3] = field(metadata={"example": "3"})
    tag: str | None = field(default=None, metadata={"example": "system=jumin"})
    resources: tuple[str, ...] = field(default=(), metadata={"example": '["jumin-*"]'})
    targets: tuple[str, ...] = field(default=(), metadata={"example": "[aozora-org/444455556666]"})

    def __post_init__(self) -> None:
        written(self, "id", "name")
        if self.tag is not None and not all(self.tag.partition("=")):
            template = "'{value}' is no tag; write key=value, for example system=jumin"
            raise Refused(template, at=("tag",), value=self.tag)
        for number, pattern in enumerate(self.resources):
            if not pattern.strip("*?"):
                template = "'{value}' would be every resource; name those of the system"
                raise Refused(template, at=("resources", number), value=pattern)

    def has(self, resource: Resource, target: str) -> bool:
        """True if the resource belongs to it: by id or by name, or by the target that it is at."""
        if any(means(written, target) for written in self.targets):
            return True
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
