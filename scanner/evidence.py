"""Evidence: what was read of each target, with what is needed to judge it again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from scanner.assessment import Organisation, Run
from scanner.connection import Call, Shape
from scanner.model import Gap, Reading
from scanner.on_file import OnFile
from scanner.provider import Target
from scanner.sentinel import NewField
from scanner.verdict import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetEvidence:
    """The readings of one target, those that the host gave included.

    `read_at` says per setting type when it was complete (RFC 3339, UTC). `calls` and `shapes` are
    the provenance: operations with region, time and count, and the key shapes of the answers.
    `unseen` are the fields in them that no earlier run of this target saw; None if no earlier run is known.
    `opaque` are the blocks of settings whose plugin isn't here: kept, compared, not judged.
    """

    target: Target
    account: str
    readings: Mapping[type, Reading[Any]] = field(repr=False)  # asyncio shows results of tasks
    read_at: Mapping[type, str]
    calls: tuple[Call, ...] = ()
    shapes: tuple[Shape, ...] = ()
    unseen: tuple[NewField, ...] | None = None
    opaque: tuple[str, ...] = ()

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """What was not read, each gap once; what people have not declared is among them."""
        read = (gap for reading in self.readings.values() for gap in reading.gaps)
        return tuple(dict.fromkeys((*self.target.gaps, *read)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One run: what `collect` writes and `assess` judges without any credential.

    `frameworks` are the ids of the frameworks that the configuration selected; `standing` is what
    people's records and the profile said on that day, `people` the records themselves, per organisation id;
    evidence of former versions has no `people`.
    """

    run: Run
    organisations: tuple[Organisation, ...]
    frameworks: tuple[str, ...]
    targets: tuple[TargetEvidence, ...] = field(default=())
    standing: Mapping[str, Standing] = field(default_factory=dict)
    people: Mapping[str, OnFile] = field(default_factory=dict)
