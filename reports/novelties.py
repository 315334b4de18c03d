"""What is new in the services: fields of their answers that nobody here knows, by target and operation."""

from collections.abc import Iterator
from dataclasses import dataclass

from scanner.assessment import Assessment

TITLE = "New in the service"
WHY = "Fields that the service sends and that neither this version of Tenken nor an earlier run knows. A new \
switch is often a new hole: look at what it does, and update Tenken."


@dataclass(frozen=True, slots=True)
class Novelty:
    """The new fields of one operation of one target."""

    target: str
    operation: str
    fields: tuple[str, ...]


def novelties(assessment: Assessment) -> Iterator[Novelty]:
    """The new fields, by target and operation."""
    groups: dict[tuple[str, str], list[str]] = {}
    for target in assessment.targets:
        for one in target.new_fields:
            groups.setdefault((target.id, one.operation), []).append(one.field)
    for (target_id, operation), fields in groups.items():
        yield Novelty(target_id, operation, tuple(fields))
