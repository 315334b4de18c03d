"""Reads Conditional Access policies with every condition; unknown keys and members are kept, not dropped."""

from collections.abc import AsyncIterator

from plugins.m365.answer import Answer
from plugins.m365.collectors.ca_conditions import conditions
from plugins.m365.collectors.members import (
    CONTROLS,
    METHODS,
    OPERATORS,
    REQUIREMENTS,
    STATES,
)
from plugins.m365.collectors.session_controls import session
from plugins.m365.connection import M365Connection
from plugins.m365.endpoints import CA_POLICIES
from plugins.m365.settings.conditional_access import (
    GUESTS_OR_EXTERNAL,
    Grant,
    Policy,
    Strength,
)
from plugins.m365.settings.exclusions import ExcludedGroup, ExcludedUser
from scanner import collector


@collector(*CA_POLICIES.permissions)
async def policies(graph: M365Connection) -> AsyncIterator[Policy | ExcludedUser | ExcludedGroup]:
    async for row in graph.rows(CA_POLICIES):
        found = policy(row)
        yield found
        if out := found.conditions.users:
            for user in out.exclude_users:
                if user != GUESTS_OR_EXTERNAL:
                    yield ExcludedUser(id=user)
            for group in out.exclude_groups:
                yield ExcludedGroup(id=group)


def policy(row: Answer) -> Policy:
    """Read one policy; raises *malformed* if a required part is missing."""
    row.knows(
        *("id", "displayName", "description", "templateId", "createdDateTime", "modifiedDateTime"),
        *("state", "conditions", "grantControls", "sessionControls"),
    )
    found_grant, found_session = row.child_or_none("grantControls"), row.child_or_none("sessionControls")
    return Policy(
        id=row.text("id"),
        name=row.text("displayName"),
        state=row.member("state", STATES),
        created=row.time_or_none("createdDateTime"),
        modified=row.time_or_none("modifiedDateTime"),
        template=row.text_or_none("templateId"),
        conditions=conditions(row.child("conditions")),
        grant=None if found_grant is None else grant(found_grant),
        session=None if found_session is None else session(found_session),
        unrecognised=tuple(row.strange),
    )


def grant(row: Answer) -> Grant:
    """Read the grant controls; `operator` may be null where one control stands alone."""
    row.knows(
        "operator", "builtInControls", "customAuthenticationFactors", "termsOfUse", "authenticationStrength"
    )
    found = row.child_or_none("authenticationStrength")
    return Grant(
        operator=operator(row),
        controls=row.members("builtInControls", CONTROLS),
        custom=row.texts("customAuthenticationFactors"),
        terms=row.texts("termsOfUse"),
        strength=None if found is None else strength(found),
    )


def operator(row: Answer) -> str:
    """Read how the controls are joined, in capitals; null is noted, for it says nothing."""
    if row.text_or_none("operator") is None:
        row.note("operator")
        return ""
    return row.member("operator", OPERATORS).upper()


def strength(row: Answer) -> Strength:
    """Read an authentication strength; methods that no page lists are noted."""
    row.knows(
        *("id", "createdDateTime", "modifiedDateTime", "displayName", "description", "policyType"),
        *("requirementsSatisfied", "allowedCombinations", "combinationConfigurations"),
    )
    combinations = row.needed_texts("allowedCombinations")
    unknown = {part for one in combinations for part in one.replace(" ", "").split(",")} - METHODS
    row.strange.extend(f"allowedCombinations={part}" for part in sorted(unknown))
    return Strength(
        id=row.text("id"),
        name=row.text_or_none("displayName"),
        kind=row.text("policyType"),
        satisfies=row.member("requirementsSatisfied", REQUIREMENTS),
        combinations=combinations,
    )
