"""Who the Global Administrators are, each person once, however the role is held."""

from collections.abc import Iterable

from plugins.m365.settings.administrators import (
    GLOBAL_ADMINISTRATOR,
    AssignedPeople,
    EligiblePeople,
    Person,
)
from scanner import Resource

ROLE = Resource("microsoft.graph.unifiedRoleDefinition", GLOBAL_ADMINISTRATOR, "Global Administrator")


def everybody(assigned: Iterable[AssignedPeople], eligible: Iterable[EligiblePeople]) -> tuple[Person, ...]:
    """Everybody who holds the role or may activate it, in order of id."""
    groups = [one.people for one in eligible] + [one.people for one in assigned]
    found = {person.id: person for group in groups for person in group}
    return tuple(found[key] for key in sorted(found))


def account(person: Person) -> Resource:
    """The account as the subject of a verdict."""
    return Resource(f"microsoft.graph.{person.kind}", person.id, person.principal_name or "")


def is_named(person: Person, names: Iterable[str]) -> bool:
    """True if a declaration names the account, by user principal name or object id."""
    known = {name.strip().casefold() for name in names}
    return bool(known & {person.id.casefold(), (person.principal_name or person.id).casefold()})
