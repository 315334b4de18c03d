"""Reads Privileged Identity Management: active instances and the policy of each role."""

from collections.abc import AsyncIterator

from plugins.m365.answer import Answer
from plugins.m365.collectors.licensed import rows_if_licensed
from plugins.m365.connection import M365Connection
from plugins.m365.endpoints import ROLE_INSTANCES, ROLE_POLICIES
from plugins.m365.rules.plans import ENTRA_P2
from plugins.m365.settings.pim import RoleInstance, RolePolicy
from plugins.m365.settings.plans import Sku
from scanner import Reading, collector

DIRECTORY_ROLES = (
    "$filter=scopeId%20eq%20'/'%20and%20scopeType%20eq%20'DirectoryRole'&$expand=policy($expand=rules)"
)
APPROVAL = "Approval_EndUser_Assignment"


@collector(*ROLE_INSTANCES.permissions)
async def instances(skus: Reading[Sku], graph: M365Connection) -> AsyncIterator[RoleInstance]:
    async for row in rows_if_licensed(graph, ROLE_INSTANCES, "", ENTRA_P2, skus):
        yield RoleInstance(
            id=row.text("id"),
            role=row.text("roleDefinitionId"),
            principal=row.text("principalId"),
            kind=row.text("assignmentType"),
            end=row.time_or_none("endDateTime"),
        )


@collector(*ROLE_POLICIES.permissions)
async def policies(skus: Reading[Sku], graph: M365Connection) -> AsyncIterator[RolePolicy]:
    async for row in rows_if_licensed(graph, ROLE_POLICIES, DIRECTORY_ROLES, ENTRA_P2, skus):
        yield RolePolicy(
            id=row.text("id"), role=row.text("roleDefinitionId"), approval=approval(row.child("policy"))
        )


def approval(policy: Answer) -> bool | None:
    """Say whether activating the role needs somebody's approval."""
    for rule in policy.needed_children("rules"):
        if rule.text("id") == APPROVAL:
            return rule.child("setting").flag("isApprovalRequired")
    return None
