"""The configuration: which organisations, which targets, judged by which frameworks.

    config = Config.load(Path("tenken.yaml"))

or made in Python:

    Config(organisations=(OrganisationConfig(
        id="aozora", name="青空市", case="i",
        targets=(Target("aozora-aws", "aws", "aozora", AwsOptions()),)),))
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from scanner.framework_model import Case
from scanner.language import Language
from scanner.provider import Target
from scanner.records import Declarations, read_declarations
from scanner.sink import SinkConfig

if TYPE_CHECKING:
    from scanner.host import Host

NAME = "tenken.yaml"
DEADLINE = 900.0
FRAMEWORKS = ("alpha-prime",)
NO_STORE = "none"
"""The address that says: keep no runs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationConfig:
    """A municipality: its name as people write it, its α′ case (a = ア, i = イ, u = ウ), its targets.

    `records` is the folder of what its people state. `declared`, if given, stands in place of the
    declarations in that folder. `profiles` are names of `mappings/profiles/`: they set thresholds and
    facts, and say what Government Cloud covers.
    """

    id: str
    name: str
    case: Case
    targets: tuple[Target, ...]
    records: Path = Path("records")
    declared: Declarations | None = None
    profiles: tuple[str, ...] = ()

    def declarations(self) -> Declarations:
        """What its people declare: `declared`, else `declarations.yaml` of the folder. Raises YamlError."""
        if self.declared is not None:
            return self.declared
        return read_declarations(self.records, [target.id for target in self.targets])


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What `tenken.yaml` says.

    `frameworks` are framework ids. `language` is None where the environment decides. `limits` replace
    thresholds of the profile. `deadline` is the longest that reading may take, in seconds. `store`
    is the address of the store (None: the default one), `sinks` are the receivers of events. `path` is the
    file this came from.
    """

    organisations: tuple[OrganisationConfig, ...]
    frameworks: tuple[str, ...] = FRAMEWORKS
    language: Language | None = None
    limits: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    deadline: float = DEADLINE
    store: str | None = None
    sinks: tuple[SinkConfig, ...] = ()
    path: Path | None = None

    @classmethod
    def load(cls, path: Path, host: "Host | None" = None) -> "Config":
        """Read the file; relative folders in it start from where it lies.

        Raises YamlError with every fault: file, line, column, what is wrong and what to write instead.
        """
        from scanner.config_file import load  # noqa: PLC0415 - the import the other way is at its top

        return load(path, host)

    @property
    def targets(self) -> Iterator[Target]:
        """The targets of all organisations."""
        return (target for organisation in self.organisations for target in organisation.targets)
